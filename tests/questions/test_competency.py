"""The competency questions: asked by name, answered as a careful reader of the five documents answers them.

One test a question; the number is the question's. Entities are ours, claims are named by document and line, so that a
wrong answer leads to its row.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kg.graph import Graph
from kg.problem import KgError

Row = dict[str, Any]


def facts(rows: list[dict[str, object]], *columns: str) -> set[tuple[object, ...]]:
    """Return some columns of the rows as a set."""
    return {tuple(row[column] for column in columns) for row in rows}


def figures(graph: Graph, entity: str, measure: str, **more: str) -> dict[tuple[object, object], str]:
    """Return an entity's figures of one measure by document and period."""
    rows = graph.ask("figures", entity=entity, measure=measure, **more)
    # As printed: 540 million and 5.4亿 are one figure with two precisions.
    return {(row["document"], row["period"]): str(row["quantity"]) for row in rows}


def test_cq01_who_tests_kunlunxin_and_who_says_so(graph: Graph) -> None:
    rows = graph.ask("who-tests", maker="kunlunxin")
    assert facts(rows, "customer", "property", "saidBy", "document", "line") == {
        ("bytedance", "tests", "he-hui", "002", 27),
        ("bytedance", "uses", "he-hui", "002", 27),
    }


def test_cq02_suppliers_of_each_internet_company(graph: Graph) -> None:
    rows = graph.ask("who-tests", customerClass="InternetCompany")
    assert facts(rows, "customer", "maker") == {
        ("bytedance", "cambricon"),
        ("bytedance", "kunlunxin"),
        ("tencent", "enflame"),
    }


def test_cq04_chip_makers_that_belong_to_a_group(graph: Graph) -> None:
    rows = graph.ask("parents", companyClass="ChipMaker")
    found = facts(rows, "child", "property", "parent")
    assert {("kunlunxin", "subsidiaryOf", "baidu"), ("t-head", "divisionOf", "alibaba")} <= found
    assert ("huawei-ascend", "divisionOf", "huawei") in found
    assert {(child, parent) for child, _, parent in found} == {
        ("kunlunxin", "baidu"),
        ("t-head", "alibaba"),
        ("huawei-ascend", "huawei"),
    }


def test_cq05_listing_status_of_each_company(graph: Graph) -> None:
    rows = graph.at(None).ask("listing-status", companyClass="ChipMaker")
    found = facts(rows, "company", "property", "venue", "stage", "mode", "period")
    assert {
        ("moore-threads", "listedOn", "star-market", None, "actual", "2025-12-01/2025-12-10"),
        ("metax", "listedOn", "star-market", None, "actual", "2025-12-17"),
        ("iluvatar-corex", "listedOn", "hkex-main-board", None, "actual", "2026-01-08"),
        ("enflame", "reachedStage", None, "application-accepted", "actual", "2026-01-22"),
        ("kunlunxin", "spinsOff", None, None, "plan", None),
        ("kunlunxin", "listedOn", "hkex", None, "plan", None),
        ("t-head", "spinsOff", None, None, "plan", None),
    } <= found
    biren = [
        row for row in rows if row["company"] == "biren" and row["property"] == "listedOn" and row["mode"] == "actual"
    ]
    assert [(row["venue"], row["claim"]) for row in biren] == [("hkex", "002/5h")]
    assert str(biren[0]["period"]).endswith("/2026-01-08")


def test_cq06_as_certainly_published_by_the_end_of_2025_the_listing_was_a_plan(graph: Graph) -> None:
    rows = graph.at("2025-12-31", "certain").ask("listing-status", company="iluvatar-corex")
    listed = [row for row in rows if row["property"] == "listedOn"]
    assert {row["mode"] for row in listed} == {"plan"}
    assert ("hkex", "2026-01-08", "003") in facts(listed, "venue", "period", "document")
    assert "000" not in {row["document"] for row in rows}, "document 000 was only possibly published by then"
    rows = graph.at("2025-12-31", "possible").ask("listing-status", company="iluvatar-corex")
    assert "000" in {row["document"] for row in rows}


def test_cq07_the_listing_fulfils_what_was_expected(graph: Graph) -> None:
    rows = graph.ask("plans-and-outcomes", entity="iluvatar-corex", property="listedOn")
    expected = [row for row in rows if row["document"] == "003"]
    assert facts(expected, "claim", "fulfilled", "outcome", "outcomePeriod", "outcomePeriodBasis") == {
        ("003/13e", "yes", "002/5b", "2026-01-08", "inferred")
    }


