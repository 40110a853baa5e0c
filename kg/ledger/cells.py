"""What a cell may hold: ids, periods, words of a list, digests, addresses; and which column holds which.

A cell is looked at by itself here. Whether the entity it names exists is the affair of `kg.check.tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from kg.ledger.rows import COLUMNS
from kg.values import ids, period
from kg.values.spelling import did_you_mean
from kg.words import vocab

#: The words each column of words may hold: the ontology's lists, and those of tables that it says nothing of.
ENUMS: dict[str, tuple[str, ...]] = vocab.ENUMS | {
    "alias_kind": ("legal", "short", "nickname", "machine-translation", "ticker", "typo", "label"),
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
    "translation": ("original", "human", "machine"),
}

_Check = Callable[[str], object]


def split(cell: str) -> list[str]:
    """Return the parts of a cell that lists several with semicolons between; none of an empty one."""
    return [part.strip() for part in cell.split(";")] if cell else []


# Each raises ValueError: what is wrong, a semicolon, what to write.


def _several(check: _Check, cell: str) -> None:
    for part in split(cell):
        check(part)


def _word(words: tuple[str, ...], cell: str) -> None:
    if cell not in words:
        hint = did_you_mean(cell, words, f"one of {', '.join(words)}")
        raise ValueError(f"{cell!r} is not one of the words for it; {hint}")


def _reference(cell: str) -> None:
    document, slash, claim = cell.rpartition("/")
    if slash:
        ids.check_id("document", document)
    ids.check_id("claim", claim)


def _full_reference(cell: str) -> None:
    if "/" not in cell:
        raise ValueError(f"{cell!r} names no document; write <document>/<claim>, e.g. 001/46a")
    _reference(cell)


def _number(least: int, cell: str) -> None:
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 10 and int(cell) >= least):
        raise ValueError(f"{cell!r} is no whole number from {least} on; write ASCII digits alone")


def _hex(length: int, cell: str) -> None:
    if len(cell) != length or not set(cell) <= set("0123456789abcdef"):
        raise ValueError(f"{cell[:80]!r} is no digest; write the {length} hexadecimal digits, small letters")


def _url(cell: str) -> None:
    if not cell.startswith(("https://", "http://")) or any(sign in cell for sign in " <>\"'`{}|\\^"):
        raise ValueError(f"{cell[:80]!r} is no web address; write it in full, https:// first, spaces as %20")


def _day(cell: str) -> None:
    when = period.parse(cell)
    if len(cell) != 10 or when.start != when.end:
        raise ValueError(f"{cell!r} is no day; write e.g. 2026-01-31")


def _identifiers(cell: str) -> None:
    for part in split(cell):
        scheme, equals, value = part.partition("=")
        if not (scheme.strip() and equals and value.strip()):
            raise ValueError(f"{part!r} is no identifier; write scheme=value, several with '; ' between")


def _language(cell: str) -> None:
    if not cell.replace("-", "").isalnum() or not cell.isascii() or not cell[:2].islower():
        raise ValueError(f"{cell!r} is no language; write en, zh, zh-Hans …")


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
    },
    "entities": {
        "id": ("bad-id", _entity_id),
        "class": ("bad-name", ids.term_iri),
        "identifiers": ("bad-identifier", _identifiers),
        "replaced_by": ("bad-id", _entity_id),
    },
    "aliases": {"entity": ("bad-id", _entity_id), "document": ("bad-id", _document_id)},
    "not_same": {},
    "claims": {
        "id": ("bad-id", partial(ids.check_id, "claim")),
        "subject": ("bad-id", _entity_id),
        "property": ("bad-name", ids.term_iri),
        "object": ("bad-id", _entity_id),
        "unit": ("bad-name", ids.unit_iri),
        "period": ("bad-period", period.parse),
        "said_by": ("bad-id", _entity_id),
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
#: Which list of words a column takes its words from; lists that are not given are not checked.
_WORDS: dict[str, dict[str, str]] = {
    "documents": {"basis": "basis", "translation": "translation", "kind": "document_kind"},
    "entities": {"status": "status"},
    "aliases": {"kind": "alias_kind", "lang": "alias_lang"},
    "not_same": {},
    "claims": {name: name for name in ("period_basis", "polarity", "mode", "basis", "rank", "relation")},
    "verdicts": {"cause": "cause", "status": "verdict_status"},
}
NEEDED: dict[str, Iterable[str]] = {
    "documents": ("id", "title"),
    "entities": ("id", "class"),
    "aliases": ("entity", "alias", "lang", "kind"),
    "not_same": ("a", "b", "reason"),
    "claims": ("id", "subject", "property"),
    "verdicts": ("id", "claims", "cause"),
}


def checks_of(table: str, enums: Mapping[str, tuple[str, ...]]) -> list[tuple[int, str, str, _Check, set[str]]]:
    """Return place, column, code, check and the cells found good so far, of every column that is checked."""
    checks = dict(_CELLS[table])
    for column, enum in _WORDS[table].items():
        if enum in enums:
            check: _Check = partial(_word, enums[enum])
            checks[column] = ("unknown-word", partial(_several, check) if column == "relation" else check)
    places = {column: place for place, column in enumerate(COLUMNS[table])}
    return [(places[column], column, code, check, set()) for column, (code, check) in checks.items()]
