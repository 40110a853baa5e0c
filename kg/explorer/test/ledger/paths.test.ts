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
