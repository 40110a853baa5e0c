// @vitest-environment happy-dom

import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerOf } from "../../src/ledger/answers";
import { DataError, decode, FORMAT, index, load, unpack } from "../../src/ledger/data";
import { claimAt, entityAt, makeLedger } from "../ledger";

const pack = (value: unknown): string => deflateRawSync(JSON.stringify(value)).toString("base64");
const RAW = {
  format: FORMAT,
  title: ["Ledger", "台账"],
  coverage: ["c", "覆"],
  digest: "d",
  asOf: "",
  words: { plan: ["plan", "计划"], __proto__x: ["a", "b"] },
  classes: { name: ["Entity"], en: ["entity"], zh: ["实体"], role: ["other"], parents: [[]] },
  properties: {
    name: ["tests", "revenue"],
    en: ["tests", "revenue"],
    zh: ["测试", "收入"],
    kind: ["relation", "measure"],
    parents: [[], []],
  },
  units: { name: ["CNY"], en: ["yuan"], zh: ["元"], symbol: ["¥"] },
  edges: Object.fromEntries(
    ["actual", "plan"].map((look) => [look, { en: [`${look}: {subject}`, ""], zh: ["{subject}", ""] }]),
  ),
  entities: {
    id: ["a", "b"],
    cls: { s: [0, 0] },
    en: ["A", "<script>"],
    zh: ["甲", ""],
    role: { w: ["other"], i: [0, 0] },
    x: [1, -2],
    y: { s: [5, -3] },
    level: [0, 2],
    pinyinEn: ["", ""],
    pinyinZh: ["jia", ""],
    identifiers: [["ticker=1.SH"], []],
    status: ["active", "active"],
    note: ["", "n"],
  },
  names: { entity: [1], text: ["Bee"], lang: ["en"], kind: ["short"], doc: [0], pinyin: [""] },
  docs: {
    id: ["d1"],
    title: ["T"],
    publisher: [1],
    authors: [[0]],
    from: ["2025-01-01"],
    to: [""],
    published: ["2025-01-01/.."],
    publishedInferred: [1],
    lang: ["en"],
    translation: [""],
    url: [""],
    kind: ["article"],
    basis: ["press"],
    origin: [0],
    sha256: ["x"],
    note: [""],
  },
  claims: {
    id: ["1a", "1b"],
    doc: [0, 0],
    subject: [0, 0],
    property: [0, 1],
    object: [1, -1],
    value: ["", "540e6"],
    shownEn: ["", "CNY 540 m"],
    shownZh: ["", "5.4亿元"],
    whenEn: ["", ""],
    whenZh: ["", "2025年"],
    saysEn: ["{subject} knows {object}", "{subject’s} revenue: {value}"],
    saysZh: ["{subject}认识{object}", "{subject}收入：{value}"],
    unit: [-1, 0],
    asPublished: ["", "5.4亿"],
    period: ["", "2025"],
    from: ["", "2025-01-01"],
    to: ["", "2025-12-31"],
    periodInferred: [0, 1],
    polarity: ["asserts", "denies"],
    mode: ["actual", "plan"],
    basis: ["press", "analyst"],
    rank: ["normal", "normal"],
    said: [-1, 1],
    line: { s: [3, 4] },
    start: [10, 20],
    length: [5, 6],
    digest: { j: 2, t: "aabb" },
    note: ["", "why"],
  },
  links: { from: [0], to: [1], kind: ["fulfils"] },
  conflicts: {
    id: ["c"],
    en: ["C"],
    zh: ["冲突"],
    claims: [[0, 1]],
    cause: ["unresolved"],
    preferred: [-1],
    status: ["open"],
    noteEn: ["n"],
    noteZh: ["注"],
  },
  days: { certain: { stops: ["2026-01-05"], known: [1, 0] } },
  questions: {
    name: ["q"],
    topic: ["t"],
    titleEn: ["Q"],
    titleZh: ["问"],
    askEn: ["?"],
    askZh: ["？"],
    sparql: ["SELECT"],
    columns: [
      [
        ["claim", "claim", "陈述", "claim"],
        ["quantity", "figure", "数", "quantity"],
        ["n", "n", "n", "number"],
        ["w", "w", "w", "word"],
      ],
    ],
    about: [0],
  },
  answers: [
    {
      rows: 2,
      cells: [
        { k: "c", v: [1, 0] },
        { k: "t", v: [1, -1] },
        { k: "", v: [1, null] },
        { k: "t", v: { s: [0, 0] } },
      ],
      known: [
        { rows: [0, 1], note: ["", ""] },
        { rows: [1], note: ["then", "当时"] },
      ],
    },
  ],
  texts: [
    ["plan", "计划"],
    ["CNY 540 m", "5.4亿元", 540e6],
  ],
  notSame: { a: ["A"], b: ["B"], why: ["no"] },
  sameCharacters: "与與 龙⻰龍",
};

