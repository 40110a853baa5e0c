/** Fonts, colour mixing and line signs; the colours themselves are in `shared.ts`. */
import type { EdgeState } from "../ledger/types";
import { MARKS } from "../shared";

/** A serif for titles and makers, a sans for the rest. Chinese faces come last so that Latin text uses Latin faces. */
export const SERIF =
  '"Source Serif 4", "Iowan Old Style", Charter, "Ledger Serif", Georgia, "Liberation Serif", "Noto Serif CJK SC", "Songti SC", SimSun, serif';
export const SANS =
  'Inter, "Segoe UI", "Ledger Sans", system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** The sign on a line: a cross for a denial, otherwise an unequal sign for a dispute. */
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
