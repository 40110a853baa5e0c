import { describe, expect, it } from "vitest";
import { dashOf } from "../../src/draw/ink";
import { channels, markOf, mix } from "../../src/draw/palette";
import { STATES } from "../../src/shared";

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
});
