/** Days and months of the ruler: the days on which something becomes known, and how many claims each month has. */
import type { Ledger, Reading } from "./types";

const DAY = 86_400_000;

/** Whether a text is an ISO day of the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && toDay(toNumber(text)) === text;
}

/** Days since 1970-01-01; NaN for what is no day. */
export function toNumber(day: string): number {
  const [year = NaN, month = NaN, date = NaN] = day.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return moment.getTime() / DAY;
}

/** The ISO day that many days after 1970-01-01; empty for NaN and for years that ISO writes otherwise. */
export function toDay(n: number): string {
  if (!(Math.abs(n) < 1e8)) return "";
  const text = new Date(Math.round(n) * DAY).toISOString();
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : "";
}

/** A day so many days later (earlier where negative). */
export function addDays(day: string, n: number): string {
  return toDay(toNumber(day) + n);
}

/** The same day so many months later, or the last day of that month where it is shorter. */
export function addMonths(day: string, n: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const whole = year * 12 + month - 1 + n;
  const first = `${String(Math.floor(whole / 12)).padStart(4, "0")}-${String((whole % 12) + 1).padStart(2, "0")}`;
  for (let last = date; last > 27; last--) {
    const found = `${first}-${String(last).padStart(2, "0")}`;
    if (isDay(found)) return found;
  }
  return `${first}-${String(Math.min(date, 28)).padStart(2, "0")}`;
}

/** A day, moved into a range where it lies outside. */
export function clampDay(day: string, { from, to }: { from: string; to: string }): string {
  return day < from ? from : day > to ? to : day;
}

/** Days on which something becomes known in a reading, sorted. A document without a day makes none. */
export function stops(ledger: Ledger, reading: Reading): string[] {
  const used = new Set(ledger.claims.map((claim) => claim.doc));
  const days = [...used].map((doc) => ledger.docs[doc]?.[reading === "certain" ? "to" : "from"] ?? "");
  return [...new Set(days.filter(isDay))].sort();
}

/** The months a claim counts in: that in which its document was published, or the last in which it holds. */
function monthsOf(ledger: Ledger, axis: "published" | "holds", reading: Reading): string[] {
  return ledger.claims.flatMap((claim) => {
    const doc = ledger.docs[claim.doc];
    const day = axis === "holds" ? claim.to || claim.from : doc?.[reading === "certain" ? "to" : "from"];
    return day && isDay(day) ? [day.slice(0, 7)] : [];
  });
}

/** Claims by month; no month between the first and the last is left out. Claims without a day are not counted. */
export function histogram(
  ledger: Ledger,
  axis: "published" | "holds",
  reading: Reading,
): { month: string; claims: number }[] {
  const counts = new Map<string, number>();
  for (const month of monthsOf(ledger, axis, reading)) counts.set(month, (counts.get(month) ?? 0) + 1);
  const months = [...counts.keys()].sort();
  const last = months.at(-1) ?? "";
  const found: { month: string; claims: number }[] = [];
  for (let month = months[0] ?? ""; month && month <= last; month = addMonths(`${month}-01`, 1).slice(0, 7)) {
    found.push({ month, claims: counts.get(month) ?? 0 });
  }
  return found;
}

/** The ruler: from the first day to the last of whatever is published or holds, whole months. */
export function range(ledger: Ledger): { from: string; to: string } {
  const days = (["published", "holds"] as const).flatMap((axis) =>
    (["certain", "possible"] as const).flatMap((reading) => monthsOf(ledger, axis, reading)),
  );
  const months = [...new Set(days)].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return { from: "", to: "" };
  return { from: `${first}-01`, to: addDays(addMonths(`${last}-01`, 1), -1) };
}

/** Part of the dated claims that the ruler may leave out at its beginning: a chip of 1997 needs no thirty years of it. */
const FAR = 0.03;

/**
 * The ruler of the page: from the January before which next to nothing holds to the end of the last month in which
 * something was published; with how many dated claims lie before and after it.
 */
export function ruler(ledger: Ledger): { from: string; to: string; before: number; after: number } {
  const months = monthsOf(ledger, "holds", "certain").sort();
  const last =
    [...monthsOf(ledger, "published", "certain"), ...monthsOf(ledger, "published", "possible")].sort().at(-1) ??
    months.at(-1);
  const first = months[Math.floor(months.length * FAR)] ?? last;
  if (!first || !last) return { from: "", to: "", before: 0, after: 0 };
  const from = `${(first < last ? first : last).slice(0, 4)}-01`;
  return {
    from: `${from}-01`,
    to: addDays(addMonths(`${last}-01`, 1), -1),
    before: months.filter((month) => month < from).length,
    after: months.filter((month) => month > last).length,
  };
}
