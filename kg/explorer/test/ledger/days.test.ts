import { expect, test } from "vitest";
import days from "../../../../tests/values/days.json";
import { readDay } from "../../src/ledger/days";

test.each(Object.entries(days.read))("a day is read as people write it: %s", (text, day) => {
  expect(readDay(text)).toEqual({ day });
});

test.each(Object.entries(days.ambiguous))("an ambiguous day is refused with both readings: %s", (text, readings) => {
  expect(readDay(text)).toEqual({ trouble: "twoDays", readings });
});

test.each(days["not in the calendar"])("a day that the calendar lacks is refused: %s", (text) => {
  expect(readDay(text)).toEqual({ trouble: "notInCalendar" });
});

test.each(days["no day"])("what is no day is refused: %s", (text) => {
  expect(readDay(text)).toEqual({ trouble: "notADay" });
});
