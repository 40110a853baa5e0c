/**
 * The geometry of lines: gentle curves that bend to the left, so that no two relations between the same entities
 * coincide. Positions are in ledger units unless stated otherwise. Nothing is drawn here.
 */
import type { DrawnEdge, DrawnNode } from "../ledger/types";

/** The lines of a scene in flat arrays, in the order of its edges. A loop's control point says where it bulges. */
export interface Lines {
  readonly count: number;
  readonly x1: Float32Array;
  readonly y1: Float32Array;
  readonly cx: Float32Array;
  readonly cy: Float32Array;
  readonly x2: Float32Array;
  readonly y2: Float32Array;
  readonly left: Float32Array;
  readonly top: Float32Array;
  readonly right: Float32Array;
  readonly bottom: Float32Array;
  /** node numbers in the scene; -1 if an end is missing, in which case the line is not drawn */
  readonly source: Int32Array;
  readonly target: Int32Array;
}

export interface Point {
  x: number;
  y: number;
}

/** How far a single line bows from the straight one, as a share of its length. */
const BOW = 0.075;
/** Distance between the middles of parallel lines: a share of their length, and a minimum in ledger units. */
const APART = 0.13;
const APART_LEAST = 11;
/** How far a loop extends from its node. */
const LOOP = 46;

/** The width in pixels of a line with this many independent origins: 1 for one, at most 4. */
export function widthOf(origins: number): number {
  return Number.isFinite(origins) && origins > 1 ? Math.min(4, 1 + 0.7 * Math.log2(origins)) : 1;
}

export function layLines(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): Lines {
  const count = edges.length;
  const place = new Map<number, number>();
  for (let index = 0; index < nodes.length; index++) place.set(nodes[index]!.entity, index);
  const flat = (): Float32Array => new Float32Array(count);
  const lines: Lines = {
    count,
    x1: flat(),
    y1: flat(),
    cx: flat(),
    cy: flat(),
    x2: flat(),
    y2: flat(),
    left: flat(),
    top: flat(),
    right: flat(),
    bottom: flat(),
    source: new Int32Array(count).fill(-1),
    target: new Int32Array(count).fill(-1),
  };

  const bundles = new Map<number, number[]>();
  for (let index = 0; index < count; index++) {
    const source = place.get(edges[index]!.source);
    const target = place.get(edges[index]!.target);
    if (source === undefined || target === undefined) continue;
    lines.source[index] = source;
    lines.target[index] = target;
    const key = Math.min(source, target) * nodes.length + Math.max(source, target);
    const bundle = bundles.get(key);
    if (bundle) bundle.push(index);
    else bundles.set(key, [index]);
  }

  for (const bundle of bundles.values()) {
    if (bundle.length > 1) bundle.sort((a, b) => (edges[a]!.id < edges[b]!.id ? -1 : 1));
    for (let rank = 0; rank < bundle.length; rank++) bend(lines, nodes, bundle[rank]!, rank, bundle.length);
  }
  return lines;
}

function bend(lines: Lines, nodes: readonly DrawnNode[], index: number, rank: number, of: number): void {
  const source = lines.source[index]!;
  const target = lines.target[index]!;
  const from = nodes[source]!;
  const to = nodes[target]!;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  let cx: number;
  let cy: number;
  let slack = 0;
  if (length < 1e-3) {
    const angle = -Math.PI / 2 + (rank - (of - 1) / 2) * 0.9;
    cx = from.x + LOOP * Math.cos(angle);
    cy = from.y + LOOP * Math.sin(angle);
    slack = LOOP;
  } else {
    // Parallel lines bow as seen from the node with the lower number, whatever their direction.
    const step = Math.max(APART, Math.min(0.9, APART_LEAST / length));
    const bow =
      of === 1
        ? BOW
        : (source < target ? 1 : -1) * (rank - (of - 1) / 2) * step +
          (of % 2 ? 0.35 * step : 0) * (source < target ? 1 : -1);
    cx = (from.x + to.x) / 2 + dy * 2 * bow;
    cy = (from.y + to.y) / 2 - dx * 2 * bow;
  }
  lines.x1[index] = from.x;
  lines.y1[index] = from.y;
  lines.cx[index] = cx;
  lines.cy[index] = cy;
  lines.x2[index] = to.x;
  lines.y2[index] = to.y;
  // A curve stays inside the triangle of its control points.
  lines.left[index] = Math.min(from.x, to.x, cx) - slack;
  lines.right[index] = Math.max(from.x, to.x, cx) + slack;
  lines.top[index] = Math.min(from.y, to.y, cy) - slack;
  lines.bottom[index] = Math.max(from.y, to.y, cy) + slack;
}

