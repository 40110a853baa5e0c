"""Load the data folder: every file to typed rows, every cell checked by itself, all problems at once.

`kg.check.tables` checks that names lead somewhere and fit the ontology; `kg.ledger.tidy` fixes files. Nothing here
writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kg.ledger.cells import NEEDED, checks_of, split
from kg.ledger.rows import (
    COLUMNS,
    DEFAULTS,
    Alias,
    AnyRow,
    Claim,
    Document,
    Entity,
    Identifier,
    NotSame,
    Tables,
    Verdict,
)
from kg.ledger.sheet import Sheet, read_sheet
from kg.problem import Problem, misuse
from kg.values import ids, period
from kg.values.spelling import did_you_mean

_Made = TypeVar("_Made", bound=AnyRow)
#: Two columns that list things in pairs: one says nothing without the other.
_PAIR = frozenset(("relation", "relates_to"))
#: One row's cells by column: bad ones emptied, defaults filled in.
_Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Loading:
    """What loading gathers beside the sound rows; see `Tables`."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    unsound: list[tuple[AnyRow, frozenset[str]]] = field(default_factory=list)


def load(root: Path) -> tuple[Tables, list[Problem]]:
    """Read every table of a data folder; return the sound rows, and every problem in order of file and line.

    A row with a problem is left out and the rest is still read. Raises KgError only if there is no folder.
    """
    if not root.is_dir():
        hint = "give the folder that holds documents.csv, or set KG_DATA to it"
        raise misuse("no-folder", f"there is no folder {str(root)!r}", hint, str(root))
    root = root.resolve()
    loading = _Loading(root)
    documents = _table(loading, root / "documents.csv", "documents", _document)
    entities = _table(loading, root / "entities.csv", "entities", _entity)
    identifiers = _table(loading, root / "identifiers.csv", "identifiers", _identifier)
    aliases = _table(loading, root / "aliases.csv", "aliases", _alias)
    not_same = _table(loading, root / "not_same.csv", "not_same", _not_same)
    verdicts = _table(loading, root / "verdicts.csv", "verdicts", _verdict)
    files = _claim_files(loading)
    basis = {document.id: document.basis for document in documents}
    claims: list[Claim] = []
    for path in files:
        make = partial(_claim, document=path.stem, basis=basis.get(path.stem, ""))
        claims += _table(loading, path, "claims", make, f"{path.stem}/")
    tables = Tables(
        documents=documents,
        entities=entities,
        identifiers=identifiers,
        aliases=aliases,
        not_same=not_same,
        claims=tuple(claims),
        verdicts=verdicts,
        root=root,
        files=tuple(path.stem for path in files),
        left_out=frozenset(loading.left_out),
        unsound=tuple(loading.unsound),
    )
    return tables, loading.problems


def _claim_files(loading: _Loading) -> list[Path]:
    """Return the files of claims by name, and report files that are not a table."""
    root, problems = loading.root, loading.problems
    known = [f"{table}.csv" for table in COLUMNS if table != "claims"]
    for path in sorted(root.iterdir()):
        if path.suffix.lower() == ".csv" and path.name not in known:
            hint = did_you_mean(path.name, known) or "claims go into the folder 'claims', one file a document"
            problems.append(Problem("unknown-file", "no table has this name", hint, _name(loading, path)))
    folder = root / "claims"
    if not folder.is_dir():
        problems.append(Problem("missing-file", "there is no folder of claims", "make it", _name(loading, folder)))
        return []
    files = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            try:
                ids.check_id("document", path.stem)
                files.append(path)
            except ValueError as error:
                message = f"the file is not named after a document: {error}"
                problems.append(Problem("bad-id", message, "rename it", _name(loading, path)))
        elif path.suffix.lower() == ".csv":
            hint = f"rename it {path.stem}.csv"
            problems.append(Problem("unknown-file", "the suffix is not .csv", hint, _name(loading, path)))
    return files


def _name(loading: _Loading, path: Path) -> str:
    """Return a file as problems name it: `data/claims/d001.csv`."""
    return f"{loading.root.name}/{path.relative_to(loading.root).as_posix()}"


