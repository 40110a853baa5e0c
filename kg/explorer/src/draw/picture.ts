/**
 * The picture for a report: what the reader sees, with title, legend, day and coverage, as SVG or PNG. It is drawn by
 * the same code as the screen; the caller supplies the words in the reader's language.
 */

import type { EdgeState, Palette, Role, Scene } from "../ledger/types";
import type { Camera, Size } from "./camera";
import { fitted } from "./camera";
import { dashOf, drawHairlines, drawLines, drawMarks, drawSign, FULL_LINES, faded, PLAIN } from "./ink";
import { type Measure, makeMeasure } from "./lettering";
import { drawNames, nameView } from "./naming";
import { markOf, mix, SANS, SERIF } from "./palette";
import type { Pen } from "./pen";
import { drawMark } from "./shapes";
import { makeSheet, viewOf } from "./sheet";
import { drawLit, litOf } from "./spotlight";
import { FAINT, FAINT_NAME } from "./stage";
import { SvgPen } from "./svgpen";

export interface PictureWords {
  title: string;
  /** what the picture shows: the entity in focus, the question, the filters; may be empty */
  subtitle: string;
  /** as of which day, in words */
  asOf: string;
  /** numbers of documents and claims, last publication, and the note on coverage */
  coverage: string;
  /** what is in the picture, in the order of the legend */
  roles: readonly { role: Role; label: string }[];
  states: readonly { state: EdgeState | "disputed"; label: string }[];
  /** "larger, thicker: more independent origins" */
  size: string;
}

export interface PictureOptions {
  scene: Scene;
  palette: Palette;
  words: PictureWords;
  /** of the picture itself, in CSS pixels, without title and legend */
  size: Size;
  /** what the reader sees; none = the whole picture */
  camera?: Camera | null;
}

const EDGE = 28;
const HEAD = 66;
const ROW = 22;

/** Returns the picture as an SVG document. */
export function svgPicture(options: PictureOptions, measure: Measure = makeMeasure()): string {
  const pen = new SvgPen();
  const { width, height } = compose(pen, options, measure);
  return pen.document(
    width,
    height,
    [options.words.title, options.words.subtitle].filter(Boolean).join(": "),
    `${options.words.asOf}. ${options.words.coverage}`,
  );
}

/** Returns the picture as an SVG file. */
export const svgFile = (options: PictureOptions): Blob => new Blob([svgPicture(options)], { type: "image/svg+xml" });

/** Returns the picture as a PNG with `scale` device pixels per CSS pixel, or as many as a canvas can hold. */
export async function pngFile(options: PictureOptions, scale = 2): Promise<Blob> {
  await document.fonts?.ready;
  const measure = makeMeasure();
  const legend = layLegend(options, measure);
  const height = HEAD + options.size.height + legend.height;
  const ratio = Math.min(scale, 8000 / options.size.width, 8000 / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(options.size.width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d", { alpha: false });
  if (!pen) throw new Error("this browser has no 2D canvas");
  pen.scale(ratio, ratio);
  compose(pen, options, measure);
  return await new Promise((done, failed) =>
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error("the picture is too large for this browser"))),
      "image/png",
    ),
  );
}

/** Draws everything and returns its size. */
function compose(pen: Pen, options: PictureOptions, measure: Measure): Size {
  const { palette, words, size } = options;
  const legend = layLegend(options, measure);
  const height = HEAD + size.height + legend.height;
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, size.width, height);
  pen.save();
  pen.translate(0, HEAD);
  drawScene(pen, options, measure);
  pen.restore();
  // Clip lines that leave the picture.
  pen.fillStyle = palette.paper;
  pen.fillRect(0, 0, size.width, HEAD);
  pen.fillRect(0, HEAD + size.height, size.width, legend.height);
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  write(pen, words.title, EDGE, 36, `600 20px ${SERIF}`, palette.ink);
  write(pen, words.subtitle, EDGE, 56, `400 13px ${SANS}`, palette.softInk);
  pen.textAlign = "right";
  write(pen, words.asOf, size.width - EDGE, 36, `400 13px ${SANS}`, palette.softInk);
  pen.textAlign = "left";
  rule(pen, palette, HEAD, size.width);
  rule(pen, palette, HEAD + size.height, size.width);
  pen.save();
  pen.translate(0, HEAD + size.height);
  for (const item of legend.items) item.draw(pen, item.x, item.y);
  write(pen, words.coverage, EDGE, legend.height - 16, `400 12px ${SANS}`, palette.softInk);
  pen.restore();
  return { width: size.width, height };
}

