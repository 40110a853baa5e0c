/** One claim as an index card: who says so, where, when and how sure; with buttons to copy, cite and query it. */

import type { Claim, Doc, Lang } from "../ledger/types";
import { citation, sparqlOf, webLink, where } from "../words/cite";
import { showSpan } from "../words/figures";
import { list, say, word } from "../words/i18n";
import { joined, nameOf, sentence } from "../words/sentence";
import type { App } from "./app";
import { copyButton } from "./copy";
import { button, type Child, h, newId, soft } from "./dom";
import { entityName, queryToggle } from "./inline";
import { openEdge } from "./steps";

/** The claims whose query is shown. */
const shownQueries = new Set<string>();

/** `many`: one of several claims, which can be expanded; the address says which one is open. */
export function claimView(app: App, place: number, open: boolean, many: boolean): HTMLElement {
  const claim = app.ledger.claims[place];
  const doc = claim && app.ledger.docs[claim.doc];
  if (!claim || !doc) return h("div");
  const body = h(
    "div",
    { class: "claim-body", hidden: !open },
    open ? [facts(app, place, claim, doc), actions(app, place)] : null,
  );
  if (!many) return h("div", { class: "claim" }, body);
  const id = newId("claim");
  body.id = id;
  return h(
    "div",
    { class: open ? "claim open" : "claim" },
    h(
      "h4",
      {},
      button(
        [h("span", { class: "who" }, summary(app, claim, doc)), h("span", { class: "doc-id" }, claim.id)],
        () => {
          const edge = app.view().everything.find((one) => one.claims.includes(place));
          if (edge) openEdge(app, edge.id, place);
          else app.go({ claim: claim.id });
        },
        { "aria-expanded": String(open), "aria-controls": id, "data-key": `open-${claim.id}`, class: "line" },
      ),
    ),
    body,
  );
}

function summary(app: App, claim: Claim, doc: Doc): string {
  const lang = app.lang();
  return [...new Set([nameOf(app.ledger, claim.said, lang), nameOf(app.ledger, doc.publisher, lang)])]
    .filter(Boolean)
    .join(lang === "zh" ? "，" : ", ");
}

function facts(app: App, place: number, claim: Claim, doc: Doc): HTMLElement {
  const lang = app.lang();
  const lines: [string, Child][] = [];
  const add = (label: string, value: Child): void =>
    void (value === "" || value === null || lines.push([label, value]));
  const link = webLink(doc.url);
  const relation = app.ledger.properties[claim.property]?.kind === "relation";

  add(
    app.say("saidBy"),
    claim.said >= 0
      ? [entityName(app, claim.said, { "data-key": `said-${place}` }), role(app, claim, lang)]
      : soft(app.say("notSaid")),
  );
  add(app.say("saidOn"), claim.saidOn[lang]);
  add(app.say("publishedIn"), [
    entityName(app, doc.publisher, { "data-key": `publisher-${place}` }),
    doc.authors.length
      ? soft(
          ` ${list(
            lang,
            doc.authors.map((author) => nameOf(app.ledger, author, lang)),
          )}`,
        )
      : null,
  ]);
  add(app.say("document"), [
    h("span", { class: "doc-title" }, doc.title),
    soft(` ${doc.id}`),
    doc.translation === "machine" ? soft(` · ${app.say("translated")}`) : null,
    link
      ? h(
          "span",
          { class: "link-line" },
          h(
            "a",
            { href: link, target: "_blank", rel: "noopener noreferrer", "data-key": `link-${place}` },
            app.say("openLink"),
          ),
        )
      : null,
  ]);
  add(app.say("whereExactly"), where(app.ledger, place, lang));
  add(app.say("whenPublished"), [
    showSpan(doc.from, doc.to, lang),
    doc.publishedInferred ? soft(` ${paren(lang, app.say("inferred"))}`) : null,
  ]);
  add(
    app.say("whenHolds"),
    claim.period ? [claim.when[lang], claim.periodInferred ? soft(` ${paren(lang, app.say("inferred"))}`) : null] : "",
  );
  add(app.say("respect"), nameOf(app.ledger, claim.respect, lang));
  add(app.say("howSure"), [
    word(app.ledger, claim.polarity === "denies" ? "denies" : claim.mode, lang),
    soft(` · ${word(app.ledger, claim.basis, lang)}`),
    claim.polarity === "denies" && claim.mode !== "actual" ? soft(` · ${word(app.ledger, claim.mode, lang)}`) : null,
    claim.extent ? soft(` · ${word(app.ledger, claim.extent, lang)}`) : null,
    claim.rank === "normal" ? null : h("strong", {}, ` · ${app.say(claim.rank)}`),
  ]);
  if (!relation) add(app.say("asPublished"), claim.asPublished);
  add(app.say("digest"), claim.digest ? h("span", { class: "mono", title: app.say("digestHint") }, claim.digest) : "");
  add(app.say("note"), claim.note);
  return h(
    "dl",
    { class: "evidence" },
    lines.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
  );
}

/** The speaker's affiliation, or that the source is unnamed. */
function role(app: App, claim: Claim, lang: Lang): HTMLElement | null {
  const speaker = app.ledger.entities[claim.said];
  if (!speaker) return null;
  const cls = app.ledger.classes[speaker.cls];
  if (cls?.name === "AnonymousSource") return soft(` ${say(lang, "anonymous")}`);
  const about = app.index.about[claim.said] ?? [];
  const home = about
    .map((at) => app.ledger.claims[at])
    .find(
      (one) =>
        one?.subject === claim.said &&
        /^(affiliatedWith|chief\w*|chairOf|founderOf|spokespersonOf)$/i.test(
          app.ledger.properties[one.property]?.name ?? "",
        ),
    );
  return home ? soft(`, ${nameOf(app.ledger, home.object, lang)}`) : null;
}

const paren = (lang: Lang, text: string): string => (lang === "zh" ? `（${text}）` : `(${text})`);

function actions(app: App, place: number): HTMLElement {
  const lang = app.lang();
  const id = app.ledger.claims[place]?.id ?? "";
  const text = sparqlOf(app.ledger, place);
  const label = app.say("sparqlTitle");
  const look = { class: "query", hidden: !shownQueries.has(id), tabindex: 0, role: "region", "aria-label": label };
  const query = h("pre", look, text);
  const copyQuery = copyButton(app, app.say("copy"), () => text, { "data-key": `copy-query-${id}` });
  copyQuery.hidden = query.hidden;
  const toggle = queryToggle(app.say("sparql"), `sparql-${id}`, query, () => {
    copyQuery.hidden = query.hidden;
    if (query.hidden) shownQueries.delete(id);
    else shownQueries.add(id);
  });
  return h(
    "div",
    { class: "words" },
    copyButton(app, app.say("copy"), () => joined(sentence(app.ledger, place, lang)), { "data-key": `copy-${id}` }),
    copyButton(app, app.say("cite"), () => citation(app.ledger, place, lang), { "data-key": `cite-${id}` }),
    toggle,
    copyQuery,
    query,
  );
}
