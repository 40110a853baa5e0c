/** A small made-up ledger for the tests, with one case of everything that the page distinguishes. */
import type {
  Both,
  Claim,
  ClassTerm,
  Doc,
  EdgeLook,
  Entity,
  Kind,
  Ledger,
  PropertyTerm,
  Role,
} from "../src/ledger/types";

const CLASSES: [string, Role, string, string, string[]][] = [
  ["Entity", "other", "entity", "实体", []],
  ["Company", "other", "company", "公司", ["Entity"]],
  ["ChipMaker", "maker", "domestic chip maker", "国产芯片企业", ["Company"]],
  ["InternetCompany", "customer", "internet company", "互联网公司", ["Company"]],
  ["Investor", "investor", "investor", "投资者", ["Company"]],
  ["Board", "exchange", "board", "板块", ["Entity"]],
  ["CompanyGroup", "group", "group of companies", "企业群体", ["Entity"]],
  ["Topic", "topic", "topic", "议题", ["Entity"]],
  ["Person", "person", "person", "人物", ["Entity"]],
  ["Product", "product", "product", "产品", ["Entity"]],
  ["Market", "other", "market", "市场", ["Topic"]],
];
const PROPERTIES: [string, Kind, string, string, string[]][] = [
  ["relation", "relation", "is related to", "与…有关", []],
  ["customerOf", "relation", "is a customer of", "是…的客户", ["relation"]],
  ["tests", "relation", "tests chips of", "测试…的芯片", ["customerOf"]],
  ["uses", "relation", "uses chips of", "使用…的芯片", ["customerOf"]],
  ["listedOn", "relation", "is listed on", "上市于", ["relation"]],
  ["develops", "relation", "is developing", "正在研发", ["relation"]],
  ["memberOf", "relation", "is a member of", "是…的成员", ["relation"]],
  ["pursues", "relation", "pursues", "推行", ["relation"]],
  ["investsIn", "relation", "invests in", "投资", ["relation"]],
  ["subsidiaryOf", "relation", "is a subsidiary of", "是…的子公司", ["relation"]],
  ["comparedWith", "relation", "is compared with", "与…对比", ["relation"]],
  ["exceeds", "relation", "is said to exceed", "据称超过", ["comparedWith"]],
  ["revenue", "measure", "revenue", "营业收入", []],
  ["marketShare", "measure", "market share", "市场份额", []],
  ["established", "attribute", "established", "成立时间", []],
  ["assessment", "attribute", "assessment", "评价", []],
  ["disclosed", "attribute", "offer price disclosed", "发行价已披露", []],
];
const ENTITIES: [string, string, string, string, number, number, Partial<Entity>?][] = [
  [
    "iluvatar",
    "ChipMaker",
    "Iluvatar CoreX",
    "天数智芯",
    0,
    0,
    {
      identifiers: ["ticker=9903.HK"],
      names: [{ text: "Tensentech", lang: "en", kind: "machine-translation", doc: 0, pinyin: "" }],
    },
  ],
  [
    "kunlunxin",
    "ChipMaker",
    "Kunlunxin",
    "昆仑芯",
    100,
    100,
    { names: [{ text: "Kunlun Core", lang: "en", kind: "short", doc: 1, pinyin: "" }] },
  ],
  ["baidu", "InternetCompany", "Baidu", "百度", 200, 100],
  ["bytedance", "InternetCompany", "ByteDance", "字节跳动", 200, 0],
  ["moore-threads", "ChipMaker", "Moore Threads", "摩尔线程", -100, 50],
  ["hkex", "Board", "Stock Exchange of Hong Kong", "香港交易所", 0, -300],
  ["hkex-main", "Board", "HKEX Main Board", "港交所主板", 50, -300],
  ["sequoia", "Investor", "Sequoia China", "红杉中国", -300, 0],
  ["dragons", "CompanyGroup", "Four Dragons", "四小龙", 0, 100],
  ["self-reliance", "Topic", "Self-reliance", "自主可控", 0, 400, { level: 2 }],
  ["he-hui", "Person", "He Hui", "何晖", 300, 300, { level: 2 }],
  ["insider", "Person", "Insider (d2)", "内部人士（d2）", 310, 300, { level: 2 }],
  ["daily", "Company", "China Daily", "中国日报", 0, 500, { level: 2 }],
  ["gpu-market", "Market", "China’s GPU market", "中国GPU市场", 0, 450, { level: 2 }],
  ["own-chip", "Product", "ByteDance’s own chip", "字节自研芯片", 260, -40],
];
/** Readings of Chinese labels. */
const PINYIN: Record<string, string> = {
  iluvatar: "tian shu zhi xin|tian shuo zhi xin",
  "moore-threads": "mo er xian cheng",
};
const DOCS: [string, string, string, string, number?][] = [
  ["d1", "2025-12-19", "2026-01-07", "daily"],
  ["d2", "2025-12-27", "2025-12-27", ""],
  ["d3", "2026-01-22", "2026-02-11", "daily"],
  ["d4", "2026-03-01", "2026-03-01", "", 1],
  ["d5", "", "", ""],
];
/** id, subject, property, object, other fields; the document id precedes the slash. */
const CLAIMS: [
  string,
  string,
  string,
  string,
  Partial<Omit<Claim, "said" | "saidOn" | "unit" | "shown" | "when" | "says">> & { said?: string; unit?: string },
][] = [
  ["d1/plan", "iluvatar", "listedOn", "hkex", { mode: "plan", period: "2026-01", line: 3 }],
  ["d1/sequoia", "sequoia", "investsIn", "iluvatar", {}],
  ["d1/revenue", "iluvatar", "revenue", "", { value: "540e6", unit: "CNY", period: "2024", asPublished: "5.4亿元" }],
  ["d1/topic", "iluvatar", "pursues", "self-reliance", {}],
  [
    "d2/tests",
    "bytedance",
    "tests",
    "kunlunxin",
    { said: "he-hui", basis: "analyst", line: 27, start: 6782, length: 74, digest: "cde75e4400000000" },
  ],
  ["d2/dragon", "iluvatar", "memberOf", "dragons", {}],
  ["d2/dragon2", "moore-threads", "memberOf", "dragons", {}],
  ["d2/rumour", "bytedance", "develops", "own-chip", { basis: "anonymous", said: "insider" }],
  ["d2/moore", "moore-threads", "listedOn", "hkex", { mode: "plan" }],
  ["d2/h1", "iluvatar", "revenue", "", { value: ">=300e6", unit: "CNY", period: "2025-H1" }],
  ["d2/topic", "moore-threads", "pursues", "self-reliance", { mode: "opinion", said: "he-hui" }],
  ["d3/listed", "iluvatar", "listedOn", "hkex-main", { period: "2026-01-08", periodInferred: true }],
  ["d3/denied", "bytedance", "develops", "own-chip", { polarity: "denies", said: "bytedance" }],
  ["d3/parent", "kunlunxin", "subsidiaryOf", "baidu", {}],
  ["d3/revenue", "iluvatar", "revenue", "", { value: "600e6", unit: "CNY", period: "2024" }],
  ["d3/forecast", "iluvatar", "revenue", "", { value: "~1e9", unit: "CNY", period: "2025", mode: "forecast" }],
  ["d3/share", "kunlunxin", "marketShare", "gpu-market", { value: "<3", unit: "PERCENT", period: "2024" }],
  ["d3/old", "baidu", "uses", "kunlunxin", { rank: "deprecated" }],
  ["d4/tests", "bytedance", "tests", "kunlunxin", { said: "he-hui", basis: "analyst" }],
  ["d4/moore", "moore-threads", "listedOn", "hkex", { period: "2026-02-20" }],
  ["d5/words", "moore-threads", "assessment", "", { value: "Promising, =1+1", note: "=cmd" }],
  ["d5/uses", "baidu", "uses", "kunlunxin", {}],
  ["d5/better", "kunlunxin", "exceeds", "moore-threads", { mode: "hypothetical" }],
  ["d5/founded", "moore-threads", "established", "", { value: "2020-10" }],
  ["d5/price", "iluvatar", "disclosed", "", { value: "true" }],
];

