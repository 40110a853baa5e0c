/**
 * Chooses which names a view shows, has them placed, and draws them: the focus first, then lit nodes, then by rank.
 * Minor nodes are named only where there is room: in focus, zoomed in, or in a small picture. Verbs run along their
 * lines.
 */

import type { Palette, Scene } from "../ledger/types";
import type { Box } from "./camera";
import {
  type Boxes,
  boxOf,
  type Cover,
  makeBoxes,
  makeCover,
  type Placed,
  placeBest,
  placeLabels,
  type Wanted,
} from "./labels";
import { type Lettering, letteringOf, type Measure, shortened, verbLettering } from "./lettering";
import { directionAt, pointAt } from "./lines";
import { markOf } from "./palette";
import type { Pen } from "./pen";
import { reach } from "./shapes";
import { type CameraView, inView, isMinor, radiusIn, type Sheet } from "./sheet";

export interface Name {
  node: number;
  text: string;
  lettering: Lettering;
  placed: Placed;
  near: boolean;
}
export interface Verb {
  edge: number;
  text: string;
  lettering: Lettering;
  share: number;
  angle: number;
  long: number;
  high: number;
  strong: boolean;
}
export interface PlacedNames {
  names: Name[];
  verbs: Verb[];
  sides: Map<number, number>;
}

export const NO_NAMES: PlacedNames = { names: [], verbs: [], sides: new Map() };

export interface Naming {
  scene: Scene;
  /** numbers of lit nodes and edges; null = nothing is faded */
  lit: { nodes: ReadonlySet<number>; edges: readonly number[] } | null;
  measure: Measure;
  /** where names stood before: they keep their side if possible */
  before?: ReadonlyMap<number, number>;
  /** while the picture moves, names ignore lines */
  moving: boolean;
}

/** Square pixels per name; a view shows between 14 and 150 names. */
const ROOM = 8200;
/** The most lines that names avoid, and the most marks they must not cover. */
const LINES = 1500;
const MARKS = 500;
/** With more lit lines than this, verbs would be noise. */
const VERBS = 28;
const MAKERS = 40;

export function nameView(sheet: Sheet, view: CameraView, naming: Naming): PlacedNames {
  const { scene, lit, measure } = naming;
  const { width, height } = view.size;
  const boxes = makeBoxes(width, height);
  const marks = makeBoxes(width, height);
  const cover = naming.moving ? null : makeCover(width, height);
  const type = width < 600 ? 0.9 : 1;
  const focus = sheet.numberOf.get(scene.focus) ?? -1;
  const cursor = sheet.numberOf.get(scene.cursor) ?? -1;
  const focusEdge = scene.focusEdge ? sheet.edges.findIndex((edge) => edge.id === scene.focusEdge) : -1;
  const ends = focusEdge < 0 ? [] : [sheet.lines.source[focusEdge]!, sheet.lines.target[focusEdge]!];
  const first = [focus, cursor, ...ends].filter((node, at, all) => node >= 0 && all.indexOf(node) === at);
  const ringed = new Set([focus, cursor]);
  const isLit = (node: number): boolean => !lit || lit.nodes.has(node) || first.includes(node);

  const shown = nodesInView(sheet, view, lit?.nodes ?? null);
  block(sheet, view, shown, isLit, boxes, marks, cover);
  if (cover) coverLines(sheet, view, cover, lit?.edges ?? null);

  const letterings = new Map<number, { text: string; lettering: Lettering }>();
  const want = (node: number, must: boolean): Wanted => {
    const near = isLit(node);
    const lettering = letteringOf(sheet.nodes[node]!, near && (lit !== null || first.includes(node)), type);
    const text = shortened(sheet.nodes[node]!.label);
    letterings.set(node, { text, lettering });
    const { x, y } = spot(sheet, view, node);
    return {
      id: node,
      x,
      y,
      radius:
        markReach(sheet, view, node, near && lit !== null) * (ringed.has(node) ? 1.2 : 1) + (ringed.has(node) ? 5 : 0),
      width: measure(text, lettering.font, lettering.size),
      height: lettering.size * 1.22,
      must,
    };
  };
  const most = Math.max(14, Math.min(150, Math.round((width * height) / ROOM)));
  const placing = {
    width,
    height,
    boxes,
    marks,
    most,
    ...(cover ? { cover } : {}),
    ...(naming.before ? { before: naming.before } : {}),
  };
  const verbs: Verb[] = [];
  if (focusEdge >= 0) placeVerb(sheet, view, focusEdge, true, boxes, marks, measure, type, verbs);
  const placed = placeLabels(
    first.map((node) => want(node, true)),
    placing,
  );
  const rest = shown.filter((node) => !first.includes(node));
  if (lit)
    placed.push(
      ...placeLabels(
        rest
          .filter(isLit)
          .slice(0, 4 * most)
          .map((node) => want(node, true)),
        placing,
      ),
    );
  if (lit && lit.edges.length <= VERBS)
    for (const edge of lit.edges)
      if (edge !== focusEdge) placeVerb(sheet, view, edge, false, boxes, marks, measure, type, verbs);
  const others = lit ? rest.filter((node) => !isLit(node)) : rest;
  const great = others.filter((node) => sheet.nodes[node]!.level <= (lit ? 0 : 1)).slice(0, 5 * most);
  // Makers must be named, so place them together, unless there are too many or the picture is moving.
  const makers = lit ? [] : great.filter((node) => sheet.nodes[node]!.role === "maker");
  const careful = !naming.moving && makers.length <= MAKERS;
  placed.push(
    ...(careful ? placeBest : placeLabels)(
      makers.map((node) => want(node, true)),
      placing,
    ),
  );
  const less = lit ? great : great.filter((node) => sheet.nodes[node]!.role !== "maker");
  placed.push(
    ...placeLabels(
      less.map((node) => want(node, false)),
      { ...placing, most: Math.max(0, most - placed.length) },
    ),
  );
  const room = Math.min(most, Math.round(56 * view.ratio ** 2)) - placed.length;
  if (room > 0 && !lit) {
    const small = others.filter((node) => sheet.nodes[node]!.level > 1).slice(0, 5 * room);
    placed.push(
      ...placeLabels(
        small.map((node) => want(node, false)),
        { ...placing, most: room },
      ),
    );
  }
  const names = placed.map(
    (one): Name => ({ node: one.id, placed: one, near: isLit(one.id), ...letterings.get(one.id)! }),
  );
  return { names, verbs, sides: new Map(placed.map((one) => [one.id, one.side])) };
}

