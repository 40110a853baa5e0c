/**
 * Finds entities by any name: either language, ids, tickers. The tiers and their order are those of
 * `kg/knowledge/matching.py`: tests/explorer/test_search.py holds both to the same answers in the same order.
 */

import { SEARCH, TIERS } from "../shared";
import { ascii, chinese, fold, type Key, key, words } from "./folding";
import { kept } from "./kept";
import type { Ledger } from "./types";

/** How a text matches a name. */
export type Tier = (typeof TIERS)[number];
export interface Hit {
  entity: number;
  name: string;
  kind: string;
  how: Tier;
}
export interface Search {
  find(query: string, limit?: number): Hit[];
}

interface Name {
  entity: number;
  text: string;
  kind: string;
  key: Key;
}
/** A tier, and the order within it: letters wrong or left over; an id comes after a name; letters of the name. */
type Rank = readonly [tier: number, cost: number, id: number, length: number];
interface Best {
  name: Name;
  rank: Rank;
}

const at = (tier: Tier): number => TIERS.indexOf(tier);

function collect({ entities, sameCharacters }: Ledger): Name[] {
  const names: Name[] = [];
  entities.forEach((entity, place) => {
    const add = (text: string, kind: string, pinyin = ""): void => {
      const readings = pinyin ? pinyin.split("|") : [];
      if (text) names.push({ entity: place, text, kind, key: key(text, sameCharacters, readings) });
    };
    add(entity.id, "id");
    add(entity.label.en, "label", entity.pinyin.en);
    add(entity.label.zh, "label", entity.pinyin.zh);
    for (const { text, kind, pinyin } of entity.names) add(text, kind, pinyin);
    for (const identifier of entity.identifiers) add(identifier.slice(identifier.indexOf("=") + 1), "identifier");
  });
  return names;
}

/** Makes the search index of a ledger: slow to build for 25,000 entities, then quick to use. */
export function makeSearch(ledger: Ledger): Search {
  const names = collect(ledger);

  return {
    find(query: string, limit = 20): Hit[] {
      const wanted = key(query, ledger.sameCharacters);
      const best = new Map<number, Best>();
      const keep = (name: Name, found: readonly [number, number, number] | null): void => {
        if (!found) return;
        const rank: Rank = [found[0], found[1], name.kind === "id" ? 1 : 0, found[2]];
        const known = best.get(name.entity);
        if (!known || order(rank, known.rank) < 0) best.set(name.entity, { name, rank });
      };
      if (wanted.folded) for (const name of names) keep(name, match(wanted, query, name));
      if (wanted.words.includes(" "))
        for (const name of scattered(names, wanted.words.split(" ")))
          keep(name, [at("words"), 0, [...name.key.folded].length]);
      if (!best.size) for (const name of names) keep(name, misspelt(wanted, name.key));
      return [...best.values()]
        .sort((a, b) => order(a.rank, b.rank) || a.name.entity - b.name.entity)
        .slice(0, limit)
        .map(({ name: { entity, text, kind }, rank }) => ({ entity, name: text, kind, how: TIERS[rank[0]] as Tier }));
    },
  };
}

function order(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}

/** How a text matches one name: tier, cost and length. */
function match(wanted: Key, text: string, { key: name, text: spelling }: Name): [number, number, number] | null {
  const tier = equal(wanted, text, name, spelling) ?? partly(wanted.folded, name);
  if (tier) return [at(tier), 0, [...name.folded].length];
  if (!within(wanted, name)) return null;
  const length = [...name.folded].length;
  return [at("name within"), [...wanted.folded].length - length, length];
}

function equal(wanted: Key, text: string, name: Key, spelling: string): Tier | null {
  if (wanted.folded === name.folded) return text === spelling ? "same" : "other spelling";
  if (wanted.bare === name.bare) return "legal form";
  if (name.said.includes(wanted.folded) || name.said.includes(wanted.bare)) return "pinyin";
  if (wanted.core === name.core) return "trade word";
  return wanted.folded.length > 1 && name.initials.includes(wanted.folded) ? "pinyin initials" : null;
}

function partly(wanted: string, name: Key): Tier | null {
  const place = name.folded.indexOf(wanted);
  if (place === 0) return "beginning";
  if (place > 0) return ends(name.words).some((start) => name.folded.startsWith(wanted, start)) ? "word" : "part";
  if (wanted.length < SEARCH.leastPinyin) return null;
  for (const [n, said] of name.said.entries()) {
    if (said.startsWith(wanted)) return "part of pinyin";
    if (!said.includes(wanted)) continue;
    const until = ends(name.pinyin[n] ?? "");
    if (until.some((start) => said.startsWith(wanted, start) && until.includes(start + wanted.length)))
      return "part of pinyin";
  }
  return null;
}

