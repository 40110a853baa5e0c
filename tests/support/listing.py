"""The files that make up the project: those that git tracks, and those that it would track if they were added."""

from __future__ import annotations

import os
import shutil
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

#: Suffixes of the files that are no text.
BINARY = (".gz", ".ico", ".jpg", ".parquet", ".pdf", ".png", ".woff2", ".xlsx", ".zip")


@cache
def listed_files(checkout: Path) -> tuple[str, ...]:
    """Return the names of the project's files below the checkout, with slashes, sorted."""
    if shutil.which("git") and (checkout / ".git").exists():
        command = ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        run = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True, encoding="utf-8")
        names = [name for name in set(run.stdout.split("\0")) if name and (checkout / name).is_file()]
    else:
        names = _unpacked(checkout)
    return tuple(sorted(names))


def _unpacked(checkout: Path) -> list[str]:
    # An archive of the project has no index to ask: everything that .gitignore, read by names alone, lets pass.
    lines = (checkout / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [".git", *(line.strip("/") for line in lines if line and not line.startswith("#"))]
    found = []
    for folder, folders, files in os.walk(checkout):
        folders[:] = [name for name in folders if not any(fnmatch(name, pattern) for pattern in ignored)]
        kept = [name for name in files if not any(fnmatch(name, pattern) for pattern in ignored)]
        found += [(Path(folder) / name).relative_to(checkout).as_posix() for name in kept]
    return found
