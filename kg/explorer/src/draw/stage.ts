/**
 * The renderer: a backdrop (the whole picture, drawn in whatever way suits the machine), lit parts above it, names on
 * top. It draws only when something has changed, and hides which backdrop it uses.
 */

import type { Palette, Renderer, Scene } from "../ledger/types";
import { type Size, sameView, toPlace, toScreen } from "./camera";
import { listenToGestures } from "./gestures";
import { makeMeasure } from "./lettering";
import { nearestLine } from "./lines";
import { drawNames, NO_NAMES, nameBox, nameView, type PlacedNames } from "./naming";
import { type CameraView, makeSheet, radiusIn, type Sheet, sameDrawing, viewOf } from "./sheet";
import { drawLit, type LitParts, litOf } from "./spotlight";
import { makeSteering } from "./steering";

const EMPTY: Scene = {
  nodes: [],
  edges: [],
  lit: { nodes: new Set(), edges: new Set() },
  focus: -1,
  focusEdge: "",
  cursor: -1,
};

/** Opacity of everything out of focus. */
export const FAINT = 0.16;
export const FAINT_NAME = 0.36;
/** Duration of a fade, in ms. */
const FADE = 180;

/** The whole picture without focus and names. */
export interface Backdrop {
  /** true if it paints every pixel of the surface */
  readonly covers: boolean;
  /** starts over because the scene, the colours or the size have changed */
  renew(sheet: Sheet, palette: Palette, size: Size, pixelRatio: number): void;
  /** paints the picture for a camera on or behind the surface; returns true while a better one is in progress */
  paint(surface: CanvasRenderingContext2D, view: CameraView, home: number, moving: boolean, alpha: number): boolean;
  destroy(): void;
}