export const isLoop = (lines: Lines, index: number): boolean =>
  lines.source[index] === lines.target[index] ||
  (lines.x1[index] === lines.x2[index] && lines.y1[index] === lines.y2[index]);

/** The point at `share` (0 to 1) of a line. */
export function pointAt(lines: Lines, index: number, share: number, out: Point = { x: 0, y: 0 }): Point {
  const x1 = lines.x1[index]!;
  const y1 = lines.y1[index]!;
  const cx = lines.cx[index]!;
  const cy = lines.cy[index]!;
  const rest = 1 - share;
  if (isLoop(lines, index)) {
    // A cubic that leaves to one side of its bulge and comes back on the other.
    const ux = (cx - x1) * 1.33;
    const uy = (cy - y1) * 1.33;
    const one = 3 * rest * rest * share;
    const two = 3 * rest * share * share;
    out.x = x1 + one * (ux + uy * 0.75) + two * (ux - uy * 0.75);
    out.y = y1 + one * (uy - ux * 0.75) + two * (uy + ux * 0.75);
    return out;
  }
  const a = rest * rest;
  const b = 2 * rest * share;
  const c = share * share;
  out.x = a * x1 + b * cx + c * lines.x2[index]!;
  out.y = a * y1 + b * cy + c * lines.y2[index]!;
  return out;
}

/** The direction of a line at `share`, in radians. */
export function directionAt(lines: Lines, index: number, share: number): number {
  const before = pointAt(lines, index, Math.max(0, share - 0.01));
  const after = pointAt(lines, index, Math.min(1, share + 0.01));
  return Math.atan2(after.y - before.y, after.x - before.x);
}

/** Where a line comes within `distance` of its end (or, `fromStart`, leaves that far from its start), as a share. */
export function shareAt(lines: Lines, index: number, distance: number, fromStart: boolean): number {
  const ex = fromStart ? lines.x1[index]! : lines.x2[index]!;
  const ey = fromStart ? lines.y1[index]! : lines.y2[index]!;
  let near = fromStart ? 0 : 1;
  let far = 0.5;
  const point = { x: 0, y: 0 };
  for (let round = 0; round < 12; round++) {
    const middle = (near + far) / 2;
    pointAt(lines, index, middle, point);
    if (Math.hypot(point.x - ex, point.y - ey) < distance) near = middle;
    else far = middle;
  }
  return (near + far) / 2;
}

/** The distance of a point from a line; Infinity beyond `most`. */
export function distanceTo(lines: Lines, index: number, x: number, y: number, most: number): number {
  if (x < lines.left[index]! - most || x > lines.right[index]! + most) return Infinity;
  if (y < lines.top[index]! - most || y > lines.bottom[index]! + most) return Infinity;
  const point = { x: 0, y: 0 };
  const steps = 16;
  let least = Infinity;
  let px = lines.x1[index]!;
  let py = lines.y1[index]!;
  for (let step = 1; step <= steps; step++) {
    pointAt(lines, index, step / steps, point);
    const dx = point.x - px;
    const dy = point.y - py;
    const along = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(px + along * dx - x, py + along * dy - y));
    px = point.x;
    py = point.y;
  }
  return least <= most ? least : Infinity;
}

/** The line nearest to a point within `most`, or -1. */
export function nearestLine(
  lines: Lines,
  x: number,
  y: number,
  most: number,
  drawn: (index: number) => boolean = () => true,
): number {
  let best = -1;
  let least = Infinity;
  for (let index = 0; index < lines.count; index++) {
    if (lines.source[index]! < 0 || !drawn(index)) continue;
    const distance = distanceTo(lines, index, x, y, Math.min(most, least));
    if (distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
}
