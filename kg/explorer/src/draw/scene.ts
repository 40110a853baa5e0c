/** The picture of a view: what is drawn, what is lit, and which entities are neighbours. */

import { answerOf } from "../ledger/answers";
import { index } from "../ledger/data";
import type { View } from "../ledger/model";
import { drawnNode } from "../ledger/model";
import { paths } from "../ledger/paths";
import type { DrawnEdge, Ledger, Scene, ViewState } from "../ledger/types";
import { STATES } from "../shared";

/**
 * The scene of a view. The most specific choice is lit: a claim, else an edge, else an entity; in their own views, a path
 * or the answer to a question. What is chosen is drawn even if the filters hide it.
 */
export function scene(ledger: Ledger, view: View, state: ViewState, cursor = -1): Scene {
  const look = index(ledger);
  const lit = { nodes: new Set<number>(), edges: new Set<string>() };
  const light = (edge: DrawnEdge): void => {
    lit.edges.add(edge.id);
    lit.nodes.add(edge.source).add(edge.target);
  };
  let focus = -1;
  let focusEdge = "";
  const claim = look.claim.get(state.claim) ?? -1;
  const chosenEdge = claim >= 0 ? edgeOfClaim(view, claim) : state.edge ? findEdge(view, state.edge) : null;
  if (state.view === "path" && state.path.from && state.path.to) {
    const ends = [look.entity.get(state.path.from) ?? -1, look.entity.get(state.path.to) ?? -1] as const;
    for (const hop of paths(ledger, view, ...ends, 1)[0] ?? []) hop.edges.forEach(light);
    for (const end of ends) if (end >= 0) lit.nodes.add(end);
  } else if (chosenEdge) {
    light(chosenEdge);
    focusEdge = chosenEdge.id;
  } else if (claim >= 0) {
    focus = ledger.claims[claim]?.subject ?? -1;
  } else if (state.focus) {
    focus = look.entity.get(state.focus) ?? -1;
  } else if (state.view === "questions" && state.question) {
    const question = look.question.get(state.question) ?? -1;
    const cells = (answerOf(ledger, question, state.asOf, state.reading)?.rows ?? []).flat();
    const claims = new Set<number>();
    for (const cell of cells) {
      if (!cell || typeof cell !== "object") continue;
      if ("e" in cell) lit.nodes.add(cell.e);
      if ("c" in cell) claims.add(cell.c);
    }
    for (const edge of view.edges) if (edge.claims.some((place) => claims.has(place))) light(edge);
  }
  if (focus >= 0) {
    lit.nodes.add(focus);
    for (const edge of view.edges) if (edge.source === focus || edge.target === focus) light(edge);
  }
  return { ...withChosen(ledger, view, state, lit), lit, focus, focusEdge, cursor };
}

/** The nodes and edges of the view, plus lit ones that the filters hide. */
function withChosen(ledger: Ledger, view: View, state: ViewState, lit: Scene["lit"]): Pick<Scene, "nodes" | "edges"> {
  if (state.view === "questions" && state.question) return { nodes: view.nodes, edges: view.edges };
  const edges = new Set(view.edges.map((edge) => edge.id));
  const nodes = new Set(view.nodes.map((node) => node.entity));
  const moreEdges = view.everything.filter((edge) => lit.edges.has(edge.id) && !edges.has(edge.id));
  const moreNodes = [...lit.nodes]
    .filter((entity) => !nodes.has(entity))
    .flatMap((entity) => drawnNode(ledger, entity, state.lang, 1));
  if (!moreEdges.length && !moreNodes.length) return { nodes: view.nodes, edges: view.edges };
  return { nodes: [...view.nodes, ...moreNodes], edges: [...view.edges, ...moreEdges] };
}

function edgeOfClaim(view: View, claim: number): DrawnEdge | null {
  return view.everything.find((edge) => edge.claims.includes(claim)) ?? null;
}

/** Finds an edge by id, else the same relation in another state, else any edge between the two entities. */
export function findEdge(view: View, id: string): DrawnEdge | null {
  const [source = "", property = "", object = ""] = id.split("|");
  const pair = object === "";
  const three = `${source}|${property}|${object}|`;
  const test: ((edge: DrawnEdge) => boolean)[] = pair
    ? [(edge) => edge.id.startsWith(`${source}|`) && edge.id.split("|")[2] === property]
    : [
        (edge) => edge.id === id,
        (edge) => edge.id.startsWith(three),
        (edge) => edge.id.startsWith(`${source}|`) && edge.id.split("|")[2] === object,
      ];
  for (const fits of test) {
    for (const edges of [view.edges, view.everything]) {
      const found = edges.filter(fits).sort(surestFirst)[0];
      if (found) return found;
    }
  }
  return null;
}

function surestFirst(a: DrawnEdge, b: DrawnEdge): number {
  return STATES.indexOf(a.state) - STATES.indexOf(b.state) || b.origins - a.origins || (a.id < b.id ? -1 : 1);
}

/** Visible edges between two entities, in either direction, surest first. */
export function edgesBetween(view: View, a: number, b: number): DrawnEdge[] {
  return view.edges
    .filter((edge) => (edge.source === a && edge.target === b) || (edge.source === b && edge.target === a))
    .sort(surestFirst);
}

interface Spot {
  entity: number;
  x: number;
  y: number;
}

function beside(view: View, entity: number): { here: Spot | undefined; others: Spot[] } {
  const spots = new Map(view.nodes.map((node) => [node.entity, node]));
  const ends = new Set<number>();
  for (const edge of view.edges) {
    if (edge.source === entity) ends.add(edge.target);
    if (edge.target === entity) ends.add(edge.source);
  }
  ends.delete(entity);
  return { here: spots.get(entity), others: [...ends].flatMap((end) => spots.get(end) ?? []) };
}

/** Visible neighbours, clockwise from the top: the order in which the keyboard visits them. */
export function neighbours(view: View, entity: number): number[] {
  const { here, others } = beside(view, entity);
  if (!here) return others.map((spot) => spot.entity);
  const turn = (spot: Spot): number => (Math.atan2(spot.x - here.x, here.y - spot.y) + 2 * Math.PI) % (2 * Math.PI);
  return others.sort((a, b) => turn(a) - turn(b) || a.entity - b.entity).map((spot) => spot.entity);
}

/** The nearest neighbour within 75 degrees of a direction (y points down), or -1. */
export function step(view: View, entity: number, dx: number, dy: number): number {
  const { here, others } = beside(view, entity);
  const length = Math.hypot(dx, dy);
  if (!here || !length) return -1;
  let best = -1;
  let least = Infinity;
  for (const spot of others) {
    const [x, y] = [spot.x - here.x, spot.y - here.y];
    const far = Math.hypot(x, y);
    const along = far ? (x * dx + y * dy) / (far * length) : 0;
    if (along < Math.cos((75 * Math.PI) / 180)) continue;
    const cost = far / (along * along);
    if (cost < least || (cost === least && spot.entity < best)) [best, least] = [spot.entity, cost];
  }
  return best;
}
