// @vitest-environment happy-dom

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SANS, SERIF } from "../../src/draw/palette";
import { view } from "../../src/ledger/model";
import { toNumber } from "../../src/ledger/time";
import type { Palette } from "../../src/ledger/types";
import { DARK, LIGHT } from "../../src/shared";
import { h, redraw, svg } from "../../src/ui/dom";
import { entityPage } from "../../src/ui/entity";
import { bars, scaleOf, ticks } from "../../src/ui/scale";
import { initial } from "../../src/ui/state";
import { topicWord } from "../../src/ui/topics";
import { claimAt, entityAt, makeLedger } from "../ledger";

const source = `${import.meta.dirname}/../../src/`;
const style = readFileSync(`${source}ui/explorer.css`, "utf8");

test("the style sheet has the colours and the type of the picture", () => {
  const block = (start: string): string => style.slice(style.indexOf(start)).split("}")[0] ?? "";
  const check = (text: string, palette: Palette): void => {
    const value = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(text)?.[1] ?? "";
    const { roles, softInk, ...others } = palette;
    for (const [name, colour] of Object.entries({ ...others, ...roles, soft: softInk }))
      expect(value(name), name).toBe(colour);
  };
  check(block(":root {"), LIGHT);
  check(block(':root[data-theme="dark"]'), DARK);
  expect(style).toContain(`--sans: ${SANS};`);
  expect(style).toContain(`--serif: ${SERIF};`);
});

test("text is text, and nothing that runs can be set", () => {
  const hostile = '<img src=x onerror="hacked()">';
  const made = h("p", { title: hostile }, hostile, [h("b", {}, 1), null, false]);
  expect(made.textContent).toBe(`${hostile}1`);
  expect(made.children.length).toBe(1);
  for (const name of ["style", "onclick", "ONERROR", "srcdoc"]) expect(() => h("p", { [name]: "x" })).toThrow(name);
  expect(svg("text", {}, hostile).textContent).toBe(hostile);
});

test("what is drawn anew keeps the keyboard where it was", () => {
  const host = document.body.appendChild(h("div"));
  const draw = (): void =>
    redraw(
      host,
      ["a", "b"].map((key) => h("button", { "data-key": key }, key)),
    );
  draw();
  host.querySelectorAll("button")[1]?.focus();
  draw();
  expect((document.activeElement as HTMLElement).dataset.key).toBe("b");
  host.remove();
});

test("the ruler spans all publications, its columns hold all claims, and its ticks do not crowd", () => {
  const ledger = makeLedger();
  const scale = scaleOf(ledger);
  expect(scale.at(toNumber(scale.from))).toBe(0);
  expect(scale.at(toNumber(scale.to))).toBe(1);
  for (const share of [0, 0.25, 1]) expect(scale.at(scale.day(share))).toBeCloseTo(share);
  for (const doc of ledger.docs) {
    for (const day of [doc.from, doc.to].filter(Boolean))
      expect(scale.at(toNumber(day))).toSatisfy((at: number) => at > 0 && at < 1);
  }
  const dated = ledger.claims.filter((claim) => ledger.docs[claim.doc]?.to).length;
  for (const width of [240, 800]) {
    const columns = bars(ledger, scale, width, "certain", () => true);
    expect(columns.reduce((sum, column) => sum + column.claims, 0)).toBe(dated);
    for (const lang of ["en", "zh"] as const) {
      const shown = ticks(scale, width, lang)
        .filter((tick) => tick.text)
        .map((tick) => tick.x)
        .sort((a, b) => a - b);
      expect(shown.length).toBeGreaterThan(0);
      for (const [at, x] of shown.slice(1).entries()) expect(x - (shown[at] ?? 0)).toBeGreaterThan(20);
    }
  }
});

test("a topic that is not listed keeps its name", () => {
  expect([topicWord("investors", "zh"), topicWord("toString", "en")]).toEqual(["投资方", "toString"]);
});

test("no part of the page takes markup, and every module is short", () => {
  const files = readdirSync(`${source}ui`).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(30);
  for (const name of files) {
    const text = readFileSync(`${source}ui/${name}`, "utf8");
    expect(text, name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
    expect(text.split("\n").length, name).toBeLessThan(250);
    expect(text, name).toMatch(/^\/\*\*/);
  }
});

test("a page tells what is said of some of a group, and which comparisons are in its respect", () => {
  const ledger = makeLedger();
  ledger.claims[claimAt(ledger, "d1/topic")]!.extent = "some";
  ledger.claims[claimAt(ledger, "d5/better")]!.respect = entityAt(ledger, "self-reliance");
  const told = (id: string): string[] =>
    entityPage(ledger, view(ledger, initial("en")), entityAt(ledger, id), "en")
      .attributes.flatMap(({ claims }) => claims)
      .map((claim) => ledger.claims[claim]?.id ?? "");
  expect(told("iluvatar")).toContain("d1/topic");
  expect(told("self-reliance")).toEqual(expect.arrayContaining(["d1/topic", "d5/better"]));
});
