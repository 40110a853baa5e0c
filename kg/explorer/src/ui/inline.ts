/** Sentences and names as inline elements: what names an entity or a claim is a link to its page of this file. */

import type { EdgeState, Role, ViewState } from "../ledger/types";
import { nameOf, type SentencePart } from "../words/sentence";
import type { App } from "./app";
import { type Attributes, h, mark, sample } from "./dom";
import { change, toHash } from "./state";
import { openClaim, openEntity } from "./steps";

/** A link inside the file: a plain click is a step of this page, anything else (a new tab) follows the address. */
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

/** An entity's name that opens its page; plain text where it has none. */
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

/** A sentence with its entities to choose. */
export function linked(app: App, parts: readonly SentencePart[]): (Node | string)[] {
  return parts.map((part, place) =>
    part.entity === undefined ? part.text : entityName(app, part.entity, { "data-key": `part-${place}` }, part.text),
  );
}

/** A claim's id that opens its evidence. */
export function claimName(app: App, claim: number): HTMLElement {
  const id = app.ledger.claims[claim]?.id ?? "";
  return inner(app, id, { claim: id, edge: "" }, () => openClaim(app, claim), { class: "name claim-id" });
}

/** How sure, as a piece of line and a word. */
export function stateLine(state: EdgeState | "disputed", text: string): HTMLElement {
  return h("span", { class: `state state-${state}` }, sample(state), " ", h("span", {}, text));
}

/** A role as its mark and a word. */
export function roleLine(role: Role, text: string): HTMLElement {
  return h("span", { class: "role" }, mark(role), " ", h("span", {}, text));
}

/** A heading of a part of a page, quiet and small. */
export const heading = (text: string, level: "h3" | "h4" = "h3"): HTMLElement => h(level, { class: "part" }, text);