/** Where the words of a name end in the joined name, in order. */
function ends(spaced: string): number[] {
  let end = 0;
  return spaced.split(" ").map((word) => (end += word.length));
}

function within(wanted: Key, name: Key): boolean {
  const place = wanted.folded.indexOf(name.folded);
  if (place < 0) return false;
  if (chinese(name.folded)) return name.folded.length >= SEARCH.leastWithinChinese;
  if (name.folded.length < SEARCH.leastWithin) return false;
  // Not "Arm" in "Armenia": a name in letters begins and ends with words of the text.
  const until = [0, ...ends(wanted.words)];
  return until.includes(place) && until.includes(place + name.folded.length);
}

/** The names that have the first of several words, where the entity's names have all. */
function scattered(names: readonly Name[], wanted: readonly string[]): Name[] {
  const having = wanted.map((word) => {
    const anywhere = chinese(word);
    return names.filter(({ key: name }) =>
      anywhere ? name.folded.includes(word) : name.words.startsWith(word) || name.words.includes(` ${word}`),
    );
  });
  const entities = having.map((some) => new Set(some.map((name) => name.entity)));
  return (having[0] ?? []).filter((name) => entities.every((some) => some.has(name.entity)));
}

/** How a misspelt text matches a name; its legal form does not count. */
function misspelt({ bare: text }: Key, name: Key): [number, number, number] | null {
  const least = chinese(text) ? SEARCH.oneTypoChinese : SEARCH.oneTypo;
  const most = text.length >= SEARCH.twoTypos ? 2 : text.length >= least ? 1 : 0;
  let best: [number, number, number] | null = null;
  const attempt = (run: string, until: readonly number[], length: number): void => {
    const cost = typos(text, run, until, most);
    if (cost <= most && (!best || cost < best[1] || (cost === best[1] && length < best[2])))
      best = [at("misspelt"), cost, length];
  };
  if (most && maybe(text, name.folded, most)) {
    const until = ends(name.words);
    for (const start of [0, ...until.slice(0, -1)])
      attempt(
        name.folded.slice(start),
        until.map((end) => end - start),
        [...name.folded].length,
      );
  }
  if (most && ascii(text))
    for (const said of name.said) if (maybe(text, said, most)) attempt(said, [said.length], said.length);
  return best;
}

/** False if more letters of a text are nowhere in a run than may be wrong: quickly seen. */
function maybe(text: string, run: string, most: number): boolean {
  let missing = 0;
  for (let n = 0; n < text.length && missing <= most; n++) if (!run.includes(text[n] ?? "")) missing++;
  return missing <= most;
}

/**
 * The fewest letters missing, added, changed or swapped that make a text the words of a run up to one of its ends, which
 * rise; `most` + 1 if more. This is the restricted Damerau-Levenshtein distance, computed no further from the diagonal than `most`.
 */
export function typos(text: string, run: string, until: readonly number[], most: number): number {
  const far = most + 1;
  const near = until.filter((end) => end > 0 && Math.abs(end - text.length) <= most);
  if (!near.length) return far;
  const width = near.at(-1) ?? 0;
  let earlier = new Array<number>(width + 1).fill(far);
  let before = earlier.slice();
  let row = earlier.map((_, place) => place);
  let leastBefore = 0;
  for (let n = 1; n <= text.length; n++) {
    [earlier, before, row] = [before, row, earlier];
    row.fill(far);
    row[0] = n;
    let least = n;
    for (let place = Math.max(1, n - most); place <= Math.min(width, n + most); place++) {
      const changed = (before[place - 1] ?? far) + (text[n - 1] === run[place - 1] ? 0 : 1);
      let cost = Math.min(changed, (before[place] ?? far) + 1, (row[place - 1] ?? far) + 1);
      if (n > 1 && place > 1 && text[n - 1] === run[place - 2] && text[n - 2] === run[place - 1])
        cost = Math.min(cost, (earlier[place - 2] ?? far) + 1);
      row[place] = cost;
      least = Math.min(least, cost);
    }
    if (Math.min(least, leastBefore) > most) return far;
    leastBefore = least;
  }
  return Math.min(far, ...near.map((end) => row[end] ?? far));
}

/** Questions whose title, wording or name contains every word of a query; all if it is empty. */
export function findQuestions(ledger: Ledger, query: string): number[] {
  const wanted = words(query, ledger.sameCharacters);
  return ledger.questions.flatMap((question, place) => {
    const text = fold(
      [question.name, question.topic, question.title.en, question.title.zh, question.ask.en, question.ask.zh].join(" "),
      ledger.sameCharacters,
    );
    return wanted.every((word) => text.includes(word)) ? [place] : [];
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
