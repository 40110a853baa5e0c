import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { around, between, dragged, fitted, seen, toPlace, toScreen, zoomedAt } from "../../src/draw/camera";

const number = fc.double({ min: -5000, max: 5000, noNaN: true });
const camera = fc.record({ x: number, y: number, zoom: fc.double({ min: 0.05, max: 20, noNaN: true }) });
const size = fc.record({ width: fc.integer({ min: 50, max: 3000 }), height: fc.integer({ min: 50, max: 3000 }) });

describe("the camera", () => {
  it("finds the place under a pixel and the pixel of a place", () => {
    fc.assert(
      fc.property(camera, size, number, number, (c, s, x, y) => {
        const pixel = toScreen(c, s, x, y);
        const place = toPlace(c, s, pixel.x, pixel.y);
        expect(place.x).toBeCloseTo(x, 5);
        expect(place.y).toBeCloseTo(y, 5);
      }),
    );
  });

  it("keeps what is under the pointer where it is when it comes closer", () => {
    fc.assert(
      fc.property(camera, size, fc.double({ min: 0.2, max: 5, noNaN: true }), (c, s, factor) => {
        const before = toPlace(c, s, 40, 30);
        const after = toPlace(zoomedAt(c, s, 40, 30, factor, [0.01, 100]), s, 40, 30);
        expect(after.x).toBeCloseTo(before.x, 4);
        expect(after.y).toBeCloseTo(before.y, 4);
      }),
    );
  });

  it("keeps zoom inside its limits", () => {
    const c = { x: 0, y: 0, zoom: 1 };
    expect(zoomedAt(c, { width: 10, height: 10 }, 0, 0, 1e9, [0.5, 4]).zoom).toBe(4);
    expect(zoomedAt(c, { width: 10, height: 10 }, 0, 0, 1e-9, [0.5, 4]).zoom).toBe(0.5);
  });

  it("shows the whole box", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ x: number, y: number }), { minLength: 1, maxLength: 20 }), size, (places, s) => {
        const box = around(places)!;
        const view = seen(fitted(box, s, { across: 5, down: 5 }, 3), s);
        expect(view.left).toBeLessThanOrEqual(box.left + 1e-6);
        expect(view.right).toBeGreaterThanOrEqual(box.right - 1e-6);
        expect(view.top).toBeLessThanOrEqual(box.top + 1e-6);
        expect(view.bottom).toBeGreaterThanOrEqual(box.bottom - 1e-6);
      }),
    );
  });

  it("has no box around nothing, and leaves out places that are none", () => {
    expect(around([])).toBeNull();
    expect(around([{ x: Number.NaN, y: 0 }])).toBeNull();
    expect(
      around([
        { x: 1, y: 2 },
        { x: Infinity, y: 0 },
      ]),
    ).toEqual({ left: 1, top: 2, right: 1, bottom: 2 });
    expect(fitted(null, { width: 9, height: 9 }, { across: 0, down: 0 }, 2)).toEqual({ x: 0, y: 0, zoom: 1 });
  });

  it("follows a finger", () => {
    const c = { x: 10, y: 10, zoom: 2 };
    const moved = toScreen(dragged(c, 30, -20), { width: 100, height: 100 }, 10, 10);
    expect(moved).toEqual({ x: 80, y: 30 });
  });

  it("glides from one view to the other, each between the two", () => {
    fc.assert(
      fc.property(camera, camera, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, share) => {
        const middle = between(from, to, share);
        expect(middle.zoom).toBeGreaterThanOrEqual(Math.min(from.zoom, to.zoom) * 0.999999);
        expect(middle.zoom).toBeLessThanOrEqual(Math.max(from.zoom, to.zoom) * 1.000001);
        expect(middle.x).toBeGreaterThanOrEqual(Math.min(from.x, to.x) - 0.01);
        expect(middle.x).toBeLessThanOrEqual(Math.max(from.x, to.x) + 0.01);
      }),
    );
    expect(between({ x: 1, y: 2, zoom: 3 }, { x: 4, y: 5, zoom: 6 }, 1)).toEqual({ x: 4, y: 5, zoom: 6 });
  });
});
