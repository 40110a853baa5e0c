/**
 * The mark of each role, identical on canvas, in SVG and in the legend. Shapes of the same radius have the same
 * visual weight.
 */

import type { Palette, Role } from "../ledger/types";
import { CORNERS, SHAPES } from "../shared";
import { mix } from "./palette";
import type { Pen } from "./pen";

export type Shape = (typeof SHAPES)[Role];

const DOT = 0.75;

/** How far a mark extends from its centre, as a multiple of its radius. */
export const reach = (role: Role): number => {
  const corners = CORNERS[SHAPES[role]];
  return corners.length ? Math.hypot(...corners[0]!) : SHAPES[role] === "dot" ? DOT : 1;
};

export const isHollow = (role: Role): boolean => HOLLOW.has(SHAPES[role]);
const HOLLOW: ReadonlySet<Shape> = new Set(["ring", "dashed-ring", "frame"]);

/** The radius in pixels of a node of this size (independent origins): the area grows with the size, 5 to 22. */
export function radiusOf(size: number): number {
  return Number.isFinite(size) && size > 0 ? Math.min(22, 4 + 3 * Math.sqrt(size)) : 5;
}

/** Adds the outline of a mark to the current path. */
export function traceMark(pen: Pen, role: Role, x: number, y: number, radius: number): void {
  const shape = SHAPES[role];
  const corners = CORNERS[shape];
  if (!corners.length) {
    const r = shape === "dot" ? radius * DOT : radius;
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  for (let index = 0; index < corners.length; index++) {
    const [dx, dy] = corners[index]!;
    if (index) pen.lineTo(x + dx * radius, y + dy * radius);
    else pen.moveTo(x + dx * radius, y + dy * radius);
  }
  pen.closePath();
}

/** Draws a mark with a thin paper-coloured rim that separates it from lines and neighbours. */
export function drawMark(pen: Pen, role: Role, x: number, y: number, radius: number, palette: Palette): void {
  const colour = palette.roles[role];
  const hollow = isHollow(role);
  pen.beginPath();
  traceMark(pen, role, x, y, radius);
  pen.lineJoin = "round";
  if (!hollow) {
    pen.strokeStyle = palette.paper;
    pen.lineWidth = 2.4;
    pen.stroke();
    pen.fillStyle = colour;
    pen.fill();
    return;
  }
  pen.fillStyle = mix(palette.paper, colour, 0.06);
  pen.fill();
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(1.2, Math.min(2.2, radius / 4));
  if (SHAPES[role] === "dashed-ring") pen.setLineDash([3, 2.4]);
  pen.stroke();
  pen.setLineDash([]);
}

/** A mark as SVG path data, centred at `middle`; for the legend, lists and search. */
export function markPath(role: Role, radius: number, middle = 0): string {
  const shape = SHAPES[role];
  const corners = CORNERS[shape];
  const at = (value: number): string => String(Math.round((value + middle) * 100) / 100);
  if (!corners.length) {
    const r = shape === "dot" ? radius * DOT : radius;
    return `M${at(-r)} ${at(0)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  return `M${corners.map(([dx, dy]) => `${at(dx * radius)} ${at(dy * radius)}`).join("L")}z`;
}

/** A mark as an SVG element in the colour of the surrounding text, hidden from screen readers. */
export function markElement(role: Role, size: number): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", markPath(role, size * 0.36, size / 2));
  path.setAttribute("fill", isHollow(role) ? "none" : "currentColor");
  if (isHollow(role)) {
    path.setAttribute("stroke", "currentColor");
    path.setAttribute("stroke-width", "1.6");
    if (SHAPES[role] === "dashed-ring") path.setAttribute("stroke-dasharray", "3 2.2");
  }
  svg.append(path);
  return svg;
}
