"""All claims as one CSV file.

It begins with a byte order mark, without which Excel garbles Chinese; pandas, DuckDB and Python (`utf-8-sig`) skip it.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from kg.export.target import text_file
from kg.knowledge.flat import COLUMNS, Cell, rows
from kg.knowledge.ledger import Ledger
from kg.values.text import clean, formula_safe


def write_claims(ledger: Ledger, path: Path) -> None:
    """Write every claim of a ledger: UTF-8 with BOM, commas, LF, days as YYYY-MM-DD, `true` and `false`."""
    with text_file(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_written(cell) for cell in row.values()] for row in rows(ledger))


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else formula_safe(clean(str(cell)))
