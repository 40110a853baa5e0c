/** The panel while nothing is chosen: how to read the picture, first questions, and the filters. */

import { topics } from "../ledger/search";
import { showCount } from "../words/figures";
import { pick } from "../words/i18n";
import type { App } from "./app";
import { button, h, plainList, wordButton } from "./dom";
import { filters } from "./filters";
import { section } from "./inline";

/** Questions to start with, if the ledger has them. */
const FIRST = ["group-agreement", "who-tests", "listed-companies", "investors", "rumours-and-denials"];

export function overview(app: App, opened: Set<string>, redrawAll: () => void): HTMLElement {
  const lang = app.lang();
  const table = app.state().view === "table";
  const named = FIRST.flatMap((name) => app.index.question.get(name) ?? []);
  const first = named.length
    ? named
    : topics(app.ledger)
        .flatMap((topic) => topic.questions.slice(0, 1))
        .slice(0, 4);
  const questionLine = (place: number): HTMLElement => {
    const { title, name } = app.ledger.questions[place]!;
    const go = (): void => app.go({ view: "questions", question: name });
    return button(pick(title, lang), go, { class: "line", "data-key": `first-${place}` });
  };
  return h(
    "div",
    { class: "page overview" },
    h("h2", { tabindex: -1, class: "page-title" }, table ? app.say("table") : app.say("overviewTitle")),
    h(
      "p",
      { class: "lead" },
      table
        ? app.say("rowsEqual", {
            edges: app.say("relations", { n: showCount(app.view().edges.length, lang) }),
            claims: app.say("claims", { n: showCount(app.view().visible.length, lang) }),
          })
        : app.say("overviewText"),
    ),
    table ? null : h("p", { class: "note keys-note" }, app.say("standing")),
    first.length && !table
      ? section(
          app.say("beginWith"),
          plainList(first.map(questionLine)),
          wordButton(app.say("allQuestions", { n: app.ledger.questions.length }), "all-questions", () =>
            app.go({ view: "questions", question: "" }),
          ),
        )
      : null,
    filters(app, opened, redrawAll),
  );
}
