/** Type, colours mixed, and the sign of a line; the colours themselves are those of `shared.ts`. */
import type { EdgeState } from "../ledger/types";
import { MARKS } from "../shared";

/** One serif for titles and makers, one sans for everything else; Chinese faces last, so that Latin text stays Latin. */
export const SERIF =
  '"Source Serif 4", "Iowan Old Style", Charter, "Ledger Serif", Georgia, "Liberation Serif", "Noto Serif CJK SC", "Songti SC", SimSun, serif';
export const SANS =
  'Inter, "Segoe UI", "Ledger Sans", system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** The sign that stands on a line: a denial keeps its cross, another dispute is an unequal sign. */
export function markOf(state: EdgeState, disputed: boolean): (typeof MARKS)[keyof typeof MARKS] {
  return MARKS[state] || (disputed ? MARKS.disputed : "");
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