def test_cq08_who_the_four_dragons_are(graph: Graph) -> None:
    rows = graph.ask("group-members", group="Four Dragons")
    versions: dict[object, set[object]] = {}
    for row in rows:
        versions.setdefault(row["document"], set()).add(row["member"])
    assert versions == {
        "000": {"biren", "iluvatar-corex", "metax", "moore-threads"},
        "002": {"biren", "enflame", "metax", "moore-threads"},
    }
    agreement = facts(graph.ask("group-agreement", group="Four Dragons"), "member", "agreement")
    assert {m for m, a in agreement if a == "agreed"} == {"biren", "metax", "moore-threads"}
    assert {m for m, a in agreement if a == "disputed"} == {"enflame", "iluvatar-corex"}


def test_cq09_the_three_ai_dragons_are_never_named(graph: Graph) -> None:
    assert graph.ask("group-members", group="three-ai-dragons") == []
    assert graph.known("three-ai-dragons") > 0, "something is known of them, only not their members"
    rows = graph.ask("figures", entity="three-ai-dragons")
    assert facts(rows, "property", "quantity", "unit") == {
        ("revenue", "7e9", "CNY"),
        ("marketValue", "1.2e12", "CNY"),
        ("priceToSales", ">170", "TIMES"),
    }


@pytest.mark.parametrize(
    ("number", "maker", "revenue", "result"),
    [
        ("11", "metax", Decimal(1980000000), (Decimal(-763000000), Decimal(-527000000))),
        ("12", "moore-threads", Decimal(1498000000), (Decimal(-1168000000), Decimal(-730000000))),
    ],
)
def test_cq11_and_12_expected_revenue_and_result(
    graph: Graph, number: str, maker: str, revenue: Decimal, result: tuple[Decimal, Decimal]
) -> None:
    rows = graph.ask("figures", entity=maker, during="2025")
    forecast = {row["property"]: row for row in rows if row["mode"] == "forecast" and row["period"] == "2025"}
    sold = forecast["revenue"]
    assert (sold["bound"], sold["low"], sold["high"], sold["unit"]) == ("atMost", None, revenue, "CNY"), number
    left = forecast["netResultParent"]
    assert (left["bound"], left["low"], left["high"], left["unit"]) == ("range", *result, "CNY"), number


def test_cq14_kunlunxin_by_year(graph: Graph) -> None:
    rows = graph.ask("figures", entity="kunlunxin")
    assert facts(rows, "property", "period", "quantity", "mode") == {
        ("revenue", "2025", "3.5e9", "forecast"),
        ("revenue", "2024", "~<2e9", "actual"),
        ("netResult", "2024", "-300e6..-200e6", "actual"),
    }
    assert {row["bound"] for row in rows if row["period"] == "2024" and row["property"] == "revenue"} == {"nearly"}


def test_cq15_iluvatar_revenue_series_and_growth(graph: Graph) -> None:
    revenue = figures(graph, "iluvatar-corex", "revenue")
    assert revenue == {
        ("000", "2022"): "189e6",
        ("000", "2024"): "540e6",
        ("003", "2024"): "5.4e8",
        ("000", "2025-H1"): "324e6",
        ("003", "2025-H1"): "324e6",
    }
    assert set(figures(graph, "iluvatar-corex", "revenueCagr").values()) == {"68.8"}
    growth = figures(graph, "iluvatar-corex", "revenueGrowth")
    assert growth == {("000", "2023"): ">60", ("000", "2025-H1"): "64.2", ("003", "2025-H1"): "64.2"}


def test_cq16_iluvatar_shipments_by_period_and_in_total(graph: Graph) -> None:
    shipped = figures(graph, "iluvatar-corex", "shipments")
    assert shipped["000", "2022"] == "7.8e3"
    assert shipped["000", "2024"] == "16.8e3"
    assert shipped["000", "2025-H1"] == "15.7e3"
    assert shipped["000", "../2025-06-30"] == ">52e3"
    assert shipped["002", "../2025-06-30"] == "52000"
    assert [figure for (document, _), figure in shipped.items() if document == "003"] == [">52e3"]
    rows = graph.ask("figures", entity="iluvatar-corex", measure="shipments")
    assert {row["basis"] for row in rows if row["claim"] == "002/28h"} == {"filing"}


