import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isKnown, stateOf, view } from "../../src/ledger/model";
import type { EdgeState, Ledger, Reading, Role, ViewState } from "../../src/ledger/types";
import { change, initial } from "../../src/ui/state";
import { claimAt, makeLedger } from "../ledger";

const base = initial("en");
const edges = (ledger: Ledger, patch: Partial<ViewState> = {}): string[] =>
  view(ledger, change(base, patch)).edges.map((edge) => edge.id);
const filters = (patch: Partial<ViewState["filters"]>): Pick<ViewState, "filters"> => ({
  filters: { ...base.filters, ...patch },
});

describe("what is known on a day", () => {
  const doc = { ...makeLedger().docs[0]!, from: "2025-12-19", to: "2026-01-07" };

  test("certain waits for the last possible day, possible takes the first", () => {
    expect(isKnown(doc, "2026-01-06", "certain")).toBe(false);
    expect(isKnown(doc, "2026-01-07", "certain")).toBe(true);
    expect(isKnown(doc, "2025-12-18", "possible")).toBe(false);
    expect(isKnown(doc, "2025-12-19", "possible")).toBe(true);
    expect(isKnown(doc, "", "certain")).toBe(true);
  });

  test("a document without a day is never certainly known, and always possibly", () => {
    const undated = { ...doc, from: "", to: "" };
    expect(isKnown(undated, "9999-01-01", "certain")).toBe(false);
    expect(isKnown(undated, "0001-01-01", "possible")).toBe(true);
    expect(isKnown(undated, "", "certain")).toBe(true);
  });

  test("a claim that is not yet published is not there, nor what only it is about", () => {
    const ledger = makeLedger();
    const then = view(ledger, change(base, { asOf: "2025-12-31" }));
    expect(then.edges.some((edge) => edge.id.startsWith("kunlunxin|subsidiaryOf"))).toBe(false);
    expect(then.nodes.map((node) => ledger.entities[node.entity]!.id)).not.toContain("hkex-main");
    expect(then.coverage).toEqual({ documents: 1, claims: 7, until: "2025-12-27" });
  });
});

describe("plans and facts", () => {
  test("a plan is a plan until the claim that fulfils it is published, then it is folded into the fact", () => {
    const ledger = makeLedger();
    expect(edges(ledger, { asOf: "2026-01-31" })).toContain("iluvatar|listedOn|hkex|plan");
    const later = view(ledger, change(base, { asOf: "2026-02-28" }));
    const listed = later.edges.filter((edge) => edge.id.startsWith("iluvatar|listedOn"));
    expect(listed.map((edge) => edge.id)).toEqual(["iluvatar|listedOn|hkex-main|stated"]);
    expect(listed[0]!.claims.map((place) => ledger.claims[place]!.id)).toEqual(["d3/listed", "d1/plan"]);
    expect(later.states[claimAt(ledger, "d1/plan")]).toBe("stated");
  });

  test("a fact about the same three folds a plan that nobody linked, and the plan is no witness of it", () => {
    const ledger = makeLedger();
    expect(edges(ledger, { asOf: "2026-02-28" })).toContain("moore-threads|listedOn|hkex|plan");
    const found = view(ledger, base).edges.filter((edge) => edge.id.startsWith("moore-threads|listedOn"));
    expect(found.map((edge) => [edge.id, edge.origins, edge.claims.length])).toEqual([
      ["moore-threads|listedOn|hkex|stated", 1, 2],
    ]);
  });

  test("where the fact is another relation, the plan itself is drawn as fact", () => {
    const ledger = makeLedger();
    ledger.links = [{ from: claimAt(ledger, "d3/parent"), to: claimAt(ledger, "d1/plan"), kind: "fulfils" }];
    expect(edges(ledger)).toContain("iluvatar|listedOn|hkex|stated");
    expect(edges(ledger)).not.toContain("iluvatar|listedOn|hkex|plan");
  });

  test("no rumour and no denial makes a plan a fact", () => {
    const ledger = makeLedger();
    const fact = ledger.claims[claimAt(ledger, "d3/listed")]!;
    for (const change_ of [{ basis: "comment" }, { polarity: "denies" as const }, { rank: "deprecated" as const }]) {
      const other = makeLedger();
      Object.assign(other.claims[claimAt(other, "d3/listed")]!, fact, change_);
      expect(edges(other)).toContain("iluvatar|listedOn|hkex|plan");
    }
  });
});

