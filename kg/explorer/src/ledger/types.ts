/**
 * The types that the parts of the explorer share: data, model, renderers and panels. Numbers that stand for entities,
 * claims and so on are positions in the arrays of `Ledger`.
 */

import type { ROLES, STATE_OF_MODE, STATES } from "../shared";

export type Lang = "en" | "zh";
export type Mode = keyof typeof STATE_OF_MODE;
export type Polarity = "asserts" | "denies";
/** How a line is drawn, surest first. Any of them may also be disputed. */
export type EdgeState = (typeof STATES)[number];
/** certain: surely published by the day; possible: perhaps. */
export type Reading = "certain" | "possible";
export type Role = (typeof ROLES)[number];
/** The wording of an edge. */
export type EdgeLook = Mode | "rumour" | "denied";
export type Kind = "relation" | "measure" | "attribute";

export interface Both {
  en: string;
  zh: string;
}

export interface ClassTerm {
  name: string;
  label: Both;
  role: Role;
  parents: string[];
}
export interface PropertyTerm {
  name: string;
  label: Both;
  kind: Kind;
  parents: string[];
}
export interface UnitTerm {
  name: string;
  label: Both;
  symbol: string;
}

export interface Name {
  text: string;
  lang: string;
  kind: string;
  doc: number /* -1: of the register */;
  /** readings between "|", with spaces between syllables; empty without Chinese characters */
  pinyin: string;
}

export interface Entity {
  id: string;
  cls: number;
  label: Both;
  role: Role;
  /** position computed at build time; y points down */
  x: number;
  y: number;
  /** 0 is labelled first, 1 next, 2 on focus or zoom */
  level: number;
  /** active, deprecated, proposed */
  status: string;
  names: Name[];
  /** of the labels, like that of a name */
  pinyin: Both;
  identifiers: string[];
  note: string;
}

export interface Doc {
  id: string;
  title: string;
  publisher: number;
  authors: number[];
  from: string;
  to: string;
  basis: string;
  published: string;
  publishedInferred: boolean;
  lang: string;
  translation: string;
  url: string;
  kind: string;
  origin: number;
  note: string;
  sha256: string;
  /** ids it had before */
  former: string[];
}

/** One claim. Empty strings and -1 stand for "not said". Dates are ISO days, open ends empty. */
export interface Claim {
  id: string;
  subject: number;
  property: number;
  object: number;
  /** a quantity in the ledger's grammar (`<=1.98e9`), or text, a date, `true`/`false` */
  value: string;
  /** the value, the period and the whole sentence (with gaps for names) as people read them */
  shown: Both;
  when: Both;
  says: Both;
  unit: number;
  asPublished: string;
  period: string;
  from: string;
  to: string;
  periodInferred: boolean;
  polarity: Polarity;
  mode: Mode;
  /** most or some of the group that is the subject; empty: all of it */
  extent: string;
  /** the topic in which a comparison holds */
  respect: number;
  basis: string;
  rank: "normal" | "preferred" | "deprecated";
  said: number;
  /** when it was said, where that is told apart from the day of the document */
  saidOn: Both;
  doc: number;
  line: number;
  start: number;
  length: number;
  digest: string;
  note: string;
}

export interface ClaimLink {
  from: number;
  to: number;
  kind: string;
}

export interface Conflict {
  id: string;
  title: Both;
  claims: number[];
  cause: string;
  preferred: number;
  status: string;
  note: Both;
}

/**
 * A cell of an answer: text, a number, null, a reference to an entity, a claim or a document; or a text in English and
 * in Chinese, perhaps with what it sorts by.
 */
export type Cell =
  | string
  | number
  | null
  | readonly [en: string, zh: string, sort?: string | number]
  | { e: number }
  | { c: number }
  | { d: number };
/** A named question with the answer computed at build time: the table that `kg ask` prints. */
export interface Question {
  name: string;
  topic: string;
  title: Both;
  ask: Both;
  columns: { name: string; label: Both; kind: string }[];
  /** the column whose claim a row is about, -1 = none */
  about: number;
  /** one answer per state of knowledge (see `Days`); the first is today's */
  answers: Answer[];
  sparql: string;
}

