import { expect, test } from "vitest";
import { ends, showCount, showDay, showSpan } from "../../src/words/figures";

test("ends are numbers for charts", () => {
  expect(ends("<=1.98e9")).toEqual({ low: null, high: 1.98e9 });
  expect(ends("-763e6..-527e6")).toEqual({ low: -763e6, high: -527e6 });
  expect(ends("~2e9")).toEqual({ low: 2e9, high: 2e9 });
  expect(ends("~<2e9")).toEqual({ low: 2e9, high: 2e9 });
  expect(ends(">60")).toEqual({ low: 60, high: null });
  expect(ends("1,000")).toBeNull();
  expect(ends("~1..2")).toBeNull();
  expect(ends("vague")).toBeNull();
  expect(ends("a text")).toBeNull();
});

test("days and spans are written as each language writes them", () => {
  expect(showDay("2026-01-22", "en")).toBe("22 January 2026");
  expect(showDay("2026-01-22", "zh")).toBe("2026年1月22日");
  expect(showDay("2025-12", "en")).toBe("December 2025");
  expect(showDay("2025-12", "zh")).toBe("2025年12月");
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
  expect(showCount(123456789, "zh")).toBe("1.23456789亿");
});
