import { expect, test } from "vitest";
import { alsoSaid, disagreeing, origins, related, verdicts, whatFollows, whatPreceded } from "../../src/ledger/follow";
import { view } from "../../src/ledger/model";
import { entityPage } from "../../src/ui/entity";
import { change, initial } from "../../src/ui/state";
import { claimAt, entityAt, makeLedger } from "../ledger";

const ledger = makeLedger();
const now = view(ledger, initial("en"));
const before = view(ledger, change(initial("en"), { asOf: "2026-01-31" }));
const ids = (places: readonly number[]): string[] => places.map((place) => ledger.claims[place]!.id);
const at = (id: string): number => claimAt(ledger, id);

test("others who say the same are listed, a repost among them, but it is no further origin", () => {
  expect(ids(alsoSaid(ledger, now, at("d2/tests")))).toEqual(["d4/tests"]);
  expect(origins(ledger, [at("d2/tests"), at("d4/tests")])).toBe(1);
  expect(origins(ledger, [at("d2/tests"), at("d3/denied")])).toBe(2);
});

test("a denial and what it denies disagree, and so do the claims of a conflict", () => {
  expect(ids(disagreeing(ledger, now, at("d2/rumour")))).toEqual(["d3/denied"]);
  expect(ids(disagreeing(ledger, now, at("d3/denied")))).toEqual(["d2/rumour"]);
  expect(ids(disagreeing(ledger, now, at("d1/revenue")))).toEqual(["d3/revenue"]);
  expect(verdicts(ledger, now, at("d1/revenue"))).toEqual([0]);
});

test("nobody disagrees who has not yet published", () => {
  expect(disagreeing(ledger, before, at("d2/rumour"))).toEqual([]);
  expect(verdicts(ledger, before, at("d1/revenue"))).toEqual([]);
  expect(related(ledger, before, at("d1/plan"))).toEqual([]);
});

test("what follows a plan: the claim that fulfils it, or the fact about the same", () => {
  expect(ids(whatFollows(ledger, now, at("d1/plan")))).toEqual(["d3/listed"]);
  expect(ids(whatFollows(ledger, now, at("d2/moore")))).toEqual(["d4/moore"]);
  expect(ids(whatPreceded(ledger, now, at("d3/listed")))).toEqual(["d1/plan"]);
  expect(whatFollows(ledger, before, at("d1/plan"))).toEqual([]);
});

test("an entity's page has its names, identifiers, relations, figures and words", () => {
  const page = entityPage(ledger, now, entityAt(ledger, "iluvatar"), "en");
  expect([page.title, page.other, page.className]).toEqual(["Iluvatar CoreX", "天数智芯", "domestic chip maker"]);
  expect(page.names).toEqual([{ text: "Tensentech", lang: "en", kind: "machine-translation", docs: [0] }]);
  expect(page.identifiers).toEqual([{ scheme: "ticker", value: "9903.HK" }]);
  expect(page.notSame.map((pair) => pair.b)).toEqual(["Tencent"]);
  expect(page.relations.map((group) => [group.label, group.edges.map((edge) => edge.state)])).toEqual([
    ["is a member of …", ["stated"]],
    ["is listed on …", ["stated"]],
    ["pursues …", ["stated"]],
    ["… invests in Iluvatar CoreX", ["stated"]],
  ]);
  const [revenue] = page.measures;
  expect(revenue?.points.map((point) => [point.when, point.shown, point.state, point.disputed])).toEqual([
    ["2024", "CNY 540 m", "stated", true],
    ["2024", "CNY 600 m", "stated", true],
    ["2025-H1", "≥ CNY 300 m", "stated", false],
    ["2025", "about CNY 1 bn", "plan", false],
  ]);
  expect(revenue?.chart).toBe(false); // two periods with both ends: no series yet
  expect(page.attributes.map((group) => group.label)).toEqual(["offer price disclosed"]);
});

test("a page in Chinese is Chinese", () => {
  const page = entityPage(ledger, now, entityAt(ledger, "kunlunxin"), "zh");
  expect(page.title).toBe("昆仑芯");
  expect(page.relations.map((group) => group.label)).toEqual([
    "据称超过…",
    "是…的子公司",
    "……测试昆仑芯的芯片",
    "……使用昆仑芯的芯片",
  ]);
  expect(page.measures.map((series) => series.label)).toEqual(["市场份额（中国GPU市场）"]);
});

test("a page shows what was known on the day, and documents of a publisher", () => {
  const page = entityPage(ledger, before, entityAt(ledger, "iluvatar"), "en");
  expect(page.relations.find((group) => group.label.startsWith("is listed"))?.edges.map((edge) => edge.state)).toEqual([
    "plan",
  ]);
  expect(entityPage(ledger, before, entityAt(ledger, "daily"), "en").documents).toEqual([0]);
  expect(entityPage(ledger, now, entityAt(ledger, "daily"), "en").documents).toEqual([0, 2]);
  expect(ids(entityPage(ledger, before, entityAt(ledger, "he-hui"), "en").said)).toEqual(["d2/tests", "d2/topic"]);
});

test("three dated figures in one unit are worth a chart", () => {
  const other = makeLedger();
  Object.assign(other.claims[claimAt(other, "d2/h1")]!, { value: "300e6" });
  const page = entityPage(other, view(other, initial("en")), entityAt(other, "iluvatar"), "en");
  expect(page.measures[0]?.chart).toBe(true);
});
