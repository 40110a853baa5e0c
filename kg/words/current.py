"""Whether the generated vocabulary is that of the ontology as it stands."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

#: Files of the ontology that hold no words of ours.
_OTHER = ("alignments", "shapes")


def ontology_files(folder: Path) -> list[Path]:
    """Return the Turtle files that together are the ontology, alignments left out, in the order of their names."""
    return [path for path in sorted(folder.glob("*.ttl")) if path.stem not in _OTHER]


def digest(folder: Path) -> str:
    """Return 16 hexadecimal digits of the digest of the ontology's files, whatever their ends of lines."""
    total = hashlib.sha256()
    for path in ontology_files(folder):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:16]


def is_current(folder: Path) -> bool:
    """Return True if the generated vocabulary was made of these files."""
    from kg.words.vocab import DIGEST

    stats = [path.stat() for path in ontology_files(folder)]
    return _digest_of(folder, tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)) == DIGEST


@lru_cache(maxsize=4)
def _digest_of(folder: Path, _state: tuple[tuple[int, int], ...]) -> str:
    # A command asks when it starts and again when it opens the graph: files that have not changed are read once.
    return digest(folder)
