/**
 * What stands out from the faded picture: lit lines and marks at full strength, the ring of the focus and the ring of
 * the keyboard cursor. Redrawn in every frame; if there are many lines, they become hairlines.
 */

import type { Palette, Scene } from "../ledger/types";
import { drawHairlines, drawLines, FULL_LINES, LIT, type Tone } from "./ink";
import type { Pen } from "./pen";
import { drawMark } from "./shapes";
import { type Batch, type CameraView, radiusIn, type Sheet } from "./sheet";

export interface LitParts {
  nodes: ReadonlySet<number>;
  /** edge numbers, and the same edges in batches */
  edges: readonly number[];
  batches: readonly Batch[];
}

const CHOSEN: Tone = { strength: 1, weight: 2.1, lit: true };

/** The lit parts of a scene, as numbers in the sheet; null if nothing is faded. */
export function litOf(sheet: Sheet, scene: Scene): LitParts | null {
  if (!scene.lit.nodes.size && !scene.lit.edges.size) return null;
  const nodes = new Set<number>();
  for (const entity of scene.lit.nodes) {
    const node = sheet.numberOf.get(entity);
    if (node !== undefined) nodes.add(node);
  }
  const edges: number[] = [];
  const batches: Batch[] = [];
  for (const batch of sheet.batches) {
    const members = batch.members.filter((edge) => scene.lit.edges.has(sheet.edges[edge]!.id));
    if (!members.length) continue;
    edges.push(...members);
    batches.push({ ...batch, members });
  }
  return { nodes, edges, batches };
}

export function drawLit(
  pen: Pen,
  sheet: Sheet,
  view: CameraView,
  palette: Palette,
  scene: Scene,
  lit: LitParts | null,
): void {
  if (lit) {
    const few = lit.edges.length <= FULL_LINES;
    for (const batch of lit.batches) {
      if (few) drawLines(pen, sheet, view, palette, batch, batch.members, LIT);
      else drawHairlines(pen, sheet, view, palette, batch, 0, batch.members.length, 1);
    }
  }
  const chosen = scene.focusEdge ? sheet.edges.findIndex((edge) => edge.id === scene.focusEdge) : -1;
  if (chosen >= 0) {
    const batch = sheet.batches.find((one) => one.members.includes(chosen));
    if (batch) drawLines(pen, sheet, view, { ...palette, edge: palette.ink }, batch, [chosen], CHOSEN);
  }
  const marks = new Set(lit?.nodes ?? []);
  const focus = sheet.numberOf.get(scene.focus);
  const cursor = sheet.numberOf.get(scene.cursor);
  if (chosen >= 0)
    for (const end of [sheet.lines.source[chosen]!, sheet.lines.target[chosen]!]) if (end >= 0) marks.add(end);
  if (focus !== undefined) marks.add(focus);
  if (cursor !== undefined) marks.add(cursor);
  for (const node of sheet.order) {
    if (!marks.has(node)) continue;
    const x = sheet.xs[node]! * view.camera.zoom + view.ox;
    const y = sheet.ys[node]! * view.camera.zoom + view.oy;
    const radius = radiusIn(sheet, view, node, true);
    drawMark(pen, sheet.nodes[node]!.role, x, y, radius, palette);
    if (node === focus) ring(pen, x, y, radius * 1.2 + 5, palette.ink, 1.5, []);
    if (node === cursor) ring(pen, x, y, radius * 1.2 + (node === focus ? 9 : 5), palette.ink, 2, [4, 3]);
  }
}

function ring(pen: Pen, x: number, y: number, radius: number, colour: string, width: number, dash: number[]): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
}
