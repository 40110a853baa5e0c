/**
 * Finds entities by any name: either language, ids, tickers; exact, prefix, word, part, or with one typo. All names
 * form one long string, so that a search is a few passes of `indexOf`. With at most one typo, one half of the query
 * occurs unchanged: that is where misspelt names are sought.
 */

import { index } from "./data";
import { kept } from "./kept";
import type { Ledger } from "./types";

/** How well a name matches: 0 exact, 1 prefix, 2 prefix of a word, 3 part, 4 with one typo. */
export type Rank = 0 | 1 | 2 | 3 | 4;
export interface Hit {
  entity: number;
  name: string;
  kind: string;
  rank: Rank;
}
export interface Search {
  find(query: string, limit?: number): Hit[];
}

const SEPARATOR = "\n";
/** Shorter queries are not matched with typos: nearly everything would fit. */
const LEAST_FOR_TYPO = 4;
const LEAST_FOR_TYPO_CJK = 3;

/** The words of a name, normalised: NFKC, lower case, letters and digits only (like `fold` in kg/knowledge/names.py). */
function wordsOf(text: string): string[] {
  const folded = text.normalize("NFKC").toLowerCase();
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.length ? words : [folded.trim()];
}

/** A name normalised to a single word. */
export function fold(text: string): string {
  return wordsOf(text).join("");
}

/** All names in one text; `begins` is 1 where a word begins. */
interface NameList {
  text: string;
  begins: Uint8Array;
  starts: number[];
  folded: string[];
  shown: string[];
  kinds: string[];
  entities: number[];
}

