/**
 * The whole picture without focus and names, kept as a bitmap slightly larger than the view. During movement the
 * bitmap is shifted and scaled while a fresh one is drawn in slices. Where the view leaves the bitmap, a thinned
 * picture fills in. Small pictures are simply redrawn.
 */

import type { Palette } from "../ledger/types";
import { type Camera, type Size, sameView } from "./camera";
import { drawHairlines, drawLines, drawMarks, FULL_LINES, PLAIN } from "./ink";
import { type CameraView, inView, type Sheet, viewOf } from "./sheet";
import type { Backdrop } from "./stage";

/** Extra pixels of the bitmap on each side of the view. */
const MARGIN = 160;
/** Up to this many full lines and marks are drawn within one frame. */
const QUICK_FULL = 650;
const QUICK_MARKS = 700;
/** Hairlines per slice, during movement and at rest. */
const SLICE_MOVING = 900;
const SLICE_STILL = 3000;
const THINNED = 2500;
/** Frame time in ms above which a machine counts as slow: then even small pictures are shifted, not redrawn. */
const SLOW = 42;

interface Sheetful {
  canvas: HTMLCanvasElement;
  pen: CanvasRenderingContext2D;
  view: CameraView | null;
  whole: boolean;
}
interface Job {
  view: CameraView;
  full: boolean;
  batch: number;
  at: number;
}

