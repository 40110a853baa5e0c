/**
 * The names of an entity: each spelling with the documents that use it, names not to be confused, and the note of the
 * register.
 */

import { list } from "../words/i18n";
import { nameOf } from "../words/sentence";
import type { App } from "./app";
import { type Child, h, plainList, soft } from "./dom";
import type { EntityPage } from "./entity";
import { section } from "./inline";
import { kindWord } from "./searchbox";

export function names(
  app: App,
  page: EntityPage,
  folded: (key: string, lines: HTMLElement[], few?: number) => Child,
): Child {
  const lang = app.lang();
  const others = page.names.filter((name) => name.text !== page.title && name.text !== page.other);
  const lines = others.map((name) => {
    const docs = list(
      lang,
      name.docs.map((doc) => app.ledger.docs[doc]?.id ?? ""),
    );
    const about = [kindWord(app, name.kind), docs && app.say("inDocument", { docs })].filter(Boolean).join(" · ");
    return h("li", { class: "name-line" }, name.text, " ", soft(about));
  });
  const apart = page.notSame.map(({ a, b, why }) => [
    h("span", {}, `${label(app, a)} ≠ ${label(app, b)}`),
    why ? soft(` ${why}`) : null,
  ]);
  return [
    lines.length ? section(app.say("names"), folded("names", lines, 6)) : null,
    apart.length ? section(app.say("notSame"), plainList(apart)) : null,
    page.note ? section(app.say("note"), h("p", { class: "note" }, page.note)) : null,
  ];
}

/** The label of an entity id; a spelling is its own label. */
function label(app: App, text: string): string {
  const entity = app.index.entity.get(text);
  return entity === undefined ? text : nameOf(app.ledger, entity, app.lang());
}
