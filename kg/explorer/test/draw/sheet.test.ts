import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeSheet, radiusIn, sameDrawing, viewOf } from "../../src/draw/sheet";
import { anyScene, edge, node, sceneOf } from "../drawing";

describe("the sheet", () => {
  it("puts every line with two ends into exactly one batch", () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        const members = makeSheet(scene)
          .batches.flatMap((batch) => [...batch.members])
          .sort((a, b) => a - b);
        expect(members).toEqual(scene.edges.map((_, at) => at));
      }),
      { numRuns: 30 },
    );
  });

  it("ranks names by level, makers first", () => {
    const sheet = makeSheet(
      sceneOf([node(1, 0, 0, { level: 2 }), node(2, 0, 0, { role: "product", size: 9 }), node(3, 0, 0)]),
    );
    expect([...sheet.ranked]).toEqual([2, 1, 0]);
  });

  it("draws things as large as before when a filter takes some away", () => {
    const nodes = Array.from({ length: 300 }, (_, at) => node(at, at % 20, Math.floor(at / 20), { level: 2 }));
    const before = makeSheet(sceneOf(nodes));
    const after = makeSheet(sceneOf(nodes.slice(0, 5)), before);
    expect([after.spacing, after.box, after.crowd]).toEqual([before.spacing, before.box, before.crowd]);
  });

  it("draws minor nodes as specks from afar, in full close up, and in full when lit", () => {
    const sheet = makeSheet(sceneOf(Array.from({ length: 200 }, (_, at) => node(at, at * 20, at * 9, { level: 2 }))));
    const far = viewOf(sheet, { x: 0, y: 0, zoom: 0.5 }, { width: 800, height: 600 }, 0.5);
    const near = viewOf(sheet, { x: 0, y: 0, zoom: 5 }, { width: 800, height: 600 }, 0.5);
    expect([far.detail, near.detail]).toEqual([0, 1]);
    expect(radiusIn(sheet, far, 0) / far.scale).toBeLessThan(radiusIn(sheet, near, 0) / near.scale);
    expect(radiusIn(sheet, far, 0, true)).toBeGreaterThan(radiusIn(sheet, far, 0));
  });

  it("sees a difference in what is drawn, and none in what is lit", () => {
    const one = sceneOf([node(1, 0, 0)], [edge("a", 1, 1)]);
    expect(sameDrawing(one, sceneOf([node(1, 0, 0)], [edge("a", 1, 1)], { focus: 1 }))).toBe(true);
    expect(sameDrawing(one, sceneOf([node(1, 0, 0, { label: "x" })], [edge("a", 1, 1)]))).toBe(false);
    expect(sameDrawing(one, sceneOf([node(1, 0, 0)], [edge("a", 1, 1, { state: "plan" })]))).toBe(false);
    expect(sameDrawing(one, sceneOf([node(1, 0, 0)], []))).toBe(false);
  });
});
