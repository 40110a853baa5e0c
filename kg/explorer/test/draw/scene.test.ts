import { expect, test } from "vitest";
import { edgesBetween, findEdge, neighbours, scene, step } from "../../src/draw/scene";
import { view } from "../../src/ledger/model";
import type { ViewState } from "../../src/ledger/types";
import { change, initial } from "../../src/ui/state";
import { entityAt, makeLedger } from "../ledger";

const ledger = makeLedger();
const base = initial("en");
const ids = (entities: Iterable<number>): string[] => [...entities].map((entity) => ledger.entities[entity]!.id);
const sceneOf = (patch: Partial<ViewState>) => {
  const state = change(base, patch);
  return scene(ledger, view(ledger, state), state);
};

test("nothing chosen, nothing fades", () => {
  const { lit, focus, focusEdge, cursor } = sceneOf({});
  expect([lit.nodes.size, lit.edges.size, focus, focusEdge, cursor]).toEqual([0, 0, -1, "", -1]);
});

test("an entity lights its edges and their other ends", () => {
  const { lit, focus } = sceneOf({ focus: "kunlunxin" });
  expect(ids([focus])).toEqual(["kunlunxin"]);
  expect(ids(lit.nodes).sort()).toEqual(["baidu", "bytedance", "kunlunxin", "moore-threads"]);
  expect([...lit.edges]).toContain("bytedance|tests|kunlunxin|stated");
});

test("a claim lights its edge, whatever entity is chosen beside it", () => {
  const found = sceneOf({ focus: "iluvatar", claim: "d2/tests" });
  expect(found.focusEdge).toBe("bytedance|tests|kunlunxin|stated");
  expect(ids(found.lit.nodes).sort()).toEqual(["bytedance", "kunlunxin"]);
});

test("a claim that makes no edge lights its subject", () => {
  expect(ids([sceneOf({ claim: "d1/revenue" }).focus])).toEqual(["iluvatar"]);
});

test("what is chosen is drawn though no claim makes it visible", () => {
  expect(view(ledger, base).nodes.map((node) => node.entity)).not.toContain(entityAt(ledger, "daily"));
  expect(sceneOf({ focus: "daily" }).nodes.map((node) => node.entity)).toContain(entityAt(ledger, "daily"));
});

test("a path lights its hops, also where a filter hides them", () => {
  const filters = { ...base.filters, properties: ["listedOn"] };
  const found = sceneOf({ view: "path", path: { from: "bytedance", to: "baidu" }, filters });
  expect(ids(found.lit.nodes).sort()).toEqual(["baidu", "bytedance", "kunlunxin"]);
  const drawn = new Set(found.edges.map((edge) => edge.id));
  expect([...found.lit.edges].every((id) => drawn.has(id))).toBe(true);
});

test("a question lights the entities and the edges of its answer", () => {
  const found = sceneOf({ view: "questions", question: "who-tests" });
  expect(ids(found.lit.nodes).sort()).toEqual(["baidu", "bytedance", "kunlunxin"]);
  expect([...found.lit.edges].sort()).toEqual(["baidu|uses|kunlunxin|stated", "bytedance|tests|kunlunxin|stated"]);
  expect(sceneOf({ question: "who-tests" }).lit.nodes.size).toBe(0);
});

test("names that no ledger holds choose nothing", () => {
  const found = sceneOf({
    focus: "__proto__",
    edge: "a|b|c|plan",
    claim: "x/y",
    view: "path",
    path: { from: "x", to: "y" },
    question: "no",
  });
  expect([found.lit.nodes.size, found.focus, found.focusEdge]).toEqual([0, -1, ""]);
});

test("an edge is found after the day has changed its state, and by its two ends", () => {
  const now = view(ledger, base);
  expect(findEdge(now, "moore-threads|listedOn|hkex|plan")?.id).toBe("moore-threads|listedOn|hkex|stated");
  expect(findEdge(now, "bytedance|kunlunxin")?.id).toBe("bytedance|tests|kunlunxin|stated");
  expect(findEdge(now, "bytedance|develops|own-chip|plan")?.id).toBe("bytedance|develops|own-chip|rumour");
  expect(findEdge(now, "kunlunxin|bytedance")).toBeNull();
  expect(findEdge(now, "")).toBeNull();
});

test("edges between two are listed surest first, in both directions", () => {
  const [a, b] = [entityAt(ledger, "own-chip"), entityAt(ledger, "bytedance")];
  expect(edgesBetween(view(ledger, base), a, b).map((edge) => edge.state)).toEqual(["rumour", "denied"]);
});

test("neighbours come clockwise from above, and an arrow goes to the one that lies that way", () => {
  const now = view(ledger, base);
  const kunlunxin = entityAt(ledger, "kunlunxin");
  expect(ids(neighbours(now, kunlunxin))).toEqual(["bytedance", "baidu", "moore-threads"]);
  const way = (x: number, y: number): string[] => ids([step(now, kunlunxin, x, y)].filter((entity) => entity >= 0));
  expect([way(1, 0), way(0, -1), way(-1, 0), way(0, 1)]).toEqual([["baidu"], ["bytedance"], ["moore-threads"], []]);
  expect(step(now, -1, 1, 0)).toBe(-1);
});

test("every entity has a place in the walk that leads on: neighbours are mutual", () => {
  const now = view(ledger, base);
  for (const { entity } of now.nodes) {
    for (const other of neighbours(now, entity)) expect(neighbours(now, other)).toContain(entity);
  }
});