function collect(ledger: Ledger): NameList {
  const [starts, folded, shown, kinds, entities]: [number[], string[], string[], string[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const words: number[] = [];
  let at = 1;
  ledger.entities.forEach((entity, place) => {
    const seen = new Set<string>();
    const add = (name: string, kind: string): void => {
      const parts = wordsOf(name);
      const whole = parts.join("");
      if (!whole || seen.has(whole)) return;
      seen.add(whole);
      folded.push(whole);
      shown.push(name);
      kinds.push(kind);
      entities.push(place);
      starts.push(at);
      for (const part of parts) {
        words.push(at);
        at += part.length;
      }
      at += 1;
    };
    add(entity.label.en, "label");
    add(entity.label.zh, "label");
    for (const name of entity.names) add(name.text, name.kind);
    for (const identifier of entity.identifiers) {
      const value = identifier.slice(identifier.indexOf("=") + 1);
      add(value, "identifier");
      // A ticker can be found with or without its exchange: 688795.SH, 688795.
      if (value.includes(".")) add(value.split(".")[0] ?? "", "identifier");
    }
    add(entity.id, "id");
  });
  const text = SEPARATOR + folded.join(SEPARATOR) + SEPARATOR;
  const begins = new Uint8Array(text.length);
  for (const place of words) begins[place] = 1;
  return { text, begins, starts, folded, shown, kinds, entities };
}

interface Found {
  entity: number;
  name: number;
  rank: Rank;
}

/** The first `limit` matches in order, without sorting all of them. */
function top(
  best: Map<number, { name: number; rank: Rank }>,
  limit: number,
  order: (a: Found, b: Found) => number,
): Found[] {
  const kept: Found[] = [];
  for (const [entity, { name, rank }] of best) {
    const found = { entity, name, rank };
    const last = kept[limit - 1];
    if (last && order(found, last) >= 0) continue;
    let place = kept.length;
    while (place > 0 && order(found, kept[place - 1] as Found) < 0) place -= 1;
    kept.splice(place, 0, found);
    if (kept.length > limit) kept.pop();
  }
  return kept;
}

/** Makes the search index of a ledger: slow to build for 25,000 entities, then quick to use. */
export function makeSearch(ledger: Ledger): Search {
  const names = collect(ledger);
  const weight = index(ledger).about.map((claims) => claims.length);

  /** Visits each occurrence of a part and its name; a visitor that returns false skips to the next name. */
  function each(part: string, found: (at: number, name: number) => boolean): void {
    let name = 0;
    for (let at = names.text.indexOf(part); at >= 0; at = names.text.indexOf(part, at)) {
      while ((names.starts[name + 1] ?? Infinity) <= at) name += 1;
      at = found(at, name) ? at + 1 : (names.starts[name + 1] ?? Infinity);
      if (at === Infinity) return;
    }
  }

  function beginsWord(name: number, inside: number): boolean {
    return names.begins[(names.starts[name] ?? 0) + inside] === 1;
  }

  function exact(wanted: string, best: Map<number, { name: number; rank: Rank }>): void {
    each(wanted, (at, name) => {
      const inside = at - (names.starts[name] ?? 0);
      const known = best.get(names.entities[name] ?? -1)?.rank ?? 5;
      if (inside === 0) {
        keep(best, name, (names.folded[name] ?? "").length === wanted.length ? 0 : 1);
        return false;
      }
      if (known <= 2) return false;
      const rank = beginsWord(name, inside) ? 2 : 3;
      if (rank < known) keep(best, name, rank);
      return rank !== 2;
    });
  }

  function keep(best: Map<number, { name: number; rank: Rank }>, name: number, rank: Rank): void {
    const entity = names.entities[name] ?? -1;
    const known = best.get(entity);
    if (!known || rank < known.rank) best.set(entity, { name, rank });
  }

  function misspelt(wanted: string, best: Map<number, { name: number; rank: Rank }>): void {
    const half = wanted.length >> 1;
    const tryAt = (name: number, inside: number): boolean => {
      if (best.has(names.entities[name] ?? -1)) return false;
      if (inside >= 0 && beginsNearly(names.folded[name] ?? "", wanted, inside) && beginsWord(name, inside))
        keep(best, name, 4);
      return true;
    };
    const start = (at: number, name: number): number => at - (names.starts[name] ?? 0);
    each(wanted.slice(0, half), (at, name) => tryAt(name, start(at, name)));
    each(wanted.slice(half), (at, name) => {
      const inside = start(at, name) - half;
      return [inside, inside + 1, inside - 1].every((place) => tryAt(name, place));
    });
    // Two letters swapped across the middle break both halves.
    const swapped =
      wanted.slice(0, half - 1) + (wanted[half] ?? "") + (wanted[half - 1] ?? "") + wanted.slice(half + 1);
    each(swapped, (at, name) => tryAt(name, start(at, name)));
  }

  /** Finds entities whose names contain every word of the query, in any order. */
  function scattered(wanted: readonly string[], best: Map<number, { name: number; rank: Rank }>): void {
    let left: Map<number, number> | null = null;
    for (const word of wanted) {
      const here = new Map<number, number>();
      const before: Map<number, number> | null = left;
      each(word, (_, name) => {
        const entity = names.entities[name] ?? -1;
        if (!before || before.has(entity)) here.set(entity, before?.get(entity) ?? name);
        return false;
      });
      left = here;
    }
    for (const name of left?.values() ?? []) if (!best.has(names.entities[name] ?? -1)) keep(best, name, 3);
  }

  return {
    find(query: string, limit = 20): Hit[] {
      const wanted = fold(query);
      if (!wanted || wanted.includes(SEPARATOR)) return [];
      const best = new Map<number, { name: number; rank: Rank }>();
      exact(wanted, best);
      const several = query
        .split(/[^\p{L}\p{N}]+/u)
        .map(fold)
        .filter(Boolean);
      if (several.length > 1 && best.size < limit) scattered(several, best);
      const least = /[\u2e80-\u9fff]/.test(wanted) ? LEAST_FOR_TYPO_CJK : LEAST_FOR_TYPO;
      // A prefix match means there was no typo.
      const good = [...best.values()].some(({ rank }) => rank < 3);
      if (!good && wanted.length >= least && best.size < limit) misspelt(wanted, best);
      return top(
        best,
        limit,
        (a, b) =>
          a.rank - b.rank ||
          (weight[b.entity] ?? 0) - (weight[a.entity] ?? 0) ||
          (names.folded[a.name] ?? "").length - (names.folded[b.name] ?? "").length ||
          a.entity - b.entity,
      ).map(({ entity, name, rank }) => ({
        entity,
        name: names.shown[name] ?? "",
        kind: names.kinds[name] ?? "",
        rank,
      }));
    },
  };
}

/** Returns true if a word occurs at a position with at most one letter missing, added, changed or swapped. */
export function beginsNearly(text: string, word: string, at = 0): boolean {
  let same = 0;
  while (same < word.length && text[at + same] === word[same]) same++;
  const rest = (from: number, of: number): boolean => text.startsWith(word.slice(of), at + from);
  return (
    same === word.length ||
    rest(same + 1, same + 1) ||
    rest(same + 1, same) ||
    rest(same, same + 1) ||
    (text[at + same] === word[same + 1] && text[at + same + 1] === word[same] && rest(same + 2, same + 2))
  );
}

/** Questions whose title, wording or name contains every word of a query; all if it is empty. */
export function findQuestions(ledger: Ledger, query: string): number[] {
  const words = query
    .split(/[^\p{L}\p{N}]+/u)
    .map(fold)
    .filter(Boolean);
  return ledger.questions.flatMap((question, place) => {
    const text = fold(
      [question.name, question.topic, question.title.en, question.title.zh, question.ask.en, question.ask.zh].join(" "),
    );
    return words.every((word) => text.includes(word)) ? [place] : [];
  });
}

/** Questions by topic, in the order of the ledger. */
export function topics(ledger: Ledger): { topic: string; questions: number[] }[] {
  const found = new Map<string, number[]>();
  ledger.questions.forEach(({ topic }, place) => {
    kept(found, topic, () => []).push(place);
  });
  return [...found].map(([topic, questions]) => ({ topic, questions }));
}
