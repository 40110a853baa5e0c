"""The quick picture: it tells every relation in words, draws in a browser without a network, and lets nothing run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from kg.drawing.picture import Edge, Node, Picture
from kg.drawing.style import ROLE_STYLES, STATE_STYLES
from kg.export.page import MOST_EDGES, WORDS, page, render, write_page
from kg.graph import Graph
from kg.problem import KgError
from kg.values.text import clean, clean_lines
from tests.support.browser import PHONE, Page, browser
from tests.support.command import python
from tests.support.pictures import EMPTY, atlas, attack, attack_evidence, evidence

#: Keeps where on the page each text was last written, in CSS pixels.
RECORD = """
window.written = {};
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const box = this.canvas.getBoundingClientRect(), middle = x + this.measureText(text).width / 2;
  const to = this.getTransform().transformPoint({ x: middle, y });
  window.written[text] = [box.x + to.x, box.y + to.y];
  fillText.call(this, text, x, y);
};
"""


def records(picture: Picture) -> dict[str, Any]:
    text = html.document_fromstring(render(picture, {}, {})).xpath("//script[@id='records']/text()")[0]
    found: dict[str, Any] = json.loads(text)
    return found


def told(made: str, language: str = "en") -> list[list[str]]:
    """Return what the list says of each edge, by lines."""
    spans = html.document_fromstring(made).xpath(f"//ol/li/span[@lang='{language}']")
    return [span.text_content().split("\n") for span in spans]


# --- the file ---


def test_every_relation_is_told_in_words_with_its_state_and_its_evidence() -> None:
    picture = atlas()
    made = render(picture, evidence(picture), evidence(picture, zh=True))
    assert [
        "ByteDance tests Kunlunxin",
        "Stated as fact · independent origins: 1",
        *evidence(picture)["d002/7a"],
    ] in told(made)
    assert ["字节跳动使用昆仑芯的芯片", "作为事实陈述 · 独立来源：1", *evidence(picture, zh=True)["d003/8a"]] in told(
        made, "zh-Hans"
    )
    for edge, (_, how, *_) in zip(picture.edges, told(made), strict=True):
        assert STATE_STYLES[edge.state].label_en in how
        assert ("Disputed" in how) is edge.disputed
    assert told(render(picture, {}, {}))[0][2:] == [WORDS["no_evidence"][0]]


def test_states_are_told_apart_by_dash_and_sign_not_by_colour_alone() -> None:
    nodes = atlas().nodes
    looks = {}
    for state in STATE_STYLES.keys() - {"disputed"}:
        for disputed in (False, True):
            edge = Edge("e", "metax", "biren", "tests", "tests", "测试", state=state, disputed=disputed)
            (drawn,) = records(replace(atlas(), nodes=nodes, edges=(edge,)))["edges"]
            looks[state, disputed] = str(drawn["dashes"]), drawn["label"][0]
    assert len(set(looks.values())) == 10
    assert looks["denied", True][1] == "×≠ tests"
    assert looks["plan", False] == ("[9, 6]", "tests")


def test_lines_between_the_same_two_never_lie_on_each_other() -> None:
    edges = tuple(Edge(str(n), "metax", "biren", f"kind{n}", "", "") for n in range(6))
    assert len({edge["smooth"]["roundness"] for edge in records(replace(atlas(), edges=edges))["edges"]}) == 6


def test_a_name_in_one_language_serves_both() -> None:
    names = (("en", ""), ("", "中文"), ("", ""))
    nodes = tuple(Node(f"id-{n}", *pair, "c", "maker") for n, pair in enumerate(names))
    shown = [node["label"] for node in records(Picture(nodes, (), "", "", "", ""))["nodes"]]
    assert shown == [["en", "en"], ["中文", "中文"], ["id-2", "id-2"]]


def test_everything_the_page_says_is_in_both_languages() -> None:
    for english, chinese in WORDS.values():
        assert english.isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese)


def test_the_language_asked_for_is_the_first_one_shown() -> None:
    root = html.document_fromstring(render(atlas(), {}, {}, "zh"))
    assert (root.get("lang"), root.findtext(".//title")) == ("zh-Hans", atlas().title_zh)


def test_too_many_edges_are_refused_with_the_way_out() -> None:
    edges = tuple(Edge(str(number), "a", "a", "tests", "", "") for number in range(MOST_EDGES + 1))
    with pytest.raises(KgError, match="explorer"):
        render(Picture((Node("a", "a", "a", "c", "maker"),), edges, "", "", "", ""), {}, {})


def test_importing_it_loads_neither_pyvis_nor_jinja() -> None:
    code = "import sys, kg.export.page; print(*{'pyvis', 'jinja2', 'IPython'} & sys.modules.keys())"
    assert not python(code).split()


def test_the_page_of_an_entity_bears_its_name_and_links_to_an_explorer_beside_it(graph: Graph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "metax.html", "沐曦", "zh")
    alone = (tmp_path / "metax.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["metax.html"]
    assert "<title>沐曦股份 · 国产GPU台账</title>" in alone
    assert all(len(lines) > 2 for lines in told(alone))
    (tmp_path / "explorer.html").touch()
    write_page(graph, tmp_path / "metax.html", "沐曦", "zh")
    assert alone == page(graph, "metax", "zh")
    assert (tmp_path / "metax.html").read_text(encoding="utf-8") == page(graph, "metax", "zh", "explorer.html") != alone


# --- in a browser ---


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        opened.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORD})
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("atlas") / "picture.html"
    lines = evidence(atlas()), evidence(atlas(), zh=True)
    path.write_text(render(atlas(), *lines, explorer="explorer.html"), encoding="utf-8")
    return path


def move_to(tab: Page, x: float, y: float) -> ActionChains:
    stage = tab.one("#stage").rect
    offset = int(x - stage["x"] - stage["width"] / 2), int(y - stage["y"] - stage["height"] / 2)
    return ActionChains(tab.driver, duration=0).move_to_element_with_offset(tab.one("#stage"), *offset)


def click_mark(tab: Page, name: str) -> None:
    x, y = tab.js("return window.written[arguments[0]]", name)
    move_to(tab, x, y - 24).click().perform()  # a name stands below its mark
    tab.settle()


@pytest.mark.parametrize("dark", [False, True])
def test_it_draws_and_names_everything_in_both_languages(tab: Page, file: Path, dark: bool) -> None:
    tab.open(file, dark=dark)
    picture, legend = atlas(), tab.text("aside").split("\n")
    assert {node.label for node in picture.nodes} <= tab.js("return window.written").keys()
    assert {"×", "≠"} <= tab.js("return window.written").keys()
    assert {role.label_en for role in ROLE_STYLES.values() if role.role != "other"} <= set(legend)
    assert {state.label_en for state in STATE_STYLES.values()} | {"×", "≠"} <= set(legend)
    assert tab.faults() + tab.axe() == []
    tab.click("#language")
    assert {node.label_zh for node in picture.nodes} <= tab.js("return window.written").keys()
    assert (tab.text("h1"), tab.driver.title) == (picture.title_zh, picture.title_zh)
    assert tab.text("footer p").split("\n") == [WORDS["hint"][1], picture.coverage_zh]
    assert tab.faults() + tab.axe() == []


def test_what_is_chosen_is_named_and_leads_to_the_explorer_in_the_language_of_the_page(tab: Page, file: Path) -> None:
    tab.open(file)
    click_mark(tab, "Kunlunxin")
    assert tab.text("#chosen") == "Kunlunxin · Chip maker · 昆仑芯 Open in the explorer"
    assert tab.one("#chosen a").get_attribute("href") == file.with_name("explorer.html").as_uri() + "#focus=kunlunxin"
    tab.click("#language")
    assert tab.js("return document.querySelector('#chosen a').hash") == "#lang=zh&focus=kunlunxin"
    assert "测试" in tab.js("return window.written")  # the verb, on a line beside what is chosen
    move_to(tab, 8, 80).click().perform()
    assert tab.text("#chosen") == WORDS["hint"][1]


def test_a_tooltip_says_who_says_so(tab: Page, file: Path) -> None:
    tab.open(file)
    x, y = tab.js("return window.written['≠']")
    move_to(tab, x, y).perform()
    tab.wait(lambda: tab.seen(".vis-tooltip"), "a tooltip")
    assert tab.text(".vis-tooltip").split("\n") in told(file.read_text(encoding="utf-8"))


def test_keys_move_the_picture_once_it_has_the_focus(tab: Page, file: Path) -> None:
    tab.open(file)
    before = tab.js("return window.written.MetaX")
    tab.tab_to(".vis-network")
    ActionChains(tab.driver).key_down(Keys.ARROW_LEFT).pause(0.3).key_up(Keys.ARROW_LEFT).perform()
    assert tab.js("return window.written.MetaX[0]") > before[0]


def test_a_phone_sees_names_and_scrolls_down_only(tab: Page, file: Path) -> None:
    tab.open(file, size=PHONE)
    assert {"Kunlunxin", "MetaX"} <= tab.js("return window.written").keys()
    assert tab.js("return document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_shown_and_never_runs(tab: Page, tmp_path: Path, lang: str) -> None:
    picture, proof = attack(), attack_evidence(attack())
    made = render(picture, proof, proof, "zh" if lang == "zh" else "en", "explorer.html")
    (tmp_path / "attack.html").write_text(made, encoding="utf-8")
    tab.open(tmp_path / "attack.html")
    assert tab.text("h1") == clean(picture.title if lang == "en" else picture.title_zh)
    tab.click("summary")
    for edge, item in zip(picture.edges, tab.driver.find_elements("css selector", "ol > li"), strict=True):
        expected = [line for given in proof[edge.id] for line in clean_lines(given)]
        assert [clean(line) for line in item.text.split("\n")][2:] == expected
    stage = tab.one("#stage").rect
    for row in range(1, 9):
        for column in range(1, 9):
            x, y = stage["x"] + stage["width"] * column / 9, stage["y"] + stage["height"] * row / 9
            move_to(tab, x, y).pause(0.15).click().perform()
    tab.click("#language")
    assert tab.js("return typeof window.hacked") == "undefined"
    assert tab.faults() == []


def test_next_to_nothing_can_be_shown_too(tab: Page, tmp_path: Path) -> None:
    for picture in (EMPTY, replace(EMPTY, nodes=(Node("a", "Alone", "独自", "c", "maker", 5, 5),))):
        (tmp_path / "page.html").write_text(render(picture, {}, {}), encoding="utf-8")
        tab.open(tmp_path / "page.html")
        assert tab.text(".notice") == ("" if picture.nodes else WORDS["empty"][0])
        assert list(tab.js("return window.written")) == [node.label for node in picture.nodes]
        tab.click("#language")
        assert tab.faults() == []


def test_without_scripts_the_list_is_there_to_read(file: Path, tmp_path: Path) -> None:
    with browser(tmp_path, "--blink-settings=scriptEnabled=false") as plain:
        plain.driver.get(file.as_uri())
        assert WORDS["script"][0] in plain.driver.find_element("tag name", "main").text
        plain.driver.find_element("tag name", "summary").click()
        assert "Big Fund II invests in Moore Threads\nDenied" in plain.driver.find_element("tag name", "ol").text
