// @vitest-environment happy-dom

import { describe, expect, it, vi } from "vitest";
import { makeCanvas } from "../../src/draw/canvas";
import { chooseRenderer, isHardware, makeImproving, probeWebgl } from "../../src/draw/choose";
import type { Renderer, Scene } from "../../src/ledger/types";
import { LIGHT } from "../../src/shared";
import { node, sceneOf } from "../drawing";

const hardware = [
  "ANGLE (Intel, Intel(R) UHD Graphics 620 Direct3D11 vs_5_0 ps_5_0, D3D11)",
  "NVIDIA GeForce RTX 3060/PCIe/SSE2",
  "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)",
  "AMD Radeon Pro 560",
  "Adreno (TM) 640",
  "Mali-G78",
  "Radeon R9 200 Series, or similar",
];
const software = [
  "",
  "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
  "llvmpipe (LLVM 15.0.6, 256 bits)",
  "Mesa/X.org, llvmpipe, or similar",
  "ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)",
  "Apple Software Renderer",
  "softpipe",
  "Mozilla",
  "Generic Renderer",
  "WebKit WebGL",
  "ANGLE (VMware, VMware SVGA3D, OpenGL 4.1)",
  "virgl (AMD Radeon RX 6600)",
  "SVGA3D; build: RELEASE;",
];

describe("who draws", () => {
  it.each(hardware)("WebGL on %s", (name) => expect(isHardware(name)).toBe(true));
  it.each(software)("canvas on '%s'", (name) => expect(isHardware(name)).toBe(false));

  it("takes the canvas where there is no WebGL, or only software", () => {
    expect(chooseRenderer(() => "")).toBe(makeCanvas);
    expect(chooseRenderer(() => "llvmpipe")).toBe(makeCanvas);
    expect(chooseRenderer(() => hardware[0]!)).not.toBe(makeCanvas);
  });

  it("finds no WebGL where there is none", () => expect(probeWebgl()).toBe(""));
});

function dummy(name: Renderer["name"]): Renderer & { scene: Scene | null; gone: boolean } {
  let camera = { x: 0, y: 0, zoom: 1 };
  return {
    name,
    scene: null,
    gone: false,
    setScene(next) {
      this.scene = next;
    },
    setPalette: () => undefined,
    resize: () => undefined,
    fit: () => undefined,
    hit: () => null,
    labels: () => [],
    onCamera: () => undefined,
    setCamera(next) {
      camera = next;
    },
    camera: () => camera,
    screen: () => ({ x: 0, y: 0 }),
    destroy() {
      this.gone = true;
    },
  };
}

const settled = async (): Promise<void> => {
  for (let n = 0; n < 6; n++) await Promise.resolve();
};

describe("a renderer that improves", () => {
  it("draws with the canvas at once, and stays with it when WebGL cannot be had", async () => {
    const made = makeImproving(
      () => dummy("canvas"),
      () => Promise.reject(new Error("no library")),
    )(document.body, LIGHT);
    expect(made.name).toBe("canvas");
    await settled();
    expect(made.name).toBe("canvas");
    const other = makeImproving(
      () => dummy("canvas"),
      () =>
        Promise.resolve(() => {
          throw new Error("no WebGL");
        }),
    )(document.body, LIGHT);
    await settled();
    expect(other.name).toBe("canvas");
  });

  it("goes over to WebGL, and back when the graphics card gives up, and shows the same all the time", async () => {
    const card = dummy("webgl");
    const canvases: ReturnType<typeof dummy>[] = [];
    let lose = (): void => undefined;
    const made = makeImproving(
      () => {
        canvases.push(dummy("canvas"));
        return canvases[canvases.length - 1]!;
      },
      () =>
        Promise.resolve((_host: HTMLElement, _palette: unknown, lost: () => void) => {
          lose = lost;
          return card;
        }),
    )(document.body, LIGHT);
    const scene = sceneOf([node(1, 0, 0)]);
    made.setScene(scene);
    made.setCamera({ x: 5, y: 6, zoom: 7 });
    await settled();
    expect([made.name, card.scene, made.camera(), canvases[0]!.gone]).toEqual([
      "webgl",
      scene,
      { x: 5, y: 6, zoom: 7 },
      true,
    ]);
    lose();
    lose();
    await settled();
    expect([made.name, card.gone, canvases.length, canvases[1]!.scene, made.camera()]).toEqual([
      "canvas",
      true,
      2,
      scene,
      { x: 5, y: 6, zoom: 7 },
    ]);
  });

  it("does not come back to life", async () => {
    const card = vi.fn(() => dummy("webgl"));
    const made = makeImproving(
      () => dummy("canvas"),
      () => Promise.resolve(card),
    )(document.body, LIGHT);
    made.destroy();
    await settled();
    expect(card).not.toHaveBeenCalled();
  });
});
