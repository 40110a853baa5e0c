/** Where a claim stands and how to quote it: location, citation, IRI and SPARQL query. */

import type { Lang, Ledger } from "../ledger/types";
import { BASE } from "../shared";
import { showSpan } from "./figures";
import { list, say } from "./i18n";
import { joined, nameOf, sentence } from "./sentence";

export function claimIri(ledger: Ledger, claim: number): string {
  return `${BASE}claim/${ledger.claims[claim]?.id ?? ""}`;
}

/** The address if it is safe to link: http or https, no credentials, no characters that disguise its target. */
export function webLink(url: string): string | null {
  if (url.length > 2079 || /[\s<>"'`{}|\\^\p{C}\p{Bidi_Control}]/u.test(url)) return null;
  try {
    const { protocol, hostname, username, password } = new URL(url);
    return /^https?:$/.test(protocol) && hostname && !username && !password ? url : null;
  } catch {
    return null;
  }
}

/** The location of a claim in its document: "line 27, characters 6782–6855". */
export function where(ledger: Ledger, place: number, lang: Lang): string {
  const claim = ledger.claims[place];
  if (!claim) return "";
  const { line, start, length } = claim;
  if (line >= 0 && start >= 0 && length > 0)
    return say(lang, "lineSpan", { line, from: start, to: start + length - 1 });
  if (line >= 0) return say(lang, "line", { line });
  return length > 0 ? say(lang, "spanOnly", { n: length }) : say(lang, "nowhere");
}

/** A citation of a claim: its sentence, speaker, source and day of publication. */
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

/** A query for all properties of a claim and of its document. */
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
