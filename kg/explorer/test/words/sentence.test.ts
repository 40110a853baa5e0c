import { expect, test } from "vitest";
import { view } from "../../src/ledger/model";
import type { Lang } from "../../src/ledger/types";
import { initial } from "../../src/ui/state";
import { edgeSentence, joined, sentence, shownValue, speakerOf } from "../../src/words/sentence";
import { claimAt, entityAt, makeLedger } from "../ledger";

const ledger = makeLedger();
const says = (pattern: string, lang: Lang, claim = "d2/tests"): string => {
  ledger.claims[claimAt(ledger, claim)]!.says[lang] = pattern;
  return joined(sentence(ledger, claimAt(ledger, claim), lang));
};

test("names and values stand in the gaps of a claim’s sentence", () => {
  expect(says("In the view of {speaker}, {subject} tests chips of {object}", "en")).toBe(
    "In the view of He Hui, ByteDance tests chips of Kunlunxin",
  );
  expect(says("{subject’s} revenue in 2024: {value}", "en", "d1/revenue")).toBe(
    "Iluvatar CoreX’s revenue in 2024: CNY 540 m",
  );
  expect(says("{subject’s} assessment: {value}", "en", "d5/words")).toBe("Moore Threads’ assessment: Promising, =1+1");
  expect(sentence(ledger, -1, "en")).toEqual([]);
});

test("a gap in a name or a value is not filled", () => {
  const other = makeLedger();
  other.claims[claimAt(other, "d5/words")]!.shown.en = "{subject} {object}";
  expect(joined(sentence(other, claimAt(other, "d5/words"), "en"))).toMatch(/: \{subject\} \{object\}$/);
});

test("the parts say which entity they name", () => {
  const parts = sentence(ledger, claimAt(ledger, "d2/dragon"), "en");
  expect(parts.flatMap((part) => (part.entity === undefined ? [] : [ledger.entities[part.entity]!.id]))).toEqual([
    "iluvatar",
    "dragons",
  ]);
});

test("a name that ends in Latin letters stands apart from the Chinese after it", () => {
  const other = makeLedger();
  other.entities[entityAt(other, "iluvatar")]!.label.zh = "Iluvatar";
  expect(joined(sentence(other, claimAt(other, "d2/dragon"), "zh"))).toBe("Iluvatar 是四小龙的成员");
});

test("an edge says how sure it is", () => {
  const edges = new Map(view(ledger, initial("en")).edges.map((edge) => [edge.id, edge]));
  const words = (id: string): string => joined(edgeSentence(ledger, edges.get(id)!, "en"));
  expect(
    [
      "bytedance|develops|own-chip|denied",
      "bytedance|develops|own-chip|rumour",
      "iluvatar|listedOn|hkex-main|stated",
      "moore-threads|pursues|self-reliance|opinion",
      "kunlunxin|exceeds|moore-threads|opinion",
    ].map(words),
  ).toEqual([
    "denied: ByteDance is developing ByteDance’s own chip",
    "rumour: ByteDance is developing ByteDance’s own chip",
    "actual: Iluvatar CoreX is listed on HKEX Main Board",
    "opinion: Moore Threads pursues Self-reliance",
    "hypothetical: Kunlunxin is said to exceed Moore Threads",
  ]);
});

test("an edge of plans and forecasts is worded as a plan", () => {
  const edge = view(ledger, { ...initial("en"), asOf: "2026-01-25" }).edges.find((one) => one.state === "plan")!;
  expect(joined(edgeSentence(ledger, edge, "en"))).toMatch(/^plan: /);
  expect(joined(edgeSentence(ledger, { ...edge, claims: [...edge.claims, 0, 1] }, "en"))).toMatch(/^plan: /);
});

test("who says it: whoever is quoted, else who publishes", () => {
  expect(speakerOf(ledger, claimAt(ledger, "d2/tests"), "zh")).toBe("何晖");
  expect(speakerOf(ledger, claimAt(ledger, "d1/plan"), "en")).toBe("China Daily");
  expect(speakerOf(ledger, claimAt(ledger, "d5/uses"), "en")).toBe("");
  expect(shownValue(ledger, claimAt(ledger, "d2/tests"), "en")).toBe("Kunlunxin");
});
