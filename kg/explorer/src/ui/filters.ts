/** The filters: by role, certainty, document, relation and dispute, with counts. */

import { isFiltered } from "../ledger/model";
import type { EdgeState, Role, ViewState } from "../ledger/types";
import { ROLES, STATES } from "../shared";
import { showCount } from "../words/figures";
import { roleWord, stateWord, word } from "../words/i18n";
import { nameOf } from "../words/sentence";
import type { App } from "./app";
import { type Child, h, soft, wordButton } from "./dom";
import { folded, heading, roleLine, stateLine } from "./inline";

type Filters = ViewState["filters"];
const NONE: Filters = { roles: [], states: [], docs: [], properties: [], disputedOnly: false };

/** Lines of a long list shown before it is opened. */
const FEW = 8;

/** The filter section. `opened` remembers which long lists are open. */
export function filters(app: App, opened: Set<string>, redrawAll: () => void): HTMLElement {
  const state = app.state();
  const { facets } = app.view();
  const lang = state.lang;

  const set = (patch: Partial<Filters>): void => app.go({ filters: { ...state.filters, ...patch } });
  function toggled<T extends string>(list: readonly T[], item: T): T[] {
    return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
  }
  function line(key: string, label: Child, count: number, on: boolean, change: () => void): HTMLElement {
    return h(
      "label",
      { class: on ? "choice on" : "choice" },
      h("input", { type: "checkbox", checked: on, onchange: change, "data-key": key }),
      h("span", { class: "what" }, label),
      h("span", { class: "count" }, showCount(count, lang)),
    );
  }
  function group(name: string, title: string, lines: HTMLElement[]): HTMLElement {
    const list = folded(app, opened, name, lines, FEW, redrawAll);
    const legend = h("legend", { class: "part" }, title);
    return h("fieldset", { class: `filter filter-${name}` }, legend, list.lines, list.more);
  }
  const chosenFirst =
    (chosen: readonly string[]) =>
    (a: [string, number], b: [string, number]): number =>
      Number(chosen.includes(b[0])) - Number(chosen.includes(a[0])) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

  const roles = ROLES.filter((role) => facets.roles.has(role)).map((role: Role) =>
    line(
      `role-${role}`,
      roleLine(role, roleWord(app.ledger, role, lang)),
      facets.roles.get(role) ?? 0,
      state.filters.roles.includes(role),
      () => set({ roles: toggled(state.filters.roles, role) }),
    ),
  );
  const states = STATES.filter((one) => facets.states.has(one)).map((one: EdgeState) =>
    line(
      `state-${one}`,
      stateLine(one, stateWord(app.ledger, one, lang)),
      facets.states.get(one) ?? 0,
      state.filters.states.includes(one),
      () => set({ states: toggled(state.filters.states, one) }),
    ),
  );
  states.push(
    line(
      "disputed",
      stateLine("disputed", app.say("filterDisputed")),
      facets.disputed,
      state.filters.disputedOnly,
      () => set({ disputedOnly: !state.filters.disputedOnly }),
    ),
  );
  const docs = [...facets.docs].sort(chosenFirst(state.filters.docs)).map(([id, count]) => {
    const doc = app.ledger.docs[app.index.doc.get(id) ?? -1];
    return line(
      `doc-${id}`,
      [
        h("span", { class: "doc-title" }, doc?.title ?? id),
        " ",
        soft(nameOf(app.ledger, doc?.publisher ?? -1, lang) || id),
      ],
      count,
      state.filters.docs.includes(id),
      () => set({ docs: toggled(state.filters.docs, id) }),
    );
  });
  const properties = [...facets.properties]
    .sort(chosenFirst(state.filters.properties))
    .map(([name, count]) =>
      line(`property-${name}`, word(app.ledger, name, lang), count, state.filters.properties.includes(name), () =>
        set({ properties: toggled(state.filters.properties, name) }),
      ),
    );

  return h(
    "section",
    { class: "filters" },
    h(
      "div",
      { class: "row" },
      heading(app.say("narrow")),
      isFiltered(state) ? wordButton(app.say("filterClear"), "filter-clear", () => app.go({ filters: NONE })) : null,
    ),
    group("roles", app.say("filterRoles"), roles),
    group("states", app.say("filterStates"), states),
    group("docs", app.say("filterDocs"), docs),
    group("properties", app.say("filterProperties"), properties),
  );
}
