"""The printed ontology: complete, in both languages, offline, safe, and the same bytes from the same files."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from kg import files
from kg.engine import ontology as reader
from kg.export import ontology_html
from kg.graph import Graph
from kg.words.vocab import VOCABULARY
from tests.support.browser import AXE, DESK, PHONE, Page


@cache
def ontology() -> reader.Ontology:
    """Return the project's ontology as it is printed."""
    return reader.read(files.ontology_dir())


@cache
def text() -> str:
    """Return the page without a graph."""
    return ontology_html.render_ontology(ontology(), {})


@cache
def page() -> lxml.html.HtmlElement:
    """Return the page as a tree."""
    return lxml.html.fromstring(text())


def entry(name: str) -> str:
    """Return what the page says of a term, as text."""
    return said_in(page(), name)


def said_in(tree: lxml.html.HtmlElement, name: str) -> str:
    """Return what a page says of a term, as words with single spaces between."""
    (found,) = tree.xpath(f"//article[@id='{ontology_html.anchor(name)}']")
    return " ".join(" ".join(found.itertext()).split())


def test_every_word_of_the_vocabulary_is_printed() -> None:
    words = {*VOCABULARY.classes, *VOCABULARY.properties, *(f"unit:{unit}" for unit in VOCABULARY.units)}
    assert len(words) > 200
    assert words <= ontology().terms.keys()
    assert {found.get("id") for found in page().xpath("//article")} == set(map(ontology_html.anchor, ontology().terms))


def test_a_term_stands_under_the_anchor_that_its_iri_ends_in() -> None:
    terms = [term for term in ontology().terms.values() if term.kind != "unit"]
    assert all(term.iri.endswith(f"#{ontology_html.anchor(term.name)}") for term in terms)


def test_anchors_are_unique_and_every_link_inside_the_page_leads_somewhere() -> None:
    ids = Counter(page().xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = {href[1:] for href in page().xpath("//@href") if href.startswith("#")}
    assert len(links) > 300
    assert links <= ids.keys()


@pytest.mark.parametrize("field", ["label", "definition", "example"])
def test_every_term_is_printed_in_both_languages(field: str) -> None:
    for term in ontology().terms.values():
        said = entry(term.name)
        for words in getattr(term, field):
            assert words, term.name
            assert " ".join(words.split()) in said


def test_an_entry_says_what_the_ontology_says() -> None:
    assert "Within 限定于 market 市场" in entry("marketShare")
    assert "In 单位 per cent %" in entry("marketShare")
    assert "is a customer of 是…的客户 + belongs to the group of 隶属于…集团" in entry("customerOfGroup")
    assert "belongs to the group of 隶属于…集团 → at least one 至少一个 company 公司" in entry("ChipArm")
    assert "← is compared with 与…对比 at least one 至少一个 product 产品" in entry("ComparisonTarget")
    assert "has subject 主体 → exactly 恰有 1" in entry("Claim")
    assert "one at most 至多一个" in entry("madeBy")
    assert "Read backwards 逆 makes 推出" in entry("madeBy")
    assert "the same as 等同 qudt-unit:CCY_CNY" in entry("unit:CNY")
    assert "Leads to 指向 date" in entry("established")


def test_the_tree_holds_every_class_of_entities_once_and_nothing_lies_upon_another() -> None:
    leaves = list(ontology_html.tree(ontology().terms, "Entity"))
    names = [leaf.term.name for leaf in leaves]
    below = [name for name in VOCABULARY.classes if VOCABULARY.is_a(name, "Entity")]
    assert sorted(names) == sorted(below)
    for one in leaves:
        for other in leaves:
            beside = abs(one.y - other.y) < 12
            assert one is other or not beside or one.x + one.width < other.x or other.x + other.width < one.x
        assert (one.start is None) == (one.term.name == "Entity")


def test_links_to_other_vocabularies_are_web_addresses() -> None:
    outside = {href for href in page().xpath("//@href") if not href.startswith("#")}
    assert len(outside) > 50
    assert all(re.match(r"https?://", href) for href in outside)


def test_no_text_of_the_ontology_is_markup() -> None:
    wicked = '</style><script>alert(1)</script>" onload="x'
    chip = replace(ontology().terms["Chip"], label=(wicked, wicked), definition=(wicked, wicked), symbol=wicked)
    header = replace(ontology().header, title=(wicked, wicked))
    spoiled = replace(ontology(), terms={**ontology().terms, "Chip": chip}, header=header)
    page = lxml.html.fromstring(ontology_html.render_ontology(spoiled, {}))
    assert not page.xpath("//script | //*[@onload]")
    assert wicked in page.xpath("//article[@id='Chip']")[0].text_content()


def test_the_page_is_written_as_it_is_rendered() -> None:
    out = io.StringIO()
    ontology_html.write_ontology(out)
    assert out.getvalue() == text()


def test_with_a_graph_the_page_counts_the_uses(graph: Graph) -> None:
    counts = ontology_html.counted(graph.store)
    claims = graph.sparql(
        "PREFIX kg: <https://w3id.org/china-gpu-kg/ontology#>"
        " SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim ; kg:property kg:revenue }"
    ).rows[0][0]
    assert isinstance(claims, int)
    assert counts["revenue"] == claims
    assert counts["ChipMaker"] <= counts["Company"] <= counts["Organisation"] <= counts["Entity"]
    assert counts["Claim"] > claims
    assert "unit:CNY" in counts
    out = io.StringIO()
    ontology_html.write_ontology(out, graph.store)
    assert f"In the data 数据中 {claims} " in said_in(lxml.html.fromstring(out.getvalue()), "revenue")
    assert "In the data" not in text()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(tab: Page, exported: Path, size: tuple[int, int], dark: bool) -> None:
    # 618 links were too small to press, and two drawings were pictures with links in them.
    if not AXE.is_file():
        pytest.skip("axe did NOT look at the page: npm --prefix kg/explorer ci")
    tab.open(exported / "ontology.html", size=size, dark=dark, ready="contents")
    assert tab.axe() == []
    assert tab.faults() == []


def test_the_page_is_not_wider_than_a_phone(tab: Page, exported: Path) -> None:
    tab.open(exported / "ontology.html", size=PHONE, ready="contents")
    assert tab.js("return document.documentElement.scrollWidth") <= PHONE[0]


def test_every_link_can_be_pressed_by_a_finger(tab: Page, exported: Path) -> None:
    tab.open(exported / "ontology.html", ready="contents")
    assert tab.small_targets() == []
