"""The competency questions: asked by name, answered as a careful reader of the five documents answers them.

One test a question; the number is the question's. Entities are ours, claims are named by document and line, so that a
wrong answer leads to its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from kg.graph import Graph
from kg.problem import KgError
from kg.values.ids import KG


def facts(rows: Iterable[dict[str, object]], *columns: str) -> set[tuple[object, ...]]:
    """Return some columns of the rows as a set."""
    return {tuple(row[column] for column in columns) for row in rows}


def figures(graph: Graph, entity: str, measure: str, **more: str) -> dict[tuple[object, object], str]:
    """Return an entity's figures of one measure by document and period."""
    rows = graph.ask("figures", entity=entity, measure=measure, **more)
    # As printed: 540 million and 5.4亿 are one figure with two precisions.
    return {(row["document"], row["period"]): str(row["quantity"]) for row in rows}


def documents(claim: object, others: object) -> set[str]:
    """Return the documents of a claim and of those that agree with it."""
    return {key.partition("/")[0] for key in (str(claim), *str(others).split("; "))}


def test_cq01_who_tests_kunlunxin_and_who_says_so(graph: Graph) -> None:
    rows = graph.ask("who-tests", maker="kunlunxin")
    assert facts(rows, "customer", "property", "saidBy", "document", "line") == {
        ("bytedance", "tests", "he-hui", "d002", 27),
        ("bytedance", "uses", "he-hui", "d002", 27),
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
    assert facts(rows, "child", "property", "parent") >= {
        ("kunlunxin", "subsidiaryOf", "baidu"),
        ("t-head", "divisionOf", "alibaba"),
        ("huawei-ascend", "divisionOf", "huawei"),
    }
    assert len(facts(rows, "child", "parent")) == 3


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
    known = ("biren", "listedOn", "actual")
    biren = [row for row in rows if (row["company"], row["property"], row["mode"]) == known]
    assert [(row["venue"], row["claim"]) for row in biren] == [("hkex", "d002/5h")]
    assert str(biren[0]["period"]).endswith("/2026-01-08")


def test_cq06_as_certainly_published_by_the_end_of_2025_the_listing_was_a_plan(graph: Graph) -> None:
    rows = graph.at("2025-12-31", "certain").ask("listing-status", company="iluvatar-corex")
    listed = [row for row in rows if row["property"] == "listedOn"]
    assert {row["mode"] for row in listed} == {"plan"}
    assert ("hkex", "2026-01-08", "d003") in facts(listed, "venue", "period", "document")
    assert "d000" not in {row["document"] for row in rows}, "document d000 was only possibly published by then"
    rows = graph.at("2025-12-31", "possible").ask("listing-status", company="iluvatar-corex")
    assert "d000" in {row["document"] for row in rows}


def test_cq07_the_listing_fulfils_what_was_expected(graph: Graph) -> None:
    rows = graph.ask("plans-and-outcomes", entity="iluvatar-corex", property="listedOn")
    expected = [row for row in rows if row["document"] == "d003"]
    assert facts(expected, "claim", "fulfilled", "outcome", "outcomePeriod", "outcomePeriodBasis") == {
        ("d003/13e", "yes", "d002/5b", "2026-01-08", "inferred")
    }


def test_cq08_who_the_four_dragons_are(graph: Graph) -> None:
    versions = {
        *(("d000", member) for member in ("biren", "iluvatar-corex", "metax", "moore-threads")),
        *(("d002", member) for member in ("biren", "enflame", "metax", "moore-threads")),
    }
    assert facts(graph.ask("group-members", group="Four Dragons"), "document", "member") == versions
    assert facts(graph.ask("group-agreement", group="Four Dragons"), "agreement", "member") == {
        *(("agreed", member) for member in ("biren", "metax", "moore-threads")),
        *(("disputed", member) for member in ("enflame", "iluvatar-corex")),
    }


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
        ("d000", "2022"): "189e6",
        ("d000", "2024"): "540e6",
        ("d003", "2024"): "5.4e8",
        ("d000", "2025-H1"): "324e6",
        ("d003", "2025-H1"): "324e6",
    }
    assert set(figures(graph, "iluvatar-corex", "revenueCagr").values()) == {"68.8"}
    growth = figures(graph, "iluvatar-corex", "revenueGrowth")
    assert growth == {("d000", "2023"): ">60", ("d000", "2025-H1"): "64.2", ("d003", "2025-H1"): "64.2"}


