/** CPU of the explorer's search over 25,000 entities, in Node: the index is made once, then each question is asked. */
import { makeSearch } from "../../../kg/explorer/src/ledger/search";
import type { Entity, Ledger } from "../../../kg/explorer/src/ledger/types";

const COUNT = 25_000;
const FIRST = ["Iron", "Silver", "North", "River", "Stone", "Cloud", "Jade", "Star", "East", "Bright"];
const CHINESE = ["昆仑", "天数", "沐曦", "摩尔", "壁仞", "燧原", "寒武", "平头", "华为", "海光"];

const entities = Array.from({ length: COUNT }, (_, n): Entity => {
  const label = { en: `${FIRST[n % 10]} Semiconductor ${n}`, zh: `${CHINESE[n % 10]}芯片${n}` };
  return {
    id: `entity-${n}`, cls: 0, label, role: "maker", x: 0, y: 0, level: 1, status: "active", note: "",
    names: [{ text: label.en, lang: "en", kind: "label", doc: -1, pinyin: "" }, { text: label.zh, lang: "zh", kind: "label", doc: -1, pinyin: `xin pian ${n}` }, { text: `IS${n}`, lang: "en", kind: "short", doc: 0, pinyin: "" }],
    pinyin: { en: "", zh: `xin pian ${n}` },
    identifiers: [`ticker=${600000 + n}.SH`],
  } as Entity;
});
const ledger = { entities, classes: [{ name: "ChipMaker", label: { en: "maker", zh: "厂商" }, role: "maker", parents: [] }], docs: [], claims: [], links: [], conflicts: [], questions: [], properties: [], units: [], notSame: [], sameCharacters: new Map([["崙", "仑"]]) } as unknown as Ledger;

const cpu = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

let search = makeSearch(ledger);
const index = cpu(() => {
  search = makeSearch(ledger);
});
const costs = ["kun", "昆仑", "昆仑芯片12345", "Silver Semiconductor", "silvr semiconducter", "620000.SH", "s", "IS2499", "nothing at all like it"].map((query) => {
  const runs = Array.from({ length: 5 }, () => cpu(() => search.find(query)));
  // The first time counts too: it is the one that a reader waits for.
  return { query, first: runs[0]!, ms: [...runs].sort((a, b) => a - b)[2]! };
});
console.log(JSON.stringify({ index, costs }));
