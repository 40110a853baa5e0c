// @vitest-environment happy-dom

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimate } from "../../src/draw/lettering";
import { type PictureOptions, svgPicture } from "../../src/draw/picture";
import { SvgPen, xml } from "../../src/draw/svgpen";
import type { Scene } from "../../src/ledger/types";
import { LIGHT } from "../../src/shared";
import { anyScene, edge, node, sceneOf } from "../drawing";

const measure = (text: string, _font: string, size: number): number => estimate(text, size);
const words: PictureOptions["words"] = {
  title: "Ledger",
  subtitle: "",
  asOf: "As of 31 January 2026",
  coverage: "5 documents",
  roles: [{ role: "maker", label: "Maker" }],
  states: [
    { state: "plan", label: "Plan" },
    { state: "disputed", label: "Disputed" },
  ],
  size: "Larger: more origins",
};
const drawn = (scene: Scene, said = words): string =>
  svgPicture({ scene, palette: LIGHT, words: said, size: { width: 900, height: 500 } }, measure);

describe("the SVG", () => {
  it("escapes whatever it is given, and drops what XML forbids", () => {
    expect(xml('<a b="c">&</a>\u0000\ud800')).toBe("&lt;a b=&quot;c&quot;&gt;&amp;&lt;/a&gt;");
    const odd = ["\u0000", "\u0007", "\ufffe", "\uffff", "\ud83d", "\ude00", "\ud800"];
    const letters = fc.constantFrom("<", ">", "&", '"', "a", "]]>", "芯", ...odd);
    fc.assert(
      fc.property(fc.array(letters), (parts) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may remain
        expect(xml(parts.join(""))).not.toMatch(/[<>"\u0000-\u0008\ufffe\uffff]/);
      }),
    );
  });

  it("holds hostile names as text only", () => {
    const bad = "</text><script>alert(1)</script>";
    const text = drawn(sceneOf([node(1, 0, 0, { label: bad })]), { ...words, title: bad, coverage: bad });
    expect(text).not.toContain("<script");
    expect(text).toContain("&lt;/text&gt;");
  });

  it("has title, legend, day and coverage on it", () => {
    const text = drawn(sceneOf([node(1, 0, 0), node(2, 100, 0)], [edge("a", 1, 2)]));
    const labels = [...words.roles, ...words.states].map((one) => one.label);
    for (const wanted of [words.title, words.asOf, words.coverage, words.size, ...labels, "Node 1"])
      expect(text).toContain(`>${wanted}</text>`);
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    expect(parsed.querySelector("title")!.textContent).toBe("Ledger");
  });

  it("is the same for the same scene, and has no number that is none", () => {
    fc.assert(
      fc.property(anyScene, (scene) => {
        const options = { scene, palette: LIGHT, words, size: { width: 800, height: 500 }, camera: null };
        const text = svgPicture(options, measure);
        expect(text).not.toMatch(/NaN|undefined|Infinity/);
        expect(svgPicture(options, measure)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  it("paints a halo before its text, and restores what was saved", () => {
    const pen = new SvgPen();
    pen.font = 'italic 500 13px "A B", serif';
    pen.save();
    pen.translate(3, 4);
    pen.rotate(Math.PI / 2);
    pen.strokeText();
    pen.fillText("x", 1, 2);
    pen.restore();
    pen.fillText("y", 1, 2);
    const text = pen.document(10, 10, "", "");
    expect(text).toContain('paint-order="stroke"');
    expect(text).toContain('font-style="italic"');
    expect(text).toContain('transform="translate(3 4)rotate(90)"');
    expect(text.split("\n").find((line) => line.includes(">y<"))).not.toMatch(/paint-order|transform/);
  });

  it("draws a full circle as two arcs", () => {
    const pen = new SvgPen();
    pen.beginPath();
    pen.arc(10, 10, 5, 0, 2 * Math.PI);
    pen.fill();
    expect(pen.document(20, 20, "", "").match(/A5 5/g)).toHaveLength(2);
  });
});
