/** The lines as two sigma programs: a ribbon along each curve, dashed by state, and an arrowhead at its end. */

import type { EdgeProgramType, ProgramInfo } from "sigma/rendering";
import { createEdgeCompoundProgram, EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { EdgeState } from "../ledger/types";
import { STATES } from "../shared";
import { dashOf, PLAIN, strengthOf, thicknessOf } from "./ink";
import { widthOf } from "./lines";
import { reach } from "./shapes";
import { isMinor } from "./sheet";
import { COMMON, type Look, RADIUS, setCommon } from "./webgl-look";

const STEPS = 20;

const SHARED = `
attribute vec2 a_from; attribute vec2 a_bend; attribute vec2 a_to; attribute vec2 a_ends; attribute float a_width;
attribute float a_state; attribute vec2 a_strength; attribute vec4 a_color;
uniform vec2 u_offset; uniform vec2 u_size; uniform vec3 u_paper;
uniform float u_scale; uniform float u_marks; uniform float u_detail; uniform float u_ratio; uniform float u_ink; uniform float u_arrows;
${RADIUS}
bool isLoop() { return distance(a_from, a_to) < 0.001; }
vec2 placeAt(float share) {
  float rest = 1.0 - share;
  if (isLoop()) {
    vec2 up = (a_bend - a_from) * 1.33;
    return a_from + 3.0 * rest * rest * share * (up + vec2(up.y, -up.x) * 0.75) + 3.0 * rest * share * share * (up - vec2(up.y, -up.x) * 0.75);
  }
  return rest * rest * a_from + 2.0 * rest * share * a_bend + share * share * a_to;
}
vec2 pixelAt(float share) { return placeAt(share) * u_scale + u_offset; }
vec2 wayAt(float share) { return normalize(pixelAt(min(1.0, share + 0.01)) - pixelAt(max(0.0, share - 0.01)) + vec2(1e-5, 0.0)); }
float thickness() { return max(0.75, a_width * min(1.0, 0.35 + 0.65 * u_marks)); }
float headLength() { return (4.2 + 2.1 * thickness()) * clamp(u_marks, 0.62, 1.1); }
float edgeAt(float own) { return radiusOf(own) + 1.6; }
/* the share of the line at which it is so many pixels from an end: at an end a curve runs at twice the way to its bend */
float shareNear(vec2 end, float pixels) {
  return clamp(pixels / max(1.0, (isLoop() ? 3.9 : 2.0) * distance(a_bend, end) * u_scale), 0.0, 0.5);
}
bool hasHead() { return u_arrows > 0.5 && (isLoop() || distance(a_from, a_to) * u_scale > 3.2 * headLength()); }
vec3 colour() {
  float strength = mix(a_strength.x, a_strength.y, u_detail);
  return u_ink < 1.0 ? a_color.rgb : mix(u_paper, a_color.rgb, strength);
}`;

const RIBBON = `${SHARED}
attribute vec2 a_spot;
varying float v_off; varying float v_half; varying float v_along; varying float v_state; varying float v_width; varying vec3 v_color;
void main() {
  float start = shareNear(a_from, edgeAt(a_ends.x));
  float stop = 1.0 - shareNear(a_to, edgeAt(a_ends.y) + (hasHead() ? headLength() * 0.8 : 0.0));
  float share = mix(start, max(start, stop), a_spot.x);
  vec2 way = wayAt(share);
  v_half = thickness() * 0.5;
  v_off = a_spot.y * (v_half + 1.0);
  v_along = (share - start) * (distance(a_from, a_bend) + distance(a_bend, a_to) + distance(a_from, a_to)) * 0.5 * u_scale;
  v_state = a_state;
  v_width = clamp(thickness(), 0.8, 1.3);
  v_color = colour();
  gl_Position = clip(pixelAt(share) + vec2(-way.y, way.x) * v_off);
}`;

/** GLSL that discards the gaps of a state. Dots are round, so they are longer than their nominal length. */
const gaps = (state: EdgeState): string => {
  const dash = dashOf(state, 1);
  const [on = 1, off = 0, dot = 0] = state === "rumour" ? [dash[0]! + 1, dash[1]! - 1] : dash;
  const period = dash.reduce((sum, length) => sum + length, 0);
  const second = dot ? ` && (spot < ${(on + off).toFixed(3)} || spot > ${(on + off + dot).toFixed(3)})` : "";
  return `float spot = mod(v_along / v_width, ${period.toFixed(3)}); if (spot > ${on.toFixed(3)}${second}) discard;`;
};

const RIBBON_FRAGMENT = `
precision highp float;
uniform float u_ink;
varying float v_off; varying float v_half; varying float v_along; varying float v_state; varying float v_width; varying vec3 v_color;
void main() {
${STATES.slice(1)
  .map((state, index) => `  if (abs(v_state - ${index + 1}.0) < 0.5) { ${gaps(state)} }`)
  .join("\n")}
  float ink = clamp(v_half + 0.5 - abs(v_off), 0.0, 1.0) * min(1.0, u_ink * (v_state > 0.5 && u_ink < 1.0 ? 0.75 : 1.0));
  gl_FragColor = vec4(v_color, 1.0) * ink;
}`;

const HEAD = `${SHARED}
attribute vec2 a_spot;
varying vec2 v_at; varying float v_length; varying vec3 v_color;
void main() {
  v_length = hasHead() ? headLength() : 0.0;
  float share = 1.0 - shareNear(a_to, edgeAt(a_ends.y));
  vec2 way = wayAt(share - 0.01);
  v_at = vec2(mix(-1.5, v_length + 1.5, a_spot.x), a_spot.y * (v_length * 0.34 + 1.5));
  v_color = colour();
  gl_Position = hasHead() ? clip(pixelAt(share) - way * v_at.x + vec2(-way.y, way.x) * v_at.y) : vec4(2.0, 2.0, 0.0, 1.0);
}`;

const HEAD_FRAGMENT = `
precision highp float;
uniform float u_ink;
varying vec2 v_at; varying float v_length; varying vec3 v_color;
void main() {
  float off = abs(v_at.y);
  float side = (off - 0.34 * v_at.x) / 1.0562;
  vec2 back = normalize(vec2(0.34, -0.24));
  float behind = dot(vec2(v_at.x - 0.76 * v_length, off), back);
  float ink = clamp(0.5 - max(side, behind), 0.0, 1.0) * min(1.0, u_ink * 1.2);
  gl_FragColor = vec4(v_color, 1.0) * ink;
}`;

const FLOAT = 5126;
const BYTE = 5121;
const ATTRIBUTES = [
  { name: "a_from", size: 2, type: FLOAT },
  { name: "a_bend", size: 2, type: FLOAT },
  { name: "a_to", size: 2, type: FLOAT },
  { name: "a_ends", size: 2, type: FLOAT },
  { name: "a_width", size: 1, type: FLOAT },
  { name: "a_state", size: 1, type: FLOAT },
  { name: "a_strength", size: 2, type: FLOAT },
  { name: "a_color", size: 4, type: BYTE, normalized: true },
];

function program(look: Look, vertex: string, fragment: string, spots: number[][]): EdgeProgramType {
  return class Lines extends EdgeProgram<string> {
    getDefinition() {
      return {
        VERTICES: spots.length,
        VERTEX_SHADER_SOURCE: vertex,
        FRAGMENT_SHADER_SOURCE: fragment,
        METHOD: WebGLRenderingContext.TRIANGLE_STRIP,
        UNIFORMS: [...COMMON, "u_ink", "u_arrows"],
        ATTRIBUTES,
        CONSTANT_ATTRIBUTES: [{ name: "a_spot", size: 2, type: FLOAT }],
        CONSTANT_DATA: spots,
      };
    }

    processVisibleItem(
      _index: number,
      start: number,
      _source: NodeDisplayData,
      _target: NodeDisplayData,
      data: EdgeDisplayData,
    ): void {
      const { sheet, palette } = look;
      const { lines, edges } = sheet;
      const { number, minor } = data as EdgeDisplayData & { number: number; minor: boolean };
      const edge = edges[number]!;
      const rim = (node: number): number =>
        sheet.radius[node]! * Math.min(1.15, reach(sheet.nodes[node]!.role)) * (isMinor(sheet, node) ? -1 : 1);
      const like = { state: edge.state, disputed: edge.disputed, minor };
      this.array.set(
        [
          lines.x1[number]!,
          lines.y1[number]!,
          lines.cx[number]!,
          lines.cy[number]!,
          lines.x2[number]!,
          lines.y2[number]!,
          rim(lines.source[number]!),
          rim(lines.target[number]!),
          thicknessOf(Math.round(widthOf(edge.origins) * 2) / 2, 1, PLAIN),
          STATES.indexOf(edge.state),
          strengthOf(like, PLAIN, 0),
          strengthOf(like, PLAIN, 1),
          floatColor(edge.disputed ? palette.disputed : palette.edge),
        ],
        start,
      );
    }

    setUniforms(params: RenderParams, info: ProgramInfo): void {
      setCommon(info.gl, info.uniformLocations, look, params.pixelRatio);
    }

    override render(params: RenderParams): void {
      this.pickProgram = null;
      super.render(params);
    }
  };
}

/** Makes the program class for a look. `number` in an edge's data is its number in the sheet. */
export function linesProgram(look: Look): EdgeProgramType {
  const ribbon = Array.from({ length: 2 * (STEPS + 1) }, (_, at) => [Math.floor(at / 2) / STEPS, at % 2 ? 1 : -1]);
  const head = [
    [0, -1],
    [0, 1],
    [1, -1],
    [1, 1],
  ];
  return createEdgeCompoundProgram([
    program(look, RIBBON, RIBBON_FRAGMENT, ribbon),
    program(look, HEAD, HEAD_FRAGMENT, head),
  ]);
}
