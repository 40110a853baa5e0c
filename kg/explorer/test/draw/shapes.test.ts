// @vitest-environment happy-dom

import { describe, expect, it } from "vitest";
import { drawMark, isHollow, markElement, markPath, radiusOf, reach } from "../../src/draw/shapes";
import { SvgPen } from "../../src/draw/svgpen";
import { LIGHT, ROLES } from "../../src/shared";

describe("marks", () => {
  it("grow in area with independent origins, from 5 to 22", () => {
    expect(radiusOf(0)).toBe(5);
    expect(radiusOf(Number.NaN)).toBe(5);
    expect(radiusOf(1)).toBe(7);
    expect(radiusOf(1e9)).toBe(22);
  });

  it.each(ROLES)("%s is drawn alike on a canvas and in the legend", (role) => {
    const pen = new SvgPen();
    drawMark(pen, role, 20, 20, 10, LIGHT);
    expect(pen.document(40, 40, "", "")).toContain(LIGHT.roles[role]);
    const element = markElement(role, 16);
    expect(element.getAttribute("aria-hidden")).toBe("true");
    expect(element.querySelector("path")!.getAttribute("fill")).toBe(isHollow(role) ? "none" : "currentColor");
    expect(markPath(role, 10)).toMatch(/^M.*z$/);
    expect(reach(role)).toBeGreaterThan(0.5);
  });
});
