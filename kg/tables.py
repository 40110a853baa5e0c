"""The data folder to typed rows: every file, every cell looked at, all problems at once.

`load` says what is wrong with cells as such. Whether names lead anywhere and fit the ontology is the affair of
`kg.check.tables`; mending is the affair of `kg.tidy`. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg import ids, period
from kg.cells import ENUMS, NEEDED, checks_of, split
from kg.problem import KgError, Problem
from kg.rows import COLUMNS, DEFAULTS, Alias, Claim, Document, Entity, NotSame, Tables, Verdict, file_of
from kg.sheet import nearest, read_sheet

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
        raise KgError(Problem("no-folder", f"there is no folder {str(root)!r}", hint, str(root)))
    root = root.resolve()
    problems: list[Problem] = []
    read: dict[str, list[tuple[int, list[Any]]]] = {}
    left_out: set[tuple[str, str]] = set()
    for table in COLUMNS:
        if table != "claims":
            read[table], skipped = _read(root / f"{table}.csv", f"{root.name}/{table}.csv", table, enums, problems)
            left_out.update((table, cell) for cell in skipped)
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
        rows, skipped = _read(path, name, "claims", enums, problems)
        left_out.update(("claims", f"{stem}/{cell}") for cell in skipped)
        claims.extend(_claim(row, cells, stem, basis.get(stem, "")) for row, cells in rows)
    tables = Tables(
        documents=documents,
        entities=tuple(map(_entity, read["entities"])),
        aliases=tuple(Alias(*[*cells, row]) for row, cells in read["aliases"]),
        not_same=tuple(NotSame(*[*cells, row]) for row, cells in read["not_same"]),
        claims=tuple(claims),
        verdicts=tuple(map(_verdict, read["verdicts"])),
        root=root,
        files=tuple(files),
        left_out=frozenset(left_out),
    )
    return tables, problems


def _csv_files(root: Path, problems: list[Problem]) -> list[Path]:
    """Return the files of claims by name, and say which other tables have no meaning here."""
    known = [f"{table}.csv" for table in COLUMNS if table != "claims"]
    for path in sorted(root.iterdir()):
        if path.suffix.lower() == ".csv" and path.name not in known:
            hint = nearest(path.name, known) or "claims go into the folder 'claims', one file a document"
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
) -> tuple[list[tuple[int, list[Any]]], list[str]]:
    """Return the sound rows of one file, defaults filled in, and the first cell of the others."""
    if not path.is_file():
        problems.append(
            Problem("missing-file", "there is no such file", "restore it, or make it with its header", name)
        )
        return [], ["*"]
    columns = COLUMNS[table]
    try:
        sheet = read_sheet(path, name, columns)
    except OSError as error:
        message = f"the file cannot be read ({error.strerror})"
        problems.append(Problem("unreadable", message, "close it elsewhere, or mend its permissions", name))
        return [], ["*"]
    problems.extend(sheet.problems)
    checks = checks_of(table, enums)
    needed = [(columns.index(column), column) for column in NEEDED[table]]
    defaults = [(place, DEFAULTS[table, column]) for place, column in enumerate(columns) if (table, column) in DEFAULTS]
    sound = []
    for row, cells in sheet.rows:
        before = len(problems)
        for place, column in needed:
            if not cells[place]:
                problems.append(Problem("missing-cell", f"the {column} is missing", "fill it in", name, row, column))
        for place, column, code, check, good in checks:
            cell = cells[place]
            # Most cells repeat; what was found good once is good again.
            if cell and cell not in good:
                try:
                    check(cell)
                except ValueError as error:
                    message, _, hint = str(error).partition("; ")
                    problems.append(Problem(code, message, hint, name, row, column))
                else:
                    good.add(cell)
        if table == "claims" and len(split(cells[_RELATION])) != len(split(cells[_RELATES_TO])):
            message = "relation and relates_to do not list the same number of things"
            hint = "write them in pairs: 'contradicts; fulfils' and '000/10a; 000/15c'"
            problems.append(Problem("unequal-lists", message, hint, name, row, "relates_to"))
        if len(problems) == before:
            for place, default in defaults:
                cells[place] = cells[place] or default
            sound.append((row, cells))
        else:
            sheet.left_out.append(cells[0])
    return sound, sheet.left_out


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


def _document(line: tuple[int, list[Any]]) -> Document:
    row, cells = line
    made = Document(*cells)
    when = period.parse(made.published) if made.published else None
    return Document(*[*cells, when, tuple(split(made.author)), row])


def _entity(line: tuple[int, list[Any]]) -> Entity:
    row, cells = line
    pairs = (pair.partition("=") for pair in split(cells[COLUMNS["entities"].index("identifiers")]))
    return Entity(*[*cells, tuple((scheme.strip(), value.strip()) for scheme, _, value in pairs), row])


def _verdict(line: tuple[int, list[Any]]) -> Verdict:
    row, cells = line
    return Verdict(*[*cells, tuple(split(cells[COLUMNS["verdicts"].index("claims")])), row])


_PERIOD, _BASIS, _RELATION, _RELATES_TO = map(COLUMNS["claims"].index, ("period", "basis", "relation", "relates_to"))
_NUMBERS = [COLUMNS["claims"].index(column) for column in ("line", "start", "length")]