def test_cq16_iluvatar_shipments_by_period_and_in_total(graph: Graph) -> None:
    shipped = figures(graph, "iluvatar-corex", "shipments")
    by_period = {"2022": "7.8e3", "2024": "16.8e3", "2025-H1": "15.7e3", "../2025-06-30": ">52e3"}
    assert {period: shipped["d000", period] for period in by_period} == by_period
    assert shipped["d002", "../2025-06-30"] == "52e3"
    assert [figure for (document, _), figure in shipped.items() if document == "d003"] == [">52e3"]
    rows = graph.ask("figures", entity="iluvatar-corex", measure="shipments")
    assert {row["basis"] for row in rows if row["claim"] == "d002/28h"} == {"filing"}


def test_cq17_the_shipments_that_cannot_all_be_true(graph: Graph) -> None:
    rows = graph.ask("parts-above-total", entity="iluvatar-corex")
    assert {row["sum"] for row in rows} == {Decimal(90300)}
    assert all("d000/10b" in str(row["parts"]) for row in rows)
    assert {row["claim"] for row in rows} >= {"d000/15d"}
    judged = graph.ask("conflicts", claim="d000/10b")
    assert {row["cause"] for row in judged} == {"periodError"}
    assert "11,700" in str(judged[0]["note"]), "the implied figure is told as a hypothesis"
    assert "11700" not in {row["quantity"] for row in graph.ask("figures", entity="iluvatar-corex")}, "and is no data"


def test_cq19_the_board_and_which_source_is_wrong(graph: Graph) -> None:
    for maker in ("moore-threads", "metax"):
        rows = [row for row in graph.ask("listing-status", company=maker) if row["property"] == "listedOn"]
        boards = {("chinext", "d000"), *(("star-market", document) for document in ("d001", "d002", "d003"))}
        assert facts(rows, "venue", "document") == boards
        assert {row["rank"] for row in rows if row["venue"] == "chinext"} == {"deprecated"}
        judged = [row for row in graph.ask("conflicts", entity=maker) if row["cause"] == "translationError"]
        assert {row["object"] for row in judged if row["preferred"] == "yes"} == {"star-market"}


def test_cq21_market_values_with_their_basis(graph: Graph) -> None:
    for maker, peak in (("moore-threads", ">440e9"), ("metax", ">300e9")):
        rows = graph.ask("figures", entity=maker, measure="marketValue")
        found = facts(rows, "property", "document", "quantity", "unit")
        assert ("peakMarketValue", "d001", peak, "CNY") in found
        assert ("marketValue", "d000", "~300e9", "CNY") in found


def test_cq24_shareholders_of_iluvatar_before_its_listing_and_which_are_of_the_state(graph: Graph) -> None:
    rows = graph.ask("investors", company="天数智芯", role="shareholderOf")
    assert facts(rows, "investor", "state") == {
        *((investor, "no") for investor in ("sequoia-china", "centurium")),
        *((investor, "yes") for investor in ("unicom-vc", "financial-street-capital", "shanghai-ftz-fund")),
    }
    assert facts(rows, "rounds", "complete", "document") == {("7", "no", "d003")}


def test_cq25_cornerstones_of_iluvatar_with_lock_up_and_an_open_list(graph: Graph) -> None:
    rows = graph.ask("cornerstones", company="iluvatar-corex")
    assert sorted(str(row["investor"]) for row in rows) == [
        *("china-universal-hk", "chinaamc-hk", "fourth-paradigm", "ubs-am-singapore", "zte-hong-kong")
    ]
    assert facts(rows, "quantity", "unit", "complete", "listing") == {("6", "MONTH", "no", "iluvatar-hk-ipo")}


def test_cq27_no_investor_is_connected_to_two_chip_makers(graph: Graph) -> None:
    assert graph.ask("investors-in-several") == []
    assert graph.ask("investors-in-several", kind="ChipMaker") == []


def test_cq28_no_investee_of_the_big_fund_is_named(graph: Graph) -> None:
    rows = graph.ask("investees", investor="大基金")
    assert facts(rows, "company") == {(None,)}
    assert facts(rows, "kind") == {("statement",), ("forum comment",)}
    general = [row for row in rows if row["kind"] == "statement"]
    said = ("d001/22c", "big-fund-ii", "supports", "chinese-chip-design-projects")
    assert said in facts(general, "claim", "subject", "property", "object")
    assert not any(row["quantity"] for row in general), "the sum is a comment's alone"
    comments = [row for row in rows if row["kind"] == "forum comment"]
    assert ("d001/209a", "investment", "300e9", "CNY", "comment", "d001", 209) in facts(
        comments, "claim", "property", "quantity", "unit", "basis", "document", "line"
    )


