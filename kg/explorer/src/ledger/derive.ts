/**
 * What of an answer a claim itself says: the other half of `kg/explorer/derive.py`, which leaves such columns out of
 * the payload. The two hold the same list.
 */
import type { Cell, Ledger } from "./types";

const text = (value: string): Cell => value || null;
const word = (name: string): Cell => (name ? { w: name } : null);
const entity = (place: number): Cell => (place < 0 ? null : { e: place });
const number = (value: number): Cell => (value < 0 ? null : value);

/** A cell of an answer: what a claim says in one of its fields. */
export function derive(ledger: Ledger, place: number, field: string): Cell {
  const claim = ledger.claims[place];
  const doc = claim && ledger.docs[claim.doc];
  const property = claim && ledger.properties[claim.property];
  if (!claim || !doc || !property) return null;
  switch (field) {
    case "subject":
      return entity(claim.subject);
    case "object":
      return entity(claim.object);
    case "property":
      return word(property.name);
    case "quantity":
      return property.kind === "measure" ? claim.value : null;
    case "text":
      return property.kind === "attribute" ? claim.value : null;
    case "unit":
      return claim.unit < 0 ? null : { u: claim.unit };
    case "asPublished":
      return text(claim.asPublished);
    case "polarity":
      return word(claim.polarity);
    case "mode":
      return word(claim.mode);
    case "basis":
      return word(claim.basis);
    case "rank":
      return word(claim.rank);
    case "saidBy":
      return entity(claim.said);
    case "voice":
      return claim.said < 0 ? { d: claim.doc } : { e: claim.said };
    case "period":
      return text(claim.period);
    case "note":
      return text(claim.note);
    case "line":
      return number(claim.line);
    case "charStart":
      return number(claim.start);
    case "charLength":
      return number(claim.length);
    case "digest":
      return text(claim.digest);
    case "document":
      return { d: claim.doc };
    case "title":
      return text(doc.title);
    case "publisher":
      return entity(doc.publisher);
    case "origin":
      return { d: doc.origin };
    case "publishedFrom":
      return doc.from || "0001-01-01";
    case "publishedTo":
      return doc.to || "9999-12-31";
    case "sha256":
      return text(doc.sha256);
    default:
      return null;
  }
}
