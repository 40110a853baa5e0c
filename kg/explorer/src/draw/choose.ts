/**
 * Chooses the renderer: WebGL on a real graphics card, the 2D canvas everywhere else. Software WebGL is the slowest
 * option, and where there is no WebGL, a library that needs it leaves the page blank.
 */

import type { MakeRenderer, Palette, Renderer, Scene } from "../ledger/types";
import { makeCanvas } from "./canvas";

/** Names of software WebGL renderers. */
const SOFTWARE =
  /swiftshader|llvmpipe|softpipe|lavapipe|swrast|software|basic render|microsoft basic|paravirtual|svga3d|virgl|virtualbox|vmware|parallels/i;
/** Names of graphics hardware in driver strings. Anything else gets the canvas, which always works. */
const HARDWARE =
  /nvidia|geforce|quadro|tesla|rtx|amd|radeon|\bati\b|intel|apple|adreno|qualcomm|mali|arm\b|powervr|imagination|samsung|xclipse|vivante|broadcom|videocore|moore threads|mtt s\d/i;

/** The name of the machine's WebGL renderer; "" if there is no WebGL 2 or only a slow one. */
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

/** Returns the renderer factory for this machine. */
export function chooseRenderer(probe: () => string = probeWebgl): MakeRenderer {
  // Imported on use: without WebGL, merely loading the library fails.
  return isHardware(probe()) ? makeImproving(makeCanvas, async () => (await import("./webgl")).makeWebgl) : makeCanvas;
}

type MakeMortal = (host: HTMLElement, palette: Palette, lost: () => void) => Renderer;

/**
 * Makes a renderer that starts with the safe one and switches to the better one once loaded; it switches back if the
 * better one fails to start or loses its context. The page sees a single renderer whose name changes.
 */
export function makeImproving(sure: MakeRenderer, better: () => Promise<MakeMortal>): MakeRenderer {
  return (host, firstPalette) => {
    let palette = firstPalette;
    let scene: Scene | null = null;
    let size: [number, number, number] | null = null;
    let sent = false;
    let gone = false;
    const listeners: (() => void)[] = [];
    let inner = sure(host, palette);

    function replace(make: () => Renderer): void {
      if (gone) return;
      const camera = inner.camera();
      inner.destroy();
      inner = make();
      for (const listener of listeners) inner.onCamera(listener);
      if (scene) inner.setScene(scene);
      if (size) inner.resize(...size);
      if (sent) inner.setCamera(camera, true);
    }
    const goBack = (): void => {
      if (inner.name === "webgl") replace(() => sure(host, palette));
    };
    void better().then(
      (make) =>
        replace(() => {
          try {
            return make(host, palette, () => queueMicrotask(goBack));
          } catch {
            return sure(host, palette);
          }
        }),
      () => undefined,
    );

    return {
      get name() {
        return inner.name;
      },
      setScene(next) {
        scene = next;
        inner.setScene(scene);
      },
      setPalette(next) {
        palette = next;
        inner.setPalette(palette);
      },
      resize(...next) {
        size = next;
        inner.resize(...size);
      },
      setCamera(camera, now) {
        sent = true;
        inner.setCamera(camera, now);
      },
      camera: () => inner.camera(),
      fit(entities, now) {
        sent ||= entities !== undefined;
        inner.fit(entities, now);
      },
      hit: (x, y) => inner.hit(x, y),
      screen: (entity) => inner.screen(entity),
      labels: () => inner.labels(),
      onCamera(listener) {
        listeners.push(listener);
        inner.onCamera(listener);
      },
      busy: () => inner.busy?.() ?? false,
      destroy() {
        gone = true;
        inner.destroy();
      },
    };
  };
}
