"""The attributes of nodes and edges as columns: a readable ASCII id, a title, one type a column.

GEXF and GraphML declare their columns before the first node, so the whole picture is read once to find them. May not
know any format beyond the names that programs reserve.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.drawing.picture import Attribute
from kg.values.text import clean, without_bidi, xml_safe

ColumnType = Literal["string", "boolean", "long", "double", "liststring"]

#: Names that Gephi, Gephi Lite, networkx, igraph or Cytoscape use themselves; a column of that name overwrites theirs.
RESERVED = frozenset(
    [
        *("label", "id", "color", "size", "x", "y", "z", "weight", "kind", "type", "source", "target", "start", "end"),
        *("timeset", "interval", "spells", "timestamp", "pid", "shape", "thickness", "key", "name", "suid"),
        *("interaction", "degree", "for", "value", "self"),
    ]
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` in the picture's attributes, `id` for files (ASCII), `title` for people."""

    key: str
    id: str
    title: str
    type: ColumnType


def find_columns(
    elements: Iterable[tuple[Mapping[str, Attribute], Mapping[str, str]]], taken: Iterable[str] = ()
) -> tuple[Column, ...]:
    """Return the columns of all these attributes, sorted by key.

    Each element is its attributes and what the exporter writes of it itself (column id to text); an attribute that only
    repeats the latter gets no column. `taken` are the column ids that the exporter uses.
    """
    types: dict[str, ColumnType] = {}
    says_more: set[str] = set()
    plain: dict[str, type] = {}  # what a column has held so far, where its type follows from the class alone
    for attributes, own in elements:
        for key, value in attributes.items():
            if plain.get(key) is value.__class__:
                continue
            found = _type_of(value)
            types[key] = found if key not in types else _wider(types[key], found)
            if key not in says_more and own.get(_ascii_id(key)) != (written(value, found) or ""):
                says_more.add(key)
            if key in says_more and found != "long":
                plain[key] = value.__class__
    used = {id_.lower() for id_ in taken} | RESERVED
    made: list[Column] = []
    for key in sorted(says_more):
        id_ = _unused(_ascii_id(key), used)
        title = clean(key)
        shown = title if title and title.lower() not in used - {id_} else id_
        used |= {id_, shown.lower()}
        made.append(Column(key, id_, shown, types[key]))
    return tuple(made)


def _type_of(value: Attribute) -> ColumnType:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if -(2**63) <= value < 2**63 else "double"
    if isinstance(value, float):
        return "double"
    return "liststring" if isinstance(value, tuple) else "string"


def _wider(one: ColumnType, other: ColumnType) -> ColumnType:
    if one == other:
        return one
    if {one, other} == {"long", "double"}:
        return "double"
    return "liststring" if "liststring" in (one, other) else "string"


@cache
def _ascii_id(key: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    id_ = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    return id_ if id_ and not id_[0].isdigit() else f"attribute_{id_}".rstrip("_")


def _unused(id_: str, used: set[str]) -> str:
    wanted = f"{id_}_attribute" if id_ in RESERVED else id_
    number, free = 1, wanted
    while free in used:
        number += 1
        free = f"{wanted}_{number}"
    return free


def values(attributes: Mapping[str, Attribute], columns: Iterable[Column]) -> list[tuple[str, str]]:
    """Return the column ids and the texts of one element's attributes, without those that have nothing to write."""
    pairs = ((column, attributes.get(column.key)) for column in columns)
    texts = ((column.id, None if value is None else written(value, column.type)) for column, value in pairs)
    return [(id_, text) for id_, text in texts if text is not None]


def written(value: Attribute, type_: ColumnType) -> str | None:
    """Return a value as the text of its column's type, or None where there is nothing to write (empty, not finite).

    Lists are JSON, `["a","b, c"]`, which Gephi and graphology both read; their items are one line each, because Gephi
    knows no escape for a line end.
    """
    if type_ == "liststring":
        items = value if isinstance(value, tuple) else (_scalar(value),)
        shown = [clean(item) for item in items if item]
        return json.dumps(shown, ensure_ascii=False, separators=(",", ":")) if shown else None
    if type_ == "double" and isinstance(value, (int, float)):
        number = float(value) if abs(value) < 1.7e308 else math.inf
        return repr(number) if math.isfinite(number) else None
    return _scalar(value)


def _scalar(value: Attribute) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, tuple):
        return "; ".join(clean(item) for item in value) or None
    return without_bidi(xml_safe(value)) or None if isinstance(value, str) else str(value)
