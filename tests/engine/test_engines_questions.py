"""Every question gives the same rows in the same order on every engine, asked of the real graph.

The embedded store answers first; an Oxigraph server, Virtuoso, Fuseki and RDF4J, each with the whole graph pushed into
it once, must say the same. Every named question is asked as it stands and with an example of its parameters, some also
by a day. What makes an engine answer otherwise is written down in `docs/portable-sparql.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg import files
from kg.engine.answer import Text, Value
from kg.engine.store import Store
from kg.graph import Graph
from kg.questions import catalog
from kg.values.asof import READINGS
from tests.engine.test_engines import SERVERS, open_engine
from tests.support.questions import EXAMPLES, asked

#: Questions that are also asked by a day, surely and possibly published.
BY_DAY = ("comparisons", "conflicts", "corroborated", "derived-figures", "figures", "listing-status", "rival-figures")
#: Questions that are also asked by a class.
BY_CLASS = {"parents": {"companyClass": "ChipMaker"}, "who-tests": {"customerClass": "InternetCompany"}}
#: Questions to which the graph has no answer as yet, so that nothing proves they can be answered elsewhere.
WITHOUT_ANSWER = frozenset({"falling-totals", "investors-in-several", "rival-days", "rival-values", "tenfold-slips"})
#: Questions that Virtuoso does not answer within minutes: they compare every figure with every figure.
TOO_MUCH_FOR_VIRTUOSO = frozenset({"derived-figures", "two-currencies"})
#: Queries of our own that give no rows to compare, or whatever rows there are; other tests ask them.
NOT_COMPARED = frozenset({"all", "rows", "terms"})
OWN = sorted(path.stem for path in (files.questions_dir() / "internal").glob("*.rq") if path.stem not in NOT_COMPARED)
SUBJECTS = "<https://w3id.org/china-gpu-kg/entity/iluvatar-corex> <https://w3id.org/china-gpu-kg/entity/biren>"


def dated() -> list[tuple[str, dict[str, str]]]:
    """Return some questions with the parameters of a day, both readings."""
    return [(name, {"asOf": "2025-12-31", "reading": reading}) for name in BY_DAY for reading in READINGS]


def kind(value: Value) -> str:
    """Return what sort of value it is, a text with its language."""
    return f"text@{value.lang}" if isinstance(value, Text) else type(value).__name__


def same(query: str, graph: Graph, held: Store) -> int:
    """Compare what the embedded store and a server answer; return how many rows there are."""
    here, there = graph.store.select(query), held.select(query)
    assert there.columns == here.columns
    assert there.rows == here.rows, f"{len(there.rows)} rows there, {len(here.rows)} here"
    assert [list(map(kind, row)) for row in there.rows] == [list(map(kind, row)) for row in here.rows]
    return len(here.rows)


@pytest.fixture(scope="module", params=sorted(SERVERS))
def held(request: pytest.FixtureRequest, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_engine(request.param, tmp_path_factory.mktemp(request.param), graph.store.triples()) as store:
        assert store.count() == graph.store.count()
        yield store


def test_every_question_has_an_example() -> None:
    assert set(EXAMPLES) == set(catalog.questions())
    assert set(BY_DAY) | WITHOUT_ANSWER <= set(EXAMPLES)
    assert (len(EXAMPLES), len(OWN)) == (67, 15)


@pytest.mark.parametrize(
    ("name", "values"),
    [*asked(), *dated(), *BY_CLASS.items()],
    ids=lambda value: value if isinstance(value, str) else "+".join(value) or "plain",
)
def test_a_question_is_answered_alike(
    request: pytest.FixtureRequest, held: Store, graph: Graph, name: str, values: dict[str, str]
) -> None:
    if name in TOO_MUCH_FOR_VIRTUOSO and request.node.callspec.params["held"] == "virtuoso":
        pytest.xfail(f"Virtuoso does not answer {name} within minutes: see docs/portable-sparql.md")
    assert same(graph.query(name, **values), graph, held) or name in WITHOUT_ANSWER, "an example nothing is found for"


@pytest.mark.parametrize("name", OWN)
def test_a_query_of_our_own_is_answered_alike(held: Store, graph: Graph, name: str) -> None:
    text = catalog.replace(catalog.internal(name), "subject", SUBJECTS)
    assert same(text, graph, held)
