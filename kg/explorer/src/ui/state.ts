/**
 * A view state as the hash of an address and back, losslessly, so that a link restores the view. Only differences
 * from the initial view are written; invalid parts are ignored.
 */

import { readDay } from "../ledger/days";
import type { Lang, Reading, ViewState } from "../ledger/types";
import { ROLES, STATES } from "../shared";

const VIEWS = ["graph", "table", "questions", "path"] as const;
const THEMES = ["auto", "light", "dark"] as const;
const LANGS = ["en", "zh"] as const satisfies readonly Lang[];
const READINGS = ["certain", "possible"] as const satisfies readonly Reading[];

/** The view of an address without a hash. */
export function initial(lang: Lang): ViewState {
  return {
    lang,
    view: "graph",
    asOf: "",
    reading: "certain",
    focus: "",
    edge: "",
    claim: "",
    query: "",
    filters: { roles: [], states: [], docs: [], properties: [], disputedOnly: false },
    path: { from: "", to: "" },
    question: "",
    theme: "auto",
    camera: null,
    sort: { column: "", descending: false },
  };
}

/** A state with a patch applied. */
export function change(state: ViewState, patch: Partial<ViewState>): ViewState {
  return { ...state, ...patch };
}

/** Returns true if two states show the same view. */
export function same(a: ViewState, b: ViewState): boolean {
  return a.lang === b.lang && toHash(a) === toHash(b);
}

const written = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(/%(2F|3A|20)/g, (code) => PLAIN[code] ?? code);
/** Characters that are safe and more readable unescaped in a hash; a space becomes +. */
const PLAIN: Record<string, string> = { "%2F": "/", "%3A": ":", "%20": "+" };

function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

function read(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, "%20"));
  } catch {
    return "";
  }
}

const number = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
const listed = (items: readonly string[]): string => items.map(written).join(",");
const unlisted = (text: string): string[] => text.split(",").map(read).filter(Boolean);

/** The hash of a state; empty for the initial view in English. */
export function toHash(state: ViewState): string {
  const { filters, path, camera, sort } = state;
  const said: [string, string][] = [
    ["lang", state.lang === "en" ? "" : state.lang],
    ["view", state.view === "graph" ? "" : state.view],
    ["asof", written(state.asOf)],
    ["reading", state.reading === "certain" ? "" : state.reading],
    ["focus", written(state.focus)],
    ["edge", written(state.edge)],
    ["claim", written(state.claim)],
    ["q", written(state.query)],
    ["roles", listed(filters.roles)],
    ["states", listed(filters.states)],
    ["docs", listed(filters.docs)],
    ["properties", listed(filters.properties)],
    ["disputed", filters.disputedOnly ? "1" : ""],
    ["from", written(path.from)],
    ["to", written(path.to)],
    ["question", written(state.question)],
    ["theme", state.theme === "auto" ? "" : state.theme],
    ["camera", camera ? [camera.x, camera.y, camera.zoom].map(number).join(",") : ""],
    ["sort", written(sort.column)],
    ["falling", sort.descending ? "1" : ""],
  ];
  const given = said.filter(([, value]) => value).map(([key, value]) => `${key}=${value}`);
  return given.length ? `#${given.join("&")}` : "";
}

function oneOf<T extends string>(allowed: readonly T[], text: string, otherwise: T): T {
  return allowed.find((word) => word === text) ?? otherwise;
}

/** The parts of a hash by key; the first of a key counts. */
function parts(hash: string): Map<string, string> {
  const raw = new Map<string, string>();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0 && !raw.has(part.slice(0, cut))) raw.set(part.slice(0, cut), part.slice(cut + 1));
  }
  return raw;
}

/** The day of a hash as written there, which need not be one. */
export const dayOfHash = (hash: string): string => read(parts(hash).get("asof") ?? "").trim();

/** The state of a hash; `lang` applies to an empty one. */
export function fromHash(hash: string, lang: Lang = "en"): ViewState {
  const raw = parts(hash);
  const text = (key: string): string => read(raw.get(key) ?? "");
  const several = <T extends string>(key: string, allowed?: readonly T[]): T[] => {
    const items = unlisted(raw.get(key) ?? "") as T[];
    return [...new Set(allowed ? items.filter((item) => allowed.includes(item)) : items)];
  };
  const camera = (raw.get("camera") ?? "").split(",").map((part) => (part.trim() ? Number(part) : NaN));
  const [x = NaN, y = NaN, zoom = NaN] = camera;
  const usable = camera.length === 3 && Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(zoom) && zoom > 0;
  const asOf = readDay(text("asof"));
  return {
    // A non-empty hash without a language is English, which is never written.
    lang: raw.size ? oneOf(LANGS, text("lang"), "en") : lang,
    view: oneOf(VIEWS, text("view"), "graph"),
    asOf: "day" in asOf ? asOf.day : "",
    reading: oneOf(READINGS, text("reading"), "certain"),
    focus: text("focus"),
    edge: text("edge"),
    claim: text("claim"),
    query: text("q"),
    filters: {
      roles: several("roles", ROLES),
      states: several("states", STATES),
      docs: several("docs"),
      properties: several("properties"),
      disputedOnly: raw.get("disputed") === "1",
    },
    path: { from: text("from"), to: text("to") },
    question: text("question"),
    theme: oneOf(THEMES, text("theme"), "auto"),
    camera: usable ? { x, y, zoom } : null,
    sort: { column: text("sort"), descending: raw.get("falling") === "1" },
  };
}

/** The state with ids that documents had before replaced by those they have now. */
export function current(state: ViewState, docs: readonly { id: string; former: string[] }[]): ViewState {
  const now = new Map(docs.flatMap((doc) => doc.former.map((id) => [id, doc.id] as const)));
  const id = (text: string): string => now.get(text) ?? text;
  return {
    ...state,
    claim: state.claim.replace(/^[^/]+(?=\/)/, id),
    filters: { ...state.filters, docs: state.filters.docs.map(id) },
  };
}
