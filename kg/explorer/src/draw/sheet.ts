/**
 * A scene prepared for drawing once: line curves, batches of lines that look alike, radii, a spatial index. Whatever
 * depends on the camera is in its `CameraView`. Both are plain data shared by renderers and exports.
 */

import type { DrawnEdge, DrawnNode, EdgeState, Role, Scene } from "../ledger/types";
import { STATES } from "../shared";
import { around, type Box, type Camera, type Size, seen } from "./camera";
import { type Lines, layLines, pointAt, widthOf } from "./lines";
import { radiusOf } from "./shapes";
import { indexPoints, type PointIndex } from "./spatial";

/** Lines that look alike. `members` are edge numbers, most important first. */
export interface Batch {
  state: EdgeState;
  disputed: boolean;
  width: number;
  minor: boolean;
  members: Int32Array;
}

export interface Sheet {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly lines: Lines;
  readonly batches: readonly Batch[];
  /** node numbers in drawing order: small first, so that large ones lie on top */
  readonly order: Int32Array;
  /** node numbers in the order in which they are named */
  readonly ranked: Int32Array;
  readonly radius: Float32Array;
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly places: PointIndex;
  readonly numberOf: ReadonlyMap<number, number>;
  readonly box: Box | null;
  /** typical distance between neighbours, in ledger units */
  readonly spacing: number;
  /** area of the picture divided by the total line length: the smaller, the denser the ink */
  readonly openness: number;
  /** the largest number of nodes so far */
  readonly crowd: number;
}

/** Up to this many nodes none is minor: there is room for all. */
const CROWD = 120;
export const isMinor = (sheet: Pick<Sheet, "nodes" | "crowd">, node: number): boolean =>
  sheet.crowd > CROWD && sheet.nodes[node]!.level > 1;

/** Roles of ideas rather than actors: in a large picture their lines recede. */
const IDEAS: ReadonlySet<Role> = new Set(["topic", "policy", "other"]);

/** `before` is the previous sheet: changing filters or the day must not change sizes. */
export function makeSheet(scene: Pick<Scene, "nodes" | "edges">, before?: Sheet): Sheet {
  const { nodes, edges } = scene;
  const count = nodes.length;
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  const radius = new Float32Array(count);
  const numberOf = new Map<number, number>();
  for (let number = 0; number < count; number++) {
    const node = nodes[number]!;
    xs[number] = node.x;
    ys[number] = node.y;
    radius[number] = radiusOf(node.size) * (node.role === "maker" ? 1.12 : node.level > 1 ? 0.8 : 1);
    numberOf.set(node.entity, number);
  }
  const corners = (one: Box | null | undefined): { x: number; y: number }[] =>
    one
      ? [
          { x: one.left, y: one.top },
          { x: one.right, y: one.bottom },
        ]
      : [];
  const lines = layLines(nodes, edges);
  const box = around([...corners(around(nodes)), ...corners(around(middles(lines))), ...corners(before?.box)]);
  const crowd = Math.max(count, before?.crowd ?? 0);
  const area = box ? Math.max(1, box.right - box.left) * Math.max(1, box.bottom - box.top) : 1;
  let length = 0;
  for (let edge = 0; edge < lines.count; edge++)
    length += Math.hypot(lines.x2[edge]! - lines.x1[edge]!, lines.y2[edge]! - lines.y1[edge]!);
  return {
    nodes,
    edges,
    lines,
    xs,
    ys,
    radius,
    numberOf,
    box,
    crowd,
    openness: area / Math.max(1, length),
    batches: batch(nodes, edges, numberOf, crowd),
    order: sorted(count, (a, b) => radius[a]! - radius[b]! || a - b),
    ranked: sorted(
      count,
      (a, b) =>
        nodes[a]!.level - nodes[b]!.level ||
        weight(nodes[b]!) - weight(nodes[a]!) ||
        nodes[a]!.entity - nodes[b]!.entity,
    ),
    places: indexPoints(xs, ys),
    spacing: Math.sqrt(area / Math.max(1, crowd)),
  };
}

/** The midpoints of lines, where they are farthest from the straight one. */
function* middles(lines: Lines): Generator<{ x: number; y: number }> {
  for (let edge = 0; edge < lines.count; edge++) if (lines.source[edge]! >= 0) yield pointAt(lines, edge, 0.5);
}

