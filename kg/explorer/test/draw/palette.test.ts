import { describe, expect, it } from "vitest";
import { dashOf } from "../../src/draw/ink";
import { channels, markOf, mix } from "../../src/draw/palette";
import { DARK, LIGHT, STATES } from "../../src/shared";

describe("lines", () => {
  it("has a dash of its own for every state, however thick the line", () => {
    for (const thick of [0.5, 1, 4])
      expect(new Set(STATES.map((state) => dashOf(state, thick).join(" "))).size).toBe(STATES.length);
  });

  it("carry a cross where they are denied, an unequal sign where they are disputed", () =>
    expect([markOf("denied", true), markOf("plan", true), markOf("plan", false)]).toEqual(["cross", "unequal", ""]));
});

describe("colours", () => {
  it("mixes from one end to the other", () => {
    expect(mix("#000000", "#ffffff", 0)).toBe("#000000");
    expect(mix("#000000", "#ffffff", 1)).toBe("#ffffff");
    expect(mix("#102030", "#304050", 0.5)).toBe("#203040");
    expect(channels("#0a0b0c")).toEqual([10, 11, 12]);
  });

  it.each([
    ["light", LIGHT],
    ["dark", DARK],
  ] as const)("is legible on %s paper", (_, palette) => {
    const light = (colour: string): number => {
      const [r, g, b] = channels(colour).map((value) =>
        value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const contrast = (a: string, b: string): number =>
      (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    expect(contrast(palette.ink, palette.paper)).toBeGreaterThan(7);
    expect(contrast(palette.softInk, palette.paper)).toBeGreaterThan(4.5);
    for (const colour of Object.values(palette.roles))
      expect(contrast(colour, palette.paper)).toBeGreaterThanOrEqual(3);
  });
});
