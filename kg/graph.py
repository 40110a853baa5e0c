"""The graph as a library: `import kg; g = kg.open()`, then ask, sparql, find, paths, and faces for other libraries."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.build import cache as build
from kg.engine.answer import Answer
from kg.engine.store import Store, open_store
from kg.knowledge import names
from kg.knowledge.names import Match, Names
from kg.problem import KgError, Problem, misuse
from kg.questions import catalog
from kg.values.ids import claim_iri, entity_iri, local_name

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.drawing.picture import Picture
    from kg.drawing.pictures import Coverage
    from kg.knowledge.claims import Relation, Statement

# Importing is most of what a short command costs: what only some methods need is imported there.

#: How long a query of the user's own may run, in seconds.
TIMEOUT = 60.0
#: How many rows a query of the user's own may bring; more is an error, never a silent cut.
MAX_ROWS = 1_000_000


@dataclass
class Graph:
    """The graph, wherever it lives. `as_of` and `reading` limit every question to what was published by a day."""

    store: Store
    as_of: date | None = None
    reading: str = "certain"
    warning: str = ""
    digest: str = ""
    folder: Path | None = None
    _statements: dict[tuple[date | None, str], list[Statement]] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> Names:
        """The register of names, read once."""
        if self.folder is not None and (self.folder / build.NAMES).is_file():
            return names.parse((self.folder / build.NAMES).read_text(encoding="utf-8"))
        return names.load(self.store)

    def resolve(self, name: str, classes: Sequence[str] = ()) -> str:
        """Return the id of the entity a name denotes; KgError with the nearest names where none does."""
        return names.resolve(self.names, name, classes)

    def find(self, text: str, limit: int = 20, classes: Sequence[str] = ()) -> list[Match]:
        """Find entities by any part of any name."""
        return names.find(self.names, text, limit, classes)

    def query(self, question: str, **values: str | Sequence[str]) -> str:
        """Return the SPARQL of a named question with its parameters filled in, the graph's own `as_of` among them."""
        asked = catalog.question(question)
        offered = {parameter.name for parameter in asked.parameters}
        given: dict[str, str | Sequence[str]] = dict(values)
        if self.as_of is not None and "asOf" in offered:
            given.setdefault("asOf", self.as_of.isoformat())
        if "reading" in offered:
            given.setdefault("reading", self.reading)
        for parameter in asked.parameters:
            if parameter.kind == "document":
                chosen = given.get(parameter.name, ())
                self._check_documents([chosen] if isinstance(chosen, str) else chosen)
            if parameter.kind == "claim":
                chosen = given.get(parameter.name, ())
                self._check_claims([chosen] if isinstance(chosen, str) else chosen)
        return catalog.fill(asked, given, self.resolve)

    def left_out(self) -> list[str]:
        """Return the documents that may have been published by the day the graph is asked as of, but not surely."""
        if self.as_of is None or self.reading != "certain":
            return []
        answer = self.store.select(catalog.internal("documents"))
        day = self.as_of
        return [
            local_name(str(row["document"]))
            for row in answer.dicts()
            if cast(date, row["publishedFrom"]) <= day < cast(date, row["publishedTo"])
        ]

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
        if self.as_of is not None:
            text = catalog.replace(text, "asOf", f'"{self.as_of}"^^<http://www.w3.org/2001/XMLSchema#date>')
        text = catalog.replace(text, "reading", f'"{self.reading}"')
        return int(str(self.store.select(text).rows[0][0]))

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

    def statements(self) -> list[Statement]:
        """Return every claim of a relation that was published by the day the graph is asked as of."""
        from kg.knowledge import claims as relations

        key = (self.as_of, self.reading)
        if key not in self._statements:
            self._statements[key] = relations.statements(self.store, self.as_of, self.reading)
        return self._statements[key]

    def paths(
        self, source: str, target: str, limit: int = 3, through_all: bool = False
    ) -> list[list[tuple[Relation, ...]]]:
        """Return the shortest paths between two entities (by any name); a hop is every relation between its ends."""
        from kg.knowledge.network import paths

        return paths(self.names, self.statements(), self.resolve(source), self.resolve(target), limit, through_all)

    def picture(self, view: str = "relations", around: str = "", core: bool = False) -> Picture:
        """Return the graph as nodes and edges with places, the whole, its core, or around one entity (by any name)."""
        from kg.drawing.pictures import picture

        centre = self.resolve(around) if around else ""
        return picture(self.store, self.names, self.statements(), view, centre, core, self.as_of, self.reading)

    def picture_coverage(self) -> Coverage:
        """Return how much the graph holds: documents, claims, and until when they were published."""
        from kg.drawing.pictures import coverage

        return coverage(self.store, self.as_of, self.reading)

    def networkx(self, view: str = "direct") -> networkx.MultiDiGraph[str]:
        """Return the graph as networkx: view `direct`, `relations` or `claims`."""
        from kg.knowledge.network import graph

        return graph(self.names, self.statements(), view)

    def rdflib(self) -> rdflib.Graph:
        """Return all triples as an rdflib graph."""
        from kg.engine.rdf import graph_of

        return graph_of(self.store.triples())

    def close(self) -> None:
        """Let go of the store: its files, its connections, and the process that queries of your own ran in."""
        self.store.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def at(self, as_of: date | None, reading: str = "certain") -> Iterator[Graph]:
        """Give the graph as it was known on a day, certainly (all published for sure) or possibly."""
        before = self.as_of, self.reading
        self.as_of, self.reading = as_of, reading
        try:
            yield self
        finally:
            self.as_of, self.reading = before


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
    try:
        day = catalog.day(as_of) if isinstance(as_of, str) else as_of
    except ValueError as error:
        raise misuse("bad-date", str(error), "write a day such as 2025-12-31") from error
    if reading not in ("certain", "possible"):
        raise misuse("bad-reading", f"{reading!r} is no reading", "write certain or possible")
    if location is not None:
        return Graph(open_store(location), day, reading)
    made = build.build()
    return Graph(made.store, day, reading, made.warning, made.digest, made.folder)
