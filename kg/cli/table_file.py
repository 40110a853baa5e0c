"""A table as a file for spreadsheets and programs; its suffix is its format.

CSV begins with a byte order mark, without which Excel garbles Chinese. The file appears only when it is complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.problem import misuse
from kg.values.spelling import did_you_mean

SUFFIXES = (".csv", ".xlsx", ".parquet", ".json")


def check(path: Path) -> str:
    """Return the format that a file's name asks for; KgError for an unknown suffix, a missing folder, a folder."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        hint = did_you_mean(suffix, SUFFIXES, f"one of {', '.join(SUFFIXES)}")
        raise misuse("unknown-format", f"{path} ends in {suffix or 'no suffix'}, which is no format of a table", hint)
    if path.is_dir():
        raise misuse("is-a-folder", f"{path} is a folder", "name a file")
    if not path.parent.is_dir():
        raise misuse("no-folder", f"there is no folder {path.parent}", "make it first, or name another file")
    if suffix == ".parquet":
        from kg.export.parquet import available

        available()
    return suffix[1:]


def write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a table; numbers stay numbers, and nothing that a spreadsheet would calculate stays a formula."""
    from kg.cli.table import as_csv, as_json
    from kg.export.target import text_file

    form = check(path)
    if form == "xlsx":
        from kg.export.xlsx import write_workbook

        write_workbook({path.stem: (columns, rows)}, path)  # type: ignore[dict-item]
    elif form == "parquet":
        from kg.export.parquet import write_parquet

        write_parquet(columns, rows, path)
    else:
        with text_file(path, "utf-8" if form == "json" else "utf-8-sig") as file:
            file.write((as_json if form == "json" else as_csv)(columns, rows))
