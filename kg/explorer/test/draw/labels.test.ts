import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOf, makeBoxes, makeCover, placeBest, placeLabels, type Wanted } from "../../src/draw/labels";
import { overlapping } from "../drawing";

const size = { width: 640, height: 400 };
const wanted = fc
  .array(
    fc.record({
      x: fc.double({ min: -50, max: 700, noNaN: true }),
      y: fc.double({ min: -50, max: 450, noNaN: true }),
      radius: fc.double({ min: 1, max: 25, noNaN: true }),
      width: fc.double({ min: 1, max: 260, noNaN: true }),
      height: fc.double({ min: 8, max: 22, noNaN: true }),
      must: fc.boolean(),
    }),
    { maxLength: 90 },
  )
  .map((all): Wanted[] => all.map((one, id) => ({ id, ...one })));

const boxesOf = (all: readonly Wanted[], placed: ReturnType<typeof placeLabels>) =>
  placed.map((one) => boxOf(all[one.id]!.x, all[one.id]!.y, one));
const noBoxes = () => makeBoxes(size.width, size.height);
const alone = (id: number): Wanted => ({ id, x: 300, y: 200, radius: 6, width: 50, height: 12, must: false });

describe("names", () => {
  it("never overlap", () => {
    fc.assert(
      fc.property(wanted, fc.integer({ min: 1, max: 100 }), (all, most) => {
        const placed = placeLabels(all, { ...size, most, boxes: noBoxes(), marks: noBoxes() });
        expect(overlapping(boxesOf(all, placed))).toBeNull();
      }),
    );
  });

  it("never overlap when settled together", () => {
    fc.assert(
      fc.property(
        wanted.map((all) => all.slice(0, 25).map((one) => ({ ...one, must: true }))),
        (all) => {
          const boxes = noBoxes();
          const together = placeBest(all, { ...size, most: 100, boxes });
          expect(overlapping(boxesOf(all, together))).toBeNull();
          for (const box of boxesOf(all, together)) expect(boxes.free(box)).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("stay in the view and off what is blocked", () => {
    fc.assert(
      fc.property(wanted, (all) => {
        const boxes = noBoxes();
        const blocked = { left: 200, top: 100, right: 420, bottom: 300 };
        boxes.add(blocked);
        const found = boxesOf(all, placeLabels(all, { ...size, most: 100, boxes }));
        expect(overlapping([blocked, ...found])).toBeNull();
        for (const box of found) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(size.width);
          expect(box.bottom).toBeLessThanOrEqual(size.height);
        }
      }),
    );
  });

  it("are at most as many as asked for, but for those that must stand", () => {
    const all = Array.from(
      { length: 60 },
      (_, id): Wanted => ({
        ...alone(id),
        x: 30 + (id % 10) * 60,
        y: 20 + Math.floor(id / 10) * 60,
        width: 30,
        must: id > 57,
      }),
    );
    const placed = placeLabels(all, { ...size, most: 20, boxes: noBoxes() });
    expect(placed).toHaveLength(22);
  });

  it("stand alone below their mark, and keep their side while it is free", () => {
    const [first] = placeLabels([alone(7)], { ...size, most: 5, boxes: noBoxes(), cover: makeCover(640, 400) });
    expect(first!.dy).toBeGreaterThan(0);
    expect(first!.dx).toBeCloseTo(0);
    const [again] = placeLabels([alone(7)], { ...size, most: 5, boxes: noBoxes(), before: new Map([[7, 2]]) });
    expect(again!.side).toBe(2);
  });

  it("prefer the side where they cover no line", () => {
    const cover = makeCover(640, 400);
    for (let x = 270; x < 330; x += 2) cover.stamp(x, 214);
    const [placed] = placeLabels([alone(1)], { ...size, most: 5, boxes: noBoxes(), cover });
    expect(cover.under(boxOf(300, 200, placed!))).toBe(0);
  });

  it("do not mind their own mark", () => {
    const boxes = noBoxes();
    boxes.add({ left: 280, top: 180, right: 320, bottom: 225 }, 3);
    expect(placeLabels([alone(3)], { ...size, most: 5, boxes })).toHaveLength(1);
  });
});
