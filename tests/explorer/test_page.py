"""The explorer is one file that works offline, lets nothing of the data run, and says what it holds without scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from kg.explorer import ledger, page, summary
from kg.graph import Graph
from kg.problem import KgError
from kg.questions import catalog
from kg.values.text import clean
from tests.support.ledgers import graph_of, hostile_tables, small_tables

CHECKOUT = Path(__file__).resolve().parents[2]
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
# What hostile text would leave behind: its own mark, elements that the page never makes, links that run.
STRANGE = """
const made = '#app script, #app iframe, #app img, #app b, #app [onerror], #app [onload]';
const links = [...document.querySelectorAll('#app a[href]')].filter((a) => !/^(https?|blob|data|file):/.test(a.href));
const scripts = document.querySelectorAll('script').length;
return [typeof window.hacked, scripts, document.querySelectorAll(made).length, links.length];
"""
BAD_ENDS = ('"><img src=x onerror=window.hacked=8>', "</noscript></script></style><script>window.hacked=9</script>")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph_of(small_tables(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph_of(hostile_tables(small_tables(tmp_path_factory.mktemp("hostile"))))


@pytest.fixture(scope="module")
def hostile_page(hostile: Graph) -> str:
    return page.page(hostile)


@pytest.fixture(scope="module", params=["small", "hostile", "empty"])
def made(request: pytest.FixtureRequest) -> str:
    if request.param == "empty":
        return page.render("", title=BAD_ENDS[0], coverage=BAD_ENDS[1])
    if request.param == "hostile":
        return str(request.getfixturevalue("hostile_page"))
    return page.page(request.getfixturevalue("small"), "zh")


# --- the file ---


def test_it_is_a_whole_document_that_says_what_it_is(made: str) -> None:
    assert made.startswith("<!DOCTYPE html>\n")
    root = html.document_fromstring(made)
    assert root.get("lang") in ("en", "zh-Hans")
    assert (root.findtext(".//title") or "").strip()
    assert root.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert root.xpath("//meta/@charset") == ["utf-8"]
    assert (root.xpath("//meta[@name='description']/@content") or [""])[0]


def test_nothing_in_it_points_outside(made: str) -> None:
    root = html.document_fromstring(made)
    assert root.xpath("//@src | //@href | //@action | //@srcset") == ["data:,"]
    assert not root.xpath("//iframe | //object | //embed | //base | //form | //img")
    for style in root.xpath("//style/text()"):
        assert "url(" not in style.replace("url(data:", "")
        assert "@import" not in style
    assert "sourceMappingURL" not in made


def test_data_makes_no_element_and_no_handler(made: str) -> None:
    root = html.document_fromstring(made)
    assert [element.get("id") for element in root.xpath("//script")] == ["ledger", "program", None]
    assert not [name for element in root.iter() for name in map(str, element.attrib) if name.startswith("on")]
    assert not root.xpath("//@style")
    assert len(re.findall(r"</noscript>", made)) == 2


def test_the_policy_lets_run_what_is_there_and_nothing_else(made: str) -> None:
    policy = html.document_fromstring(made).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    scripts = [*re.findall(r"<script>(.*?)</script>", made, re.DOTALL), program(made)]
    styles = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    assert re.findall(r"'sha256-[^']*'", policy) == [hashed(text) for text in scripts + styles]
    assert len(scripts + styles) == 4
    for rule in ("default-src 'none'", "img-src data: blob:", "base-uri 'none'", "form-action 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert made.index("Content-Security-Policy") < made.index("<style>")


def program(made: str) -> str:
    packed = html.document_fromstring(made).xpath("//script[@id='program']/text()")[0]
    return zlib.decompress(base64.b64decode(packed), -15).decode("utf-8")


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def test_the_same_graph_gives_the_same_page(small: Graph) -> None:
    assert page.page(small) == page.page(small)


def test_a_page_that_was_not_built_says_how_to_build_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_DIST", tmp_path)
    assert not page.built()
    with pytest.raises(KgError, match="run build"):
        page.render("", title="", coverage="")


def test_a_program_that_would_end_its_element_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_DIST", tmp_path)
    (tmp_path / "explorer.js").write_text("'</SCRIPT >'", encoding="utf-8")
    (tmp_path / "explorer.css").write_text("p {}", encoding="utf-8")
    assert page.built()
    with pytest.raises(KgError, match="would end its element"):
        page.render("", title="", coverage="")


def test_importing_it_loads_neither_jinja_nor_an_engine() -> None:
    code = "import sys, kg.explorer.page; print(*{'jinja2', 'igraph', 'pyoxigraph', 'networkx'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert not run.stdout.split()


# --- the summary ---


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_scripts_every_claim_is_there_as_a_line(small: Graph, lang: str) -> None:
    root = html.document_fromstring(page.page(small, lang))
    lines = [" ".join(line.split()) for line in root.xpath("//main//li/text()")]
    drawn = [claim for claim in ledger.read(small).claims if claim.rank != "deprecated"]
    assert len(lines) == len(drawn)
    expected = {
        "en": (
            "ByteDance tests chips of Kunlunxin (He Hui; 001, line 1)",
            "Kunlunxin is to be listed on HKEX (001, line 1)",
            "MetaX’s revenue in 2025: ≤ CNY 1.98 bn (forecast) (001, line 1)",
            "ByteDance denies that ByteDance tests chips of Kunlunxin (002)",
            "Rumour: MetaX tests chips of Kunlunxin (004)",
            "Rumour: Kunlunxin’s offer price disclosed: yes (004)",
        ),
        "zh": (
            "字节跳动测试昆仑芯的芯片（何晖；001，第1行）",
            "昆仑芯计划上市于港交所（001，第1行）",
            "沐曦2025年营业收入：不超过19.8亿元（预测）（001，第1行）",
            "昆仑芯2024年市场份额（GPU市场）：低于3%（002）",
        ),
    }[lang]
    assert set(expected) <= set(lines)
    heads = root.xpath("//main//h3/text()")
    assert ("Kunlunxin · 昆仑芯" if lang == "en" else "昆仑芯 · Kunlunxin") in heads


def test_a_large_ledger_gives_only_the_beginning(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST", 100)
    monkeypatch.setattr(summary, "BEGINNING", 400)
    read = ledger.read(small)
    found = summary.summarise(read, "en")
    shown = sum(len(section.lines) for section in found.sections)
    assert 0 < shown < 16
    assert found.more == f"{16 - shown} more claims are in the data of this page."
    monkeypatch.setattr(summary, "BEGINNING", 1)
    assert summary.summarise(read, "zh").sections


def test_hostile_names_are_text_in_the_summary(hostile: Graph, hostile_page: str) -> None:
    text = html.document_fromstring(hostile_page).xpath("//main")[0].text_content()
    shown = " ".join(text.split())
    for entity in ledger.read(hostile).entities:
        if clean(entity.label_en) in shown:
            break
    else:
        pytest.fail("no name of the ledger stands in the summary")
    assert "<script>window.hacked=1</script>" in shown or "&" in shown


# --- in a browser ---


def started(profile: Path, *, scripts: bool = True) -> webdriver.Chrome:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("the explorer was NOT opened in a browser: install chromium and chromium-driver (apt)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,800"):
        options.add_argument(flag)
    if not scripts:
        options.add_argument("--blink-settings=scriptEnabled=false")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options, Service(chromedriver))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


def opened(browser: webdriver.Chrome, path: Path, hash_: str = "") -> None:
    """Open a view of the page anew, and wait until the program has put something there."""
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(path.as_uri() + hash_)
    WebDriverWait(browser, 20).until(
        lambda _: browser.execute_script("const a = document.getElementById('app'); return a && a.querySelector('h1')")
    )


def faults(browser: webdriver.Chrome) -> tuple[list[str], list[str]]:
    """Return what the page complained of, and what it asked for beyond itself, since it was opened."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    outside = [url for url in asked if not url.startswith(("file:///", "data:", "blob:", "about:", "chrome:"))]
    assert len([url for url in asked if url.startswith("file:///")]) <= 1, "the page reads another file"
    return [entry["message"] for entry in browser.get_log("browser")], outside


