/** A claim as a sentence of ours, in both languages: subject, verb, object or figure, when it holds, how sure. */

import { stateOf } from "../ledger/knowledge";
import type { Claim, DrawnEdge, Lang, Ledger, Mode } from "../ledger/types";
import { showFigure, showPeriod } from "./figures";
import { genitive, inMode, when, withGap } from "./grammar";
import { pick, say } from "./i18n";

/** A piece of a sentence; where it is the name of an entity, whose. */
export interface Part {
  text: string;
  entity?: number;
}

/** The plain text of parts. */
export function joined(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join("");
}

/** The label of an entity in a language, else in the other, else its id. */
export function nameOf(ledger: Ledger, entity: number, lang: Lang): string {
  const found = ledger.entities[entity];
  return found ? pick(found.label, lang) || found.id : "";
}

/** What is written on a line. */
export function verb(ledger: Ledger, property: number, lang: Lang): string {
  const term = ledger.properties[property];
  return term ? pick(term.label, lang) || term.name : "";
}

/** Who is quoted, else who publishes; empty where neither is known. */
export function speakerOf(ledger: Ledger, claim: number, lang: Lang): string {
  const { said = -1, doc = -1 } = ledger.claims[claim] ?? {};
  return nameOf(ledger, said >= 0 ? said : (ledger.docs[doc]?.publisher ?? -1), lang);
}

/** The figure, the text, the date, yes or no; of a relation the object's name. */
export function valueOf(ledger: Ledger, place: number, lang: Lang): string {
  const claim = ledger.claims[place];
  const kind = ledger.properties[claim?.property ?? -1]?.kind;
  if (!claim || kind === "relation") return claim ? nameOf(ledger, claim.object, lang) : "";
  if (kind === "measure") return showFigure(claim.value, ledger.units[claim.unit] ?? null, lang, claim.asPublished);
  if (claim.value === "true" || claim.value === "false") return say(lang, claim.value === "true" ? "yes" : "no");
  return /^\d{4}(-\d\d){0,2}[~?]?$/.test(claim.value) ? showPeriod(claim.value, lang) : claim.value;
}

const entityPart = (ledger: Ledger, entity: number, lang: Lang): Part => ({
  text: nameOf(ledger, entity, lang),
  entity,
});

/** A claim as a sentence without a full stop. Its parts that name entities say which. */
export function sentence(ledger: Ledger, place: number, lang: Lang): Part[] {
  const claim = ledger.claims[place];
  if (!claim) return [];
  const kind = ledger.properties[claim.property]?.kind;
  const core =
    kind === "relation"
      ? clause(ledger, claim.subject, claim.property, claim.object, claim.mode, claim.period, lang)
      : figure(ledger, claim, place, lang);
  return tidy([...opening(ledger, claim, lang), ...core, ...closing(claim, kind === "relation", lang)]);
}

/** What an edge says, without its claims' dates. */
export function edgeSentence(ledger: Ledger, edge: DrawnEdge, lang: Lang): Part[] {
  const modes = new Set(edge.claims.map((place) => ledger.claims[place]?.mode ?? "actual"));
  const only = modes.size === 1 ? ([...modes][0] ?? "plan") : edge.state === "opinion" ? "opinion" : "plan";
  const mode: Mode = edge.state === "plan" || edge.state === "opinion" ? only : "actual";
  const head =
    edge.state === "denied"
      ? lang === "zh"
        ? "有否认："
        : "It is denied that "
      : edge.state === "rumour"
        ? rumour(lang)
        : "";
  const tail = mode === "opinion" ? note(say(lang, "opinion"), lang) : "";
  return tidy([
    { text: head },
    ...clause(ledger, edge.source, edge.property, edge.target, mode, "", lang),
    { text: tail },
  ]);
}

function clause(
  ledger: Ledger,
  subject: number,
  property: number,
  object: number,
  mode: Mode,
  period: string,
  lang: Lang,
): Part[] {
  const label = verb(ledger, property, lang);
  const time = when(period, lang);
  const phrase = inMode(label, mode, lang, time);
  const [from, to] = [entityPart(ledger, subject, lang), entityPart(ledger, object, lang)];
  if (lang === "zh") {
    const [before = "", after = ""] = withGap(phrase ?? label).split("\0");
    return [from, { text: space(from.text) + before }, to, { text: after }];
  }
  const unclear = phrase === null ? note(mode, lang) : "";
  return [from, { text: ` ${phrase ?? label} ` }, to, { text: (time ? ` ${time}` : "") + unclear }];
}

function figure(ledger: Ledger, claim: Claim, place: number, lang: Lang): Part[] {
  const label = verb(ledger, claim.property, lang);
  const measure = ledger.properties[claim.property]?.kind === "measure";
  const subject = entityPart(ledger, claim.subject, lang);
  const scope: Part[] =
    claim.object < 0
      ? []
      : [
          { text: lang === "zh" ? "（" : " (" },
          entityPart(ledger, claim.object, lang),
          { text: lang === "zh" ? "）" : ")" },
        ];
  const time = when(claim.period, lang);
  const value = { text: `${lang === "zh" ? "：" : ": "}${valueOf(ledger, place, lang)}` };
  if (lang === "zh")
    return [
      subject,
      { text: `${space(subject.text)}${measure ? time : time && `（${time}）`}${label}` },
      ...scope,
      value,
    ];
  const joint = genitive(subject.text).slice(subject.text.length);
  return [subject, { text: `${joint} ${label}` }, ...scope, { text: time ? ` ${time}` : "" }, value];
}

const rumour = (lang: Lang): string => (lang === "zh" ? "传闻：" : "Rumour: ");
const note = (text: string, lang: Lang): string => (lang === "zh" ? `（${text}）` : ` (${text})`);
/** A Latin name and the Chinese after it are set apart, as Chinese typesetting does. */
const space = (text: string): string => (/[\w)]$/.test(text) ? " " : "");

function opening(ledger: Ledger, claim: Claim, lang: Lang): Part[] {
  const parts: Part[] = [];
  const hearsay = stateOf({ ...claim, polarity: "asserts" }) === "rumour";
  if (hearsay) parts.push({ text: rumour(lang) });
  const who = claim.said >= 0 ? entityPart(ledger, claim.said, lang) : null;
  const relation = ledger.properties[claim.property]?.kind === "relation";
  if (claim.polarity === "denies") {
    if (lang === "zh") parts.push(...(who ? [who, { text: "否认：" }] : [{ text: "有否认：" }]));
    else if (who) parts.push(who, { text: relation ? " denies that " : " denies: " });
    else parts.push({ text: relation ? "It is denied that " : "Denied: " });
  } else if (claim.mode === "opinion" && who) {
    parts.push(...(lang === "zh" ? [who, { text: "认为，" }] : [{ text: "In the view of " }, who, { text: ", " }]));
  }
  return parts;
}

function closing(claim: Claim, relation: boolean, lang: Lang): Part[] {
  if (claim.mode === "opinion")
    return claim.said >= 0 && claim.polarity === "asserts" ? [] : [{ text: note(say(lang, "opinion"), lang) }];
  if (relation || claim.mode === "actual") return [];
  const words = { plan: "planned", forecast: "forecast", hypothetical: "hypothetical" } as const;
  return [{ text: note(say(lang, words[claim.mode]), lang) }];
}

function tidy(parts: readonly Part[]): Part[] {
  return parts.filter((part) => part.text !== "");
}
