"""The page in a real browser: offline, in both languages, on a desk and on a phone, and nothing in the data can run."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from kg.drawing.picture import Node, Picture
from kg.drawing.style import ROLES, STATES
from kg.export.page import WORDS, render_page, write_page
from kg.values.text import clean, clean_lines
from tests.support.pictures import EMPTY, atlas, attack, attack_evidence, evidence

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
# Keeps what the page writes on its canvas in one frame: text, middle, width in CSS pixels.
RECORD_TEXT = """
(() => {
  let frame = null;
  window.written = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (!frame) { frame = []; requestAnimationFrame(() => { window.written = frame; frame = null; }); }
    frame.push({ text, x, y, width: this.measureText(text).width });
    fillText.call(this, text, x, y);
  };
})();
"""
TYPE_NAME = "const f = document.getElementById('find'); f.value = arguments[0]; f.dispatchEvent(new Event('change'))"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("the page was NOT opened in a browser: install chromium and chromium-driver (apt)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}", "--window-size=1280,800"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(chromedriver))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORD_TEXT})
    yield driver
    driver.quit()


def opened(browser: webdriver.Chrome, path: Path, width: int = 1280, height: int = 800) -> None:
    """Open a page, and check that it asked the network for nothing and complained of nothing."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(path.as_uri())
    settle(browser)


def settle(browser: webdriver.Chrome) -> None:
    """Wait until two frames write the same names."""
    browser.execute_async_script(
        "const done = arguments[0]; let before = null, tries = 0; const look = () => {"
        " const now = JSON.stringify(window.written), still = now === before && tries > 3; before = now;"
        " if (still || tries++ > 40) done(); else setTimeout(look, 60); }; look();"
    )


