/** The evidence for a line or a claim: each claim behind it, what disagrees, what came before and after. */

import { edgesBetween, findEdge } from "../draw/scene";
import { alsoSaid, disagreeing, origins, verdicts, whatFollows, whatPreceded } from "../ledger/follow";
import { stateOf } from "../ledger/model";
import type { DrawnEdge } from "../ledger/types";
import { list, pick, stateWord, word } from "../words/i18n";
import { edgeSentence, joined, type SentencePart, sentence } from "../words/sentence";
import type { App } from "./app";
import { claimView } from "./claimview";
import { button, h, plainList, sample, soft } from "./dom";
import { heading, inner, kicker, linked, section } from "./inline";
import { openClaim, openEdge } from "./steps";

/** The subject of the card: a line with its claims, or a single claim without a line (a quantity or a text). */
interface Subject {
  edge: DrawnEdge | null;
  claims: number[];
  open: number;
  title: SentencePart[];
}

function subjectOf(app: App): Subject | null {
  const state = app.state();
  const view = app.view();
  const claim = app.index.claim.get(state.claim) ?? -1;
  const own = claim < 0 ? null : (view.everything.find((edge) => edge.claims.includes(claim)) ?? null);
  const edge = own ?? (claim < 0 && state.edge ? findEdge(view, state.edge) : null);
  if (edge)
    return {
      edge,
      claims: edge.claims,
      open: claim >= 0 ? claim : (edge.claims[0] ?? -1),
      title: edgeSentence(app.ledger, edge, state.lang),
    };
  if (claim < 0) return null;
  return { edge: null, claims: [claim], open: claim, title: sentence(app.ledger, claim, state.lang) };
}

export function card(app: App): HTMLElement | null {
  const about = subjectOf(app);
  if (!about) return null;
  const lang = app.lang();
  const view = app.view();
  const { edge, claims, open } = about;
  const first = app.ledger.claims[open];
  const state = edge?.state ?? (first ? stateOf(first) : "rumour");
  const disputed = edge ? edge.disputed : view.disputed[open] === 1;
  const bases = [
    ...new Set(claims.map((claim) => word(app.ledger, app.ledger.claims[claim]?.basis ?? "", lang))),
  ].filter(Boolean);
  const n = edge?.origins ?? origins(app.ledger, claims);
  const kind = app.ledger.properties[first?.property ?? -1]?.kind;

  return h(
    "article",
    { class: disputed ? "page card disputed" : "page card" },
    kicker(app, h("span", {}, app.say(kind === "relation" ? "relation" : "claim"))),
    h("h2", { tabindex: -1, class: "page-title" }, linked(app, about.title)),
    h(
      "p",
      { class: "facts" },
      h("span", { class: "fact" }, sample(state), " ", stateWord(app.ledger, state, lang)),
      disputed ? h("span", { class: "fact flag" }, app.say("disputed")) : null,
      bases.length ? h("span", { class: "fact" }, list(lang, bases)) : null,
      h("span", { class: "fact" }, app.say("origins", { n })),
    ),
    h(
      "section",
      { class: "claims" },
      claims.length > 1
        ? heading(`${app.say("claimsOfEdge")} · ${app.say("claims", { n: claims.length })}`)
        : heading(app.say("claimsOfEdge")),
      claims.map((claim) => claimView(app, claim, claim === open, claims.length > 1)),
    ),
    around(app, edge, claims, disputed),
  );
}

function around(app: App, edge: DrawnEdge | null, claims: readonly number[], disputed: boolean): HTMLElement[] {
  const view = app.view();
  const lang = app.lang();
  const all = (find: (claim: number) => number[]): number[] =>
    [...new Set(claims.flatMap(find))].filter((place) => !claims.includes(place));
  const against = all((claim) => disagreeing(app.ledger, view, claim));
  const judged = [...new Set(claims.flatMap((claim) => verdicts(app.ledger, view, claim)))];
  const follows = all((claim) => whatFollows(app.ledger, view, claim));
  const before = all((claim) => whatPreceded(app.ledger, view, claim));
  const also = all((claim) => alsoSaid(app.ledger, view, claim)).filter(
    (claim) => ![...against, ...follows, ...before].includes(claim),
  );
  const beside = edge ? edgesBetween(view, edge.source, edge.target).filter((one) => one.id !== edge.id) : [];
  const parts: HTMLElement[] = [];
  if (against.length || judged.length) {
    parts.push(
      h(
        "section",
        { class: "against" },
        heading(app.say("disagree")),
        claimLines(app, against),
        judged.map((place) => verdict(app, place)),
      ),
    );
  } else if (!disputed) parts.push(h("p", { class: "note calm" }, app.say("nothingDisputes")));
  const others = [
    ["whatFollows", follows],
    ["whatPreceded", before],
    ["alsoSaid", also],
  ] as const;
  for (const [title, places] of others) if (places.length) parts.push(section(app.say(title), claimLines(app, places)));
  const edgeLine = (one: DrawnEdge): HTMLElement =>
    button(
      [sample(one.state), h("span", { class: "who" }, joined(edgeSentence(app.ledger, one, lang)))],
      () => openEdge(app, one.id),
      { class: "line edge-line", "data-key": `edge-${one.id}` },
    );
  if (beside.length) parts.push(section(app.say("between"), plainList(beside.map(edgeLine))));
  return parts;
}

/** A line for each claim: its document and its sentence. */
function claimLines(app: App, claims: readonly number[]): HTMLElement {
  const line = (claim: number): HTMLElement =>
    button(
      [
        h("span", { class: "doc-id" }, app.ledger.docs[app.ledger.claims[claim]?.doc ?? -1]?.id ?? ""),
        h("span", { class: "says" }, joined(sentence(app.ledger, claim, app.lang()))),
      ],
      () => openClaim(app, claim),
      { class: "line claim-line", "data-key": `claim-${claim}` },
    );
  return plainList(claims.map(line));
}

function verdict(app: App, place: number): HTMLElement {
  const lang = app.lang();
  const found = app.ledger.conflicts[place];
  if (!found) return h("div");
  return h(
    "div",
    { class: "verdict" },
    h(
      "p",
      {},
      soft(`${app.say("verdict")} `),
      h("strong", {}, word(app.ledger, found.cause, lang)),
      found.status ? soft(` · ${word(app.ledger, found.status, lang)}`) : null,
    ),
    h("p", {}, pick(found.title, lang)),
    pick(found.note, lang) ? h("p", { class: "note" }, pick(found.note, lang)) : null,
    found.preferred >= 0
      ? h(
          "p",
          {},
          soft(`${app.say("preferred")} `),
          inner(
            app,
            joined(sentence(app.ledger, found.preferred, lang)),
            { claim: app.ledger.claims[found.preferred]?.id ?? "", edge: "" },
            () => openClaim(app, found.preferred),
          ),
        )
      : null,
  );
}
