"""The values of an answer, the same for every engine, and an answer in Python and in a notebook.

Imports no engine; pandas only where somebody asks for a data frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kg.problem import misuse

if TYPE_CHECKING:
    import pandas


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
        return list(self)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def df(self) -> pandas.DataFrame:
        """Return a pandas data frame, each column with the type of its values; KgError where pandas is missing."""
        return _frame(self.columns, self.rows)

    def _repr_html_(self) -> str:
        return _html(self.columns, self.rows)


class Rows(list[dict[str, object]]):
    """The answer to a named question: a list of dictionaries, shown as a table in a notebook."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[object]] = (), *, title: str = "") -> None:
        """Make the dictionaries of the rows; `title` stands above the table."""
        super().__init__(dict(zip(columns, row, strict=True)) for row in rows)
        self.columns = tuple(columns)
        self.title = title

    def df(self) -> pandas.DataFrame:
        """Return a pandas data frame, each column with the type of its values; KgError where pandas is missing."""
        return _frame(self.columns, self._cells())

    def _repr_html_(self) -> str:
        return _html(self.columns, self._cells(), self.title)

    def _cells(self) -> list[tuple[object, ...]]:
        return [tuple(row.get(column) for column in self.columns) for row in self]


Kind = Literal["integer", "number", "boolean", "date", "text"]


def kind_of(values: Iterable[object]) -> Kind:
    """Return what all values of a column are, apart from None: text where they differ or there are none."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int}:
        small = all(-(1 << 63) <= value < 1 << 63 for value in values if isinstance(value, int))
        return "integer" if small else "number"
    if kinds and kinds <= {int, float, Decimal}:
        return "number"
    return "boolean" if kinds == {bool} else "date" if kinds == {date} else "text"


def typed(value: object, kind: Kind) -> object:
    """Return a value as its column has it: a float, a text, or as it is."""
    if value is None:
        return None
    if kind == "number":
        return float(value)  # type: ignore[arg-type]
    if kind == "text":
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def _frame(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as error:
        hint = "pip install 'domestic-gpu-kg[pandas]'; without it, an answer is a list of dictionaries"
        raise misuse("no-pandas", "a data frame needs the package pandas, which is not installed", hint) from error
    types = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
    made = {}
    for n, column in enumerate(columns):
        values = [row[n] for row in rows]
        kind = kind_of(values)
        made[column] = pandas.Series([typed(value, kind) for value in values], dtype=types.get(kind, "object"))
    return pandas.DataFrame(made, columns=list(columns))


def _html(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> str:
    from kg.values.html import table

    return table(columns, rows, title)
