"""The competency questions on investors, products, markets, people, policies, names, evidence and the network.

Each is asked through the named questions as a user would ask it, and its answer is compared with what a careful reader
finds in the five documents, written here in the register's own ids. The laws below them hold for any data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.questions.catalog import questions
from kg.words.vocab import PROPERTIES

if TYPE_CHECKING:
    from kg.graph import Graph

Row = dict[str, object]

TOPICS = ("investors", "products", "markets", "people", "policies", "names", "evidence", "network")
KG = "PREFIX kg: <https://w3id.org/china-gpu-kg/ontology#>\n"


def column(rows: Iterable[Row], name: str) -> set[object]:
    """Return the different values of one column."""
    return {row[name] for row in rows}


def columns(rows: Iterable[Row], *names: str) -> set[tuple[object, ...]]:
    """Return the different rows, cut to some columns."""
    return {tuple(row[name] for name in names) for row in rows}


def test_cq24_shareholders_of_iluvatar_before_its_listing_and_which_are_of_the_state(graph: Graph) -> None:
    rows = graph.ask("investors", company="天数智芯", role="shareholderOf")
    assert columns(rows, "investor", "state") == {
        ("sequoia-china", "no"),
        ("centurium", "no"),
        ("unicom-vc", "yes"),
        ("financial-street-capital", "yes"),
        ("shanghai-ftz-fund", "yes"),
    }
    assert columns(rows, "rounds", "complete", "document") == {("7", "no", "003")}


def test_cq25_cornerstones_of_iluvatar_with_lock_up_and_an_open_list(graph: Graph) -> None:
    rows = graph.ask("cornerstones", company="iluvatar-corex")
    assert column(rows, "investor") == {
        "zte-hong-kong",
        "ubs-am-singapore",
        "fourth-paradigm",
        "china-universal-hk",
        "chinaamc-hk",
    }
    assert len(rows) == 5
    assert columns(rows, "quantity", "unit", "complete", "listing") == {("6", "MONTH", "no", "iluvatar-hk-ipo")}


def test_cq27_no_investor_is_connected_to_two_chip_makers(graph: Graph) -> None:
    assert graph.ask("investors-in-several") == []


def test_cq28_no_investee_of_the_big_fund_is_named(graph: Graph) -> None:
    rows = graph.ask("investees", investor="大基金")
    assert column(rows, "company") == {None}
    assert column(rows, "kind") == {"statement", "forum comment"}
    general = [row for row in rows if row["kind"] == "statement"]
    assert ("big-fund-ii", "supports", "chinese-chip-design-projects") in columns(
        general, "subject", "property", "object"
    )
    comments = [row for row in rows if row["kind"] == "forum comment"]
    assert ("investment", "300e9", "CNY", "comment", "001", 209) in columns(
        comments, "property", "quantity", "unit", "basis", "document", "line"
    )
    assert not any(row["quantity"] for row in general), "the sum is a comment's alone"


def test_cq30_what_moore_threads_announced_and_how_it_is_placed(graph: Graph) -> None:
    announced = graph.ask("product-stages", maker="moore-threads", stage="announced")
    assert column(announced, "product") == {"huashan"}
    lines = graph.ask("product-lines", maker="moore-threads", property="hasArchitecture")
    assert columns(lines, "product", "object") == {("huashan", "huagang")}
    placed = graph.ask("comparisons", entity="huashan")
    assert columns(placed, "subject", "property", "object") == {
        ("huashan", "exceeds", "nvidia-hopper"),
        ("huashan", "fallsShortOf", "nvidia-blackwell"),
    }
    assert all("vague" in str(row["note"]) for row in placed + announced), "the caveat is shown"


def test_cq32_bytedance_denies_a_chip_of_its_own_and_rumours_go_on(graph: Graph) -> None:
    rows = graph.ask("rumours-and-denials", entity="字节跳动")
    assert columns(rows, "kind", "subject", "property", "object", "saidBy", "basis", "period") == {
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
    assert columns(rows, "holder", "quantity", "asPublished", "saidBy", "period", "document", "line") == {
        ("huawei-ascend", "1", "first", "idc", "2025-H1", "002", 26),
        ("t-head", "vague", "at the forefront", "he-hui", None, "002", 24),
    }


def test_cq39_every_name_of_iluvatar_with_language_and_document(graph: Graph) -> None:
    rows = graph.ask("names", entity="Iluvatar CoreX")
    named = columns(
        (r for r in rows if r["kind"] not in ("register", "nickname") and r["usedIn"]), "name", "lang", "usedIn"
    )
    assert named == {
        ("Tianshu Smartcore", "en", "000"),
        ("Daysmart", "en", "000"),
        ("Daysmart's intelligent core", "en", "000"),
        ("Tensentech", "en", "000"),
        ("Iluvatar CoreX", "en", "001"),
        ("Iluvatar CoreX", "en", "002"),
        ("天数智芯", "zh", "003"),
    }
    assert column(graph.ask("names", entity="天数智芯", document="003"), "usedIn") == {"003"}


def test_cq40_tensentech_is_neither_tencent_nor_its_news_desk(graph: Graph) -> None:
    rows = graph.ask("not-same", entity="Tensentech")
    assert columns(rows, "first", "firstEntity", "second", "secondEntity") >= {
        ("Tensentech", "iluvatar-corex", "Tencent", "tencent"),
        ("Tensentech", "iluvatar-corex", "Tencent Technology", "tencent-technology"),
    }
    assert column(rows, "firstEntity").isdisjoint({"tencent", "tencent-technology"})
    desk = graph.ask("not-same", entity="Tencent Technology")
    assert ("tencent", "tencent-technology") in columns(desk, "firstEntity", "secondEntity")
    assert all(row["reason"] for row in graph.ask("not-same"))


def test_cq45_every_claim_can_be_traced_and_checked(graph: Graph) -> None:
    rows = graph.ask("evidence")
    (count,) = graph.sparql(KG + "SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim }").rows[0]
    assert len(rows) == count
    for row in rows:
        assert re.fullmatch("[0-9a-f]{64}", str(row["sha256"])), row["claim"]
        assert re.fullmatch("[0-9a-f]{16}", str(row["digest"])), row["claim"]
        assert isinstance(row["charLength"], int)
        assert (row["line"] is None) == (row["charStart"] is None), row["claim"]
        assert row["publisher"], row["claim"]
        assert row["voice"], row["claim"]
        assert date.fromisoformat(str(row["publishedFrom"])) <= date.fromisoformat(str(row["publishedTo"]))
    (said,) = graph.ask("evidence", claim="002/27c")
    assert (said["voice"], said["document"], said["line"], said["publisher"]) == ("he-hui", "002", 27, "china-daily")
    (untold,) = graph.ask("evidence", claim="003/71c")
    assert untold["voice"] == "003", "where nobody is quoted the document itself speaks"


#: What two or more documents say: subject, relation or figure, object, figure → documents, all of them.
SUPPORTED = {
    ("iluvatar-corex", "revenue", None, "2024"): {"000", "003"},
    ("iluvatar-corex", "revenue", None, "2025-H1"): {"000", "003"},
    ("iluvatar-corex", "revenueCagr", None, "2022/2024"): {"000", "003"},
    ("iluvatar-corex", "shipments", None, "../2025-06-30"): {"000", "002", "003"},
    ("iluvatar-corex", "customerCount", None, "../2025-06-30"): {"000", "002", "003"},
    ("metax", "listedOn", "star-market", "2025-12-17"): {"001", "002", "003"},
    ("moore-threads", "listedOn", "star-market", "2025-12-01/2025-12-10"): {"001", "002", "003"},
    ("cuda", "duration", None, None): {"001", "002", "003", "004"},
}


def test_cq46_what_two_documents_support_and_what_rests_on_one(graph: Graph) -> None:
    rows = graph.ask("corroborated")
    found = {
        (row["subject"], row["property"], row["object"], row["period"]): {
            claim.partition("/")[0] for claim in (str(row["claim"]), *str(row["others"]).split("; "))
        }
        for row in rows
    }
    assert {key: found.get(key) for key in SUPPORTED} == SUPPORTED
    assert all(isinstance(row["origins"], int) and row["origins"] >= 2 for row in rows)
    alone = column(graph.ask("single-source"), "claim")
    assert {"002/27c", "001/178d", "003/71c"} <= alone
    assert alone.isdisjoint({"000/14b", "003/19c", "002/32g"})


NOISE = "poker 扑克 德州 作弊 辅助 metoprolol vaccine drug Petroleum EPC Baiyunshan 688799".split()


def test_cq47_what_the_pages_carry_besides_their_articles_is_not_in_the_graph(graph: Graph) -> None:
    assert graph.ask("search", word=NOISE) == []
    assert column(graph.ask("search", word="iluvatar"), "kind") >= {"name"}, "the search does find what is there"


def test_cq48_from_bytedance_to_baidu_with_a_claim_for_every_step(graph: Graph) -> None:
    rows = graph.ask("paths", **{"from": "ByteDance", "to": "百度"})
    assert (2, "tests", "forward", "kunlunxin", "subsidiaryOf", "forward", "002/27c", "002/7b") in columns(
        rows, "hops", "property1", "direction1", "through1", "property2", "direction2", "claim1", "claim2"
    )
    assert min(int(str(row["hops"])) for row in rows) == 2
    for row in rows:
        hops = int(str(row["hops"]))
        assert [bool(row[f"claim{step}"]) for step in (1, 2, 3)] == [step <= hops for step in (1, 2, 3)]


# What holds for any data.


def test_investors_and_the_rules_agree_on_who_invests_in_whom(graph: Graph) -> None:
    rows = graph.ask("investors")
    stated = columns(
        (
            r
            for r in rows
            if (r["polarity"], r["mode"]) == ("asserts", "actual")
            and r["rank"] != "deprecated"
            and r["basis"] not in ("anonymous", "marketInfo", "comment")
        ),
        *("investor", "company"),
    )
    inferred = graph.sparql(KG + "SELECT ?i ?c WHERE { ?i kg:investsIn ?c }")
    assert stated == {tuple(str(term).rpartition("/")[2] for term in row) for row in inferred.rows}


def test_a_claim_is_corroborated_or_alone_and_never_both(graph: Graph) -> None:
    facts = graph.ask("corroborated")
    agreeing = {claim for row in facts for claim in (str(row["claim"]), *str(row["others"]).split("; "))}
    alone = column(graph.ask("single-source"), "claim")
    assert agreeing
    assert agreeing.isdisjoint(alone)
    weighed = graph.sparql(
        KG + "SELECT DISTINCT ?id WHERE { ?c a kg:Claim ; kg:localId ?id ; kg:mode ?m ; kg:basis ?b ; kg:rank ?r ;"
        " kg:object|kg:quantity ?x FILTER(?m IN (kg:actual, kg:plan, kg:forecast))"
        " FILTER(?b != kg:comment && ?r != kg:deprecated) }"
    )
    assert {str(row[0]) for row in weighed.rows} == agreeing | alone


def test_no_question_forgets_a_narrower_relation(graph: Graph) -> None:
    # The questions follow narrower relations one step down (`?property rdfs:subPropertyOf? ?wide`), which every engine
    # answers fast and alike; a relation two steps down would be lost without a word.
    deep = [
        name
        for name, term in PROPERTIES.items()
        if term.kind == "relation"
        for parent in term.parents
        if parent != "relation" and PROPERTIES[parent].parents != ("relation",)
    ]
    assert deep == [], "teach the questions a second step: { p? } UNION { p/p }"


DATED = sorted(
    name
    for name, asked in questions().items()
    if asked.topic in TOPICS and "asOf" in {p.name for p in asked.parameters}
)


@pytest.mark.parametrize("name", DATED)
def test_nothing_is_known_before_the_first_document(graph: Graph, name: str) -> None:
    given = {p.name: "nvidia" if p.name == "from" else "cuda" for p in questions()[name].parameters if p.required}
    rows = graph.ask(name, asOf="1900-01-01", **given)
    assert [row for row in rows if row.get("kind") != "name"] == [], "only the register's names are of no day"


def test_the_questions_that_ask_of_a_day_are_many() -> None:
    assert len(DATED) > 25
    assert {name for name, q in questions().items() if q.topic in TOPICS} - set(DATED) == {"names", "not-same"}
