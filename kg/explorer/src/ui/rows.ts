/** Tables of edges, claims and answers, one per row: sorted, and as CSV. */

import { answerOf } from "../ledger/answers";
import { stateOf } from "../ledger/knowledge";
import type { View } from "../ledger/model";
import type { Cell, Lang, Ledger, ViewState } from "../ledger/types";
import { STATES } from "../shared";
import { ends, showSpan } from "../words/figures";
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
/** `claim` is -1 and `edge` is empty if the row has none. */
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

/** The edges of the picture, one per row. */
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

/** The visible claims, one per row. */
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

/** The answer to a question as of the page's day, in the order of the answer unless sorted by a column. */
export function questionTable(
  ledger: Ledger,
  place: number,
  { lang, sort, asOf, reading }: Pick<ViewState, "lang" | "sort" | "asOf" | "reading">,
): Table {
  const question = ledger.questions[place];
  if (!question) return { columns: [], rows: [] };
  const rows = (answerOf(ledger, place, asOf, reading)?.rows ?? []).map((row, number): Row => {
    const about = row[question.about];
    return {
      id: String(number),
      claim: about && typeof about === "object" && "c" in about ? about.c : -1,
      edge: "",
      cells: row.map((cell) => answerCell(ledger, cell, lang)),
    };
  });
  const columns = question.columns.map(
    ({ name, label, kind }): Column => ({ name, label: pick(label, lang) || name, numeric: kind === "number" }),
  );
  return sorted({ columns, rows }, sort, lang);
}

function answerCell(ledger: Ledger, cell: Cell, lang: Lang): TableCell {
  if (cell === null) return plain("");
  if (typeof cell !== "object") return plain(String(cell), cell);
  if ("e" in cell) return entity(ledger, cell.e, lang);
  if ("d" in cell) return document(ledger, cell.d);
  if ("c" in cell) {
    const id = ledger.claims[cell.c]?.id ?? "";
    return { text: id, sort: id, claim: cell.c };
  }
  const [en, zh, sort] = cell;
  const text = pick({ en, zh }, lang);
  return plain(text, sort ?? text);
}

/** Sorts by a column, stably; empty cells come last either way. */
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

/** Quotes text that a spreadsheet would take for a formula; plain numbers stay as they are. */
export function formulaSafe(text: string): string {
  const seen = text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/^[ \u00a0\u3000\0]+/, "");
  if (!/^[=+\-@|\t\r\n＝＋－＠]/.test(seen) || /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  return `'${text}`;
}

/** A table as CSV for Excel: UTF-8 with BOM, CRLF, no formulas. */
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
