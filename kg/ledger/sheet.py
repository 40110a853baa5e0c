"""Read one CSV file strictly: rows of cells, and every fault of the file at once.

The loader and tidy share it, so that both see the same rows. It does not know what a column means.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.problem import Problem
from kg.values.spelling import did_you_mean

#: Longest cell, in characters.
MOST = 10_000

#: More rows than this that are ragged alike are one problem.
_ALIKE = 3

BOM = b"\xef\xbb\xbf"
TIDY = "run `kg tidy`"

#: The temporary column in which a curator types a phrase, and the columns that tidy makes of it.
ANCHOR = "anchor"
SPAN = ("line", "start", "length", "digest")

# Control characters hide or break text, bidirectional and zero-width ones change how it reads, and U+FFFD shows that an
# earlier conversion lost a character. Line feeds are checked cell by cell.
UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sound rows of a file, each with its line and its cells in the order asked for; and the problems."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: The first cell of every row left out; "*" if it, or the whole file, could not be read.
    left_out: list[str] = field(default_factory=list)


def read_sheet(path: Path, name: str, columns: Sequence[str]) -> Sheet:
    """Read a file that should have these columns; problems call it `name`. Raises OSError only."""
    text, problems = decode(path.read_bytes(), name)
    sheet = Sheet(problems=problems)
    sheet.left_out.append("*")
    if text is None:
        return sheet
    lines = records(text)
    _, first, fault = next(lines, (1, [], "the header is missing"))
    if fault:
        problems.append(Problem("bad-quotes", fault, "correct the header", name, 1))
        return sheet
    order = order_of(first, columns, name, problems)
    if order is None:
        return sheet
    sheet.left_out.clear()
    suspect = UNWANTED.search(text) is not None
    straight = order == list(range(len(first)))
    for row, given, fault in lines:
        cells = given if fault else levelled(given, first)
        faults = _faults(row, cells, fault, first, name, suspect)
        if faults:
            problems.extend(faults)
            if any(cells) or fault:
                sheet.left_out.append("*" if fault or order[0] >= len(cells) else cells[order[0]].strip())
        else:
            sheet.rows.append((row, cells if straight else [cells[place] for place in order]))
    problems[:] = told_once(problems)
    return sheet


def decode(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Return the text with LF line ends and without BOM, or None if it cannot be decoded, and the problems."""
    problems: list[Problem] = []
    if raw.startswith(BOM):
        problems.append(Problem("bom", "the file begins with a byte order mark", TIDY, name, 1))
        raw = raw[len(BOM) :]
    if not raw.strip():
        return None, [*problems, Problem("empty-file", "the file is empty", "write the header, or restore it", name, 1)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8; {_guess(raw)}"
        hint = "save the file again as UTF-8 (in a spreadsheet: 'CSV UTF-8')"
        return None, [*problems, Problem("encoding", message, hint, name, row)]
    if "\r" in text:
        problems.append(
            Problem("crlf", "lines end in CR LF, not LF alone", TIDY, name, text.count("\n", 0, text.index("\r")) + 1)
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def records(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield (first line, cells, fault) of every record of a text with LF line ends; a fault leaves the cells empty.

    Reading continues on the line after a fault, so that one stray quote costs one row.
    """
    lines = [line + "\n" for line in text.removesuffix("\n").split("\n")]
    begin = 0
    while begin < len(lines):
        reader = csv.reader(lines[begin:] if begin else lines, strict=True)
        offset, before = begin, 0
        try:
            for cells in reader:
                yield offset + before + 1, cells, ""
                before = reader.line_num
            return
        except csv.Error as error:
            begin = offset + before + 1
            yield begin, [], str(error)


def _guess(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it looks like UTF-16"
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return "it may be Latin-1"
    # A Latin-1 letter and the ASCII one after it also make a Chinese character, but seldom the next one too.
    return "it looks like GBK" if re.search("[一-鿿]{2}", text) else "it may be Latin-1 or GBK"


def order_of(header: list[str], columns: Sequence[str], name: str, problems: list[Problem]) -> list[int] | None:
    """Return the place of each column in a header, or None if a column is missing or doubled; add the problems."""

    def say(code: str, message: str, hint: str, column: str = "") -> None:
        problems.append(Problem(code, message, hint, name, 1, column))

    if header == list(columns):
        return list(range(len(columns)))
    missing = [column for column in columns if column not in header]
    extra = [column for column in header if column not in columns]
    if missing and len(header) == 1 and re.search("[;\t]", header[0]):
        say("separator", "the cells are separated by semicolons or tabs", "save the file with commas between cells")
        return None
    for column in missing:
        if ANCHOR in extra and column in SPAN:
            continue  # tidy makes it
        say(
            "header-missing",
            f"there is no column {column!r}",
            did_you_mean(column, extra) or "add it, empty if necessary",
            column,
        )
    for column in extra:
        hint = "remove it; remarks belong in 'note'" if column else "remove the empty column"
        if column == ANCHOR:
            hint = "run `kg tidy --sources DIR`, which turns anchors into evidence"
        say("header-extra", f"the column {column!r} has no meaning here", hint, column)
    for column in sorted({column for column in columns if header.count(column) > 1}):
        say("header-twice", f"the column {column!r} appears twice", "remove one", column)
        return None
    if missing:
        return None
    if [column for column in header if column in columns] != list(columns):
        say("header-order", "the columns are in the wrong order", TIDY)
    return [header.index(column) for column in columns]


def levelled(cells: list[str], header: Sequence[str]) -> list[str]:
    """Return a row with an empty cell for the anchor, where that is the last column and the row has no cell for it."""
    return [*cells, ""] if header[-1:] == [ANCHOR] and any(cells) and len(cells) == len(header) - 1 else cells


def ragged(cells: Sequence[str], header: Sequence[str], name: str, row: int) -> Problem:
    """Return the problem of a row that has another number of cells than the header."""
    surplus = len(cells) - len(header)
    if surplus < 0:
        hint = f"write {-surplus} comma{'s' if surplus < -1 else ''} more, where a cell is missing"
    elif not any(map(str.strip, cells[len(header) :])):
        hint = "remove the empty cells at its end"
    else:
        hint = "put cells that hold a comma in double quotes"
    return Problem("ragged-row", f"the row has {len(cells)} cells, the header {len(header)}", hint, name, row)


def told_once(problems: list[Problem]) -> list[Problem]:
    """Return the problems with those of a file whose rows are ragged alike told once: the header is to blame."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code == "ragged-row":
            alike.setdefault((problem.file, problem.message), []).append(problem)
    many = {key: group for key, group in alike.items() if len(group) > _ALIKE}
    kept = [one for one in problems if one.code != "ragged-row" or (one.file, one.message) not in many]
    for (file, message), group in many.items():
        hint = "compare the header with the rows: a column was added to or taken from only one of them"
        first, last = group[0].row, group[-1].row
        told = f"{message.replace('the row has', f'{len(group)} rows (lines {first} to {last}) have')}"
        kept.append(Problem("ragged-row", told, hint, file, 1))
    return kept


def _faults(row: int, cells: list[str], fault: str, header: list[str], name: str, suspect: bool) -> list[Problem]:
    """Return the faults of one record."""
    if fault:
        if "field larger" in fault:
            return [Problem("too-long", f"a cell has more than {MOST} characters", "shorten it", name, row)]
        hint = 'close every quote on its line, and write a quote inside a cell twice ("")'
        return [Problem("bad-quotes", f"the quotes do not match ({fault})", hint, name, row)]
    if len(cells) != len(header):
        if not any(cells):
            return [Problem("blank-line", "the line is blank", TIDY, name, row)]
        return [ragged(cells, header, name, row)]
    if not any(cells):
        return [Problem("blank-line", "every cell of the row is empty", TIDY, name, row)]
    if not suspect and list(map(str.strip, cells)) == cells:
        text = "".join(cells)
        if len(text) <= MOST and "\n" not in text:
            return []  # nearly every row: nothing below could be wrong with it
    faults = []
    for column, cell in zip(header, cells, strict=True):
        if not cell:
            continue
        if len(cell) > MOST:
            message = f"the cell has {len(cell)} characters; at most {MOST} are allowed"
            faults.append(Problem("too-long", message, "shorten it", name, row, column))
        if cell != cell.strip():
            faults.append(Problem("stray-space", "the cell begins or ends with a space", TIDY, name, row, column))
        if "\n" in cell:
            faults.append(Problem("line-break", "the cell holds a line break", TIDY, name, row, column))
        if suspect and (match := UNWANTED.search(cell)):
            if match.group() == "\ufffd":
                message, hint = "a character was lost in a conversion (U+FFFD)", "type the text again; save it as UTF-8"
                faults.append(Problem("damaged-text", message, hint, name, row, column))
                continue
            message = f"the cell holds the invisible character U+{ord(match.group()):04X}"
            faults.append(Problem("control-character", message, "delete it", name, row, column))
    return faults
