"""Questions: the embedded engine beside rdflib with the same SPARQL. Target: at least 20 times faster."""

from __future__ import annotations

from kg import catalog, mapping
from kg.rdf import graph_of
from kg.store import new_store
from kg.vocab import VOCABULARY
from tests.benchmarks.cpu import best, table
from tests.benchmarks.synthetic import TRIPLES_PER_CLAIM, tables

TRIPLES = 100_000
#: Questions that touch every part of a claim; about one entity, as people ask.
ASKED = (
    ("who-tests", {"maker": "maker-1"}),
    ("figures", {"entity": "maker-1"}),
    ("listing-status", {"company": "maker-1"}),
    ("investors", {"company": "maker-1"}),
    ("evidence", {"entity": "maker-1"}),
    ("about", {"entity": "maker-1"}),
)


def test_questions() -> None:
    """Print the CPU time of each question on both engines, and that the answers have equally many rows."""
    store = new_store(None)
    store.load(mapping.turtle(tables(TRIPLES // TRIPLES_PER_CLAIM), VOCABULARY))
    graph = graph_of(store.triples())
    rows: list[tuple[object, ...]] = [("question", "ours ms", "rdflib ms", "times", "rows")]
    for name, values in ASKED:
        query = catalog.fill(catalog.question(name), values, lambda text, _: text)
        mine = best(lambda query=query: store.select(query), 5)  # type: ignore[misc]
        theirs = best(lambda query=query: list(graph.query(query)), 1)  # type: ignore[misc]
        found = len(store.select(query).rows)
        rows.append((name, f"{mine * 1e3:.2f}", f"{theirs * 1e3:.0f}", f"{theirs / mine:.0f}", found))
        assert found == len(list(graph.query(query)))
    table(f"questions over {store.count():,} triples", rows)
