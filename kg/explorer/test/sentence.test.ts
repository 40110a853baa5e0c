import { expect, test } from "vitest";
import { view } from "../src/ledger/model";
import type { Lang } from "../src/ledger/types";
import { initial } from "../src/ui/state";
import { genitive, infinitive, inMode, when } from "../src/words/grammar";
import { edgeSentence, joined, nameOf, sentence, speakerOf, valueOf } from "../src/words/sentence";
import { claimAt, makeLedger } from "./ledger";

const ledger = makeLedger();
const said = (id: string, lang: Lang): string => joined(sentence(ledger, claimAt(ledger, id), lang));

test("claims read as sentences in English", () => {
  expect(
    Object.fromEntries(
      ["d1/plan", "d2/tests", "d3/listed", "d2/rumour", "d3/denied", "d2/topic", "d5/better"].map((id) => [
        id,
        said(id, "en"),
      ]),
    ),
  ).toEqual({
    "d1/plan": "Iluvatar CoreX is to be listed on Stock Exchange of Hong Kong in January 2026",
    "d2/tests": "ByteDance tests chips of Kunlunxin",
    "d3/listed": "Iluvatar CoreX is listed on HKEX Main Board on 8 January 2026",
    "d2/rumour": "Rumour: ByteDance is developing ByteDance’s own chip",
    "d3/denied": "ByteDance denies that ByteDance is developing ByteDance’s own chip",
    "d2/topic": "In the view of He Hui, Moore Threads pursues Self-reliance",
    "d5/better": "Kunlunxin might exceed Moore Threads",
  });
});

test("claims read as sentences in Chinese", () => {
  expect(
    Object.fromEntries(
      ["d1/plan", "d2/tests", "d2/dragon", "d2/rumour", "d3/denied", "d2/topic", "d5/better"].map((id) => [
        id,
        said(id, "zh"),
      ]),
    ),
  ).toEqual({
    "d1/plan": "天数智芯计划2026年1月上市于香港交易所",
    "d2/tests": "字节跳动测试昆仑芯的芯片",
    "d2/dragon": "天数智芯是四小龙的成员",
    "d2/rumour": "传闻：字节跳动正在研发字节自研芯片",
    "d3/denied": "字节跳动否认：字节跳动正在研发字节自研芯片",
    "d2/topic": "何晖认为，摩尔线程推行自主可控",
    "d5/better": "昆仑芯可能超过摩尔线程",
  });
});

test("figures, dates and words stand after a colon", () => {
  expect(
    ["d1/revenue", "d2/h1", "d3/forecast", "d3/share", "d5/founded", "d5/price", "d5/words"].map((id) =>
      said(id, "en"),
    ),
  ).toEqual([
    "Iluvatar CoreX’s revenue in 2024: CNY 540 m",
    "Iluvatar CoreX’s revenue in the first half of 2025: ≥ CNY 300 m",
    "Iluvatar CoreX’s revenue in 2025: about CNY 1 bn (forecast)",
    "Kunlunxin’s market share (China’s GPU market) in 2024: < 3 %",
    "Moore Threads’ established: 2020-10",
    "Iluvatar CoreX’s offer price disclosed: yes",
    "Moore Threads’ assessment: Promising, =1+1",
  ]);
  expect(["d1/revenue", "d3/forecast", "d3/share", "d5/founded", "d5/price"].map((id) => said(id, "zh"))).toEqual([
    "天数智芯2024年营业收入：5.4亿元",
    "天数智芯2025年营业收入：约10亿元（预测）",
    "昆仑芯2024年市场份额（中国GPU市场）：低于3%",
    "摩尔线程成立时间：2020年10月",
    "天数智芯发行价已披露：是",
  ]);
});

test("the parts say which entity they name", () => {
  const parts = sentence(ledger, claimAt(ledger, "d2/tests"), "en");
  expect(parts.flatMap((part) => (part.entity === undefined ? [] : [ledger.entities[part.entity]!.id]))).toEqual([
    "bytedance",
    "kunlunxin",
  ]);
});

test("no sentence is empty, broken or holds a gap, in either language", () => {
  ledger.claims.forEach((claim, place) => {
    for (const lang of ["en", "zh"] as const) {
      const text = joined(sentence(ledger, place, lang));
      expect(text, claim.id).not.toMatch(/undefined|null|NaN|\0|…| {2}|^\s|\s$/);
      expect(text).toContain(nameOf(ledger, claim.subject, lang));
    }
  });
  expect(sentence(ledger, -1, "en")).toEqual([]);
});

test("a name that ends in Latin letters stands apart from the Chinese after it", () => {
  const other = makeLedger();
  other.entities[0]!.label.zh = "Iluvatar";
  expect(joined(sentence(other, claimAt(other, "d2/dragon"), "zh"))).toBe("Iluvatar 是四小龙的成员");
});

test("an edge says how sure it is", () => {
  const edges = new Map(view(ledger, initial("en")).edges.map((edge) => [edge.id, edge]));
  const words = (id: string, lang: Lang = "en"): string => joined(edgeSentence(ledger, edges.get(id)!, lang));
  expect(words("bytedance|develops|own-chip|denied")).toBe(
    "It is denied that ByteDance is developing ByteDance’s own chip",
  );
  expect(words("bytedance|develops|own-chip|rumour", "zh")).toBe("传闻：字节跳动正在研发字节自研芯片");
  expect(words("iluvatar|listedOn|hkex-main|stated")).toBe("Iluvatar CoreX is listed on HKEX Main Board");
  expect(words("moore-threads|pursues|self-reliance|opinion")).toBe("Moore Threads pursues Self-reliance (opinion)");
});

test("who says it: whoever is quoted, else who publishes", () => {
  expect(speakerOf(ledger, claimAt(ledger, "d2/tests"), "zh")).toBe("何晖");
  expect(speakerOf(ledger, claimAt(ledger, "d1/plan"), "en")).toBe("China Daily");
  expect(speakerOf(ledger, claimAt(ledger, "d5/uses"), "en")).toBe("");
  expect(valueOf(ledger, claimAt(ledger, "d2/tests"), "en")).toBe("Kunlunxin");
});

test("verbs find their infinitive, or say that they have none", () => {
  const verbs = {
    "tests chips of": "test chips of",
    "is listed on": "be listed on",
    "is developing": "develop",
    "has architecture": "have architecture",
    "is said to exceed": "exceed",
    pursues: "pursue",
    "reached stage": "reach stage",
    founded: "found",
    "was trained on": "be trained on",
    carries: "carry",
    reaches: "reach",
    "is a member of": "be a member of",
  };
  for (const [verb, bare] of Object.entries(verbs)) expect(infinitive(verb)).toBe(bare);
  expect(infinitive("put forward")).toBeNull();
  expect(inMode("put forward", "plan", "en")).toBeNull();
  expect(inMode("是…的成员", "plan", "zh", "2026年")).toBe("计划2026年成为…的成员");
});

test("periods read as part of a sentence", () => {
  const shown = [
    "2025",
    "2025-12",
    "2025-12-17",
    "2025-H1",
    "../2025-06-30",
    "2018/..",
    "2022/2024",
    "2025-12~",
    "",
  ].map((period) => when(period, "en"));
  expect(shown).toEqual([
    "in 2025",
    "in December 2025",
    "on 17 December 2025",
    "in the first half of 2025",
    "until 30 June 2025",
    "since 2018",
    "between 2022 and 2024",
    "in about December 2025",
    "",
  ]);
  expect(genitive("“Chinese Nvidias”")).toBe("“Chinese Nvidias”’");
});
