// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { makeCanvas } from "../src/canvas";
import { chooseRenderer, isHardware, makeReliable, probeWebgl } from "../src/choose";
import { LIGHT } from "../src/palette";
import type { Renderer, Scene } from "../src/types";
import { node, sceneOf } from "./drawing";

const hardware = [
  "ANGLE (Intel, Intel(R) UHD Graphics 620 Direct3D11 vs_5_0 ps_5_0, D3D11)", "NVIDIA GeForce RTX 3060/PCIe/SSE2",
  "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)", "AMD Radeon Pro 560", "Adreno (TM) 640", "Mali-G78", "Radeon R9 200 Series, or similar",
];
const software = [
  "", "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)", "llvmpipe (LLVM 15.0.6, 256 bits)", "Mesa/X.org, llvmpipe, or similar",
  "ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)", "Apple Software Renderer", "softpipe", "Mozilla", "Generic Renderer", "WebKit WebGL",
  "ANGLE (VMware, VMware SVGA3D, OpenGL 4.1)", "virgl (AMD Radeon RX 6600)", "SVGA3D; build: RELEASE;",
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
    name, scene: null, gone: false,
    setScene(next) { this.scene = next; },
    setPalette: () => undefined, resize: () => undefined, fit: () => undefined, hit: () => null, labels: () => [], onCamera: () => undefined,
    setCamera(next) { camera = next; },
    camera: () => camera,
    screen: () => ({ x: 0, y: 0 }),
    destroy() { this.gone = true; },
  };
}

describe("a renderer that can fail", () => {
  it("goes over to the canvas when it cannot start", () => {
    const made = makeReliable(() => { throw new Error("no WebGL"); }, () => dummy("canvas"))(document.body, LIGHT);
    expect(made.name).toBe("canvas");
  });

  it("goes over to the canvas when the graphics card gives up, and shows the same", async () => {
    const card = dummy("webgl");
    const canvas = dummy("canvas");
    let lose = (): void => undefined;
    const second = vi.fn(() => canvas);
    const made = makeReliable((_host, _palette, lost) => { lose = lost; return card; }, second)(document.body, LIGHT);
    const scene = sceneOf([node(1, 0, 0)]);
    made.setScene(scene);
    made.setCamera({ x: 5, y: 6, zoom: 7 });
    expect(made.name).toBe("webgl");
    lose();
    lose();
    await Promise.resolve();
    await Promise.resolve();
    expect([made.name, card.gone, canvas.scene, made.camera()]).toEqual(["canvas", true, scene, { x: 5, y: 6, zoom: 7 }]);
    expect(second).toHaveBeenCalledTimes(1);
  });
});
