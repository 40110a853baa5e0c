/** What surrounds a claim: who else says so, who disagrees, what came before and after. All as known on the day. */
import { index } from "./data";
import { originsOf } from "./knowledge";
import type { View } from "./model";
import type { Ledger } from "./types";

export { originsOf as origins };

export interface Related {
  claim: number;
  kind: string;
  outgoing: boolean;
}

/** Other known claims of the same matter: subject, property, object, and in what respect and extent. */
export function alsoSaid(ledger: Ledger, view: View, claim: number): number[] {
  const here = ledger.claims[claim];
  if (!here) return [];
  return (index(ledger).about[here.subject] ?? []).filter((place) => {
    const other = ledger.claims[place];
    return (
      place !== claim &&
      view.known[place] === 1 &&
      other?.subject === here.subject &&
      other.property === here.property &&
      other.object === here.object &&
      other.respect === here.respect &&
      other.extent === here.extent
    );
  });
}

/** Conflicts between a claim and another one known by the day. */
export function verdicts(ledger: Ledger, view: View, claim: number): number[] {
  return (index(ledger).conflicts[claim] ?? []).filter(
    (place) => (ledger.conflicts[place]?.claims ?? []).filter((member) => view.known[member]).length > 1,
  );
}

/** All links of a claim whose other end is known. */
export function related(ledger: Ledger, view: View, claim: number): Related[] {
  return (index(ledger).links[claim] ?? []).flatMap((place): Related[] => {
    const link = ledger.links[place];
    if (!link) return [];
    const outgoing = link.from === claim;
    const other = outgoing ? link.to : link.from;
    return view.known[other] ? [{ claim: other, kind: link.kind, outgoing }] : [];
  });
}

/** Known claims that contradict a claim, are alternatives to it, or share a conflict with it. */
export function disagreeing(ledger: Ledger, view: View, claim: number): number[] {
  const found = new Set<number>();
  for (const place of verdicts(ledger, view, claim)) {
    for (const member of ledger.conflicts[place]?.claims ?? []) if (view.known[member]) found.add(member);
  }
  for (const link of related(ledger, view, claim)) {
    if (link.kind === "contradicts" || link.kind === "alternativeTo") found.add(link.claim);
  }
  // A denial and an assertion of the same disagree with each other.
  const polarity = ledger.claims[claim]?.polarity;
  for (const other of alsoSaid(ledger, view, claim)) if (ledger.claims[other]?.polarity !== polarity) found.add(other);
  found.delete(claim);
  return [...found].sort((a, b) => a - b);
}

const LATER = new Set(["fulfils", "supersedes"]);

function byDay(ledger: Ledger): (a: number, b: number) => number {
  const day = (place: number): string => {
    const claim = ledger.claims[place];
    return claim?.from || ledger.docs[claim?.doc ?? -1]?.to || "9999";
  };
  return (a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a - b);
}

/** Known claims that fulfil or supersede a claim, and the known fact that a plan has become; oldest first. */
export function whatFollows(ledger: Ledger, view: View, claim: number): number[] {
  const found = new Set(
    related(ledger, view, claim)
      .filter((link) => !link.outgoing && LATER.has(link.kind))
      .map((link) => link.claim),
  );
  const here = ledger.claims[claim];
  if (here && here.mode !== "actual" && ledger.properties[here.property]?.kind === "relation") {
    for (const other of alsoSaid(ledger, view, claim)) {
      const said = ledger.claims[other];
      if (said?.mode === "actual" && said.polarity === "asserts" && view.states[other] === "stated") found.add(other);
    }
  }
  return [...found].sort(byDay(ledger));
}

/** Known claims that a claim fulfils, supersedes or is derived from; oldest first. */
export function whatPreceded(ledger: Ledger, view: View, claim: number): number[] {
  return related(ledger, view, claim)
    .filter((link) => link.outgoing && (LATER.has(link.kind) || link.kind === "derivedFrom"))
    .map((link) => link.claim)
    .sort(byDay(ledger));
}
