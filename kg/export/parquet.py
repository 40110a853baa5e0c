"""A table as Parquet, through Arrow, which is installed only where somebody wants it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec

from kg.engine.answer import kind_of, typed
from kg.export.target import whole_file
from kg.problem import misuse


def available() -> None:
    """Raise KgError where the library is not installed."""
    if find_spec("pyarrow") is None:
        hint = "pip install 'domestic-gpu-kg[parquet]', or choose .csv or .xlsx"
        raise misuse("no-parquet", "Parquet needs the package pyarrow, which is not installed", hint)


def write_parquet(columns: Sequence[str], rows: Sequence[Sequence[object]], path: str | os.PathLike[str]) -> None:
    """Write a table; a column of whole numbers, numbers, booleans or days has that type, every other one is text."""
    available()
    import pyarrow
    from pyarrow import parquet

    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "text": pyarrow.string(),
    }
    fields, arrays = [], []
    for n, name in enumerate(columns):
        values = [row[n] for row in rows]
        kind = kind_of(values)
        fields.append(pyarrow.field(name, types[kind]))
        arrays.append(pyarrow.array([typed(value, kind) for value in values], types[kind]))
    with whole_file(path) as part:
        parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields)), part)
