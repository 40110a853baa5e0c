/** Where a claim stands and how to quote it: place in the document, citation, IRI, the query that brings it. */

import type { Lang, Ledger } from "../ledger/types";
import { BASE } from "../shared";
import { showSpan } from "./figures";
import { list, say } from "./i18n";
import { joined, nameOf, sentence } from "./sentence";

export function claimIri(ledger: Ledger, claim: number): string {
  return `${BASE}claim/${ledger.claims[claim]?.id ?? ""}`;
}

export function entityIri(ledger: Ledger, entity: number): string {
  return `${BASE}entity/${ledger.entities[entity]?.id ?? ""}`;
}

export function docIri(ledger: Ledger, doc: number): string {
  return `${BASE}document/${ledger.docs[doc]?.id ?? ""}`;
}

/** The address if it may become a link: http and https, without a user, without anything that hides where it leads. */
export function webLink(url: string): string | null {
  if (url.length > 2079 || /[\s<>"'`{}|\\^\p{C}\p{Bidi_Control}]/u.test(url)) return null;
  try {
    const { protocol, hostname, username, password } = new URL(url);
    return /^https?:$/.test(protocol) && hostname && !username && !password ? url : null;
  } catch {
    return null;
  }
}

/** Where in its document a claim stands: "line 27, characters 6782–6855". */
export function where(ledger: Ledger, place: number, lang: Lang): string {
  const claim = ledger.claims[place];
  if (!claim) return "";
  const { line, start, length } = claim;
  if (line >= 0 && start >= 0 && length > 0)
    return say(lang, "lineSpan", { line, from: start, to: start + length - 1 });
  if (line >= 0) return say(lang, "line", { line });
  return length > 0 ? say(lang, "spanOnly", { n: length }) : say(lang, "nowhere");
}

/** A citation of a claim: what it says in our words, who says it, where and when it was published. */
export function citation(ledger: Ledger, place: number, lang: Lang): string {
  const claim = ledger.claims[place];
  const doc = claim && ledger.docs[claim.doc];
  if (!claim || !doc) return "";
  const zh = lang === "zh";
  const authors = list(
    lang,
    doc.authors.map((author) => nameOf(ledger, author, lang)),
  );
  const said =
    claim.said < 0
      ? ""
      : zh
        ? `${nameOf(ledger, claim.said, lang)}语，载`
        : `${nameOf(ledger, claim.said, lang)}, quoted in `;
  const title = zh ? `《${doc.title}》` : `“${doc.title}”`;
  const url = webLink(doc.url);
  const source = [
    authors,
    title,
    nameOf(ledger, doc.publisher, lang),
    showSpan(doc.from, doc.to, lang),
    where(ledger, place, lang),
    url,
  ]
    .filter(Boolean)
    .join(zh ? "，" : ", ");
  const head = joined(sentence(ledger, place, lang));
  const ledgerName = ledger.title[lang];
  return zh
    ? `${head}。${said}${source}。${ledgerName}，陈述${claim.id}（${ledger.digest}），${claimIri(ledger, place)}`
    : `${head}. ${said}${source}. ${ledgerName}, claim ${claim.id} (${ledger.digest}), ${claimIri(ledger, place)}`;
}

/** A query that brings a claim with everything its row says, and the document's publisher and days. */
export function sparqlOf(ledger: Ledger, place: number): string {
  return `PREFIX kg: <${BASE}ontology#>
SELECT ?property ?value
WHERE {
  { <${claimIri(ledger, place)}> ?property ?value }
  UNION
  { <${claimIri(ledger, place)}> kg:statedIn ?document . ?document ?property ?value }
}
ORDER BY ?property ?value
`;
}
