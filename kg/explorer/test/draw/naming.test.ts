import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate, letteringOf, shortened } from "../../src/draw/lettering";
import { nameBox, nameView, tilesAlong, verbSpot } from "../../src/draw/naming";
import { makeSheet, viewOf } from "../../src/draw/sheet";
import { litOf } from "../../src/draw/spotlight";
import type { Scene } from "../../src/ledger/types";
import { anyScene, edge, node, overlapping, type Rect, sceneOf } from "../drawing";

const measure = (text: string, _font: string, size: number): number => estimate(text, size);

function namesOf(
  scene: Scene,
  zoom: number,
  size: { width: number; height: number },
  moving = false,
  before?: ReadonlyMap<number, number>,
) {
  const sheet = makeSheet(scene);
  const view = viewOf(sheet, { x: 0, y: 0, zoom }, size, 0.4);
  const lit = litOf(sheet, scene);
  const names = nameView(sheet, view, {
    scene,
    measure,
    moving,
    lit: lit && { nodes: lit.nodes, edges: lit.edges },
    ...(before ? { before } : {}),
  });
  const rects: Rect[] = names.names.map((one) => {
    const { x, y, width, height } = nameBox(sheet, view, one);
    return { left: x, top: y, right: x + width, bottom: y + height };
  });
  const verbs = names.verbs.map((verb) => {
    const { x, y } = verbSpot(sheet, view, verb);
    return tilesAlong(x, y, verb.angle, verb.long, verb.high);
  });
  return { names, rects, verbs };
}

describe("names of a view", () => {
  it("never overlap, at any zoom, in any size, still or moving, in focus or not", () => {
    const size = fc.record({ width: fc.integer({ min: 300, max: 1600 }), height: fc.integer({ min: 300, max: 1000 }) });
    fc.assert(
      fc.property(
        anyScene,
        fc.double({ min: 0.1, max: 6, noNaN: true }),
        size,
        fc.boolean(),
        (scene, zoom, view, moving) => {
          const first = namesOf(scene, zoom, view);
          expect(overlapping(first.rects)).toBeNull();
          for (const tile of first.verbs.flat())
            for (const rect of first.rects) expect(overlapping([tile, rect])).toBeNull();
          // Zoom in slightly: names keep their sides if possible, and still none overlap.
          expect(overlapping(namesOf(scene, zoom * 1.07, view, moving, first.names.sides).rects)).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are the same for the same view", () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        expect(namesOf(scene, 0.5, { width: 900, height: 600 }).names).toEqual(
          namesOf(scene, 0.5, { width: 900, height: 600 }).names,
        );
      }),
      { numRuns: 20 },
    );
  });

  it("number at least forty among 5,000 lines", () => {
    let seed = 7;
    const chance = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const nodes = Array.from({ length: 1250 }, (_, at) =>
      node(at, (chance() - 0.5) * 4000, (chance() - 0.5) * 2500, {
        role: at % 20 ? "product" : "maker",
        level: at % 20 ? 1 + (at % 2) : 0,
        label: `Silver Capital ${at}`,
      }),
    );
    const edges = Array.from({ length: 5000 }, (_, at) =>
      edge(`e${at}`, Math.floor(chance() * 1250), Math.floor(chance() * 1250)),
    );
    const { rects } = namesOf(sceneOf(nodes, edges), 0.29, { width: 1280, height: 800 });
    expect(rects.length).toBeGreaterThanOrEqual(40);
    expect(overlapping(rects)).toBeNull();
  });

  it("always include what is in focus", () => {
    const nodes = Array.from({ length: 300 }, (_, at) =>
      node(at, (at % 20) * 8, Math.floor(at / 20) * 8, { level: 2, role: "person" }),
    );
    const { names } = namesOf(sceneOf(nodes, [], { focus: 150, lit: { nodes: new Set([150]), edges: new Set() } }), 1, {
      width: 800,
      height: 600,
    });
    expect(names.names.map((one) => one.node)).toContain(150);
  });

  it("leave minor nodes without a name from afar, and name all where there is room", () => {
    const nodes = Array.from({ length: 200 }, (_, at) =>
      node(at, (at % 20) * 100 - 1000, Math.floor(at / 20) * 100 - 500, {
        level: at < 100 ? 1 : 2,
        role: "product",
        label: "P",
      }),
    );
    const far = namesOf(sceneOf(nodes), 0.5, { width: 1280, height: 800 }).names.names;
    expect(far.length).toBeGreaterThan(60);
    expect(far.every((one) => nodes[one.node]!.level === 1)).toBe(true);
    expect(namesOf(sceneOf(nodes.slice(180)), 0.5, { width: 1280, height: 800 }).names.names).toHaveLength(20);
  });

  it("write the verb of the line in focus", () => {
    const scene = sceneOf(
      [node(1, -300, 0), node(2, 300, 0)],
      [edge("a", 1, 2, { verb: "tests chips of" }), edge("b", 1, 2)],
      {
        focusEdge: "a",
        lit: { nodes: new Set([1, 2]), edges: new Set(["a"]) },
      },
    );
    expect(namesOf(scene, 1, { width: 1000, height: 500 }).names.verbs.map((verb) => verb.text)).toEqual([
      "tests chips of",
    ]);
  });

  it("read from left to right, also on a line that runs to the left", () => {
    const scene = sceneOf([node(1, 300, 40), node(2, -300, 0)], [edge("a", 1, 2)], { focusEdge: "a" });
    const [verb] = namesOf(scene, 1, { width: 1000, height: 500 }).names.verbs;
    expect(Math.abs(verb!.angle)).toBeLessThanOrEqual(Math.PI / 2);
  });
});

describe("lettering", () => {
  it("slants no Chinese", () => {
    expect(letteringOf(node(1, 0, 0, { role: "topic", label: "Losses" }), false).font).toContain("italic");
    expect(letteringOf(node(1, 0, 0, { role: "topic", label: "亏损" }), false).font).not.toContain("italic");
  });

  it("shortens by whole letters and keeps one line", () => {
    expect(shortened("a\n b")).toBe("a b");
    expect(Array.from(shortened("😀".repeat(50)))).toHaveLength(34);
    expect(shortened("Kunlunxin")).toBe("Kunlunxin");
  });
});
