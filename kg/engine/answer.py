"""The values of an answer, the same for every engine.

Imports nothing from the package, and no engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class Iri(str):
    """An IRI, told apart from text; a blank node too, written `_:label`."""

    __slots__ = ()


class Text(str):
    """Text with a language tag (lower case, empty for none)."""

    lang: str

    def __new__(cls, text: str, lang: str = "") -> Text:
        """Create a text with its language."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made


Value = Iri | Text | str | int | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: column names, and rows with as many values as there are columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]

    def dicts(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries, which pandas and polars accept."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