function rule(pen: Pen, palette: Palette, y: number, width: number): void {
  pen.strokeStyle = palette.rule;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(EDGE, y + 0.5);
  pen.lineTo(width - EDGE, y + 0.5);
  pen.stroke();
}

function write(pen: Pen, text: string, x: number, y: number, font: string, colour: string): void {
  if (!text) return;
  pen.font = font;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function drawScene(pen: Pen, { scene, palette, size, camera }: PictureOptions, measure: Measure): void {
  const sheet = makeSheet(scene);
  const home = fitted(
    sheet.box,
    size,
    { across: Math.min(96, size.width * 0.07), down: Math.min(56, size.height * 0.06) },
    2.5,
  );
  const view = viewOf(sheet, camera ?? home, size, home.zoom);
  const lit = litOf(sheet, scene);
  const ground = lit ? paled(palette, 1 - FAINT) : palette;
  const full = sheet.lines.count <= FULL_LINES;
  for (const batch of sheet.batches) {
    if (full) drawLines(pen, sheet, view, ground, batch, batch.members, PLAIN);
    else
      for (let from = 0; from < batch.members.length; from += 600)
        drawHairlines(pen, sheet, view, ground, batch, from, Math.min(batch.members.length, from + 600), 0.8);
  }
  drawMarks(pen, sheet, view, ground);
  drawLit(pen, sheet, view, palette, { ...scene, cursor: -1 }, lit);
  const names = nameView(sheet, view, {
    scene: { ...scene, cursor: -1 },
    measure,
    moving: false,
    lit: lit ? { nodes: lit.nodes, edges: lit.edges } : null,
  });
  drawNames(pen, sheet, view, names, palette, lit ? FAINT_NAME : 1);
}

/** A palette mixed with the colour of the paper. */
function paled(palette: Palette, share: number): Palette {
  const pale = (colour: string): string => mix(colour, palette.paper, share);
  return { ...palette, edge: pale(palette.edge), disputed: pale(palette.disputed), roles: faded(palette, share) };
}

interface Item {
  width: number;
  x: number;
  y: number;
  draw(pen: Pen, x: number, y: number): void;
}

/** Lays the legend out in rows: marks, then lines, then the note on size; below it the coverage. */
function layLegend({ words, palette, size }: PictureOptions, measure: Measure): { items: Item[]; height: number } {
  const font = `400 12px ${SANS}`;
  const item = (label: string, wide: number, sketch: (pen: Pen, x: number, y: number) => void): Item => ({
    width: wide + 8 + measure(label, font, 12) + 20,
    x: 0,
    y: 0,
    draw(pen, x, y) {
      sketch(pen, x, y);
      pen.textAlign = "left";
      pen.textBaseline = "middle";
      write(pen, label, x + wide + 8, y, font, palette.ink);
      pen.textBaseline = "alphabetic";
    },
  });
  const items = [
    ...words.roles.map(({ role, label }) =>
      item(label, 14, (pen, x, y) => drawMark(pen, role, x + 7, y, 5.5, palette)),
    ),
    ...words.states.map(({ state, label }) => item(label, 30, (pen, x, y) => drawSample(pen, state, x, y, palette))),
    ...(words.size
      ? [
          item(words.size, 14, (pen, x, y) => {
            for (const [off, radius] of [
              [2, 2],
              [10, 4],
            ] as const) {
              pen.beginPath();
              pen.arc(x + off, y, radius, 0, 2 * Math.PI);
              pen.fillStyle = palette.softInk;
              pen.fill();
            }
          }),
        ]
      : []),
  ];
  let x = EDGE;
  let y = 24;
  for (const one of items) {
    if (x > EDGE && x + one.width > size.width - EDGE) {
      x = EDGE;
      y += ROW;
    }
    one.x = x;
    one.y = y;
    x += one.width;
  }
  return { items, height: y + 48 };
}

/** A sample line for the legend. */
function drawSample(pen: Pen, state: EdgeState | "disputed", x: number, y: number, palette: Palette): void {
  const disputed = state === "disputed";
  const drawn: EdgeState = disputed ? "stated" : state;
  pen.strokeStyle = disputed ? palette.disputed : palette.edge;
  pen.lineWidth = 1.4;
  pen.setLineDash(dashOf(drawn, 1));
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + 30, y);
  pen.stroke();
  pen.setLineDash([]);
  drawSign(pen, markOf(drawn, disputed), x + 15, y, 0.8, disputed ? palette.disputed : palette.edge, palette.paper);
}
