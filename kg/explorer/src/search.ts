/**
 * Finding entities by any name: either language, ids, tickers; the same name, a beginning, a word, a part, one typo.
 *
 * All names stand in one long string, so that a search is a few passes of `indexOf`. With at most one typo one half of
 * the query stands somewhere as it is: that is where a misspelt name is looked for.
 */
import { index } from "./data";
import type { Ledger } from "./types";

/** How well a name fits: 0 the same, 1 a beginning, 2 the beginning of a word, 3 a part, 4 but for one typo. */
export type Rank = 0 | 1 | 2 | 3 | 4;
export interface Hit { entity: number; name: string; kind: string; rank: Rank }
export interface Search { find(query: string, limit?: number): Hit[] }

const SEPARATOR = "\n";
/** Shorter queries are not looked for with a typo: nearly everything would fit. */
const LEAST_FOR_TYPO = 4;
const LEAST_FOR_TYPO_CJK = 3;

/** A name for comparison: compatibility form, no case, letters and digits only (as `fold` of kg/names.py). */
export function fold(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]+/gu, "") || folded.trim();
}

/** Places in a folded name at which a word of the name begins. */
function beginnings(text: string): Set<number> {
  const found = new Set<number>();
  let place = 0;
  for (const word of text.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word) found.add(place);
    place += word.length;
  }
  return found;
}

interface Names { text: string; starts: number[]; folded: string[]; shown: string[]; kinds: string[]; entities: number[] }

function collect(ledger: Ledger): Names {
  const found: Names = { text: "", starts: [], folded: [], shown: [], kinds: [], entities: [] };
  ledger.entities.forEach((entity, place) => {
    const seen = new Set<string>();
    const add = (shown: string, kind: string): void => {
      const folded = fold(shown);
      if (!folded || seen.has(folded)) return;
      seen.add(folded);
      found.folded.push(folded);
      found.shown.push(shown);
      found.kinds.push(kind);
      found.entities.push(place);
    };
    add(entity.label.en, "label");
    add(entity.label.zh, "label");
    for (const name of entity.names) add(name.text, name.kind);
    for (const identifier of entity.identifiers) {
      const value = identifier.slice(identifier.indexOf("=") + 1);
      add(value, "identifier");
      // A ticker is asked for with and without its exchange: 688795.SH, 688795.
      if (value.includes(".")) add(value.split(".")[0] ?? "", "identifier");
    }
    add(entity.id, "id");
  });
  let at = 1;
  for (const folded of found.folded) {
    found.starts.push(at);
    at += folded.length + 1;
  }
  found.text = SEPARATOR + found.folded.join(SEPARATOR) + SEPARATOR;
  return found;
}

