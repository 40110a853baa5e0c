/**
 * What is known on a day, ignoring filters: which claims, in which state, which are disputed, which edges they make.
 *
 * A claim of an unpublished document is unknown. A plan stays a plan until a claim of the fact is known; then it is
 * folded into the edge of the fact, so that nothing is drawn twice. This runs whenever the day changes, so what does not
 * depend on the day is computed once per ledger.
 */

import { HEARSAY, STATE_OF_MODE, STATES } from "../shared";
import { kept } from "./kept";
import type { Claim, Doc, DrawnEdge, EdgeState, Ledger, Reading } from "./types";

const [STATED, PLAN, COUNT] = [0, 1, STATES.length];
const BASES_OF_RUMOUR: ReadonlySet<string> = new Set(HEARSAY);

/** Returns true if a document was certainly, or possibly, published by a day. On an empty day everything is known. */
export function isKnown(doc: Doc, asOf: string, reading: Reading): boolean {
  if (!asOf) return true;
  return reading === "certain" ? doc.to !== "" && doc.to <= asOf : doc.from === "" || doc.from <= asOf;
}

/** How a claim is drawn on its own. */
export function stateOf(claim: Claim): EdgeState {
  if (claim.polarity === "denies") return "denied";
  if (BASES_OF_RUMOUR.has(claim.basis)) return "rumour";
  return STATE_OF_MODE[claim.mode] ?? "opinion";
}

/** What does not depend on the day. A "three" is a subject, property and object, numbered in order of edge ids. */
interface Fixed {
  /** per claim, the position of its own state in STATES */
  own: Uint8Array;
  states: EdgeState[];
  /** per claim, its three, or -1 if it makes no edge */
  threes: Int32Array;
  ids: string[];
  /** per three, one of its claims */
  sample: Int32Array;
}

export interface Knowledge {
  known: Uint8Array;
  disputed: Uint8Array;
  states: EdgeState[];
  /** per claim, its group (three × number of states + state), or -1 if it makes no edge on this day */
  keys: Int32Array;
  edges: DrawnEdge[];
  coverage: { documents: number; claims: number; until: string };
}

const fixed = new WeakMap<Ledger, Fixed>();
const days = new WeakMap<Ledger, Map<string, Knowledge>>();
const MOST_KEPT = 8;

function fixedOf(ledger: Ledger): Fixed {
  return kept(fixed, ledger, () => makeFixed(ledger));
}

function makeFixed(ledger: Ledger): Fixed {
  const { claims, entities, properties } = ledger;
  const states = claims.map(stateOf);
  const first = new Map<string, number>();
  const names = claims.map((claim, place) => {
    const property = properties[claim.property];
    // An edge would be taken for the whole group, where a claim speaks of some of it.
    if (property?.kind !== "relation" || claim.rank === "deprecated" || claim.extent) return "";
    const name = `${entities[claim.subject]?.id}|${property.name}|${entities[claim.object]?.id}|`;
    if (!first.has(name)) first.set(name, place);
    return name;
  });
  const ids = [...first.keys()].sort();
  const number = new Map(ids.map((id, place) => [id, place]));
  return {
    own: Uint8Array.from(states, (state) => STATES.indexOf(state)),
    states,
    ids,
    threes: Int32Array.from(names, (name) => number.get(name) ?? -1),
    sample: Int32Array.from(ids, (id) => first.get(id) ?? -1),
  };
}

/** What is known on a day. The last few results are cached, so that moving the handle back and forth is cheap. */
export function knowledge(ledger: Ledger, asOf: string, reading: Reading): Knowledge {
  const results = kept(days, ledger, () => new Map<string, Knowledge>());
  // The same is known on all days between two publications, so they share a result.
  const published = ledger.docs.map((doc) => isKnown(doc, asOf, reading));
  const key = published.map(Number).join("");
  let found = results.get(key);
  if (!found) {
    found = makeKnowledge(ledger, published);
    if (results.size >= MOST_KEPT) results.delete(results.keys().next().value ?? "");
    results.set(key, found);
  }
  return found;
}