def test_cq30_what_moore_threads_announced_and_how_it_is_placed(graph: Graph) -> None:
    announced = graph.ask("product-stages", maker="moore-threads", stage="announced")
    assert facts(announced, "product") == {("huashan",)}
    lines = graph.ask("product-lines", maker="moore-threads", property="hasArchitecture")
    assert facts(lines, "product", "object") == {("huashan", "huagang")}
    placed = graph.ask("comparisons", entity="huashan")
    assert facts(placed, "subject", "property", "object") == {
        ("huashan", "exceeds", "nvidia-hopper"),
        ("huashan", "fallsShortOf", "nvidia-blackwell"),
    }
    assert all("vague" in str(row["note"]) for row in placed + announced), "the caveat is shown"


def test_cq32_bytedance_denies_a_chip_of_its_own_and_rumours_go_on(graph: Graph) -> None:
    rows = graph.ask("rumours-and-denials", entity="字节跳动")
    assert facts(rows, "kind", "subject", "property", "object", "saidBy", "basis", "period") == {
        ("denial", "bytedance", "develops", "bytedance-chip", "bytedance", "company", None),
        ("rumour", "bytedance", "develops", "bytedance-chip", None, "marketInfo", None),
        (
            *("rumour", "bytedance-chip", "reachedProductStage", "taped-out"),
            *("001-large-enterprise-analyst", "anonymous", "2026"),
        ),
    }
    assert [row["kind"] for row in rows] == sorted(str(row["kind"]) for row in rows), "each kind stands together"


def test_cq34_both_leaders_of_domestic_ai_chips_are_reported(graph: Graph) -> None:
    rows = graph.ask("market-ranks", market="china-domestic-ai-chip-market")
    assert facts(rows, "holder", "quantity", "asPublished", "saidBy", "period", "document", "line") == {
        ("huawei-ascend", "1", "first", "idc", "2025-H1", "d002", 26),
        ("t-head", "vague", "at the forefront", "he-hui", None, "d002", 24),
    }


def test_cq39_every_name_of_iluvatar_with_language_and_document(graph: Graph) -> None:
    rows = graph.ask("names", entity="Iluvatar CoreX")
    named = facts(
        (r for r in rows if r["kind"] not in ("register", "nickname") and r["usedIn"]), "name", "lang", "usedIn"
    )
    assert named == {
        ("Tianshu Smartcore", "en", "d000"),
        ("Daysmart", "en", "d000"),
        ("Daysmart's intelligent core", "en", "d000"),
        ("Tensentech", "en", "d000"),
        ("Iluvatar CoreX", "en", "d001"),
        ("Iluvatar CoreX", "en", "d002"),
        ("天数智芯", "zh", "d003"),
    }
    assert facts(graph.ask("names", entity="天数智芯", document="d003"), "usedIn") == {("d003",)}


def test_cq40_tensentech_is_neither_tencent_nor_its_news_desk(graph: Graph) -> None:
    known = {"Tensentech": "iluvatar-corex", "Tencent": "tencent", "Tencent Technology": "tencent-technology"}
    assert {name: graph.resolve(name) for name in known} == known
    rows = graph.ask("not-same", entity="Tensentech")
    assert facts(rows, "first", "firstEntity", "second", "secondEntity") >= {
        ("Tensentech", "iluvatar-corex", "Tencent", "tencent"),
        ("Tensentech", "iluvatar-corex", "Tencent Technology", "tencent-technology"),
    }
    assert facts(rows, "firstEntity").isdisjoint({("tencent",), ("tencent-technology",)})
    desk = graph.ask("not-same", entity="Tencent Technology")
    assert ("tencent", "tencent-technology") in facts(desk, "firstEntity", "secondEntity")
    assert all(row["reason"] for row in graph.ask("not-same"))


