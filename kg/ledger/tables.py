"""The data folder to typed rows: every file, every cell looked at, all problems at once.

`load` says what is wrong with cells as such. Whether names lead anywhere and fit the ontology is the affair of
`kg.check.tables`; mending is the affair of `kg.ledger.tidy`. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.ledger.cells import ENUMS, NEEDED, checks_of, split
from kg.ledger.rows import COLUMNS, DEFAULTS, Alias, AnyRow, Claim, Document, Entity, NotSame, Tables, Verdict, file_of
from kg.ledger.sheet import read_sheet
from kg.problem import Problem, misuse
from kg.values import ids, period
from kg.values.spelling import did_you_mean

#: The number of a line and its cells.
_Line = tuple[int, list[Any]]

__all__ = [
    "COLUMNS",
    "DEFAULTS",
    "ENUMS",
    "Alias",
    "Claim",
    "Document",
    "Entity",
    "NotSame",
    "Tables",
    "Verdict",
    "file_of",
    "load",
]


def load(root: Path, enums: Mapping[str, tuple[str, ...]] = ENUMS) -> tuple[Tables, list[Problem]]:
    """Read every table of a data folder; return the sound rows, and every problem in order of file and line.

    A row with a problem is left out, the rest is read all the same. Raises KgError only where there is no folder.
    """
    if not root.is_dir():
        hint = "give the folder that holds documents.csv, or set KG_DATA to it"
        raise misuse("no-folder", f"there is no folder {str(root)!r}", hint, str(root))
    root = root.resolve()
    problems: list[Problem] = []
    read: dict[str, list[_Line]] = {}
    left_out: set[tuple[str, str]] = set()
    unsound: list[tuple[AnyRow, frozenset[str]]] = []
    for table in COLUMNS:
        if table != "claims":
            read[table], broken, skipped = _read(
                root / f"{table}.csv", f"{root.name}/{table}.csv", table, enums, problems
            )
            left_out.update((table, cell) for cell in skipped)
            unsound.extend((_MAKE[table]((row, cells)), columns) for row, cells, columns in broken)
    documents = tuple(map(_document, read["documents"]))
    basis = {document.id: document.basis for document in documents}
    claims: list[Claim] = []
    files = []
    for path in _csv_files(root, problems):
        name, stem = f"{root.name}/claims/{path.name}", path.stem
        try:
            ids.check_id("document", stem)
        except ValueError as error:
            problems.append(Problem("bad-id", f"the file is not named after a document: {error}", "rename it", name))
            continue
        files.append(stem)
        rows, broken, skipped = _read(path, name, "claims", enums, problems)
        left_out.update(("claims", f"{stem}/{cell}") for cell in skipped)
        unsound.extend((_claim(row, cells, stem, basis.get(stem, "")), columns) for row, cells, columns in broken)
        claims.extend(_claim(row, cells, stem, basis.get(stem, "")) for row, cells in rows)
    tables = Tables(
        documents=documents,
        entities=tuple(map(_entity, read["entities"])),
        aliases=tuple(map(_alias, read["aliases"])),
        not_same=tuple(map(_not_same, read["not_same"])),
        claims=tuple(claims),
        verdicts=tuple(map(_verdict, read["verdicts"])),
        root=root,
        files=tuple(files),
        left_out=frozenset(left_out),
        unsound=tuple(unsound),
    )
    return tables, problems


def _csv_files(root: Path, problems: list[Problem]) -> list[Path]:
    """Return the files of claims by name, and say which other tables have no meaning here."""
    known = [f"{table}.csv" for table in COLUMNS if table != "claims"]
    for path in sorted(root.iterdir()):
        if path.suffix.lower() == ".csv" and path.name not in known:
            hint = did_you_mean(path.name, known) or "claims go into the folder 'claims', one file a document"
            problems.append(Problem("unknown-file", "no table has this name", hint, f"{root.name}/{path.name}"))
    folder = root / "claims"
    if not folder.is_dir():
        problems.append(Problem("missing-file", "there is no folder of claims", "make it", f"{root.name}/claims"))
        return []
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            found.append(path)
        elif path.suffix.lower() == ".csv":
            hint = f"rename it {path.stem}.csv"
            problems.append(Problem("unknown-file", "the suffix is not .csv", hint, f"{root.name}/claims/{path.name}"))
    return found


def _read(
    path: Path, name: str, table: str, enums: Mapping[str, tuple[str, ...]], problems: list[Problem]
) -> tuple[list[_Line], list[tuple[int, list[Any], frozenset[str]]], list[str]]:
    """Return the sound rows of one file, defaults filled in; the others with their bad cells emptied, and which.

    Last comes the first cell of every row that is left out, also of those that have no cells to look at.
    """
    if not path.is_file():
        problems.append(
            Problem("missing-file", "there is no such file", "restore it, or make it with its header", name)
        )
        return [], [], ["*"]
    columns = COLUMNS[table]
    try:
        sheet = read_sheet(path, name, columns)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        problems.append(Problem("unreadable", message, "close it elsewhere, or mend its permissions", name))
        return [], [], ["*"]
    problems.extend(sheet.problems)
    checks = checks_of(table, enums)
    needed = [(columns.index(column), column) for column in NEEDED[table]]
    defaults = [(place, DEFAULTS[table, column]) for place, column in enumerate(columns) if (table, column) in DEFAULTS]
    sound, broken = [], []
    for row, cells in sheet.rows:
        bad: set[str] = set()
        for place, column in needed:
            if not cells[place]:
                problems.append(Problem("missing-cell", f"the {column} is missing", "fill it in", name, row, column))
                bad.add(column)
        for place, column, code, check, good in checks:
            cell = cells[place]
            # Most cells repeat; what was found good once is good again.
            if cell and cell not in good:
                try:
                    check(cell)
                except ValueError as error:
                    message, _, hint = str(error).partition("; ")
                    problems.append(Problem(code, message, hint, name, row, column))
                    bad.add(column)
                else:
                    good.add(cell)
        if table == "claims" and len(split(cells[_RELATION])) != len(split(cells[_RELATES_TO])):
            message = "relation and relates_to do not list the same number of things"
            hint = "write them in pairs: 'contradicts; fulfils' and '000/10a; 000/15c'"
            problems.append(Problem("unequal-lists", message, hint, name, row, "relates_to"))
            bad.update(("relation", "relates_to"))
        if bad:
            sheet.left_out.append(cells[0])
            if bad & {"relation", "relates_to"}:
                bad.update(("relation", "relates_to"))  # one without the other says nothing
            cells = ["" if column in bad else cell for column, cell in zip(columns, cells, strict=True)]
        for place, default in defaults:
            cells[place] = cells[place] or default
        if bad:
            broken.append((row, cells, frozenset(bad)))
        else:
            sound.append((row, cells))
    return sound, broken, sheet.left_out


def _claim(row: int, cells: list[Any], document: str, basis: str) -> Claim:
    if not cells[_BASIS]:
        cells[_BASIS] = basis
    for place in _NUMBERS:
        cells[place] = int(cells[place]) if cells[place] else None
    when = period.parse(cells[_PERIOD]) if cells[_PERIOD] else None
    related: tuple[tuple[str, str], ...] = ()
    if cells[_RELATION]:
        others = (other if "/" in other else f"{document}/{other}" for other in split(cells[_RELATES_TO]))
        related = tuple(zip(split(cells[_RELATION]), others, strict=True))
    return Claim(*[document, *cells, when, related, row])


def _document(line: _Line) -> Document:
    row, cells = line
    made = Document(*cells)
    when = period.parse(made.published) if made.published else None
    return Document(*[*cells, when, tuple(split(made.author)), row])


def _entity(line: _Line) -> Entity:
    row, cells = line
    pairs = (pair.partition("=") for pair in split(cells[COLUMNS["entities"].index("identifiers")]))
    return Entity(*[*cells, tuple((scheme.strip(), value.strip()) for scheme, _, value in pairs), row])


def _alias(line: _Line) -> Alias:
    row, cells = line
    return Alias(*[*cells, row])


def _not_same(line: _Line) -> NotSame:
    row, cells = line
    return NotSame(*[*cells, row])


def _verdict(line: _Line) -> Verdict:
    row, cells = line
    return Verdict(*[*cells, tuple(split(cells[COLUMNS["verdicts"].index("claims")])), row])


_MAKE: dict[str, Callable[[_Line], AnyRow]] = {
    "documents": _document,
    "entities": _entity,
    "aliases": _alias,
    "not_same": _not_same,
    "verdicts": _verdict,
}

_PERIOD, _BASIS, _RELATION, _RELATES_TO = map(COLUMNS["claims"].index, ("period", "basis", "relation", "relates_to"))
_NUMBERS = [COLUMNS["claims"].index(column) for column in ("line", "start", "length")]
