/** The reader's steps: choose an entity, open a line or a claim, go back. Each is a single state change. */
import { findEdge } from "../draw/scene";
import type { App } from "./app";

/** Below this width the panel is a bottom sheet; the style sheet uses the same number. */
export const NARROW = 820;

/** Opens an entity's page. */
export function openEntity(app: App, entity: number): void {
  const found = app.ledger.entities[entity];
  if (!found) return;
  app.go({ focus: found.id, edge: "", claim: "" });
}

/** Opens the evidence for a line, optionally at a claim. */
export function openEdge(app: App, edge: string, claim = -1): void {
  app.go({ edge, claim: app.ledger.claims[claim]?.id ?? "" });
}

/** Opens the evidence for a claim, on its line if it has one. */
export function openClaim(app: App, claim: number): void {
  const found = app.ledger.claims[claim];
  if (!found) return;
  const edge = app.view().everything.find((one) => one.claims.includes(claim));
  app.go({ edge: edge?.id ?? "", claim: found.id });
}

/** One step back: from a claim to its entity, from an entity to the whole, from another view to the picture. */
export function stepBack(app: App): boolean {
  const state = app.state();
  if (state.edge || state.claim) app.go({ edge: "", claim: "" });
  else if (state.focus) app.go({ focus: "" });
  else if (state.view === "questions" && state.question) app.go({ question: "" });
  else if (state.view !== "graph") app.go({ view: "graph" });
  else return false;
  return true;
}

/** What the panel shows. */
export type Page = "overview" | "entity" | "evidence" | "questions" | "path";

export function pageOf(app: App): Page {
  const state = app.state();
  if (state.edge || state.claim) {
    if (app.index.claim.has(state.claim) || findEdge(app.view(), state.edge)) return "evidence";
  }
  if (app.index.entity.has(state.focus)) return "entity";
  return state.view === "questions" || state.view === "path" ? state.view : "overview";
}
