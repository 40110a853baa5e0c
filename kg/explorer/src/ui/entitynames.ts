/** The names of an entity: one line a spelling with where it stands, what it must not be taken for, the register's note. */

import { list, type Word } from "../words/i18n";
import { nameOf } from "../words/sentence";
import type { App } from "./app";
import { type Child, h } from "./dom";
import type { EntityPage } from "./entity";
import { heading } from "./inline";

const KINDS: Record<string, Word> = {
  short: "kindShort",
  legal: "kindLegal",
  nickname: "kindNickname",
  ticker: "kindTicker",
  typo: "kindTypo",
  "machine-translation": "kindMachine",
};

export function names(
  app: App,
  page: EntityPage,
  folded: (key: string, lines: HTMLElement[], few?: number) => Child,
): Child {
  const lang = app.lang();
  const others = page.names.filter((name) => name.text !== page.title && name.text !== page.other);
  const lines = others.map((name) => {
    const kind = Object.hasOwn(KINDS, name.kind) ? KINDS[name.kind] : undefined;
    const about = [
      kind ? app.say(kind) : "",
      name.docs.length
        ? app.say("inDocument", {
            docs: list(
              lang,
              name.docs.map((doc) => app.ledger.docs[doc]?.id ?? ""),
            ),
          })
        : "",
    ];
    return h(
      "li",
      { class: "name-line" },
      name.text,
      " ",
      h("span", { class: "soft" }, about.filter(Boolean).join(" · ")),
    );
  });
  const apart = page.notSame.map(({ a, b, why }) =>
    h(
      "li",
      {},
      h("span", {}, `${label(app, a)} ≠ ${label(app, b)}`),
      why ? h("span", { class: "soft" }, ` ${why}`) : null,
    ),
  );
  return [
    lines.length ? h("section", {}, heading(app.say("names")), folded("names", lines, 6)) : null,
    apart.length ? h("section", {}, heading(app.say("notSame")), h("ul", { class: "plain" }, apart)) : null,
    page.note ? h("section", {}, heading(app.say("note")), h("p", { class: "note" }, page.note)) : null,
  ];
}

/** Names that must not be merged are entities or spellings. */
function label(app: App, text: string): string {
  const entity = app.index.entity.get(text);
  return entity === undefined ? text : nameOf(app.ledger, entity, app.lang());
}
