"""Every claim as one flat row: ids for programs, labels in both languages, no figure without its bound.

The file `claims.csv`, the workbook and `Graph.claims()` hold these rows. What a row says of disputes and witnesses
follows the ledger's day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kg.knowledge.claims import Claim
from kg.knowledge.ledger import Ledger
from kg.values.quantity import Quantity, interval, parse
from kg.values.shown import show
from kg.words.vocab import CLASSES, PROPERTIES, UNITS

Cell = str | int | bool | Decimal | date | None

#: The columns, with what each holds.
COLUMNS: Mapping[str, str] = {
    "claim": "id of the claim: document/id",
    "subject": "id of whom or what the claim is about",
    "subject_en": "its English name",
    "subject_zh": "its Chinese name",
    "subject_class": "its class",
    "property": "what is said: a term of the ontology",
    "property_en": "its English label",
    "property_zh": "its Chinese label",
    "kind": "relation, measure or attribute",
    "object": "id of the entity at the other end, or within which a figure holds",
    "object_en": "its English name",
    "object_zh": "its Chinese name",
    "value": "a quantity as curated, with its bound and printed precision (~<2e9: nearly 2 billion); a text or a date",
    "value_en": "the value as an English reader writes it",
    "value_zh": "the value as a Chinese reader writes it",
    "bound": "exact, about, nearly, atLeast, moreThan, atMost, lessThan, range or vague",
    "number": "the printed number without its bound; empty for a range",
    "low": "the smallest number that the quantity may stand for; empty if open",
    "high": "the largest number that the quantity may stand for; empty if open",
    "unit": "unit of value, low and high",
    "as_published": "the figure as printed",
    "period": "when it holds",
    "period_from": "first day of the period",
    "period_to": "last day of the period",
    "period_inferred": "true if the curator inferred the period",
    "polarity": "asserts or denies",
    "mode": "actual, plan, forecast, recommended, hypothetical, opinion …",
    "extent": "most or some, where the claim is not one on all of a group",
    "respect": "id of that in which the subject exceeds, equals or falls short of the object",
    "respect_en": "its English name",
    "respect_zh": "its Chinese name",
    "basis": "on what the claim rests: filing, company, analyst, press …",
    "rank": "normal, preferred or deprecated",
    "disputed": "true if another claim disagrees and the conflict is open",
    "origins": "how many independent origins say the same, this one included",
    "said_by": "id of who is quoted; empty for the document's own words",
    "said_by_en": "the English name",
    "said_by_zh": "the Chinese name",
    "said_on": "when it was said, if not with the document",
    "document": "id of the document",
    "title": "its title",
    "publisher": "id of its publisher",
    "publisher_en": "the English name",
    "publisher_zh": "the Chinese name",
    "published": "when it was published, as far as known",
    "published_from": "first day on which it may have been published",
    "published_to": "last day on which it may have been published",
    "origin": "the document that this one reposts, or itself",
    "url": "address of the document",
    "line": "line in the document's text",
    "note": "the curator's remark",
}


def rows(ledger: Ledger) -> list[dict[str, Cell]]:
    """Return every claim of a ledger as a dictionary with these columns, by document and place in it."""
    witnesses = ledger.witnesses
    return [_row(claim, ledger, len(witnesses[claim.id])) for claim in ledger.claims]


def _row(claim: Claim, ledger: Ledger, origins: int) -> dict[str, Cell]:
    term, unit, document = PROPERTIES[claim.property], UNITS.get(claim.unit), ledger.document[claim.document]
    quantity = _quantity(claim)
    low, high = interval(quantity) if quantity else (None, None)
    entity = ledger.names.entities.get(claim.subject)
    in_words = [show(claim.value, unit, lang, claim.as_published) if quantity else claim.value for lang in ("en", "zh")]

    def named(key: str, id: str) -> dict[str, Cell]:
        label = {lang: ledger.names.label(id, lang) if id else None for lang in ("en", "zh")}
        return {key: id or None, f"{key}_en": label["en"], f"{key}_zh": label["zh"]}

    row: dict[str, Cell] = {
        **named("subject", claim.subject),
        "subject_class": CLASSES[entity.cls].name if entity else None,
        "property": claim.property,
        "property_en": term.label_en,
        "property_zh": term.label_zh,
        "kind": term.kind,
        **named("object", claim.object),
        "claim": claim.id,
        "value": claim.value,
        "value_en": in_words[0],
        "value_zh": in_words[1],
        "bound": quantity.bound if quantity else None,
        "number": quantity.value if quantity else None,
        "low": low,
        "high": high,
        "unit": claim.unit,
        "as_published": claim.as_published,
        "period": claim.period,
        "period_from": claim.start,
        "period_to": claim.end,
        "period_inferred": claim.period_inferred,
        "polarity": claim.polarity,
        "mode": claim.mode,
        "extent": claim.extent,
        **named("respect", claim.respect),
        "basis": claim.basis,
        "rank": claim.rank,
        "disputed": claim.disputed,
        "origins": origins,
        **named("said_by", claim.said_by),
        "said_on": claim.said_on,
        "document": claim.document,
        "title": document.title,
        **named("publisher", document.publisher),
        "published": document.published,
        "published_from": document.start,
        "published_to": document.end,
        "origin": claim.origin,
        "url": document.url,
        "line": claim.line,
        "note": claim.note,
    }
    return {column: None if row[column] == "" else row[column] for column in COLUMNS}


def _quantity(claim: Claim) -> Quantity | None:
    return parse(claim.value) if claim.kind == "measure" else None
