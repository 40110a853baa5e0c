/** Days as ISO texts: arithmetic, and the days on which a ledger grows. */
import type { Ledger, Reading } from "./types";

const DAY = 86_400_000;

/** Returns true if a text is a valid ISO day. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && toDay(toNumber(text)) === text;
}

/** Days since 1970-01-01; NaN for an invalid day. */
export function toNumber(day: string): number {
  const [year = NaN, month = NaN, date = NaN] = day.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return moment.getTime() / DAY;
}

/** The ISO day a number of days after 1970-01-01; empty for NaN and for years beyond four digits. */
export function toDay(n: number): string {
  if (!(Math.abs(n) < 1e8)) return "";
  const text = new Date(Math.round(n) * DAY).toISOString();
  return /^\d{4}-/.test(text) ? text.slice(0, 10) : "";
}

/** Adds days, or subtracts them if `n` is negative. */
export function addDays(day: string, n: number): string {
  return toDay(toNumber(day) + n);
}

/** Adds months; a day beyond the end of the month becomes its last day. */
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

/** Clamps a day to a range. */
export function clampDay(day: string, { from, to }: { from: string; to: string }): string {
  return day < from ? from : day > to ? to : day;
}

/** The sorted days on which something becomes known; undated documents are ignored. */
export function stops(ledger: Ledger, reading: Reading): string[] {
  const used = new Set(ledger.claims.map((claim) => claim.doc));
  const days = [...used].map((doc) => ledger.docs[doc]?.[reading === "certain" ? "to" : "from"] ?? "");
  return [...new Set(days.filter(isDay))].sort();
}
