/**
 * The type of a name by what it names, as in an atlas: makers in the serif, large; areas and ideas in its italic; the rest
 * in the sans, smaller. Also measures texts, and remembers what it measured.
 */

import type { DrawnNode, Role } from "../ledger/types";
import { SANS, SERIF } from "./palette";

export interface Lettering {
  font: string;
  size: number /** full ink; else the softer one */;
  strong: boolean;
}

/** Texts of these scripts have no italic: a slanted one is a fault of the printer. */
const UPRIGHT = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;

const IDEAS: ReadonlySet<Role> = new Set(["topic", "policy", "group", "person"]);

/** `lit`: in focus while the rest is faded; `scale` shrinks type on a narrow page. */
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

/** The type of a verb on its line: small italic, as a river is named. */
export function verbLettering(text: string, scale = 1): Lettering {
  const size = Math.round(13 * scale * 2) / 2;
  return { font: `${UPRIGHT.test(text) ? "" : "italic "}500 ${size}px ${SERIF}`, size, strong: true };
}

export interface Measure {
  (text: string, font: string, size: number): number;
  /** forgets what it measured: a font has arrived meanwhile */
  forget?(): void;
}

/** A measure that asks a canvas once for each text; without one it estimates. */
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

/** The width of a text by its number of letters: a Chinese character is as wide as it is high. */
export function estimate(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += UPRIGHT.test(letter) ? size : size * 0.56;
  return width;
}

/** A name as it is written in the picture: one line, and not longer than is good. */
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