/** Sets up drawing in an element; `name` is what the renderer calls itself. */
export function makeStage(
  host: HTMLElement,
  firstPalette: Palette,
  name: Renderer["name"],
  makeBackdrop: (host: HTMLElement) => Backdrop,
): Renderer {
  const backdrop = makeBackdrop(host);
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { display: "block", position: "absolute", inset: "0", touchAction: "none" });
  const surface = canvas.getContext("2d", { alpha: !backdrop.covers });
  if (!surface) throw new Error("this browser has no 2D canvas");
  host.append(canvas);

  const measure = makeMeasure();
  const steering = makeSteering(request);
  const stopGestures = listenToGestures(canvas, steering);
  let palette: Palette = firstPalette;
  let scene = EMPTY;
  let sheet: Sheet = makeSheet(scene);
  let lit: LitParts | null = null;
  let pixelRatio = 1;
  let placed = false;
  let names: PlacedNames = NO_NAMES;
  /** what the current names were placed for */
  let named: { view: CameraView; settled: boolean } | null = null;
  let fade = 0;
  let lastTime = 0;
  let frame = 0;
  let later: ReturnType<typeof setTimeout> | undefined;

  // A font that arrives late changes how wide names are.
  const relearn = (): void => {
    measure.forget?.();
    named = null;
    request();
  };
  const fonts = typeof document.fonts === "object" ? document.fonts : null;
  fonts?.addEventListener?.("loadingdone", relearn);

  function request(): void {
    if (!frame) frame = requestAnimationFrame(draw);
  }

  function renew(): void {
    backdrop.renew(sheet, palette, steering.size, pixelRatio);
    named = null;
    request();
  }

  function draw(time: number): void {
    frame = 0;
    const gliding = steering.advance(time);
    const moving = steering.moving();
    const camera = steering.camera();
    const view = viewOf(sheet, camera, steering.size, steering.home().zoom);
    const fading = step(time);
    surface!.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    surface!.globalAlpha = 1;
    if (backdrop.covers) {
      surface!.fillStyle = palette.paper;
      surface!.fillRect(0, 0, view.size.width, view.size.height);
    } else {
      surface!.clearRect(0, 0, view.size.width, view.size.height);
    }
    const waiting = backdrop.paint(surface!, view, steering.home().zoom, moving, 1 - fade * (1 - FAINT));
    drawLit(surface!, sheet, view, palette, scene, lit);
    place(view, moving);
    drawNames(surface!, sheet, view, names, palette, 1 - fade * (1 - FAINT_NAME));
    if (gliding || fading || waiting) request();
    else if (moving) {
      clearTimeout(later);
      // Once the movement has stopped, draw the final, careful picture.
      later = setTimeout(() => {
        later = undefined;
        request();
      }, 160);
    }
  }

  /** Advances the fade; true while it is running. */
  function step(time: number): boolean {
    const goal = lit ? 1 : 0;
    const passed = lastTime ? Math.min(50, time - lastTime) : 16;
    const still = typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
    fade = still ? goal : fade + Math.max(-passed / FADE, Math.min(passed / FADE, goal - fade));
    const going = fade !== goal;
    lastTime = going ? time : 0;
    return going;
  }

  /** Places names again after a zoom, and carefully once the picture is still; panning moves them along. */
  function place(view: CameraView, moving: boolean): void {
    const same = named !== null && named.view.camera.zoom === view.camera.zoom && named.view.size === view.size;
    const resting = same && named!.view.camera.x === view.camera.x && named!.view.camera.y === view.camera.y;
    if (moving ? same : resting && named!.settled) return;
    names = nameView(sheet, view, {
      scene,
      measure,
      moving,
      lit: lit ? { nodes: lit.nodes, edges: lit.edges } : null,
      ...(names.sides.size ? { before: names.sides } : {}),
    });
    named = { view, settled: !moving };
  }

  return {
    name,
    setScene(next) {
      const before = scene;
      scene = next;
      if (!sameDrawing(before, next)) {
        sheet = makeSheet(next, placed ? sheet : undefined);
        const wasHome = sameView(steering.camera(), steering.home());
        steering.setBox(sheet.box);
        if (!placed || wasHome) steering.to(steering.home(), true);
        placed ||= next.nodes.length > 0;
        names = NO_NAMES;
        renew();
      }
      lit = litOf(sheet, next);
      named = null;
      request();
    },
    setPalette(next) {
      palette = next;
      renew();
    },
    resize(width, height, ratio) {
      const size: Size = { width: Math.max(1, width), height: Math.max(1, height) };
      pixelRatio = Math.max(1, Math.min(3, ratio));
      canvas.width = Math.round(size.width * pixelRatio);
      canvas.height = Math.round(size.height * pixelRatio);
      canvas.style.setProperty("width", `${size.width}px`);
      canvas.style.setProperty("height", `${size.height}px`);
      steering.size = size;
      renew();
      // Draw at once: resizing clears a canvas, and the page must not flicker.
      if (placed) {
        cancelAnimationFrame(frame);
        draw(performance.now());
      }
    },
    setCamera: (camera, now) => steering.to(camera, now),
    camera: () => steering.camera(),
    fit(entities, now) {
      const nodes = entities
        ?.map((entity) => sheet.nodes[sheet.numberOf.get(entity) ?? -1])
        .filter((node) => node !== undefined);
      steering.fit(nodes?.length ? nodes : null, now);
    },
    hit(x, y) {
      const view = viewOf(sheet, steering.camera(), steering.size, steering.home().zoom);
      return hitIn(sheet, view, lit, x, y);
    },
    screen(entity) {
      const node = sheet.nodes[sheet.numberOf.get(entity) ?? -1];
      return node ? toScreen(steering.camera(), steering.size, node.x, node.y) : { x: Number.NaN, y: Number.NaN };
    },
    labels() {
      // As drawn: the camera may have moved since.
      if (!named) return [];
      const { camera } = steering;
      const view =
        named.view.camera.zoom === camera().zoom
          ? viewOf(sheet, camera(), steering.size, steering.home().zoom)
          : named.view;
      return names.names.map((one) => ({ entity: sheet.nodes[one.node]!.entity, ...nameBox(sheet, view, one) }));
    },
    onCamera: (listener) => steering.listen(listener),
    busy: () => frame !== 0 || later !== undefined,
    destroy() {
      cancelAnimationFrame(frame);
      clearTimeout(later);
      fonts?.removeEventListener?.("loadingdone", relearn);
      stopGestures();
      canvas.remove();
      backdrop.destroy();
    },
  };
}

/** A click target is at least 24 pixels wide, however small its mark. */
const REACH = 12;
const LINE_REACH = 6;

/** What lies under a point: marks before lines, lit before faded. */
export function hitIn(
  sheet: Sheet,
  view: CameraView,
  lit: LitParts | null,
  x: number,
  y: number,
): { node: number } | { edge: string } | null {
  const { zoom } = view.camera;
  const place = toPlace(view.camera, view.size, x, y);
  const most = 30 / zoom;
  const node = sheet.places.nearest(
    place.x,
    place.y,
    most,
    (one) => Math.max(REACH, radiusIn(sheet, view, one) + 3) / zoom + (lit?.nodes.has(one) ? most : 0),
  );
  if (
    node >= 0 &&
    Math.hypot(sheet.xs[node]! - place.x, sheet.ys[node]! - place.y) * zoom <=
      Math.max(REACH, radiusIn(sheet, view, node) + 3)
  ) {
    return { node: sheet.nodes[node]!.entity };
  }
  const reach = LINE_REACH / zoom;
  let edge = -1;
  if (lit?.edges.length) {
    const shown = new Set(lit.edges);
    edge = nearestLine(sheet.lines, place.x, place.y, reach, (one) => shown.has(one));
  }
  if (edge < 0) edge = nearestLine(sheet.lines, place.x, place.y, reach);
  return edge < 0 ? null : { edge: sheet.edges[edge]!.id };
}
