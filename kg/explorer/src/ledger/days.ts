/**
 * Days as people write them. A month, a half, a quarter or a year stands for its last day. `kg/values/days.py` reads the
 * same forms; `tests/values/days.json` holds what both must read and refuse.
 */
import { addDays, addMonths, isDay } from "./time";

/** The ISO day, or why there is none: no day at all, none of the calendar, or two. */
export type DayRead =
  | { day: string }
  | { trouble: "notADay" | "notInCalendar" }
  | { trouble: "twoDays"; readings: [string, string] };

const MONTHS = "january february march april may june july august september october november december".split(" ");
const [SEP, GAP, TH] = ["[-/.]", "[-/., ]*", "(?:st|nd|rd|th)?"];
const YEAR_FIRST = new RegExp(`^([0-9]{4})(?:${SEP}([0-9]{1,2})(?:${SEP}([0-9]{1,2}))?)?$`);
const TOGETHER = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
const YEAR_LAST = new RegExp(`^([0-9]{1,2})${SEP}([0-9]{1,2})${SEP}([0-9]{4})$`);
const PART = /^([0-9]{4})-?(?:h([12])|q([1-4]))$/;
const DAY_NAME_YEAR = new RegExp(`^([0-9]{1,2})${TH}${GAP}([a-z]+)${GAP}([0-9]{4})$`);
const NAME_DAY_YEAR = new RegExp(`^([a-z]+)${GAP}([0-9]{1,2})${TH}[-/., ]+([0-9]{4})$`);
const YEAR_NAME_DAY = new RegExp(`^([0-9]{4})${GAP}([a-z]+)${GAP}([0-9]{1,2})${TH}$`);
const NAME_YEAR = new RegExp(`^([a-z]+)${GAP}([0-9]{4})$`);

/** Reads a day as people write it. */
export function readDay(text: string): DayRead {
  const plain = plainly(text);
  const last = YEAR_LAST.exec(plain);
  if (last) {
    const [first, second, year] = [Number(last[1]), Number(last[2]), Number(last[3])];
    if (first === second || Math.max(first, second) > 12)
      return second > 12 ? theDay(year, first, second) : theDay(year, second, first);
    const [dayFirst, monthFirst] = [iso(year, second, first), iso(year, first, second)];
    return isDay(dayFirst) && isDay(monthFirst)
      ? { trouble: "twoDays", readings: [dayFirst, monthFirst] }
      : { trouble: "notInCalendar" };
  }
  const whole = YEAR_FIRST.exec(plain) ?? TOGETHER.exec(plain);
  if (whole) {
    const [year, month] = [Number(whole[1]), Number(whole[2] ?? 12)];
    return whole[3] ? theDay(year, month, Number(whole[3])) : lastOf(year, month);
  }
  const part = PART.exec(plain);
  if (part) return lastOf(Number(part[1]), 6 * Number(part[2] ?? 0) + 3 * Number(part[3] ?? 0));
  for (const [form, y, m, d] of [
    [DAY_NAME_YEAR, 3, 2, 1],
    [NAME_DAY_YEAR, 3, 1, 2],
    [YEAR_NAME_DAY, 1, 2, 3],
  ] as const) {
    const named = form.exec(plain);
    const month = monthOf(named?.[m]);
    if (named && month) return theDay(Number(named[y]), month, Number(named[d]));
  }
  const named = NAME_YEAR.exec(plain);
  const month = monthOf(named?.[1]);
  return named && month ? lastOf(Number(named[2]), month) : { trouble: "notADay" };
}

/** A text in lower case and half width, with the Chinese marks of year, month and day as hyphens. */
function plainly(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐-―−]/g, "-")
    .toLowerCase()
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ ?[年月日号]$/, "")
    .replace(/ ?([-/.年月]) ?/g, (_, mark: string) => ("-/.".includes(mark) ? mark : "-"));
}

/** The number of the month whose name begins like a word of three letters or more; 0 if there is none. */
function monthOf(word = ""): number {
  return word.length > 2 ? MONTHS.findIndex((name) => name.startsWith(word)) + 1 : 0;
}

const two = (n: number): string => String(n).padStart(2, "0");
const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;

function theDay(year: number, month: number, day: number): DayRead {
  const text = iso(year, month, day);
  return year && isDay(text) ? { day: text } : { trouble: "notInCalendar" };
}

function lastOf(year: number, month: number): DayRead {
  const first = iso(year, month, 1);
  if (!year || !isDay(first)) return { trouble: "notInCalendar" };
  return { day: month === 12 ? iso(year, 12, 31) : addDays(addMonths(first, 1), -1) };
}
