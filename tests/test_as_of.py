"""Nothing that was published later shows in a view as of a day, whichever way the graph is looked at.

Every face is compared with the same face of a ledger that was cut down to the documents of that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.answers.dossier import head, sections
from kg.answers.figures import side_by_side
from kg.build.cache import fill, tables
from kg.engine.store import new_store
from kg.explorer import payload
from kg.export.registry import EXPORTS, run
from kg.files import data_dir, ontology_dir
from kg.graph import Graph
from kg.ledger.rows import Tables
from kg.questions import catalog
from kg.values.asof import READINGS, AsOf, as_of
from kg.values.period import parse
from tests.support.command import kg as kg_command
from tests.support.cut import cut, telling_days
from tests.support.questions import asked
from tests.support.small import tables_of

MAKERS = ("iluvatar-corex", "metax", "kunlunxin")


def states(tables: Tables) -> list[AsOf]:
    """Return a day and a reading for every set of documents that may be all that is known."""
    first: dict[tuple[str, ...], AsOf] = {}
    for known in telling_days(tables):
        first.setdefault(tuple(document.id for document in cut(tables, known).documents), known)
    return list(first.values())


TABLES = tables(data_dir())
STATES = states(TABLES)


@pytest.fixture(scope="module", params=STATES, ids=lambda known: f"{known.day}-{known.reading}")
def both(request: pytest.FixtureRequest, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return the graph as of a day, and the graph of the ledger cut down to it (with its folder)."""
    known: AsOf = request.param
    folder = tmp_path_factory.mktemp("cut") / "store"
    made = new_store(folder)
    fill(made, cut(TABLES, known), ontology_dir())
    made.finish()
    made.close()
    with kg.open(folder, as_of=known.day, reading=known.reading) as fresh:
        yield replace(graph, as_of=known), fresh, folder


Both = tuple[Graph, Graph, Path]


def test_every_document_makes_a_difference_on_some_day() -> None:
    assert len(STATES) > len(TABLES.documents)


def test_the_read_model(both: Both) -> None:
    view, fresh, _ = both
    for part in ("documents", "claims", "conflicts", "relations", "coverage"):
        assert getattr(view.ledger, part) == getattr(fresh.ledger, part), part
    assert set(view.ledger.links) == set(fresh.ledger.links)


def test_every_named_question(both: Both) -> None:
    view, fresh, _ = both
    for name, values in asked():
        cut_down = catalog.dated(catalog.fill(catalog.question(name), values, view.resolve), view.as_of)
        assert view.answer(name, **values) == fresh.store.select(cut_down), name


FACES: dict[str, Callable[[Graph], object]] = {
    "dossier": lambda graph: [(head(graph, id, "en"), *sections(graph, id, "zh")) for id in MAKERS],
    "compare": lambda graph: side_by_side(graph.names, graph.about(MAKERS).of(MAKERS, "measure"), MAKERS),
    "paths": lambda graph: [graph.paths(a, b) for a in MAKERS for b in ("baidu", "bytedance", "hkex")],
    "networkx": lambda graph: [
        (view, sorted(graph.networkx(view).edges(data=True, keys=True), key=repr)) for view in ("direct", "claims")
    ],
    "pictures": lambda graph: [graph.picture(view) for view in ("direct", "relations", "claims")],
    "known": lambda graph: [graph.known(id) for id in MAKERS],
    "explorer": lambda graph: payload.tables(replace(graph, digest="")),
}


@pytest.mark.parametrize("face", FACES)
def test_every_face_of_the_library(both: Both, face: str) -> None:
    view, fresh, _ = both
    assert FACES[face](view) == FACES[face](fresh)


def test_every_export_that_takes_a_day(both: Both, tmp_path: Path) -> None:
    view, fresh, _ = both
    # The explorer names the build it was made of; its payload is compared above.
    names = [name for name, export in EXPORTS.items() if not export.whole and name not in ("ontology", "explorer")]
    run(view, names, tmp_path / "view")
    # What is written from the tables too is limited by what the graph knows.
    run(replace(fresh, digest=view.digest), names, tmp_path / "fresh")
    written = {path.relative_to(tmp_path / "view") for path in (tmp_path / "view").rglob("*") if path.is_file()}
    assert len(written) > 5
    for path in written:
        assert (tmp_path / "view" / path).read_bytes() == (tmp_path / "fresh" / path).read_bytes(), path


