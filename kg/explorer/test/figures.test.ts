import { expect, test } from "vitest";
import type { Lang, UnitTerm } from "../src/ledger/types";
import { ends, showCount, showDay, showFigure, showPeriod, showSpan } from "../src/words/figures";
import cases from "./figures.json";

const units = cases.units as unknown as Record<string, [string, string, string]>;

function unit(code: string): UnitTerm | null {
  const found = units[code];
  return found ? { name: code, label: { en: found[0], zh: found[1] }, symbol: found[2] } : null;
}

test("every figure is shown as Python shows it", () => {
  expect(cases.figures.length).toBeGreaterThan(1000);
  const wrong = (cases.figures as [string, string, Lang, string, string][])
    .map(([text, code, lang, printed, shown]) => [text, code, lang, shown, showFigure(text, unit(code), lang, printed)])
    .filter(([, , , shown, here]) => shown !== here);
  expect(wrong).toEqual([]);
});

test("every period is shown as Python shows it", () => {
  const wrong = (cases.periods as [string, Lang, string][]).filter(
    ([text, lang, shown]) => showPeriod(text, lang) !== shown,
  );
  expect(wrong).toEqual([]);
  expect(cases.periods.length).toBeGreaterThan(30);
});

test("ends are numbers for charts", () => {
  expect(ends("<=1.98e9")).toEqual({ low: null, high: 1.98e9 });
  expect(ends("-763e6..-527e6")).toEqual({ low: -763e6, high: -527e6 });
  expect(ends("~2e9")).toEqual({ low: 2e9, high: 2e9 });
  expect(ends("vague")).toBeNull();
  expect(ends("a text")).toBeNull();
});

test("days and spans are written as each language writes them", () => {
  expect(showDay("2026-01-22", "en")).toBe("22 January 2026");
  expect(showDay("2026-01-22", "zh")).toBe("2026年1月22日");
  expect(showDay("2025-12", "en")).toBe("December 2025");
  expect(showDay("what", "en")).toBe("what");
  expect(showSpan("2025-12-27", "2025-12-27", "en")).toBe("27 December 2025");
  expect(showSpan("2025-12-19", "2026-01-07", "zh")).toBe("2025年12月19日至2026年1月7日之间");
  expect(showSpan("", "2026-01-07", "en")).toBe("not after 7 January 2026");
  expect(showSpan("2026-01-07", "", "en")).toBe("not before 7 January 2026");
  expect(showSpan("", "", "zh")).toBe("日期不详");
});

test("counts are grouped in English and counted in 万 in Chinese", () => {
  expect(showCount(52000, "en")).toBe("52,000");
  expect(showCount(52000, "zh")).toBe("5.2万");
  expect(showCount(720, "zh")).toBe("720");
});
