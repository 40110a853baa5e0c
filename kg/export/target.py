"""The target of an export: an open file is used as it is; a path appears only when the file is complete.

A reader (or a tool that watches the folder) therefore never sees half an export. May not know any format.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

Target = str | os.PathLike[str] | TextIO


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path beside `path`; rename it at the end, or remove it if writing failed."""
    wanted = Path(path)
    part = wanted.with_name(f"{wanted.name}.part")
    try:
        yield part
        part.replace(wanted)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def text_file(target: Target, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a target for text with LF line endings; a file that is already open stays open."""
    if not isinstance(target, (str, os.PathLike)):
        yield target
        return
    with whole_file(target) as part, part.open("w", encoding=encoding, newline="\n") as file:
        yield file
