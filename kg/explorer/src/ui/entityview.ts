/** An entity's page in the panel: names, listing, values by period, relations by verb, and descriptions. */

import type { DrawnEdge } from "../ledger/types";
import { webLink } from "../words/cite";
import { stateWord, type Word, word } from "../words/i18n";
import { joined, nameOf, sentence, shownValue } from "../words/sentence";
import type { App } from "./app";
import { chart } from "./chart";
import { copyButton } from "./copy";
import { button, type Child, h, mark, plainList, sample, soft, wordButton } from "./dom";
import { type EntityPage, entityPage, type Series } from "./entity";
import { names } from "./entitynames";
import { flag, folded, kicker, section } from "./inline";
import { openClaim, openEdge } from "./steps";

/** Lines of a group shown before it is opened. */
const FEW = 7;

export function entityView(
  app: App,
  entity: number,
  opened: Set<string>,
  redrawAll: () => void,
  show: (entity: number) => void,
): HTMLElement {
  const lang = app.lang();
  const page = entityPage(app.ledger, app.view(), entity, lang);
  const id = app.ledger.entities[entity]?.id ?? "";

  const fold = (key: string, lines: HTMLElement[], few = FEW): Child => {
    const list = folded(app, opened, key, lines, few, redrawAll);
    return [h("ul", { class: "plain" }, list.lines), list.more];
  };
  const claimLine = (claim: number, text: string): HTMLElement =>
    h(
      "li",
      {},
      button([text, flag(app, app.view().disputed[claim])], () => openClaim(app, claim), {
        class: "line",
        "data-key": `claim-${claim}`,
      }),
    );
  const group = (title: string, ...children: Child[]): HTMLElement =>
    h("div", { class: "group" }, h("h4", {}, title), ...children);
  const part = (title: Word, lines: readonly unknown[], ...children: Child[]): HTMLElement | null =>
    lines.length ? section(app.say(title), ...children) : null;
  const { to } = app.state().path;
  const path = { from: id, to: to === id ? "" : to };

  return h(
    "article",
    { class: "page entity" },
    kicker(app, mark(page.role, 13), " ", page.className),
    h("h2", { tabindex: -1, class: "page-title" }, page.title),
    page.other && page.other !== page.title
      ? h("p", { class: "other-name", lang: lang === "zh" ? "en" : "zh-Hans" }, page.other)
      : null,
    listing(app, page),
    h("p", { class: "facts" }, app.say("claims", { n: page.claims })),
    h(
      "p",
      { class: "words" },
      wordButton(app.say("showOnGraph"), "show", () => show(entity)),
      wordButton(app.say("pathFrom"), "path-from", () => app.go({ view: "path", focus: "", path })),
      copyButton(app, app.say("copyLink"), () => location.href, { "data-key": "copy-link" }),
    ),
    page.claims ? null : h("p", { class: "note" }, app.say("noClaims")),
    part(
      "figures",
      page.measures,
      page.measures.map((series) => measure(app, series)),
    ),
    part(
      "relationsHead",
      page.relations,
      page.relations.map(({ property, outgoing, label, edges }) => {
        const lines = edges.map((edge) => h("li", {}, edgeLine(app, entity, edge)));
        return group(label, fold(`relation-${property}-${outgoing}`, lines));
      }),
    ),
    part(
      "descriptions",
      page.attributes,
      page.attributes.map(({ property, label, claims }) => {
        const lines = claims.map((claim) => {
          const whole = app.ledger.properties[property]?.kind === "relation";
          const text = whole ? joined(sentence(app.ledger, claim, lang)) : shownValue(app.ledger, claim, lang);
          return claimLine(claim, text);
        });
        return group(label, fold(`attribute-${property}`, lines));
      }),
    ),
    part(
      "said",
      page.said,
      fold(
        "said",
        page.said.map((claim) => claimLine(claim, joined(sentence(app.ledger, claim, lang)))),
      ),
    ),
    part("docs", page.documents, plainList(page.documents.map((doc) => app.ledger.docs[doc]?.title ?? ""))),
    names(app, page, fold),
  );
}

function listing(app: App, page: EntityPage): HTMLElement | null {
  if (!page.identifiers.length) return null;
  const shown = (scheme: string, value: string): Child => {
    const href = webLink(scheme === "wikidata" ? `https://www.wikidata.org/wiki/${value}` : value);
    return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, value) : value;
  };
  return h(
    "p",
    { class: "identifiers" },
    page.identifiers.map(({ scheme, value }) =>
      h("span", {}, soft(`${word(app.ledger, scheme, app.lang())} `), shown(scheme, value)),
    ),
  );
}

function edgeLine(app: App, entity: number, edge: DrawnEdge): HTMLElement {
  const other = edge.source === entity ? edge.target : edge.source;
  const about = edge.state === "stated" ? "" : stateWord(app.ledger, edge.state, app.lang());
  return button(
    [
      sample(edge.disputed && edge.state === "stated" ? "disputed" : edge.state),
      h("span", { class: "who" }, nameOf(app.ledger, other, app.lang())),
      soft(about),
      flag(app, edge.disputed),
      edge.origins > 1 ? soft(app.say("origins", { n: edge.origins })) : null,
    ],
    () => openEdge(app, edge.id),
    { class: "line edge-line", "data-key": `edge-${edge.id}` },
  );
}

function measure(app: App, series: Series): HTMLElement {
  const line = (point: Series["points"][number]): HTMLElement =>
    button(
      [
        h("span", { class: "when" }, point.when || app.say("undated")),
        h("span", { class: "figure" }, point.shown),
        flag(app, point.disputed),
        point.state === "stated" ? null : soft(stateWord(app.ledger, point.state, app.lang())),
      ],
      () => openClaim(app, point.claim),
      { class: "line", "data-key": `claim-${point.claim}` },
    );
  return h(
    "div",
    { class: "group measure" },
    h("h4", {}, series.label),
    series.chart ? chart(app, series) : null,
    plainList(series.points.map(line), "plain figures"),
  );
}
