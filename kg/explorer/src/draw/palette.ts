/**
 * Colours, type and the look of an edge's state, for every part that draws. The values are those of `kg/drawing/style.py`, so that
 * a circle means the same in every export; `test/palette.test.ts` reads that file and says when the two part.
 */
import type { EdgeState, Palette, Role } from "../ledger/types";

/** One serif for titles and makers, one sans for everything else; Chinese faces last, so that Latin text stays Latin. */
export const SERIF =
  '"Source Serif 4", "Iowan Old Style", Charter, "Ledger Serif", Georgia, "Liberation Serif", "Noto Serif CJK SC", "Songti SC", SimSun, serif';
export const SANS =
  'Inter, "Segoe UI", "Ledger Sans", system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export const LIGHT: Palette = {
  paper: "#faf7f0",
  card: "#fffdf8",
  ink: "#1f2329",
  softInk: "#5b606b",
  rule: "#e0d9ca",
  disputed: "#c2261b",
  edge: "#8c897a",
  roles: {
    maker: "#ad3a1e",
    investor: "#3d82c4",
    customer: "#17694f",
    product: "#bb8310",
    exchange: "#543c96",
    benchmark: "#82869c",
    group: "#82869c",
    event: "#6f2060",
    person: "#26282c",
    policy: "#26282c",
    topic: "#82869c",
    other: "#82869c",
  },
};

export const DARK: Palette = {
  paper: "#1b1a18",
  card: "#242320",
  ink: "#ece8de",
  softInk: "#aca797",
  rule: "#3d3a34",
  disputed: "#ff7a66",
  edge: "#8b887b",
  roles: {
    maker: "#dc6142",
    investor: "#5d8ee4",
    customer: "#50c8a3",
    product: "#f0c75c",
    exchange: "#b5b2f5",
    benchmark: "#787870",
    group: "#787870",
    event: "#bd76aa",
    person: "#f6f3ea",
    policy: "#f6f3ea",
    topic: "#787870",
    other: "#787870",
  },
};

/** In the order of the legend. */
export const ROLES: readonly Role[] = [
  "maker",
  "investor",
  "customer",
  "product",
  "exchange",
  "benchmark",
  "group",
  "event",
  "person",
  "policy",
  "topic",
  "other",
];

/** From the surest to the least sure, which is also the order of the legend. */
export const STATES: readonly EdgeState[] = ["stated", "plan", "opinion", "rumour", "denied"];

/** Pixels on, pixels off, …; empty = solid. */
export const DASH: Readonly<Record<EdgeState, readonly number[]>> = {
  stated: [],
  plan: [9, 6],
  opinion: [14, 4, 4, 4],
  rumour: [2, 5],
  denied: [9, 4, 2, 4],
};

export type Mark = "" | "cross" | "unequal";

/** The sign that stands on a line: a denial keeps its cross, another dispute is an unequal sign. */
export function markOf(state: EdgeState, disputed: boolean): Mark {
  return state === "denied" ? "cross" : disputed ? "unequal" : "";
}

/** Mixes two `#rrggbb` colours; share 0 is the first, 1 the second. */
export function mix(one: string, other: string, share: number): string {
  const a = channels(one);
  const b = channels(other);
  return `#${a
    .map((value, index) =>
      Math.round(value + ((b[index] ?? value) - value) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** The three channels of `#rrggbb`, 0 to 255. */
export function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
