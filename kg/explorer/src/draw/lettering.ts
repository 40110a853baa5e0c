/**
 * The typeface of a name depends on what it names, as in an atlas: makers in large serif, areas and ideas in serif
 * italic, the rest in smaller sans. Also measures text, with a cache.
 */

import type { DrawnNode, Role } from "../ledger/types";
import { SANS, SERIF } from "./palette";

export interface Lettering {
  font: string;
  size: number;
  /** full ink instead of soft */
  strong: boolean;
}

/** Scripts without a true italic, which must not be slanted. */
const UPRIGHT = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

const IDEAS: ReadonlySet<Role> = new Set(["topic", "policy", "group", "person"]);

/** `lit`: in focus while the rest is faded; `scale`: smaller type on narrow pages. */
export function letteringOf(node: DrawnNode, lit: boolean, scale = 1): Lettering {
  const round = (size: number): number => Math.round(size * scale * 2) / 2;
  if (node.role === "maker") {
    const size = round(node.level > 1 ? 13.5 : 16);
    return { font: `600 ${size}px ${SERIF}`, size, strong: true };
  }
  if (IDEAS.has(node.role)) {
    const size = round(node.level > 1 ? 12 : 12.5);
    return {
      font: `${UPRIGHT.test(node.label) ? "" : "italic "}${lit ? 500 : 400} ${size}px ${SERIF}`,
      size,
      strong: lit,
    };
  }
  const size = round(node.level === 0 ? 12.5 : node.level === 1 ? 12 : 11);
  return { font: `${lit ? 500 : 400} ${size}px ${SANS}`, size, strong: lit || node.level === 0 };
}

/** The typeface of a verb on its line: small italic, like the name of a river. */
export function verbLettering(text: string, scale = 1): Lettering {
  const size = Math.round(13 * scale * 2) / 2;
  return { font: `${UPRIGHT.test(text) ? "" : "italic "}500 ${size}px ${SERIF}`, size, strong: true };
}

export interface Measure {
  (text: string, font: string, size: number): number;
  /** clears the cache after a font has loaded */
  forget?(): void;
}

/** Measures each text once on a canvas; estimates where there is none. */
export function makeMeasure(): Measure {
  const pen = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  let current = "";
  const measure: Measure = (text, font, size) => {
    const key = `${font}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (pen) {
        if (current !== font) pen.font = current = font;
        width = pen.measureText(text).width;
      } else {
        width = estimate(text, size);
      }
      if (known.size > 20_000) known.clear();
      known.set(key, width);
    }
    return width;
  };
  measure.forget = () => {
    known.clear();
    current = "";
  };
  return measure;
}

/** Estimates the width of a text from its letters: a Chinese character is as wide as it is high. */
export function estimate(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += UPRIGHT.test(letter) ? size : size * 0.56;
  return width;
}

/** A name as drawn in the picture: on one line, truncated if long. */
export function shortened(text: string, most = 34): string {
  const plain = text.replace(/\s+/g, " ").trim();
  const letters = Array.from(plain);
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : plain;
}
