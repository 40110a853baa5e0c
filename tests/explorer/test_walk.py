"""A reader's way through the explorer, in a real browser: in both languages, by mouse and by keyboard alone, offline.

Every test of this file ends with the same question: did the page ask for anything, or complain of anything?
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.support.browser import Page, view
from tests.support.walk import LANGS, SAID, WHO, panel, show_language, title

# The walk by mouse.


@pytest.mark.parametrize("lang", LANGS)
def test_a_reader_walks_from_the_whole_to_the_evidence_by_mouse(walk: Page, explorer: Path, lang: str) -> None:
    said = SAID[lang]
    walk.open(explorer)
    show_language(walk, lang)
    # The whole industry: legend, coverage, names.
    assert said["note"] in walk.text("#coverage")
    assert said["documents"] in walk.text("#coverage")
    assert len(walk.text(".legend").split("\n")) > 10
    assert len(walk.picture("labels()")) >= 40
    # Any name finds her: Chinese, English, a part, a typo; each with its class.
    for query in ("昆仑芯", "Kunlunxin", "kunlun", "kunlunxn"):
        first = walk.search(query)[0]
        assert said["kunlunxin"] in first
        assert said["class"] in first
    # She chooses: the neighbourhood stays, the rest steps back, the panel is the entity's page.
    walk.click(".search [role=option]")
    assert title(walk) == said["kunlunxin"]
    scene = walk.picture("scene()")
    assert {"kunlunxin", "bytedance", "baidu"} <= set(scene["lit"])
    assert len(scene["lit"]) < scene["nodes"] / 4
    # She clicks the line and reads who says so.
    walk.click_line("bytedance", "kunlunxin", "bytedance|tests")
    assert title(walk) == said["tests"]
    card = panel(walk)
    for part in (*WHO[lang], said["where"], said["when"], said["origin"], said["calm"]):
        assert part in card
    # The name in the sentence leads on; Back leads back.
    walk.click("aside .page-title a", said["bytedance"])
    assert title(walk) == said["bytedance"]
    walk.js("history.back()")
    walk.wait(lambda: title(walk) == said["tests"], "the card before")


@pytest.mark.parametrize("lang", LANGS)
def test_the_path_between_two_shows_the_evidence_of_every_hop(walk: Page, explorer: Path, lang: str) -> None:
    said = SAID[lang]
    walk.open(explorer, view(lang=lang))
    walk.click(".view[data-key=path]")
    for field, name in (("#path-from", "ByteDance"), ("#path-to", "百度")):
        walk.one(field).send_keys(name, Keys.ENTER)
        walk.settle()
    hops = walk.driver.find_elements("css selector", ".way:first-of-type .hop")
    assert len(hops) == 2
    assert said["path"] in hops[0].text
    for hop in hops:
        for line in hop.find_elements("css selector", "li"):
            assert any(publisher in line.text for publisher in (WHO[lang][2], "Forum", "forum", "论坛", "·"))
    assert {"bytedance", "kunlunxin", "baidu"} <= set(walk.picture("scene()")["lit"])
    walk.click(".way .edge-line")
    assert title(walk) == said["tests"]
    walk.click(".back")
    assert walk.seen("#path-from")


@pytest.mark.parametrize("lang", LANGS)
def test_the_day_turns_a_fact_into_a_plan_and_the_counts_follow(walk: Page, explorer: Path, lang: str) -> None:
    said = SAID[lang]
    walk.open(explorer, view(lang=lang, focus="iluvatar-corex"))
    before = walk.picture("scene()")
    assert "iluvatar-corex|listedOn|hkex-main-board|stated" in before["edges"]
    field = walk.one("#day")
    field.send_keys("2025-12-31", Keys.ENTER)
    walk.settle()
    assert said["day"] in walk.text(".handle-flag")
    after = walk.picture("scene()")
    listed = [edge for edge in after["edges"] if edge.startswith("iluvatar-corex|listedOn|")]
    assert listed
    assert all(edge.endswith("|plan") for edge in listed)
    group = next(one.text for one in walk.driver.find_elements("css selector", ".group") if said["listed"] in one.text)
    assert said["plan"] in group
    assert int(walk.text("#coverage").split()[0].rstrip("份文件documents·")[:1]) < 5
    walk.announced(str(len(after["edges"])))


def test_the_language_switch_changes_every_word(walk: Page, explorer: Path) -> None:
    walk.open(explorer, view(focus="kunlunxin"))
    for shown in ("", "table", "questions", "path"):
        if shown:
            walk.click(f".views .view[data-key={shown}]")
        show_language(walk, "zh")
        assert walk.js("return document.documentElement.lang") == "zh-Hans"
        for part in ("header .views", ".tools", ".time-words", "#coverage", ".legend", "aside h3", "th"):
            words = walk.text(part).replace("EN", "").replace("GPU", "").replace("CSV", "")
            assert not any("a" <= letter <= "z" for letter in words), (part, words)
        show_language(walk, "en")


def test_filters_narrow_and_their_counts_follow(walk: Page, explorer: Path) -> None:
    walk.open(explorer)
    everything = len(walk.picture("scene()")["edges"])
    walk.click(".filter-states label", "Denied")
    scene = walk.picture("scene()")
    assert 0 < len(scene["edges"]) < everything
    assert all(edge.endswith("|denied") for edge in scene["edges"])
    count = walk.one(".filter-states label.on .count").text
    walk.click(".views .view[data-key=table]")
    walk.click(".view-head .view", "All claims")
    assert walk.text("#row-count").split()[0] == count
    walk.click(".filter-states label", "Denied")
    walk.click(".filter-docs label")
    walk.click(".filter-roles label", "Investor")
    assert 0 < int(walk.text("#row-count").split()[0]) < 60
    walk.click("[data-key=filter-clear]")
    assert walk.picture("scene()")["edges"] != scene["edges"]


def test_the_table_is_the_picture_and_can_be_taken_along(walk: Page, explorer: Path, tmp_path: Path) -> None:
    walk.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    walk.open(explorer, view(view="table", roles="maker", states="plan"))
    edges = walk.picture("scene()")["edges"]
    assert walk.text("#row-count") == f"{len(edges)} rows"
    assert len(walk.driver.find_elements("css selector", "tbody tr")) == min(200, len(edges))
    walk.click("th button", "claims")
    walk.click("th button", "claims")
    counts = [int(row.text) for row in walk.driver.find_elements("css selector", "tbody td:nth-child(7)")]
    assert counts == sorted(counts, reverse=True)
    assert walk.one("th[aria-sort]").get_attribute("aria-sort") == "descending"
    walk.click("[data-key=download]")
    walk.wait(lambda: list(tmp_path.glob("*.csv")), "the file")
    rows = list(csv.reader(next(tmp_path.glob("*.csv")).read_text("utf-8-sig").splitlines()))
    assert len(rows) == len(edges) + 1
    assert [int(row[6]) for row in rows[1:]] == sorted((int(row[6]) for row in rows[1:]), reverse=True)
    # Every row leads to its evidence.
    walk.click("tbody .verb")
    assert walk.seen(".card .evidence")


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_is_answered_as_a_table_and_in_the_picture(walk: Page, explorer: Path, lang: str) -> None:
    walk.open(explorer, view(lang=lang))
    walk.click(".view[data-key=questions]")
    walk.one("#find-question").send_keys("四小龙" if lang == "zh" else "group")
    walk.click("[data-key=question-group-members], [data-key=question-group-agreement]")
    assert walk.seen(".answer tbody tr")
    named = {link.text for link in walk.driver.find_elements("css selector", ".answer tbody .name")}
    assert {"Iluvatar CoreX", "MetaX"} <= named or {"天数智芯", "沐曦股份"} <= named
    assert {"iluvatar-corex", "metax"} <= set(walk.picture("scene()")["lit"])
    assert walk.picture("scene()")["nodes"] > 2 * len(walk.picture("scene()")["lit"])


def test_a_link_brings_back_exactly_this_view(walk: Page, explorer: Path) -> None:
    walk.open(explorer, view(lang="zh", asof="2026-01-25", reading="possible", focus="kunlunxin", theme="dark"))
    walk.click_line("bytedance", "kunlunxin", "bytedance|tests")
    walk.click("[data-key=closer]")
    walk.wait(lambda: "camera=" in walk.hash(), "the camera in the address")
    seen = (walk.hash(), panel(walk), walk.text("#coverage"), walk.picture("scene()"), walk.picture("screen('baidu')"))
    address = walk.js("return location.href")
    walk.driver.get("about:blank")
    walk.driver.get(address)
    walk.wait(lambda: walk.seen("#stage"), "the page")
    walk.settle()
    again = (walk.hash(), panel(walk), walk.text("#coverage"), walk.picture("scene()"), walk.picture("screen('baidu')"))
    assert again[:4] == seen[:4]
    assert again[4] == pytest.approx(seen[4], abs=2)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_picture_is_saved_with_legend_day_and_coverage(
    walk: Page, explorer: Path, tmp_path: Path, kind: str
) -> None:
    walk.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    walk.open(explorer, view(asof="2025-12-31", focus="metax"))
    walk.click("[data-key=share]")
    walk.click(f"[data-key={kind}]")
    walk.wait(lambda: list(tmp_path.glob(f"*.{kind}")), "the file")
    data = next(tmp_path.glob(f"*.{kind}")).read_bytes()
    if kind == "png":
        assert data.startswith(b"\x89PNG")
    else:
        text = data.decode("utf-8")
        assert all(part in text for part in ("31 December 2025", "Chip maker", "3 documents", "MetaX"))


# The walk by keyboard alone.


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_walk_needs_no_mouse(walk: Page, explorer: Path, lang: str) -> None:
    said = SAID[lang]
    walk.open(explorer, view(lang=lang))
    walk.keys("/", "kunlun", Keys.ENTER)
    assert title(walk) == said["kunlunxin"]
    walk.announced(said["kunlunxin"])
    # Arrow keys walk to neighbours; Enter opens the evidence of the line that led there.
    for _ in range(12):
        walk.keys("n")
        if walk.picture("scene()")["focusEdge"].startswith("bytedance|"):
            break
    walk.announced(said["bytedance"])
    walk.keys(Keys.ENTER)
    assert said["bytedance"] in title(walk)
    assert WHO[lang][0] in panel(walk)
    assert walk.js("return document.activeElement.classList.contains('page-title')")
    walk.keys(Keys.ESCAPE)
    assert title(walk) == said["kunlunxin"]
    walk.keys(Keys.ARROW_RIGHT)
    reached = walk.picture("scene()")["focusEdge"]
    assert "kunlunxin" in reached
    walk.keys("e")
    assert walk.seen(".card .evidence")
    walk.keys(Keys.ESCAPE, Keys.ESCAPE)
    assert "focus=" not in walk.hash()


def test_every_control_is_reached_by_tab_and_shows_where_it_is(walk: Page, explorer: Path) -> None:
    walk.open(explorer, view(focus="kunlunxin"))
    walk.js("document.activeElement.blur()")
    reached: list[str] = []
    bare: list[str] = []
    look = """
      const one = document.activeElement, style = getComputedStyle(one);
      const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
      return [one.outerHTML.slice(0, 90), ring, one === document.body];
    """
    for _ in range(120):
        walk.keys(Keys.TAB)
        what, ring, end = walk.js(look)
        if end or (reached and what == reached[0]):
            break
        reached.append(what)
        if not ring:
            bare.append(what)
    assert bare == []
    controls = ('id="search"', 'data-key="path"', 'class="language"', 'data-key="share"', 'id="stage"', 'id="as-of"')
    for part in (*controls, "edge-"):
        assert any(part in what for what in reached), f"Tab never comes to {part}"


def test_time_path_questions_and_help_by_keyboard(walk: Page, explorer: Path) -> None:
    walk.open(explorer)
    walk.js("document.getElementById('as-of').focus()")
    walk.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    first = walk.hash()
    walk.keys(Keys.PAGE_DOWN)
    assert first.startswith("#asof=2026-")
    assert walk.hash() != first
    walk.announced("relations are shown")
    walk.keys(Keys.END)
    assert "asof" not in walk.hash()
    walk.keys("?")
    assert walk.seen("dialog .keys")
    walk.keys(Keys.ESCAPE)
    assert not walk.seen("dialog")
    walk.js("document.querySelector('.view[data-key=path]').focus()")
    walk.keys(Keys.ENTER)
    walk.tab_to("#path-from")
    walk.keys("bytedance", Keys.ENTER, "baidu", Keys.ENTER)
    assert len(walk.driver.find_elements("css selector", ".way:first-of-type .hop")) == 2
    walk.tab_to("[data-key^=tie-]")
    walk.keys(Keys.ENTER)
    assert walk.seen(".card .evidence")
    walk.js("document.querySelector('.view[data-key=questions]').focus()")
    walk.keys(Keys.ENTER)
    walk.tab_to("[data-key^=question-]")
    walk.keys(Keys.ENTER)
    assert walk.seen(".answer")
    walk.keys(Keys.ESCAPE)
    assert not walk.seen(".answer")


def test_single_letters_are_keys_only_while_the_reader_wants_it(walk: Page, explorer: Path) -> None:
    walk.open(explorer)
    walk.keys("?")
    walk.click("[data-key=letters]")
    walk.keys(Keys.ESCAPE, "/")
    assert walk.js("return document.activeElement.id") != "search"
    walk.click("[data-key=help]")
    walk.click("[data-key=letters]")
    walk.keys(Keys.ESCAPE)
