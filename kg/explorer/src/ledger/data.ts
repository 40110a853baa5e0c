/**
 * Decodes the payload into a `Ledger` (base64, raw deflate, JSON columns, as written by `kg/explorer/payload.py`) and
 * builds the indices. The only module that knows the payload format.
 */

import { kept } from "./kept";
import type {
  Both,
  Cell,
  Claim,
  ClaimLink,
  Conflict,
  Days,
  Doc,
  EdgeLook,
  Entity,
  Kind,
  Lang,
  Ledger,
  Name,
  Question,
  Reading,
  Role,
} from "./types";

/** The data cannot be read; the message is meant for readers. */
export class DataError extends Error {
  override name = "DataError";
}

/** The `FORMAT` of payload.py that this reads. */
export const FORMAT = 3;

type Packed<T> =
  | readonly T[]
  | { w: readonly T[]; i: readonly number[] }
  | { s: readonly number[] }
  | { j: number; t: string };
type Table = Record<string, Packed<unknown>>;
type Pair = readonly [string, string];
interface Answer {
  rows: number;
  cells: readonly { k: string; v: Packed<unknown> }[];
  known: readonly { rows: Packed<number>; note: Pair }[];
}
/** A page made as of an earlier day holds the answers of that day only. */
const NO_DAYS: Days[Reading] = { stops: [], known: [] };

interface Asked {
  name: string;
  topic: string;
  titleEn: string;
  titleZh: string;
  askEn: string;
  askZh: string;
  columns: readonly (readonly [string, string, string, string])[];
  about: number;
  sparql: string;
}
interface Raw {
  format: number;
  title: Pair;
  coverage: Pair;
  digest: string;
  words: Record<string, Pair>;
  classes: Table;
  properties: Table;
  edges: Record<EdgeLook, Record<Lang, Packed<string>>>;
  units: Table;
  entities: Table;
  names: Table;
  docs: Table;
  claims: Table;
  links: Table;
  conflicts: Table;
  days: Partial<Days>;
  questions: Table;
  answers: readonly Answer[];
  texts: readonly Cell[];
  notSame: Table;
  sameCharacters: string;
}

/** Reverses `column` of payload.py. */
export function unpack<T>(column: Packed<T>): T[] {
  if ("s" in column) {
    let sum = 0;
    return column.s.map((step) => (sum += step)) as T[];
  }
  if ("w" in column) return column.i.map((place) => column.w[place] as T);
  if ("j" in column)
    return Array.from({ length: column.t.length / column.j }, (_, n) =>
      column.t.slice(n * column.j, (n + 1) * column.j),
    ) as T[];
  return [...column];
}

function* rowsOf<R>(table: Table): Generator<R> {
  const columns = Object.entries(table).map(([name, column]) => [name, unpack(column)] as const);
  const length = columns[0]?.[1].length ?? 0;
  for (let row = 0; row < length; row++) {
    const made: Record<string, unknown> = {};
    for (const [name, values] of columns) made[name] = values[row];
    yield made as R;
  }
}

const both = (pair: Pair): Both => ({ en: pair[0], zh: pair[1] });

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.replace(/\s+/g, ""));
  const made = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) made[place] = text.charCodeAt(place);
  return made;
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return await new Response(stream).text();
}

