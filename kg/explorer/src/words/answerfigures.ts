/**
 * Goes with answerCell of ui/rows.ts: quantities and periods of answers that do not yet arrive as shown.
 */
import type { Lang, UnitTerm } from "../ledger/types";

type Bound = "exact" | "about" | "atLeast" | "atMost" | "moreThan" | "lessThan" | "nearly" | "range" | "vague";
/** digits × 10^exponent */
interface Decimal {
  negative: boolean;
  digits: string;
  exponent: number;
}
interface Figure {
  low: Decimal | null;
  high: Decimal | null;
  bound: Bound;
}

const SIGNS: Record<string, Bound> = {
  "": "exact",
  "~": "about",
  ">=": "atLeast",
  "<=": "atMost",
  ">": "moreThan",
  "<": "lessThan",
  "~<": "nearly",
};
const SHOWN: Record<Lang, Partial<Record<Bound, string>>> = {
  en: { about: "about ", nearly: "nearly ", atLeast: "≥ ", moreThan: "> ", atMost: "≤ ", lessThan: "< " },
  zh: { about: "约", nearly: "近", atLeast: "不低于", moreThan: "超过", atMost: "不超过", lessThan: "低于" },
};
const VAGUE: Record<Lang, string> = { en: "vague", zh: "未给出具体数字" };
const SCALES: Record<Lang, readonly (readonly [number, string])[]> = {
  en: [
    [12, " tn"],
    [9, " bn"],
    [6, " m"],
  ],
  zh: [
    [12, "万亿"],
    [8, "亿"],
    [4, "万"],
  ],
};
const CURRENCIES = ["CNY", "HKD", "USD"];
const UNSCALED = ["PERCENT", "POINT", "TIMES", "GB", "GB-PER-S", "W", "MONTH", "YEAR"];
const NUMBER = "[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
const ONE = new RegExp(`^(~<|~|>=|<=|>|<)?(${NUMBER})$`);
const RANGE = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})$`);

function decimal(text: string): Decimal {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  return {
    negative: mantissa.startsWith("-") && /[1-9]/.test(digits),
    digits,
    exponent: Number(power) - fraction.length,
  };
}

/** A figure of the ledger's grammar, or null for any other text. */
function parse(text: string): Figure | null {
  if (text === "vague") return { low: null, high: null, bound: "vague" };
  const one = ONE.exec(text);
  if (one) {
    const bound = SIGNS[one[1] ?? ""] ?? "exact";
    const value = decimal(one[2] ?? "");
    return {
      low: bound === "atMost" || bound === "lessThan" ? null : value,
      high: bound === "atLeast" || bound === "moreThan" ? null : value,
      bound,
    };
  }
  const range = RANGE.exec(text);
  return range ? { low: decimal(range[1] ?? ""), high: decimal(range[2] ?? ""), bound: "range" } : null;
}

/** Where the digit of the highest value stands: 0 for units, 3 for thousands. */
function magnitude({ digits, exponent }: Decimal): number {
  return digits === "0" ? -Infinity : digits.length - 1 + exponent;
}

function scale(value: Decimal, code: string, lang: Lang): readonly [number, string] {
  if (UNSCALED.includes(code)) return [0, ""];
  return SCALES[lang].find(([power]) => magnitude(value) >= power) ?? [0, ""];
}

function digitsOf(value: Decimal, power: number): string {
  const exponent = value.exponent - power;
  const decimals = Math.max(0, -exponent);
  const digits = exponent > 0 ? value.digits + "0".repeat(exponent) : value.digits.padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  const whole = digits
    .slice(0, cut)
    .replace(/^0+(?=\d)/, "")
    .replace(/\B(?=(\d{3})+$)/g, ",");
  let text = decimals ? `${whole}.${digits.slice(cut)}` : whole;
  // Zeros that only scaling brought: 540e6 is 5.4亿, not 5.40亿.
  if (power && decimals) text = text.replace(/0+$/, "").replace(/\.$/, "");
  return (value.negative ? "\u2212" : "") + text;
}

function withUnit(number: string, unit: UnitTerm | null, lang: Lang): string {
  if (!unit || unit.name === "EACH") return number;
  if (lang === "zh") return `${number}${unit.label.zh}`;
  if (CURRENCIES.includes(unit.name)) return `${unit.name} ${number}`;
  if (unit.name === "PERCENT") return `${number} %`;
  if (unit.name === "TIMES") return `${number}×`;
  return `${number} ${unit.symbol || unit.label.en}`;
}

/** A figure as a reader of the language writes it; other text comes back unchanged. */
export function showFigure(text: string, unit: UnitTerm | null, lang: Lang, asPublished = ""): string {
  const figure = parse(text);
  if (!figure) return text;
  const { low, high, bound } = figure;
  if (bound === "vague")
    return VAGUE[lang] + (asPublished && (lang === "zh" ? `（${asPublished}）` : ` (${asPublished})`));
  const code = unit?.name ?? "";
  if (bound === "range" && low && high) {
    const [[lowPower, lowWord], [highPower, highWord]] = [scale(low, code, lang), scale(high, code, lang)];
    const [least, most] = [digitsOf(low, lowPower), digitsOf(high, highPower) + highWord];
    const shown =
      lang === "zh" ? `${least}${lowWord}至${most}` : `${least}${lowWord === highWord ? "" : lowWord} to ${most}`;
    return withUnit(shown, unit, lang);
  }
  const value = low ?? high;
  if (!value) return text;
  const [power, word] = scale(value, code, lang);
  return (SHOWN[lang][bound] ?? "") + withUnit(digitsOf(value, power) + word, unit, lang);
}

/** A period as a reader of the language writes it: `2025-H1` is 2025年上半年. */
export function showPeriod(text: string, lang: Lang): string {
  if (!text) return "";
  const [left = "", right] = text.split("/");
  if (right === undefined) return point(left, lang);
  if (lang === "zh") {
    if (left === "..") return `截至${point(right, lang)}`;
    return right === ".." ? `${point(left, lang)}起` : `${point(left, lang)}至${point(right, lang)}`;
  }
  if (left === "..") return `until ${point(right, lang)}`;
  return right === ".." ? `from ${point(left, lang)}` : `${point(left, lang)} to ${point(right, lang)}`;
}

function point(text: string, lang: Lang): string {
  const bare = text.replace(/[~?]+$/, "");
  const about = bare !== text;
  if (lang === "en") return about ? `about ${bare}` : bare;
  const [year = "", part = "", day = ""] = bare.split("-");
  let shown = `${year}年`;
  if (part.startsWith("H")) shown += part === "H1" ? "上半年" : "下半年";
  else if (part.startsWith("Q")) shown += `第${"一二三四"[Number(part[1]) - 1] ?? ""}季度`;
  else if (part) shown += `${Number(part)}月${day ? `${Number(day)}日` : ""}`;
  return about ? `约${shown}` : shown;
}
