/**
 * How names are folded for comparison: like `kg/values/spelling.py` and `Key` of `kg/knowledge/matching.py`, of which
 * tests/explorer/test_search.py holds this to the same answers.
 */

import { LEGAL_FORMS, TRADE_WORDS } from "../shared";

/** Traditional, variant and radical forms of Chinese characters, with the simplified character of each. */
export type SameCharacters = ReadonlyMap<string, string>;

/** What a name is compared by, all folded; `pinyin` has spaces between syllables, `said` has none. */
export interface Key {
  /** with spaces between */
  words: string;
  folded: string;
  /** without legal form */
  bare: string;
  /** without trade word either */
  core: string;
  pinyin: readonly string[];
  said: readonly string[];
  initials: readonly string[];
}

const FORMS = [...LEGAL_FORMS, ...TRADE_WORDS];
const SMALL: Record<string, string> = { ß: "ss", ς: "σ", "\u0345": "ι" };

/** The folded words of a name: letters and digits only, without case, accents and width, Chinese simplified. */
export function words(text: string, same: SameCharacters): string[] {
  // Nothing else can be different in ASCII, and a large register is folded while the reader waits.
  const plain = ascii(text) ? text.toLowerCase() : foldedLetters(text, same);
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [plain.replace(/\s+/g, "")].filter(Boolean);
}

function foldedLetters(text: string, same: SameCharacters): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .normalize("NFD")
      .replace(/ß|ς|\u0345/g, (letter) => SMALL[letter] ?? letter)
      // Accents of other scripts, such as kana, tell letters apart.
      .replace(/[\u0300-\u036f]+/g, "")
      .normalize("NFC")
      .replace(/[\u2e80-\u9fff]/g, (letter) => same.get(letter) ?? letter)
  );
}

/** A name folded to a single word. */
export function fold(text: string, same: SameCharacters): string {
  return words(text, same).join("");
}

/** The folded words of a name joined, without the forms that stand last; two letters at least are left. */
export function without(forms: readonly string[], name: readonly string[]): string {
  const left = [...name];
  while (left.length) {
    const last = left.at(-1) ?? "";
    const ending = ascii(last)
      ? forms.find((form) => last === form)
      : forms.find((form) => last.endsWith(form) && (last === form || !ascii(form)));
    if (ending === undefined || left.join("").length < ending.length + 2) break;
    left.pop();
    if (last !== ending) left.push(last.slice(0, -ending.length));
  }
  return left.join("");
}

/** What a name, or a text sought, is compared by; `readings` are its pinyin. */
export function key(text: string, same: SameCharacters, readings: readonly string[] = []): Key {
  const split = words(text, same);
  return {
    words: split.join(" "),
    folded: split.join(""),
    bare: without(LEGAL_FORMS, split),
    core: without(FORMS, split),
    pinyin: readings,
    said: readings.map((one) => one.replaceAll(" ", "")),
    initials: readings.map((one) => one.replace(/(\S)\S* ?/gu, "$1")),
  };
}

/** True if a text is plain ASCII. */
export function ascii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** True if a folded text has a Chinese character. */
export function chinese(text: string): boolean {
  return /[\u3400-\u9fff]/.test(text);
}
