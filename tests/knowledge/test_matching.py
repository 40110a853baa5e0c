"""Matching: tests/names.json says whom each spelling finds and how, and the rules hold for every name."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph
from kg.knowledge import matching
from kg.knowledge.matching import TIERS, key, likely, match, typos
from kg.knowledge.pinyin import readings
from kg.problem import KgError
from kg.values.spelling import same_characters, words
from tests.support.command import python


class Case(NamedTuple):
    """A spelling, the entity it finds first (none: empty), how, and whether it passes for the name."""

    text: str
    id: str
    how: str
    resolves: str


CASES = [Case(**case) for case in json.loads((Path(__file__).parents[1] / "names.json").read_text(encoding="utf-8"))]


def resolved(graph: Graph, text: str) -> str:
    try:
        return graph.resolve(text)
    except KgError as error:
        return error.problems[0].code


def test_the_cases_cover_every_way_to_match() -> None:
    assert len(CASES) > 200
    assert {case.how for case in CASES} >= set(TIERS) - {"part", "part of pinyin"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_spelling_finds_its_entity_and_says_how(graph: Graph, case: Case) -> None:
    matches = graph.find(case.text)
    assert (matches[0].entity.id, matches[0].how) == (case.id, case.how) if case.id else matches == []
    passes = {"yes": case.id, "no": "unknown-name", "ambiguous": "ambiguous-name"}
    assert resolved(graph, case.text) == passes[case.resolves]


def test_every_chinese_name_is_found_in_traditional_characters(graph: Graph) -> None:
    """F2: of 209 labels that differ in traditional characters, none was found."""
    variants = {simplified: other for other, simplified in same_characters().items()}
    traditional = {
        name.text: "".join(variants.get(letter, letter) for letter in name.text) for name in graph.names.names
    }
    differing = {text: other for text, other in traditional.items() if other != text}
    assert len(differing) > 200
    assert {text: other for text, other in differing.items() if resolved(graph, other) != resolved(graph, text)} == {}


def test_every_chinese_name_is_found_by_its_pinyin_and_its_initials(graph: Graph) -> None:
    """F3: whole pinyin found 27 of 244 entities, initials one."""
    spoken = [(name, key) for name, key in zip(graph.names.names, graph.names.keys, strict=True) if key.said]
    assert len(spoken) > 300
    for name, one in spoken:
        for said in one.said.split("|"):
            (best, *_) = matches = graph.find(said, None)
            assert best.hit.tier <= matching.PINYIN, said
            assert name.entity in {match.entity.id for match in matches if match.hit.tier <= matching.PINYIN}, said
        for initials in one.initials.split("|"):
            # Names of one character have no initials.
            found = {match.entity.id for match in graph.find(initials, None) if match.hit.tier <= matching.INITIALS}
            assert name.entity in found or len(initials) == 1, initials


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("银行行长", "yin hang hang zhang"),
        ("重庆长安", "chong qing chang an"),
        ("绿算", "lv suan"),
        ("绿算", "lu suan"),
        ("天垓Gen 1", "tian gai gen 1"),
        ("AI芯片", "ai xin pian"),
    ],
)
def test_a_name_is_read_as_people_say_and_type_it(text: str, said: str) -> None:
    assert said in readings(words(text))


def test_a_character_of_many_readings_does_not_multiply_the_readings_of_a_name() -> None:
    assert 1 < len(readings(words("行长重数差的地得"))) <= 4
    assert readings(words("Iluvatar")) == ()


def test_a_query_never_loads_what_makes_pinyin(graph: Graph) -> None:
    code = "import sys, kg; assert kg.open().find('tianshu'); print('pypinyin' in sys.modules)"
    assert python(code).split() == ["False"]


def test_no_match_is_overlooked_by_the_quick_look(graph: Graph) -> None:
    names, keys = graph.names.names, graph.names.keys
    for text in [case.text for case in CASES] + [name.text[1:4] for name in names[::7]]:
        wanted = key(text)
        found = [n for n, one in enumerate(keys) if wanted.folded and match(wanted, text, one, names[n].text)]
        assert set(found) <= set(likely(wanted, keys)), text


@pytest.mark.parametrize("text", ["天", "a", "tian", "GPU", "ilvatar"])
def test_matches_are_ordered_by_tier_then_letters_then_id(graph: Graph, text: str) -> None:
    matches = graph.find(text, None)
    order = [(match.hit, match.entity.id) for match in matches]
    assert order == sorted(order)
    assert len({match.entity.id for match in matches}) == len(matches) > 0
    assert graph.find(text, 3) == matches[:3]


def plain_distance(a: str, b: str) -> int:
    """Return the restricted Damerau-Levenshtein distance, by its definition."""
    rows: defaultdict[tuple[int, int], int] = defaultdict(int)
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if not i or not j:
                rows[i, j] = i + j
                continue
            rows[i, j] = min(rows[i - 1, j] + 1, rows[i, j - 1] + 1, rows[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i, j] = min(rows[i, j], rows[i - 2, j - 2] + 1)
    return rows[len(a), len(b)]


@given(st.text("abc", max_size=7), st.text("abc", max_size=9), st.sets(st.integers(1, 9)), st.integers(1, 2))
def test_typos_are_counted_as_the_definition_counts(text: str, run: str, ends: set[int], most: int) -> None:
    fitting = sorted(end for end in ends if end <= len(run))
    wanted = min([plain_distance(text, run[:end]) for end in fitting] + [most + 1])
    assert typos(text, run, fitting, most) == min(wanted, most + 1)
