/**
 * A spatial index: points in a grid of square cells, in flat arrays that are filled once per scene. Independent of
 * nodes and edges.
 */
import type { Box } from "./camera";

export interface PointIndex {
  /** Calls `visit` with the number of every point in the box, by rows of cells. */
  within(box: Box, visit: (point: number) => void): void;
  /** The point nearest to a place within `reach`, or -1; `worth` shortens a point's distance. */
  nearest(x: number, y: number, reach: number, worth?: (point: number) => number): number;
}

/** Average number of points per cell. */
const CROWD = 4;

export function indexPoints(xs: ArrayLike<number>, ys: ArrayLike<number>): PointIndex {
  const count = xs.length;
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let point = 0; point < count; point++) {
    const x = xs[point]!;
    const y = ys[point]!;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const width = Math.max(1e-6, right - left);
  const height = Math.max(1e-6, bottom - top);
  const wanted = Math.max(1, count / CROWD);
  const cell = Math.max(Math.sqrt((width * height) / wanted), Math.max(width, height) / 512);
  const columns = count ? Math.min(513, Math.floor(width / cell) + 1) : 1;
  const rows = count ? Math.min(513, Math.floor(height / cell) + 1) : 1;
  const column = (x: number): number => Math.max(0, Math.min(columns - 1, Math.floor((x - left) / cell)));
  const row = (y: number): number => Math.max(0, Math.min(rows - 1, Math.floor((y - top) / cell)));

  // Counting sort: starts[c] … starts[c + 1] are the members of cell c, in their original order.
  const starts = new Uint32Array(columns * rows + 1);
  const cells = new Uint32Array(count);
  for (let point = 0; point < count; point++) {
    const at = row(ys[point]!) * columns + column(xs[point]!);
    cells[point] = at;
    starts[at + 1]!++;
  }
  for (let at = 0; at < columns * rows; at++) starts[at + 1]! += starts[at]!;
  const members = new Uint32Array(count);
  const next = starts.slice();
  for (let point = 0; point < count; point++) members[next[cells[point]!]!++] = point;

  function within(box: Box, visit: (point: number) => void): void {
    if (!count || box.right < left || box.left > right || box.bottom < top || box.top > bottom) return;
    const first = column(box.left);
    const last = column(box.right);
    for (let r = row(box.top), end = row(box.bottom); r <= end; r++) {
      for (let c = first; c <= last; c++) {
        for (let i = starts[r * columns + c]!, stop = starts[r * columns + c + 1]!; i < stop; i++) {
          const point = members[i]!;
          const x = xs[point]!;
          const y = ys[point]!;
          if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) visit(point);
        }
      }
    }
  }

  function nearest(x: number, y: number, reach: number, worth: (point: number) => number = () => 0): number {
    let best = -1;
    let least = Infinity;
    within({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, (point) => {
      const distance = Math.hypot(xs[point]! - x, ys[point]! - y);
      const cost = distance - worth(point);
      if (distance <= reach && (cost < least || (cost === least && point < best))) {
        least = cost;
        best = point;
      }
    });
    return best;
  }

  return { within, nearest };
}