/** Decodes a payload; throws DataError if it is damaged or in another format. */
export async function decode(base64: string): Promise<Ledger> {
  let raw: Raw;
  try {
    raw = JSON.parse(await inflate(bytes(base64))) as Raw;
  } catch (error) {
    throw new DataError(
      `the data of this page are damaged (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  if (raw?.format !== FORMAT)
    throw new DataError(`the data are of format ${raw?.format}, and this page reads ${FORMAT}`);
  return ledgerOf(raw);
}

/** Reads the payload of the page. */
export async function load(root: Document = document): Promise<Ledger> {
  const element = root.getElementById("ledger");
  if (!element) throw new DataError("this page carries no data");
  return await decode(element.textContent ?? "");
}

interface Label {
  en: string;
  zh: string;
}

interface Spoken {
  pinyinEn: string;
  pinyinZh: string;
}

interface Shown {
  shownEn: string;
  shownZh: string;
  whenEn: string;
  whenZh: string;
  saysEn: string;
  saysZh: string;
  saidEn: string;
  saidZh: string;
}

function ledgerOf(raw: Raw): Ledger {
  const label = <R extends Label>({ en, zh, ...rest }: R) => ({ ...rest, label: { en, zh } });
  const names = new Map<number, Name[]>();
  for (const { entity, ...name } of rowsOf<Name & { entity: number }>(raw.names))
    kept(names, entity, () => []).push(name);
  const entities = [...rowsOf<Label & Spoken & Omit<Entity, "label" | "names" | "pinyin">>(raw.entities)].map(
    ({ pinyinEn, pinyinZh, ...row }, place): Entity => ({
      ...label(row),
      names: names.get(place) ?? [],
      pinyin: { en: pinyinEn, zh: pinyinZh },
    }),
  );
  const docs = [...rowsOf<Doc>(raw.docs)].map((doc) => ({ ...doc, publishedInferred: Boolean(doc.publishedInferred) }));
  const claims: Claim[] = [];
  for (const row of rowsOf<Shown & Omit<Claim, "shown" | "when" | "says" | "saidOn">>(raw.claims)) {
    const { shownEn, shownZh, whenEn, whenZh, saysEn, saysZh, saidEn, saidZh, ...claim } = row;
    claims.push({
      ...claim,
      id: `${docs[row.doc]?.id ?? ""}/${row.id}`,
      periodInferred: Boolean(row.periodInferred),
      shown: { en: shownEn || row.value, zh: shownZh || row.value },
      when: { en: whenEn || row.period, zh: whenZh || row.period },
      says: { en: saysEn, zh: saysZh },
      saidOn: { en: saidEn, zh: saidZh },
    });
  }
  const conflicts = [
    ...rowsOf<Label & { noteEn: string; noteZh: string } & Omit<Conflict, "title" | "note">>(raw.conflicts),
  ].map(
    ({ en, zh, noteEn, noteZh, ...rest }): Conflict => ({
      ...rest,
      title: { en, zh },
      note: { en: noteEn, zh: noteZh },
    }),
  );
  const ledger: Ledger = {
    title: both(raw.title),
    coverage: both(raw.coverage),
    digest: raw.digest,
    words: Object.fromEntries(Object.entries(raw.words).map(([name, pair]) => [name, both(pair)])),
    classes: [...rowsOf<Label & { name: string; role: Role; parents: string[] }>(raw.classes)].map(label),
    properties: [...rowsOf<Label & { name: string; kind: Kind; parents: string[] }>(raw.properties)].map(label),
    edgePatterns: Object.fromEntries(
      Object.entries(raw.edges).map(([look, table]) => [look, [...rowsOf<Both>(table)]]),
    ) as Ledger["edgePatterns"],
    units: [...rowsOf<Label & { name: string; symbol: string }>(raw.units)].map(label),
    entities,
    docs,
    claims,
    links: [...rowsOf<ClaimLink>(raw.links)],
    conflicts,
    questions: [],
    days: { certain: raw.days.certain ?? NO_DAYS, possible: raw.days.possible ?? NO_DAYS },
    notSame: [...rowsOf<{ a: string; b: string; why: string }>(raw.notSame)],
    sameCharacters: new Map(
      raw.sameCharacters
        .split(" ")
        .flatMap(([simplified = "", ...others]) => others.map((other) => [other, simplified] as const)),
    ),
  };
  ledger.questions = [...rowsOf<Asked>(raw.questions)].map((asked, place) =>
    questionOf(asked, raw.answers[place] ?? { rows: 0, cells: [], known: [] }, raw.texts),
  );
  return ledger;
}

function questionOf(asked: Asked, answer: Answer, texts: readonly Cell[]): Question {
  const columns = answer.cells.map(({ k, v }): Cell[] => {
    const cells = unpack(v);
    if (k === "t") return cells.map((place) => texts[place as number] ?? null);
    return (k ? cells.map((cell) => (cell === null ? null : { [k]: cell })) : cells) as Cell[];
  });
  const rows = Array.from({ length: answer.rows }, (_, row) => columns.map((cells) => cells[row] ?? null));
  const answers = answer.known.map(({ rows: places, note }) => ({
    rows: unpack(places).map((place) => rows[place] ?? []),
    note: both(note),
  }));
  const { name, topic, titleEn, titleZh, askEn, askZh, about, sparql } = asked;
  return {
    name,
    topic,
    title: { en: titleEn, zh: titleZh },
    ask: { en: askEn, zh: askZh },
    columns: asked.columns.map(([column, en, zh, kind]) => ({ name: column, label: { en, zh }, kind })),
    about,
    answers,
    sparql,
  };
}

/** Indices of a ledger. Lists are in ledger order. */
export interface Index {
  entity: Map<string, number>;
  doc: Map<string, number>;
  claim: Map<string, number>;
  property: Map<string, number>;
  question: Map<string, number>;
  /** entity → claims whose subject, object or respect it is */
  about: number[][];
  /** entity → claims it is quoted for */
  said: number[][];
  /** entity → documents it published or wrote */
  published: number[][];
  /** claim → positions in `ledger.links`, at either end */
  links: number[][];
  /** claim → positions in `ledger.conflicts` */
  conflicts: number[][];
}

const made = new WeakMap<Ledger, Index>();

/** The indices of a ledger, built once. */
export function index(ledger: Ledger): Index {
  return kept(made, ledger, () => makeIndex(ledger));
}

function makeIndex(ledger: Ledger): Index {
  const places = (rows: readonly { id: string }[]) => new Map(rows.map((row, place) => [row.id, place]));
  const named = (rows: readonly { name: string }[]) => new Map(rows.map((row, place) => [row.name, place]));
  const lists = (length: number): number[][] => Array.from({ length }, () => []);
  const { entities, claims } = ledger;
  const found: Index = {
    entity: places(entities),
    doc: places(ledger.docs),
    claim: places(claims),
    property: named(ledger.properties),
    question: named(ledger.questions),
    about: lists(entities.length),
    said: lists(entities.length),
    published: lists(entities.length),
    links: lists(claims.length),
    conflicts: lists(claims.length),
  };
  claims.forEach((claim, place) => {
    found.about[claim.subject]?.push(place);
    if (claim.object !== claim.subject) found.about[claim.object]?.push(place);
    found.about[claim.respect]?.push(place);
    found.said[claim.said]?.push(place);
  });
  ledger.docs.forEach((doc, place) => {
    for (const who of new Set([doc.publisher, ...doc.authors])) found.published[who]?.push(place);
  });
  ledger.links.forEach((link, place) => {
    found.links[link.from]?.push(place);
    if (link.to !== link.from) found.links[link.to]?.push(place);
  });
  ledger.conflicts.forEach((conflict, place) => {
    for (const claim of conflict.claims) found.conflicts[claim]?.push(place);
  });
  return found;
}
