import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  directionAt,
  distanceTo,
  isLoop,
  layLines,
  nearestLine,
  pointAt,
  shareAt,
  widthOf,
} from "../../src/draw/lines";
import { anyScene, edge, node } from "../drawing";

const two = [node(1, 0, 0), node(2, 200, 0)];

describe("the course of lines", () => {
  it("begins and ends at its nodes, and stays in its box", () => {
    fc.assert(
      fc.property(anyScene, fc.double({ min: 0, max: 1, noNaN: true }), (scene, share) => {
        const lines = layLines(scene.nodes, scene.edges);
        for (let at = 0; at < lines.count; at++) {
          const { x, y } = pointAt(lines, at, share);
          expect(pointAt(lines, at, 0).x).toBeCloseTo(lines.x1[at]!, 3);
          expect(pointAt(lines, at, 1).y).toBeCloseTo(lines.y2[at]!, 3);
          expect(x).toBeGreaterThanOrEqual(lines.left[at]! - 0.5);
          expect(x).toBeLessThanOrEqual(lines.right[at]! + 0.5);
          expect(y).toBeGreaterThanOrEqual(lines.top[at]! - 0.5);
          expect(y).toBeLessThanOrEqual(lines.bottom[at]! + 0.5);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("keeps relations between the same two apart, whatever their directions", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 2, maxLength: 7 }),
        fc.double({ min: 20, max: 2000, noNaN: true }),
        (ways, far) => {
          const nodes = [node(1, 0, 0), node(2, far, far / 3)];
          const lines = layLines(
            nodes,
            ways.map((way, at) => edge(`e${at}`, way ? 1 : 2, way ? 2 : 1)),
          );
          const middles = ways.map((_, at) => pointAt(lines, at, 0.5));
          for (let a = 0; a < middles.length; a++)
            for (let b = a + 1; b < middles.length; b++) {
              expect(Math.hypot(middles[a]!.x - middles[b]!.x, middles[a]!.y - middles[b]!.y)).toBeGreaterThan(5);
            }
        },
      ),
    );
  });

  it("bends a line and its answer to different sides", () => {
    const lines = layLines(two, [edge("a", 1, 2), edge("b", 2, 1)]);
    expect(pointAt(lines, 0, 0.5).y * pointAt(lines, 1, 0.5).y).toBeLessThan(0);
  });

  it("does not draw a line whose end is not in the scene", () => {
    expect(layLines(two, [edge("a", 1, 99)]).source[0]).toBe(-1);
    expect(nearestLine(layLines(two, [edge("a", 1, 99)]), 0, 0, 1e6)).toBe(-1);
  });

  it("draws a loop beside its node", () => {
    const lines = layLines(two, [edge("a", 1, 1), edge("b", 1, 1)]);
    expect(isLoop(lines, 0)).toBe(true);
    expect(Math.hypot(pointAt(lines, 0, 0.5).x, pointAt(lines, 0, 0.5).y)).toBeGreaterThan(20);
    expect(
      Math.hypot(
        pointAt(lines, 0, 0.5).x - pointAt(lines, 1, 0.5).x,
        pointAt(lines, 0, 0.5).y - pointAt(lines, 1, 0.5).y,
      ),
    ).toBeGreaterThan(10);
  });

  it("finds where a line leaves and reaches its marks", () => {
    const lines = layLines(two, [edge("a", 1, 2)]);
    const start = pointAt(lines, 0, shareAt(lines, 0, 20, true));
    const end = pointAt(lines, 0, shareAt(lines, 0, 30, false));
    expect(Math.hypot(start.x, start.y)).toBeCloseTo(20, 0);
    expect(Math.hypot(end.x - 200, end.y)).toBeCloseTo(30, 0);
  });

  it("runs from its source to its target", () =>
    expect(Math.abs(directionAt(layLines(two, [edge("a", 1, 2)]), 0, 0.5))).toBeLessThan(0.1));

  it("finds the line under a point, and only within reach", () => {
    const lines = layLines([...two, node(3, 0, 300), node(4, 200, 300)], [edge("a", 1, 2), edge("b", 3, 4)]);
    const { x, y } = pointAt(lines, 1, 0.3);
    expect(nearestLine(lines, x + 2, y + 2, 6)).toBe(1);
    expect(nearestLine(lines, x, y + 60, 6)).toBe(-1);
    expect(distanceTo(lines, 1, x, y, 6)).toBeLessThan(0.5);
  });

  it("grows with independent origins, and not without end", () => {
    expect(widthOf(1)).toBe(1);
    expect(widthOf(4)).toBeGreaterThan(widthOf(2));
    expect(widthOf(1e9)).toBe(4);
    expect(widthOf(Number.NaN)).toBe(1);
  });
});
