/**
 * Where names stand. Names are placed one after the other in the order given, each on the side of its mark where it covers
 * least; a name that finds no free place is left out. No two ever overlap. Everything is in pixels of the view; this
 * module knows neither nodes nor fonts.
 */
import type { Box } from "./camera";

export interface Wanted {
  id: number;
  /** middle of the mark, and how far the mark reaches */
  x: number;
  y: number;
  radius: number;
  /** size of the text */
  width: number;
  height: number;
  /** looks for a place farther off, and in a corner of the view too, before it gives up */
  must: boolean;
}

/** A name that stands: the middle of its text is `dx`, `dy` from its mark, and no other box comes into width × height. */
export interface Placed {
  id: number;
  dx: number;
  dy: number;
  width: number;
  height: number;
  side: number;
  cost: number;
}

/** Half a gap between two names, across and down. */
const AIR = 3;
const AIR_DOWN = 1;
const CELL = 48;

/** Boxes that others must not come into. */
export interface Boxes {
  add(box: Box, owner?: number): void;
  /** true where no box but the owner's own comes in */
  free(box: Box, owner?: number): boolean;
  copy(): Boxes;
}

export function makeBoxes(
  width: number,
  height: number,
  from?: { cells: (number[] | undefined)[]; boxes: Box[]; owners: number[] },
): Boxes {
  const columns = Math.max(1, Math.ceil(width / CELL));
  const rows = Math.max(1, Math.ceil(height / CELL));
  const cells = from?.cells.map((cell) => cell?.slice()) ?? new Array<number[] | undefined>(columns * rows);
  const boxes = from?.boxes.slice() ?? [];
  const owners = from?.owners.slice() ?? [];
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most - 1, Math.floor(value / CELL)));

  function add(box: Box, owner = -1): void {
    const number = boxes.push(box) - 1;
    owners.push(owner);
    for (let r = clamp(box.top, rows), end = clamp(box.bottom, rows); r <= end; r++) {
      for (let c = clamp(box.left, columns), last = clamp(box.right, columns); c <= last; c++) {
        const cell = cells[r * columns + c];
        if (cell) cell.push(number);
        else cells[r * columns + c] = [number];
      }
    }
  }

  function free(box: Box, owner = -2): boolean {
    for (let r = clamp(box.top, rows), end = clamp(box.bottom, rows); r <= end; r++) {
      for (let c = clamp(box.left, columns), last = clamp(box.right, columns); c <= last; c++) {
        for (const number of cells[r * columns + c] ?? []) {
          const other = boxes[number]!;
          if (
            box.left < other.right &&
            box.right > other.left &&
            box.top < other.bottom &&
            box.bottom > other.top &&
            owners[number] !== owner
          )
            return false;
        }
      }
    }
    return true;
  }

  return { add, free, copy: () => makeBoxes(width, height, { cells, boxes, owners }) };
}

/** Where ink is, in coarse cells: what a name would cover. */
export interface Cover {
  stamp(x: number, y: number, weight?: number): void;
  /** ink in the box, a line across a short name counts about 2 */
  under(box: Box): number;
}

const INK = 8;

export function makeCover(width: number, height: number): Cover {
  const columns = Math.max(1, Math.ceil(width / INK));
  const rows = Math.max(1, Math.ceil(height / INK));
  const ink = new Uint8Array(columns * rows);

  function stamp(x: number, y: number, weight = 1): void {
    const c = Math.floor(x / INK);
    const r = Math.floor(y / INK);
    if (c < 0 || r < 0 || c >= columns || r >= rows) return;
    const at = r * columns + c;
    ink[at] = Math.min(255, ink[at]! + weight);
  }

  function under(box: Box): number {
    const first = Math.max(0, Math.floor(box.left / INK));
    const last = Math.min(columns - 1, Math.floor(box.right / INK));
    let sum = 0;
    for (
      let r = Math.max(0, Math.floor(box.top / INK)), end = Math.min(rows - 1, Math.floor(box.bottom / INK));
      r <= end;
      r++
    ) {
      for (let c = first; c <= last; c++) sum += ink[r * columns + c]!;
    }
    return sum;
  }

  return { stamp, under };
}

/** Sides in the order in which they please: below, right, left, above, the four corners; then the same farther off. */
const SIDES: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 0],
  [-1, 0],
  [0, -1],
  [0.86, 0.8],
  [-0.86, 0.8],
  [0.86, -0.8],
  [-0.86, -0.8],
];
const ROUNDS = [1, 1.6, 2.4, 1.1, 2, 3.4];
const HEEDING = 3;

