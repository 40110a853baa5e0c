/**
 * Helpers that build elements. Text is inserted only as text; markup, `style` attributes and scripts cannot be set,
 * so data that looks like markup stays data.
 */

import { markElement } from "../draw/shapes";
import type { EdgeState, Role } from "../ledger/types";
import { DASH } from "../shared";

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Value = string | number | boolean | null | undefined | ((event: never) => void);
export type Attributes = Record<string, Value>;

const SVG = "http://www.w3.org/2000/svg";

function add(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(parent, child as readonly Child[]);
    else parent.append(child instanceof Node ? child : String(child as string | number));
  }
}

function dress(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function")
      element.addEventListener(name.replace(/^on/, ""), value as unknown as EventListener);
    else if (/^(on|style$|srcdoc$)/i.test(name)) throw new Error(`${name} is not set from here`);
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** An element with attributes and children; a function attribute is a listener (`onclick`). */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes);
  add(element, children);
  return element;
}

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes);
  add(element, children);
  return element;
}

/** A button. */
export function button(
  text: Child,
  onclick: (event: MouseEvent) => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return h("button", { type: "button", onclick, ...attributes }, text);
}

/** A button that looks like text; its key lets it keep the focus across a redraw. */
export const wordButton = (
  text: Child,
  key: string,
  onclick: (event: MouseEvent) => void,
  attributes: Attributes = {},
): HTMLButtonElement => button(text, onclick, { class: "word", "data-key": key, ...attributes });

/** A list without bullets. */
export const plainList = (items: readonly Child[], kind = "plain"): HTMLUListElement =>
  h(
    "ul",
    { class: kind },
    items.map((item) => h("li", {}, item)),
  );

/** Secondary text; nothing if it is empty. */
export const soft = (text: string): HTMLElement | null => (text ? h("span", { class: "soft" }, text) : null);

/** The mark of a role in its colour, hidden from screen readers. */
export function mark(role: Role, size = 14): SVGSVGElement {
  const drawn = markElement(role, size);
  drawn.classList.add("mark", `role-${role}`);
  return drawn;
}

/** A sample of a line as drawn in the picture. */
export function sample(state: EdgeState | "disputed", width = 26, thick = 1.8): SVGSVGElement {
  const middle = 6;
  const sign = state === "denied" ? cross(width / 2, middle) : state === "disputed" ? unequal(width / 2, middle) : [];
  const dash = state === "disputed" ? [] : DASH[state].map((length) => length * 0.55);
  return svg(
    "svg",
    {
      class: `sample state-${state}`,
      width,
      height: 12,
      viewBox: `0 0 ${width} 12`,
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("line", {
      x1: 1,
      x2: width - 1,
      y1: middle,
      y2: middle,
      "stroke-width": thick,
      "stroke-dasharray": dash.join(" ") || null,
    }),
    ...sign,
  );
}

const stroke = (x1: number, y1: number, x2: number, y2: number): SVGLineElement =>
  svg("line", { x1, y1, x2, y2, "stroke-width": 1.6 });
const cross = (x: number, y: number): SVGLineElement[] => [
  stroke(x - 3.4, y - 3.4, x + 3.4, y + 3.4),
  stroke(x - 3.4, y + 3.4, x + 3.4, y - 3.4),
];
const unequal = (x: number, y: number): SVGLineElement[] => [stroke(x - 2.2, y + 4.6, x + 2.2, y - 4.6)];

/** Replaces the content of an element; the focus stays on the element with the same `data-key`. */
export function redraw(host: HTMLElement, ...children: Child[]): void {
  const active = host.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  const key = active?.dataset.key;
  host.replaceChildren();
  add(host, children);
  if (active && key)
    [...host.querySelectorAll<HTMLElement>("[data-key]")]
      .find((one) => one.dataset.key === key)
      ?.focus({ preventScroll: true });
}

let numbers = 0;
/** A unique element id. */
export const newId = (stem: string): string => `${stem}-${++numbers}`;