describe("states", () => {
  test("a denial is one whatever its basis, hearsay is rumour, what is not yet is a plan, what is thought an opinion", () => {
    const claim = makeLedger().claims[0]!;
    const cases: [Partial<typeof claim>, EdgeState][] = [
      [{ mode: "actual" }, "stated"],
      [{ mode: "plan" }, "plan"],
      [{ mode: "forecast" }, "plan"],
      [{ mode: "opinion" }, "opinion"],
      [{ mode: "recommended" }, "opinion"],
      [{ mode: "hypothetical" }, "opinion"],
      [{ mode: "actual", basis: "comment" }, "rumour"],
      [{ basis: "anonymous" }, "rumour"],
      [{ basis: "marketInfo" }, "rumour"],
      [{ polarity: "denies", basis: "comment" }, "denied"],
    ];
    expect(cases.map(([patch]) => stateOf({ ...claim, ...patch }))).toEqual(cases.map(([, state]) => state));
  });

  test("what is said of some of a group makes no edge", () => {
    const other = makeLedger();
    expect(edges(other)).toContain("bytedance|tests|kunlunxin|stated");
    const some = makeLedger();
    for (const claim of some.claims) if (claim.id.endsWith("/tests")) claim.extent = "some";
    expect(edges(some)).not.toContain("bytedance|tests|kunlunxin|stated");
  });

  test("an opinion does not become fact as a plan does", () => {
    const other = makeLedger();
    other.claims[claimAt(other, "d1/plan")]!.mode = "opinion";
    expect(edges(other)).toEqual(
      expect.arrayContaining(["iluvatar|listedOn|hkex|opinion", "iluvatar|listedOn|hkex-main|stated"]),
    );
    expect(edges(other).filter((id) => id.endsWith("|plan"))).toEqual([]);
  });

  test("a dispute begins when the second voice is published", () => {
    const ledger = makeLedger();
    const rumour = "bytedance|develops|own-chip|rumour";
    const at = (asOf: string) =>
      view(ledger, change(base, { asOf })).edges.find((edge) => edge.id === rumour)?.disputed;
    expect([at("2025-12-31"), at("2026-02-28"), at("")]).toEqual([false, true, true]);
    expect(view(ledger, change(base, { asOf: "2026-01-31" })).disputed[claimAt(ledger, "d1/revenue")]).toBe(0);
    expect(view(ledger, base).disputed[claimAt(ledger, "d1/revenue")]).toBe(1);
  });
});

describe("filters", () => {
  test("an edge is made of the claims that pass", () => {
    const ledger = makeLedger();
    const here = view(ledger, change(base, filters({ docs: ["d2"] })));
    expect(new Set(here.visible.map((place) => ledger.docs[ledger.claims[place]!.doc]!.id))).toEqual(new Set(["d2"]));
    expect(here.edges.every((edge) => edge.claims.every((place) => here.visible.includes(place)))).toBe(true);
    expect(here.everything.length).toBeGreaterThan(here.edges.length);
  });

  test("a role keeps what has to do with it", () => {
    const found = edges(makeLedger(), filters({ roles: ["investor"] }));
    expect(found).toEqual(["sequoia|investsIn|iluvatar|stated"]);
  });

  test("only what is disputed", () => {
    const ledger = makeLedger();
    const ids = view(ledger, change(base, filters({ disputedOnly: true }))).visible.map(
      (place) => ledger.claims[place]!.id,
    );
    expect(ids).toEqual(["d1/revenue", "d2/rumour", "d3/denied", "d3/revenue"]);
  });

  const roles = fc.uniqueArray(fc.constantFrom<Role>("maker", "customer", "investor", "group", "person"), {
    maxLength: 3,
  });
  const some = fc.record({
    roles,
    states: fc.uniqueArray(fc.constantFrom<EdgeState>("stated", "plan", "opinion", "rumour", "denied"), {
      maxLength: 3,
    }),
    docs: fc.uniqueArray(fc.constantFrom("d1", "d2", "d3", "d4", "d5"), { maxLength: 3 }),
    properties: fc.uniqueArray(fc.constantFrom("listedOn", "tests", "revenue", "develops"), { maxLength: 3 }),
    disputedOnly: fc.boolean(),
  });
  const days = fc.constantFrom("", "2025-12-18", "2025-12-27", "2026-01-31", "2026-02-28");
  const readings = fc.constantFrom<Reading>("certain", "possible");

  test("a facet counts what choosing it alone would show", () => {
    const ledger = makeLedger();
    fc.assert(
      fc.property(some, days, readings, (chosen, asOf, reading) => {
        const { facets } = view(ledger, change(base, { asOf, reading, filters: chosen }));
        const shown = (patch: Partial<ViewState["filters"]>): number =>
          view(ledger, change(base, { asOf, reading, filters: { ...chosen, ...patch } })).visible.length;
        for (const [role, count] of facets.roles) expect(shown({ roles: [role] })).toBe(count);
        for (const [state, count] of facets.states) expect(shown({ states: [state] })).toBe(count);
        for (const [doc, count] of facets.docs) expect(shown({ docs: [doc] })).toBe(count);
        for (const [property, count] of facets.properties) expect(shown({ properties: [property] })).toBe(count);
        expect(shown({ disputedOnly: true })).toBe(facets.disputed);
      }),
    );
  });

  test("every claim of a relation that is visible is on exactly one edge, and every edge has its ends drawn", () => {
    const ledger = makeLedger();
    fc.assert(
      fc.property(some, days, readings, (chosen, asOf, reading) => {
        const here = view(ledger, change(base, { asOf, reading, filters: chosen }));
        const relations = here.visible.filter(
          (place) => ledger.properties[ledger.claims[place]!.property]!.kind === "relation",
        );
        expect(here.edges.flatMap((edge) => edge.claims).sort((a, b) => a - b)).toEqual(relations);
        const drawn = new Set(here.nodes.map((node) => node.entity));
        expect(here.edges.every((edge) => drawn.has(edge.source) && drawn.has(edge.target))).toBe(true);
        expect(here.edges.map((edge) => edge.id)).toEqual([...new Set(here.edges.map((edge) => edge.id))].sort());
        expect(here.visible.every((place) => here.known[place] === 1)).toBe(true);
      }),
    );
  });

  test("names are in the language of the page", () => {
    const label = (lang: "en" | "zh") => view(makeLedger(), initial(lang)).nodes[0]!.label;
    expect([label("en"), label("zh")]).toEqual(["Iluvatar CoreX", "天数智芯"]);
  });
});