function spot(sheet: Sheet, view: CameraView, node: number): { x: number; y: number } {
  return { x: sheet.xs[node]! * view.camera.zoom + view.ox, y: sheet.ys[node]! * view.camera.zoom + view.oy };
}

const markReach = (sheet: Sheet, view: CameraView, node: number, lit: boolean): number =>
  radiusIn(sheet, view, node, lit) * Math.min(1.2, reach(sheet.nodes[node]!.role)) + 1.5;

/** Nodes in view by rank. In a large picture only the first thousand are candidates for a name. */
function nodesInView(sheet: Sheet, view: CameraView, lit: ReadonlySet<number> | null): number[] {
  const { left, top, right, bottom } = view.box;
  const shown: number[] = [];
  for (const node of sheet.ranked) {
    const x = sheet.xs[node]!;
    const y = sheet.ys[node]!;
    if (x < left || x > right || y < top || y > bottom) continue;
    if (shown.length < 1000 || lit?.has(node)) shown.push(node);
    else if (!lit) break;
  }
  return shown;
}

function block(
  sheet: Sheet,
  view: CameraView,
  shown: readonly number[],
  isLit: (node: number) => boolean,
  great: Boxes,
  marks: Boxes,
  cover: Cover | null,
): void {
  let hard = 0;
  for (const node of shown) {
    const near = isLit(node);
    const radius = markReach(sheet, view, node, false);
    const { x, y } = spot(sheet, view, node);
    if (near && hard < MARKS && (!isMinor(sheet, node) || view.detail > 0.5)) {
      hard++;
      (sheet.nodes[node]!.role === "maker" ? great : marks).add(
        { left: x - radius * 0.85, top: y - radius * 0.85, right: x + radius * 0.85, bottom: y + radius * 0.85 },
        node,
      );
    } else {
      cover?.stamp(x, y, near ? 6 : 2);
    }
  }
}

/** Marks where lines run; with a focus, only lit lines count. */
function coverLines(sheet: Sheet, view: CameraView, cover: Cover, lit: readonly number[] | null): void {
  const { lines } = sheet;
  const { zoom } = view.camera;
  if ((lit ?? sheet.edges).length > LINES) return;
  const point = { x: 0, y: 0 };
  const weight = lit ? 3 : 1;
  const stampLine = (edge: number): void => {
    if (!inView(lines, edge, view.box)) return;
    const span = Math.hypot(lines.x2[edge]! - lines.x1[edge]!, lines.y2[edge]! - lines.y1[edge]!) * zoom;
    const steps = Math.max(4, Math.min(160, Math.ceil(span / 8)));
    for (let step = 1; step < steps; step++) {
      pointAt(lines, edge, step / steps, point);
      cover.stamp(point.x * zoom + view.ox, point.y * zoom + view.oy, weight);
    }
    if (markOf(sheet.edges[edge]!.state, sheet.edges[edge]!.disputed)) {
      pointAt(lines, edge, 0.5, point);
      cover.stamp(point.x * zoom + view.ox, point.y * zoom + view.oy, 8);
    }
  };
  if (lit) for (const edge of lit) stampLine(edge);
  else for (let edge = 0; edge < lines.count; edge++) stampLine(edge);
}

const SHARES = [0.5, 0.43, 0.57, 0.36, 0.64, 0.28, 0.72];

