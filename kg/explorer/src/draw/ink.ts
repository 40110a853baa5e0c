/**
 * Draws lines and marks with any `Pen`: in full (trimmed at the marks, with arrows, dashes and signs) if there are
 * few, as hairlines if there are many. It keeps no state.
 */

import { kept } from "../ledger/kept";
import type { Palette, Role } from "../ledger/types";
import { DASH } from "../shared";
import { directionAt, isLoop, pointAt, shareAt } from "./lines";
import { markOf, mix } from "./palette";
import type { Pen } from "./pen";
import { drawMark, isHollow, reach, traceMark } from "./shapes";
import { type Batch, type CameraView, inView, isMinor, radiusIn, type Sheet } from "./sheet";

/** Up to this many lines in view are drawn in full. */
export const FULL_LINES = 1500;
const FULL_MARKS = 1500;

/** How strongly a set of lines is drawn. */
export interface Tone {
  /** share of the line's colour against the paper */
  strength: number;
  /** factor for widths */
  weight: number;
  /** lit nodes are never specks */
  lit: boolean;
}

export const PLAIN: Tone = { strength: 0.72, weight: 1, lit: false };
export const LIT: Tone = { strength: 1, weight: 1.35, lit: true };

/** How strongly a line is coloured: uncertain ones a little less, minor ones much less when zoomed out. */
export function strengthOf(batch: Pick<Batch, "state" | "disputed" | "minor">, tone: Tone, detail: number): number {
  const quiet = batch.minor && !tone.lit ? 0.5 + 0.5 * detail : 1;
  return Math.min(1, tone.strength * (batch.state === "stated" ? 1 : 0.94) * quiet + (batch.disputed ? 0.2 : 0));
}

/** The width in pixels of a line, and the length of its arrowhead. */
export const thicknessOf = (width: number, scale: number, tone: Tone): number =>
  Math.max(0.75, width * tone.weight * Math.min(1, 0.35 + 0.65 * scale));
export const arrowOf = (thick: number, scale: number, tone: Tone): number =>
  (4.2 + 2.1 * thick) * Math.max(0.62, Math.min(1.1, scale)) * (tone.lit ? 1.1 : 1);

/** Dashes in pixels for a line of this width. */
export const dashOf = (state: Batch["state"], thick: number): number[] =>
  DASH[state].map((length) => length * (length < 3 ? 0.6 : 0.75) * Math.max(0.8, Math.min(1.3, thick)));

/** The opacity of one hairline among many: the denser the ink, the lighter each. */
export const hairline = (sheet: Sheet, view: CameraView): number =>
  0.66 * Math.max(0.1, Math.min(1, (0.25 * view.camera.zoom * sheet.openness) ** 0.6));

/** Draws lines of one batch in full. */
export function drawLines(
  pen: Pen,
  sheet: Sheet,
  view: CameraView,
  palette: Palette,
  batch: Batch,
  members: ArrayLike<number>,
  tone: Tone,
): void {
  const { lines, edges } = sheet;
  const { zoom } = view.camera;
  const own = batch.disputed ? palette.disputed : tone.lit ? mix(palette.edge, palette.ink, 0.35) : palette.edge;
  const colour = mix(palette.paper, own, strengthOf(batch, tone, view.detail));
  const thick = thicknessOf(batch.width, view.scale, tone);
  const arrow = arrowOf(thick, view.scale, tone);
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = thick;
  pen.lineCap = batch.state === "rumour" ? "round" : "butt";
  pen.lineJoin = "round";
  pen.setLineDash(dashOf(batch.state, thick));

  const heads: number[] = [];
  pen.beginPath();
  for (let number = 0; number < members.length; number++) {
    const edge = members[number]!;
    if (!inView(lines, edge, view.box)) continue;
    const source = lines.source[edge]!;
    const target = lines.target[edge]!;
    const start = shareAt(lines, edge, edgeOf(sheet, view, source, tone) / zoom, true);
    const tip = shareAt(lines, edge, edgeOf(sheet, view, target, tone) / zoom, false);
    if (tip <= start) continue;
    const span = Math.hypot(lines.x2[edge]! - lines.x1[edge]!, lines.y2[edge]! - lines.y1[edge]!) * zoom;
    const room = isLoop(lines, edge) || span > 3.2 * arrow;
    const stop = room ? shareAt(lines, edge, (edgeOf(sheet, view, target, tone) + arrow * 0.8) / zoom, false) : tip;
    traceLine(pen, sheet, view, edge, start, Math.max(start, stop));
    if (room) heads.push(edge, tip);
  }
  pen.stroke();
  pen.setLineDash([]);
  pen.lineCap = "butt";
  if (!heads.length) return;
  pen.beginPath();
  for (let number = 0; number < heads.length; number += 2)
    traceHead(pen, sheet, view, heads[number]!, heads[number + 1]!, arrow);
  pen.fill();
  if (!markOf(batch.state, batch.disputed)) return;
  for (let number = 0; number < heads.length; number += 2) {
    const edge = heads[number]!;
    const { x, y } = pointAt(lines, edge, 0.5);
    drawSign(
      pen,
      markOf(edges[edge]!.state, edges[edge]!.disputed),
      x * zoom + view.ox,
      y * zoom + view.oy,
      Math.max(0.6, Math.min(1, view.scale)),
      colour,
      palette.paper,
    );
  }
}

