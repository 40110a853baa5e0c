"""Node and edge lists as CSV, with the column names that Gephi's spreadsheet import recognises.

Excel and Gephi read the same two files. They begin with a byte order mark: without it Excel on Windows garbles Chinese
names, and Gephi has skipped it since 0.9.3 (older versions miss the first column). A cell that a spreadsheet would
calculate is prefixed with an apostrophe; numbers stay numbers. May not decide what is in the picture.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.drawing.picture import Edge, Node, Picture, Spell
from kg.export.columns import Column, find_columns, written
from kg.export.sound import disjoint_spells, drawable
from kg.export.target import text_file
from kg.values.text import clean, formula_safe, without_bidi, xml_safe

NODE_COLUMNS = ("Id", "Label", "Label zh", "Class", "Role", "X", "Y", "Size", "Start", "End", "Timeset")
EDGE_COLUMNS = (
    *("Id", "Source", "Target", "Type", "Kind", "Label", "Label zh", "Property", "State", "Disputed", "Weight"),
    *("Start", "End", "Timeset"),
)


def write_csv_lists(picture: Picture, folder: str | os.PathLike[str], *, claims: bool = False) -> tuple[Path, Path]:
    """Write `nodes.csv` and `edges.csv` into a folder (created if missing) and return their paths.

    UTF-8 with BOM, commas, LF; y points down, as on a screen. See `sound.drawable` for `claims`. Raises KgError for a
    picture that a reader would drop parts of.
    """
    edges, kinds = drawable(picture, claims)
    node_columns = find_columns(
        ((n.attributes, _own(NODE_COLUMNS, _node(n, ()))) for n in picture.nodes), _ids(NODE_COLUMNS)
    )
    edge_columns = find_columns(
        ((e.attributes, _own(EDGE_COLUMNS, _edge(e, "", ()))) for e in edges), _ids(EDGE_COLUMNS)
    )
    where = Path(folder)
    where.mkdir(parents=True, exist_ok=True)
    nodes_path, edges_path = where / "nodes.csv", where / "edges.csv"
    _write(nodes_path, NODE_COLUMNS, node_columns, (_node(node, node_columns) for node in picture.nodes))
    pairs = zip(edges, kinds, strict=True)
    _write(edges_path, EDGE_COLUMNS, edge_columns, (_edge(edge, kind, edge_columns) for edge, kind in pairs))
    return nodes_path, edges_path


def _ids(names: Sequence[str]) -> list[str]:
    return [name.lower().replace(" ", "_") for name in names]


def _own(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return dict(zip(_ids(names), cells, strict=True))


def _write(path: Path, own: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    with text_file(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*own, *(formula_safe(column.title) for column in columns)])
        writer.writerows(rows)


def _node(node: Node, columns: Sequence[Column]) -> list[str]:
    own = [node.id, clean(node.label), clean(node.label_zh), clean(node.cls), clean(node.role)]
    numbers = [repr(float(number)) for number in (node.x, node.y, node.size)]
    return [*map(_cell, own), *numbers, *_times(node.spells), *_attributes(node, columns)]


def _edge(edge: Edge, kind: str, columns: Sequence[Column]) -> list[str]:
    own = [edge.id, edge.source, edge.target, "Directed", kind, clean(edge.label), clean(edge.label_zh)]
    more = [clean(edge.kind), clean(edge.state), "true" if edge.disputed else "false", repr(float(edge.weight))]
    return [*map(_cell, [*own, *more]), *_times(edge.spells), *_attributes(edge, columns)]


def _cell(text: str) -> str:
    return formula_safe(without_bidi(xml_safe(text)))


def _times(spells: Sequence[Spell]) -> tuple[str, str, str]:
    """Return the first day, the last day, and the intervals in the notation of Gephi's `Timeset` column."""
    times = disjoint_spells(spells)
    if not times:
        return "", "", ""
    inside = "; ".join(f"[{start or '-Infinity'}, {end or 'Infinity'}]" for start, end in times)
    return times[0][0] or "", times[-1][1] or "", f"<{inside}>"


def _attributes(element: Node | Edge, columns: Sequence[Column]) -> list[str]:
    cells = []
    for column in columns:
        value = element.attributes.get(column.key)
        text = None if value is None else written(value, column.type)
        cells.append(formula_safe(clean(text or "")) if column.type in ("string", "liststring") else text or "")
    return cells
