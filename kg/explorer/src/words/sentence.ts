/** Claims and edges as sentences: the patterns of `kg/knowledge/sentence.py` with names filled in. */

import type { DrawnEdge, EdgeLook, Lang, Ledger } from "../ledger/types";
import { pick } from "./i18n";

/** A piece of a sentence; `entity` if it names one. */
export interface SentencePart {
  text: string;
  entity?: number;
}

/** The plain text of some parts. */
export function joined(parts: readonly SentencePart[]): string {
  return parts.map((part) => part.text).join("");
}

/** The label of an entity in a language, else in the other, else its id. */
export function nameOf(ledger: Ledger, entity: number, lang: Lang): string {
  const found = ledger.entities[entity];
  return found ? pick(found.label, lang) || found.id : "";
}

/** The text on a line. */
export function verb(ledger: Ledger, property: number, lang: Lang): string {
  const term = ledger.properties[property];
  return term ? pick(term.label, lang) || term.name : "";
}

/** Who is quoted, else who publishes; empty if unknown. */
export function speakerOf(ledger: Ledger, claim: number, lang: Lang): string {
  const { said = -1, doc = -1 } = ledger.claims[claim] ?? {};
  return nameOf(ledger, said >= 0 ? said : (ledger.docs[doc]?.publisher ?? -1), lang);
}

/** The value of a claim in words; for a relation, the name of its object. */
export function shownValue(ledger: Ledger, place: number, lang: Lang): string {
  const claim = ledger.claims[place];
  if (!claim) return "";
  return ledger.properties[claim.property]?.kind === "relation"
    ? nameOf(ledger, claim.object, lang)
    : claim.shown[lang];
}

/** A claim as a sentence without a full stop, in parts that say which entities they name. */
export function sentence(ledger: Ledger, place: number, lang: Lang): SentencePart[] {
  const claim = ledger.claims[place];
  if (!claim) return [];
  const { subject, object, said: speaker, respect } = claim;
  return filled(ledger, claim.says[lang], { subject, object, speaker, respect }, lang, shownValue(ledger, place, lang));
}

/** The sentence of an edge as drawn on the day, which may show a plan of its claims as a fact. */
export function edgeSentence(ledger: Ledger, edge: DrawnEdge, lang: Lang): SentencePart[] {
  const pattern = ledger.edgePatterns[lookOf(ledger, edge)][edge.property]?.[lang] ?? "";
  return filled(ledger, pattern, { subject: edge.source, object: edge.target }, lang);
}

function lookOf(ledger: Ledger, { state, claims }: DrawnEdge): EdgeLook {
  if (state === "stated") return "actual";
  if (state === "denied" || state === "rumour") return state;
  const modes = new Set(claims.map((place) => ledger.claims[place]?.mode ?? "actual"));
  return modes.size === 1 ? ([...modes][0] ?? state) : state;
}

/** Like `filled` in sentence.py: fills genitives, and sets a Latin subject apart from the Chinese after it. */
function filled(
  ledger: Ledger,
  pattern: string,
  entities: Record<string, number>,
  lang: Lang,
  value = "",
): SentencePart[] {
  const pieces = pattern.split(/\{(\w+(?:’s)?)\}/).map((piece, at): SentencePart[] => {
    if (at % 2 === 0) return [{ text: piece }];
    const gap = piece.replace("’s", "");
    const entity = entities[gap];
    if (entity === undefined) return [{ text: value }];
    const text = nameOf(ledger, entity, lang);
    const apart = lang === "zh" && gap === "subject" && /[\w)]$/.test(text) ? " " : "";
    const genitive = piece === gap ? "" : /s["”’)]*$/i.test(text) ? "’" : "’s";
    return [{ text, entity }, { text: genitive + apart }];
  });
  return pieces.flat().filter((part) => part.text !== "");
}