export interface Placing {
  width: number;
  height: number;
  /** at most so many names */
  most: number;
  /** what no name may come into: names that stand, great marks; names that find a place are added */
  boxes: Boxes;
  /** other marks: names keep off them too, but one that must stand may at last lie on one */
  marks?: Boxes;
  cover?: Cover;
  /** side that a name had before: it stays there where that is nearly as good */
  before?: ReadonlyMap<number, number>;
}

export function placeLabels(wanted: Iterable<Wanted>, placing: Placing): Placed[] {
  const placed: Placed[] = [];
  for (const one of wanted) {
    if (placed.length >= placing.most && !one.must) continue;
    const found = place(one, placing);
    if (!found) continue;
    placing.boxes.add(boxOf(one.x, one.y, found), -3 - one.id);
    placed.push(found);
  }
  return placed;
}

/** What it costs to leave a name out, beside standing on lines or far from its mark. */
const MISSING = 60;

/** Places the names in several orders and keeps the best outcome: for the few names that matter most. */
export function placeBest(wanted: readonly Wanted[], placing: Placing): Placed[] {
  const byX = [...wanted].sort((a, b) => a.x - b.x);
  const byY = [...wanted].sort((a, b) => a.y - b.y);
  const orders = [wanted, [...wanted].reverse(), byX, byX.slice().reverse(), byY, byY.slice().reverse()];
  let best: { placed: Placed[]; cost: number } | null = null;
  for (const order of orders) {
    const placed = placeLabels(order, { ...placing, boxes: placing.boxes.copy() });
    const cost = placed.reduce((sum, one) => sum + one.cost, 0) + MISSING * (wanted.length - placed.length);
    if (!best || cost < best.cost) best = { placed, cost };
  }
  const at = new Map(wanted.map((one) => [one.id, one]));
  for (const one of best?.placed ?? []) {
    const { x, y } = at.get(one.id)!;
    placing.boxes.add(boxOf(x, y, one), -3 - one.id);
  }
  return best?.placed ?? [];
}

/** The box that a placed name keeps free, for its mark at x, y. */
export function boxOf(x: number, y: number, label: { dx: number; dy: number; width: number; height: number }): Box {
  const cx = x + label.dx;
  const cy = y + label.dy;
  return {
    left: cx - label.width / 2,
    top: cy - label.height / 2,
    right: cx + label.width / 2,
    bottom: cy + label.height / 2,
  };
}

function place(one: Wanted, placing: Placing): Placed | null {
  if (one.x < 0 || one.y < 0 || one.x > placing.width || one.y > placing.height) return null;
  const width = one.width + 2 * AIR;
  const height = one.height + 2 * AIR_DOWN;
  const before = placing.before?.get(one.id);
  let best: Placed | null = null;
  let least = Infinity;
  // The rounds go farther and farther off; then once more, and no mark but the greatest is heeded any longer.
  const rounds = one.must ? ROUNDS.length : 1;
  for (let round = 0; round < rounds; round++) {
    const marks = round < HEEDING ? placing.marks : undefined;
    for (let number = 0; number < SIDES.length; number++) {
      const [ux, uy] = SIDES[number]!;
      const side = round * SIDES.length + number;
      const stretch = ROUNDS[round]!;
      const dx = ux * (one.radius + 1) * stretch + Math.sign(ux) * (width / 2);
      const dy =
        uy * (one.radius + (ux ? 0 : 1)) * stretch +
        (ux && uy ? Math.sign(uy) * height * 0.34 : Math.sign(uy) * (height / 2));
      const candidate: Placed = { id: one.id, dx, dy, width, height, side, cost: 0 };
      const box = boxOf(one.x, one.y, candidate);
      if (box.left < 1 || box.top < 1 || box.right > placing.width - 1 || box.bottom > placing.height - 1) continue;
      if (!placing.boxes.free(box, one.id) || !(marks?.free(box, one.id) ?? true)) continue;
      const cost = side * 0.55 + (placing.cover?.under(box) ?? 0) - (before === side ? 3 : 0);
      if (cost < least) {
        least = cost;
        best = { ...candidate, cost };
      }
      if (cost <= number * 0.55 && !placing.before) return best; // nothing further on the list can please more
    }
    if (best) return best;
  }
  return best;
}