def test_cq17_the_shipments_that_cannot_all_be_true(graph: Graph) -> None:
    rows = graph.ask("parts-above-total", entity="iluvatar-corex")
    assert {row["sum"] for row in rows} == {Decimal(90300)}
    assert all("000/10b" in str(row["parts"]) for row in rows)
    assert {row["claim"] for row in rows} >= {"000/15d"}
    judged = graph.ask("conflicts", claim="000/10b")
    assert {row["cause"] for row in judged} == {"periodError"}
    assert "11,700" in str(judged[0]["note"]), "the implied figure is told as a hypothesis"
    assert "11700" not in {row["quantity"] for row in graph.ask("figures", entity="iluvatar-corex")}, "and is no data"


def test_cq19_the_board_and_which_source_is_wrong(graph: Graph) -> None:
    for maker in ("moore-threads", "metax"):
        rows = [row for row in graph.ask("listing-status", company=maker) if row["property"] == "listedOn"]
        boards: dict[object, set[object]] = {}
        for row in rows:
            boards.setdefault(row["venue"], set()).add(row["document"])
        assert boards == {"star-market": {"001", "002", "003"}, "chinext": {"000"}}
        assert {row["rank"] for row in rows if row["venue"] == "chinext"} == {"deprecated"}
        judged = [row for row in graph.ask("conflicts", entity=maker) if row["cause"] == "translationError"]
        assert {row["object"] for row in judged if row["preferred"] == "yes"} == {"star-market"}


def test_cq21_market_values_with_their_basis(graph: Graph) -> None:
    for maker, peak in (("moore-threads", ">440e9"), ("metax", ">300e9")):
        rows = graph.ask("figures", entity=maker, measure="marketValue")
        found = facts(rows, "property", "document", "quantity", "unit")
        assert ("peakMarketValue", "001", peak, "CNY") in found
        assert ("marketValue", "000", "~300e9", "CNY") in found


def test_cq24_shareholders_before_the_listing_and_which_are_state_owned(graph: Graph) -> None:
    rows = graph.ask("investors", company="iluvatar-corex", role="shareholderOf")
    assert facts(rows, "investor", "state") == {
        ("sequoia-china", "no"),
        ("centurium", "no"),
        ("unicom-vc", "yes"),
        ("financial-street-capital", "yes"),
        ("shanghai-ftz-fund", "yes"),
    }
    assert {(row["rounds"], row["complete"]) for row in rows} == {("7", "no")}


def test_cq25_cornerstones_and_their_lock_up(graph: Graph) -> None:
    rows = graph.ask("cornerstones", company="iluvatar-corex")
    assert {row["investor"] for row in rows} == {
        "zte-hong-kong",
        "ubs-am-singapore",
        "fourth-paradigm",
        "china-universal-hk",
        "chinaamc-hk",
    }
    assert facts(rows, "quantity", "unit", "complete") == {("6", "MONTH", "no")}


def test_cq27_no_investor_in_more_than_one_company(graph: Graph) -> None:
    assert graph.ask("investors-in-several", kind="ChipMaker") == []


def test_cq28_no_investee_of_the_big_fund_is_named(graph: Graph) -> None:
    rows = graph.ask("investees", investor="Big Fund, phase II")
    assert not [row for row in rows if row["kind"] == "investee"]
    said = {row["claim"]: row for row in rows}
    assert said["001/22c"]["kind"] == "statement"
    assert said["001/22c"]["object"] == "chinese-chip-design-projects"
    comment = said["001/209a"]
    assert (comment["basis"], comment["quantity"], comment["unit"]) == ("comment", "300e9", "CNY")
    assert comment["kind"] != "statement"


def test_cq30_what_moore_threads_announced(graph: Graph) -> None:
    products = facts(graph.ask("product-lines", maker="moore-threads"), "product", "property", "object")
    assert ("huashan", "hasArchitecture", "huagang") in products
    rows = graph.ask("comparisons", entity="huashan")
    assert facts(rows, "property", "object") == {("exceeds", "nvidia-hopper"), ("fallsShortOf", "nvidia-blackwell")}
    assert all("vague" in str(row["note"]) for row in rows)


def test_cq32_bytedance_chip_denials_and_rumours_apart(graph: Graph) -> None:
    rows = graph.ask("rumours-and-denials", entity="bytedance")
    assert facts([row for row in rows if row["kind"] == "denial"], "subject", "property", "object", "saidBy") == {
        ("bytedance", "develops", "bytedance-chip", "bytedance")
    }
    rumours = [row for row in rows if row["kind"] == "rumour"]
    assert ("bytedance-chip", "taped-out", "001-large-enterprise-analyst", "2026") in facts(
        rumours, "subject", "object", "saidBy", "period"
    )