test("columns come back whatever way they were written", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 })), (values) => {
      const steps = values.map((value, place) => value - (values[place - 1] ?? 0));
      expect(unpack({ s: steps })).toEqual(values);
      const words = [...new Set(values)];
      expect(unpack({ w: words, i: values.map((value) => words.indexOf(value)) })).toEqual(values);
      expect(unpack(values)).toEqual(values);
      const texts = values.map((value) => String(value).padStart(5));
      expect(unpack({ j: 5, t: texts.join("") })).toEqual(texts);
    }),
  );
});

test("a payload becomes a ledger", async () => {
  const ledger = await decode(pack(RAW));
  expect(ledger.title).toEqual({ en: "Ledger", zh: "台账" });
  expect(ledger.entities[1]).toEqual({
    id: "b",
    cls: 0,
    label: { en: "<script>", zh: "" },
    role: "other",
    x: -2,
    y: 2,
    level: 2,
    status: "active",
    note: "n",
    pinyin: { en: "", zh: "" },
    identifiers: [],
    names: [{ text: "Bee", lang: "en", kind: "short", doc: 0, pinyin: "" }],
  });
  expect(ledger.claims.map((claim) => [claim.id, claim.line, claim.periodInferred, claim.digest])).toEqual([
    ["d1/1a", 3, false, "aa"],
    ["d1/1b", 7, true, "bb"],
  ]);
  expect(ledger.conflicts[0]).toMatchObject({
    title: { en: "C", zh: "冲突" },
    note: { en: "n", zh: "注" },
    claims: [0, 1],
  });
  expect(ledger.claims[1]).toMatchObject({
    shown: { en: "CNY 540 m", zh: "5.4亿元" },
    when: { en: "2025", zh: "2025年" },
    says: { en: "{subject’s} revenue: {value}", zh: "{subject}收入：{value}" },
  });
  expect(ledger.edgePatterns.plan[0]).toEqual({ en: "plan: {subject}", zh: "{subject}" });
  expect(ledger.docs[0]?.publishedInferred).toBe(true);
  expect(ledger.links).toEqual([{ from: 0, to: 1, kind: "fulfils" }]);
  expect(Object.fromEntries(ledger.sameCharacters)).toEqual({ 與: "与", "⻰": "龙", 龍: "龙" });
});

test("the rows of an answer come back from its columns", async () => {
  const ledger = await decode(pack(RAW));
  const rows = [
    [{ c: 1 }, ["CNY 540 m", "5.4亿元", 540e6], 1, ["plan", "计划"]],
    [{ c: 0 }, null, null, ["plan", "计划"]],
  ];
  const today = { rows, note: { en: "", zh: "" } };
  const then = { rows: [rows[1]], note: { en: "then", zh: "当时" } };
  expect(answerOf(ledger, 0, "", "certain")).toEqual(today);
  expect(answerOf(ledger, 0, "2026-01-05", "certain")).toEqual(today);
  expect(answerOf(ledger, 0, "2026-01-04", "certain")).toEqual(then);
  expect(answerOf(ledger, 0, "2026-01-05", "possible"), "the page does not hold it").toBeNull();
});

test("damaged data and other formats are said to be so", async () => {
  const whole = pack(RAW);
  for (const text of ["", "not base64!", whole.slice(0, 40), pack("text"), pack(null), pack({ ...RAW, format: 99 })]) {
    await expect(decode(text), text.slice(0, 20)).rejects.toBeInstanceOf(DataError);
  }
});

test("the page's own element is read, line breaks and all", async () => {
  const root = document.implementation.createHTMLDocument("");
  await expect(load(root)).rejects.toThrow("no data");
  const element = root.createElement("script");
  element.type = "application/octet-stream;base64";
  element.id = "ledger";
  element.textContent = `\n${pack(RAW).replace(/(.{50})/g, "$1\n")}\n`;
  root.body.append(element);
  expect((await load(root)).claims.length).toBe(2);
});

test("look-ups lead from every end, and are made once", () => {
  const ledger = makeLedger();
  const look = index(ledger);
  expect(index(ledger)).toBe(look);
  const ids = (places: readonly number[] | undefined): string[] =>
    (places ?? []).map((place) => ledger.claims[place]!.id);
  expect(ids(look.about[entityAt(ledger, "own-chip")])).toEqual(["d2/rumour", "d3/denied"]);
  expect(ids(look.said[entityAt(ledger, "he-hui")])).toEqual(["d2/tests", "d2/topic", "d4/tests"]);
  expect(look.published[entityAt(ledger, "daily")]).toEqual([0, 2]);
  expect(look.links[claimAt(ledger, "d1/plan")]).toEqual([0]);
  expect(look.conflicts[claimAt(ledger, "d3/revenue")]).toEqual([0]);
  expect(look.entity.get("__proto__")).toBeUndefined();
});