def _table(
    loading: _Loading, path: Path, table: str, make: Callable[[_Cells, int], _Made], prefix: str = ""
) -> tuple[_Made, ...]:
    """Return the sound rows of one file; `prefix` makes whole ids of its first cells."""
    name = _name(loading, path)
    sheet = _sheet(path, name, table)
    loading.problems.extend(sheet.problems)
    loading.left_out.update((table, prefix + cell) for cell in sheet.left_out)
    defaults = {column: default for (of, column), default in DEFAULTS.items() if of == table}
    rows = [(line, dict(zip(COLUMNS[table], cells, strict=True))) for line, cells in sheet.rows]
    wrong = _wrong_cells(table, [cells for _, cells in rows])
    sound = []
    for line, cells in rows:
        faults = _faults(cells, wrong, name, line)
        first = cells[COLUMNS[table][0]]
        bad = _emptied(cells, faults) if faults else None
        for column, default in defaults.items():
            if not cells[column]:
                cells[column] = default
        if bad is None:
            sound.append(make(cells, line))
            continue
        loading.problems.extend(faults)
        loading.left_out.add((table, prefix + first))
        loading.unsound.append((make(cells, line), bad))
    return tuple(sound)


def _sheet(path: Path, name: str, table: str) -> Sheet:
    """Return the rows of one file; nothing but a problem where it cannot be read."""
    if not path.is_file():
        problem = Problem("missing-file", "there is no such file", "restore it, or make it with its header", name)
        return Sheet(problems=[problem], left_out=["*"])
    try:
        return read_sheet(path, name, COLUMNS[table])
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        problem = Problem("unreadable", message, "close it elsewhere, or fix its permissions", name)
        return Sheet(problems=[problem], left_out=["*"])


def _wrong_cells(table: str, rows: Sequence[_Cells]) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    """Return (column, code, {cell: (message, hint)}) of columns with wrong cells; each different cell is read once."""
    wrong = [(column, "missing-cell", {"": (f"the {column} is missing", "fill it in")}) for column in NEEDED[table]]
    for column, code, check in checks_of(table):
        said = {}
        for cell in {cells[column] for cells in rows} - {""}:
            try:
                check(cell)
            except ValueError as error:
                message, _, hint = str(error).partition("; ")
                said[cell] = (message, hint)
        if said:
            wrong.append((column, code, said))
    return wrong


def _faults(
    cells: _Cells, wrong: Sequence[tuple[str, str, Mapping[str, tuple[str, str]]]], name: str, line: int
) -> list[Problem]:
    """Return what is wrong with the cells of one row, given the wrong cells of its file."""
    faults = [
        Problem(code, *said[cells[column]], name, line, column) for column, code, said in wrong if cells[column] in said
    ]
    kinds, others = cells.get("relation", ""), cells.get("relates_to", "")
    if kinds != others and len(split(kinds)) != len(split(others)):
        message = "relation and relates_to do not list the same number of things"
        hint = "write them in pairs: 'contradicts; fulfils' and 'd000/10a; d000/15c'"
        faults.append(Problem("unequal-lists", message, hint, name, line, "relates_to"))
    return faults


def _emptied(cells: _Cells, faults: Sequence[Problem]) -> frozenset[str]:
    """Empty the bad cells of a row; return their columns."""
    bad = frozenset(fault.column for fault in faults)
    if bad & _PAIR:
        bad |= _PAIR
    cells |= dict.fromkeys(bad, "")
    return bad


def _claim(cells: _Cells, row: int, document: str, basis: str) -> Claim:
    cells["basis"] = cells["basis"] or basis
    for column in ("line", "start", "length"):
        cells[column] = int(cells[column]) if cells[column] else None
    related: tuple[tuple[str, str], ...] = ()
    if cells["relation"]:
        others = (other if "/" in other else f"{document}/{other}" for other in split(cells["relates_to"]))
        related = tuple(zip(split(cells["relation"]), others, strict=True))
    when = period.parse(cells["period"]) if cells["period"] else None
    return Claim(**cells, document=document, when=when, related=related, row=row)


def _document(cells: _Cells, row: int) -> Document:
    published = cells["published"]
    when = period.parse(published) if published else None
    return Document(
        **cells, when=when, authors=tuple(split(cells["author"])), former=tuple(split(cells["former_ids"])), row=row
    )


def _entity(cells: _Cells, row: int) -> Entity:
    cls = cells.pop("class")
    return Entity(**cells, cls=cls, row=row)


def _identifier(cells: _Cells, row: int) -> Identifier:
    return Identifier(**cells, row=row)


def _alias(cells: _Cells, row: int) -> Alias:
    return Alias(**cells, row=row)


def _not_same(cells: _Cells, row: int) -> NotSame:
    return NotSame(**cells, row=row)


def _verdict(cells: _Cells, row: int) -> Verdict:
    return Verdict(**cells, members=tuple(split(cells["claims"])), row=row)
