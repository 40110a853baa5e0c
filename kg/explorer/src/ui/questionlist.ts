/** The library of questions, by topic, with a field to narrow it. */

import { answerOf } from "../ledger/answers";
import { findQuestions, topics } from "../ledger/search";
import { pick } from "../words/i18n";
import type { App } from "./app";
import { button, h } from "./dom";
import { heading } from "./inline";
import { topicWord } from "./topics";

/** The field is made once, so that it keeps what is typed. */
export function makeQuestionList(app: App): () => HTMLElement {
  let query = "";
  const field = h("input", { type: "search", id: "find-question", autocomplete: "off", "data-key": "find-question" });
  const lists = h("div", { class: "library" });

  function fill(): void {
    const { lang, question, asOf, reading } = app.state();
    const wanted = new Set(findQuestions(app.ledger, query));
    lists.replaceChildren(
      ...topics(app.ledger).flatMap(({ topic, questions }) => {
        const fitting = questions.filter((place) => wanted.has(place));
        if (!fitting.length) return [];
        return [
          h(
            "section",
            {},
            heading(topicWord(topic, lang)),
            h(
              "ul",
              { class: "plain" },
              fitting.map((place) => {
                const found = app.ledger.questions[place];
                const on = found?.name === question;
                return h(
                  "li",
                  {},
                  button(
                    [
                      h("span", { class: "who" }, found ? pick(found.title, lang) : ""),
                      h(
                        "span",
                        { class: "count" },
                        String(answerOf(app.ledger, place, asOf, reading)?.rows.length ?? ""),
                      ),
                    ],
                    () =>
                      app.go({
                        question: found?.name ?? "",
                        focus: "",
                        edge: "",
                        claim: "",
                        sort: { column: "", descending: false },
                      }),
                    {
                      class: on ? "line question on" : "line question",
                      "aria-current": on ? "true" : null,
                      "data-key": `question-${found?.name}`,
                    },
                  ),
                );
              }),
            ),
          ),
        ];
      }),
    );
  }
  field.addEventListener("input", () => {
    query = field.value;
    fill();
  });

  return () => {
    field.setAttribute("placeholder", app.say("questionsHint"));
    field.setAttribute("aria-label", app.say("questionsHint"));
    fill();
    return h(
      "div",
      { class: "page questions" },
      h("p", { class: "kicker" }, app.say("questions")),
      h("h2", { tabindex: -1, class: "page-title" }, app.say("libraryTitle")),
      h("p", { class: "note" }, app.say("chooseQuestion")),
      field,
      lists,
    );
  };
}
