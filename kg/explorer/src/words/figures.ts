/** Quantities, days and counts in words, where the page computes them itself. Everything else arrives worded. */
import type { Lang } from "../ledger/types";

const NUMBER = "[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
const VALUE = new RegExp(`^(~<|~|>=|<=|>|<)?(${NUMBER})(?:\\.\\.(${NUMBER}))?$`);

/** The bounds of a quantity in the ledger's grammar, null if open. Null for any other text. */
export function ends(text: string): { low: number | null; high: number | null } | null {
  const [all, sign = "", first, last] = VALUE.exec(text) ?? [];
  if (all === undefined || (sign && last)) return null;
  const [low, high] = [Number(first), Number(last ?? first)];
  return { low: /^<=?$/.test(sign) ? null : low, high: /^>=?$/.test(sign) ? null : high };
}

/** A count as written in a language: 52,000 or 5.2万. */
export function showCount(n: number, lang: Lang): string {
  const [size, word] = (lang === "zh" &&
    [[1e8, "亿"] as const, [1e4, "万"] as const].find(([least]) => n >= least)) || [1, ""];
  return (n / size).toLocaleString("en", { maximumFractionDigits: 8 }) + word;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** An ISO day, month or year in words: 22 January 2026, 2026年1月22日. */
export function showDay(day: string, lang: Lang): string {
  const [year = "", month, date] = day.split("-");
  if (!/^\d{4}(-\d\d){0,2}$/.test(day)) return day;
  if (lang === "zh") return `${year}年${month ? `${Number(month)}月` : ""}${date ? `${Number(date)}日` : ""}`;
  const name = month ? (MONTHS[Number(month) - 1] ?? month) : "";
  return [date ? String(Number(date)) : "", name, String(Number(year))].filter(Boolean).join(" ");
}

/** The range of days in which something was published, in words. */
export function showSpan(from: string, to: string, lang: Lang): string {
  const [first, last] = [showDay(from, lang), showDay(to, lang)];
  if (from && from === to) return first;
  if (!from && !to) return lang === "zh" ? "日期不详" : "day unknown";
  if (!from) return lang === "zh" ? `不晚于${last}` : `not after ${last}`;
  if (!to) return lang === "zh" ? `不早于${first}` : `not before ${first}`;
  return lang === "zh" ? `${first}至${last}之间` : `between ${first} and ${last}`;
}
