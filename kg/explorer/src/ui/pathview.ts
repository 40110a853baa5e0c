/** How two entities are connected: fields for both ends, then each step of the shortest paths with its evidence. */

import { type Hop, paths } from "../ledger/paths";
import type { DrawnEdge } from "../ledger/types";
import { showSpan } from "../words/figures";
import { stateWord } from "../words/i18n";
import { edgeSentence, joined, nameOf, speakerOf } from "../words/sentence";
import type { App } from "./app";
import { button, h, mark, plainList, sample, wordButton } from "./dom";
import { entityName, flag, heading } from "./inline";
import { makePicker } from "./picker";
import { entityChoices } from "./searchbox";
import { openEdge } from "./steps";

/** The two fields are created once so that they keep their text while the page around them is redrawn. */
export function makePathView(app: App): () => HTMLElement {
  const end = (which: "from" | "to", label: "pathStart" | "pathEnd") => {
    const picker = makePicker(app, {
      id: `path-${which}`,
      label: () => app.say(label),
      hint: () => app.say("searchHint"),
      find: (query) =>
        entityChoices(
          app,
          query,
          (entity) => {
            const id = app.ledger.entities[entity]?.id ?? "";
            app.go({ path: { ...app.state().path, [which]: id }, edge: "", claim: "" });
            if (which === "from" && !app.state().path.to) others.input.focus();
          },
          8,
        ),
      none: (query) => app.say("foundNone", { query }),
      count: (n) => app.say("found", { n }),
    });
    const word = h("label", { for: `path-${which}` });
    picker.element.prepend(word);
    picker.input.dataset.key = `path-${which}`;
    const dress = (): void => {
      picker.dress();
      picker.input.removeAttribute("aria-label"); // it has a visible label here
      word.textContent = app.say(label);
      const id = app.state().path[which];
      if (document.activeElement !== picker.input || picker.input.getAttribute("aria-expanded") === "false") {
        picker.input.value = id ? nameOf(app.ledger, app.index.entity.get(id) ?? -1, app.lang()) : "";
      }
    };
    return { ...picker, dress };
  };
  const one = end("from", "pathStart");
  const others = end("to", "pathEnd");

  return () => {
    one.dress();
    others.dress();
    const { path } = app.state();
    const ends = [app.index.entity.get(path.from) ?? -1, app.index.entity.get(path.to) ?? -1] as const;
    const found = ends[0] >= 0 && ends[1] >= 0 ? paths(app.ledger, app.view(), ...ends) : [];
    return h(
      "div",
      { class: "page path" },
      h("p", { class: "kicker" }, app.say("path")),
      h("h2", { tabindex: -1, class: "page-title" }, app.say("pathTitle")),
      h(
        "div",
        { class: "ends" },
        one.element,
        others.element,
        wordButton(app.say("pathSwap"), "swap", () => app.go({ path: { from: path.to, to: path.from } })),
      ),
      ends[0] < 0 || ends[1] < 0
        ? h("p", { class: "lead" }, app.say("pathHint"))
        : found.length
          ? found.map((hops, place) => way(app, hops, place, found.length))
          : h("p", { class: "lead" }, app.say("pathNone")),
      h("p", { class: "note" }, app.say("pathRule")),
    );
  };
}

function way(app: App, hops: readonly Hop[], place: number, all: number): HTMLElement {
  const steps = app.say("pathHops", { n: hops.length });
  return h(
    "section",
    { class: "way" },
    heading(all > 1 ? `${app.say("pathNumber", { n: place + 1 })} · ${steps}` : steps),
    h(
      "ol",
      { class: "hops" },
      stop(app, hops[0]?.from ?? -1),
      hops.map((hop) => [
        h("li", { class: "hop" }, plainList(hop.edges.map((edge) => tie(app, edge)))),
        stop(app, hop.to),
      ]),
    ),
  );
}

function stop(app: App, entity: number): HTMLElement {
  return h(
    "li",
    { class: "stop" },
    mark(app.ledger.entities[entity]?.role ?? "other", 15),
    entityName(app, entity, { "data-key": `stop-${entity}` }),
  );
}

/** An edge between two stops, with who says so and when it was published. */
function tie(app: App, edge: DrawnEdge): HTMLElement {
  const lang = app.lang();
  const first = edge.claims[0] ?? -1;
  const doc = app.ledger.docs[app.ledger.claims[first]?.doc ?? -1];
  const who = [
    speakerOf(app.ledger, first, lang),
    doc ? nameOf(app.ledger, doc.publisher, lang) : "",
    doc ? showSpan(doc.from, doc.to, lang) : "",
  ];
  const more = edge.claims.length > 1 ? [app.say("claims", { n: edge.claims.length })] : [];
  const sure = edge.state === "stated" ? [] : [stateWord(app.ledger, edge.state, lang)];
  return button(
    [
      sample(edge.disputed && edge.state === "stated" ? "disputed" : edge.state),
      h(
        "span",
        { class: "says" },
        joined(edgeSentence(app.ledger, edge, lang)),
        flag(app, edge.disputed),
        h("span", { class: "soft source" }, [...sure, ...new Set(who.filter(Boolean)), ...more].join(" · ")),
      ),
    ],
    () => openEdge(app, edge.id),
    { class: "line edge-line", "data-key": `tie-${edge.id}` },
  );
}
