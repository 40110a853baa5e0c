import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, clampDay, isDay, stops, toDay, toNumber } from "../../src/ledger/time";
import { makeLedger } from "../ledger";

test("days and numbers are one", () => {
  fc.assert(fc.property(fc.integer({ min: -700000, max: 2900000 }), (n) => void expect(toNumber(toDay(n))).toBe(n)));
  expect([toDay(0), toNumber("1970-01-02"), toDay(NaN), toDay(1e12)]).toEqual(["1970-01-01", 1, "", ""]);
});

test("only days of the calendar are days", () => {
  expect(["2025-12-31", "2024-02-29", "0050-01-01"].every(isDay)).toBe(true);
  expect(["2025-02-30", "2025-13-01", "2025-1-1", "", "2025-12", "today"].some(isDay)).toBe(false);
});

test("days and months are counted on", () => {
  expect([addDays("2025-12-31", 1), addDays("2024-03-01", -1)]).toEqual(["2026-01-01", "2024-02-29"]);
  expect([
    addMonths("2025-01-31", 1),
    addMonths("2024-01-31", 1),
    addMonths("2025-12-15", 1),
    addMonths("2025-01-15", -1),
  ]).toEqual(["2025-02-28", "2024-02-29", "2026-01-15", "2024-12-15"]);
  expect([
    clampDay("2024-01-01", { from: "2025-01-01", to: "2026-01-01" }),
    clampDay("2027-01-01", { from: "2025-01-01", to: "2026-01-01" }),
  ]).toEqual(["2025-01-01", "2026-01-01"]);
});

test("the stops are the days on which something becomes known", () => {
  expect(stops(makeLedger(), "certain")).toEqual(["2025-12-27", "2026-01-07", "2026-02-11", "2026-03-01"]);
  expect(stops(makeLedger(), "possible")).toEqual(["2025-12-19", "2025-12-27", "2026-01-22", "2026-03-01"]);
});
