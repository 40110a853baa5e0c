/** The question library by topic, with a search field. */

import { answerOf } from "../ledger/answers";
import { findQuestions, topics } from "../ledger/search";
import { pick } from "../words/i18n";
import type { App } from "./app";
import { button, h, plainList } from "./dom";
import { section } from "./inline";
import { topicWord } from "./topics";

/** The field is created once so that it keeps its text. */
export function makeQuestionList(app: App): () => HTMLElement {
  let query = "";
  const field = h("input", { type: "search", id: "find-question", autocomplete: "off", "data-key": "find-question" });
  const lists = h("div", { class: "library" });

  function fill(): void {
    const { lang, question, asOf, reading } = app.state();
    const wanted = new Set(findQuestions(app.ledger, query));
    const questionLine = (place: number): HTMLElement => {
      const { name, title } = app.ledger.questions[place]!;
      const on = name === question;
      const rows = answerOf(app.ledger, place, asOf, reading)?.rows.length ?? "";
      return button(
        [h("span", { class: "who" }, pick(title, lang)), h("span", { class: "count" }, rows)],
        () => app.go({ question: name, focus: "", edge: "", claim: "", sort: { column: "", descending: false } }),
        {
          class: on ? "line question on" : "line question",
          "aria-current": on ? "true" : null,
          "data-key": `question-${name}`,
        },
      );
    };
    lists.replaceChildren(
      ...topics(app.ledger).flatMap(({ topic, questions }) => {
        const fitting = questions.filter((place) => wanted.has(place));
        if (!fitting.length) return [];
        return [section(topicWord(topic, lang), plainList(fitting.map(questionLine)))];
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
