"""The canonical form of the tables: one spelling and one order, so that a change in the data is a change of meaning.

Tidying fixes what needs no judgement (BOM, line ends, order of columns and rows, stray spaces, spelling of quantities
and periods) and turns anchors into evidence. It loses nothing: what it does not understand is a Problem, and the file
stays as it is. It knows the columns, not the ontology.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.ledger import evidence
from kg.ledger.cells import split
from kg.ledger.rows import COLUMNS, DEFAULTS
from kg.ledger.sheet import ANCHOR, SPAN, decode, levelled, order_of, ragged, records, told_once
from kg.problem import KgError, Problem, misuse
from kg.values import period, printed, quantity

_LISTS = {
    ("documents", "author"),
    ("documents", "former_ids"),
    ("claims", "relation"),
    ("claims", "relates_to"),
    ("verdicts", "claims"),
}
_BREAKS = re.compile(r"\s*[\t\n\v\f\r]\s*")

Row = dict[str, str]


def tidy(root: Path, sources: Path | None = None, write: bool = True) -> tuple[list[Path], list[Problem]]:
    """Bring every table into canonical form; return the files that changed, and the problems that stopped others.

    With `sources`, a folder of documents, the column `anchor` of claims becomes line, start, length and digest, and an
    empty `sha256` of a document whose text is there is filled in. Without `write` nothing is written and the files that
    would change are returned. Each file is replaced in one step or stays as it is. Raises KgError only if there is no
    folder.
    """
    if not root.is_dir():
        hint = "give the folder that holds documents.csv, or set KG_DATA to it"
        raise misuse("no-folder", f"there is no folder {str(root)!r}", hint, str(root))
    root = root.resolve()
    changed: list[Path] = []
    problems: list[Problem] = []
    tables = [(root / f"{table}.csv", table) for table in COLUMNS if table != "claims"]
    tables += [(path, "claims") for path in sorted((root / "claims").glob("*.csv"))]
    former: dict[str, list[str]] = {}
    for path, table in tables:
        if not path.is_file():
            continue  # the loader reports missing files
        name = path.relative_to(root.parent).as_posix()
        try:
            before = path.read_bytes()
            after, faults = tidied(before, table, name, sources, former)
            problems += faults
            if after is not None and after != before:
                if write:
                    _replace(path, after)
                changed.append(path)
        except OSError as error:
            message = f"the file cannot be read or written ({error.strerror})"
            problems.append(Problem("unwritable", message, "close it elsewhere, or fix its permissions", name))
    return changed, problems


def tidied(
    raw: bytes, table: str, name: str, sources: Path | None = None, former: dict[str, list[str]] | None = None
) -> tuple[bytes | None, list[Problem]]:
    """Return the canonical bytes of one table's file, or None and the problems that prevent it.

    For `claims` the stem of the file is the document's id. `former` holds the former ids of documents, by which their
    texts may be named; the table of documents fills it.
    """
    former = {} if former is None else former
    text, faults = decode(raw, name)
    if text is None:
        return None, [fault for fault in faults if fault.code != "bom"]
    document = Path(name).stem
    rows, anchored, problems = _rows(text, table, name)
    if problems:
        return None, problems
    for line, row in rows:
        if anchored and row[ANCHOR]:
            problems += _anchor(row, line, name, sources, (document, *former.get(document, ())))
        if table == "documents":
            former[row["id"]] = split(row["former_ids"])
        if table == "documents" and sources and row["id"] and not row["sha256"]:
            problems += _sign(row, line, name, sources, (row["id"], *former[row["id"]]))
        _spell(row, table, document)
    if problems:
        return None, problems
    ordered = sorted((row for _, row in rows), key=_ORDER[table])
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[table])
    writer.writerows([row[column] for column in COLUMNS[table]] for row in ordered)
    return out.getvalue().encode(), []


def _rows(text: str, table: str, name: str) -> tuple[list[tuple[int, Row]], bool, list[Problem]]:
    """Return the rows with their lines, whether there are anchors, and the problems that prevent tidying."""
    problems: list[Problem] = []
    lines = list(records(text))
    for line, _, fault in lines:
        if fault:
            hint = 'close every quote on its line, and write a quote inside a cell twice ("")'
            problems.append(Problem("bad-quotes", f"the quotes do not match ({fault})", hint, name, line))
    header = [_clean(cell) for cell in lines[0][1]]
    anchored = table == "claims" and ANCHOR in header
    columns = list(COLUMNS[table])
    made: dict[str, str] = {}
    if anchored:
        # A file with anchors need not have the columns that are made of them.
        made = {column: "" for column in SPAN if column not in header}
        columns = [column for column in (*columns, ANCHOR) if column not in made]
    if not problems:
        order_of(header, columns, name, problems)
        problems = [problem for problem in problems if problem.code != "header-order"]
    rows: list[tuple[int, Row]] = []
    if problems:
        return rows, anchored, problems
    for line, given, _ in lines[1:]:
        cells = levelled(given, header)
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(header):
            problems.append(ragged(cells, header, name, line))
            continue
        rows.append((line, made | dict(zip(header, map(_clean, cells), strict=True))))
    return rows, anchored, told_once(problems)


def _clean(cell: str) -> str:
    cell = cell.strip()
    return _BREAKS.sub(" ", cell) if _BREAKS.search(cell) else cell


def _spell(row: Row, table: str, document: str) -> None:
    """Give every cell of a row its canonical spelling; the loader reports what cannot be read."""
    for column, cell in row.items():
        if cell and (table, column) in _LISTS:
            row[column] = "; ".join(split(cell))
    if table == "documents":
        row["published"] = _canonical(period.canonical, row["published"])
    if table != "claims":
        return
    for column in ("period", "said_on"):
        row[column] = _canonical(period.canonical, row[column])
    if row["unit"]:
        # Only a value with a unit is surely a quantity: the text 007 is not the number 7.
        row["value"] = _quantity(row)
    elif row["value"] in ("TRUE", "FALSE"):  # what a spreadsheet makes of true and false
        row["value"] = row["value"].lower()
    row["relates_to"] = "; ".join(other.removeprefix(f"{document}/") for other in split(row["relates_to"]))
    for (_, column), default in DEFAULTS.items():
        if row.get(column) == default:
            row[column] = ""


def _quantity(row: Row) -> str:
    """Return a quantity's canonical spelling, with the printed digits where a spreadsheet has rewritten it."""
    value = row["value"]
    if not printed.excused(row["note"]) & {"value", "digits"}:
        value = printed.restored(value, row["as_published"], row["unit"])
    # Digits that a spreadsheet has cut off, and that nothing here restores, are for the curator.
    return value if printed.is_cut(value) else _canonical(quantity.canonical, value)


