"""Questions that hold figures against each other: each finds the slip it is for, and nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.questions import catalog
from tests.support.folder import Row
from tests.support.small import claim, graph_of, tables_of


def ask(
    tmp_path: Path, name: str, first: Sequence[Row], second: Sequence[Row] = (), **given: str
) -> list[dict[str, object]]:
    graph = graph_of(tables_of(tmp_path, claims={"d001": first, "d003": second}, verdicts=[]))
    rows: list[dict[str, object]] = graph.ask(name, **given)
    return rows


def figure(id: str, value: str, property: str = "revenue", unit: str = "CNY", **more: str) -> dict[str, str]:
    return claim(id, more.pop("subject", "alpha"), property, value=value, unit=unit, **more)


def share(id: str, subject: str, value: str, period: str = "") -> dict[str, str]:
    return claim(id, subject, "marketShare", "market", value=value, unit="PERCENT", period=period)


@pytest.mark.parametrize(
    ("when", "other", "rows"), [("", "", 2), ("2024", "2024", 2), ("2024", "2025", 0), ("", "2024", 0)]
)
def test_shares_of_ninety_and_ninety_are_told_also_without_a_date(
    tmp_path: Path, when: str, other: str, rows: int
) -> None:
    shares = [share("1", "alpha", "90", when), share("2", "beta", "90", other)]
    assert len(ask(tmp_path, "shares-above-100", shares)) == rows


@pytest.mark.parametrize(("later", "rows"), [("40e3", 1), ("<=50e3", 1), ("52.2e3", 0), (">40e3", 0), ("60e3", 0)])
def test_a_running_total_that_falls_is_told(tmp_path: Path, later: str, rows: int) -> None:
    first = figure("1", ">52e3", "shipments", "CHIP", period="../2025-06-30")
    second = figure("2", later, "shipments", "CHIP", period="../2025-12-31")
    rows_told = ask(tmp_path, "falling-totals", [first], [second])
    assert [row["claim"] for row in rows_told] == ["d003/2"] * rows


def test_two_periods_are_no_running_totals(tmp_path: Path) -> None:
    first = figure("1", "52e3", "shipments", "CHIP", period="2024")
    second = figure("2", "40e3", "shipments", "CHIP", period="2025")
    assert ask(tmp_path, "falling-totals", [first], [second]) == []


@pytest.mark.parametrize(
    ("rate", "property", "period", "agrees"),
    [
        ("50", "revenueGrowth", "2025", "yes"),
        (">45", "revenueGrowth", "2025", "yes"),
        ("60", "revenueGrowth", "2025", "no"),
        (">60", "revenueGrowth", "2025", "no"),
        ("58.1", "revenueCagr", "2023/2025", "yes"),
        ("68.8", "revenueCagr", "2023/2025", "no"),
        ("35.7", "revenueCagr", "2022/2025", "yes"),
        ("39", "revenueCagr", "2022/2025", "no"),
    ],
)
def test_a_growth_is_held_against_its_two_figures(
    tmp_path: Path, rate: str, property: str, period: str, agrees: str
) -> None:
    years = {"2022": "120e6", "2023": "120e6", "2024": "200e6", "2025": "300e6", "2024-H1": "10e6"}
    figures = [figure(str(at), value, period=year) for at, (year, value) in enumerate(years.items(), 1)]
    (row,) = ask(tmp_path, "printed-growth", [*figures, figure("9", rate, property, "PERCENT", period=period)])
    assert row["agrees"] == agrees


@pytest.mark.parametrize(("ratio", "agrees"), [("4.6", "yes"), ("5.6", "no")])
def test_a_size_ratio_is_held_against_its_sizes(tmp_path: Path, ratio: str, agrees: str) -> None:
    sizes = [
        figure(str(at), value, "marketSize", subject="market", period=period)
        for at, (value, period) in enumerate([("154.6e9", "2024"), ("715.3e9", "2029")], 1)
    ]
    made = figure("3", ratio, "marketSizeRatio", "TIMES", subject="market", period="2024/2029")
    (row,) = ask(tmp_path, "printed-growth", [*sizes, made])
    assert row["agrees"] == agrees


@pytest.mark.parametrize(
    ("unit", "value", "other_unit", "other", "agrees"),
    [
        ("USD", "100e6", "CNY", "700e6", "yes"),
        ("USD", "100e6", "CNY", "70e6", "no"),
        ("USD", "-100e6", "CNY", "-700e6", "yes"),
        ("HKD", "100e6", "CNY", "90e6", "yes"),
        ("HKD", "100e6", "CNY", "700e6", "no"),
        ("USD", "100e6", "HKD", "780e6", "yes"),
        ("USD", "100e6", "HKD", "700e6", "no"),
    ],
)
def test_one_figure_in_two_currencies_agrees_at_a_likely_rate(
    tmp_path: Path, unit: str, value: str, other_unit: str, other: str, agrees: str
) -> None:
    one, two = (
        figure(*cells, period="2025")
        for cells in (("1", value, "netResult", unit), ("2", other, "netResult", other_unit))
    )
    (row,) = ask(tmp_path, "two-currencies", [one], [two])
    assert row["agrees"] == agrees


def test_the_band_of_rates_is_a_parameter(tmp_path: Path) -> None:
    figures = [figure("1", "100e6", "netResult", "USD"), figure("2", "700e6", "netResult", "CNY")]
    assert ask(tmp_path, "two-currencies", figures, fewest="8", most="9")[0]["agrees"] == "no"


@pytest.mark.parametrize(
    ("other", "times"), [("5.4e9", [10]), ("54e9", [100]), ("540e3", [1000]), ("600e6", []), ("5.6e9", [])]
)
def test_a_tenfold_slip_between_two_documents_is_told(tmp_path: Path, other: str, times: list[int]) -> None:
    rows = ask(tmp_path, "tenfold-slips", [figure("1", "540e6", period="2024")], [figure("2", other, period="2024")])
    assert [row["times"] for row in rows] == times


def test_a_tenfold_slip_of_a_loss_is_told(tmp_path: Path) -> None:
    losses = [figure("1", value, "netResult", period="2024") for value in ("-300e6", "-3.00e9")]
    assert len(ask(tmp_path, "tenfold-slips", losses[:1], losses[1:])) == 1


def test_a_plan_is_not_overdue_on_the_day_it_was_spoken_of(tmp_path: Path) -> None:
    spoken = figure("1", "300e6", "investment", mode="plan", period="2025-06")
    awaited = figure("2", "300e6", mode="plan", period="2025-12-31")
    assert [row["claim"] for row in ask(tmp_path, "overdue-plans", [spoken, awaited], day="2026-12-31")] == ["d001/2"]


@pytest.mark.parametrize(
    ("rows", "agrees"),
    [
        (
            [
                figure("1", "300e6", period="2025"),
                figure("2", "6e3", "shipments", "CHIP", period="2025"),
                figure("3", "50e3", "averagePrice", period="2025"),
            ],
            "yes",
        ),
        (
            [
                figure("1", "300e6", period="2025"),
                figure("2", "6e3", "shipments", "CHIP", period="2025"),
                figure("3", "90e3", "averagePrice", period="2025"),
            ],
            "no",
        ),
    ],
)
def test_an_average_price_is_held_against_revenue_and_shipments(tmp_path: Path, rows: list[Row], agrees: str) -> None:
    assert [row["agrees"] for row in ask(tmp_path, "printed-ratios", rows)] == [agrees]


def test_every_question_of_conflicts_can_be_narrowed_to_an_entity() -> None:
    asked = [question for question in catalog.questions().values() if question.topic == "conflicts"]
    assert [one.name for one in asked if "entity" not in [p.name for p in one.parameters]] == []
