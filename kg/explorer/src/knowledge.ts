/**
 * What is known on a day, whatever the filters: which claims, in which state, who disagrees, which edges they make.
 *
 * A claim of a document that was not yet published is unknown. A plan stays a plan until a claim of the fact is known;
 * then it is folded into the edge of the fact, so that the same thing is not drawn twice.
 */
import { index } from "./data";
import type { Claim, Doc, DrawnEdge, EdgeState, Ledger, Reading } from "./types";

/** From the surest to the least sure: the order in which edges and claims are listed. */
export const STATES: readonly EdgeState[] = ["stated", "plan", "rumour", "denied"];
/** Bases that make no plain fact, however firmly the claim is worded. */
const HEARSAY = new Set(["comment", "anonymous", "marketInfo"]);

/** Whether a document was published by a day: surely, or possibly. An empty day knows everything. */
export function isKnown(doc: Doc, asOf: string, reading: Reading): boolean {
  if (!asOf) return true;
  return reading === "certain" ? doc.to !== "" && doc.to <= asOf : doc.from === "" || doc.from <= asOf;
}

/** How a claim is drawn, taken by itself. */
export function stateOf(claim: Claim): EdgeState {
  if (claim.polarity === "denies") return "denied";
  if (HEARSAY.has(claim.basis)) return "rumour";
  return claim.mode === "actual" ? "stated" : "plan";
}

export interface Knowledge {
  asOf: string; reading: Reading;
  known: Uint8Array; disputed: Uint8Array; states: EdgeState[];
  /** per claim the id of the edge that it is gathered into; empty for measures, attributes, unknown and deprecated ones */
  edgeIds: string[];
  edges: DrawnEdge[];
  coverage: { documents: number; claims: number; until: string };
}

const days = new WeakMap<Ledger, Map<string, Knowledge>>();
const MOST_KEPT = 8;

/** What is known on a day; the last few days are kept, so that moving the handle to and fro costs nothing. */
export function knowledge(ledger: Ledger, asOf: string, reading: Reading): Knowledge {
  let results = days.get(ledger);
  if (!results) days.set(ledger, (results = new Map<string, Knowledge>()));
  // Days between two publications know the same, so they share one result.
  const docs = ledger.docs.map((doc) => (isKnown(doc, asOf, reading) ? "1" : "0")).join("");
  let found = results.get(docs);
  if (!found) {
    found = makeKnowledge(ledger, asOf, reading);
    if (results.size >= MOST_KEPT) results.delete(results.keys().next().value ?? "");
    results.set(docs, found);
  }
  return found;
}

function makeKnowledge(ledger: Ledger, asOf: string, reading: Reading): Knowledge {
  const { claims, docs, entities, properties } = ledger;
  const published = docs.map((doc) => isKnown(doc, asOf, reading));
  const known = Uint8Array.from(claims, (claim) => Number(published[claim.doc] ?? false));
  const states = claims.map(stateOf);
  const isRelation = properties.map((property) => property.kind === "relation");
  const drawn = (place: number): boolean => {
    const claim = claims[place];
    return claim !== undefined && known[place] === 1 && claim.rank !== "deprecated" && isRelation[claim.property] === true;
  };
  const threes = claims.map((claim, place) =>
    drawn(place) ? `${entities[claim.subject]?.id}|${properties[claim.property]?.name}|${entities[claim.object]?.id}` : "",
  );
  const edgeIds = threes.map((three, place) => (three ? `${three}|${states[place]}` : ""));
  const kept = fulfilled(ledger, known, states, threes);
  threes.forEach((three, place) => {
    const target = kept.get(three);
    if (target && states[place] === "plan") edgeIds[place] = target;
  });
  foldIntoFacts(threes, states, edgeIds);
  const ownStates = [...states];
  edgeIds.forEach((id, place) => {
    if (id && states[place] === "plan" && id.endsWith("|stated")) states[place] = "stated";
  });
  const disputed = disputes(ledger, known);
  const used = new Set(claims.flatMap((claim, place) => (known[place] ? [claim.doc] : [])));
  const until = [...used].map((doc) => docs[doc]?.to ?? "").reduce((a, b) => (a > b ? a : b), "");
  const all = claims.map((_, place) => place);
  return {
    asOf, reading, known, disputed, states, edgeIds,
    edges: gather(ledger, all, edgeIds, ownStates, disputed),
    coverage: { documents: used.size, claims: known.reduce((sum, one) => sum + one, 0), until },
  };
}

