/**
 * The shortest paths between two entities, with the evidence of each hop, by the rules of `kg path`
 * (`kg/knowledge/network.py`). Paths do not run through what half the industry shares (topics, sectors, places,
 * stages), nor along denials.
 */

import { PATH, STATES } from "../shared";
import { kept } from "./kept";
import type { View } from "./model";
import type { DrawnEdge, Ledger } from "./types";

/** A step of a path: all edges between its ends, in either direction, surest first. */
export interface Hop {
  from: number;
  to: number;
  edges: DrawnEdge[];
}

/** The most equally short paths that are compared. */
const MOST_TIES = 60;

/** Per class, whether it is one of these or below one. */
export function below(ledger: Ledger, names: readonly string[]): boolean[] {
  const place = new Map(ledger.classes.map((term, at) => [term.name, at]));
  const isBelow = (at: number, seen: Set<number>): boolean => {
    const term = ledger.classes[at];
    if (!term || seen.has(at)) return false;
    seen.add(at);
    return names.includes(term.name) || term.parents.some((parent) => isBelow(place.get(parent) ?? -1, seen));
  };
  return ledger.classes.map((_, at) => isBelow(at, new Set()));
}

function depths(ledger: Ledger): number[] {
  const place = new Map(ledger.properties.map((term, at) => [term.name, at]));
  const depth = (at: number, seen: number): number =>
    seen > 20
      ? 0
      : Math.max(
          0,
          ...(ledger.properties[at]?.parents ?? []).map((parent) => 1 + depth(place.get(parent) ?? -1, seen + 1)),
        );
  return ledger.properties.map((_, at) => depth(at, 0));
}

/** The shortest paths, at most `limit`. The day applies, filters do not; edges count in both directions. */
export function paths(ledger: Ledger, view: View, from: number, to: number, limit = 3): Hop[][] {
  if (from < 0 || to < 0 || from === to) return [];
  const shared = below(ledger, PATH.shared);
  const group = below(ledger, PATH.groups);
  const compared = new Set(
    ledger.properties.flatMap((term, at) =>
      PATH.comparisons.some((name) => term.name === name || term.parents.includes(name)) ? [at] : [],
    ),
  );
  const is = (flags: readonly boolean[], entity: number): boolean =>
    entity !== from && entity !== to && flags[ledger.entities[entity]?.cls ?? -1] === true;
  const near = new Map<number, Map<number, { cost: number; edges: DrawnEdge[] }>>();
  for (const edge of view.everything) {
    const { source, target } = edge;
    if (edge.state === "denied" || source === target || is(shared, source) || is(shared, target)) continue;
    // Plans, rumours and loose comparisons are weaker steps, and groups say less than companies.
    const cost =
      1 +
      PATH.groupCost * (Number(is(group, source)) + Number(is(group, target))) +
      (edge.state === "stated" ? 0 : PATH.unsureCost) +
      (compared.has(edge.property) ? PATH.comparisonCost : 0);
    for (const [a, b] of [
      [source, target],
      [target, source],
    ] as const) {
      const ends = kept(near, a, () => new Map());
      const tie = ends.get(b);
      if (tie) {
        tie.edges.push(edge);
        tie.cost = Math.min(tie.cost, cost);
      } else ends.set(b, { cost, edges: [edge] });
    }
  }
  const before = shortest(near, from, to);
  const depth = depths(ledger);
  const strongest = (a: DrawnEdge, b: DrawnEdge): number =>
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    b.origins - a.origins ||
    (depth[b.property] ?? 0) - (depth[a.property] ?? 0) ||
    (a.id < b.id ? -1 : 1);
  const key = (way: readonly number[]): string => way.map((entity) => ledger.entities[entity]?.id ?? "").join(" ");
  return ways(before, from, to)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .slice(0, limit)
    .map((way) =>
      way.slice(1).map((end, place): Hop => {
        const start = way[place] ?? -1;
        return { from: start, to: end, edges: [...(near.get(start)?.get(end)?.edges ?? [])].sort(strongest) };
      }),
    );
}

type Near = Map<number, Map<number, { cost: number }>>;

/** Dijkstra, keeping every predecessor on a shortest path. Costs are multiples of a quarter, so sums are exact. */
function shortest(near: Near, from: number, to: number): Map<number, number[]> {
  const cost = new Map([[from, 0]]);
  const before = new Map<number, number[]>();
  const queue = new Map<number, number[]>([[0, [from]]]);
  const done = new Set<number>();
  while (queue.size) {
    const least = Math.min(...queue.keys());
    const batch = queue.get(least) ?? [];
    queue.delete(least);
    if (least > (cost.get(to) ?? Infinity)) break;
    for (const here of batch) {
      if (done.has(here) || cost.get(here) !== least) continue;
      done.add(here);
      for (const [end, tie] of near.get(here) ?? []) {
        const sum = least + tie.cost;
        const known = cost.get(end) ?? Infinity;
        if (sum < known) {
          cost.set(end, sum);
          before.set(end, [here]);
          kept(queue, sum, () => []).push(end);
        } else if (sum === known) before.get(end)?.push(here);
      }
    }
  }
  return before;
}

function ways(before: Map<number, number[]>, from: number, to: number): number[][] {
  const found: number[][] = [];
  const walk = (end: number, tail: number[]): void => {
    if (found.length >= MOST_TIES) return;
    if (end === from) {
      found.push([from, ...tail]);
      return;
    }
    for (const previous of before.get(end) ?? []) walk(previous, [end, ...tail]);
  };
  if (before.has(to)) walk(to, []);
  return found;
}
