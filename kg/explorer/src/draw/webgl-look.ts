/** The uniforms of the line and mark shaders for each frame; kept by the backdrop, read by the sigma programs. */

import type { Palette } from "../ledger/types";
import { channels } from "./palette";
import type { CameraView, Sheet } from "./sheet";

export interface Look {
  sheet: Sheet;
  view: CameraView;
  palette: Palette;
  /** opacity of lines: 1 if there are few */
  ink: number;
  arrows: boolean;
}

type Gl = WebGLRenderingContext | WebGL2RenderingContext;

export const COMMON = ["u_scale", "u_offset", "u_size", "u_paper", "u_marks", "u_detail", "u_ratio"] as const;

/** Sets the shared uniforms: pixel = place × scale + offset, with y pointing down; radii × marks. */
export function setCommon(gl: Gl, at: Record<string, WebGLUniformLocation>, look: Look, pixelRatio: number): void {
  const { view, palette } = look;
  const [red, green, blue] = channels(palette.paper);
  const set = (name: string, ...values: number[]): void => {
    const place = at[name];
    if (!place) return;
    if (values.length === 1) gl.uniform1f(place, values[0]!);
    else if (values.length === 2) gl.uniform2f(place, values[0]!, values[1]!);
    else gl.uniform3f(place, values[0]!, values[1]!, values[2]!);
  };
  set("u_scale", view.camera.zoom);
  set("u_offset", view.ox, view.oy);
  set("u_size", view.size.width, view.size.height);
  set("u_paper", red / 255, green / 255, blue / 255);
  set("u_marks", view.scale);
  set("u_detail", view.detail);
  set("u_ratio", pixelRatio);
  set("u_ink", look.ink);
  set("u_arrows", Number(look.arrows));
}

/** GLSL: a radius in pixels from a node's radius at scale 1, which is negative for a minor node. */
export const RADIUS = `
float radiusOf(float own) {
  return own < 0.0 ? -own * u_marks * (0.55 + 0.45 * u_detail) : own * u_marks;
}
vec4 clip(vec2 pixel) {
  return vec4(pixel.x / u_size.x * 2.0 - 1.0, 1.0 - pixel.y / u_size.y * 2.0, 0.0, 1.0);
}`;
