/**
 * The content of an entity's page: names, identifiers, relations by verb, values by period, descriptions and
 * quotations.
 */

import { index } from "../ledger/data";
import { kept } from "../ledger/kept";
import { isKnown, stateOf } from "../ledger/knowledge";
import type { View } from "../ledger/model";
import type { DrawnEdge, EdgeState, Lang, Ledger, Role } from "../ledger/types";
import { STATES } from "../shared";
import { ends } from "../words/figures";
import { classWord } from "../words/i18n";
import { nameOf, shownValue, verb } from "../words/sentence";

export interface Point {
  claim: number;
  when: string;
  shown: string;
  low: number | null;
  high: number | null;
  state: EdgeState;
  disputed: boolean;
}
/** The values of one measure (and its scope) over time. */
export interface Series {
  property: number;
  object: number;
  label: string;
  unit: number;
  points: Point[];
  chart: boolean;
}
export interface RelationGroup {
  property: number;
  outgoing: boolean;
  label: string;
  edges: DrawnEdge[];
}

export interface EntityPage {
  entity: number;
  title: string;
  other: string;
  className: string;
  role: Role;
  note: string;
  names: { text: string; lang: string; kind: string; docs: number[] }[];
  identifiers: { scheme: string; value: string }[];
  notSame: { a: string; b: string; why: string }[];
  claims: number;
  relations: RelationGroup[];
  measures: Series[];
  attributes: { property: number; label: string; claims: number[] }[];
  said: number[];
  documents: number[];
}

/** Everything known about an entity by the day, ignoring filters. */
export function entityPage(ledger: Ledger, view: View, entity: number, lang: Lang): EntityPage {
  const look = index(ledger);
  const found = ledger.entities[entity];
  const known = (places: readonly number[] | undefined): number[] =>
    (places ?? []).filter((place) => view.known[place]);
  const about = known(look.about[entity]);
  const own = about.filter((place) => ledger.claims[place]?.subject === entity);
  const names = namesOf(ledger, view, entity);
  const spellings = new Set([found?.id, found?.label.en, found?.label.zh, ...names.map((name) => name.text)]);
  return {
    entity,
    title: nameOf(ledger, entity, lang),
    other: found?.label[lang === "zh" ? "en" : "zh"] ?? "",
    className: classWord(ledger, found?.cls ?? -1, lang),
    role: found?.role ?? "other",
    note: found?.note ?? "",
    names,
    identifiers: (found?.identifiers ?? []).map((text) => {
      const cut = text.indexOf("=");
      return { scheme: text.slice(0, Math.max(0, cut)), value: text.slice(cut + 1) };
    }),
    notSame: ledger.notSame.filter(({ a, b }) => spellings.has(a) || spellings.has(b)),
    claims: about.length,
    relations: relationsOf(ledger, view, entity, lang),
    measures: measuresOf(ledger, view, own, lang),
    attributes: grouped(
      [
        ...own.filter((place) => kindOf(ledger, place) === "attribute"),
        // What is said of some of a group makes no edge, and what a comparison is about stands at neither end of one.
        ...about.filter((place) => {
          const { extent, respect } = ledger.claims[place] ?? {};
          return kindOf(ledger, place) === "relation" && (extent || respect === entity);
        }),
      ],
      (place) => String(ledger.claims[place]?.property),
    ).map((claims) => {
      const property = ledger.claims[claims[0] ?? -1]?.property ?? -1;
      return { property, label: verb(ledger, property, lang), claims };
    }),
    said: known(look.said[entity]),
    documents: (look.published[entity] ?? []).filter((doc) =>
      ledger.claims.some((claim, place) => claim.doc === doc && view.known[place]),
    ),
  };
}

function kindOf(ledger: Ledger, place: number): string {
  return ledger.properties[ledger.claims[place]?.property ?? -1]?.kind ?? "";
}

function grouped(places: readonly number[], key: (place: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const place of places) {
    kept(groups, key(place), () => []).push(place);
  }
  return [...groups.values()];
}