def faults(browser: webdriver.Chrome) -> tuple[list[str], list[str]]:
    """Return what the page complained of, and what it asked for beyond itself, since it was opened."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    outside = [url for url in asked if not url.startswith(("file:///", "data:"))]
    files = [url for url in asked if url.startswith("file:///")]
    assert len(files) <= 1, "the page reads another file"
    return [entry["message"] for entry in browser.get_log("browser")], outside


def written(browser: webdriver.Chrome) -> list[dict[str, Any]]:
    """Return what the last frame wrote, each text of each place once (vis-network may draw twice a frame)."""
    items: list[dict[str, Any]] = browser.execute_script("return window.written")
    return list({(item["text"], round(item["x"]), round(item["y"])): item for item in items}.values())


def click(browser: webdriver.Chrome, selector: str) -> None:
    browser.find_element(By.CSS_SELECTOR, selector).click()
    settle(browser)


def text(browser: webdriver.Chrome, selector: str) -> str:
    return browser.find_element(By.CSS_SELECTOR, selector).text


def find(browser: webdriver.Chrome, name: str) -> None:
    field = browser.find_element(By.ID, "find")
    field.clear()
    field.send_keys(name, Keys.ENTER)
    WebDriverWait(browser, 5).until(lambda _: browser.find_element(By.ID, "card").is_displayed())
    settle(browser)


@pytest.fixture(scope="module")
def atlas_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("atlas") / "atlas.html"
    write_page(atlas(), evidence(atlas()), path, evidence_zh=evidence(atlas(), zh=True))
    return path


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_every_name_is_written_beside_its_mark_in_both_languages(
    browser: webdriver.Chrome, atlas_page: Path, width: int, height: int
) -> None:
    opened(browser, atlas_page, width, height)
    for language, names in (("en", [n.label for n in atlas().nodes]), ("zh-Hans", [n.label_zh for n in atlas().nodes])):
        assert browser.execute_script("return document.documentElement.lang") == language
        seen = {item["text"] for item in written(browser)}
        assert seen <= set(names)
        assert len(seen) >= len(names) * (1.0 if width > 1000 else 0.75)
        assert {n.label if language == "en" else n.label_zh for n in atlas().nodes if n.role == "maker"} <= seen
        click(browser, "#language")
    assert faults(browser) == ([], [])


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_no_name_lies_on_another(browser: webdriver.Chrome, atlas_page: Path, width: int, height: int) -> None:
    opened(browser, atlas_page, width, height)
    names = written(browser)
    assert len(names) > 30
    for number, one in enumerate(names):
        for other in names[:number]:
            apart = abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
            assert apart or abs(one["y"] - other["y"]) >= 11, f"{one['text']} lies on {other['text']}"
        assert one["width"] / 2 <= one["x"] <= browser.execute_script("return stage.clientWidth") - one["width"] / 2


def test_the_switch_changes_every_word(browser: webdriver.Chrome, atlas_page: Path) -> None:
    opened(browser, atlas_page)
    picture = atlas()
    assert (text(browser, "h1"), browser.title) == (picture.title, picture.title)
    assert picture.coverage in text(browser, "footer")
    assert text(browser, "#hint") == WORDS["hint"][0]
    click(browser, "#language")
    assert (text(browser, "h1"), browser.title) == (picture.title_zh, picture.title_zh)
    assert picture.coverage_zh in text(browser, "footer")
    assert text(browser, "#hint") == WORDS["hint"][1]
    assert browser.find_element(By.ID, "find").get_attribute("placeholder") == WORDS["find"][1]
    shown = re.sub(r"GPU|\bEN\b|[A-Z]\w*|\d+", "", text(browser, "body"))
    assert not re.search(r"[a-z]{3}", shown), shown
    click(browser, "#language")
    assert text(browser, "h1") == picture.title


def test_the_legend_names_what_is_drawn(browser: webdriver.Chrome, atlas_page: Path) -> None:
    opened(browser, atlas_page)
    legend = text(browser, "#legend")
    roles = {node.role for node in atlas().nodes}
    assert len(roles) == 11
    for role, style in ROLES.items():
        assert (style.label_en in legend.split("\n")) is (role in roles)
    assert all(state.label_en in legend for state in STATES.values())
    click(browser, "#language")
    assert all(ROLES[role].label_zh in text(browser, "#legend") for role in roles)


def test_a_line_shows_its_evidence_in_the_language_of_the_page(browser: webdriver.Chrome, atlas_page: Path) -> None:
    opened(browser, atlas_page)
    click(browser, "#all summary")
    rows = browser.find_elements(By.CSS_SELECTOR, "#list .relation")
    assert len(rows) == len(atlas().edges)
    rows[6].click()
    settle(browser)
    card = text(browser, "#card")
    assert "ByteDance tests Kunlunxin" in card
    assert "1 independent origin" in card
    assert "since 2026-01-01" in card
    assert all(line in card for line in evidence(atlas())[atlas().edges[6].id])
    assert "tests" in {item["text"] for item in written(browser)}  # the verb, on the line
    click(browser, "#language")
    card = text(browser, "#card")
    assert "字节跳动 测试 昆仑芯" in card
    assert "字节跳动 使用 昆仑芯 的芯片" in card  # the verb is a frame: 使用…的芯片
    assert all(line in card for line in evidence(atlas(), zh=True)[atlas().edges[6].id])


def test_a_name_is_found_in_either_language_and_let_go(browser: webdriver.Chrome, atlas_page: Path) -> None:
    opened(browser, atlas_page)
    find(browser, "字节跳动")
    assert text(browser, "#card h2") == "ByteDance"
    assert len(browser.find_elements(By.CSS_SELECTOR, "#card .relation")) == 6
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    assert not browser.find_element(By.ID, "card").is_displayed()
    assert faults(browser) == ([], [])


def test_pointing_at_a_line_tells_its_evidence(browser: webdriver.Chrome, atlas_page: Path) -> None:
    opened(browser, atlas_page)
    assert not browser.find_element(By.ID, "tip").is_displayed()
    tip = point_at_a_line(browser, "PPU", "H20")
    assert tip.startswith("PPU comparable to H20")
    assert all(line in tip for line in evidence(atlas())["003/28a"])


def point_at_a_line(browser: webdriver.Chrome, one: str, other: str) -> str:
    """Move the mouse over the middle between two names until a tooltip shows; return what it says."""
    spots = {item["text"]: item for item in written(browser)}
    x, y = ((spots[one][axis] + spots[other][axis]) / 2 for axis in "xy")
    stage = browser.find_element(By.ID, "stage")
    width, height = stage.size["width"], stage.size["height"]
    for step in range(-12, 13):
        move = ActionChains(browser, duration=0)
        move.move_to_element_with_offset(stage, int(x + 3 * step - width / 2), int(y + 3 * step - height / 2)).perform()
        settle(browser)
        if browser.find_element(By.ID, "tip").is_displayed():
            return text(browser, "#tip")
    pytest.fail("no tooltip showed")


def test_on_a_phone_the_card_is_a_sheet_and_the_picture_keeps_its_size(
    browser: webdriver.Chrome, atlas_page: Path
) -> None:
    opened(browser, atlas_page, 390, 844)
    before = browser.find_element(By.ID, "stage").size
    find(browser, "Iluvatar CoreX")
    browser.execute_async_script("setTimeout(arguments[0], 500)")  # the picture glides there
    settle(browser)
    sheet = browser.find_element(By.TAG_NAME, "aside").rect
    assert browser.find_element(By.ID, "stage").size == before
    assert sheet["height"] <= 844 * 0.47
    top = browser.find_element(By.ID, "stage").rect["y"]
    chosen = next(item for item in written(browser) if item["text"] == "Iluvatar CoreX")
    assert chosen["y"] + top < sheet["y"], "the sheet covers what was chosen"
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_shown_and_never_runs(browser: webdriver.Chrome, tmp_path: Path, lang: str) -> None:
    picture = attack()
    proof = attack_evidence(picture)
    write_page(picture, proof, tmp_path / "attack.html", "zh" if lang == "zh" else "en", evidence_zh=proof)
    opened(browser, tmp_path / "attack.html")
    index = 0 if lang == "en" else 1
    assert text(browser, "h1") == clean((picture.title, picture.title_zh)[index])
    click(browser, "#all summary")
    rows = browser.find_elements(By.CSS_SELECTOR, "#list .relation")
    assert len(rows) == len(picture.edges)
    for number, edge in enumerate(picture.edges):
        browser.execute_script("document.querySelectorAll('#list .relation')[arguments[0]].click()", number)
        lines = browser.execute_script(
            "return [...document.querySelectorAll('.evidence li')].map((li) => li.textContent)"
        )
        assert lines == [line for given in proof[edge.id] for line in clean_lines(given)]
    for node in picture.nodes:
        name = clean((node.label, node.label_zh)[index])
        browser.execute_script(TYPE_NAME, name)
        assert name in text(browser, "#card").split("\n")  # as the name, or as another's name in the other language
    point_anywhere(browser)
    click(browser, "#language")
    assert browser.execute_script("return typeof window.hacked") == "undefined"
    assert faults(browser) == ([], [])


def point_anywhere(browser: webdriver.Chrome) -> None:
    """Move over the whole picture, so that every tooltip that data could break is built."""
    stage = browser.find_element(By.ID, "stage")
    width, height = stage.size["width"], stage.size["height"]
    path = ActionChains(browser, duration=0)
    for row in range(1, 12):
        for column in range(1, 12):
            x, y = width * (column / 12 - 0.5), height * (row / 12 - 0.5)
            path.move_to_element_with_offset(stage, int(x), int(y))
    path.perform()


def test_even_markup_that_got_in_would_not_run(browser: webdriver.Chrome, tmp_path: Path) -> None:
    injected = '<script>window.hacked = 1</script><img src="https://example.com/a.png" onerror="window.hacked = 2">'
    page = render_page(atlas(), {}).replace("<main>", f"<main>{injected}")
    (tmp_path / "broken.html").write_text(page, encoding="utf-8")
    opened(browser, tmp_path / "broken.html")
    assert browser.execute_script("return typeof window.hacked") == "undefined"
    complaints, _ = faults(browser)
    assert any("Content Security Policy" in complaint for complaint in complaints)


@pytest.mark.parametrize(
    "picture",
    [EMPTY, replace(EMPTY, nodes=(Node("a", "Alone", "独自", "c", "maker", 5, 5),))],
    ids=["empty", "one node"],
)
def test_next_to_nothing_can_be_shown_too(browser: webdriver.Chrome, tmp_path: Path, picture: Picture) -> None:
    write_page(picture, {}, tmp_path / "page.html")
    opened(browser, tmp_path / "page.html")
    expected: Mapping[int, str] = {0: WORDS["empty"][0], 1: ""}
    assert text(browser, "#stage") == expected[len(picture.nodes)]
    assert [item["text"] for item in written(browser)] == [node.label for node in picture.nodes]
    click(browser, "#language")
    assert faults(browser) == ([], [])


def test_dark_paper_has_light_ink(browser: webdriver.Chrome, atlas_page: Path) -> None:
    for value, light in (("dark", False), ("light", True)):
        wanted = {"features": [{"name": "prefers-color-scheme", "value": value}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wanted)
        opened(browser, atlas_page)
        colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (int(re.findall(r"\d+", colour)[0]) > 128) is light
    assert faults(browser) == ([], [])


def test_a_window_made_larger_shows_what_one_of_that_size_shows(browser: webdriver.Chrome, atlas_page: Path) -> None:
    opened(browser, atlas_page, height=900)
    expected = sorted((one["text"], round(one["x"], -1), round(one["y"], -1)) for one in written(browser))
    opened(browser, atlas_page, height=620)
    size = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    settle(browser)
    found = sorted((one["text"], round(one["x"], -1), round(one["y"], -1)) for one in written(browser))
    assert found == expected
