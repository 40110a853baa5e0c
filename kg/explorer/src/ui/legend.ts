/** The legend of shapes, colours and lines: a collapsible strip below the picture. */

import type { EdgeState, Role, Scene } from "../ledger/types";
import { ROLES, STATES } from "../shared";
import { roleWord, stateWord } from "../words/i18n";
import { type App, dressed } from "./app";
import { button, h, redraw } from "./dom";
import { roleLine, stateLine } from "./inline";
import { NARROW } from "./steps";

/** The roles and states of a picture, with their words, in the order of the legend. */
export function legendOf(
  app: App,
  { nodes, edges }: Pick<Scene, "nodes" | "edges">,
): { roles: { role: Role; label: string }[]; states: { state: EdgeState | "disputed"; label: string }[] } {
  const roles = new Set(nodes.map((node) => node.role));
  const states = new Set<string>(edges.map((edge) => edge.state));
  if (edges.some((edge) => edge.disputed)) states.add("disputed");
  const lang = app.lang();
  return {
    roles: ROLES.filter((role) => roles.has(role)).map((role) => ({ role, label: roleWord(app.ledger, role, lang) })),
    states: ([...STATES, "disputed"] as const)
      .filter((state) => states.has(state))
      .map((state) => ({ state, label: stateWord(app.ledger, state, lang) })),
  };
}

/** Makes the strip; it lists only what is in the picture. */
export function makeLegend(app: App): HTMLElement {
  const element = h("section", { class: "legend" });
  let open = typeof innerWidth !== "number" || innerWidth > NARROW;

  function dress(): void {
    const { roles, states } = legendOf(app, app.view());
    const marks = roles.map(({ role, label }) => h("li", {}, roleLine(role, label)));
    const lines = states.map(({ state, label }) => h("li", {}, stateLine(state, label)));
    element.setAttribute("aria-label", app.say("legend"));
    element.classList.toggle("folded", !open);
    redraw(
      element,
      button(
        app.say("legend"),
        () => {
          open = !open;
          dress();
        },
        { class: "fold", "aria-expanded": String(open), "aria-controls": "legend-body", "data-key": "legend" },
      ),
      h(
        "div",
        { id: "legend-body", hidden: !open },
        h("ul", { class: "marks" }, marks),
        h("ul", { class: "lines" }, lines, h("li", { class: "note" }, app.say("legendSize"))),
      ),
    );
  }

  dressed(app, ["lang", "filters", "asOf", "reading"], dress);
  return element;
}