/** The spellings of an entity, each with the known documents that use it. */
function namesOf(ledger: Ledger, view: View, entity: number): EntityPage["names"] {
  const lines = new Map<string, EntityPage["names"][number]>();
  for (const { text, lang, kind, doc } of ledger.entities[entity]?.names ?? []) {
    const user = ledger.docs[doc];
    if (user && !isKnown(user, view.asOf, view.reading)) continue;
    const line = kept(lines, text, () => ({ text, lang, kind, docs: [] }));
    if (line.kind === "label") line.kind = kind;
    if (doc >= 0 && !line.docs.includes(doc)) line.docs.push(doc);
  }
  return [...lines.values()];
}

function relationsOf(ledger: Ledger, view: View, entity: number, lang: Lang): RelationGroup[] {
  const groups = new Map<string, RelationGroup>();
  for (const edge of view.everything) {
    if (edge.source !== entity && edge.target !== entity) continue;
    const outgoing = edge.source === entity;
    const key = `${edge.property}|${outgoing}`;
    const label = (): string => heading(ledger, entity, edge.property, outgoing, lang);
    const group = kept(groups, key, () => ({ property: edge.property, outgoing, label: label(), edges: [] }));
    group.edges.push(edge);
  }
  const other = (edge: DrawnEdge): string => nameOf(ledger, edge.source === entity ? edge.target : edge.source, lang);
  for (const { edges } of groups.values()) {
    edges.sort(
      (a, b) =>
        STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
        b.origins - a.origins ||
        other(a).localeCompare(other(b), lang),
    );
  }
  return [...groups.values()].sort(
    (a, b) =>
      Number(b.outgoing) - Number(a.outgoing) ||
      b.edges.length - a.edges.length ||
      a.label.localeCompare(b.label, lang),
  );
}

/** "tests chips of …" for what it does, "… tests chips of Kunlunxin" for what is done to it. */
function heading(ledger: Ledger, entity: number, property: number, outgoing: boolean, lang: Lang): string {
  const label = verb(ledger, property, lang);
  const object = outgoing ? "…" : nameOf(ledger, entity, lang);
  const [before = "", after = ""] = label.split("…");
  const filled = lang === "zh" ? before + object + after : `${label} ${object}`;
  return outgoing ? filled : lang === "zh" ? `……${filled}` : `… ${filled}`;
}

function measuresOf(ledger: Ledger, view: View, own: readonly number[], lang: Lang): Series[] {
  const measures = own.filter((place) => kindOf(ledger, place) === "measure");
  const key = (place: number): string => `${ledger.claims[place]?.property}|${ledger.claims[place]?.object}`;
  return grouped(measures, key)
    .map((places): Series => {
      const first = ledger.claims[places[0] ?? -1];
      const [property, object] = [first?.property ?? -1, first?.object ?? -1];
      const scope = object < 0 ? "" : nameOf(ledger, object, lang);
      const label = verb(ledger, property, lang) + (scope && (lang === "zh" ? `（${scope}）` : ` (${scope})`));
      const units = new Set(places.map((place) => ledger.claims[place]?.unit));
      const points = places.map((place) => point(ledger, view, place, lang)).sort(byTime(ledger));
      const drawable = points.filter((one) => ledger.claims[one.claim]?.to && one.low !== null && one.high !== null);
      const periods = new Set(drawable.map((one) => ledger.claims[one.claim]?.period));
      return { property, object, label, unit: first?.unit ?? -1, points, chart: units.size === 1 && periods.size >= 3 };
    })
    .sort(
      (a, b) =>
        Number(b.chart) - Number(a.chart) || b.points.length - a.points.length || a.label.localeCompare(b.label, lang),
    );
}

function point(ledger: Ledger, view: View, place: number, lang: Lang): Point {
  const claim = ledger.claims[place];
  const { low, high } = ends(claim?.value ?? "") ?? { low: null, high: null };
  return {
    claim: place,
    when: claim?.when[lang] ?? "",
    shown: shownValue(ledger, place, lang),
    low,
    high,
    state: claim ? stateOf(claim) : "rumour",
    disputed: view.disputed[place] === 1,
  };
}

function byTime(ledger: Ledger): (a: Point, b: Point) => number {
  const key = (one: Point): string => {
    const { to = "", from = "" } = ledger.claims[one.claim] ?? {};
    return `${to || "9999"}|${from}`;
  };
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.claim - b.claim);
}
