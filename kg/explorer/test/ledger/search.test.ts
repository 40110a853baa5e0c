import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../src/ledger/folding";
import { findQuestions, makeSearch, topics, typos } from "../../src/ledger/search";
import type { Entity } from "../../src/ledger/types";
import { TIERS } from "../../src/shared";
import { entityAt, makeLedger } from "../ledger";

const ledger = makeLedger();
const search = makeSearch(ledger);
const first = (query: string): string => ledger.entities[search.find(query)[0]?.entity ?? -1]?.id ?? "";
/** Every name of every entity. */
const names = ledger.entities.flatMap((entity, place) =>
  [
    entity.label.en,
    entity.label.zh,
    entity.id,
    ...entity.names.map((name) => name.text),
    ...entity.identifiers.map((one) => one.split("=")[1]!),
  ].map((text) => [text, place] as const),
);

test("by name in either language, by id, by ticker with and without its exchange, by what a translation calls it", () => {
  const asked = {
    kunlunxin: ["昆仑芯", "Kunlunxin", "kunlun", "KUNLUN CORE"],
    "moore-threads": ["moore threads", "moore-threads"],
    iluvatar: ["9903.HK", "9903", "Tensentech"],
    bytedance: ["字节"],
  };
  for (const [id, queries] of Object.entries(asked)) for (const query of queries) expect(first(query), query).toBe(id);
});

test("every name finds its entity as the same name", () => {
  expect(names.length).toBeGreaterThan(40);
  for (const [text, place] of names) {
    expect(["same", "other spelling"], text).toContain(search.find(text, 100).find((hit) => hit.entity === place)?.how);
  }
});

test("any part of a name finds it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1 }), ([text, place], from, length) => {
      const letters = [...fold(text, ledger.sameCharacters)];
      const start = from % letters.length;
      const part = letters.slice(start, start + 1 + (length % letters.length)).join("");
      expect(search.find(part, 100).map((hit) => hit.entity)).toContain(place);
    }),
    { numRuns: 500 },
  );
});

test("one typo is forgiven: a letter missing, too many, other, or two swapped", () => {
  for (const typo of [
    "Kunluxin",
    "Kunlunnxin",
    "Kunkunxin",
    "Kunlnuxin",
    "Kumlunxin",
    "unlunxin",
    "Kunluxn",
    "昆仑心",
    "Bytedence",
    "Illuvatar",
  ]) {
    expect(["kunlunxin", "bytedance", "iluvatar"], typo).toContain(first(typo));
  }
});

test("any one typo in a long name is forgiven", () => {
  const long = names.filter(([text]) => /^[a-z]{8,}$/i.test(fold(text, ledger.sameCharacters)));
  fc.assert(
    fc.property(
      fc.constantFrom(...long),
      fc.nat(),
      fc.constantFrom("miss", "more", "other", "swap"),
      ([text, place], at, kind) => {
        const name = fold(text, ledger.sameCharacters);
        const here = at % (name.length - 1);
        const wrong = {
          miss: name.slice(0, here) + name.slice(here + 1),
          more: `${name.slice(0, here)}q${name.slice(here)}`,
          other: `${name.slice(0, here)}q${name.slice(here + 1)}`,
          swap: name.slice(0, here) + name[here + 1] + name[here] + name.slice(here + 2),
        }[kind]!;
        expect(
          search.find(wrong, 100).map((hit) => hit.entity),
          wrong,
        ).toContain(place);
      },
    ),
    { numRuns: 500 },
  );
});

test("whoever typed the beginning of a name well is not shown misspelt others", () => {
  expect(search.find("byte").every((hit) => hit.how !== "misspelt")).toBe(true);
});

test("words in another order find it too", () => {
  expect(first("hong kong exchange")).toBe("hkex");
  expect(first("china sequoia")).toBe("sequoia");
});

test("nothing and nonsense find nothing", () => {
  for (const query of ["", "  ", "\n", "zzzzzzzz", "\0"]) expect(search.find(query)).toEqual([]);
});

test("each entity is listed once, the best first, and no more than asked for", () => {
  const found = search.find("a", 5);
  expect(found.length).toBe(5);
  expect(new Set(found.map((hit) => hit.entity)).size).toBe(5);
  const tiers = found.map((hit) => TIERS.indexOf(hit.how));
  expect(tiers).toEqual([...tiers].sort((a, b) => a - b));
});

test("traditional characters, radicals, pinyin, initials and legal forms find it", () => {
  const asked = {
    iluvatar: ["tianshuzhixin", "tianshuozhixin", "TSZX", "天数智芯股份有限公司", "Iluvatar CoreX Co., Ltd."],
    "moore-threads": ["摩爾線程", "摩爾線程智能科技（北京）有限公司", "moerxian", "xiancheng"],
    kunlunxin: ["昆崙芯", "Kunlunxin Technology Holdings"],
    dragons: ["四小⻰"],
  };
  for (const [id, queries] of Object.entries(asked)) for (const query of queries) expect(first(query), query).toBe(id);
});

test("a text is some words of a name but for typos", () => {
  expect([
    typos("kunluxin", "kunlunxin", [9], 1),
    typos("kunlunxni", "kunlunxin", [9], 1),
    typos("kunlxin", "kunlunxin", [9], 1),
    typos("kunlun", "kunlunxin", [9], 2),
    typos("ilvatar", "iluvatarcorex", [8, 13], 1),
    typos("ab", "", [], 1),
  ]).toEqual([1, 1, 2, 3, 1, 2]);
});

test("questions are found in either language, all where nothing is asked", () => {
  expect([
    findQuestions(ledger, "誰 测试"),
    findQuestions(ledger, "WHO tests"),
    findQuestions(ledger, "listing"),
  ]).toEqual([[0], [0], []]);
  expect(findQuestions(ledger, "")).toEqual([0]);
  expect(topics(ledger)).toEqual([{ topic: "customers", questions: [0] }]);
});

test("25,000 entities are searched through, and all found", () => {
  const large = makeLedger();
  const model = large.entities[entityAt(large, "baidu")]!;
  for (let n = 0; n < 25_000; n++) {
    const name = `Company ${n.toString(36)} ${["Semiconductor", "Capital", "Cloud"][n % 3]}`;
    large.entities.push({
      ...model,
      id: `company-${n}`,
      label: { en: name, zh: `公司${n}` },
      names: [],
    } satisfies Entity);
  }
  const many = makeSearch(large);
  expect(many.find("公司24999")[0]?.name).toBe("公司24999");
  expect(many.find("semiconductr", 3).length).toBe(3);
  expect(large.entities[many.find("kunlnuxin")[0]!.entity]!.id).toBe("kunlunxin");
});
