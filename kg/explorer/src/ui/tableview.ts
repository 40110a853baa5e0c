/** The table view: the edges of the picture, or all visible claims, as rows. */

import type { App } from "./app";
import { button, h, redraw } from "./dom";
import { downloadButton, makeGrid } from "./grid";
import { claimTable, edgeTable, type Table } from "./rows";

/** Makes the view; the `question` of the state says which rows are shown, so the address does too. */
export function makeTableView(app: App): { element: HTMLElement; update(): void } {
  const head = h("div", { class: "view-head" });
  const grid = makeGrid(app);
  const element = h("section", { class: "table-view" }, head, grid.element);
  const claims = (): boolean => app.state().question === CLAIMS;
  const table = (): Table => (claims() ? claimTable : edgeTable)(app.ledger, app.view(), app.state());

  function update(): void {
    const view = app.view();
    const rows = table();
    const choice = (on: boolean, text: string, question: string): HTMLElement =>
      button(text, () => app.go({ question, sort: { column: "", descending: false } }), {
        class: "view",
        "aria-pressed": String(on),
        "data-key": `rows-${question}`,
      });
    element.setAttribute("aria-label", app.say("table"));
    redraw(
      head,
      h(
        "div",
        { class: "views", role: "group", "aria-label": app.say("tableOf") },
        choice(!claims(), app.say("tableEdges"), ""),
        choice(claims(), app.say("tableClaims"), CLAIMS),
      ),
      h("p", { class: "note", id: "row-count" }, app.say("rows", { n: rows.rows.length })),
      downloadButton(app, claims() ? "claims" : "relations", table),
    );
    grid.show(
      `${app.say(claims() ? "tableClaims" : "tableEdges")} · ${app.say("claims", { n: view.visible.length })}`,
      rows,
    );
  }
  return { element, update };
}

/** The value of `question` that stands for the table of claims. */
const CLAIMS = "claims";
