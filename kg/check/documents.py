"""Checks of documents: the cells that a claim's weight depends on are filled in, and the dates agree.

Part of `kg.check.tables`, which calls it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from kg.check.register import Register
from kg.ledger.cells import ENUMS
from kg.ledger.rows import Document
from kg.values import period

#: The cells that every document needs beside id and title, and what to write there.
PARTS: Mapping[str, str] = {
    "publisher": "the id of an entity; an unknown publisher is an entity too, e.g. unknown-publisher-1",
    "language": "en, zh …",
    "translation": "one of " + ", ".join(ENUMS["translation"]),
    "kind": "one of " + ", ".join(ENUMS["document_kind"]),
    "basis": "one of " + ", ".join(ENUMS["basis"]),
}


def check_document(register: Register, document: Document, today: date | None = None) -> None:
    """Add every problem of one document."""
    for column, words in PARTS.items():
        if not getattr(document, column):
            register.say(document, column, "missing-cell", f"the {column} is missing", f"write {words}")
    if document.publisher:
        register.entity(document, "publisher", document.publisher, register.range_of("publisher"))
    for author in document.authors:
        register.entity(document, "author", author, register.range_of("author"))
    if document.repost_of:
        register.known(document, "repost_of", "documents", document.repost_of, register.documents, "document")
        _order(register, document)
    for id in document.former:
        others = [one.id for one in register.documents.values() if one is not document and id in (one.id, *one.former)]
        if others:
            hint = "an id, once used, means one document for ever"
            register.say(document, "former_ids", "id-twice", f"{id} is or was the id of {others[0]} too", hint)
    _days(register, document, today)


def _order(register: Register, document: Document) -> None:
    """Check that an original is out whenever its repost is: views as of a day count witnesses by it."""
    original = register.documents.get(document.repost_of)
    if original is None:
        return
    first, last = ((one.when.start, one.when.end) if one.when else (None, None) for one in (original, document))
    if (first[0] and (not last[0] or first[0] > last[0])) or (last[1] and (not first[1] or first[1] > last[1])):
        message = f"{document.repost_of}, which it repeats, may be younger: {original.published or 'no day is given'}"
        hint = (
            f"an original was out when its repost was: narrow the interval of {document.repost_of} or of {document.id}"
        )
        register.say(document, "repost_of", "repost-before-original", message, hint)


def _days(register: Register, document: Document, today: date | None) -> None:
    """Check that an interval has its reason, and that no document was read before it was published."""
    retrieved = period.parse(document.retrieved).start if document.retrieved else None
    # In some time zones it is already tomorrow.
    last = today + timedelta(days=1) if today else None
    if retrieved and last and retrieved > last:
        message = f"{document.id} was retrieved on {retrieved}, which is in the future"
        register.say(document, "retrieved", "future-day", message, "correct the date")
    if document.when is None:
        return
    start, end = document.when.start, document.when.end
    if start != end and not document.published_basis:
        message = f"{document.published} is not a single day, and no reason is given"
        register.say(
            document, "published_basis", "reason-missing", message, "write why it is not earlier, and why not later"
        )
    if start and retrieved and start > retrieved:
        message = f"{document.id} was published on {start}, after it was retrieved on {retrieved}"
        register.say(document, "published", "wrong-day", message, "correct one of the two dates")
    elif start and last and start > last:
        message = f"{document.id} was published on {start}, which is in the future"
        register.say(document, "published", "future-day", message, "correct the date")
