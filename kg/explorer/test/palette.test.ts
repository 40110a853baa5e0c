import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dashOf } from "../src/draw/ink";
import { channels, DARK, DASH, LIGHT, markOf, mix, ROLES, STATES } from "../src/draw/palette";
import { SHAPES } from "../src/draw/shapes";

const python = readFileSync(new URL("../../drawing/style.py", import.meta.url), "utf8");

describe("the palette is that of kg/drawing/style.py", () => {
  const roles = [...python.matchAll(/RoleStyle\("(\S+)", "(\S+)", "(#\w+)", "(#\w+)"/g)];

  it("finds the table", () => expect(roles.length).toBeGreaterThanOrEqual(10));

  it.each(roles.map(([, role, shape, light, dark]) => ({ role, shape, light, dark })))(
    "$role",
    ({ role, shape, light, dark }) => {
      const known = role as keyof typeof SHAPES;
      expect([SHAPES[known], LIGHT.roles[known], DARK.roles[known]]).toEqual([shape, light, dark]);
    },
  );

  it("has the same dashes, marks and line colours", () => {
    const states = [...python.matchAll(/StateStyle\("(\S+)", \(([^)]*)\), "(\w*)", "(#\w+)", "(#\w+)"/g)];
    expect(states).toHaveLength(6);
    for (const [, state, dash, mark, light, dark] of states) {
      if (state === "disputed") {
        expect([LIGHT.disputed, DARK.disputed, markOf("stated", true)]).toEqual([light, dark, mark]);
        continue;
      }
      const known = STATES.find((one) => one === state)!;
      expect([...DASH[known]]).toEqual(
        dash!
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean)
          .map(Number),
      );
      expect([LIGHT.edge, DARK.edge, markOf(known, false)]).toEqual([light, dark, mark]);
    }
  });

  it("has a dash of its own for every state, however thick the line", () => {
    for (const thick of [0.5, 1, 4])
      expect(new Set(STATES.map((state) => dashOf(state, thick).join(" "))).size).toBe(STATES.length);
  });

  it("has the same paper and ink", () => {
    for (const [name, palette] of [
      ["LIGHT", LIGHT],
      ["DARK", DARK],
    ] as const) {
      const theme = new RegExp(`${name} = Theme\\((.*)\\)`).exec(python)![1]!;
      const at = (key: string): string => new RegExp(`${key}="(#\\w+)"`).exec(theme)![1]!;
      expect([palette.paper, palette.card, palette.ink, palette.softInk, palette.rule]).toEqual([
        at("paper"),
        at("card"),
        at("ink"),
        at("soft_ink"),
        at("rule"),
      ]);
    }
  });
});

describe("colours", () => {
  it("draws every role", () => expect([...ROLES].sort()).toEqual(Object.keys(SHAPES).sort()));

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
