"""The graph as a library: `import kg; g = kg.open()`, then ask, sparql, find, paths, or convert for other libraries."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.build import cache
from kg.engine.answer import Answer, Rows
from kg.engine.store import Store, open_store
from kg.knowledge import names
from kg.knowledge.names import Match, Names
from kg.problem import misuse
from kg.questions import catalog
from kg.values.asof import ALWAYS, AsOf
from kg.values.asof import as_of as view_of
from kg.values.ids import claim_iri, entity_iri, local_name

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.drawing.picture import Picture
    from kg.knowledge.claims import Relation
    from kg.knowledge.flat import Cell
    from kg.knowledge.ledger import Ledger

# Imports dominate the cost of a short command, so what only some methods need is imported there.

T = TypeVar("T")
#: How long a user's own query may run, in seconds.
TIMEOUT = 60.0
#: How many rows a user's own query may return; more is an error, never a silent cut.
MAX_ROWS = 1_000_000


@dataclass(frozen=True)
class Graph:
    """The graph in any store, as of a day: questions see only what was published by then."""

    store: Store
    as_of: AsOf = ALWAYS
    warning: str = ""
    digest: str = ""
    folder: Path | None = None
    #: False for a view as of another day: closing it leaves the store open.
    owner: bool = True
    #: What has been read from the store, shared by all views of it.
    _read: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def _once(self, key: object, read: Callable[[], T]) -> T:
        if key not in self._read:
            self._read[key] = read()
        return cast(T, self._read[key])

    @property
    def names(self) -> Names:
        """The register of names, read once."""

        def read() -> Names:
            written = self.folder / cache.NAMES if self.folder is not None else None
            return names.parse(written.read_text("utf-8")) if written and written.is_file() else names.load(self.store)

        return self._once("names", read)

    @property
    def ledger(self) -> Ledger:
        """Everything known as of the day: documents, claims, conflicts; read once."""
        from kg.knowledge import ledger

        whole = self._once(ALWAYS, lambda: ledger.read(self.store, self.names))
        return self._once(self.as_of, lambda: whole.at(self.as_of))

    def about(self, entities: Collection[str]) -> Ledger:
        """Return what is known about some entities (by id), with the claims that oppose it."""
        from kg.knowledge import ledger

        key = (self.as_of, *entities)
        return self._once(key, lambda: ledger.read(self.store, self.names, entities).at(self.as_of))

    def claims(self) -> list[dict[str, Cell]]:
        """Return every claim known as of the day as a flat dictionary, with the columns of `claims.csv`."""
        from kg.knowledge.flat import rows

        return rows(self.ledger)

    def at(self, day: str | date | None, reading: str = "certain") -> Graph:
        """Return the graph as of a day, certainly or possibly; KgError if the day or the reading is invalid."""
        return replace(self, as_of=view_of(day, reading), owner=False)

    def resolve(self, name: str, classes: Sequence[str] = ()) -> str:
        """Return the id of the entity that a name denotes; KgError with the nearest names if none."""
        return names.resolve(self.names, name, classes)

    def find(self, text: str, limit: int | None = 20, classes: Sequence[str] = ()) -> list[Match]:
        """Find entities by a name or a part of one, best match first, at most `limit` (None = all)."""
        return names.find(self.names, text, limit, classes)

    def query(self, question: str, **values: str | Sequence[str]) -> str:
        """Return the SPARQL of a named question with its parameters and the graph's `as_of` filled in."""
        asked = catalog.question(question)
        catalog.check_day(asked, self.as_of)
        known = {"document": self._known_document, "claim": self._known_claim}
        current = dict(values)
        for parameter in asked.parameters:
            chosen = values.get(parameter.name, ())
            if chosen and (id_of := known.get(parameter.kind)):
                current[parameter.name] = [id_of(id) for id in ([chosen] if isinstance(chosen, str) else chosen)]
        return catalog.dated(catalog.fill(asked, current, self.resolve), self.as_of, values)

    def left_out(self) -> list[str]:
        """Return the documents that were possibly, but not certainly, published by the day."""
        if self.as_of.day is None or self.as_of.reading != "certain":
            return []
        from kg.knowledge.ledger import documents

        return [one.id for one in documents(self.store) if self.as_of.may_know(one.start, one.end)]

    def _known_document(self, id: str) -> str:
        """Return the id of a document, given it or a former one; KgError with the ids there are if neither."""
        known = sorted(local_name(str(row[0])) for row in self.store.select(catalog.internal("documents")).rows)
        if id in known:
            return id
        if id in self._former_ids:
            return self._former_ids[id]
        hint = f"one of {', '.join(known[:20])}" + (" …" if len(known) > 20 else "")
        raise misuse("unknown-document", f"there is no document {id!r}", hint)

    def _known_claim(self, id: str) -> str:
        """Return the id of a claim, given it or one under a former id of its document; KgError if there is none."""
        document, slash, local = id.partition("/")
        if not slash:
            return id  # the catalog says what a claim's id looks like
        for id_now in (document, self._former_ids.get(document)):
            try:
                iri = claim_iri(id_now or "", local)
            except ValueError:
                continue
            if self.store.select(catalog.replace(catalog.internal("claim"), "claim", f"<{iri}>")).rows:
                return f"{id_now}/{local}"
        hint = "write DOCUMENT/ID, such as d002/27c; `kg ask evidence subject=NAME` lists those of an entity"
        raise misuse("unknown-claim", f"there is no claim {id!r}", hint)

    @property
    def _former_ids(self) -> dict[str, str]:
        """Documents by the ids that they had before."""
        return self._once(
            "former ids",
            lambda: {
                str(former): local_name(str(document))
                for document, former in self.store.select(catalog.internal("former-ids")).rows
            },
        )

    def ask(self, question: str, **values: str | Sequence[str]) -> Rows:
        """Answer a named question: a list of one dictionary per row, a table in a notebook, `.df()` for pandas.

        Entities are ids with a `…_label` beside them. KgError for an unknown question, parameter or name.
        """
        from kg.answers.present import entity_columns, for_programs

        asked = catalog.question(question)
        answer = self.answer(question, **values)
        columns, rows = for_programs(answer, self.names, entities=entity_columns(asked))
        return Rows(columns, rows, title=f"{asked.title_en} · {asked.title_zh}")

    def answer(self, question: str, **values: str | Sequence[str]) -> Answer:
        """Answer a named question with terms as the store returns them."""
        return self.store.select(self.query(question, **values))

    def known(self, entity: str) -> int:
        """Count the claims that are about an entity, name it or are said by it, as of the graph's day."""
        text = catalog.replace(catalog.internal("known"), "entity", f"<{entity_iri(entity)}>")
        return int(str(self.store.select(catalog.dated(text, self.as_of)).rows[0][0]))

    def sparql(self, text: str, timeout: float | None = TIMEOUT, max_rows: int | None = MAX_ROWS) -> Answer:
        """Run your own SELECT or ASK (one row, one column `answer`) over everything, regardless of `as_of`.

        KgError if it is not a query, accesses other data, runs too long or returns too many rows. A term that does not
        exist is a warning.
        """
        from kg.engine.guard import check_query

        form = check_query(text)
        self._warn(text)
        if form == "ASK":
            return Answer(("answer",), [(self.store.ask(text, timeout=timeout),)])
        return self.store.select(text, timeout=timeout, max_rows=max_rows)

    def results(
        self, text: str, form: str = "json", timeout: float | None = TIMEOUT, max_rows: int | None = MAX_ROWS
    ) -> bytes:
        """Run your own SELECT or ASK; return SPARQL results in the standard's `json`, `csv`, `tsv` or `xml`.

        KgError as for `sparql`, and for an answer that the format cannot hold.
        """
        from kg.engine.guard import check_query
        from kg.engine.results import boolean_json, in_format

        form_of_query = check_query(text)
        self._warn(text)
        if form_of_query == "ASK":
            return in_format(boolean_json(self.store.ask(text, timeout=timeout)), form)
        return in_format(self.store.results(text, timeout=timeout, max_rows=max_rows), form)

    def _warn(self, query: str) -> None:
        """Warn of each term of a query that does not exist."""
        import warnings

        from kg.knowledge.doubts import DoubtfulQuery, doubts

        for doubt in doubts(self.store, self.names, query):
            warnings.warn(doubt, DoubtfulQuery, stacklevel=3)

    def construct(self, text: str, timeout: float | None = TIMEOUT, max_rows: int | None = MAX_ROWS) -> list[str]:
        """Run your own CONSTRUCT or DESCRIBE; return sorted lines of N-Triples. KgError as for `sparql`."""
        from kg.engine.guard import check_query

        check_query(text)
        self._warn(text)
        return self.store.construct(text, timeout=timeout, max_rows=max_rows)

    def paths(
        self, source: str, target: str, limit: int = 3, through_all: bool = False
    ) -> list[list[tuple[Relation, ...]]]:
        """Return the shortest paths between two entities (by any name); a hop is all relations between its ends."""
        from kg.knowledge.network import paths

        return paths(self.ledger, self.resolve(source), self.resolve(target), limit, through_all)

    def picture(self, view: str = "relations", around: str = "", core: bool = False) -> Picture:
        """Return the graph as placed nodes and edges: the whole, its core, or around one entity (by any name)."""
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
        """Close the store: its files, its connections, and the process that ran your own queries."""
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

    `location` defaults to the environment variable KG_STORE. The project's data are built first if necessary.
    """
    location = (os.environ.get("KG_STORE") if location is None else location) or None
    known = view_of(as_of, reading)
    if location is not None:
        return Graph(open_store(location), known)
    made = cache.build()
    return Graph(store=made.store, as_of=known, warning=made.warning, digest=made.digest, folder=made.folder)
