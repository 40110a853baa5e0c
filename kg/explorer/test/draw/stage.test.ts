// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeCanvas } from "../../src/draw/canvas";
import type { Renderer } from "../../src/ledger/types";
import { DARK, LIGHT } from "../../src/shared";
import { edge, fakeContext, node, overlapping, sceneOf } from "../drawing";

const nodes = [
  node(10, 0, 0, { label: "MetaX" }),
  node(20, 400, 0, { label: "Baidu", role: "customer" }),
  node(30, 0, 300, { label: "E Fund", role: "investor" }),
];
const edges = [edge("a", 10, 20, { verb: "tests" }), edge("b", 30, 10, { state: "denied" })];
let renderer: Renderer;
let host: HTMLElement;
let surface: ReturnType<typeof fakeContext>;

beforeEach(() => {
  vi.useFakeTimers();
  surface = fakeContext();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation((() => surface.context) as never);
  host = document.createElement("div");
  document.body.append(host);
  renderer = makeCanvas(host, LIGHT);
  renderer.setScene(sceneOf(nodes, edges));
  renderer.resize(1000, 600, 1);
  vi.advanceTimersByTime(1500);
});

afterEach(() => {
  renderer.destroy();
  host.remove();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const canvas = (): HTMLCanvasElement => host.querySelector("canvas")!;
const pointer = (type: string, x: number, y: number, rest: object = {}): void => {
  canvas().dispatchEvent(
    new PointerEvent(type, {
      pointerId: 1,
      pointerType: "mouse",
      button: 0,
      clientX: x,
      clientY: y,
      bubbles: true,
      ...rest,
    }),
  );
};

describe("the stage", () => {
  it("shows the whole picture at first, every name once", () => {
    for (const { entity } of nodes) {
      const { x, y } = renderer.screen(entity);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(1000);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(600);
    }
    const labels = renderer.labels();
    expect(labels.map((label) => label.entity).sort()).toEqual([10, 20, 30]);
    expect(
      overlapping(labels.map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }))),
    ).toBeNull();
    expect(surface.texts).toContain("MetaX");
  });

  it("comes to rest", () => expect(renderer.busy!()).toBe(false));

  it("finds the mark before the line, and nothing where nothing is", () => {
    const at = renderer.screen(10);
    expect(renderer.hit(at.x + 3, at.y - 3)).toEqual({ node: 10 });
    const other = renderer.screen(20);
    let found = null;
    for (let dy = -60; dy <= 60 && !found; dy++) found = renderer.hit((at.x + other.x) / 2, (at.y + other.y) / 2 + dy);
    expect(found).toEqual({ edge: "a" });
    expect(renderer.hit(990, 590)).toBeNull();
  });

  it("says when the camera moved, and glides to where it is sent", () => {
    const heard = vi.fn();
    renderer.onCamera(heard);
    renderer.setCamera({ x: 100, y: 50, zoom: 2 });
    vi.advanceTimersByTime(100);
    expect(renderer.camera().zoom).not.toBe(2);
    vi.advanceTimersByTime(1500);
    expect(renderer.camera()).toEqual({ x: 100, y: 50, zoom: 2 });
    expect(heard.mock.calls.length).toBeGreaterThan(3);
    renderer.setCamera({ x: 1, y: 2, zoom: 3 }, true);
    expect(renderer.camera()).toEqual({ x: 1, y: 2, zoom: 3 });
  });

  it("keeps the camera when a filter takes things away", () => {
    renderer.setCamera({ x: 30, y: 40, zoom: 2 }, true);
    renderer.setScene(sceneOf(nodes.slice(0, 2), edges.slice(0, 1)));
    vi.advanceTimersByTime(1000);
    expect(renderer.camera()).toEqual({ x: 30, y: 40, zoom: 2 });
    expect(renderer.screen(30)).toEqual({ x: Number.NaN, y: Number.NaN });
  });

  it("draws what is in focus again, above the rest", () => {
    surface.calls.clear();
    renderer.setScene(sceneOf(nodes, edges, { focus: 10, lit: { nodes: new Set([10, 20]), edges: new Set(["a"]) } }));
    vi.advanceTimersByTime(1000);
    expect(surface.calls.get("stroke")).toBeGreaterThan(0);
    expect(surface.texts).toContain("tests");
  });

  it("is dragged by a pointer, and a drag is no click", () => {
    const clicked = vi.fn();
    host.addEventListener("click", clicked);
    const before = renderer.camera();
    pointer("pointerdown", 500, 300);
    pointer("pointermove", 540, 320);
    pointer("pointerup", 540, 320);
    canvas().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    expect(clicked).not.toHaveBeenCalled();
    expect(renderer.camera().x).toBeLessThan(before.x);
    pointer("pointerdown", 500, 300);
    pointer("pointerup", 501, 300);
    canvas().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  it("comes closer by wheel and by two fingers", () => {
    const before = renderer.camera().zoom;
    canvas().dispatchEvent(
      Object.assign(new MouseEvent("wheel", { clientX: 500, clientY: 300, cancelable: true }), {
        deltaY: -100,
        deltaMode: 0,
      }),
    );
    expect(renderer.camera().zoom).toBeGreaterThan(before);
    const wheeled = renderer.camera().zoom;
    const touch = (type: string, id: number, x: number): void =>
      pointer(type, x, 300, { pointerId: id, pointerType: "touch" });
    touch("pointerdown", 1, 450);
    touch("pointerdown", 2, 550);
    touch("pointermove", 1, 400);
    touch("pointermove", 2, 600);
    expect(renderer.camera().zoom).toBeGreaterThan(wheeled * 1.3);
  });

  it("takes another palette and another size, and stays whole", () => {
    renderer.setPalette(DARK);
    renderer.resize(390, 700, 2);
    vi.advanceTimersByTime(1000);
    for (const { entity } of nodes) expect(renderer.screen(entity).x).toBeLessThan(390);
    expect([canvas().width, canvas().height]).toEqual([780, 1400]);
  });

  it("fits what it is told, at least as near as the whole", () => {
    const whole = renderer.camera().zoom;
    renderer.fit([20], true);
    expect(renderer.camera().zoom).toBeGreaterThanOrEqual(whole);
    expect(renderer.screen(20).x).toBeCloseTo(500, 0);
    renderer.fit(undefined, true);
    expect(renderer.camera().zoom).toBeCloseTo(whole);
  });

  it("draws an empty scene, and a scene of one", () => {
    renderer.setScene(sceneOf([]));
    vi.advanceTimersByTime(500);
    expect(renderer.labels()).toEqual([]);
    renderer.setScene(sceneOf([node(7, 0, 0)]));
    vi.advanceTimersByTime(500);
    expect(renderer.labels()).toHaveLength(1);
  });

  it("leaves nothing behind", () => {
    renderer.destroy();
    expect(host.childElementCount).toBe(0);
    vi.advanceTimersByTime(1000);
  });
});
