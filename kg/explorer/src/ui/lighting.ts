/**
 * The scene as the page shows it: verbs on lines, the line walked by keyboard, and the neighbourhood behind a chosen
 * line.
 */

import { scene } from "../draw/scene";
import { kept } from "../ledger/kept";
import type { View } from "../ledger/model";
import type { DrawnEdge, Scene } from "../ledger/types";
import { verb } from "../words/sentence";
import type { App } from "./app";

const worded = new WeakMap<readonly DrawnEdge[], Map<string, DrawnEdge[]>>();

/** The edges with their verbs, cached by list and language. */
function withVerbs(app: App, edges: readonly DrawnEdge[]): DrawnEdge[] {
  const lang = app.lang();
  const byLang = kept(worded, edges, () => new Map());
  return kept(byLang, lang, () => edges.map((edge) => ({ ...edge, verb: verb(app.ledger, edge.property, lang) })));
}

function light(lit: Scene["lit"], edge: DrawnEdge): void {
  lit.edges.add(edge.id);
  lit.nodes.add(edge.source).add(edge.target);
}

/** The scene to draw. `cursor` is the entity under the keyboard cursor, `walked` the line that led there. */
export function lighted(app: App, cursor: number, walked: string): Scene {
  const state = app.state();
  const view: View = app.view();
  const drawn = scene(app.ledger, view, state, cursor);
  const edges =
    drawn.edges === view.edges
      ? withVerbs(app, view.edges)
      : drawn.edges.map((edge) => ({ ...edge, verb: verb(app.ledger, edge.property, state.lang) }));
  const focus = app.index.entity.get(state.focus) ?? -1;
  let { focusEdge } = drawn;
  if (focusEdge && focus >= 0) {
    // Keep the neighbourhood from which the line was chosen lit; the line itself is in ink.
    const chosen = edges.find((edge) => edge.id === focusEdge);
    if (chosen && (chosen.source === focus || chosen.target === focus)) {
      for (const edge of view.edges) if (edge.source === focus || edge.target === focus) light(drawn.lit, edge);
    }
  }
  const step = walked && !focusEdge ? edges.find((edge) => edge.id === walked) : undefined;
  if (step) {
    focusEdge = walked;
    if (drawn.lit.nodes.size) light(drawn.lit, step);
  }
  return { ...drawn, edges, focusEdge };
}
