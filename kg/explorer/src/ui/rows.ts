/** Tables of what is visible: one row an edge, one row a claim, one row of an answer; sorted, and as CSV. */

import { stateOf } from "../ledger/knowledge";
import type { View } from "../ledger/model";
import type { Cell, Lang, Ledger, Question, ViewState } from "../ledger/types";
import { STATES } from "../shared";
import { showFigure, showPeriod } from "../words/answerfigures";
import { ends, showDay, showSpan } from "../words/figures";
import { pick, say, stateWord, word } from "../words/i18n";
import { nameOf, shownValue, speakerOf, verb } from "../words/sentence";

export interface TableCell {
  text: string;
  sort: string | number;
  entity?: number;
  claim?: number;
  doc?: number;
}
export interface Column {
  name: string;
  label: string;
  numeric: boolean;
}
/** `claim` is -1 and `edge` is empty where the row is about none. */
export interface Row {
  id: string;
  claim: number;
  edge: string;
  cells: TableCell[];
}
export interface Table {
  columns: Column[];
  rows: Row[];
}

const plain = (text: string, sort: string | number = text): TableCell => ({ text, sort });
const entity = (ledger: Ledger, place: number, lang: Lang): TableCell => {
  const text = nameOf(ledger, place, lang);
  return place < 0 ? plain("") : { text, sort: text, entity: place };
};
const document = (ledger: Ledger, place: number): TableCell => {
  const id = ledger.docs[place]?.id ?? "";
  return { text: id, sort: id, doc: place };
};
const numeric = (name: string, label: string): Column => ({ name, label, numeric: true });
const textual = (name: string, label: string): Column => ({ name, label, numeric: false });

/** The edges of the picture, a row each. */
export function edgeTable(ledger: Ledger, view: View, state: ViewState): Table {
  const { lang } = state;
  const columns = [
    textual("subject", say(lang, "colSubject")),
    textual("property", say(lang, "colProperty")),
    textual("object", say(lang, "colObject")),
    textual("state", say(lang, "colState")),
    textual("disputed", say(lang, "colDisputed")),
    numeric("origins", say(lang, "colOrigins")),
    numeric("claims", say(lang, "colClaims")),
    textual("documents", say(lang, "colDocument")),
  ];
  const rows = view.edges.map((edge): Row => {
    const docs = [
      ...new Set(edge.claims.map((place) => ledger.docs[ledger.claims[place]?.doc ?? -1]?.id ?? "")),
    ].sort();
    return {
      id: edge.id,
      claim: edge.claims.length === 1 ? (edge.claims[0] ?? -1) : -1,
      edge: edge.id,
      cells: [
        entity(ledger, edge.source, lang),
        plain(verb(ledger, edge.property, lang)),
        entity(ledger, edge.target, lang),
        plain(stateWord(ledger, edge.state, lang), STATES.indexOf(edge.state)),
        plain(say(lang, edge.disputed ? "yes" : "no")),
        plain(String(edge.origins), edge.origins),
        plain(String(edge.claims.length), edge.claims.length),
        plain(docs.join(", ")),
      ],
    };
  });
  return sorted({ columns, rows }, state.sort, lang);
}

/** The visible claims, a row each. */
export function claimTable(ledger: Ledger, view: View, state: ViewState): Table {
  const { lang } = state;
  const columns = [
    textual("subject", say(lang, "colSubject")),
    textual("property", say(lang, "colProperty")),
    textual("object", say(lang, "colObject")),
    textual("value", say(lang, "colValue")),
    textual("period", say(lang, "colPeriod")),
    textual("state", say(lang, "colState")),
    textual("disputed", say(lang, "colDisputed")),
    textual("mode", say(lang, "colMode")),
    textual("basis", say(lang, "colBasis")),
    textual("said", say(lang, "colSaid")),
    textual("document", say(lang, "colDocument")),
    textual("published", say(lang, "colPublished")),
    numeric("line", say(lang, "colLine")),
    textual("claim", say(lang, "colClaim")),
  ];
  const edges = new Map(view.edges.flatMap((edge) => edge.claims.map((place) => [place, edge.id] as const)));
  const rows = view.visible.flatMap((place): Row[] => {
    const claim = ledger.claims[place];
    const doc = claim && ledger.docs[claim.doc];
    if (!claim || !doc) return [];
    const relation = ledger.properties[claim.property]?.kind === "relation";
    const value = relation ? "" : shownValue(ledger, place, lang);
    const size = relation ? null : ends(claim.value);
    return [
      {
        id: claim.id,
        claim: place,
        edge: edges.get(place) ?? "",
        cells: [
          entity(ledger, claim.subject, lang),
          plain(verb(ledger, claim.property, lang)),
          entity(ledger, claim.object, lang),
          plain(value, size?.low ?? size?.high ?? value),
          plain(claim.when[lang], claim.to || claim.from),
          plain(stateWord(ledger, stateOf(claim), lang), STATES.indexOf(stateOf(claim))),
          plain(say(lang, view.disputed[place] ? "yes" : "no")),
          plain(word(ledger, claim.mode, lang)),
          plain(word(ledger, claim.basis, lang)),
          plain(speakerOf(ledger, place, lang)),
          document(ledger, claim.doc),
          plain(showSpan(doc.from, doc.to, lang), doc.to || doc.from),
          plain(claim.line < 0 ? "" : String(claim.line), claim.line),
          { text: claim.id, sort: claim.id, claim: place },
        ],
      },
    ];
  });
  return sorted({ columns, rows }, state.sort, lang);
}

