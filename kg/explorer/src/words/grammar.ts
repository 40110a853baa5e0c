/**
 * The little grammar behind the sentences: from "is listed on" to "be listed on", from 是…的成员 to 计划成为…的成员, from a
 * period to "in December 2025". Labels come from the ontology and may be new: what is not understood is null.
 */

import type { Lang, Mode } from "../ledger/types";
import { showDay, showPeriod } from "./figures";

/** The infinitive of a verb phrase that begins with a third person or a past: "tests chips of" → "test chips of". */
export function infinitive(phrase: string): string | null {
  const said = /^is said to (.+)$/.exec(phrase);
  if (said) return said[1] ?? null;
  const going = /^(?:is|are|was|were) (\w+)ing\b(.*)$/.exec(phrase);
  if (going) return `${going[1]}${going[2]}`;
  const [first = "", ...rest] = phrase.split(" ");
  const tail = rest.length ? ` ${rest.join(" ")}` : "";
  if (/^(is|are|was|were)$/.test(first)) return `be${tail}`;
  if (first === "has") return `have${tail}`;
  if (/[a-z]ies$/.test(first)) return `${first.slice(0, -3)}y${tail}`;
  if (/(ch|sh|ss|x)es$/.test(first)) return first.slice(0, -2) + tail;
  if (/[^s]s$/.test(first)) return first.slice(0, -1) + tail;
  if (/[a-z]{2}ed$/.test(first)) return first.slice(0, -2) + tail;
  return null;
}

const ENGLISH: Partial<Record<Mode, string>> = { plan: "is to", forecast: "is expected to", hypothetical: "might" };
const CHINESE: Partial<Record<Mode, string>> = { plan: "计划", forecast: "预计", hypothetical: "可能" };

/**
 * A verb phrase as a mode has it: "is listed on", as a plan "is to be listed on". Null where the mode needs a note.
 * A Chinese phrase takes its time along: 计划2026年1月上市于.
 */
export function inMode(phrase: string, mode: Mode, lang: Lang, time = ""): string | null {
  if (mode === "actual" || mode === "opinion") return lang === "zh" ? time + phrase : phrase;
  if (lang === "en") {
    const verb = infinitive(phrase);
    return verb ? `${ENGLISH[mode]} ${verb}` : null;
  }
  const bare = phrase.replace(/^(正在|据称|已)/, "").replace(/^是/, "成为");
  return `${CHINESE[mode]}${time}${bare}`;
}

/** A Chinese predicate with its object where the label has a gap: 测试…的芯片. The object is cut out as "\0". */
export function withGap(phrase: string): string {
  return phrase.includes("…") ? phrase.replace("…", "\0") : `${phrase}\0`;
}

/** When something holds, ready to stand in a sentence: "in 2025", "on 17 December 2025", 2025年上半年. */
export function when(period: string, lang: Lang): string {
  if (!period) return "";
  if (lang === "zh") return showPeriod(period, "zh");
  const [left = "", right] = period.split("/");
  if (right === undefined) return `${/^\d{4}-\d\d-\d\d/.test(left) ? "on" : "in"} ${side(left)}`;
  if (left === "..") return `until ${side(right)}`;
  return right === ".." ? `since ${side(left)}` : `between ${side(left)} and ${side(right)}`;
}

const PARTS: Record<string, string> = {
  H1: "the first half",
  H2: "the second half",
  Q1: "the first quarter",
  Q2: "the second quarter",
  Q3: "the third quarter",
  Q4: "the fourth quarter",
};

function side(text: string): string {
  const bare = text.replace(/[~?]+$/, "");
  const [year, part] = bare.split("-");
  const named = part && PARTS[part];
  const shown = named ? `${named} of ${year}` : showDay(bare, "en");
  return bare === text ? shown : `about ${shown}`;
}

/** A name with its genitive: MetaX’s, Moore Threads’. */
export function genitive(name: string): string {
  return /s["”’)]*$/i.test(name) ? `${name}’` : `${name}’s`;
}
