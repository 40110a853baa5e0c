/**
 * Camera arithmetic. `x`, `y` is the ledger position at the centre of the view; `zoom` is CSS pixels per ledger unit;
 * y points down in both.
 */

export interface Camera {
  x: number;
  y: number;
  zoom: number;
}
export interface Size {
  width: number;
  height: number;
}
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function toScreen(camera: Camera, size: Size, x: number, y: number): { x: number; y: number } {
  return { x: (x - camera.x) * camera.zoom + size.width / 2, y: (y - camera.y) * camera.zoom + size.height / 2 };
}

export function toPlace(camera: Camera, size: Size, x: number, y: number): { x: number; y: number } {
  return { x: (x - size.width / 2) / camera.zoom + camera.x, y: (y - size.height / 2) / camera.zoom + camera.y };
}

/** The part of the ledger in view, plus `margin` pixels on every side. */
export function seen(camera: Camera, size: Size, margin = 0): Box {
  const across = (size.width / 2 + margin) / camera.zoom;
  const down = (size.height / 2 + margin) / camera.zoom;
  return { left: camera.x - across, top: camera.y - down, right: camera.x + across, bottom: camera.y + down };
}

/** The smallest box around some points, or null. Points that are not finite are ignored. */
export function around(places: Iterable<{ x: number; y: number }>): Box | null {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of places) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box.left <= box.right ? box : null;
}

/** The camera that shows the whole box with a margin in pixels, up to a maximum zoom. */
export function fitted(box: Box | null, size: Size, margin: { across: number; down: number }, most: number): Camera {
  if (!box) return { x: 0, y: 0, zoom: 1 };
  const across = Math.max(1, size.width - 2 * margin.across) / Math.max(1e-6, box.right - box.left);
  const down = Math.max(1, size.height - 2 * margin.down) / Math.max(1e-6, box.bottom - box.top);
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, zoom: Math.min(across, down, most) };
}

/** Zooms by `factor` and keeps the place under the given screen point fixed. */
export function zoomedAt(
  camera: Camera,
  size: Size,
  x: number,
  y: number,
  factor: number,
  limits: [number, number],
): Camera {
  const zoom = Math.min(limits[1], Math.max(limits[0], camera.zoom * factor));
  const place = toPlace(camera, size, x, y);
  return { x: place.x - (x - size.width / 2) / zoom, y: place.y - (y - size.height / 2) / zoom, zoom };
}

/** Pans so that the picture follows a pointer by this many pixels. */
export function dragged(camera: Camera, dx: number, dy: number): Camera {
  return { x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom, zoom: camera.zoom };
}

/** Interpolates two cameras, `share` from 0 to 1: zoom changes evenly and shared places move in straight lines. */
export function between(from: Camera, to: Camera, share: number): Camera {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const way = 1 / to.zoom - 1 / from.zoom;
  const part = Math.abs(way * from.zoom) < 1e-6 ? share : (1 / zoom - 1 / from.zoom) / way;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part, zoom };
}

export function sameView(one: Camera, other: Camera): boolean {
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}

/** Eases in and out. */
export const eased = (share: number): number => (share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2);