/** How far from a node's centre its lines end: at its rim plus a small gap. */
function edgeOf(sheet: Sheet, view: CameraView, node: number, tone: Tone): number {
  return radiusIn(sheet, view, node, tone.lit) * Math.min(1.15, reach(sheet.nodes[node]!.role)) + 1.6;
}

/** Adds part of a line to the path, from one share to another. */
function traceLine(pen: Pen, sheet: Sheet, view: CameraView, edge: number, from: number, to: number): void {
  const { lines } = sheet;
  const { zoom } = view.camera;
  if (isLoop(lines, edge)) {
    for (let step = 0; step <= 20; step++) {
      const { x, y } = pointAt(lines, edge, from + ((to - from) * step) / 20);
      if (step) pen.lineTo(x * zoom + view.ox, y * zoom + view.oy);
      else pen.moveTo(x * zoom + view.ox, y * zoom + view.oy);
    }
    return;
  }
  const start = pointAt(lines, edge, from);
  const end = pointAt(lines, edge, to);
  // The control point of a partial quadratic curve is the polar form at its ends.
  const a = (1 - from) * (1 - to);
  const b = from * (1 - to) + to * (1 - from);
  const c = from * to;
  const cx = a * lines.x1[edge]! + b * lines.cx[edge]! + c * lines.x2[edge]!;
  const cy = a * lines.y1[edge]! + b * lines.cy[edge]! + c * lines.y2[edge]!;
  pen.moveTo(start.x * zoom + view.ox, start.y * zoom + view.oy);
  pen.quadraticCurveTo(cx * zoom + view.ox, cy * zoom + view.oy, end.x * zoom + view.ox, end.y * zoom + view.oy);
}

/** Adds a slender arrowhead with a hollow back, its tip at `share`. */
function traceHead(pen: Pen, sheet: Sheet, view: CameraView, edge: number, share: number, length: number): void {
  const { zoom } = view.camera;
  const tip = pointAt(sheet.lines, edge, share);
  const x = tip.x * zoom + view.ox;
  const y = tip.y * zoom + view.oy;
  const angle = directionAt(sheet.lines, edge, share - 0.01);
  const ux = Math.cos(angle) * length;
  const uy = Math.sin(angle) * length;
  const half = 0.34;
  pen.moveTo(x, y);
  pen.lineTo(x - ux - uy * half, y - uy + ux * half);
  pen.lineTo(x - ux * 0.76, y - uy * 0.76);
  pen.lineTo(x - ux + uy * half, y - uy - ux * half);
  pen.closePath();
}

const CROSS = [-3.4, -3.4, 3.4, 3.4, -3.4, 3.4, 3.4, -3.4];
const UNEQUAL = [-4.2, -1.9, 4.2, -1.9, -4.2, 1.9, 4.2, 1.9, 2.3, -4.8, -2.3, 4.8];

