"""Loading rows into a store in memory, beside the engine's own bulk load of the same triples; at most 1.6 times."""

from __future__ import annotations

from kg.build import mapping
from kg.engine.store import new_store
from kg.words.vocab import VOCABULARY
from tests.benchmarks.cpu import best, table
from tests.benchmarks.synthetic import TRIPLES_PER_CLAIM, tables

TRIPLES = 100_000


def test_loading() -> None:
    """Print both times and their ratio."""
    read = tables(TRIPLES // TRIPLES_PER_CLAIM)
    store = new_store(None)
    store.load(mapping.turtle(read, VOCABULARY))
    ready = "\n".join(sorted(store.triples())).encode() + b"\n"
    count = store.count()

    def ours() -> None:
        new_store(None).load(mapping.turtle(read, VOCABULARY))

    def limit() -> None:
        new_store(None).load(ready)

    mine, theirs = best(ours, 5), best(limit, 5)
    rows = [("what", "CPU ms", "ratio"), ("bulk_load of ready N-Triples", f"{theirs * 1e3:.0f}", "1.00")]
    rows.append(("rows to text to bulk_load", f"{mine * 1e3:.0f}", f"{mine / theirs:.2f}"))
    table(f"loading {count:,} triples ({len(read.claims):,} claims)", rows)
    assert count > 0.9 * TRIPLES