/** Plans (subject, property, object) that a known claim of a fact says are fulfilled, with the edge that shows it. */
function fulfilled(ledger: Ledger, known: Uint8Array, states: readonly EdgeState[], threes: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { from, to, kind } of ledger.links) {
    const fact = ledger.claims[from];
    const plan = ledger.claims[to];
    const three = threes[to];
    if (kind !== "fulfils" || !fact || !plan || !three) continue;
    if (!known[from] || states[from] !== "stated" || fact.rank === "deprecated" || states[to] !== "plan") continue;
    // "Listed on the main board" keeps the plan of a listing in Hong Kong: one line, not two.
    const alike = threes[from] && fact.subject === plan.subject && fact.property === plan.property;
    found.set(three, `${alike ? threes[from] : three}|stated`);
  }
  return found;
}

function foldIntoFacts(threes: readonly string[], states: readonly EdgeState[], edgeIds: string[]): void {
  const facts = new Set(threes.filter((three, place) => three && states[place] === "stated"));
  threes.forEach((three, place) => {
    if (three && states[place] === "plan" && facts.has(three)) edgeIds[place] = `${three}|stated`;
  });
}

function disputes(ledger: Ledger, known: Uint8Array): Uint8Array {
  const disputed = new Uint8Array(ledger.claims.length);
  for (const conflict of ledger.conflicts) {
    const members = conflict.claims.filter((claim) => known[claim]);
    if (members.length > 1) for (const claim of members) disputed[claim] = 1;
  }
  for (const { from, to, kind } of ledger.links) {
    if (kind === "contradicts" && known[from] && known[to]) disputed[from] = disputed[to] = 1;
  }
  return disputed;
}

/**
 * Gathers claims into edges, sorted by id; those without an edge id are passed over. `own` are the claims' own states:
 * a plan that has become fact is no witness of it.
 */
export function gather(
  ledger: Ledger, places: readonly number[], edgeIds: readonly string[], own: readonly EdgeState[], disputed: Uint8Array,
): DrawnEdge[] {
  const groups = new Map<string, number[]>();
  for (const place of places) {
    const id = edgeIds[place];
    if (!id) continue;
    const group = groups.get(id);
    if (group) group.push(place);
    else groups.set(id, [place]);
  }
  const { entity, property } = index(ledger);
  const edges: DrawnEdge[] = [];
  for (const [id, group] of groups) {
    const [subject = "", verb = "", object = "", state = "rumour"] = id.split("|");
    const sure = (place: number): number => STATES.indexOf(own[place] ?? "rumour");
    group.sort((a, b) => sure(a) - sure(b) || a - b);
    const witnesses = group.filter((place) => own[place] === state);
    edges.push({
      id, source: entity.get(subject) ?? -1, target: entity.get(object) ?? -1, property: property.get(verb) ?? -1,
      state: state as EdgeState, disputed: group.some((place) => disputed[place] === 1),
      origins: Math.max(1, originsOf(ledger, witnesses)), claims: group,
    });
  }
  return edges.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** How many independent origins some claims have: a repost is no second witness. */
export function originsOf(ledger: Ledger, claims: readonly number[]): number {
  return new Set(claims.map((place) => ledger.docs[ledger.claims[place]?.doc ?? -1]?.origin ?? -1)).size;
}
