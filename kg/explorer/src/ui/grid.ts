/** A table that sorts by its heads, opens what its cells name, and can be taken along as CSV. */

import type { App } from "./app";
import { save } from "./copy";
import { button, h, redraw } from "./dom";
import { claimName, entityName, inner } from "./inline";
import { csv, type Row, type Table, type TableCell } from "./rows";
import { openClaim, openEdge } from "./steps";

/** So many rows are made at a time: a table of a hundred thousand is not. */
const CHUNK = 200;

export interface GridOptions {
  caption: string;
  table: Table;
  shown: number;
  more: () => void;
}

/** The table and its foot. */
export function grid(app: App, { caption, table, shown, more }: GridOptions): HTMLElement {
  const { sort, edge, claim } = app.state();
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
          table.columns.map((column) => {
            const on = sort.column === column.name;
            return h(
              "th",
              {
                scope: "col",
                class: column.numeric ? "number" : null,
                "aria-sort": on ? (sort.descending ? "descending" : "ascending") : null,
              },
              button(
                [
                  column.label,
                  h("span", { class: "arrow", "aria-hidden": "true" }, on ? (sort.descending ? " ↓" : " ↑") : ""),
                ],
                () => {
                  const next = !on
                    ? { column: column.name, descending: false }
                    : sort.descending
                      ? { column: "", descending: false }
                      : { column: column.name, descending: true };
                  app.go({ sort: next }, "replace");
                  if (next.column)
                    app.announce(
                      app.say("sortedBy", {
                        column: column.label,
                        direction: app.say(next.descending ? "descending" : "ascending"),
                      }),
                    );
                },
                { "data-key": `sort-${column.name}` },
              ),
            );
          }),
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
          h("span", { class: "soft" }, app.say("rowsShown", { shown: rows.length, all: table.rows.length })),
          button(app.say("moreRows", { n: Math.min(left, CHUNK) }), more, { class: "word", "data-key": "more-rows" }),
        )
      : null,
  );
}

/** What a cell names can be opened: an entity, a claim, and by its verb the evidence of the row. */
function content(app: App, row: Row, cell: TableCell, place: number, name: string): HTMLElement | string {
  if (!cell.text) return "";
  if (cell.entity !== undefined && cell.entity >= 0)
    return entityName(app, cell.entity, { "data-key": `cell-${row.id}-${place}` });
  if (cell.claim !== undefined && cell.claim >= 0) return claimName(app, cell.claim);
  if (name === "property" && (row.edge || row.claim >= 0)) {
    const to = { edge: row.edge, claim: app.ledger.claims[row.claim]?.id ?? "" };
    return inner(
      app,
      cell.text,
      to,
      () => (row.edge ? openEdge(app, row.edge, row.claim) : openClaim(app, row.claim)),
      {
        class: "name verb",
        "data-key": `row-${row.id}`,
      },
    );
  }
  return cell.text;
}

/** A region with a table: makes it anew on demand, and grows it. */
export function makeGrid(app: App): { element: HTMLElement; show(caption: string, table: Table): void } {
  const element = h("div", { class: "grid-host" });
  let shown = CHUNK;
  let last = "";
  function show(caption: string, table: Table): void {
    if (caption !== last) shown = CHUNK;
    last = caption;
    const { scrollLeft = 0, scrollTop = 0 } = element.firstElementChild ?? {};
    redraw(
      element,
      grid(app, {
        caption,
        table,
        shown,
        more: () => {
          shown += CHUNK;
          show(caption, table);
        },
      }),
    );
    element.firstElementChild?.scrollTo?.(scrollLeft, scrollTop);
  }
  return { element, show };
}

/** A word that downloads the whole table. */
export function downloadButton(app: App, name: () => string, table: () => Table): HTMLButtonElement {
  return button(
    app.say("download"),
    () => save(`${name()}.csv`, new Blob([csv(table())], { type: "text/csv;charset=utf-8" })),
    {
      class: "word",
      "data-key": "download",
    },
  );
}
