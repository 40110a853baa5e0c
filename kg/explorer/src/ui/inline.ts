/** Inline elements: links to entities and claims of this page, and the small pieces that many panels share. */

import type { EdgeState, Role, ViewState } from "../ledger/types";
import { nameOf, type SentencePart } from "../words/sentence";
import type { App } from "./app";
import { type Attributes, type Child, h, mark, sample, wordButton } from "./dom";
import { change, toHash } from "./state";
import { openClaim, openEntity, stepBack } from "./steps";

/** A link within the page: a plain click runs `step`; anything else (such as a new tab) follows the address. */
export function inner(
  app: App,
  text: string,
  to: Partial<ViewState>,
  step: () => void,
  attributes: Attributes = {},
): HTMLAnchorElement {
  return h(
    "a",
    {
      class: "name",
      href: toHash(change(app.state(), to)) || "#",
      ...attributes,
      onclick: (event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        step();
      },
    },
    text,
  );
}

/** An entity's name as a link to its page; plain text if there is no such entity. */
export function entityName(
  app: App,
  entity: number,
  attributes: Attributes = {},
  text = nameOf(app.ledger, entity, app.lang()),
): HTMLElement | string {
  const id = app.ledger.entities[entity]?.id;
  return id === undefined
    ? text
    : inner(app, text, { focus: id, edge: "", claim: "" }, () => openEntity(app, entity), attributes);
}

/** A sentence with its entities as links. */
export function linked(app: App, parts: readonly SentencePart[]): (Node | string)[] {
  return parts.map((part, place) =>
    part.entity === undefined ? part.text : entityName(app, part.entity, { "data-key": `part-${place}` }, part.text),
  );
}

/** A claim's id as a link to its evidence. */
export function claimName(app: App, claim: number): HTMLElement {
  const id = app.ledger.claims[claim]?.id ?? "";
  return inner(app, id, { claim: id, edge: "" }, () => openClaim(app, claim), { class: "name claim-id" });
}

/** A state as a sample line and a word. */
export function stateLine(state: EdgeState | "disputed", text: string): HTMLElement {
  return h("span", { class: `state state-${state}` }, sample(state), " ", h("span", {}, text));
}

/** A role as a mark and a word. */
export function roleLine(role: Role, text: string): HTMLElement {
  return h("span", { class: "role" }, mark(role), " ", h("span", {}, text));
}

/** A small heading for part of a page. */
export const heading = (text: string): HTMLElement => h("h3", { class: "part" }, text);

/** A part of a page under its heading. */
export const section = (title: string, ...children: Child[]): HTMLElement =>
  h("section", {}, heading(title), ...children);

/** The flag of a disputed item. */
export const flag = (app: App, disputed: unknown): HTMLElement | null =>
  disputed ? h("span", { class: "flag" }, app.say("disputed")) : null;

/** The line above a page's title: the way back, and what kind of page it is. */
export const kicker = (app: App, ...kind: Child[]): HTMLElement =>
  h(
    "p",
    { class: "kicker" },
    wordButton(app.say("back"), "back", () => stepBack(app), { class: "word back" }),
    ...kind,
  );

/** The first lines of a long list and a button for the rest; `opened` remembers which lists are open. */
export function folded(
  app: App,
  opened: Set<string>,
  key: string,
  lines: readonly HTMLElement[],
  few: number,
  redrawAll: () => void,
): { lines: readonly HTMLElement[]; more: HTMLElement | null } {
  if (lines.length <= few + 1) return { lines, more: null };
  const open = opened.has(key);
  const toggle = (): void => {
    if (!opened.delete(key)) opened.add(key);
    redrawAll();
  };
  const text = open ? app.say("less") : app.say("more", { n: lines.length });
  return {
    lines: open ? lines : lines.slice(0, few),
    more: wordButton(text, `more-${key}`, toggle, { "aria-expanded": String(open) }),
  };
}

/** A button that shows and hides a query; `changed` is called afterwards. */
export function queryToggle(
  text: string,
  key: string,
  query: HTMLElement,
  changed: () => void = () => undefined,
): HTMLButtonElement {
  const toggle = wordButton(
    text,
    key,
    () => {
      query.hidden = !query.hidden;
      toggle.setAttribute("aria-expanded", String(!query.hidden));
      changed();
    },
    { "aria-expanded": String(!query.hidden) },
  );
  return toggle;
}
