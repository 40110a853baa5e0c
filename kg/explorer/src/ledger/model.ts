/**
 * From ledger and view state to what is visible: the claims known by the day that pass the filters, the nodes and
 * edges they make, and the number of claims behind each filter choice.
 */

import { kept } from "./kept";
import type { Knowledge } from "./knowledge";
import { gather, isKnown, knowledge, stateOf } from "./knowledge";
import type { DrawnEdge, DrawnNode, EdgeState, Lang, Ledger, Reading, Role, ViewState } from "./types";

export { isKnown, stateOf };

/** How many claims each choice would show, given the other filters. Chosen ones are listed even at 0. */
export interface Facets {
  roles: Map<Role, number>;
  states: Map<EdgeState, number>;
  docs: Map<string, number>;
  properties: Map<string, number>;
  disputed: number;
}

export interface View {
  asOf: string;
  reading: Reading;
  /** per claim: whether its document was published by the day */
  known: Uint8Array;
  /** per claim, as of the day: a plan that a known fact fulfils is "stated" */
  states: EdgeState[];
  /** per claim: whether a claim known by the day disagrees */
  disputed: Uint8Array;
  /** claims that pass the filters, without deprecated ones, in ledger order */
  visible: number[];
  edges: DrawnEdge[];
  nodes: DrawnNode[];
  /** edges of all known claims, ignoring filters */
  everything: DrawnEdge[];
  facets: Facets;
  coverage: { documents: number; claims: number; until: string };
}

type Filters = ViewState["filters"];

/** Returns true if any filter is set. */
export function isFiltered({ filters }: ViewState): boolean {
  const { roles, states, docs, properties, disputedOnly } = filters;
  return disputedOnly || roles.length + states.length + docs.length + properties.length > 0;
}

let last: { ledger: Ledger; key: string; view: View } | null = null;

/** What is visible in a view state. The last result is cached. */
export function view(ledger: Ledger, state: ViewState): View {
  const key = JSON.stringify([state.asOf, state.reading, state.lang, state.filters]);
  if (last?.ledger === ledger && last.key === key) return last.view;
  const made = makeView(ledger, knowledge(ledger, state.asOf, state.reading), state);
  last = { ledger, key, view: made };
  return made;
}

function makeView(ledger: Ledger, what: Knowledge, state: ViewState): View {
  const { visible, facets } = filtered(ledger, what, state.filters);
  const edges = isFiltered(state) ? gather(ledger, visible, what.keys, what.disputed) : what.edges;
  const { asOf, reading, lang } = state;
  const { known, states, disputed, coverage, edges: everything } = what;
  const nodes = nodesOf(ledger, visible, edges, lang);
  return { asOf, reading, known, states, disputed, visible, edges, nodes, everything, facets, coverage };
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** One pass: a claim stopped by a single filter still counts for the choices of that filter. */
function filtered(ledger: Ledger, what: Knowledge, filters: Filters): { visible: number[]; facets: Facets } {
  const { claims, docs, entities, properties } = ledger;
  const roles = new Set(filters.roles);
  const states = new Set(filters.states);
  const chosenDocs = new Set(filters.docs);
  const chosenProperties = new Set(filters.properties);
  const facets: Facets = {
    roles: new Map(filters.roles.map((role) => [role, 0])),
    states: new Map(filters.states.map((state) => [state, 0])),
    docs: new Map(filters.docs.map((doc) => [doc, 0])),
    properties: new Map(filters.properties.map((name) => [name, 0])),
    disputed: 0,
  };
  const visible: number[] = [];
  claims.forEach((claim, place) => {
    if (!what.known[place] || claim.rank === "deprecated") return;
    const first = entities[claim.subject]?.role ?? "other";
    const second = entities[claim.object]?.role ?? first;
    const state = what.states[place] ?? "rumour";
    const doc = docs[claim.doc]?.id ?? "";
    const property = properties[claim.property]?.name ?? "";
    const stopped = {
      roles: roles.size > 0 && !roles.has(first) && !roles.has(second),
      states: states.size > 0 && !states.has(state),
      docs: chosenDocs.size > 0 && !chosenDocs.has(doc),
      properties: chosenProperties.size > 0 && !chosenProperties.has(property),
      disputed: filters.disputedOnly && !what.disputed[place],
    };
    const stops = Object.values(stopped).filter(Boolean).length;
    if (stops === 0) visible.push(place);
    const passesOthers = (filter: keyof typeof stopped): boolean => stops === Number(stopped[filter]);
    if (passesOthers("roles")) {
      count(facets.roles, first);
      if (second !== first) count(facets.roles, second);
    }
    if (passesOthers("states")) count(facets.states, state);
    if (passesOthers("docs")) count(facets.docs, doc);
    if (passesOthers("properties")) count(facets.properties, property);
    if (passesOthers("disputed") && what.disputed[place]) facets.disputed += 1;
  });
  return { visible, facets };
}

/** A node for each subject, object and end of an edge, sized by independent origins, in ledger order. */
function nodesOf(ledger: Ledger, visible: readonly number[], edges: readonly DrawnEdge[], lang: Lang): DrawnNode[] {
  const origins = new Map<number, Set<number>>();
  for (const place of visible) {
    const claim = ledger.claims[place];
    if (!claim) continue;
    const origin = ledger.docs[claim.doc]?.origin ?? -1;
    for (const end of [claim.subject, claim.object]) {
      if (end >= 0) kept(origins, end, () => new Set()).add(origin);
    }
  }
  // A plan folded into a fact ends where the fact does, even if only the plan passes the filters.
  for (const { source, target } of edges)
    for (const end of [source, target]) if (!origins.has(end)) origins.set(end, new Set([-1]));
  return [...origins.keys()]
    .sort((a, b) => a - b)
    .flatMap((entity) => drawnNode(ledger, entity, lang, origins.get(entity)?.size ?? 1));
}

/** The node of an entity, if it exists. */
export function drawnNode(ledger: Ledger, entity: number, lang: Lang, size: number): DrawnNode[] {
  const found = ledger.entities[entity];
  if (!found) return [];
  const label = found.label[lang] || found.label.en || found.label.zh || found.id;
  return [{ entity, x: found.x, y: found.y, role: found.role, size, label, level: found.level }];
}
