"""The graph as a library: `import kg; g = kg.open()`, then ask, sparql, find, paths, and faces for other libraries."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build import cache
from kg.engine.answer import Answer
from kg.engine.store import Store, open_store
from kg.knowledge import names
from kg.knowledge.names import Match, Names
from kg.problem import KgError, Problem, misuse
from kg.questions import catalog
from kg.values.asof import ALWAYS, AsOf
from kg.values.asof import as_of as view_of
from kg.values.ids import claim_iri, entity_iri, local_name

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.drawing.picture import Picture
    from kg.knowledge.claims import Relation
    from kg.knowledge.ledger import Ledger

# Importing is most of what a short command costs: what only some methods need is imported there.

#: How long a query of the user's own may run, in seconds.
TIMEOUT = 60.0
#: How many rows a query of the user's own may bring; more is an error, never a silent cut.
MAX_ROWS = 1_000_000


@dataclass(frozen=True)
class Graph:
    """The graph, wherever it lives, as of a day: every question is limited to what was published by then."""

    store: Store
    as_of: AsOf = ALWAYS
    warning: str = ""
    digest: str = ""
    folder: Path | None = None
    #: False for a view as of another day: closing it leaves the store open.
    owner: bool = True
    #: What was read from the store once, for every view of it.
    _read: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def names(self) -> Names:
        """The register of names, read once."""
        if "names" not in self._read:
            written = self.folder / cache.NAMES if self.folder is not None else None
            known = names.parse(written.read_text("utf-8")) if written and written.is_file() else names.load(self.store)
            self._read["names"] = known
        register: Names = self._read["names"]
        return register

    @property
    def ledger(self) -> Ledger:
        """Everything known as of the day: documents, claims, conflicts; read once."""
        from kg.knowledge import ledger

        if ALWAYS not in self._read:
            self._read[ALWAYS] = ledger.read(self.store, self.names)
        if self.as_of not in self._read:
            self._read[self.as_of] = self._read[ALWAYS].at(self.as_of)
        known: Ledger = self._read[self.as_of]
        return known

    def about(self, entities: Collection[str]) -> Ledger:
        """Return what is known about some entities (by id), and what stands against it."""
        from kg.knowledge import ledger

        key = (self.as_of, *entities)
        if key not in self._read:
            self._read[key] = ledger.read(self.store, self.names, entities).at(self.as_of)
        known: Ledger = self._read[key]
        return known

    def at(self, day: str | date | None, reading: str = "certain") -> Graph:
        """Return the graph as of a day, certainly or possibly; KgError where the day or the reading is not one."""
        return replace(self, as_of=view_of(day, reading), owner=False)

    def resolve(self, name: str, classes: Sequence[str] = ()) -> str:
        """Return the id of the entity a name denotes; KgError with the nearest names where none does."""
        return names.resolve(self.names, name, classes)

    def find(self, text: str, limit: int = 20, classes: Sequence[str] = ()) -> list[Match]:
        """Find entities by any part of any name."""
        return names.find(self.names, text, limit, classes)

    def query(self, question: str, **values: str | Sequence[str]) -> str:
        """Return the SPARQL of a named question with its parameters filled in, the graph's own `as_of` among them."""
        asked = catalog.question(question)
        for parameter in asked.parameters:
            if parameter.kind == "document":
                chosen = values.get(parameter.name, ())
                self._check_documents([chosen] if isinstance(chosen, str) else chosen)
            if parameter.kind == "claim":
                chosen = values.get(parameter.name, ())
                self._check_claims([chosen] if isinstance(chosen, str) else chosen)
        return catalog.dated(catalog.fill(asked, values, self.resolve), self.as_of, values)

    def left_out(self) -> list[str]:
        """Return the documents that may have been published by the day, but not certainly."""
        from kg.knowledge.ledger import documents

        if self.as_of.day is None or self.as_of.reading != "certain":
            return []
        return [one.id for one in documents(self.store) if self.as_of.may_know(one.start, one.end)]

    def _check_documents(self, chosen: Sequence[str]) -> None:
        if not chosen:
            return
        known = sorted(local_name(str(row[0])) for row in self.store.select(catalog.internal("documents")).rows)
        if unknown := [id for id in chosen if id not in known]:
            hint = f"one of {', '.join(known[:20])}" + (" …" if len(known) > 20 else "")
            raise KgError(
                Problem("unknown-document", f"there is no document {id!r}", hint, misuse=True) for id in unknown
            )

    def _check_claims(self, chosen: Sequence[str]) -> None:
        for id in chosen:
            document, _, local = id.partition("/")
            try:
                iri = claim_iri(document, local)
            except ValueError:
                continue  # no id at all: what a value must be like is for the catalog to say
            if not self.store.select(catalog.replace(catalog.internal("claim"), "claim", f"<{iri}>")).rows:
                hint = "write DOCUMENT/ID, such as 002/27c; `kg ask evidence subject=NAME` lists those of an entity"
                raise misuse("unknown-claim", f"there is no claim {id!r}", hint)

    def ask(self, question: str, **values: str | Sequence[str]) -> list[dict[str, object]]:
        """Answer a named question: one dictionary a row (pandas and polars take the list as it is).

        Entities are ids with a `…_label` beside them. KgError for an unknown question, parameter or name.
        """
        from kg.answers.present import entity_columns, for_programs

        entities = entity_columns(catalog.question(question))
        columns, rows = for_programs(self.answer(question, **values), self.names, entities=entities)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def answer(self, question: str, **values: str | Sequence[str]) -> Answer:
        """Answer a named question with terms as the store has them."""
        return self.store.select(self.query(question, **values))

    def known(self, entity: str) -> int:
        """Count the claims that are about an entity, name it or are said by it, by the day the graph is asked as of."""
        text = catalog.replace(catalog.internal("known"), "entity", f"<{entity_iri(entity)}>")
        return int(str(self.store.select(catalog.dated(text, self.as_of)).rows[0][0]))

    def sparql(self, text: str, timeout: float | None = TIMEOUT, max_rows: int | None = MAX_ROWS) -> Answer:
        """Run a SELECT or an ASK (one row, one column `answer`) of your own, over everything, whatever `as_of` says.

        KgError where it is no query, reaches out, runs too long or brings too much.
        """
        from kg.engine.guard import check_query

        if check_query(text) == "ASK":
            return Answer(("answer",), [(self.store.ask(text, timeout=timeout),)])
        return self.store.select(text, timeout=timeout, max_rows=max_rows)

    def construct(self, text: str, timeout: float | None = TIMEOUT, max_rows: int | None = MAX_ROWS) -> list[str]:
        """Run a CONSTRUCT or DESCRIBE of your own; return sorted lines of N-Triples. KgError as for `sparql`."""
        from kg.engine.guard import check_query

        check_query(text)
        return self.store.construct(text, timeout=timeout, max_rows=max_rows)

    def paths(
        self, source: str, target: str, limit: int = 3, through_all: bool = False
    ) -> list[list[tuple[Relation, ...]]]:
        """Return the shortest paths between two entities (by any name); a hop is every relation between its ends."""
        from kg.knowledge.network import paths

        return paths(self.ledger, self.resolve(source), self.resolve(target), limit, through_all)

    def picture(self, view: str = "relations", around: str = "", core: bool = False) -> Picture:
        """Return the graph as nodes and edges with places, the whole, its core, or around one entity (by any name)."""
        from kg.drawing.pictures import picture

        return picture(self.ledger, view, self.resolve(around) if around else "", core)

    def networkx(self, view: str = "direct") -> networkx.MultiDiGraph[str]:
        """Return the graph as networkx: view `direct`, `relations` or `claims`."""
        from kg.knowledge.network import graph

        return graph(self.ledger, view)

    def rdflib(self) -> rdflib.Graph:
        """Return all triples as an rdflib graph."""
        from kg.engine.rdf import graph_of

        return graph_of(self.store.triples())

    def close(self) -> None:
        """Let go of the store: its files, its connections, and the process that queries of your own ran in."""
        if self.owner:
            self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_graph(
    location: str | Path | None = None,
    *,
    as_of: str | date | None = None,
    reading: str = "certain",
) -> Graph:
    """Open the graph: a SPARQL endpoint by URL, a built store by folder, or (by default) this project's own data.

    The environment variable KG_STORE is the default of `location`. Builds where nothing is built yet.
    """
    location = (os.environ.get("KG_STORE") if location is None else location) or None
    known = view_of(as_of, reading)
    if location is not None:
        return Graph(open_store(location), known)
    made = cache.build()
    return Graph(store=made.store, as_of=known, warning=made.warning, digest=made.digest, folder=made.folder)