export interface Answer {
  rows: Cell[][];
  /** whom it was answered for, and what was cut; may be empty */
  note: Both;
}

/** The sorted days on which something becomes known, and which answer holds once n of them are past (-1: none). */
export type Days = Record<Reading, { stops: string[]; known: number[] }>;

export interface Ledger {
  title: Both;
  coverage: Both;
  digest: string;
  classes: ClassTerm[];
  properties: PropertyTerm[];
  /** per look, the sentence of each property, with gaps for names */
  edgePatterns: Record<EdgeLook, Both[]>;
  units: UnitTerm[];
  words: Record<string, Both>;
  entities: Entity[];
  docs: Doc[];
  claims: Claim[];
  links: ClaimLink[];
  conflicts: Conflict[];
  questions: Question[];
  days: Days;
  notSame: { a: string; b: string; why: string }[];
  /** traditional, variant and radical forms of the Chinese characters that occur, with the simplified of each */
  sameCharacters: ReadonlyMap<string, string>;
}

/** Everything that a link to a view must restore. */
export interface ViewState {
  lang: Lang;
  view: "graph" | "table" | "questions" | "path";
  /** as-of day, empty = today (all) */
  asOf: string;
  reading: Reading;
  /** chosen entity or edge (`subject|object`) or claim, by id; empty = none */
  focus: string;
  edge: string;
  claim: string;
  query: string;
  filters: { roles: Role[]; states: EdgeState[]; docs: string[]; properties: string[]; disputedOnly: boolean };
  path: { from: string; to: string };
  question: string;
  theme: "auto" | "light" | "dark";
  camera: { x: number; y: number; zoom: number } | null;
  sort: { column: string; descending: boolean };
}

/** One drawn edge: the claims of one property between two entities in one state. */
export interface DrawnEdge {
  id: string;
  source: number;
  target: number;
  property: number;
  state: EdgeState;
  disputed: boolean;
  origins: number;
  claims: number[];
  /** the verb on the line in focus, in the page's language, if any */
  verb?: string;
}
/** One drawn node. `level` 0 is always labelled first, higher levels appear on zoom or focus. */
export interface DrawnNode {
  entity: number;
  x: number;
  y: number;
  role: Role;
  size: number;
  label: string;
  level: number;
}

export interface Scene {
  nodes: DrawnNode[];
  edges: DrawnEdge[];
  /** entities and edges that stay lit while the rest fades; empty = all */
  lit: { nodes: Set<number>; edges: Set<string> };
  focus: number;
  focusEdge: string;
  /** entity under the keyboard cursor, -1 = none */
  cursor: number;
}

export interface Palette {
  paper: string;
  card: string;
  ink: string;
  softInk: string;
  rule: string;
  disputed: string;
  edge: string;
  roles: Record<Role, string>;
}

/** The interface of every renderer. Coordinates are those of `Entity`. */
export interface Renderer {
  readonly name: "canvas" | "webgl";
  setScene(scene: Scene): void;
  setPalette(palette: Palette): void;
  resize(width: number, height: number, pixelRatio: number): void;
  /** moves the camera; animates unless `now` or reduced motion */
  setCamera(camera: { x: number; y: number; zoom: number }, now?: boolean): void;
  camera(): { x: number; y: number; zoom: number };
  fit(entities?: readonly number[], now?: boolean): void;
  hit(x: number, y: number): { node: number } | { edge: string } | null;
  screen(entity: number): { x: number; y: number };
  /** boxes of the drawn labels, for tests: no two may overlap */
  labels(): { entity: number; x: number; y: number; width: number; height: number }[];
  onCamera(listener: () => void): void;
  /** true while the picture is still changing (a glide, a fade, lines to come); for tests and exports */
  busy?(): boolean;
  destroy(): void;
}

export type MakeRenderer = (host: HTMLElement, palette: Palette) => Renderer;