def test_cq45_every_claim_can_be_traced_and_checked(graph: Graph) -> None:
    rows = graph.ask("evidence")
    assert graph.sparql(f"SELECT (COUNT(?c) AS ?n) WHERE {{ ?c a <{KG}Claim> }}").rows == [(len(rows),)]
    assert len(rows) >= 330
    for row in rows:
        assert re.fullmatch("[0-9a-f]{64}", str(row["sha256"])), row["claim"]
        assert re.fullmatch("[0-9a-f]{16}", str(row["digest"])), row["claim"]
        assert isinstance(row["charLength"], int)
        assert isinstance(row["line"], int), row["claim"]
        assert isinstance(row["charStart"], int), row["claim"]
        assert row["document"], row["claim"]
        assert row["publisher"], row["claim"]
        assert row["voice"], row["claim"]
        assert date.fromisoformat(str(row["publishedFrom"])) <= date.fromisoformat(str(row["publishedTo"]))
    (said,) = graph.ask("evidence", claim="d002/27c")
    assert (said["voice"], said["document"], said["line"], said["publisher"]) == ("he-hui", "d002", 27, "china-daily")
    (untold,) = graph.ask("evidence", claim="d003/71c")
    assert untold["voice"] == "d003", "where nobody is quoted the document itself speaks"


#: What two or more documents say: subject, relation or figure, object, period → documents, all of them.
SUPPORTED = {
    ("iluvatar-corex", "revenue", None, "2024"): {"d000", "d003"},
    ("iluvatar-corex", "revenue", None, "2025-H1"): {"d000", "d003"},
    ("iluvatar-corex", "revenueCagr", None, "2022/2024"): {"d000", "d003"},
    ("iluvatar-corex", "shipments", None, "../2025-06-30"): {"d000", "d002", "d003"},
    ("iluvatar-corex", "customerCount", None, "../2025-06-30"): {"d000", "d002", "d003"},
    ("metax", "listedOn", "star-market", "2025-12-17"): {"d001", "d002", "d003"},
    ("moore-threads", "listedOn", "star-market", "2025-12-01/2025-12-10"): {"d001", "d002", "d003"},
    ("cuda", "duration", None, None): {"d001", "d002", "d003", "d004"},
}


def test_cq46_what_two_documents_support_and_what_rests_on_one(graph: Graph) -> None:
    rows = graph.ask("corroborated")
    by_fact = {
        (row["subject"], row["property"], row["object"], row["period"]): documents(row["claim"], row["others"])
        for row in rows
    }
    assert {fact: by_fact.get(fact) for fact in SUPPORTED} == SUPPORTED
    assert len([fact for fact in by_fact if fact[:2] == ("iluvatar-corex", "revenue")]) == 2
    assert all(isinstance(row["origins"], int) and row["origins"] >= 2 for row in rows)
    alone = {row["claim"] for row in graph.ask("single-source")}
    assert {"d002/27c", "d001/178d", "d003/71c"} <= alone
    assert alone.isdisjoint({"d000/14b", "d003/19c", "d002/32g"})


NOISE = [
    *"poker 扑克 德州 作弊 辅助 metoprolol rabies vaccine drug Petroleum EPC Baiyunshan 688799".split(),
    *("Hunan Warrant", "China Petroleum Engineering"),
]


def test_cq47_what_the_pages_carry_besides_their_articles_is_not_in_the_graph(graph: Graph) -> None:
    assert graph.ask("search", word=NOISE) == []
    for noise in NOISE:
        assert [match for match in graph.find(noise) if match.how not in ("name within", "misspelt")] == []
        with pytest.raises(KgError):
            graph.resolve(noise)
    assert ("name",) in facts(graph.ask("search", word="iluvatar"), "kind"), "the search does find what is there"


def test_cq48_from_bytedance_to_baidu_with_a_claim_for_every_step(graph: Graph) -> None:
    rows = graph.ask("paths", **{"from": "ByteDance", "to": "百度"})
    assert (2, "tests", "forward", "kunlunxin", "subsidiaryOf", "forward", "d002/27c", "d002/7b") in facts(
        rows, "hops", "property1", "direction1", "through1", "property2", "direction2", "claim1", "claim2"
    )
    assert min(int(str(row["hops"])) for row in rows) == 2
    for row in rows:
        hops = int(str(row["hops"]))
        assert [bool(row[f"claim{step}"]) for step in (1, 2, 3)] == [step <= hops for step in (1, 2, 3)]
    first, second = graph.paths("bytedance", "baidu")[0]
    assert first[0].property == "tests"
    assert "subsidiaryOf" in [relation.property for relation in second]
    assert all(relation.claims for relation in (*first, *second))
