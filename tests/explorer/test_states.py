"""The explorer in every state a reader may find it in: evidence, disputes, phone, print, dark, hostile data.

Every test of this file ends with the same question: did the page ask for anything, or complain of anything?
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kg.explorer.page import page
from kg.graph import Graph
from tests.support.browser import AXE, DESK, PHONE, Page, browser, overlaps, view
from tests.support.walk import ALIEN, EDGE, LANGS, title

# The walk by mouse.


def test_every_line_reaches_its_evidence_in_one_step(walk: Page, explorer: Path) -> None:
    walk.open(explorer)
    edges = walk.picture("scene()")["edges"]
    assert len(edges) > 300
    for edge in edges[::12]:
        walk.js("location.hash = '#edge=' + encodeURIComponent(arguments[0])", edge)
        walk.wait(lambda: walk.seen(".card .evidence dd"), f"the evidence of {edge}")
        assert walk.js("return document.querySelectorAll('.card .claim').length") >= 1


def test_parallel_claims_are_listed_one_by_one(walk: Page, explorer: Path) -> None:
    walk.open(explorer, view(edge="iluvatar-corex|listedOn|hkex-main-board|stated"))
    claims = walk.driver.find_elements("css selector", ".card .claim")
    assert len(claims) >= 2
    assert len([one for one in claims if one.find_elements("css selector", ".evidence")]) == 1
    walk.click(".card .claim:nth-of-type(2) h4 button")
    opened = walk.driver.find_elements("css selector", ".card .claim")[1]
    assert opened.find_elements("css selector", ".evidence")
    assert "claim=" in walk.hash()


def test_a_dispute_is_flagged_and_its_verdict_named(walk: Page, explorer: Path) -> None:
    walk.open(explorer, view(disputed="1"))
    edge = walk.picture("scene()")["edges"][0]
    walk.js("location.hash = '#edge=' + encodeURIComponent(arguments[0])", edge)
    walk.wait(lambda: walk.seen(".card .against"), "what disagrees")
    assert "disputed" in walk.text(".card .facts")


# What holds everywhere.

STATES = {
    "overview": "",
    "entity": view(focus="iluvatar-corex"),
    "evidence": view(edge=EDGE),
    "figure": view(focus="iluvatar-corex", claim="d000/10a"),
    "dispute": view(disputed="1", edge="kunlunxin|subsidiaryOf|baidu|stated"),
    "time": view(asof="2025-12-31", focus="iluvatar-corex"),
    "filters": view(states="denied,plan", roles="maker"),
    "table": view(view="table"),
    "claims": view(view="table", question="claims"),
    "questions": view(view="questions"),
    "answer": view(view="questions", question="group-agreement"),
    "path": view(view="path", **{"from": "bytedance", "to": "baidu"}),
    "nothing": view(asof="1990-01-01"),
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_every_target_is_large_enough(walk: Page, explorer: Path, size: tuple[int, int]) -> None:
    if not AXE.is_file():
        pytest.skip("axe did NOT look at the page: npm --prefix kg/explorer ci")
    found: dict[str, list[str]] = {}
    for number, (name, place) in enumerate(STATES.items()):
        lang = LANGS[number % 2]
        walk.open(explorer, f"{place}&lang={lang}" if place else f"lang={lang}", size, dark=number % 3 == 0)
        found[name] = walk.axe() + walk.small_targets()
        assert walk.js("return document.documentElement.scrollWidth") <= size[0], name
    walk.open(explorer, "", size)
    walk.search("kunlun")
    found["search"] = walk.axe() + walk.small_targets()
    walk.keys(Keys.ESCAPE)
    walk.click("[data-key=share]")
    found["share"] = walk.axe() + walk.small_targets()
    if size == DESK:
        walk.keys(Keys.ESCAPE, "?")
        found["help"] = walk.axe() + walk.small_targets()
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_lies_on_another_at_any_zoom(walk: Page, explorer: Path, lang: str) -> None:
    for size in (DESK, PHONE):
        walk.open(explorer, view(lang=lang), size)
        counts = []
        for _ in range(5):
            names = walk.picture("labels()")
            counts.append(len(names))
            assert overlaps(names) == []
            walk.js("document.getElementById('stage').picture.zoom(1.7)")
            walk.settle()
        assert counts[0] >= (40 if size == DESK else 12)
        walk.open(explorer, view(lang=lang, focus="iluvatar-corex"), size)
        assert overlaps(walk.picture("labels()")) == []


@pytest.mark.parametrize("width", [360, 390, 480])
def test_on_a_phone_the_panel_is_a_sheet_that_covers_nothing(walk: Page, explorer: Path, width: int) -> None:
    walk.open(explorer, "", (width, 780))
    assert walk.js("return document.documentElement.scrollWidth") <= width
    assert not walk.seen("#legend-body")
    walk.search("kunlun")
    walk.keys(Keys.ENTER)
    stage, sheet, ruler = (walk.one(part).rect for part in (".stage", "aside.panel", ".ruler"))
    for above, below in pairwise((stage, sheet, ruler)):
        assert above["y"] + above["height"] <= below["y"] + 1
    assert stage["height"] > 150
    place = walk.picture("screen('kunlunxin')")
    assert 0 < place["x"] < width
    assert 0 < place["y"] < stage["height"]
    walk.click("aside .handle")
    assert not walk.seen("aside .page")
    assert walk.one(".stage").rect["height"] > stage["height"]


def test_changes_of_the_day_and_of_the_filters_are_announced(walk: Page, explorer: Path) -> None:
    walk.open(explorer)
    walk.click(".filter-roles label", "Investor")
    walk.announced("are shown")
    walk.click("[data-key=earlier]")
    walk.announced("are shown")
    walk.click(".views .view", "Table")
    walk.announced("Table view")


def test_the_paper_is_dark_where_the_system_is_and_the_reader_may_choose(walk: Page, explorer: Path) -> None:
    walk.open(explorer, dark=True)
    paper = "return getComputedStyle(document.body).backgroundColor"
    dark = walk.js(paper)
    walk.click("[data-key=theme]")
    assert walk.js(paper) != dark
    assert "theme=light" in walk.hash()
    walk.click("[data-key=theme]")
    assert walk.js(paper) == dark


def test_it_works_inside_another_page(walk: Page, explorer: Path) -> None:
    outer = explorer.with_name("outer.html")
    outer.write_text(
        '<!doctype html><iframe src="explorer.html" width="900" height="600" sandbox="allow-scripts"></iframe>',
        encoding="utf-8",
    )
    walk.path = outer
    walk.driver.get("about:blank")
    walk.driver.get_log("browser")
    walk.driver.get_log("performance")
    walk.driver.get(outer.as_uri())
    walk.driver.switch_to.frame(0)
    walk.wait(lambda: walk.js("return !!document.getElementById('stage')"), "the page in the page")
    walk.settle()
    walk.search("kunlun")
    walk.keys(Keys.ENTER)
    assert title(walk) == "Kunlunxin"
    walk.driver.switch_to.default_content()
    walk.path = explorer.parent


def test_printed_pages_are_light_and_hold_the_card(walk: Page, explorer: Path) -> None:
    walk.open(explorer, view(edge=EDGE, theme="dark"))
    walk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert walk.js("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert walk.seen(".card .evidence")
    assert walk.seen("#coverage")
    assert not walk.seen(".search")
    walk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})


# Nothing leaves, nothing runs, whatever the data say and whatever the machine can.


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_text_stays_text_wherever_one_clicks(walk: Page, hostile: Graph, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page(hostile, lang), encoding="utf-8")
    walk.open(path)
    assert walk.picture("scene()")["nodes"] > 3
    for edge in walk.picture("scene()")["edges"]:
        walk.js("location.hash = '#edge=' + encodeURIComponent(arguments[0])", edge)
        walk.wait(lambda: walk.seen("article.card"), "a card")
        for word in walk.driver.find_elements("css selector", "[data-key^=sparql-]")[:1]:
            word.click()
    for question in ("documents", "evidence", "names", "not-same"):
        walk.js("location.hash = '#view=questions'")
        walk.settle()
        walk.click(f"[data-key=question-{question}]")
    walk.js("location.hash = ''")
    walk.search("<")
    walk.search("img")
    assert walk.js("return typeof window.hacked + typeof window.pwned") == "undefinedundefined"
    assert walk.js(ALIEN) == []


@pytest.mark.parametrize(
    "flags",
    [("--disable-3d-apis",), ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")],
    ids=["no WebGL", "software WebGL"],
)
def test_without_a_graphics_card_the_canvas_draws(explorer: Path, tmp_path: Path, flags: tuple[str, ...]) -> None:
    with browser(tmp_path, *flags) as found:
        found.open(explorer)
        assert found.picture("renderer") == "canvas"
        has = found.js("return !!document.createElement('canvas').getContext('webgl2')")
        assert has is ("--disable-3d-apis" not in flags)
        assert len(found.picture("labels()")) >= 40
        found.click_node("kunlunxin")
        assert title(found) == "Kunlunxin"
        found.click_line("bytedance", "kunlunxin", "bytedance|tests")
        assert found.seen(".card .evidence")
        assert found.faults() == []
