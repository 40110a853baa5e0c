"""What a cell may hold: ids, periods, words of a list, digests, addresses; and which column holds which.

Each cell is checked by itself; `kg.check.tables` checks that the entity it names exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from kg.values import ids, period
from kg.values.spelling import did_you_mean
from kg.words import vocab

#: The words that a column of words may hold: the ontology's lists, and lists that only the tables have.
ENUMS: dict[str, tuple[str, ...]] = vocab.ENUMS | {
    "alias_kind": ("legal", "short", "nickname", "machine-translation", "typo", "label"),
    "scheme": ("isin", "lei", "ticker", "uscc", "website", "wikidata"),
    "alias_lang": ("en", "zh", "und"),
    "document_kind": (
        "announcement",
        "article",
        "blog-post",
        "filing",
        "forum-thread",
        "interview",
        "press-release",
        "report",
        "report-summary",
        "social-post",
        "speech",
        "web-page",
    ),
    "status": ("active", "deprecated", "proposed"),
    "verdict_status": ("open", "settled"),
    "translation": ("original", "human", "machine"),
}

_Check = Callable[[str], object]


def split(cell: str) -> list[str]:
    """Split a semicolon-separated cell; an empty cell gives an empty list."""
    return [part.strip() for part in cell.split(";")] if cell else []


# Each raises a ValueError of the form "what is wrong; what to write".


def _several(check: _Check, cell: str) -> None:
    for part in split(cell):
        check(part)


def _word(words: tuple[str, ...], cell: str) -> None:
    if cell not in words:
        hint = did_you_mean(cell, words, f"one of {', '.join(words)}")
        raise ValueError(f"{cell!r} is not one of the words for this column; {hint}")


def _reference(cell: str) -> None:
    document, slash, claim = cell.rpartition("/")
    if slash:
        ids.check_id("document", document)
    ids.check_id("claim", claim)


def _full_reference(cell: str) -> None:
    if "/" not in cell:
        raise ValueError(f"{cell!r} names no document; write <document>/<claim>, e.g. d001/46a")
    _reference(cell)


def _number(least: int, cell: str) -> None:
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 10 and int(cell) >= least):
        raise ValueError(f"{cell!r} is not a whole number of {least} or more; write ASCII digits only")


def _hex(length: int, cell: str) -> None:
    if len(cell) != length or not set(cell) <= set("0123456789abcdef"):
        raise ValueError(f"{cell[:80]!r} is not a digest; write {length} hexadecimal digits in lower case")


def _url(cell: str) -> None:
    if not cell.startswith(("https://", "http://")) or any(sign in cell for sign in " <>\"'`{}|\\^"):
        raise ValueError(f"{cell[:80]!r} is not a web address; write it in full, from https:// on, with spaces as %20")


def _day(cell: str) -> None:
    when = period.parse(cell)
    if len(cell) != 10 or when.start != when.end:
        raise ValueError(f"{cell!r} is not a day; write e.g. 2026-01-31")


def _language(cell: str) -> None:
    if not cell.replace("-", "").isalnum() or not cell.isascii() or not cell[:2].islower():
        raise ValueError(f"{cell!r} is not a language; write en, zh, zh-Hans …")


def _former_id(cell: str) -> None:
    if not ids.is_former_id(cell):
        raise ValueError(f"{cell[:80]!r} was never a valid id; write the ids this document had before")


_entity_id: _Check = partial(ids.check_id, "entity")
_document_id: _Check = partial(ids.check_id, "document")
_CELLS: dict[str, dict[str, tuple[str, _Check]]] = {
    "documents": {
        "id": ("bad-id", _document_id),
        "publisher": ("bad-id", _entity_id),
        "author": ("bad-id", partial(_several, _entity_id)),
        "published": ("bad-period", period.parse),
        "language": ("bad-language", _language),
        "repost_of": ("bad-id", _document_id),
        "url": ("bad-url", _url),
        "sha256": ("bad-digest", partial(_hex, 64)),
        "retrieved": ("bad-period", _day),
        "former_ids": ("bad-id", partial(_several, _former_id)),
    },
    "entities": {
        "id": ("bad-id", _entity_id),
        "class": ("bad-name", ids.term_iri),
        "replaced_by": ("bad-id", _entity_id),
    },
    "identifiers": {"entity": ("bad-id", _entity_id), "source": ("bad-url", _url)},
    "aliases": {"entity": ("bad-id", _entity_id), "document": ("bad-id", _document_id)},
    "not_same": {},
    "claims": {
        "id": ("bad-id", partial(ids.check_id, "claim")),
        "subject": ("bad-id", _entity_id),
        "property": ("bad-name", ids.term_iri),
        "object": ("bad-id", _entity_id),
        "unit": ("bad-name", ids.unit_iri),
        "period": ("bad-period", period.parse),
        "respect": ("bad-id", _entity_id),
        "said_by": ("bad-id", _entity_id),
        "said_on": ("bad-period", period.parse),
        "line": ("bad-number", partial(_number, 1)),
        "start": ("bad-number", partial(_number, 0)),
        "length": ("bad-number", partial(_number, 1)),
        "digest": ("bad-digest", partial(_hex, 16)),
        "relates_to": ("bad-reference", partial(_several, _reference)),
    },
    "verdicts": {
        "id": ("bad-id", partial(ids.check_id, "conflict")),
        "claims": ("bad-reference", partial(_several, _full_reference)),
        "preferred": ("bad-reference", _full_reference),
    },
}
#: The list (of `ENUMS`) that a column takes its words from.
WORDS: dict[str, dict[str, str]] = {
    "documents": {"basis": "basis", "translation": "translation", "kind": "document_kind"},
    "entities": {"status": "status"},
    "identifiers": {"scheme": "scheme"},
    "aliases": {"kind": "alias_kind", "lang": "alias_lang"},
    "not_same": {},
    "claims": {name: name for name in ("period_basis", "polarity", "mode", "extent", "basis", "rank", "relation")},
    "verdicts": {"cause": "cause", "status": "verdict_status"},
}
NEEDED: dict[str, Iterable[str]] = {
    "documents": ("id", "title"),
    "entities": ("id", "class"),
    "identifiers": ("entity", "scheme", "value", "source"),
    "aliases": ("entity", "alias", "lang", "kind"),
    "not_same": ("a", "b", "reason"),
    "claims": ("id", "subject", "property"),
    "verdicts": ("id", "claims", "cause"),
}


def checks_of(table: str) -> list[tuple[str, str, _Check]]:
    """Return (column, code of a wrong cell, check) of a table; a column without a check may hold any text.

    A check raises ValueError: what is wrong; what to do.
    """
    checks = dict(_CELLS[table])
    for column, enum in WORDS[table].items():
        check: _Check = partial(_word, ENUMS[enum])
        checks[column] = ("unknown-word", partial(_several, check) if column == "relation" else check)
    return [(column, code, check) for column, (code, check) in checks.items()]
