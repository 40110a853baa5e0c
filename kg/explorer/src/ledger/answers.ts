/** Which answer to a question holds on a day, and its query as of that day. */
import type { Answer, Days, Ledger, Reading } from "./types";

/** The same is known on all days between two publications, so they share an answer; -1 means not in this page. */
function placeOf({ stops, known }: Days[Reading], asOf: string): number {
  return known[stops.filter((stop) => stop <= asOf).length] ?? -1;
}

/** The answer to a question as of a day (empty: today); null if the page does not hold it. */
export function answerOf(ledger: Ledger, question: number, asOf: string, reading: Reading): Answer | null {
  const place = asOf ? placeOf(ledger.days[reading], asOf) : 0;
  return ledger.questions[question]?.answers[place] ?? null;
}

/** A query with the day and the reading filled in. */
export function datedQuery(sparql: string, asOf: string, reading: Reading): string {
  if (!asOf) return sparql;
  return sparql
    .replace(/VALUES \?asOf \{[^}]*\}/g, `VALUES ?asOf { "${asOf}"^^xsd:date }`)
    .replace(/VALUES \?reading \{[^}]*\}/g, `VALUES ?reading { "${reading}" }`);
}

/** The command that asks a question as of a day. */
export function command(name: string, asOf: string, reading: Reading): string {
  return `kg ask ${name}${asOf ? ` --as-of ${asOf}` : ""}${asOf && reading === "possible" ? " --possible" : ""}`;
}
