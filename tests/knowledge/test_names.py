"""Names: any spelling leads to its entity, none is guessed, and an unknown one names its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph
from kg.knowledge import names as register
from kg.knowledge.names import Entity, Name, Names, dump, find, parse, resolve
from kg.problem import KgError
from kg.values.spelling import fold
from tests.support.small import ENTITIES

#: ASCII to the full-width forms that Chinese keyboards write.
WIDE = {ord(" "): "\u3000"} | {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.fixture(scope="module")
def names(small: Graph) -> Names:
    return small.names


def hint_of(call: Callable[[], object]) -> str:
    with pytest.raises(KgError) as caught:
        call()
    (problem,) = caught.value.problems
    return f"{problem.code}: {problem.message} → {problem.hint}"


@pytest.mark.parametrize(
    "spelling",
    [
        "alpha",
        "ALPHA",
        "Alpha Chips",
        "alpha-chips",
        "alpha chips".translate(WIDE),
        "阿尔法芯片",
        "阿尔法",
        "Alfa",
        "688001.SH",
        "688001sh",
        "q1",
    ],
)
def test_any_spelling_leads_to_the_entity(names: Names, spelling: str) -> None:
    assert resolve(names, spelling) == "alpha"


def test_every_name_of_the_real_register_leads_to_its_entity_or_says_whom_else_it_names(graph: Graph) -> None:
    shared = {key for key, found in graph.names.folded.items() if len({name.entity for name in found}) > 1}
    assert len(graph.names.names) > 500
    assert len(shared) < 10
    for name in graph.names.names:
        if fold(name.text) in shared and name.kind != "id":
            assert name.entity in hint_of(lambda text=name.text: graph.resolve(text))  # type: ignore[misc]
        else:
            entry = graph.names.entities[name.entity]
            assert graph.resolve(name.text) == (entry.replaced_by or entry.id), name


def test_an_entity_that_was_replaced_leads_to_the_one_of_today(names: Names) -> None:
    assert resolve(names, "Old Alpha") == resolve(names, "alpha-old") == "alpha"


def test_replacements_are_followed_to_their_end_and_never_in_a_circle() -> None:
    entries = {
        id: Entity(id, "ChipMaker", "", "", "deprecated", later) for id, later in [("a", "b"), ("b", "c"), ("c", "")]
    }
    entries |= {id: Entity(id, "ChipMaker", "", "", "deprecated", later) for id, later in [("x", "y"), ("y", "x")]}
    made = parse(dump(Names(entries, tuple(Name(id, id, kind="id") for id in entries), {})))
    assert resolve(made, "a") == "c"
    assert resolve(made, "x") == "y"


def test_an_unknown_name_names_its_neighbours_and_where_to_look(names: Names) -> None:
    assert hint_of(lambda: resolve(names, "Alpha Chip")).endswith("did you mean Alpha Chips (alpha)?")
    assert "kg find" in hint_of(lambda: resolve(names, "qqqqqq"))
    assert hint_of(lambda: resolve(names, "qqqqqq")).startswith("unknown-name")


def test_a_hint_offers_no_entity_twice(graph: Graph) -> None:
    hint = hint_of(lambda: graph.resolve("kunlunx"))
    assert "kunlunxin" in hint
    shown = hint.partition("did you mean ")[2].rstrip("?").split(", ")
    ids = [one.rpartition("(")[2].rstrip(")") for one in shown]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("text", ["", " ", "\t", "|", "../..", "<script>", "a" * 10_000, "\u202e", "\x00", "'; DROP"])
def test_a_strange_name_is_an_unknown_one(names: Names, text: str) -> None:
    assert hint_of(lambda: resolve(names, text)).startswith("unknown-name")


def test_a_name_of_two_entities_asks_for_an_id(names: Names) -> None:
    assert hint_of(lambda: resolve(names, "the second")).endswith("write one of the ids: beta, gamma")


def test_a_class_decides_between_two_entities_of_a_name(names: Names) -> None:
    assert resolve(names, "the second", ["ChipMaker"]) == "beta"
    assert resolve(names, "the second", ["TechnologyCompany", "InternetCompany"]) == "gamma"


def test_an_id_wins_over_the_same_word_as_a_name() -> None:
    entries = {id: Entity(id, "ChipMaker", "", "") for id in ("one", "two")}
    listed = [Name("one", "one", kind="id"), Name("two", "two", kind="id"), Name("two", "One", "en", "nickname")]
    assert resolve(parse(dump(Names(entries, tuple(listed), {}))), "one") == "one"


def test_an_entity_of_another_class_is_said_to_be_that(names: Names) -> None:
    said = hint_of(lambda: resolve(names, "fund", ["ChipMaker"]))
    assert said.startswith("wrong-class: 'fund' is Fund (venture investor), not a domestic chip maker")


def test_a_subclass_is_of_the_class(names: Names) -> None:
    assert resolve(names, "board", ["TradingVenue"]) == "board"


def test_finding_takes_the_whole_name_first_then_beginnings_then_parts(names: Names) -> None:
    found = find(names, "alpha")
    assert [match.entity.id for match in found] == ["alpha", "alpha-old"]
    assert [match.rank for match in find(names, "a")] == sorted(match.rank for match in find(names, "a"))
    assert [match.rank for match in find(names, "lpha")] == [2, 2]


def test_finding_shows_every_entity_once_by_the_name_that_fitted_best(names: Names) -> None:
    found = find(names, "阿尔法")
    assert [(match.entity.id, match.name.text) for match in found] == [("alpha", "阿尔法")]


def test_finding_is_limited_by_number_and_class(names: Names) -> None:
    assert len(find(names, "a", limit=2)) == 2
    assert {match.entity.cls for match in find(names, "a", classes=["Investor"])} <= {"VentureInvestor"}
    assert find(names, "alpha", classes=["Investor"]) == []


@pytest.mark.parametrize("text", ["", "zzz", "|"])
def test_finding_nothing_is_an_empty_list(names: Names, text: str) -> None:
    assert find(names, text) == []


def test_a_label_falls_back_to_the_other_language_and_then_to_the_id(names: Names) -> None:
    assert names.label("alpha", "zh") == "阿尔法芯片"
    assert names.label("lonely", "zh") == "Lonely"
    assert names.label("nobody", "zh") == "nobody"
    assert Entity("bare", "ChipMaker", "", "").label("en") == "bare"


def test_every_row_of_the_register_is_read_back_from_the_store(names: Names) -> None:
    assert set(names.entities) == {row["id"] for row in ENTITIES}
    assert names.entities["alpha-old"].status == "deprecated"
    kinds = {(name.text, name.kind, name.document) for name in names.of("alpha")}
    assert {("Alfa", "machine-translation", "d001"), ("688001.SH", "ticker", ""), ("alpha", "id", "")} <= kinds


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("abcXYZ芯片019", max_size=12), st.sampled_from(" -_.·\u3000’&/"), st.integers(0, 12))
def test_punctuation_spaces_and_case_do_not_count(text: str, sign: str, place: int) -> None:
    assert fold("x" + text[:place].upper() + sign + text[place:]) == fold("x" + text)


@st.composite
def registers(draw: st.DrawFn) -> Names:
    ids = draw(
        st.lists(st.from_regex(r"[a-z]{1,5}(-[a-z]{1,3})?", fullmatch=True), unique=True, min_size=1, max_size=5)
    )
    entries = {
        id: Entity(id, draw(st.sampled_from(["ChipMaker", "Fund"])), draw(texts), draw(texts), draw(texts), draw(texts))
        for id in ids
    }
    listed = draw(st.lists(st.builds(Name, st.sampled_from(ids), texts, texts, texts, texts), max_size=8))
    return register._register(entries, [(name, fold(name.text)) for name in listed])


@given(registers())
def test_dumping_and_parsing_a_register_are_inverse(names: Names) -> None:
    assert parse(dump(names)) == names
    assert dump(parse(dump(names))) == dump(names)


@given(registers())
def test_finding_by_a_whole_name_always_finds_its_entity(names: Names) -> None:
    for name in names.names:
        found = {match.entity.id for match in find(names, name.text, limit=100)}
        assert name.entity in found or not fold(name.text)


def test_the_register_is_the_same_whether_read_from_the_store_or_beside_it(graph: Graph, tmp_path: Path) -> None:
    assert graph.folder is not None
    assert register.load(graph.store) == graph.names
