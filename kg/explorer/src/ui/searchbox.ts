/** The search of the header: entities by any name with their class, classes, and questions. */

import { kept } from "../ledger/kept";
import { findQuestions, fold, type Hit, makeSearch, type Search } from "../ledger/search";
import type { Word } from "../words/i18n";
import { classWord, pick, say } from "../words/i18n";
import { nameOf } from "../words/sentence";
import type { App } from "./app";
import { h, mark } from "./dom";
import { type Choice, makePicker, type Picker } from "./picker";

const KINDS: Record<string, Word> = {
  short: "kindShort",
  legal: "kindLegal",
  nickname: "kindNickname",
  typo: "kindTypo",
  "machine-translation": "kindMachine",
  identifier: "kindIdentifier",
};

/** A kind of name in words; empty for an ordinary name. */
export function kindWord(app: App, kind: string): string {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return known ? app.say(known) : "";
}

const searches = new WeakMap<object, Search>();
/** The search index of the ledger, made on first use. */
export function searchOf(app: App): Search {
  return kept(searches, app.ledger, () => makeSearch(app.ledger));
}

/** One item of the list: mark, name, other matching name, class. */
export function hitLine(app: App, hit: Hit): (Node | string)[] {
  const lang = app.lang();
  const entity = app.ledger.entities[hit.entity];
  const name = nameOf(app.ledger, hit.entity, lang);
  const other =
    hit.name === name || hit.kind === "id"
      ? pick(entity?.label ?? { en: "", zh: "" }, lang === "zh" ? "en" : "zh")
      : hit.name;
  const why = hit.rank === 4 ? say(lang, "nearly") : hit.name !== name ? kindWord(app, hit.kind) : "";
  return [
    mark(entity?.role ?? "other"),
    h(
      "span",
      { class: "hit" },
      h("span", { class: "hit-name" }, name),
      other && other !== name ? h("span", { class: "hit-other" }, other) : null,
      why ? h("span", { class: "hit-why" }, why) : null,
    ),
    h("span", { class: "hit-class" }, classWord(app.ledger, entity?.cls ?? -1, lang)),
  ];
}

/** Entities that match a query, as choices. */
export function entityChoices(app: App, query: string, choose: (entity: number) => void, limit = 12): Choice[] {
  return searchOf(app)
    .find(query, limit)
    .map((hit) => ({
      key: String(hit.entity),
      content: hitLine(app, hit),
      choose: () => choose(hit.entity),
    }));
}

/** Roles that match a query: choosing one filters the picture. */
function roleChoices(app: App, query: string): Choice[] {
  const wanted = fold(query);
  if (wanted.length < 2) return [];
  return [...app.view().facets.roles.keys()].flatMap((role): Choice[] => {
    const label = app.ledger.words[`role:${role}`];
    if (!label || ![label.en, label.zh].some((text) => fold(text).includes(wanted))) return [];
    return [
      {
        key: `role-${role}`,
        content: [
          mark(role),
          h("span", { class: "hit" }, h("span", { class: "hit-name" }, pick(label, app.lang()))),
          h("span", { class: "hit-class" }, app.say("aClass")),
        ],
        choose: () =>
          app.go({ filters: { ...app.state().filters, roles: [role] }, focus: "", edge: "", claim: "", query: "" }),
      },
    ];
  });
}

function questionChoices(app: App, query: string): Choice[] {
  if (fold(query).length < 2) return [];
  return findQuestions(app.ledger, query)
    .slice(0, 4)
    .map((place) => {
      const question = app.ledger.questions[place];
      return {
        key: `question-${place}`,
        content: [
          h("span", { class: "mark" }, "?"),
          h(
            "span",
            { class: "hit" },
            h("span", { class: "hit-name" }, question ? pick(question.title, app.lang()) : ""),
          ),
          h("span", { class: "hit-class" }, app.say("aQuestion")),
        ],
        choose: () =>
          app.go({ view: "questions", question: question?.name ?? "", focus: "", edge: "", claim: "", query: "" }),
      };
    });
}

/** The search field of the header. `chosen` is called with the chosen entity. */
export function makeSearchBox(app: App, chosen: (entity: number) => void): Picker {
  const picker = makePicker(app, {
    id: "search",
    label: () => app.say("search"),
    hint: () => app.say("searchHint"),
    find: (query) => [
      ...roleChoices(app, query),
      ...entityChoices(app, query, (entity) => {
        picker.input.value = nameOf(app.ledger, entity, app.lang());
        chosen(entity);
      }),
      ...questionChoices(app, query),
    ],
    none: (query) => app.say("foundNone", { query }),
    count: (n) => app.say("found", { n }),
    typed: (query) => app.go({ query }, "replace"),
    after: h("kbd", { "aria-hidden": "true" }, "/"),
  });
  picker.input.value = app.state().query;
  app.follow((now, before) => {
    if (now.lang !== before.lang) picker.dress();
    if (document.activeElement === picker.input && now.query) return;
    const shown = now.query || (now.focus ? nameOf(app.ledger, app.index.entity.get(now.focus) ?? -1, now.lang) : "");
    if (now.focus !== before.focus || now.lang !== before.lang || now.query !== before.query)
      picker.input.value = shown;
  });
  if (app.state().focus && !app.state().query)
    picker.input.value = nameOf(app.ledger, app.index.entity.get(app.state().focus) ?? -1, app.lang());
  return picker;
}
