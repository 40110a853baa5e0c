/** Sentences and names as inline elements: what names an entity is a button that opens its page. */
import { nameOf, type Part } from "../sentence";
import type { EdgeState } from "../types";
import type { App } from "./app";
import { button, h, mark, sample } from "./dom";
import { openClaim, openEntity } from "./steps";

/** An entity's name that opens its page; plain text where it has none. */
export function entityName(app: App, entity: number, attributes: Record<string, string> = {}): HTMLElement | string {
  const name = nameOf(app.ledger, entity, app.lang());
  if (entity < 0) return name;
  return button(name, () => openEntity(app, entity), { class: "name", ...attributes });
}

/** A sentence with its entities to choose. */
export function linked(app: App, parts: readonly Part[]): (Node | string)[] {
  return parts.map((part) =>
    part.entity === undefined || part.entity < 0
      ? part.text
      : button(part.text, () => openEntity(app, part.entity ?? -1), { class: "name", "data-key": `part-${part.entity}` }),
  );
}

/** A claim's id that opens its evidence. */
export function claimName(app: App, claim: number): HTMLElement {
  return button(app.ledger.claims[claim]?.id ?? "", () => openClaim(app, claim), { class: "name claim-id" });
}

/** How sure, as a piece of line and a word. */
export function stateLine(state: EdgeState | "disputed", text: string): HTMLElement {
  return h("span", { class: `state state-${state}` }, sample(state), " ", h("span", {}, text));
}

/** A role as its mark and a word. */
export function roleLine(role: Parameters<typeof mark>[0], text: string): HTMLElement {
  return h("span", { class: "role" }, mark(role), " ", h("span", {}, text));
}

/** A heading of a part of a page, quiet and small. */
export const heading = (text: string, level: "h3" | "h4" = "h3"): HTMLElement => h(level, { class: "part" }, text);