function makeKnowledge(ledger: Ledger, published: readonly boolean[]): Knowledge {
  const { claims, docs } = ledger;
  const { own, states: ownStates, threes, ids } = fixedOf(ledger);
  const known = new Uint8Array(claims.length);
  const used = new Set<number>();
  let count = 0;
  claims.forEach(({ doc }, place) => {
    if (!published[doc]) return;
    known[place] = 1;
    count += 1;
    used.add(doc);
  });
  const facts = factsOf(ledger, known, fixedOf(ledger), ids.length);
  const states = [...ownStates];
  const keys = new Int32Array(claims.length).fill(-1);
  for (let place = 0; place < keys.length; place++) {
    const three = threes[place] ?? -1;
    if (!known[place] || three < 0) continue;
    const fact = own[place] === PLAN ? (facts[three] ?? -1) : -1;
    keys[place] = fact < 0 ? three * COUNT + (own[place] ?? 0) : fact * COUNT + STATED;
    if (fact >= 0) states[place] = "stated";
  }
  const disputed = disputes(ledger, known);
  const all = Int32Array.from(claims, (_, place) => place);
  const until = [...used].map((doc) => docs[doc]?.to ?? "").reduce((a, b) => (a > b ? a : b), "");
  return {
    known,
    disputed,
    states,
    keys,
    edges: gather(ledger, all, keys, disputed),
    coverage: { documents: used.size, claims: count, until },
  };
}

/** Per three, the three of the known fact that its plans have become, or -1. */
function factsOf(ledger: Ledger, known: Uint8Array, { own, threes }: Fixed, length: number): Int32Array {
  const facts = new Int32Array(length).fill(-1);
  for (const { from, to, kind } of ledger.links) {
    const [fact, plan] = [ledger.claims[from], ledger.claims[to]];
    const three = threes[to] ?? -1;
    if (kind !== "fulfils" || !fact || !plan || three < 0 || own[to] !== PLAN) continue;
    if (!known[from] || own[from] !== STATED || fact.rank === "deprecated") continue;
    // "Listed on the main board" fulfils the plan to list in Hong Kong: one line, not two.
    const alike = (threes[from] ?? -1) >= 0 && fact.subject === plan.subject && fact.property === plan.property;
    facts[three] = alike ? (threes[from] ?? -1) : three;
  }
  for (let place = 0; place < known.length; place++) {
    const three = threes[place] ?? -1;
    if (three >= 0 && known[place] && own[place] === STATED) facts[three] = three;
  }
  return facts;
}

function disputes(ledger: Ledger, known: Uint8Array): Uint8Array {
  const disputed = new Uint8Array(ledger.claims.length);
  for (const conflict of ledger.conflicts) {
    const members = conflict.claims.filter((claim) => known[claim]);
    if (members.length > 1 && conflict.status !== "settled") for (const claim of members) disputed[claim] = 1;
  }
  for (const { from, to, kind } of ledger.links) {
    if (kind !== "contradicts" || !known[from] || !known[to]) continue;
    // A claim contradicted only by one judged wrong is no longer disputed; the wrong one stays marked.
    if (ledger.claims[to]?.rank !== "deprecated") disputed[from] = 1;
    if (ledger.claims[from]?.rank !== "deprecated") disputed[to] = 1;
  }
  return disputed;
}

/**
 * Groups claims into edges, sorted by id; claims without a key are skipped. A plan that has become fact comes last among
 * the claims of the fact's edge and does not count as an origin.
 */
export function gather(ledger: Ledger, places: Iterable<number>, keys: Int32Array, disputed: Uint8Array): DrawnEdge[] {
  const { own, ids, sample } = fixedOf(ledger);
  const groups = new Map<number, number[]>();
  for (const place of places) {
    const key = keys[place] ?? -1;
    if (key < 0) continue;
    kept(groups, key, () => []).push(place);
  }
  // Ids are sorted; within a three, states sort by name, like the ids.
  const byName = STATES.map((state) => [...STATES].sort().indexOf(state));
  const order = (key: number): number => key - (key % COUNT) + (byName[key % COUNT] ?? 0);
  return [...groups.keys()]
    .sort((a, b) => order(a) - order(b))
    .map((key) => {
      const group = groups.get(key) ?? [];
      const [three, state] = [Math.floor(key / COUNT), key % COUNT];
      if (group.length > 1) group.sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0) || a - b);
      const claim = ledger.claims[sample[three] ?? -1];
      const witnesses = group.length > 1 ? group.filter((place) => own[place] === state) : group;
      return {
        id: `${ids[three]}${STATES[state]}`,
        source: claim?.subject ?? -1,
        target: claim?.object ?? -1,
        property: claim?.property ?? -1,
        state: STATES[state] ?? "rumour",
        disputed: group.some((place) => disputed[place] === 1),
        origins: witnesses.length > 1 ? originsOf(ledger, witnesses) : 1,
        claims: group,
      };
    });
}

/** The number of independent origins of some claims: a repost does not count again. */
export function originsOf(ledger: Ledger, claims: readonly number[]): number {
  return new Set(claims.map((place) => ledger.docs[ledger.claims[place]?.doc ?? -1]?.origin ?? -1)).size;
}