@pytest.mark.parametrize(
    "words",
    [
        "show iluvatar-corex",
        "compare iluvatar-corex metax",
        "path bytedance baidu",
        "conflicts",
        "timeline",
        "ask corroborated --format csv",
    ],
)
def test_every_command(both: Both, words: str) -> None:
    view, _, folder = both
    day = ["--as-of", str(view.as_of.day), *(["--possible"] if view.as_of.reading == "possible" else [])]
    ours, cut_down = kg_command(*words.split(), *day), kg_command(*words.split(), *day, "--store", str(folder))
    assert (ours.code, ours.out) == (cut_down.code, cut_down.out)


# The same for ledgers and days that nobody chose:

days = st.dates(date(2025, 12, 1), date(2026, 2, 1))


@st.composite
def published(draw: st.DrawFn) -> list[str]:
    """Draw for each of the four documents when it was published, as an interval, a day, or not at all."""
    spans = []
    for _ in range(4):
        first, length = draw(days), draw(st.integers(0, 20))
        last = first + timedelta(days=length)
        spans.append(draw(st.sampled_from([f"{first}", f"{first}/{last}", f"../{last}", f"{first}/..", ""])))
    spans[1] = draw(st.sampled_from([spans[0], "2026-03-01"])) if ".." not in spans[0] and spans[0] else spans[0]
    return spans  # d002 repeats d001, so it came out no earlier


@settings(max_examples=25)
@given(published(), days, st.sampled_from(READINGS))
def test_any_ledger_on_any_day(
    tmp_path_factory: pytest.TempPathFactory, spans: list[str], day: date, reading: str
) -> None:
    base = tables_of(tmp_path_factory.mktemp("any"))
    dated = replace(
        base,
        documents=tuple(
            replace(document, published=text, when=parse(text) if text else None)
            for document, text in zip(base.documents, spans, strict=True)
        ),
    )
    known = as_of(day, reading)
    whole, less = new_store(None), new_store(None)
    fill(whole, dated, ontology_dir())
    fill(less, cut(dated, known), ontology_dir())
    view, fresh = Graph(whole, known), Graph(less, known)
    assert view.ledger.claims == fresh.ledger.claims
    assert view.ledger.relations == fresh.ledger.relations
    for name, question in catalog.questions().items():
        if not any(parameter.required for parameter in question.parameters):
            assert view.ask(name) == fresh.ask(name), name


# And the faults that were seen:


def test_a_dispute_whose_other_side_is_not_published_is_no_dispute_yet() -> None:
    shown = kg_command("compare", "iluvatar-corex", "metax", "--as-of", "2025-12-31", "--format", "csv").out
    assert "50.1 % [d003/115a]" in shown
    later = kg_command("compare", "iluvatar-corex", "metax", "--format", "csv").out
    assert "50.1 % [d003/115a!]" in later


def test_a_listing_of_january_is_not_listed_in_december() -> None:
    rows = kg_command("ask", "listed-companies", "--as-of", "2025-12-31", "--format", "csv").out
    assert "2026-01-08" not in rows


def test_a_plan_is_a_plan_until_the_fact_is_published(graph: Graph) -> None:
    def state(day: str) -> set[str]:
        return {
            relation.state
            for relation in graph.at(day).ledger.relations
            if (relation.subject, relation.property) == ("iluvatar-corex", "listedOn")
        }

    assert state("2025-12-31") == {"plan"}
    assert "stated" in state("2026-06-30")


def test_a_name_of_a_later_document_is_not_known_yet(graph: Graph) -> None:
    assert "Tensentech" in [name.text for name in graph.ledger.names_of("iluvatar-corex")]
    assert "Tensentech" not in [name.text for name in graph.at("2025-12-31").ledger.names_of("iluvatar-corex")]
