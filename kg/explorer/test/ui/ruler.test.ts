// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { type App, makeApp } from "../../src/ui/app";
import { makeRuler } from "../../src/ui/ruler";
import { makeLedger } from "../ledger";

let [app, ruler] = [null as unknown as App, document.body];

function arrive(hash: string): void {
  location.hash = hash;
  app = makeApp(makeLedger(), "en", () => {});
  ruler = makeRuler(app);
  document.body.replaceChildren(ruler);
}

function type(text: string): void {
  const field = ruler.querySelector<HTMLInputElement>("#day")!;
  field.value = text;
  field.dispatchEvent(new Event("change"));
}

const told = (): string => ruler.querySelector("[role=alert]")?.textContent ?? "";

beforeEach(() => arrive(""));

test("a day typed as people write it moves the page to it", () => {
  for (const text of ["31/12/2025", "31 Dec 2025", "20251231", "2025年12月31日"]) {
    type(text);
    expect([app.state().asOf, told()]).toEqual(["2025-12-31", ""]);
    type("");
  }
});

test("a text that is no day is told, kept in the field, and changes nothing", () => {
  type("2025-12-31");
  type("today");
  expect(app.state().asOf).toBe("2025-12-31");
  expect(told()).toBe("“today” is not a day. Write 2025-12-31. Still shown: 31 December 2025.");
  expect(ruler.querySelector<HTMLInputElement>("#day")!.value).toBe("today");
  type("2026-01-01");
  expect(told()).toBe("");
});

test("an ambiguous day is told with both readings", () => {
  type("01/02/2026");
  expect(told()).toContain("may be 2026-02-01 or 2026-01-02");
});

test("a link with a day as people write it works, and one without a day says so", () => {
  arrive("#asof=31.12.2025");
  expect([app.state().asOf, told()]).toEqual(["2025-12-31", ""]);
  arrive("#asof=2025-02-30");
  expect(told()).toBe("“2025-02-30” is not a day of the calendar. Still shown: everything recorded here.");
});