/** Values and periods in words, where they differ from the ledger's notation. */
const SHOWN: Record<string, [string, string]> = {
  "540e6": ["CNY 540 m", "5.4亿元"],
  "600e6": ["CNY 600 m", "6亿元"],
  ">=300e6": ["≥ CNY 300 m", "不低于3亿元"],
  "~1e9": ["about CNY 1 bn", "约10亿元"],
  "<3": ["< 3 %", "低于3%"],
  true: ["yes", "是"],
  "2024": ["2024", "2024年"],
  "2025-H1": ["2025-H1", "2025年上半年"],
};

/** The first and the last day of a period. */
function daysOf(period: string): { from: string; to: string } {
  const [year, part = ""] = period.split(/-(.*)/);
  if (!year) return { from: "", to: "" };
  if (part.length > 2) return { from: period, to: period };
  const [first, last] = { "": ["01-01", "12-31"], H1: ["01-01", "06-30"] }[part] ?? [`${part}-01`, `${part}-31`];
  return { from: `${year}-${first}`, to: `${year}-${last}` };
}

const shown = (text: string): Both => {
  const [en, zh] = SHOWN[text] ?? [text, text];
  return { en, zh };
};

/** A sentence like those of the payload, simplified: the label of the property is the verb. */
function pattern({ kind, label }: PropertyTerm): Both {
  if (kind !== "relation") return { en: `{subject’s} ${label.en}: {value}`, zh: `{subject}${label.zh}：{value}` };
  const [before = "", after = ""] = label.zh.split("…");
  return { en: `{subject} ${label.en} {object}`, zh: `{subject}${before}{object}${after}` };
}