/** Columns that only serve another one when people read: the figure takes its unit. */
const FOLDED: Record<string, string> = { unit: "quantity", asPublished: "quantity" };

/** The answer to a question. Rows are in the order of the answer where no column is sorted by. */
export function questionTable(
  ledger: Ledger,
  place: number,
  lang: Lang,
  sort: ViewState["sort"] = { column: "", descending: false },
): Table {
  const question = ledger.questions[place];
  if (!question) return { columns: [], rows: [] };
  const names = question.columns.map((column) => column.name);
  const kept = names.flatMap((name, at) => (names.includes(FOLDED[name] ?? "") ? [] : [at]));
  const by = names.indexOf("claim");
  const rows = question.rows.map((row, number): Row => {
    const cell = row[by];
    const claim = cell && typeof cell === "object" && "c" in cell ? cell.c : -1;
    return {
      id: String(number),
      claim,
      edge: "",
      cells: kept.map((at) => answerCell(ledger, question, row, at, lang)),
    };
  });
  const columns = kept.map(
    (at): Column => ({
      name: names[at] ?? "",
      label: pick(question.columns[at]?.label ?? { en: "", zh: "" }, lang) || (names[at] ?? ""),
      numeric: question.rows.some((row) => typeof row[at] === "number"),
    }),
  );
  return sorted({ columns, rows }, sort, lang);
}

function answerCell(ledger: Ledger, question: Question, row: readonly Cell[], at: number, lang: Lang): TableCell {
  const value = row[at] ?? null;
  const name = question.columns[at]?.name ?? "";
  const beside = (other: string): Cell => row[question.columns.findIndex((column) => column.name === other)] ?? null;
  if (value === null) return plain("");
  if (typeof value === "number") return plain(String(value), value);
  if (typeof value === "boolean") return plain(say(lang, value ? "yes" : "no"));
  if (typeof value === "object") return reference(ledger, value, lang);
  if (name === "quantity") {
    const unit = beside("unit");
    const printed = beside("asPublished");
    const term = unit && typeof unit === "object" && "u" in unit ? ledger.units[unit.u] : undefined;
    const size = ends(value);
    return plain(
      showFigure(value, term ?? null, lang, typeof printed === "string" ? printed : ""),
      size?.low ?? size?.high ?? value,
    );
  }
  if (name.toLowerCase().endsWith("period")) return plain(showPeriod(value, lang), value);
  if (value === "yes" || value === "no") return plain(say(lang, value));
  if (/^(0001-01-01|9999-12-31)$/.test(value)) return plain("", value);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? plain(showDay(value, lang), value) : plain(value);
}

function reference(
  ledger: Ledger,
  cell: { e: number } | { c: number } | { d: number } | { w: string } | { u: number },
  lang: Lang,
): TableCell {
  if ("e" in cell) return entity(ledger, cell.e, lang);
  if ("d" in cell) return document(ledger, cell.d);
  if ("w" in cell) return plain(word(ledger, cell.w, lang));
  if ("u" in cell) return plain(pick(ledger.units[cell.u]?.label ?? { en: "", zh: "" }, lang));
  const id = ledger.claims[cell.c]?.id ?? "";
  return { text: id, sort: id, claim: cell.c };
}

/** Sorts by a column; equal cells stay in their order, empty ones stand last either way. */
export function sorted(table: Table, sort: ViewState["sort"], lang: Lang): Table {
  const at = table.columns.findIndex((column) => column.name === sort.column);
  if (at < 0) return table;
  const collator = new Intl.Collator(lang === "zh" ? "zh-Hans-CN" : "en", { numeric: true });
  const sign = sort.descending ? -1 : 1;
  const compare = (a: TableCell | undefined, b: TableCell | undefined): number => {
    if (!a?.text || !b?.text) return Number(!a?.text) - Number(!b?.text);
    if (typeof a.sort === "number" && typeof b.sort === "number") return sign * (a.sort - b.sort);
    if (typeof a.sort !== typeof b.sort) return sign * (typeof a.sort === "number" ? -1 : 1);
    return sign * collator.compare(String(a.sort), String(b.sort));
  };
  return { columns: table.columns, rows: [...table.rows].sort((a, b) => compare(a.cells[at], b.cells[at])) };
}

/** First characters that make a spreadsheet calculate, ASCII and full width; a plain figure is a figure. */
export function formulaSafe(text: string): string {
  const seen = text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/^[ \u00a0\u3000\0]+/, "");
  if (!/^[=+\-@|\t\r\n＝＋－＠]/.test(seen) || /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  return `'${text}`;
}

/** A table as CSV that Excel opens as it is: UTF-8 with BOM, CRLF, no cell a formula. */
export function csv(table: Table): string {
  const quoted = (text: string): string => {
    const safe = formulaSafe(text);
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    table.columns.map((column) => column.label),
    ...table.rows.map((row) => row.cells.map((cell) => cell.text)),
  ];
  return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}
