/**
 * The marks of all roles as one sigma program: each is a square, with its shape and paper-coloured rim cut out by a
 * distance function.
 */

import type { ProgramInfo } from "sigma/rendering";
import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { SHAPES } from "../shared";
import type { Shape } from "./shapes";
import { isMinor } from "./sheet";
import { COMMON, type Look, RADIUS, setCommon } from "./webgl-look";

const CODES: readonly Shape[] = [
  "circle",
  "ring",
  "dashed-ring",
  "frame",
  "dot",
  "diamond",
  "square",
  "hexagon",
  "pentagon",
  "triangle",
  "triangle-down",
  "star",
];

const VERTEX = `
attribute vec2 a_place; attribute float a_radius; attribute float a_shape; attribute vec4 a_color; attribute vec2 a_corner;
uniform vec2 u_offset; uniform vec2 u_size; uniform float u_scale; uniform float u_marks; uniform float u_detail; uniform vec3 u_paper;
varying vec2 v_at; varying float v_radius; varying float v_shape; varying vec3 v_color;
${RADIUS}
void main() {
  float radius = max(radiusOf(a_radius), 0.9);
  float reach = radius * 1.45 + 3.0;
  v_at = a_corner * reach;
  v_radius = radius;
  v_shape = a_shape;
  v_color = a_radius < 0.0 ? mix(a_color.rgb, u_paper, 0.35 * (1.0 - u_detail)) : a_color.rgb;
  gl_Position = clip(a_place * u_scale + u_offset + v_at);
}`;

const FRAGMENT = `
precision highp float;
uniform vec3 u_paper; uniform float u_ratio;
varying vec2 v_at; varying float v_radius; varying float v_shape; varying vec3 v_color;
const float TURN = 6.28318530718;
float polygon(vec2 at, float corners, float size, float turned) {
  float sector = TURN / corners;
  float angle = atan(at.x, -at.y) - turned;
  return cos(floor(0.5 + angle / sector + 0.5) * sector - angle - sector * 0.5) * length(at) - size * cos(sector * 0.5);
}
float star(vec2 at, float outer, float inner) {
  float sector = TURN / 5.0;
  float angle = abs(mod(atan(at.x, -at.y) + sector * 0.5, sector) - sector * 0.5);
  vec2 point = length(at) * vec2(cos(angle), sin(angle));
  vec2 tip = vec2(outer, 0.0);
  vec2 notch = inner * vec2(cos(sector * 0.5), sin(sector * 0.5));
  vec2 side = notch - tip;
  return dot(point - tip, normalize(vec2(side.y, -side.x)));
}
void main() {
  float shape = floor(v_shape + 0.5);
  float far = length(v_at);
  float outside =
    shape < 2.5 ? far - v_radius :
    shape < 3.5 ? polygon(v_at, 4.0, v_radius * 1.24, TURN / 8.0) :
    shape < 4.5 ? far - v_radius * 0.75 :
    shape < 5.5 ? polygon(v_at, 4.0, v_radius * 1.2, 0.0) :
    shape < 6.5 ? polygon(v_at, 4.0, v_radius * 1.24, TURN / 8.0) :
    shape < 7.5 ? polygon(v_at, 6.0, v_radius * 1.08, 0.0) :
    shape < 8.5 ? polygon(v_at, 5.0, v_radius * 1.15, 0.0) :
    shape < 9.5 ? polygon(v_at, 3.0, v_radius * 1.35, 0.0) :
    shape < 10.5 ? polygon(v_at, 3.0, v_radius * 1.35, TURN * 0.5) :
    star(v_at, v_radius * 1.4, v_radius * 0.62);
  float soft = 0.5 / u_ratio;
  if (shape > 0.5 && shape < 3.5) {
    float width = clamp(v_radius / 4.0, 1.2, 2.2);
    float line = smoothstep(soft, -soft, abs(outside) - width * 0.5);
    if (shape > 1.5 && shape < 2.5) {
      float along = atan(v_at.y, v_at.x) * v_radius;
      line *= step(mod(along + TURN * v_radius, 5.4), 3.0);
    }
    float inside = smoothstep(soft, -soft, outside);
    vec3 colour = mix(mix(u_paper, v_color, 0.06), v_color, line);
    gl_FragColor = vec4(colour, 1.0) * max(inside, line);
    return;
  }
  float rim = smoothstep(soft, -soft, outside - 1.2);
  float body = smoothstep(soft, -soft, outside);
  gl_FragColor = vec4(mix(u_paper, v_color, body), 1.0) * rim;
}`;

/** Makes the program class for a look. `number` in a node's data is its number in the sheet. */
export function marksProgram(look: Look) {
  return class Marks extends NodeProgram<string> {
    getDefinition() {
      return {
        VERTICES: 4,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: WebGLRenderingContext.TRIANGLE_STRIP,
        UNIFORMS: COMMON,
        ATTRIBUTES: [
          { name: "a_place", size: 2, type: WebGLRenderingContext.FLOAT },
          { name: "a_radius", size: 1, type: WebGLRenderingContext.FLOAT },
          { name: "a_shape", size: 1, type: WebGLRenderingContext.FLOAT },
          { name: "a_color", size: 4, type: WebGLRenderingContext.UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: WebGLRenderingContext.FLOAT }],
        CONSTANT_DATA: [
          [-1, -1],
          [1, -1],
          [-1, 1],
          [1, 1],
        ],
      };
    }

    processVisibleItem(_index: number, start: number, data: NodeDisplayData): void {
      const { sheet, palette } = look;
      const { number } = data as NodeDisplayData & { number: number };
      const { role } = sheet.nodes[number]!;
      this.array.set(
        [
          sheet.xs[number]!,
          sheet.ys[number]!,
          sheet.radius[number]! * (isMinor(sheet, number) ? -1 : 1),
          CODES.indexOf(SHAPES[role]),
          floatColor(palette.roles[role]),
        ],
        start,
      );
    }

    setUniforms(params: RenderParams, info: ProgramInfo): void {
      setCommon(info.gl, info.uniformLocations, look, params.pixelRatio);
    }

    /** Skips the picking pass: hits are found without the graphics card. */
    override render(params: RenderParams): void {
      this.pickProgram = null;
      super.render(params);
    }
  };
}