def _canonical(spell: Callable[[str], str], cell: str) -> str:
    try:
        return spell(cell) if cell else cell
    except ValueError:
        return cell


def _anchor(row: Row, line: int, name: str, sources: Path | None, ids: Sequence[str]) -> list[Problem]:
    """Turn a row's anchor into its evidence, or return the reasons why not."""
    if sources is None:
        message, hint = "an anchor needs the document", "run `kg tidy --sources DIR`, DIR the folder of the documents"
        return [Problem("anchor", message, hint, name, line, ANCHOR)]
    try:
        near = int(row["line"]) if row["line"] else None
    except ValueError:
        return [Problem("bad-number", f"{row['line']!r} is not a line number", "write a number", name, line, "line")]
    try:
        span = evidence.anchor_span(evidence.read_source(sources, *ids), row[ANCHOR], near)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        return [Problem("anchor", message, hint, name, line, ANCHOR)]
    except KgError as error:
        return [Problem(one.code, one.message, one.hint, name, line, ANCHOR) for one in error.problems]
    row.update(line=str(span.line), start=str(span.start), length=str(span.length), digest=span.digest)
    return []


def _sign(row: Row, line: int, name: str, sources: Path, ids: Sequence[str]) -> list[Problem]:
    """Fill in the checksum of a document whose text is there, or return the reasons why not."""
    try:
        row["sha256"] = evidence.checksum(sources, *ids)
    except KgError as error:
        # Nobody has the text of every document.
        faults = [one for one in error.problems if one.code != "no-source"]
        return [Problem(one.code, one.message, one.hint, name, line, "sha256") for one in faults]
    return []


def _natural(text: str) -> tuple[Any, ...]:
    """Return a key by which 9a stands before 10a."""
    parts = re.split("([0-9]+)", text)
    # A number compares by its length and then as text, which needs no int() of however many digits.
    return tuple((len(part.lstrip("0")), part.lstrip("0"), part) if at % 2 else part for at, part in enumerate(parts))


def _place(row: Row) -> tuple[Any, ...]:
    """Return a sort key by place in the document; claims without a line (excerpts, derived) come last."""
    return (*((not row[column], _natural(row[column])) for column in ("line", "start")), _natural(row["id"]))


# Sorting is stable: the names of one entity keep their order, which numbers them.
_ORDER: dict[str, Callable[[Row], Any]] = {
    "documents": lambda row: row["id"],
    "entities": lambda row: row["id"],
    "identifiers": lambda row: (row["entity"], row["scheme"], row["value"]),
    "aliases": lambda row: row["entity"],
    "not_same": lambda row: (row["a"], row["b"]),
    "claims": _place,
    "verdicts": lambda row: _natural(row["id"]),
}


def _replace(path: Path, raw: bytes) -> None:
    """Replace the file in one step, so that no reader ever sees half of it."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
