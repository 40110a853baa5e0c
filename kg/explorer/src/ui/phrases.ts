/** Words that only the page itself uses, beside those of `i18n.ts`: both languages, `{n}` and `one|many` read the same way. */
import type { Both, Lang } from "../ledger/types";

const both = (en: string, zh: string): Both => ({ en, zh });

export const PHRASES = {
  overviewTitle: both("How to read this picture", "如何读这幅图"),
  overviewText: both(
    "Chip makers stand in the middle, investors to their left, customers to their right, exchanges above. Choose a mark to read what is said about it, a line to read who says so.",
    "芯片厂商居中，投资方在左，客户在右，交易所在上。点选标记，看关于它的说法；点选连线，看谁这么说。",
  ),
  beginWith: both("Begin with a question", "从一个问题开始"),
  allQuestions: both("All {n} questions", "全部{n}个问题"),
  narrow: both("Show only", "只看"),
  standing: both(
    "Search for a name in either language, a product or a ticker. Press / to begin, ? for all keys.",
    "可用中英文名称、产品名或证券代码搜索。按 / 开始，按 ? 查看快捷键。",
  ),
  earlier: both("Earlier", "更早"),
  later: both("Later", "更晚"),
  everything: both("Everything", "全部"),
  readingCertain: both("surely published", "确已发布"),
  readingPossible: both("possibly published", "可能已发布"),
  publishedClaims: both("{day}: {claims} published", "{day}：发布{claims}"),
  walked: both("{sentence}. Enter opens the evidence.", "{sentence}。按回车查看依据。"),
  tooMany: both("{n} lines", "{n}条连线"),
  between: both("Also between the two", "两者之间还有"),
  moreRows: both("Show {n} more rows", "再显示{n}行"),
  rowsShown: both("{shown} of {all} rows", "{all}行中的前{shown}行"),
  chooseQuestion: both(
    "Choose a question; its answer is a table below the picture and lit in it.",
    "选择一个问题：答案以表格列于图下，并在图中点亮。",
  ),
  libraryTitle: both("What the ledger can answer", "台账能回答什么"),
  pathTitle: both("How two are connected", "两者如何相连"),
  keyMonth: both("month before, month after", "前一月、后一月"),
  letterKeys: both("Single letters and signs are keys", "单个字母与符号用作快捷键"),
  digest: both("Digest", "摘要值"),
  sparqlTitle: both("SPARQL", "SPARQL"),
  fold: both("Fold", "收起"),
  unfold: both("Unfold", "展开"),
  panel: both("About what is chosen", "所选内容"),
  ends: both("{from} to {to}", "{from}至{to}"),
  kindShort: both("short", "简称"),
  kindLegal: both("legal name", "法定名称"),
  kindNickname: both("nickname", "俗称"),
  kindTicker: both("ticker", "证券代码"),
  kindTypo: both("misspelling", "误写"),
  kindMachine: both("machine translation", "机器翻译"),
  kindIdentifier: both("identifier", "标识"),
  aClass: both("Show this kind only", "只看这一类"),
  aQuestion: both("Question", "问题"),
  results: both("Results", "搜索结果"),
  themeNow: both("Theme: {theme}", "外观：{theme}"),
  pictureSaved: both("The picture is saved.", "图片已保存。"),
  pictureFailed: both("The picture could not be saved: {why}", "图片保存失败：{why}"),
  filtered: both("a selection by the filters", "经筛选"),
  rowsEqual: both("The same as in the picture: {edges} from {claims}.", "与图谱一致：{edges}，依据{claims}。"),
  tickers: both("Listing", "上市"),
  docs: both("Documents it published or wrote", "其发布或撰写的文件"),
  more: both("Show all {n}", "全部{n}项"),
  less: both("Show fewer", "收起"),
} as const satisfies Record<string, Both>;
export type Phrase = keyof typeof PHRASES;

/** A phrase with its values filled in. */
export function phrase(lang: Lang, name: Phrase, values: Record<string, string | number> = {}): string {
  const [one = "", many] = PHRASES[name][lang].split("|");
  const chosen = many !== undefined && String(values["n"]) !== "1" ? many : one;
  return chosen.replace(/\{(\w+)\}/g, (all, key: string) => String(values[key] ?? all));
}
