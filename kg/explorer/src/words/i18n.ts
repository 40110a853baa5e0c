/** The words of the page in both languages. */

import type { Both, EdgeState, Lang, Ledger, Role } from "../ledger/types";
import { WORDS } from "./words";

export { WORDS };
/** A word or sentence of the page. */
export type Word = keyof typeof WORDS;

/** A text in a language, or in the other one if it is missing. */
export function pick(both: Both, lang: Lang): string {
  return both[lang] || both[lang === "zh" ? "en" : "zh"];
}

/**
 * A word of the page. `{name}` is replaced by the value of that name; of `one claim|{n} claims` the first part is used
 * if `n` is 1. Numbers are written as given: format large ones first.
 */
export function say(lang: Lang, word: Word, values: Record<string, string | number> = {}): string {
  const [one = "", many] = WORDS[word][lang].split("|");
  const chosen = many !== undefined && String(values.n) !== "1" ? many : one;
  return chosen.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** A word of the claim model ("plan", "inferred", "marketInfo", "translationError") or a term of the ontology. */
export function word(ledger: Ledger, name: string, lang: Lang): string {
  const found = Object.hasOwn(ledger.words, name) ? ledger.words[name] : undefined;
  const term =
    found ??
    (ledger.properties.find((one) => one.name === name) ?? ledger.classes.find((one) => one.name === name))?.label;
  return term ? pick(term, lang) : name;
}

/** The name of a role in the legend. */
export function roleWord(ledger: Ledger, role: Role, lang: Lang): string {
  return word(ledger, `role:${role}`, lang);
}

/** The name of a state in the legend. */
export function stateWord(ledger: Ledger, state: EdgeState | "disputed", lang: Lang): string {
  return word(ledger, `state:${state}`, lang);
}

/** The label of a class. */
export function classWord(ledger: Ledger, cls: number, lang: Lang): string {
  const term = ledger.classes[cls];
  return term ? pick(term.label, lang) : "";
}

/** A list in words: a, b and c; 甲、乙和丙. */
export function list(lang: Lang, items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  const [comma, and] = lang === "zh" ? ["、", "和"] : [", ", " and "];
  return items.slice(0, -1).join(comma) + and + (items.at(-1) ?? "");
}
