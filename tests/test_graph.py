"""The graph as a library: opened in one line, asked in one, and handed to other libraries whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import kg
from kg.engine.answer import Answer
from kg.graph import Graph
from kg.problem import KgError
from kg.values.asof import ALWAYS, AsOf

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def code_of(caught: pytest.ExceptionInfo[KgError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def test_opening_again_opens_the_same(graph: Graph) -> None:
    again = kg.open()
    assert again.digest == graph.digest
    assert again.folder == graph.folder
    assert again.warning == ""


def test_a_built_folder_can_be_opened_by_its_path(graph: Graph) -> None:
    assert graph.folder is not None
    assert kg.open(graph.folder).sparql(COUNT) == graph.sparql(COUNT)
    assert kg.open(str(graph.folder)).names == graph.names


def test_the_store_can_be_named_in_the_environment(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(graph.folder))
    assert kg.open().digest == "", "it is a store of somebody's, not this project's data"
    assert kg.open("").digest == graph.digest, "an empty location is this project's data, whatever the environment says"


@pytest.mark.parametrize(
    ("location", "code"), [("/no/such/folder", "no-store"), (str(Path(__file__).parent), "not-a-store")]
)
def test_what_is_no_store_is_said_to_be_none(location: str, code: str) -> None:
    with pytest.raises(KgError) as caught:
        kg.open(location)
    assert code_of(caught) == [code]


@pytest.mark.parametrize("day", ["2025-13", "2025-02-30", "tomorrow", "2018/..", ""])
def test_a_day_that_is_none_is_a_problem_with_a_hint(day: str) -> None:
    with pytest.raises(KgError) as caught:
        kg.open(as_of=day)
    assert code_of(caught) == ["bad-date"]


def test_a_reading_that_is_none_is_a_problem() -> None:
    with pytest.raises(KgError) as caught:
        kg.open(as_of="2025", reading="perhaps")
    assert code_of(caught) == ["bad-reading"]


def test_as_of_takes_a_day_or_the_last_day_of_a_period() -> None:
    assert kg.open(as_of="2025").as_of == kg.open(as_of=date(2025, 12, 31)).as_of == AsOf(date(2025, 12, 31))


def test_rows_are_dictionaries_of_plain_values(graph: Graph) -> None:
    rows = graph.ask("who-tests", maker="kunlunxin")
    assert rows
    assert len({tuple(row) for row in rows}) == 1, "every row has the same keys"
    assert {"customer", "customer_label", "claim"} <= rows[0].keys()
    kinds = {type(value) for row in rows for value in row.values()}
    assert kinds <= {str, int, bool, type(None)} or all(kind.__module__ in ("builtins", "decimal") for kind in kinds)


def test_any_spelling_of_a_parameter_gives_the_same_rows(graph: Graph) -> None:
    assert graph.ask("who-tests", maker="昆仑芯") == graph.ask("who-tests", maker="KUNLUNXIN")


def test_a_parameter_may_have_several_values(graph: Graph) -> None:
    def keys(**given: str | list[str]) -> set[object]:
        return {row["claim"] for row in graph.ask("who-tests", **given)}

    both = keys(maker=["kunlunxin", "cambricon"])
    assert both == keys(maker="kunlunxin") | keys(maker="cambricon")


@pytest.mark.parametrize(
    ("question", "given", "code"),
    [
        ("who-test", {}, "unknown-question"),
        ("../../setup", {}, "unknown-question"),
        ("who-tests", {"make": "x"}, "unknown-parameter"),
        ("who-tests", {"maker": "nobody at all"}, "unknown-name"),
        ("who-tests", {"maker": "ByteDance"}, "wrong-class"),
        ("who-tests", {"asOf": "2025-13"}, "bad-parameter"),
        ("who-tests", {"reading": "maybe"}, "bad-parameter"),
        ("figures", {"measure": "revenu"}, "bad-parameter"),
        ("about", {}, "missing-parameter"),
        ("evidence", {"document": "999"}, "unknown-document"),
        ("evidence", {"document": "../1"}, "unknown-document"),
        ("evidence", {"claim": "46a"}, "bad-parameter"),
        ("evidence", {"claim": "d002/99z"}, "unknown-claim"),
        ("figures", {"during": "2025-13"}, "bad-parameter"),
    ],
)
def test_what_cannot_be_asked_is_said_to_be_so(graph: Graph, question: str, given: dict[str, str], code: str) -> None:
    with pytest.raises(KgError) as caught:
        graph.ask(question, **given)
    assert code_of(caught) == [code]
    assert all(problem.hint for problem in caught.value.problems)


def test_an_unknown_document_is_answered_with_those_there_are(graph: Graph) -> None:
    with pytest.raises(KgError, match=r"one of d000, d001"):
        graph.ask("evidence", document=["d000", "999"])


def test_the_day_of_the_graph_reaches_every_question(graph: Graph) -> None:
    whole = graph.ask("listing-status")
    certain = graph.at(date(2026, 1, 1)).ask("listing-status")
    possible = graph.at(date(2026, 1, 1), "possible").ask("listing-status")
    nothing = graph.at(date(2020, 1, 1), "possible").ask("listing-status")
    assert nothing == []
    assert 0 < len(certain) <= len(possible) < len(whole)
    assert graph.as_of == ALWAYS, "the graph itself is as it was"


def test_a_view_shares_what_was_read_and_closing_it_leaves_the_graph_open(graph: Graph) -> None:
    with graph.at("2026-01-01") as view:
        assert view.names is graph.names
    assert graph.ask("who-tests")


def test_a_day_given_to_the_question_wins_over_the_graphs_own(graph: Graph) -> None:
    assert graph.at(date(2020, 1, 1)).ask("who-tests", asOf="2030")


def test_how_much_is_known_of_an_entity_depends_on_the_day(small: Graph) -> None:
    # alpha: d001 has four claims with it, d002 two, d003 six.
    assert small.known("alpha") == 12
    assert small.at(date(2025, 12, 31)).known("alpha") == 4
    assert small.at(date(2025, 12, 18)).known("alpha") == 0
    assert small.known("someone") == 1, "what it is quoted for counts too"
    assert small.known("lonely") == 0


def test_a_query_of_ones_own(graph: Graph) -> None:
    answer = graph.sparql("SELECT ?s WHERE { ?s a <https://w3id.org/china-gpu-kg/ontology#Document> } ORDER BY ?s")
    assert isinstance(answer, Answer)
    assert len(answer.rows) >= 5
    assert answer.dicts()[0].keys() == {"s"}


def test_an_ask_and_a_construct_of_ones_own(graph: Graph) -> None:
    assert graph.sparql("ASK { ?s ?p ?o }") == Answer(("answer",), [(True,)])
    lines = graph.construct("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3")
    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT ?s WHERE { ?s ?p ", "bad-query"),
        ("DELETE WHERE { ?s ?p ?o }", "update"),
        ("SELECT * WHERE { SERVICE <http://e.example/> { ?s ?p ?o } }", "service"),
        ("SELECT * FROM <http://e.example/> WHERE { ?s ?p ?o }", "from"),
        ("hello", "not-a-query"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "other-form"),
    ],
)
def test_what_is_no_query_or_reaches_out_is_refused(graph: Graph, query: str, code: str) -> None:
    with pytest.raises(KgError) as caught:
        graph.sparql(query)
    assert code_of(caught) == [code]


def test_a_query_that_runs_too_long_is_stopped_and_the_graph_lives_on(graph: Graph) -> None:
    with pytest.raises(KgError, match="query-stopped"):
        graph.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5)
    assert graph.sparql(COUNT).rows


def test_too_many_rows_are_an_error_and_no_silent_cut(graph: Graph) -> None:
    with pytest.raises(KgError, match="too-many-rows"):
        graph.sparql("SELECT * WHERE { ?s ?p ?o }", max_rows=10)


def test_rdflib_has_every_triple(graph: Graph) -> None:
    whole = graph.rdflib()
    assert len(whole) == graph.store.count()


def test_statements_are_read_once_a_day(graph: Graph) -> None:
    assert graph.ledger is graph.ledger
    assert graph.at("2026-01-01").ledger is graph.at("2026-01-01").ledger is not graph.ledger


def test_paths_take_any_name(graph: Graph) -> None:
    assert graph.paths("字节跳动", "Iluvatar CoreX") == graph.paths("bytedance", "iluvatar-corex") != []


def test_a_graph_that_was_closed_says_so(graph: Graph) -> None:
    with kg.open(graph.folder) as opened:
        assert opened.sparql(COUNT).rows
    with pytest.raises(KgError, match="closed"):
        opened.sparql(COUNT)


def test_the_project_is_typed_and_says_its_version() -> None:
    assert (Path(kg.__file__).parent / "py.typed").is_file()
    assert kg.__version__.count(".") == 2


def test_the_former_id_of_a_document_still_leads_to_it_and_to_its_claims(graph: Graph) -> None:
    assert graph.ask("evidence", claim="002/27c") == graph.ask("evidence", claim="d002/27c") != []
    assert graph.ask("documents", document="000") == graph.ask("documents", document=["d000"]) != []
