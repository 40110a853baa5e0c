"""Questions: the embedded engine beside rdflib with the same SPARQL. Target: at least 20 times faster.

rdflib may need minutes for one; it is stopped after a while, and the ratio is then a lower bound (marked ≥).
"""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection

from kg import files
from kg.build import cache as build
from kg.build import mapping
from kg.engine.rdf import graph_of
from kg.engine.store import new_store
from kg.questions import catalog
from kg.words.vocab import VOCABULARY
from tests.benchmarks.cpu import best, table
from tests.benchmarks.synthetic import TRIPLES_PER_CLAIM, tables

TRIPLES = 100_000
#: How long rdflib may take for one question, in seconds of CPU.
PATIENCE = 60.0
#: Questions that touch every part of a claim; about one entity, as people ask.
ASKED = (
    ("who-tests", {"maker": "maker-1"}),
    ("figures", {"entity": "maker-1"}),
    ("listing-status", {"company": "maker-1"}),
    ("group-members", {"group": "group-1"}),
    ("about", {"entity": "maker-1"}),
)


def test_questions() -> None:
    """Print the CPU time of each question on both engines; where rdflib ends, the answers are equally long."""
    store = new_store(None)
    store.load(mapping.turtle(tables(TRIPLES // TRIPLES_PER_CLAIM), VOCABULARY))
    store.add(build.ontology_triples(files.ontology_dir()))
    graph = graph_of(store.triples())
    rows: list[tuple[object, ...]] = [("question", "ours ms", "rdflib ms", "times", "rows")]
    fork = multiprocessing.get_context("fork")
    for name, values in ASKED:
        query = catalog.fill(catalog.question(name), values, lambda text, _: text)
        mine = best(lambda query=query: store.select(query), 5)  # type: ignore[misc]
        found = len(store.select(query).rows)
        here, there = fork.Pipe(duplex=False)

        def other(pipe: Connection, query: str = query) -> None:
            start = time.process_time()
            count = len(list(graph.query(query)))
            pipe.send((time.process_time() - start, count))

        process = fork.Process(target=other, args=(there,))
        process.start()
        done = here.poll(PATIENCE)
        theirs, count = here.recv() if done else (PATIENCE, None)
        process.kill()
        process.join()
        sign = "" if done else "≥"
        rows.append((name, f"{mine * 1e3:.2f}", f"{sign}{theirs * 1e3:.0f}", f"{sign}{theirs / mine:.0f}", found))
        assert count in (None, found)
    table(f"questions over {store.count():,} triples", rows)
