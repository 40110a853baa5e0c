import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexPoints } from "../../src/draw/spatial";

const number = fc.double({ min: -1000, max: 1000, noNaN: true });
const indexed = (all: [number, number][]) =>
  indexPoints(
    all.map((p) => p[0]),
    all.map((p) => p[1]),
  );
const points = fc.array(fc.tuple(number, number), { maxLength: 120 });

describe("the index of places", () => {
  it("finds exactly the points in a box", () => {
    fc.assert(
      fc.property(points, fc.tuple(number, number, number, number), (all, [a, b, c, d]) => {
        const box = { left: Math.min(a, b), right: Math.max(a, b), top: Math.min(c, d), bottom: Math.max(c, d) };
        const found: number[] = [];
        indexed(all).within(box, (point) => found.push(point));
        const wanted = all.flatMap(([x, y], at) =>
          x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? [at] : [],
        );
        expect(found.sort((p, q) => p - q)).toEqual(wanted);
      }),
    );
  });

  it("finds the nearest point within reach", () => {
    fc.assert(
      fc.property(points, number, number, fc.double({ min: 0.1, max: 900, noNaN: true }), (all, x, y, reach) => {
        const found = indexed(all).nearest(x, y, reach);
        const distances = all.map((p) => Math.hypot(p[0] - x, p[1] - y));
        const least = Math.min(Infinity, ...distances);
        if (least > reach) expect(found).toBe(-1);
        else expect(distances[found]).toBe(least);
      }),
    );
  });

  it("takes nothing, and points that all lie on one spot", () => {
    expect(indexPoints([], []).nearest(0, 0, 10)).toBe(-1);
    expect(indexPoints([5, 5, 5], [7, 7, 7]).nearest(5, 7, 1)).toBe(0);
  });
});
