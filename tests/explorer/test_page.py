"""The explorer is one file that works offline, lets nothing of the data run, and says what it holds without scripts."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from kg.explorer import page, summary
from kg.graph import Graph
from kg.problem import KgError
from kg.questions import catalog
from kg.values.text import clean
from tests.support.browser import Page, browser
from tests.support.ledgers import graph_of, hostile_tables, small_tables

CHECKOUT = Path(__file__).resolve().parents[2]
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


# --- the file ---


def test_it_says_what_it_holds_and_no_text_ends_the_part_without_scripts(small: Graph, hostile_page: str) -> None:
    for made in (page.page(small, "zh"), hostile_page, page.render("", title=BAD_ENDS[0], coverage=BAD_ENDS[1])):
        assert html.document_fromstring(made).xpath("//meta[@name='description']/@content") != [""]
        assert len(re.findall(r"</noscript>", made)) == 2


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
    drawn = [claim for claim in small.ledger.claims if claim.rank != "deprecated"]
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
    read = small.ledger
    found = summary.summarise(read, "en")
    shown = sum(len(section.lines) for section in found.sections)
    assert 0 < shown < 16
    assert found.more == f"{16 - shown} more claims are in the data of this page."
    monkeypatch.setattr(summary, "BEGINNING", 1)
    assert summary.summarise(read, "zh").sections


def test_hostile_names_are_text_in_the_summary(hostile: Graph, hostile_page: str) -> None:
    text = html.document_fromstring(hostile_page).xpath("//main")[0].text_content()
    shown = " ".join(text.split())
    for entity in hostile.names.entities.values():
        if clean(entity.label_en) in shown:
            break
    else:
        pytest.fail("no name of the ledger stands in the summary")
    assert "<script>window.hacked=1</script>" in shown or "&" in shown


# --- in a browser ---


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile_file(hostile_page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "explorer.html"
    path.write_text(hostile_page, encoding="utf-8")
    return path


def hashes(graph: Graph) -> list[str]:
    """Return addresses of every kind of view, so that every field of the data is shown by one of them."""
    read = graph.ledger
    questions = [
        f"view=questions&question={name}" for name in ("documents", "names", "evidence") if name in catalog.questions()
    ]
    return [
        *("", "view=table", "view=questions", "view=path&from=bytedance&to=baidu", "asof=2026-01-25"),
        *questions,
        *(f"focus={entity.id}" for entity in list(read.names.entities.values())[:6]),
        *(f"claim={claim.id}" for claim in read.claims[::3]),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_shown_and_never_runs(tab: Page, hostile: Graph, hostile_file: Path, lang: str) -> None:
    views = hashes(hostile)
    assert len(views) > 15
    for hash_ in views:
        tab.open(hostile_file, f"{hash_ or 'view=graph'}&lang={lang}")
        assert tab.js(STRANGE) == ["undefined", 4, 0, 0], hash_
        assert tab.faults() == [], hash_


def test_a_hostile_name_is_seen_as_it_is_written(tab: Page, hostile: Graph, hostile_file: Path) -> None:
    shown = 0
    for entity in hostile.names.entities.values():
        tab.open(hostile_file, f"focus={entity.id}&lang=en")
        text = tab.js("return document.getElementById('app').textContent")
        shown += " ".join(entity.label_en.split()) in " ".join(text.split())
    assert shown >= 8


def test_no_other_program_can_be_put_in_its_place(tab: Page, small: Graph, tmp_path: Path) -> None:
    other = base64.b64encode(zlib.compress(b"window.hacked = 3", 9)[2:-4]).decode()
    swapped = re.sub(r'(id="program">)[^<]*', rf"\g<1>{other}", page.page(small))
    (tmp_path / "swapped.html").write_text(swapped, encoding="utf-8")
    tab.driver.get((tmp_path / "swapped.html").as_uri())
    tab.driver.execute_async_script("setTimeout(arguments[0], 500)")
    assert tab.js("return typeof window.hacked") == "undefined"


def test_without_scripts_the_summary_is_what_one_sees(small: Graph, tmp_path: Path) -> None:
    (tmp_path / "plain.html").write_text(page.page(small), encoding="utf-8")
    with browser(tmp_path / "profile", "--blink-settings=scriptEnabled=false") as plain:
        plain.driver.get((tmp_path / "plain.html").as_uri())
        lines = [line.text for line in plain.driver.find_elements("css selector", "main li")]
        assert "ByteDance tests chips of Kunlunxin (He Hui; 001, line 1)" in lines
        assert plain.driver.find_element("css selector", "main h1").is_displayed()
        assert plain.driver.get_log("browser") == []
