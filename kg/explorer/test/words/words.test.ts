import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Word } from "../../src/words/i18n";
import { classWord, list, pick, roleWord, say, stateWord, WORDS, word } from "../../src/words/i18n";
import { makeLedger } from "../ledger";

const entries = Object.entries(WORDS) as [Word, { en: string; zh: string }][];
const gaps = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test("every word of the page is in both languages, and the Chinese is Chinese", () => {
  expect(entries.length).toBeGreaterThan(150);
  for (const [key, { en, zh }] of entries) {
    expect(en.trim(), key).not.toBe("");
    if (["language", "sparqlTitle", "ends"].includes(key)) continue; // the name of the other language, a proper name, two gaps
    expect(zh, key).toMatch(/[\u4e00-\u9fff]/);
    expect(en, key).not.toMatch(/[\u4e00-\u9fff]/);
    const keys = / [/?] /g; // keyboard keys
    expect(zh.replace(keys, ""), key).not.toMatch(/[\u4e00-\u9fff] ?[,.;:!?]/);
  }
});

test("both languages have the same gaps to fill", () => {
  for (const [key, { en, zh }] of entries) expect(gaps(zh), key).toEqual(gaps(en));
});

test("every word of the page is used", () => {
  const source = `${import.meta.dirname}/../../src`;
  const used = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith("words.ts"))
    .map((name) => readFileSync(`${source}/${name}`, "utf8"))
    .join("\n");
  for (const key of Object.keys(WORDS)) expect(used, key).toContain(`"${key}"`);
});

test("one and many are told apart, and gaps are filled", () => {
  expect([say("en", "claims", { n: 1 }), say("en", "claims", { n: 720 }), say("zh", "claims", { n: 1 })]).toEqual([
    "one claim",
    "720 claims",
    "1条陈述",
  ]);
  expect(say("en", "asOf", { day: "{n}" })).toBe("as of {n}");
  expect(say("zh", "lineSpan", { line: 1, from: 2, to: 3 })).toBe("第1行，第2–3字符");
});

test("words of the claim model, of roles, states and classes come from the ledger", () => {
  const ledger = makeLedger();
  expect([
    word(ledger, "plan", "zh"),
    word(ledger, "tests", "zh"),
    word(ledger, "ChipMaker", "en"),
    word(ledger, "toString", "en"),
  ]).toEqual(["计划", "测试…的芯片", "domestic chip maker", "toString"]);
  expect([
    roleWord(ledger, "maker", "zh"),
    stateWord(ledger, "stated", "en"),
    classWord(ledger, 2, "zh"),
    classWord(ledger, -1, "en"),
  ]).toEqual(["芯片企业", "Stated as fact", "国产芯片企业", ""]);
});

test("a missing language borrows from the other; lists read as lists", () => {
  expect([pick({ en: "", zh: "中" }, "en"), pick({ en: "a", zh: "" }, "zh")]).toEqual(["中", "a"]);
  expect([list("en", []), list("en", ["a"]), list("en", ["a", "b", "c"]), list("zh", ["甲", "乙", "丙"])]).toEqual([
    "",
    "a",
    "a, b and c",
    "甲、乙和丙",
  ]);
});
