import fc from "fast-check";
import { expect, test } from "vitest";
import { command, datedQuery } from "../../src/ledger/answers";
import { view } from "../../src/ledger/model";
import type { Cell, Lang } from "../../src/ledger/types";
import type { Table } from "../../src/ui/rows";
import { claimTable, csv, edgeTable, formulaSafe, questionTable, sorted } from "../../src/ui/rows";
import { change, initial } from "../../src/ui/state";
import { citation, claimIri, sparqlOf, webLink, where } from "../../src/words/cite";
import { claimAt, makeLedger } from "../ledger";

const ledger = makeLedger();
const base = initial("en");
const column = (table: Table, name: string): string[] => {
  const at = table.columns.findIndex((found) => found.name === name);
  return table.rows.map((row) => row.cells[at]!.text);
};

test("the tables are exactly what is visible", () => {
  for (const patch of [{}, { asOf: "2026-01-31" }, { filters: { ...base.filters, roles: ["maker" as const] } }]) {
    const state = change(base, patch);
    const here = view(ledger, state);
    expect(edgeTable(ledger, here, state).rows.map((row) => row.edge)).toEqual(here.edges.map((edge) => edge.id));
    expect(claimTable(ledger, here, state).rows.map((row) => row.claim)).toEqual(here.visible);
  }
});

test("every row of an edge leads to its edge, every claim of a relation too", () => {
  const here = view(ledger, base);
  const edges = new Set(here.edges.map((edge) => edge.id));
  for (const row of claimTable(ledger, here, base).rows) {
    const relation = ledger.properties[ledger.claims[row.claim]!.property]!.kind === "relation";
    expect(edges.has(row.edge), row.id).toBe(relation);
  }
});

test("figures sort by size, not by how they are written; empty cells stand last either way", () => {
  for (const descending of [false, true]) {
    const state = change(base, { sort: { column: "value", descending } });
    const values = column(claimTable(ledger, view(ledger, state), state), "value").filter(
      (text) => text.startsWith("CNY") || text.startsWith("about"),
    );
    expect(values).toEqual(
      descending ? ["about CNY 1 bn", "CNY 600 m", "CNY 540 m"] : ["CNY 540 m", "CNY 600 m", "about CNY 1 bn"],
    );
    expect(column(claimTable(ledger, view(ledger, state), state), "value").at(-1)).toBe("");
  }
});

test("an unknown column sorts nothing", () => {
  const table = edgeTable(ledger, view(ledger, base), base);
  expect(sorted(table, { column: "nonsense", descending: true }, "en")).toBe(table);
});

test("an answer reads as kg ask shows it: labels, figures with their unit, words and periods", () => {
  const english = questionTable(ledger, 0, base);
  expect(english.columns.map((found) => found.label)).toEqual(["customer", "figure", "mode", "period", "claim"]);
  expect(english.rows[0]!.cells.map((cell) => cell.text)).toEqual([
    "ByteDance",
    "CNY 540 m",
    "plan",
    "2025-H1",
    "d2/tests",
  ]);
  expect(questionTable(ledger, 0, { ...base, lang: "zh" }).rows[0]!.cells.map((cell) => cell.text)).toEqual([
    "字节跳动",
    "5.4亿元",
    "计划",
    "2025年上半年",
    "d2/tests",
  ]);
  expect(english.rows.map((row) => ledger.claims[row.claim]!.id)).toEqual(["d2/tests", "d5/uses"]);
  expect(questionTable(ledger, 7, base)).toEqual({ columns: [], rows: [] });
});

test("an answer and its query follow the day", () => {
  const then = { ...base, asOf: "2026-01-04" };
  expect(questionTable(ledger, 0, then).rows).toEqual([]);
  expect(questionTable(ledger, 0, { ...base, asOf: "2026-01-05" }).rows).toHaveLength(2);
  const dated = datedQuery(ledger.questions[0]!.sparql, then.asOf, "certain");
  expect(dated).toContain('VALUES ?asOf { "2026-01-04"^^xsd:date }');
  expect(command("who-tests", then.asOf, "possible")).toBe("kg ask who-tests --as-of 2026-01-04 --possible");
});