/** The name in which a place of the long string lies. */
function nameAt(starts: readonly number[], place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Makes the search of a ledger; takes a moment at 25,000 entities, after which a search is quick. */
export function makeSearch(ledger: Ledger): Search {
  const names = collect(ledger);
  const weight = index(ledger).about.map((claims) => claims.length);

  function* places(part: string): Generator<number> {
    for (let at = names.text.indexOf(part); at >= 0; at = names.text.indexOf(part, at + 1)) yield at;
  }

  function exact(wanted: string, best: Map<number, { name: number; rank: Rank }>): void {
    for (const at of places(wanted)) {
      const name = nameAt(names.starts, at);
      const inside = at - (names.starts[name] ?? 0);
      const known = best.get(names.entities[name] ?? -1);
      let rank: Rank = inside > 0 ? 3 : (names.folded[name] ?? "").length === wanted.length ? 0 : 1;
      if (rank === 3 && (known?.rank ?? 4) > 2 && beginnings(names.shown[name] ?? "").has(inside)) rank = 2;
      keep(best, name, rank);
    }
  }

  function keep(best: Map<number, { name: number; rank: Rank }>, name: number, rank: Rank): void {
    const entity = names.entities[name] ?? -1;
    const known = best.get(entity);
    if (!known || rank < known.rank) best.set(entity, { name, rank });
  }

  function misspelt(wanted: string, best: Map<number, { name: number; rank: Rank }>): void {
    const half = wanted.length >> 1;
    const [left, right] = [wanted.slice(0, half), wanted.slice(half)];
    const tried = new Set<number>();
    const tryAt = (start: number): void => {
      if (start < 0 || tried.has(start)) return;
      tried.add(start);
      const name = nameAt(names.starts, Math.max(start, 1));
      const inside = start - (names.starts[name] ?? 0);
      if (inside < 0 || best.has(names.entities[name] ?? -1)) return;
      if (inside > 0 && !beginnings(names.shown[name] ?? "").has(inside)) return;
      if (beginsNearly((names.folded[name] ?? "").slice(inside), wanted)) keep(best, name, 4);
    };
    for (const at of places(left)) tryAt(at);
    for (const at of places(right)) for (const start of [at - half, at - half + 1, at - half - 1]) tryAt(start);
    // Two letters swapped across the middle break both halves.
    const swapped = wanted.slice(0, half - 1) + (wanted[half] ?? "") + (wanted[half - 1] ?? "") + wanted.slice(half + 1);
    for (const at of places(swapped)) tryAt(at);
  }

  /** Entities that have every word of the query in one of their names, in any order. */
  function scattered(words: readonly string[], best: Map<number, { name: number; rank: Rank }>): void {
    let left: Map<number, number> | null = null;
    for (const word of words) {
      const here = new Map<number, number>();
      for (const at of places(word)) {
        const name = nameAt(names.starts, at);
        const entity = names.entities[name] ?? -1;
        if (!left || left.has(entity)) here.set(entity, left?.get(entity) ?? name);
      }
      left = here;
    }
    for (const name of left?.values() ?? []) keep(best, name, 3);
  }

  return {
    find(query: string, limit = 20): Hit[] {
      const wanted = fold(query);
      if (!wanted || wanted.includes(SEPARATOR)) return [];
      const best = new Map<number, { name: number; rank: Rank }>();
      exact(wanted, best);
      const words = query.split(/[^\p{L}\p{N}]+/u).map(fold).filter(Boolean);
      if (words.length > 1 && best.size < limit) scattered(words, best);
      const least = /[\u2e80-\u9fff]/.test(wanted) ? LEAST_FOR_TYPO_CJK : LEAST_FOR_TYPO;
      // Whoever typed the beginning of a name has typed it well.
      const good = [...best.values()].some(({ rank }) => rank < 3);
      if (!good && wanted.length >= least && best.size < limit) misspelt(wanted, best);
      const length = (name: number): number => (names.folded[name] ?? "").length;
      return [...best.entries()]
        .sort(([a, one], [b, other]) =>
          one.rank - other.rank || (weight[b] ?? 0) - (weight[a] ?? 0) || length(one.name) - length(other.name) || a - b)
        .slice(0, limit)
        .map(([entity, { name, rank }]) => ({ entity, name: names.shown[name] ?? "", kind: names.kinds[name] ?? "", rank }));
    },
  };
}

/** Whether a text begins with the word but for one letter missing, too many, other, or two swapped. */
export function beginsNearly(text: string, word: string): boolean {
  let same = 0;
  while (same < word.length && text[same] === word[same]) same++;
  const rest = (from: number, of: number): boolean => text.slice(from).startsWith(word.slice(of));
  return same === word.length
    || rest(same + 1, same + 1) || rest(same + 1, same) || rest(same, same + 1)
    || (text[same] === word[same + 1] && text[same + 1] === word[same] && rest(same + 2, same + 2));
}

/** Questions whose title, wording or name holds every word of a query; all of them where it is empty. */
export function findQuestions(ledger: Ledger, query: string): number[] {
  const words = query.split(/[^\p{L}\p{N}]+/u).map(fold).filter(Boolean);
  return ledger.questions.flatMap((question, place) => {
    const text = fold([question.name, question.topic, question.title.en, question.title.zh, question.ask.en, question.ask.zh].join(" "));
    return words.every((word) => text.includes(word)) ? [place] : [];
  });
}

/** Questions by topic, in the order of the ledger. */
export function topics(ledger: Ledger): { topic: string; questions: number[] }[] {
  const found = new Map<string, number[]>();
  ledger.questions.forEach(({ topic }, place) => found.set(topic, [...(found.get(topic) ?? []), place]));
  return [...found].map(([topic, questions]) => ({ topic, questions }));
}
