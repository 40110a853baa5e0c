import { expect, test } from "vitest";
import { view } from "../../src/ledger/model";
import { paths } from "../../src/ledger/paths";
import { change, initial } from "../../src/ui/state";
import { entityAt, makeLedger } from "../ledger";

const ledger = makeLedger();
const way = (from: string, to: string, asOf = ""): string[][][] =>
  paths(ledger, view(ledger, change(initial("en"), { asOf })), entityAt(ledger, from), entityAt(ledger, to)).map(
    (path) => path.map((hop) => hop.edges.map((edge) => edge.id)),
  );

test("each hop has all that connects its ends, either way, a narrower relation before a wider one", () => {
  expect(way("bytedance", "baidu")).toEqual([
    [["bytedance|tests|kunlunxin|stated"], ["baidu|uses|kunlunxin|stated", "kunlunxin|subsidiaryOf|baidu|stated"]],
  ]);
});

test("what is shared by half the industry is no way, but may be an end", () => {
  expect(
    way("iluvatar", "moore-threads")
      .flat(2)
      .some((id) => id.includes("self-reliance")),
  ).toBe(false);
  expect(way("iluvatar", "self-reliance")).toEqual([[["iluvatar|pursues|self-reliance|stated"]]]);
});

test("a denial is no way", () => {
  expect(way("bytedance", "own-chip")).toEqual([[["bytedance|develops|own-chip|rumour"]]]);
});

test("nothing that is not yet published is a way", () => {
  expect(way("bytedance", "baidu", "2025-12-31")).toEqual([]);
});

test("all equally short ways are given, at most three, the same ones every time", () => {
  const found = way("iluvatar", "kunlunxin");
  expect(found.length).toBeGreaterThan(0);
  expect(way("iluvatar", "kunlunxin")).toEqual(found);
  expect(way("kunlunxin", "kunlunxin")).toEqual([]);
  expect(paths(ledger, view(ledger, initial("en")), -1, 3)).toEqual([]);
});