test("an answer sorts by the size of its quantities and numbers, not by their words", () => {
  const kinds = ["quantity", "number", "period"];
  const rows: Cell[][] = [
    [["CNY 2 bn", "20亿元", 2e9], 10, ["about 2025", "约2025年", "2025~"]],
    [["CNY 540 m", "5.4亿元", 540e6], 9, ["2024-H1", "2024年上半年", "2024-H1"]],
    [null, null, ["until 2023", "截至2023年", "../2023"]],
    [["vague", "未给出具体数字"], ["9.5", "9.5", 9.5], null],
  ];
  const columns = kinds.map((kind) => ({ name: kind, label: { en: kind, zh: kind }, kind }));
  const questions = [{ ...ledger.questions[0]!, columns, about: -1, answers: [{ rows, note: { en: "", zh: "" } }] }];
  const order = (name: string, lang: Lang, descending = false) =>
    questionTable({ ...ledger, questions }, 0, { ...base, lang, sort: { column: name, descending } })
      .rows.map((row) => row.id)
      .join("");
  for (const lang of ["en", "zh"] as const) {
    expect(order("quantity", lang)).toBe("1032");
    expect(order("number", lang)).toBe("1302");
    expect(order("number", lang, true)).toBe("0312");
    expect(order("period", lang)).toBe("2103");
  }
  const table = questionTable({ ...ledger, questions }, 0, base);
  expect(table.columns.map((column) => column.numeric)).toEqual([false, true, false]);
  expect(table.rows.map((row) => row.claim)).toEqual([-1, -1, -1, -1]);
});

test("no cell of a CSV file calculates, and a figure stays a figure", () => {
  const starts = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "|cmd",
    " =1",
    "\u202e=1",
    "\u200b=1",
    "\u3000=1",
  ];
  for (const text of starts) expect(formulaSafe(text)).toBe(`'${text}`);
  for (const text of ["-763000000", "+5", "1e9", "text", "", "a=1", "−5"]) expect(formulaSafe(text)).toBe(text);
  const state = change(base, { filters: { ...base.filters, docs: ["d5"] } });
  expect(csv(claimTable(ledger, view(ledger, state), state))).toContain('"Promising, =1+1"');
});

test("a CSV file can be read back", () => {
  const read = (text: string): string[][] => {
    const rows: string[][] = [[]];
    for (const [, quoted, bare, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
      rows.at(-1)!.push(quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'));
      if (end === "\r\n") rows.push([]);
    }
    return rows.slice(0, -1);
  };
  fc.assert(
    fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (cells) => {
      const table: Table = {
        columns: [
          { name: "a", label: "A", numeric: false },
          { name: "b", label: "B", numeric: false },
        ],
        rows: cells.map((row, place) => ({
          id: String(place),
          claim: -1,
          edge: "",
          cells: row.map((text) => ({ text, sort: text })),
        })),
      };
      expect(read(csv(table)).slice(1)).toEqual(cells.map((row) => row.map(formulaSafe)));
    }),
  );
});

test("a claim says where it stands", () => {
  expect(where(ledger, claimAt(ledger, "d2/tests"), "en")).toBe("line 27, characters 6782–6855");
  expect(where(ledger, claimAt(ledger, "d2/tests"), "zh")).toBe("第27行，第6782–6855字符");
  expect(where(ledger, claimAt(ledger, "d1/plan"), "en")).toBe("line 3");
  expect(where(ledger, claimAt(ledger, "d5/uses"), "en")).toBe("location not recorded");
});

test("a citation says what, who, where, when, and which row of the ledger", () => {
  expect(citation(ledger, claimAt(ledger, "d3/listed"), "en")).toBe(
    "Iluvatar CoreX is listed on HKEX Main Board. “Title of d3”, China Daily, between 22 January 2026 and 11 February 2026, " +
      "location not recorded, https://example.com/3. Test ledger, claim d3/listed (0123456789abcdef), https://w3id.org/china-gpu-kg/claim/d3/listed",
  );
  expect(citation(ledger, claimAt(ledger, "d2/tests"), "zh")).toMatch(
    /^字节跳动测试昆仑芯的芯片。何晖语，载何晖，《Title of d2》，2025年12月27日，第27行/,
  );
  expect(citation(ledger, -1, "en")).toBe("");
});

test("IRIs and the query are those of the graph", () => {
  const place = claimAt(ledger, "d2/tests");
  expect(claimIri(ledger, place)).toBe("https://w3id.org/china-gpu-kg/claim/d2/tests");
  expect(sparqlOf(ledger, place)).toContain("<https://w3id.org/china-gpu-kg/claim/d2/tests> kg:statedIn ?document");
});

test("only an honest web address becomes a link", () => {
  expect(webLink("https://example.com/a?b=1#c")).toBe("https://example.com/a?b=1#c");
  for (const url of [
    "",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "http://",
    "https://user:pw@example.com",
    "//example.com",
    "https://exa mple.com",
    "https://example.com/\u202egpj.exe",
    "https://example.com/<b>",
    "ftp://example.com",
    `https://example.com/${"a".repeat(3000)}`,
  ])
    expect(webLink(url), url).toBeNull();
});
