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

from kg.ledger.cells import NEEDED, ColumnCheck, checks_of, split
from kg.ledger.rows import COLUMNS, DEFAULTS, Alias, AnyRow, Claim, Document, Entity, NotSame, Tables, Verdict
from kg.ledger.sheet import Sheet, read_sheet
from kg.problem import Problem, misuse
from kg.values import ids, period
from kg.values.spelling import did_you_mean

_Made = TypeVar("_Made", bound=AnyRow)
#: Two columns that list things in pairs: one says nothing without the other.
_PAIR = frozenset(("relation", "relates_to"))
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its line, its cells by column (bad ones emptied, defaults filled in), and the columns of bad cells."""

    line: int
    cells: dict[str, str]
    bad: frozenset[str]


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
    """Return a file as problems name it: `data/claims/001.csv`."""
    return f"{loading.root.name}/{path.relative_to(loading.root).as_posix()}"


def _table(
    loading: _Loading, path: Path, table: str, make: Callable[[_Row], _Made], prefix: str = ""
) -> tuple[_Made, ...]:
    """Return the sound rows of one file; `prefix` makes whole ids of its first cells."""
    name = _name(loading, path)
    sheet = _sheet(path, name, table)
    loading.problems.extend(sheet.problems)
    loading.left_out.update((table, prefix + cell) for cell in sheet.left_out)
    checks = checks_of(table)
    defaults = {column: default for (of, column), default in DEFAULTS.items() if of == table}
    columns = COLUMNS[table]
    sound = []
    for line, cells in sheet.rows:
        by_column = dict(zip(columns, cells, strict=True))
        faults = _faults(table, by_column, checks, name, line)
        row = _row(line, by_column, faults, defaults)
        if not faults:
            sound.append(make(row))
            continue
        loading.problems.extend(faults)
        loading.left_out.add((table, prefix + cells[0]))
        loading.unsound.append((make(row), row.bad))
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


def _faults(table: str, cells: dict[str, str], checks: Sequence[ColumnCheck], name: str, line: int) -> list[Problem]:
    """Return what is wrong with the cells of one row."""
    faults = [
        Problem("missing-cell", f"the {column} is missing", "fill it in", name, line, column)
        for column in NEEDED[table]
        if not cells[column]
    ]
    for check in checks:
        cell = cells[check.column]
        # Most cells repeat; what was found good once is good again.
        if not cell or cell in check.good:
            continue
        try:
            check.check(cell)
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            faults.append(Problem(check.code, message, hint, name, line, check.column))
        else:
            check.good.add(cell)
    pair = (cells["relation"], cells["relates_to"]) if table == "claims" else ("", "")
    if any(pair) and len(split(pair[0])) != len(split(pair[1])):
        message = "relation and relates_to do not list the same number of things"
        hint = "write them in pairs: 'contradicts; fulfils' and '000/10a; 000/15c'"
        faults.append(Problem("unequal-lists", message, hint, name, line, "relates_to"))
    return faults


def _row(line: int, cells: dict[str, str], faults: Sequence[Problem], defaults: Mapping[str, str]) -> _Row:
    """Return the row with bad cells emptied and defaults filled in."""
    bad = _NONE
    if faults:
        bad = frozenset(fault.column for fault in faults)
        if bad & _PAIR:
            bad |= _PAIR
        cells |= dict.fromkeys(bad, "")
    for column, default in defaults.items():
        if not cells[column]:
            cells[column] = default
    return _Row(line, cells, bad)


def _claim(row: _Row, document: str, basis: str) -> Claim:
    cells: dict[str, Any] = row.cells
    cells["basis"] = cells["basis"] or basis
    for column in ("line", "start", "length"):
        cells[column] = int(cells[column]) if cells[column] else None
    related: tuple[tuple[str, str], ...] = ()
    if cells["relation"]:
        others = (other if "/" in other else f"{document}/{other}" for other in split(cells["relates_to"]))
        related = tuple(zip(split(cells["relation"]), others, strict=True))
    when = period.parse(cells["period"]) if cells["period"] else None
    return Claim(**cells, document=document, when=when, related=related, row=row.line)


def _document(row: _Row) -> Document:
    published = row.cells["published"]
    when = period.parse(published) if published else None
    return Document(**row.cells, when=when, authors=tuple(split(row.cells["author"])), row=row.line)


def _entity(row: _Row) -> Entity:
    cells = {"cls" if column == "class" else column: cell for column, cell in row.cells.items()}
    pairs = (pair.partition("=") for pair in split(cells["identifiers"]))
    return Entity(**cells, pairs=tuple((scheme.strip(), value.strip()) for scheme, _, value in pairs), row=row.line)


def _alias(row: _Row) -> Alias:
    return Alias(**row.cells, row=row.line)


def _not_same(row: _Row) -> NotSame:
    return NotSame(**row.cells, row=row.line)


def _verdict(row: _Row) -> Verdict:
    return Verdict(**row.cells, members=tuple(split(row.cells["claims"])), row=row.line)