export function makeBitmap(): Backdrop {
  let sheet: Sheet;
  let palette: Palette;
  let size: Size = { width: 1, height: 1 };
  let pixelRatio = 1;
  let front = sheetful();
  let back = sheetful();
  let job: Job | null = null;
  let usual = 16;
  let lastMove = 0;

  /** Judges by the time between frames whether this machine keeps up. */
  function isSlow(moving: boolean): boolean {
    const now = performance.now();
    if (moving && now - lastMove < 250) usual += (now - lastMove - usual) * 0.1;
    lastMove = now;
    return moving && usual > SLOW;
  }

  function renew(nextSheet: Sheet, nextPalette: Palette, nextSize: Size, nextRatio: number): void {
    const resized = nextSize.width !== size.width || nextSize.height !== size.height || nextRatio !== pixelRatio;
    sheet = nextSheet;
    palette = nextPalette;
    size = nextSize;
    pixelRatio = nextRatio;
    job = null;
    for (const one of [front, back]) {
      one.view = null;
      if (resized) {
        one.canvas.width = Math.ceil((size.width + 2 * MARGIN) * pixelRatio);
        one.canvas.height = Math.ceil((size.height + 2 * MARGIN) * pixelRatio);
      }
    }
  }

  const viewFor = (camera: Camera, home: number): CameraView =>
    viewOf(sheet, camera, { width: size.width + 2 * MARGIN, height: size.height + 2 * MARGIN }, home);

  function clear(one: Sheetful): void {
    one.pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    one.pen.globalAlpha = 1;
    one.pen.fillStyle = palette.paper;
    one.pen.fillRect(0, 0, size.width + 2 * MARGIN, size.height + 2 * MARGIN);
  }

  /** Draws everything at once, in full or as a thinned selection of hairlines. */
  function drawNow(one: Sheetful, view: CameraView, full: boolean): void {
    clear(one);
    const share = Math.min(1, THINNED / Math.max(1, sheet.lines.count));
    for (const batch of sheet.batches) {
      if (full) drawLines(one.pen, sheet, view, palette, batch, batch.members, PLAIN);
      else
        drawHairlines(one.pen, sheet, view, palette, batch, 0, Math.ceil(batch.members.length * share), 1 / pixelRatio);
    }
    drawMarks(one.pen, sheet, view, palette);
    one.view = view;
    one.whole = full || share === 1;
  }

  /** Draws one slice of the job; true once it is done and shown. */
  function advance(slice: number): boolean {
    if (!job) return true;
    let left = slice;
    while (left > 0 && job.batch < sheet.batches.length) {
      const batch = sheet.batches[job.batch]!;
      if (job.full) {
        drawLines(back.pen, sheet, job.view, palette, batch, batch.members, PLAIN);
        left -= batch.members.length * 4;
        job.batch++;
      } else {
        const to = Math.min(batch.members.length, job.at + Math.min(left, 600));
        left -= to - job.at + 20;
        drawHairlines(back.pen, sheet, job.view, palette, batch, job.at, to, 1 / pixelRatio);
        job.at = to;
        if (to === batch.members.length) {
          job.batch++;
          job.at = 0;
        }
      }
    }
    if (job.batch < sheet.batches.length || left <= 0) return false;
    drawMarks(back.pen, sheet, job.view, palette);
    back.view = job.view;
    back.whole = true;
    [front, back] = [back, front];
    job = null;
    return true;
  }

  /** How well the front bitmap serves a camera: 2 exactly, 1 for now, 0 not at all. */
  function serves(camera: Camera): 0 | 1 | 2 {
    if (!front.view) return 0;
    const zoom = camera.zoom / front.view.camera.zoom;
    const dx = Math.abs(camera.x - front.view.camera.x) * camera.zoom;
    const dy = Math.abs(camera.y - front.view.camera.y) * camera.zoom;
    if (zoom === 1 && front.whole && dx <= MARGIN && dy <= MARGIN) return 2;
    const spareX = (size.width / 2 + MARGIN) * zoom - size.width / 2;
    const spareY = (size.height / 2 + MARGIN) * zoom - size.height / 2;
    // There may be nothing beyond the bitmap: a whole picture can simply be shrunk.
    const empty =
      sheet.box !== null &&
      front.view.box.left <= sheet.box.left &&
      front.view.box.right >= sheet.box.right &&
      front.view.box.top <= sheet.box.top &&
      front.view.box.bottom >= sheet.box.bottom;
    return zoom > 0.4 && zoom < 2.4 && (empty || (dx <= spareX + 60 && dy <= spareY + 60)) ? 1 : 0;
  }

  function paint(
    surface: CanvasRenderingContext2D,
    { camera }: CameraView,
    home: number,
    moving: boolean,
    alpha: number,
  ): boolean {
    let waiting = false;
    const slow = isSlow(moving);
    const fit = serves(camera);
    if (fit === 2) job = null;
    else {
      const view = viewFor(camera, home);
      const { lines, marks } = inSight(sheet, view);
      const full = lines <= FULL_LINES;
      const quick = full && lines <= QUICK_FULL && marks <= QUICK_MARKS && (!slow || fit === 0);
      if (quick) {
        drawNow(front, view, true);
        job = null;
      } else {
        if (fit === 0) drawNow(front, view, full && lines <= FULL_LINES / 2);
        if (job && !moving && !sameView(job.view.camera, camera)) job = null;
        if (!job) {
          clear(back);
          job = { view, full, batch: 0, at: 0 };
        }
        waiting = !advance(moving ? SLICE_MOVING : SLICE_STILL) || serves(camera) !== 2;
      }
    }
    put(surface, camera, alpha);
    return waiting;
  }

  function put(surface: CanvasRenderingContext2D, camera: Camera, alpha: number): void {
    const { view } = front;
    if (!view) return;
    const zoom = camera.zoom / view.camera.zoom;
    const width = view.size.width * zoom;
    const height = view.size.height * zoom;
    let left = (view.camera.x - camera.x) * camera.zoom + size.width / 2 - width / 2;
    let top = (view.camera.y - camera.y) * camera.zoom + size.height / 2 - height / 2;
    surface.globalAlpha = alpha;
    if (zoom === 1) {
      // Aligned to device pixels the bitmap is copied, not resampled: sharp, and ten times as fast.
      left = Math.round(left * pixelRatio) / pixelRatio;
      top = Math.round(top * pixelRatio) / pixelRatio;
      surface.imageSmoothingEnabled = false;
    } else {
      surface.imageSmoothingEnabled = true;
      surface.imageSmoothingQuality = "low";
    }
    surface.drawImage(
      front.canvas,
      left,
      top,
      (front.canvas.width / pixelRatio) * zoom,
      (front.canvas.height / pixelRatio) * zoom,
    );
    surface.globalAlpha = 1;
  }

  return { covers: true, renew, paint, destroy: () => undefined };
}

function sheetful(): Sheetful {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  if (!pen) throw new Error("this browser has no 2D canvas");
  return { canvas, pen, view: null, whole: false };
}

function inSight(sheet: Sheet, view: CameraView): { lines: number; marks: number } {
  let lines = 0;
  for (let edge = 0; edge < sheet.lines.count; edge++) if (inView(sheet.lines, edge, view.box)) lines++;
  let marks = 0;
  sheet.places.within(view.box, () => marks++);
  return { lines, marks };
}
