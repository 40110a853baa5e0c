/** What shapes, colours and lines mean: one strip below the picture that folds to a word. It covers nothing. */

import { ROLES, STATES } from "../shared";
import { roleWord, stateWord } from "../words/i18n";
import type { App } from "./app";
import { button, h, redraw } from "./dom";
import { roleLine, stateLine } from "./inline";
import { NARROW } from "./steps";

/** Makes the strip; what is not in the picture is not in the legend. */
export function makeLegend(app: App): HTMLElement {
  const element = h("section", { class: "legend" });
  let open = typeof innerWidth !== "number" || innerWidth > NARROW;

  function dress(): void {
    const { nodes, edges } = app.view();
    const lang = app.lang();
    const roles = new Set(nodes.map((node) => node.role));
    const states = new Set(edges.map((edge) => edge.state));
    const marks = ROLES.filter((role) => roles.has(role)).map((role) =>
      h("li", {}, roleLine(role, roleWord(app.ledger, role, lang))),
    );
    const lines = STATES.filter((state) => states.has(state)).map((state) =>
      h("li", {}, stateLine(state, stateWord(app.ledger, state, lang))),
    );
    if (edges.some((edge) => edge.disputed))
      lines.push(h("li", {}, stateLine("disputed", stateWord(app.ledger, "disputed", lang))));
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

  app.follow((now, before) => {
    if (
      now.lang !== before.lang ||
      now.filters !== before.filters ||
      now.asOf !== before.asOf ||
      now.reading !== before.reading
    )
      dress();
  });
  dress();
  return element;
}