const LOOKS: readonly EdgeLook[] = [
  "actual",
  "plan",
  "forecast",
  "recommended",
  "hypothetical",
  "opinion",
  "rumour",
  "denied",
];

const WORDS: Record<string, [string, string]> = {
  plan: ["plan", "计划"],
  press: ["press", "媒体"],
  actual: ["fact", "事实"],
  analyst: ["analyst", "分析师"],
  "role:maker": ["Chip maker", "芯片企业"],
  "state:stated": ["Stated as fact", "作为事实陈述"],
  "state:plan": ["Plan, forecast", "计划、预测"],
};

/** Makes a new ledger each time, so that tests may modify it. */
export function makeLedger(): Ledger {
  const classes = CLASSES.map(
    ([name, role, en, zh, parents]): ClassTerm => ({ name, role, label: { en, zh }, parents }),
  );
  const properties = PROPERTIES.map(
    ([name, kind, en, zh, parents]): PropertyTerm => ({ name, kind, label: { en, zh }, parents }),
  );
  const at = (rows: readonly { name: string }[], name: string): number => rows.findIndex((row) => row.name === name);
  const entities = ENTITIES.map(
    ([id, cls, en, zh, x, y, more]): Entity => ({
      id,
      cls: at(classes, cls),
      label: { en, zh },
      role: classes[at(classes, cls)]?.role ?? "other",
      x,
      y,
      level: 0,
      status: "active",
      names: [],
      pinyin: { en: "", zh: PINYIN[id] ?? "" },
      identifiers: [],
      note: "",
      ...more,
    }),
  );
  const who = (id: string | undefined): number => entities.findIndex((entity) => entity.id === id);
  const docs = DOCS.map(
    ([id, from, to, publisher, origin], place): Doc => ({
      id,
      title: `Title of ${id}`,
      publisher: who(publisher),
      authors: id === "d2" ? [who("he-hui")] : [],
      from,
      to,
      basis: "press",
      published: "",
      publishedInferred: from !== to,
      lang: "en",
      translation: "",
      url: id === "d3" ? "https://example.com/3" : "",
      kind: "article",
      origin: origin ?? place,
      note: "",
      sha256: "",
      former: [],
    }),
  );
  const units = [
    { name: "CNY", label: { en: "yuan", zh: "元" }, symbol: "¥" },
    { name: "PERCENT", label: { en: "per cent", zh: "%" }, symbol: "%" },
  ];
  const claims = CLAIMS.map(
    ([id, subject, property, object, { said, unit, value = "", period = "", ...more }]): Claim => ({
      id,
      subject: who(subject),
      property: at(properties, property),
      object: who(object),
      value,
      shown: shown(value),
      when: shown(period),
      says: { ...pattern(properties[at(properties, property)]!) },
      unit: at(units, unit ?? ""),
      asPublished: "",
      period,
      ...daysOf(period),
      periodInferred: false,
      polarity: "asserts",
      mode: "actual",
      extent: "",
      respect: -1,
      basis: "press",
      rank: "normal",
      said: who(said),
      saidOn: { en: "", zh: "" },
      doc: docs.findIndex((doc) => id.startsWith(`${doc.id}/`)),
      line: -1,
      start: -1,
      length: -1,
      digest: "",
      note: "",
      ...more,
    }),
  );
  const claim = (id: string): number => claims.findIndex((one) => one.id === id);
  return {
    title: { en: "Test ledger", zh: "测试台账" },
    coverage: { en: "", zh: "" },
    digest: "0123456789abcdef",
    classes,
    properties,
    edgePatterns: Object.fromEntries(
      LOOKS.map((look) => [
        look,
        properties.map(pattern).map(({ en, zh }) => ({ en: `${look}: ${en}`, zh: `${look}：${zh}` })),
      ]),
    ) as Ledger["edgePatterns"],
    units,
    words: Object.fromEntries(Object.entries(WORDS).map(([name, [en, zh]]) => [name, { en, zh }])),
    entities,
    sameCharacters: new Map([
      ["崙", "仑"],
      ["線", "线"],
      ["爾", "尔"],
      ["誰", "谁"],
      ["⻰", "龙"],
    ]),
    docs,
    claims,
    links: [
      { from: claim("d3/listed"), to: claim("d1/plan"), kind: "fulfils" },
      { from: claim("d3/denied"), to: claim("d2/rumour"), kind: "contradicts" },
    ],
    conflicts: [
      {
        id: "revenue-2024",
        title: { en: "Revenue of 2024", zh: "2024年收入" },
        claims: [claim("d1/revenue"), claim("d3/revenue")],
        cause: "unresolved",
        preferred: -1,
        status: "open",
        note: { en: "Two figures.", zh: "两个数字。" },
      },
    ],
    questions: [
      {
        name: "who-tests",
        topic: "customers",
        title: { en: "Who tests", zh: "谁在测试" },
        ask: { en: "Who tests chips?", zh: "谁在测试芯片？" },
        sparql: "SELECT * { VALUES ?asOf { UNDEF } }",
        columns: [
          { name: "customer", label: { en: "customer", zh: "客户" }, kind: "entity" },
          { name: "quantity", label: { en: "figure", zh: "数值" }, kind: "quantity" },
          { name: "mode", label: { en: "mode", zh: "情态" }, kind: "word" },
          { name: "period", label: { en: "period", zh: "期间" }, kind: "period" },
          { name: "claim", label: { en: "claim", zh: "陈述" }, kind: "claim" },
        ],
        about: 4,
        answers: [
          {
            note: { en: "", zh: "" },
            rows: [
              [
                { e: who("bytedance") },
                ["CNY 540 m", "5.4亿元", 540e6],
                ["plan", "计划"],
                ["2025-H1", "2025年上半年", "2025-H1"],
                { c: claim("d2/tests") },
              ],
              [{ e: who("baidu") }, null, ["fact", "事实"], null, { c: claim("d5/uses") }],
            ],
          },
          { note: { en: "then", zh: "当时" }, rows: [] },
        ],
      },
    ],
    days: {
      certain: { stops: ["2026-01-05"], known: [1, 0] },
      possible: { stops: [], known: [] },
    },
    notSame: [{ a: "Tensentech", b: "Tencent", why: "A machine translation." }],
  };
}

/** The position of a claim or an entity, by id. */
export function claimAt(ledger: Ledger, id: string): number {
  return ledger.claims.findIndex((claim) => claim.id === id);
}
export function entityAt(ledger: Ledger, id: string): number {
  return ledger.entities.findIndex((entity) => entity.id === id);
}
