"""Terms of a user's query that the graph does not know: a misspelt one gives an empty table without a word."""

from __future__ import annotations

import re

from kg.engine.guard import iris
from kg.engine.store import Store
from kg.knowledge.names import Names
from kg.questions.catalog import internal, replace
from kg.values.ids import BASE, CLAIM, DOCUMENT, ENT, GRAPH, KG, UNIT, local_name, short
from kg.values.spelling import fold, nearest
from kg.words.vocab import CLASSES, ENUMS, PROPERTIES, UNITS
from kg.words.wording import camel

#: The project's namespaces, and the ways in which they are misspelt.
_OURS = re.compile("https?://(?:www\\.)?" + re.escape(BASE.partition("://")[2].rstrip("/")), re.IGNORECASE)


class DoubtfulQuery(UserWarning):
    """A query uses a term that does not exist, so what it asks for cannot be found."""


def doubts(store: Store, names: Names, query: str) -> list[str]:
    """Return one sentence for each term of a query that is in the project's namespaces and not in the graph."""
    words = {*CLASSES, *PROPERTIES, *map(camel, (word for words in ENUMS.values() for word in words))}
    known = {KG: words, ENT: set(names.entities), UNIT: set(UNITS)}

    def familiar(iri: str) -> bool:
        return any(iri.startswith(space) and iri.removeprefix(space) in local for space, local in known.items())

    strange = [iri for iri in iris(query) if _OURS.match(iri) and not iri.startswith(GRAPH) and not familiar(iri)]
    if not strange:
        return []
    text = replace(internal("terms"), "term", " ".join(f"<{iri}>" for iri in strange))
    there = {str(row[0]) for row in store.select(text).rows}
    return [_doubt(iri, known, store) for iri in strange if iri not in there]


def _doubt(iri: str, known: dict[str, set[str]], store: Store) -> str:
    space = next((space for space in (*known, CLAIM, DOCUMENT) if iri.startswith(space)), "")
    if space == DOCUMENT:
        known = known | {DOCUMENT: {local_name(str(row[0])) for row in store.select(internal("documents")).rows}}
    local = iri.removeprefix(space) if space else re.split("[#/]", iri)[-1]
    # A namespace that is itself misspelt may hide a word of any.
    spellings = {
        fold(word): one + word for one, words in known.items() if one == (space or one) for word in sorted(words)
    }
    near = [
        spellings[word] for word in ([fold(local)] if fold(local) in spellings else nearest(fold(local), spellings))
    ]
    shown = f"there is no {short(iri) if space else f'<{iri}>'}"
    if near:
        meant = [short(one) if space else f"<{one}>" for one in near]
        return f"{shown}; did you mean {', '.join(meant[:3] if space else meant[:1])}?"
    hints = {
        KG: "ontology.html lists the terms",
        ENT: "`kg find` lists entities",
        CLAIM: "`kg ask evidence` lists claims",
    }
    return shown + (f"; {hints[space]}" if space in hints else "")
