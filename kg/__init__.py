"""A bilingual claim ledger and knowledge graph of the domestic (Chinese) GPU industry.

`import kg; g = kg.open()` gives the graph. Importing this package alone reads no file and loads no library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kg.graph import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(location: str | Path | None = None, *, as_of: str | date | None = None, reading: str = "certain") -> Graph:
    """Open the graph, building it first if necessary.

    `location` is a SPARQL endpoint's URL or a built store's folder (default: KG_STORE, else this project's data).
    `as_of` limits every question to what was published by that day, certainly or (with `reading` "possible") perhaps.
    KgError describes what is wrong with rows, endpoint or day.
    """
    renew()
    from kg.graph import open_graph

    return open_graph(location, as_of=as_of, reading=reading)


def renew() -> None:
    """Read the ontology's words from the ontology itself if it has changed since `kg/words/vocab.py` was made of it."""
    from kg.files import ontology_dir
    from kg.words.current import is_current

    if not is_current(folder := ontology_dir()):
        from kg.engine import ontology

        ontology.renew(folder)
