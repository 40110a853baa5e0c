/** A table that sorts by its headings, opens what its cells name, and can be downloaded as CSV. */

import type { App } from "./app";
import { save } from "./copy";
import { button, h, redraw, soft, wordButton } from "./dom";
import { claimName, entityName, inner } from "./inline";
import { csv, type Row, type Table, type TableCell } from "./rows";
import { openClaim, openEdge } from "./steps";

/** Rows rendered at a time; the rest on demand. */
const CHUNK = 200;

/** The table and its footer. */
function grid(app: App, caption: string, table: Table, shown: number, more: () => void): HTMLElement {
  const { edge, claim } = app.state();
  const rows = table.rows.slice(0, shown);
  const chosen = (row: Row): boolean =>
    (row.edge !== "" && row.edge === edge) || (row.claim >= 0 && app.ledger.claims[row.claim]?.id === claim);
  const left = table.rows.length - rows.length;
  return h(
    "div",
    { class: "grid", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          table.columns.map((column) => columnHead(app, column)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            { class: chosen(row) ? "on" : null },
            row.cells.map((cell, place) =>
              h(
                "td",
                { class: table.columns[place]?.numeric ? "number" : null },
                content(app, row, cell, place, table.columns[place]?.name ?? ""),
              ),
            ),
          ),
        ),
      ),
    ),
    left > 0
      ? h(
          "p",
          { class: "words" },
          soft(app.say("rowsShown", { shown: rows.length, all: table.rows.length })),
          wordButton(app.say("moreRows", { n: Math.min(left, CHUNK) }), "more-rows", more),
        )
      : null,
  );
}

/** A heading that sorts: ascending, then descending, then in the original order. */
function columnHead(app: App, column: Table["columns"][number]): HTMLElement {
  const { sort } = app.state();
  const on = sort.column === column.name;
  const order = on ? (sort.descending ? "descending" : "ascending") : null;
  const again = (): void => {
    const next = { column: order === "descending" ? "" : column.name, descending: order === "ascending" };
    app.go({ sort: next }, "replace");
    const direction = app.say(next.descending ? "descending" : "ascending");
    if (next.column) app.announce(app.say("sortedBy", { column: column.label, direction }));
  };
  const arrow = { descending: " ↓", ascending: " ↑" };
  return h(
    "th",
    { scope: "col", class: column.numeric ? "number" : null, "aria-sort": order },
    button([column.label, h("span", { class: "arrow", "aria-hidden": "true" }, order && arrow[order])], again, {
      "data-key": `sort-${column.name}`,
    }),
  );
}

/** A cell: entities and claims are links, and the verb opens the evidence of the row. */
function content(app: App, row: Row, cell: TableCell, place: number, name: string): HTMLElement | string {
  if (!cell.text) return "";
  if (cell.entity !== undefined && cell.entity >= 0)
    return entityName(app, cell.entity, { "data-key": `cell-${row.id}-${place}` });
  if (cell.claim !== undefined && cell.claim >= 0) return claimName(app, cell.claim);
  if (name === "property" && (row.edge || row.claim >= 0)) {
    const to = { edge: row.edge, claim: app.ledger.claims[row.claim]?.id ?? "" };
    const open = (): void => (row.edge ? openEdge(app, row.edge, row.claim) : openClaim(app, row.claim));
    return inner(app, cell.text, to, open, { class: "name verb", "data-key": `row-${row.id}` });
  }
  return cell.text;
}

/** A host for a table that can be replaced and extended. */
export function makeGrid(app: App): { element: HTMLElement; show(caption: string, table: Table): void } {
  const element = h("div", { class: "grid-host" });
  let shown = CHUNK;
  let last = "";
  function show(caption: string, table: Table): void {
    if (caption !== last) shown = CHUNK;
    last = caption;
    const { scrollLeft = 0, scrollTop = 0 } = element.firstElementChild ?? {};
    const more = (): void => {
      shown += CHUNK;
      show(caption, table);
    };
    redraw(element, grid(app, caption, table, shown, more));
    element.firstElementChild?.scrollTo?.(scrollLeft, scrollTop);
  }
  return { element, show };
}

/** A button that downloads the whole table. */
export function downloadButton(app: App, name: string, table: () => Table): HTMLButtonElement {
  return wordButton(app.say("download"), "download", () =>
    save(`${name}.csv`, new Blob([csv(table())], { type: "text/csv;charset=utf-8" })),
  );
}
