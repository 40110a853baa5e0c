"""Checks of the texts in the tables: none was damaged in a conversion, and Chinese names are Chinese.

Part of `kg.check.tables`, which calls it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from kg.check.register import Register
from kg.ledger.rows import Alias, AnyRow, Claim, Document, Entity, Identifier, NotSame, Tables, Verdict
from kg.values.damage import damage, has_chinese

#: The columns that hold text of any kind.
TEXTS: Mapping[type[AnyRow], tuple[str, ...]] = {
    Document: ("title", "published_basis", "note"),
    Entity: ("label_en", "label_zh", "note"),
    Identifier: ("note",),
    Alias: ("alias", "note"),
    NotSame: ("a", "b", "reason"),
    Claim: ("value", "as_published", "note"),
    Verdict: ("title_en", "title_zh", "note_en", "note_zh"),
}


def check_texts(register: Register) -> None:
    """Add every text that is damaged, and every Chinese name without a Chinese character."""
    for row in _rows(register.tables):
        for column in TEXTS[type(row)]:
            if fault := damage(getattr(row, column)):
                hint = "restore the text from the last version, or type it again; save the file as UTF-8"
                register.say(row, column, "damaged-text", fault, hint)
        if isinstance(row, Entity) and row.label_zh and not _plain(row):
            message = f"the Chinese label {row.label_zh!r} holds no Chinese character"
            hint = "write the Chinese name; a name that is never translated is the same in label_en"
            register.say(row, "label_zh", "not-chinese", message, hint)
        elif isinstance(row, Alias) and row.lang == "zh" and not has_chinese(row.alias):
            message = f"the Chinese name {row.alias!r} holds no Chinese character"
            register.say(row, "alias", "not-chinese", message, "write the Chinese name, or und as the language")


def _plain(entity: Entity) -> bool:
    """Return True for a Chinese label that is Chinese, or a name that is the same in both languages."""
    return has_chinese(entity.label_zh) or unicodedata.normalize("NFKC", entity.label_zh) == entity.label_en


def _rows(tables: Tables) -> Iterable[AnyRow]:
    yield from tables.documents
    yield from tables.entities
    yield from tables.identifiers
    yield from tables.aliases
    yield from tables.not_same
    yield from tables.claims
    yield from tables.verdicts
