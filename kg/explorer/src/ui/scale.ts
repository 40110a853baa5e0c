/** The arithmetic of the ruler: its range, the position of a day, its bars and ticks. */
import { addDays, addMonths, isDay, toDay, toNumber } from "../ledger/time";
import type { Lang, Ledger, Reading } from "../ledger/types";

export interface Scale {
  from: string;
  to: string;
  /** position of a day number, as a share of the ruler */
  at(day: number): number;
  day(share: number): number;
}
export interface Bar {
  x: number;
  width: number;
  claims: number;
  known: boolean;
  from: string;
  to: string;
}
export interface Tick {
  x: number;
  text: string;
  strong: boolean;
}

/** The range from shortly before the first publication to shortly after the last. */
export function scaleOf(ledger: Ledger): Scale {
  const days = ledger.docs.flatMap((doc) => [doc.from, doc.to].filter(isDay)).sort();
  const [first, last] = [days[0] ?? "2025-01-01", days.at(-1) ?? "2025-12-31"];
  const span = toNumber(last) - toNumber(first);
  const margin = Math.max(7, Math.round(span * 0.12));
  const [from, to] = [addDays(first, -margin), addDays(last, margin)];
  const [a, b] = [toNumber(from), toNumber(to)];
  return {
    from,
    to,
    at: (day) => (day - a) / Math.max(1, b - a),
    day: (share) => a + Math.max(0, Math.min(1, share)) * (b - a),
  };
}

/** Claims by day of publication if days are wide enough, else by month. */
export function bars(
  ledger: Ledger,
  scale: Scale,
  width: number,
  reading: Reading,
  known: (doc: number) => boolean,
): Bar[] {
  const perDay = width / Math.max(1, toNumber(scale.to) - toNumber(scale.from));
  const monthly = perDay < 2.5;
  const counts = new Map<string, { claims: number; known: boolean }>();
  const total = new Map<number, number>();
  for (const claim of ledger.claims) total.set(claim.doc, (total.get(claim.doc) ?? 0) + 1);
  for (const [doc, claims] of total) {
    const found = ledger.docs[doc];
    const day = (reading === "certain" ? found?.to : found?.from) ?? "";
    if (!isDay(day)) continue;
    const key = monthly ? `${day.slice(0, 7)}-01` : day;
    const column = counts.get(key) ?? { claims: 0, known: true };
    counts.set(key, { claims: column.claims + claims, known: column.known && known(doc) });
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, { claims, known: all }]) => {
      const to = monthly ? addDays(addMonths(from, 1), -1) : from;
      const x = scale.at(toNumber(from)) * width;
      const wide = monthly
        ? Math.max(1.5, scale.at(toNumber(to) + 1) * width - x - 1.5)
        : Math.max(4, Math.min(11, perDay - 1));
      return { x: monthly ? x : x - wide / 2, width: wide, claims, known: all, from, to };
    });
}

/** Ticks for days, months or years, as space allows. The start of a year is strong. */
export function ticks(scale: Scale, width: number, lang: Lang): Tick[] {
  const [a, b] = [toNumber(scale.from), toNumber(scale.to)];
  const perDay = width / Math.max(1, b - a);
  const x = (day: string): number => Math.round(scale.at(toNumber(day)) * width) + 0.5;
  const found: Tick[] = [];
  const months = perDay * 30 > 26;
  const first = `${scale.from.slice(0, months ? 7 : 4)}${months ? "-01" : "-01-01"}`;
  for (let day = first; toNumber(day) <= b; day = addMonths(day, months ? 1 : 12)) {
    if (toNumber(day) < a) continue;
    const newYear = day.slice(5, 7) === "01";
    const room = perDay * 30 > 74 || newYear || !months;
    const text = !months ? day.slice(0, 4) : room ? monthName(day, lang, newYear || !found.length) : "";
    found.push({ x: x(day), text, strong: newYear });
  }
  if (perDay > 7) {
    const free = (at: number): boolean => found.every((tick) => Math.abs(tick.x - at) > 62 || !tick.text);
    for (let n = a; n <= b; n += 1) {
      const date = Number(toDay(n).slice(8));
      if ((date === 11 || date === 21) && free(x(toDay(n))))
        found.push({ x: x(toDay(n)), text: String(date) + (lang === "zh" ? "日" : ""), strong: false });
    }
  }
  return found;
}

const SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function monthName(day: string, lang: Lang, withYear: boolean): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (lang === "zh") return withYear ? `${year}年${month}月` : `${month}月`;
  return withYear ? `${SHORT[month - 1]} ${year}` : (SHORT[month - 1] ?? "");
}
