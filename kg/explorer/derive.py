"""What of an answer the claims themselves say: such a column is named, not written out a second time.

Most answers list claims, with columns for what the claim's own row holds. The page has the claims anyway. A column is
left out only where every one of its cells is exactly what the claim says; `src/ledger/data.ts` puts it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.knowledge.claims import Claim
from kg.knowledge.ledger import Document, Ledger

if TYPE_CHECKING:
    from kg.explorer.answers import Cell, Places

_UNKNOWN = (date(1, 1, 1), date(9999, 12, 31))
_Field = Callable[[Claim], "Cell"]


def fields(ledger: Ledger, places: Places) -> dict[str, _Field]:
    """Return what can be told of a claim, by the name of the column that mostly holds it."""

    def document(claim: Claim) -> Document:
        return ledger.document[claim.document]

    def reference(kind: str, id: str) -> Cell:
        return {kind: places[kind][id]} if id in places[kind] else None

    def word(name: str) -> Cell:
        return {"w": name} if name else None

    return {
        "subject": lambda c: reference("e", c.subject),
        "object": lambda c: reference("e", c.object),
        "property": lambda c: word(c.property),
        "quantity": lambda c: c.value if c.kind == "measure" else None,
        "text": lambda c: c.value if c.kind == "attribute" else None,
        "unit": lambda c: reference("u", c.unit),
        "asPublished": lambda c: c.as_published or None,
        "polarity": lambda c: word(c.polarity),
        "mode": lambda c: word(c.mode),
        "basis": lambda c: word(c.basis),
        "rank": lambda c: word(c.rank),
        "saidBy": lambda c: reference("e", c.said_by),
        "voice": lambda c: reference("e", c.said_by) if c.said_by else reference("d", c.document),
        "period": lambda c: c.period or None,
        "note": lambda c: c.note or None,
        "line": lambda c: c.line,
        "charStart": lambda c: c.char_start,
        "charLength": lambda c: c.char_length,
        "digest": lambda c: c.digest or None,
        "document": lambda c: reference("d", c.document),
        "title": lambda c: document(c).title or None,
        "publisher": lambda c: reference("e", document(c).publisher),
        "origin": lambda c: reference("d", document(c).origin),
        "publishedFrom": lambda c: (document(c).start or _UNKNOWN[0]).isoformat(),
        "publishedTo": lambda c: (document(c).end or _UNKNOWN[1]).isoformat(),
        "sha256": lambda c: document(c).sha256 or None,
    }


def derived(
    ledger: Ledger, places: Places, columns: Sequence[str], rows: Iterable[Sequence[Cell]], by: str = "claim"
) -> Mapping[str, str]:
    """Return which columns only repeat what the claim in the column `by` says, and which of its fields."""
    listed = list(rows)
    if not listed or by not in columns:
        return {}
    at = columns.index(by)
    claims = []
    for row in listed:
        cell = row[at]
        if not isinstance(cell, dict) or "c" not in cell:
            return {}
        claims.append(ledger.claims[int(cell["c"])])
    told = fields(ledger, places)
    found = {}
    for n, name in enumerate(columns):
        likely = [name, *told] if name in told else list(told)
        for field in likely if n != at else ():
            tell = told[field]
            if all(row[n] == tell(c) for row, c in zip(listed, claims, strict=True)):
                found[name] = field
                break
    return found
