/**
 * Moves the camera, at once or gliding if the reader's settings allow motion. Both renderers share it, so that wheel,
 * touch and links behave alike. It draws nothing itself; it reports when a redraw is needed.
 */
import {
  around,
  type Box,
  between,
  type Camera,
  dragged,
  eased,
  fitted,
  type Size,
  sameView,
  zoomedAt,
} from "./camera";

export interface Steering {
  size: Size;
  /** the camera that shows the whole picture */
  readonly home: () => Camera;
  readonly camera: () => Camera;
  readonly moving: () => boolean;
  /** sets the extent of the whole picture */
  setBox(box: Box | null): void;
  to(camera: Camera, now?: boolean): void;
  fit(nodes: readonly { x: number; y: number }[] | null, now?: boolean): void;
  drag(dx: number, dy: number): void;
  zoom(x: number, y: number, factor: number, glide?: boolean): void;
  /** advances a glide to this time (ms); true while it is running */
  advance(time: number): boolean;
  listen(listener: () => void): void;
}

/** Duration of a glide, in ms; REST ms after the last move the picture counts as still. */
const GLIDE = 420;
const REST = 140;

const reduced = (): boolean =>
  typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;

export function makeSteering(changed: () => void, clock: () => number = () => performance.now()): Steering {
  let size: Size = { width: 1, height: 1 };
  let box: Box | null = null;
  let camera: Camera = { x: 0, y: 0, zoom: 1 };
  let home: Camera = camera;
  let glide: { from: Camera; to: Camera; start: number } | null = null;
  let touched = -Infinity;
  const listeners: (() => void)[] = [];

  const margins = (): { across: number; down: number } => ({
    across: Math.min(96, Math.max(28, size.width * 0.07)),
    down: Math.min(56, Math.max(24, size.height * 0.06)),
  });
  const limits = (): [number, number] => [home.zoom * 0.4, Math.max(home.zoom * 14, 5)];
  const whole = (): Camera => fitted(box, size, margins(), 2.5);

  function set(next: Camera): void {
    if (![next.x, next.y, next.zoom].every(Number.isFinite) || next.zoom <= 0 || sameView(next, camera)) return;
    camera = next;
    touched = clock();
    for (const listener of listeners) listener();
    changed();
  }

  function to(next: Camera, now = false): void {
    if (now || reduced()) {
      glide = null;
      set(next);
      return;
    }
    glide = { from: camera, to: next, start: clock() };
    changed();
  }

  return {
    get size() {
      return size;
    },
    set size(next: Size) {
      // Keep the centre; a picture that was shown whole stays whole.
      const wasWhole = sameView(camera, home);
      size = next;
      home = whole();
      if (wasWhole) {
        glide = null;
        set(home);
      }
      changed();
    },
    home: () => home,
    camera: () => camera,
    moving: () => glide !== null || clock() - touched < REST,
    setBox(next) {
      box = next;
      home = whole();
      changed();
    },
    to,
    fit(some, now) {
      const next = some
        ? fitted(
            around(some),
            size,
            { across: size.width * 0.16, down: size.height * 0.16 },
            Math.max(home.zoom * 3, 1.6),
          )
        : home;
      to(next, now);
    },
    drag(dx, dy) {
      glide = null;
      set(dragged(camera, dx, dy));
    },
    zoom(x, y, factor, slow = false) {
      const from = glide && slow ? glide.to : camera;
      const next = zoomedAt(from, size, x, y, factor, limits());
      if (slow) to(next);
      else {
        glide = null;
        set(next);
      }
    },
    advance(time) {
      if (!glide) return false;
      const share = Math.max(0, (time - glide.start) / GLIDE);
      const { from, to: end } = glide;
      if (share >= 1) glide = null;
      set(between(from, end, eased(Math.min(1, share))));
      return glide !== null;
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