function placeVerb(
  sheet: Sheet,
  view: CameraView,
  edge: number,
  must: boolean,
  boxes: Boxes,
  marks: Boxes,
  measure: Measure,
  type: number,
  verbs: Verb[],
): void {
  const { lines, edges } = sheet;
  const text = shortened(edges[edge]!.verb ?? "", 40);
  if (!text || lines.source[edge]! < 0) return;
  const lettering = verbLettering(text, must ? type : type * 0.93);
  const long = measure(text, lettering.font, lettering.size) + 6;
  const high = lettering.size * 1.2;
  const { zoom } = view.camera;
  const span = Math.hypot(lines.x2[edge]! - lines.x1[edge]!, lines.y2[edge]! - lines.y1[edge]!) * zoom;
  if (!must && span < long + 30) return;
  for (const share of SHARES) {
    // The middle of the line is taken by its sign.
    if (share === 0.5 && markOf(edges[edge]!.state, edges[edge]!.disputed)) continue;
    let angle = directionAt(lines, edge, share);
    if (angle > Math.PI / 2) angle -= Math.PI;
    else if (angle < -Math.PI / 2) angle += Math.PI;
    const { x, y } = pointAt(lines, edge, share);
    const px = x * zoom + view.ox;
    const py = y * zoom + view.oy;
    const tiles = tilesAlong(px, py, angle, long, high);
    if (
      !tiles.every(
        (box) =>
          box.left > 0 &&
          box.top > 0 &&
          box.right < view.size.width &&
          box.bottom < view.size.height &&
          boxes.free(box) &&
          marks.free(box),
      )
    )
      continue;
    for (const box of tiles) boxes.add(box, -3);
    verbs.push({ edge, text, lettering, share, angle, long, high, strong: must });
    return;
  }
}

/** Upright squares covering slanted text; a single box around it would cover half the picture. */
export function tilesAlong(x: number, y: number, angle: number, long: number, high: number): Box[] {
  const count = Math.max(1, Math.ceil(long / high));
  const step = Math.max(0, long - high) / Math.max(1, count - 1);
  const half = (high / 2) * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
  return Array.from({ length: count }, (_, tile) => {
    const off = count === 1 ? 0 : -Math.max(0, long - high) / 2 + tile * step;
    const cx = x + off * Math.cos(angle);
    const cy = y + off * Math.sin(angle);
    return { left: cx - half, top: cy - half, right: cx + half, bottom: cy + half };
  });
}

/** The position of a verb in a view. */
export function verbSpot(sheet: Sheet, view: CameraView, verb: Verb): { x: number; y: number } {
  const { x, y } = pointAt(sheet.lines, verb.edge, verb.share);
  return { x: x * view.camera.zoom + view.ox, y: y * view.camera.zoom + view.oy };
}

/** The box of a name in a view. */
export function nameBox(
  sheet: Sheet,
  view: CameraView,
  name: Name,
): { x: number; y: number; width: number; height: number } {
  const { x, y } = spot(sheet, view, name.node);
  const box = boxOf(x, y, name.placed);
  return { x: box.left, y: box.top, width: name.placed.width, height: name.placed.height };
}

/** Draws verbs and names with a paper-coloured halo. `faint` is the opacity of names out of focus. */
export function drawNames(
  pen: Pen,
  sheet: Sheet,
  view: CameraView,
  names: PlacedNames,
  palette: Palette,
  faint: number,
): void {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.strokeStyle = palette.paper;
  for (const name of names.names) {
    if (name.near) continue;
    pen.globalAlpha = faint;
    write(pen, sheet, view, name, palette);
  }
  pen.globalAlpha = 1;
  for (const verb of names.verbs) {
    const { x, y } = verbSpot(sheet, view, verb);
    pen.save();
    pen.translate(x, y);
    pen.rotate(verb.angle);
    pen.font = verb.lettering.font;
    pen.lineWidth = 4.5;
    pen.strokeStyle = palette.paper;
    pen.strokeText(verb.text, 0, 0);
    pen.fillStyle = sheet.edges[verb.edge]!.disputed ? palette.disputed : verb.strong ? palette.ink : palette.softInk;
    pen.fillText(verb.text, 0, 0);
    pen.restore();
  }
  for (const name of names.names) if (name.near) write(pen, sheet, view, name, palette);
}

function write(pen: Pen, sheet: Sheet, view: CameraView, name: Name, palette: Palette): void {
  const { x, y } = spot(sheet, view, name.node);
  // Whole pixels keep letters sharp while the picture glides.
  const left = Math.round(x + name.placed.dx);
  const top = Math.round(y + name.placed.dy);
  pen.font = name.lettering.font;
  pen.lineWidth = name.lettering.size > 14 ? 4 : 3.2;
  pen.strokeStyle = palette.paper;
  pen.strokeText(name.text, left, top);
  pen.fillStyle = name.lettering.strong ? palette.ink : palette.softInk;
  pen.fillText(name.text, left, top);
}
