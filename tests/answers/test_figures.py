"""Figures laid out: every figure with its source, nothing averaged, converted or chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.answers.figures import by_period, shown, side_by_side, source, together
from kg.graph import Graph
from kg.knowledge.claims import Claim
from kg.words.wording import HEARSAY, camel
from tests.support.small import CLAIMS, claim, graph_of, tables_of

MORE = [
    claim("20", "alpha", "revenue", value="500e6", unit="CNY", period="2024"),
    claim("21", "alpha", "revenue", value="500e6", unit="CNY", period="2024", rank="deprecated", note="a slip"),
    claim("22", "alpha", "grossMargin", value="50.1", unit="PERCENT"),
    claim("23", "beta", "revenue", value="100e6", unit="CNY", period="2025", mode="forecast"),
    claim("24", "beta", "grossMargin", value="58", unit="PERCENT", period="2025", polarity="denies"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    claims = {**CLAIMS, "d003": [*CLAIMS["d003"], *MORE]}
    return graph_of(tables_of(tmp_path_factory.mktemp("measures"), claims=claims))


def of(small: Graph, *subjects: str) -> list[Claim]:
    return small.about(subjects).of(subjects, "measure")


def one_of(small: Graph, id: str) -> Claim:
    return next(claim for claim in small.ledger.claims if claim.id == id)


def test_every_figure_about_an_entity_is_read_and_nothing_else(small: Graph) -> None:
    assert {one.id for one in of(small, "alpha")} == {"d001/5", "d001/6", "d003/5", "d003/20", "d003/21", "d003/22"}
    assert {one.subject for one in of(small, "alpha", "beta")} == {"alpha", "beta"}
    assert of(small, "lonely") == []


def told(small: Graph, id: str, lang: str = "en") -> str:
    return together([one_of(small, id)], lang)


def test_a_figure_shows_its_claim_and_what_it_is_not(small: Graph) -> None:
    assert told(small, "d003/20") == "CNY 500 m [d003/20]"
    assert told(small, "d001/5") == "CNY 540 m [d001/5!]", "it takes part in a conflict"
    assert told(small, "d003/21") == "CNY 500 m [d003/21×]", "it was taken back"
    assert told(small, "d003/23") == "CNY 100 m (forecast) [d003/23]"
    assert told(small, "d003/24") == "58 % (denies) [d003/24]"
    assert told(small, "d004/2") == "vague (不少) (forecast, forum comment) [d004/2]"
    assert told(small, "d003/23", "zh") == "1亿元（预测） [d003/23]"


@pytest.mark.parametrize("basis", HEARSAY)
def test_hearsay_never_looks_like_a_fact(small: Graph, basis: str) -> None:
    one = of(small, "alpha")[0]
    assert shown(replace(one, basis=camel(basis)), "en") != shown(one, "en")


def test_equal_figures_stand_once_with_all_their_claims(small: Graph) -> None:
    one = one_of(small, "d003/20")
    assert together([one, replace(one, id="d001/9"), replace(one, value="501e6")], "en") == (
        "CNY 500 m [d003/20, d001/9]; CNY 501 m [d003/20]"
    )


def cells(small: Graph, lang: str = "en", most: int = 6) -> dict[str, dict[str, str]]:
    sheet = by_period(small.names, of(small, "alpha"), lang, most)
    return {row[0]: dict(zip(sheet.headings[1:], row[1:], strict=True)) for row in sheet.rows}


def test_measures_stand_down_and_periods_across_in_order_of_time(small: Graph) -> None:
    sheet = by_period(small.names, of(small, "alpha"))
    assert sheet.headings == ("measure", "2024", "2025", "other or no date")
    assert [row[0] for row in sheet.rows] == ["gross margin", "market share (Market for chips)", "revenue"]


def test_every_figure_of_a_cell_is_in_it(small: Graph) -> None:
    table = cells(small)
    assert "[d001/5!]" in table["revenue"]["2025"]
    assert "≥ CNY 600 m [d003/5!]" in table["revenue"]["2025"]
    assert "d003/21×" in table["revenue"]["2024"]
    assert table["gross margin"]["other or no date"] == "50.1 % [d003/22]"


def test_periods_beyond_the_best_filled_are_named_in_the_last_column(small: Graph) -> None:
    table = cells(small, most=1)
    assert set(table["revenue"]) == {"2025", "other or no date"}
    assert table["revenue"]["other or no date"].startswith("2024: CNY 500 m")


def test_no_claim_is_lost_in_the_table(graph: Graph) -> None:
    claims = of(graph, "iluvatar-corex")
    assert len(claims) > 20
    sheet = by_period(graph.names, claims, most=3)
    text = "\n".join("\n".join(row) for row in sheet.rows)
    assert all(shown(one, "en") in text for one in claims)


def test_the_table_in_chinese(small: Graph) -> None:
    sheet = by_period(small.names, of(small, "alpha"), "zh")
    assert sheet.headings[:3] == ("指标", "2024年", "2025年")
    assert any("芯片市场" in row[0] for row in sheet.rows)


def test_an_entity_without_figures_has_an_empty_table(small: Graph) -> None:
    assert by_period(small.names, []).rows == []


def test_entities_stand_side_by_side_and_what_both_have_comes_first(small: Graph) -> None:
    sheet = side_by_side(small.names, of(small, "alpha", "beta"), ["alpha", "beta"])
    assert sheet.headings == ("measure", "period", "Alpha Chips", "Beta")
    first = sheet.rows[0]
    assert first[:2] == ("revenue", "2025")
    assert all(first)
    filled = [sum(map(bool, row[2:])) for row in sheet.rows]
    assert filled == sorted(filled, reverse=True)


def test_side_by_side_says_nothing_of_others(small: Graph) -> None:
    found = of(small, "alpha")
    assert side_by_side(small.names, found, ["lonely"]).rows == [
        (label, period, "") for label, period, _ in side_by_side(small.names, found, ["lonely"]).rows
    ]


def test_a_disputed_claim_that_was_taken_back_has_both_marks(small: Graph) -> None:
    assert source(replace(one_of(small, "d001/5"), rank="deprecated")) == "d001/5!×"
