/**
 * Mouse, pen and touch on the picture: dragging moves it; wheel, pinch and double click zoom. The click that ends a
 * drag does not reach the page. Keys are handled elsewhere.
 */
import type { Steering } from "./steering";

/** A pointer that moved fewer pixels than this was not dragged. */
const STILL = 4;

/** Listens on `surface` until the returned function is called. */
export function listenToGestures(surface: HTMLElement, steering: Steering): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  let wasDrag = false;

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = (): { x: number; y: number; distance: number } | null => {
    const [one, other] = [...fingers.values()];
    if (!one || !other) return null;
    return {
      x: (one.x + other.x) / 2,
      y: (one.y + other.y) / 2,
      distance: Math.hypot(one.x - other.x, one.y - other.y),
    };
  };

  surface.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      if (!fingers.size) {
        travelled = 0;
        wasDrag = false;
      }
      fingers.set(event.pointerId, place(event));
    },
    { signal },
  );

  surface.addEventListener(
    "pointermove",
    (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      const next = place(event);
      const before = spread();
      const dx = next.x - last.x;
      const dy = next.y - last.y;
      travelled += Math.hypot(dx, dy);
      if (!wasDrag && travelled > STILL) {
        wasDrag = true;
        surface.setPointerCapture?.(event.pointerId);
        surface.style.setProperty("cursor", "grabbing");
      }
      fingers.set(event.pointerId, next);
      if (!wasDrag) return;
      const after = spread();
      if (before && after) {
        steering.drag(after.x - before.x, after.y - before.y);
        if (before.distance > 8) steering.zoom(after.x, after.y, after.distance / before.distance);
      } else {
        steering.drag(dx, dy);
      }
    },
    { signal },
  );

  const lift = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (!fingers.size) surface.style.removeProperty("cursor");
  };
  surface.addEventListener("pointerup", lift, { signal });
  surface.addEventListener("pointercancel", lift, { signal });
  surface.addEventListener("lostpointercapture", lift, { signal });

  surface.addEventListener(
    "click",
    (event) => {
      if (!wasDrag) return;
      wasDrag = false;
      event.stopPropagation();
      event.preventDefault();
    },
    { signal, capture: true },
  );

  surface.addEventListener(
    "dblclick",
    (event) => {
      const { x, y } = place(event);
      steering.zoom(x, y, event.shiftKey ? 0.55 : 1.8, true);
    },
    { signal },
  );

  surface.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { x, y } = place(event);
      const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1;
      const step = Math.max(-120, Math.min(120, event.deltaY * unit));
      // A touchpad pinch arrives as wheel events with Ctrl, in much smaller steps.
      steering.zoom(x, y, Math.exp(-step * (event.ctrlKey ? 0.011 : 0.0017)));
    },
    { signal, passive: false },
  );

  return () => stop.abort();
}