def test_cq34_who_leads_domestic_shipments(graph: Graph) -> None:
    rows = graph.ask("market-ranks", market="china-domestic-ai-chip-market")
    assert facts(rows, "holder", "quantity", "saidBy", "asPublished") == {
        ("huawei-ascend", "1", "idc", "first"),
        ("t-head", "vague", "he-hui", "at the forefront"),
    }


def test_cq39_names_of_iluvatar_corex(graph: Graph) -> None:
    rows = graph.ask("names", entity="iluvatar-corex")
    assert {
        ("Tianshu Smartcore", "000"),
        ("Daysmart", "000"),
        ("Tensentech", "000"),
        ("Iluvatar CoreX", "001"),
        ("Iluvatar CoreX", "002"),
        ("天数智芯", "003"),
    } <= facts(rows, "name", "usedIn")


def test_cq40_tensentech_is_not_tencent(graph: Graph) -> None:
    assert graph.resolve("Tensentech") == "iluvatar-corex"
    assert graph.resolve("Tencent") == "tencent"
    assert graph.resolve("Tencent Technology") == "tencent-technology"
    pairs = facts(graph.ask("not-same", entity="iluvatar-corex"), "first", "second")
    assert {("Tensentech", "Tencent"), ("Tensentech", "Tencent Technology")} <= pairs


def test_cq45_every_claim_shows_where_it_stands(graph: Graph) -> None:
    rows = graph.ask("evidence")
    assert len(rows) >= 330
    asked = ("document", "sha256", "line", "charStart", "charLength", "digest", "publishedFrom", "publishedTo", "voice")
    assert [row["claim"] for row in rows if any(row[column] is None for column in asked)] == []


def test_cq46_what_two_independent_documents_support(graph: Graph) -> None:
    rows = graph.ask("corroborated")
    found = {
        (row["subject"], row["property"], row["object"], row["period"]): f"{row['claim']}; {row['others']}"
        for row in rows
    }

    def documents(subject: str, property: str, object_: str | None = None) -> list[set[str]]:
        return [
            {claim.split("/")[0] for claim in claims.split("; ")}
            for (s, p, o, _), claims in found.items()
            if (s, p, o) == (subject, property, object_)
        ]

    assert {"000", "003"} in documents("iluvatar-corex", "revenue")
    assert len(documents("iluvatar-corex", "revenue")) == 2
    assert {"000", "003"} in documents("iluvatar-corex", "revenueCagr")
    assert {"000", "002", "003"} in documents("iluvatar-corex", "shipments")
    assert {"000", "002", "003"} in documents("iluvatar-corex", "customerCount")
    assert {"001", "002", "003"} in documents("metax", "listedOn", "star-market")
    assert {"001", "002", "003"} in documents("moore-threads", "listedOn", "star-market")
    assert {"001", "002", "003", "004"} in documents("cuda", "duration")
    single = {row["claim"] for row in graph.ask("single-source")}
    assert "002/27c" in single
    assert not single & {"000/14b", "003/19c"}


@pytest.mark.parametrize(
    "noise", ["metoprolol", "Hunan Warrant", "China Petroleum Engineering", "rabies", "poker", "德州"]
)
def test_cq47_unrelated_items_of_the_pages_are_not_here(graph: Graph, noise: str) -> None:
    assert graph.find(noise) == []
    with pytest.raises(KgError):
        graph.resolve(noise)
    assert graph.ask("search", word=noise) == []


def test_cq48_the_path_from_bytedance_to_baidu(graph: Graph) -> None:
    rows = graph.ask("paths", **{"from": "bytedance", "to": "baidu"})
    shortest = min(int(str(row["hops"])) for row in rows)
    ways = facts(
        [row for row in rows if row["hops"] == shortest], "property1", "through1", "property2", "claim1", "claim2"
    )
    assert ("tests", "kunlunxin", "subsidiaryOf", "002/27c", "002/7b") in ways
    hops = graph.paths("bytedance", "baidu")[0]
    assert hops[0][0].property == "tests"
    assert "subsidiaryOf" in [relation.property for relation in hops[1]]
    assert all(relation.claims for hop in hops for relation in hop)