@pytest.fixture(scope="module")
def hostile_file(hostile_page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "explorer.html"
    path.write_text(hostile_page, encoding="utf-8")
    return path


def hashes(graph: Graph) -> list[str]:
    """Return addresses of every kind of view, so that every field of the data is shown by one of them."""
    read = ledger.read(graph)
    questions = [
        f"#view=questions&question={name}" for name in ("documents", "names", "evidence") if name in catalog.questions()
    ]
    return [
        *("", "#view=table", "#view=questions", "#view=path&from=bytedance&to=baidu", "#asof=2026-01-25"),
        *questions,
        *(f"#focus={entity.id}" for entity in read.entities[:6]),
        *(f"#claim={claim.id}" for claim in read.claims[::3]),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_shown_and_never_runs(
    browser: webdriver.Chrome, hostile: Graph, hostile_file: Path, lang: str
) -> None:
    views = hashes(hostile)
    assert len(views) > 15
    for hash_ in views:
        opened(browser, hostile_file, f"{hash_ or '#view=graph'}&lang={lang}")
        strange = browser.execute_script(STRANGE)
        assert strange == ["undefined", 4, 0, 0], hash_
        assert faults(browser) == ([], []), hash_


def test_a_hostile_name_is_seen_as_it_is_written(browser: webdriver.Chrome, hostile: Graph, hostile_file: Path) -> None:
    shown = 0
    for entity in ledger.read(hostile).entities:
        opened(browser, hostile_file, f"#focus={entity.id}&lang=en")
        text = browser.execute_script("return document.getElementById('app').textContent")
        shown += " ".join(entity.label_en.split()) in " ".join(text.split())
    assert shown >= 8


def test_even_markup_that_got_in_would_not_run(browser: webdriver.Chrome, small: Graph, tmp_path: Path) -> None:
    injected = '<script>window.hacked = 1</script><img src="https://example.com/a.png" onerror="window.hacked = 2">'
    broken = page.page(small).replace('<div id="app"></div>', f'<div id="app"></div>{injected}')
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    opened(browser, tmp_path / "broken.html")
    assert browser.execute_script("return typeof window.hacked") == "undefined"
    complaints, _ = faults(browser)
    assert any("Content Security Policy" in complaint for complaint in complaints)


def test_no_other_program_can_be_put_in_its_place(browser: webdriver.Chrome, small: Graph, tmp_path: Path) -> None:
    other = base64.b64encode(zlib.compress(b"window.hacked = 3", 9)[2:-4]).decode()
    swapped = re.sub(r'(id="program">)[^<]*', rf"\g<1>{other}", page.page(small))
    (tmp_path / "swapped.html").write_text(swapped, encoding="utf-8")
    browser.get((tmp_path / "swapped.html").as_uri())
    browser.execute_async_script("setTimeout(arguments[0], 500)")
    assert browser.execute_script("return typeof window.hacked") == "undefined"


def test_without_scripts_the_summary_is_what_one_sees(small: Graph, tmp_path: Path) -> None:
    (tmp_path / "plain.html").write_text(page.page(small), encoding="utf-8")
    driver = started(tmp_path / "profile", scripts=False)
    try:
        driver.get((tmp_path / "plain.html").as_uri())
        lines = [line.text for line in driver.find_elements(By.CSS_SELECTOR, "main li")]
        assert "ByteDance tests chips of Kunlunxin (He Hui; 001, line 1)" in lines
        assert driver.find_element(By.CSS_SELECTOR, "main h1").is_displayed()
        assert faults(driver) == ([], [])
    finally:
        driver.quit()