const weight = (node: DrawnNode): number => node.size + (node.role === "maker" ? 100 : 0);

function sorted(count: number, compare: (a: number, b: number) => number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index).sort(compare);
}

function batch(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  numberOf: ReadonlyMap<number, number>,
  crowd: number,
): Batch[] {
  const found = new Map<number, { batch: Omit<Batch, "members">; members: number[] }>();
  const crowded = { nodes, crowd };
  for (let index = 0; index < edges.length; index++) {
    const edge = edges[index]!;
    const source = numberOf.get(edge.source);
    const target = numberOf.get(edge.target);
    if (source === undefined || target === undefined) continue;
    const minor = [source, target].some(
      (end) => isMinor(crowded, end) || (crowd > CROWD && IDEAS.has(nodes[end]!.role)),
    );
    const width = Math.round(widthOf(edge.origins) * 2) / 2;
    const key = ((STATES.indexOf(edge.state) * 2 + Number(edge.disputed)) * 16 + width * 2) * 2 + Number(minor);
    const entry = found.get(key);
    if (entry) entry.members.push(index);
    else found.set(key, { batch: { state: edge.state, disputed: edge.disputed, width, minor }, members: [index] });
  }
  // Least important first, so that the rest lies on top: minor lines, then by width, disputed last.
  const rank = ({ batch }: { batch: Omit<Batch, "members"> }): number =>
    Number(batch.disputed) * 1000 + Number(!batch.minor) * 100 + batch.width * 10 - STATES.indexOf(batch.state);
  return [...found.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ batch, members }) => ({ ...batch, members: Int32Array.from(members) }));
}

const NODE_LOOK = ["entity", "x", "y", "role", "size", "label", "level"] as const;
const EDGE_LOOK = ["id", "source", "target", "state", "disputed", "origins", "verb"] as const;

function alike<T>(one: readonly T[], other: readonly T[], look: readonly (keyof T)[]): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((a, index) => a === other[index] || look.every((key) => a[key] === other[index]![key]))
  );
}

/** Returns true if two scenes draw the same lines and nodes, whatever is in focus. */
export function sameDrawing(one: Pick<Scene, "nodes" | "edges">, other: Pick<Scene, "nodes" | "edges">): boolean {
  return alike(one.nodes, other.nodes, NODE_LOOK) && alike(one.edges, other.edges, EDGE_LOOK);
}

/** A sheet as seen by a camera. Pixels are CSS pixels. */
export interface CameraView {
  readonly camera: Camera;
  readonly size: Size;
  /** pixel = place × zoom + offset */
  readonly ox: number;
  readonly oy: number;
  readonly box: Box;
  /** factor for radii and widths */
  readonly scale: number;
  /** 0: minor nodes are specks; 1: they are drawn in full */
  readonly detail: number;
  /** zoom relative to the whole picture */
  readonly ratio: number;
}

/** `home` is the zoom that shows the whole picture. */
export function viewOf(sheet: Sheet, camera: Camera, size: Size, home: number): CameraView {
  const apart = sheet.spacing * camera.zoom;
  const ratio = camera.zoom / home;
  const step = Math.max(0, Math.min(1, (ratio - 1.15) / 0.9));
  return {
    camera,
    size,
    ratio,
    ox: size.width / 2 - camera.x * camera.zoom,
    oy: size.height / 2 - camera.y * camera.zoom,
    box: seen(camera, size, 30),
    scale: Math.max(0.16, Math.min(1.45, (apart / 56) ** 0.5)),
    detail: step * step * (3 - 2 * step),
  };
}

/** The radius in pixels of a node in a view; `lit` nodes are never specks. */
export function radiusIn(sheet: Sheet, view: CameraView, node: number, lit = false): number {
  const radius = sheet.radius[node]! * view.scale;
  if (lit) return Math.max(3.5, radius);
  return isMinor(sheet, node) ? radius * (0.55 + 0.45 * view.detail) : radius;
}

/** Returns true if a line may be in view. */
export function inView(lines: Lines, edge: number, box: Box): boolean {
  return (
    lines.source[edge]! >= 0 &&
    lines.right[edge]! >= box.left &&
    lines.left[edge]! <= box.right &&
    lines.bottom[edge]! >= box.top &&
    lines.top[edge]! <= box.bottom
  );
}
