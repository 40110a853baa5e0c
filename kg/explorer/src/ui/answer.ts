/** The answer to a question: a table below the picture, in which the entities it names are lit. */
import { answerOf, command, datedQuery } from "../ledger/answers";
import { pick } from "../words/i18n";
import type { App } from "./app";
import { copyButton } from "./copy";
import { h, redraw, wordButton } from "./dom";
import { downloadButton, makeGrid } from "./grid";
import { queryToggle } from "./inline";
import { questionTable } from "./rows";

export function makeAnswer(app: App): { element: HTMLElement; update(): void } {
  const head = h("div", { class: "view-head" });
  const query = h("pre", { class: "query", hidden: true, tabindex: 0, role: "region" });
  const grid = makeGrid(app);
  const element = h("section", { class: "answer" }, head, query, grid.element);
  let shown = "";

  function update(): void {
    const { question, lang, asOf, reading } = app.state();
    const place = app.index.question.get(question) ?? -1;
    const found = app.ledger.questions[place];
    element.hidden = !found;
    if (!found) return;
    const answer = answerOf(app.ledger, place, asOf, reading);
    const table = questionTable(app.ledger, place, app.state());
    if (shown !== question) query.hidden = true;
    shown = question;
    query.textContent = datedQuery(found.sparql, asOf, reading);
    query.setAttribute("aria-label", app.say("sparqlTitle"));
    const title = pick(found.title, lang);
    const ask = pick(found.ask, lang);
    const note = answer ? pick(answer.note, lang) : "";
    element.setAttribute("aria-label", app.say("answer"));
    redraw(
      head,
      h(
        "div",
        { class: "answer-title" },
        h("h2", { tabindex: -1 }, title),
        ask && ask !== title ? h("p", { class: "note" }, ask) : null,
        note ? h("p", { class: "note" }, app.say("answerFor", { note })) : null,
      ),
      h(
        "p",
        { class: "words" },
        h("span", { class: "soft", id: "row-count" }, app.say("rows", { n: table.rows.length })),
        downloadButton(app, found.name, () => questionTable(app.ledger, place, app.state())),
        queryToggle(app.say("showQuery"), "show-query", query),
        copyButton(app, app.say("copyLink"), () => location.href, { "data-key": "answer-link" }),
        wordButton(app.say("close"), "answer-close", () => app.go({ question: "", edge: "", claim: "", focus: "" })),
      ),
    );
    if (table.rows.length) grid.show(title, table);
    else if (answer) redraw(grid.element, h("p", { class: "lead" }, app.say("answerNone")));
    else {
      const told = app.say("answerOfOtherDay", { command: command(found.name, asOf, reading) });
      redraw(grid.element, h("p", { class: "lead" }, told));
    }
  }
  return { element, update };
}
