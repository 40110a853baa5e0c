/**
 * Label placement. Names are placed in the given order, each on the side of its mark where it covers least; a name
 * without a free place is left out. No two overlap. All values are view pixels; nodes and fonts are unknown here.
 */
import type { Box } from "./camera";

export interface Wanted {
  id: number;
  /** centre and radius of the mark */
  x: number;
  y: number;
  radius: number;
  /** size of the text */
  width: number;
  height: number;
  /** tries places farther from the mark before it is left out */
  must: boolean;
}

/** A placed name: its centre is `dx`, `dy` from its mark, and no other box intersects its width × height. */
export interface Placed {
  id: number;
  dx: number;
  dy: number;
  width: number;
  height: number;
  side: number;
  cost: number;
}

/** Half the gap between two names, horizontal and vertical. */
const AIR = 3;
const AIR_DOWN = 1;
const CELL = 48;

/** Occupied boxes. */
export interface Boxes {
  add(box: Box, owner?: number): void;
  /** true if the box intersects none but the owner's own */
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

/** A coarse grid of ink: what a name would cover. */
export interface Cover {
  stamp(x: number, y: number, weight?: number): void;
  /** ink in the box; a line across a short name counts about 2 */
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

/** Sides in order of preference: below, right, left, above, then the corners; further rounds are farther off. */
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
  /** the most names */
  most: number;
  /** what names must avoid: placed names and large marks; newly placed names are added */
  boxes: Boxes;
  /** other marks: avoided too, but a required name may cover one as a last resort */
  marks?: Boxes;
  cover?: Cover;
  /** previous side of each name: kept if nearly as good */
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

/** Cost of leaving a name out, on the scale of covering lines or straying from its mark. */
const MISSING = 60;

/** Tries several orders and keeps the best result: for the few most important names. */
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

/** The box occupied by a placed name whose mark is at x, y. */
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
  // Rounds move farther off; the last ones repeat this but ignore all marks except large ones.
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
      if (cost <= number * 0.55 && !placing.before) return best; // later sides cannot be better
    }
    if (best) return best;
  }
  return best;
}
