/** An entity's page in the panel: names, listing, figures by period, relations by verb, what is said in words. */

import type { DrawnEdge } from "../ledger/types";
import { stateWord } from "../words/i18n";
import { joined, nameOf, sentence, shownValue } from "../words/sentence";
import type { App } from "./app";
import { chart } from "./chart";
import { copyButton } from "./copy";
import { button, type Child, h, mark, sample } from "./dom";
import { type EntityPage, entityPage, type RelationGroup, type Series } from "./entity";
import { names } from "./entitynames";
import { heading } from "./inline";
import { openClaim, openEdge, stepBack } from "./steps";

/** A group of lines shows so many before it is opened. */
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

  function folded(key: string, lines: HTMLElement[], few = FEW): Child {
    if (lines.length <= few + 1) return h("ul", { class: "plain" }, lines);
    const open = opened.has(key);
    return [
      h("ul", { class: "plain" }, open ? lines : lines.slice(0, few)),
      button(
        open ? app.say("less") : app.say("more", { n: lines.length }),
        () => {
          if (open) opened.delete(key);
          else opened.add(key);
          redrawAll();
        },
        { class: "word", "data-key": `more-${key}`, "aria-expanded": String(open) },
      ),
    ];
  }
  const claimLine = (claim: number): HTMLElement =>
    h(
      "li",
      {},
      button(
        [
          joined(sentence(app.ledger, claim, lang)),
          app.view().disputed[claim] ? h("span", { class: "flag" }, app.say("disputed")) : null,
        ],
        () => openClaim(app, claim),
        { class: "line", "data-key": `claim-${claim}` },
      ),
    );

  return h(
    "article",
    { class: "page entity" },
    h(
      "p",
      { class: "kicker" },
      button(app.say("back"), () => stepBack(app), { class: "word back", "data-key": "back" }),
      mark(page.role, 13),
      " ",
      page.className,
    ),
    h("h2", { tabindex: -1, class: "page-title" }, page.title),
    page.other && page.other !== page.title
      ? h("p", { class: "other-name", lang: lang === "zh" ? "en" : "zh-Hans" }, page.other)
      : null,
    listing(app, page),
    h("p", { class: "facts" }, app.say("claims", { n: page.claims })),
    h(
      "p",
      { class: "words" },
      button(app.say("showOnGraph"), () => show(entity), { class: "word", "data-key": "show" }),
      button(
        app.say("pathFrom"),
        () =>
          app.go({
            view: "path",
            focus: "",
            path: { from: id, to: app.state().path.to === id ? "" : app.state().path.to },
          }),
        { class: "word", "data-key": "path-from" },
      ),
      copyButton(app, app.say("copyLink"), () => location.href, { "data-key": "copy-link" }),
    ),
    page.claims ? null : h("p", { class: "note" }, app.say("noClaims")),
    page.measures.length
      ? h(
          "section",
          {},
          heading(app.say("figures")),
          page.measures.map((series) => measure(app, series)),
        )
      : null,
    page.relations.length
      ? h(
          "section",
          {},
          heading(app.say("relationsHead")),
          page.relations.map((group) => relation(app, page, group, folded)),
        )
      : null,
    page.attributes.length
      ? h(
          "section",
          {},
          heading(app.say("descriptions")),
          page.attributes.map((group) =>
            h(
              "div",
              { class: "group" },
              h("h4", {}, group.label),
              folded(
                `attribute-${group.property}`,
                group.claims.map((claim) =>
                  h(
                    "li",
                    {},
                    button(
                      [
                        shownValue(app.ledger, claim, lang),
                        app.view().disputed[claim] ? h("span", { class: "flag" }, app.say("disputed")) : null,
                      ],
                      () => openClaim(app, claim),
                      { class: "line", "data-key": `claim-${claim}` },
                    ),
                  ),
                ),
              ),
            ),
          ),
        )
      : null,
    page.said.length ? h("section", {}, heading(app.say("said")), folded("said", page.said.map(claimLine))) : null,
    page.documents.length
      ? h(
          "section",
          {},
          heading(app.say("docs")),
          h(
            "ul",
            { class: "plain" },
            page.documents.map((doc) => h("li", {}, app.ledger.docs[doc]?.title ?? "")),
          ),
        )
      : null,
    names(app, page, folded),
  );
}

function listing(app: App, page: EntityPage): HTMLElement | null {
  const found = page.identifiers.filter(({ scheme }) => /ticker|isin|wikidata|lei/i.test(scheme));
  if (!found.length) return null;
  return h(
    "p",
    { class: "identifiers" },
    found.map(({ scheme, value }) =>
      h("span", {}, h("span", { class: "soft" }, `${scheme === "ticker" ? app.say("tickers") : scheme} `), value),
    ),
  );
}

function relation(
  app: App,
  page: EntityPage,
  group: RelationGroup,
  folded: (key: string, lines: HTMLElement[]) => Child,
): HTMLElement {
  const lines = group.edges.map((edge) => h("li", {}, edgeLine(app, page.entity, edge)));
  return h(
    "div",
    { class: "group" },
    h("h4", {}, group.label),
    folded(`relation-${group.property}-${group.outgoing}`, lines),
  );
}

function edgeLine(app: App, entity: number, edge: DrawnEdge): HTMLElement {
  const other = edge.source === entity ? edge.target : edge.source;
  const about = edge.state === "stated" ? "" : stateWord(app.ledger, edge.state, app.lang());
  return button(
    [
      sample(edge.disputed && edge.state === "stated" ? "disputed" : edge.state),
      h("span", { class: "who" }, nameOf(app.ledger, other, app.lang())),
      about ? h("span", { class: "soft" }, about) : null,
      edge.disputed ? h("span", { class: "flag" }, app.say("disputed")) : null,
      edge.origins > 1 ? h("span", { class: "soft" }, app.say("origins", { n: edge.origins })) : null,
    ],
    () => openEdge(app, edge.id),
    { class: "line edge-line", "data-key": `edge-${edge.id}` },
  );
}

function measure(app: App, series: Series): HTMLElement {
  const drawn = series.chart ? chart(app, series) : null;
  return h(
    "div",
    { class: "group measure" },
    h("h4", {}, series.label),
    drawn,
    h(
      "ul",
      { class: "plain figures" },
      series.points.map((point) =>
        h(
          "li",
          {},
          button(
            [
              h("span", { class: "when" }, point.when || app.say("undated")),
              h("span", { class: "figure" }, point.shown),
              point.disputed ? h("span", { class: "flag" }, app.say("disputed")) : null,
              point.state === "stated"
                ? null
                : h("span", { class: "soft" }, stateWord(app.ledger, point.state, app.lang())),
            ],
            () => openClaim(app, point.claim),
            { class: "line", "data-key": `claim-${point.claim}` },
          ),
        ),
      ),
    ),
  );
}