/** Draws the sign of a denial or a dispute on a disc of paper. */
export function drawSign(
  pen: Pen,
  sign: string,
  x: number,
  y: number,
  scale: number,
  colour: string,
  paper: string,
): void {
  if (!sign) return;
  const strokes = sign === "cross" ? CROSS : UNEQUAL;
  pen.beginPath();
  pen.arc(x, y, 6.6 * scale, 0, 2 * Math.PI);
  pen.fillStyle = paper;
  pen.fill();
  pen.beginPath();
  for (let at = 0; at < strokes.length; at += 4) {
    pen.moveTo(x + strokes[at]! * scale, y + strokes[at + 1]! * scale);
    pen.lineTo(x + strokes[at + 2]! * scale, y + strokes[at + 3]! * scale);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5 * scale;
  pen.stroke();
}

/** Strokes members `from` to `to` of a batch as hairlines: one path, no arrows. `pixel` is the size of a device pixel. */
export function drawHairlines(
  pen: Pen,
  sheet: Sheet,
  view: CameraView,
  palette: Palette,
  batch: Batch,
  from: number,
  to: number,
  pixel: number,
): number {
  const { lines } = sheet;
  const { zoom } = view.camera;
  const { ox, oy, box } = view;
  pen.globalAlpha = Math.min(1, hairline(sheet, view) * (batch.disputed ? 1.5 : batch.state === "stated" ? 1 : 0.75));
  pen.strokeStyle = batch.disputed ? palette.disputed : palette.edge;
  // Strokes wider than a device pixel cost seven times as much, so draw hairlines side by side instead.
  pen.lineWidth = pixel;
  const strands = batch.width >= 2 && sheet.lines.count < 30_000 ? 2 : 1;
  const dashed = batch.state !== "stated" && view.ratio > 1.6;
  pen.setLineDash(dashed ? dashOf(batch.state, 1) : []);
  let drawn = 0;
  pen.beginPath();
  for (let number = from; number < to; number++) {
    const edge = batch.members[number]!;
    if (!inView(lines, edge, box)) continue;
    drawn++;
    for (let strand = 0; strand < strands; strand++) {
      const off = strand * pixel * 0.9;
      pen.moveTo(lines.x1[edge]! * zoom + ox + off, lines.y1[edge]! * zoom + oy + off);
      if (isLoop(lines, edge)) {
        for (let step = 1; step <= 12; step++) {
          const { x, y } = pointAt(lines, edge, step / 12);
          pen.lineTo(x * zoom + ox, y * zoom + oy);
        }
      } else {
        pen.quadraticCurveTo(
          lines.cx[edge]! * zoom + ox + off,
          lines.cy[edge]! * zoom + oy + off,
          lines.x2[edge]! * zoom + ox + off,
          lines.y2[edge]! * zoom + oy + off,
        );
      }
    }
  }
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  return drawn;
}

/** Draws the marks in view, small ones first. */
export function drawMarks(pen: Pen, sheet: Sheet, view: CameraView, palette: Palette): void {
  const { zoom } = view.camera;
  const shown: number[] = [];
  for (const node of sheet.order) {
    const x = sheet.xs[node]!;
    const y = sheet.ys[node]!;
    if (x >= view.box.left && x <= view.box.right && y >= view.box.top && y <= view.box.bottom) shown.push(node);
  }
  if (shown.length > FULL_MARKS) {
    drawSpecks(pen, sheet, view, palette, shown);
    return;
  }
  const faint: Palette = view.detail >= 1 ? palette : { ...palette, roles: faded(palette, 0.35 * (1 - view.detail)) };
  for (const node of shown) {
    const own = isMinor(sheet, node) ? faint : palette;
    drawMark(
      pen,
      sheet.nodes[node]!.role,
      sheet.xs[node]! * zoom + view.ox,
      sheet.ys[node]! * zoom + view.oy,
      radiusIn(sheet, view, node),
      own,
    );
  }
}

/** The colours of all roles, mixed with paper. */
export function faded(palette: Palette, share: number): Palette["roles"] {
  return Object.fromEntries(
    Object.entries(palette.roles).map(([role, colour]) => [role, mix(colour, palette.paper, share)]),
  ) as Palette["roles"];
}

/** Draws many marks: one path per role, without rims. */
function drawSpecks(pen: Pen, sheet: Sheet, view: CameraView, palette: Palette, shown: readonly number[]): void {
  const { zoom } = view.camera;
  const byRole = new Map<Role, number[]>();
  for (const node of shown) {
    const { role } = sheet.nodes[node]!;
    kept(byRole, role, () => []).push(node);
  }
  for (const [role, members] of byRole) {
    // A ring of a few pixels looks like a hole: zoomed out, draw it as a dot.
    const hollow = isHollow(role) && view.scale > 0.5;
    pen.fillStyle = hollow ? palette.paper : palette.roles[role];
    pen.strokeStyle = palette.roles[role];
    pen.lineWidth = 1;
    for (let from = 0; from < members.length; from += 400) {
      pen.beginPath();
      for (const node of members.slice(from, from + 400)) {
        traceMark(
          pen,
          role,
          sheet.xs[node]! * zoom + view.ox,
          sheet.ys[node]! * zoom + view.oy,
          Math.max(0.9, radiusIn(sheet, view, node)),
        );
      }
      pen.fill();
      if (hollow) pen.stroke();
    }
  }
}
