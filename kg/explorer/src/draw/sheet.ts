/**
 * A scene made ready for drawing, once: courses of lines, batches of the same look, radii, an index of places. What
 * depends on the camera is a `CameraView` of it. Both are plain data that the renderers and the exports share.
 */

import type { DrawnEdge, DrawnNode, EdgeState, Role, Scene } from "../ledger/types";
import { STATES } from "../shared";
import { around, type Box, type Camera, type Size, seen } from "./camera";
import { type Lines, layLines, pointAt, widthOf } from "./lines";
import { radiusOf } from "./shapes";
import { indexPoints, type PointIndex } from "./spatial";

/** Lines that look the same. `members` are numbers of edges, those that matter most first. */
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
  /** numbers of nodes in the order in which they are drawn: small ones first, so that great ones lie above */
  readonly order: Int32Array;
  /** numbers of nodes in the order in which they get a name */
  readonly ranked: Int32Array;
  readonly radius: Float32Array;
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly places: PointIndex;
  readonly numberOf: ReadonlyMap<number, number>;
  readonly box: Box | null;
  /** the usual distance of neighbours, in units of the ledger */
  readonly spacing: number;
  /** area of the picture to the length of all its lines: the smaller, the more ink on the paper */
  readonly openness: number;
  /** the greatest number of nodes so far */
  readonly crowd: number;
}

/** With fewer nodes than this there are no minor ones: there is room for all. */
const CROWD = 120;
export const isMinor = (sheet: Pick<Sheet, "nodes" | "crowd">, node: number): boolean =>
  sheet.crowd > CROWD && sheet.nodes[node]!.level > 1;

/** What is said about the industry, beside who is in it: lines to these step back in a great picture. */
const IDEAS: ReadonlySet<Role> = new Set(["topic", "policy", "other"]);

/** `before` is the sheet that this one follows: a filter or another day must not change how large things are drawn. */
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

/** Where lines stand farthest off their straight way. */
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
  // Quiet lines first, so that what matters lies above: the minor, then by width, the disputed last.
  const rank = ({ batch }: { batch: Omit<Batch, "members"> }): number =>
    Number(batch.disputed) * 1000 + Number(!batch.minor) * 100 + batch.width * 10 - STATES.indexOf(batch.state);
  return [...found.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ batch, members }) => ({ ...batch, members: Int32Array.from(members) }));
}

/** Says whether two scenes draw the same lines and nodes, whatever is in focus. */
export function sameDrawing(one: Pick<Scene, "nodes" | "edges">, other: Pick<Scene, "nodes" | "edges">): boolean {
  if (one.nodes !== other.nodes) {
    if (one.nodes.length !== other.nodes.length) return false;
    for (let index = 0; index < one.nodes.length; index++) {
      const a = one.nodes[index]!;
      const b = other.nodes[index]!;
      if (a === b) continue;
      if (
        a.entity !== b.entity ||
        a.x !== b.x ||
        a.y !== b.y ||
        a.role !== b.role ||
        a.size !== b.size ||
        a.label !== b.label ||
        a.level !== b.level
      )
        return false;
    }
  }
  if (one.edges === other.edges) return true;
  if (one.edges.length !== other.edges.length) return false;
  for (let index = 0; index < one.edges.length; index++) {
    const a = one.edges[index]!;
    const b = other.edges[index]!;
    if (a === b) continue;
    if (
      a.id !== b.id ||
      a.source !== b.source ||
      a.target !== b.target ||
      a.state !== b.state ||
      a.disputed !== b.disputed ||
      a.origins !== b.origins ||
      a.verb !== b.verb
    )
      return false;
  }
  return true;
}

/** What one camera makes of a sheet. Pixels are CSS pixels. */
export interface CameraView {
  readonly camera: Camera;
  readonly size: Size;
  /** pixel = place × zoom + offset */
  readonly ox: number;
  readonly oy: number;
  readonly box: Box;
  /** what radii and widths are multiplied with */
  readonly scale: number;
  /** 0: minor nodes are specks, 1: they are drawn like all */
  readonly detail: number;
  /** how much closer than the whole picture */
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

/** Says whether a line may come into the view. */
export function inView(lines: Lines, edge: number, box: Box): boolean {
  return (
    lines.source[edge]! >= 0 &&
    lines.right[edge]! >= box.left &&
    lines.left[edge]! <= box.right &&
    lines.bottom[edge]! >= box.top &&
    lines.top[edge]! <= box.bottom
  );
}
