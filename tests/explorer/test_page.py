"""The explorer is one file that works offline, lets nothing of the data run, and says what it holds without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from pathlib import Path

import pytest
from lxml import html
from selenium.webdriver.common.by import By

from kg.explorer import ledger, page, summary
from kg.graph import Graph
from kg.problem import KgError
from kg.values.text import clean
from tests.support.browser import Page, browser
from tests.support.walk import ALIEN

BAD_ENDS = ('"><img src=x onerror=window.hacked=8>', "</noscript></script></style><script>window.hacked=9</script>")


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
    assert "http" not in policy
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


# --- the summary ---


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_scripts_every_claim_is_there_as_a_line(small: Graph, lang: str) -> None:
    root = html.document_fromstring(page.page(small, lang))
    lines = [" ".join(line.split()) for line in root.xpath("//main//li/text()")]
    drawn = [claim for claim in ledger.read(small).claims if claim.rank != "deprecated"]
    assert len(lines) == len(drawn)
    expected = {
        "en": (
            "Gamma tests chips of Alpha Chips (somebody; 001, line 1)",
            "Gamma uses chips of Beta (2026; plan; 001)",
            "Alpha Chips, revenue: ≥ CNY 600 m (2025; 003)",
            "Gamma tests chips of Beta (denies; 001)",
            "Fund invests in Alpha Chips (rumour; 002)",
            "The offer, offer price disclosed: yes (plan; 001)",
        ),
        "zh": (
            "伽马测试阿尔法芯片的芯片（某人；001，第1行）",
            "伽马使用贝塔的芯片（2026年；计划；001）",
            "阿尔法芯片营业收入：5.4亿元（2025年；001，第1行）",
            "阿尔法芯片市场份额（芯片市场）：约3%（2025年；001）",
        ),
    }[lang]
    assert set(expected) <= set(lines)
    heads = root.xpath("//main//h3/text()")
    assert ("Beta · 贝塔" if lang == "en" else "贝塔 · Beta") in heads


def test_a_large_ledger_gives_only_the_beginning(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST", 100)
    monkeypatch.setattr(summary, "BEGINNING", 400)
    read = ledger.read(small)
    found = summary.summarise(read, "en")
    shown = sum(len(section.lines) for section in found.sections)
    assert 0 < shown < 19
    assert found.more == f"{19 - shown} more claims are in the data of this page."
    monkeypatch.setattr(summary, "BEGINNING", 1)
    assert summary.summarise(read, "zh").sections


def test_hostile_names_are_text_in_the_summary(hostile: Graph, hostile_page: str) -> None:
    text = html.document_fromstring(hostile_page).xpath("//main")[0].text_content()
    shown, read = " ".join(text.split()), ledger.read(hostile)
    names = [clean(entity.label_en) for entity in read.entities if entity.id in {one.subject for one in read.claims}]
    assert len(names) == 5
    assert [name for name in names if " ".join(name.split()) not in shown] == []


# --- in a browser ---


@pytest.fixture(scope="module")
def hostile_file(hostile_page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "explorer.html"
    path.write_text(hostile_page, encoding="utf-8")
    return path


def views(graph: Graph) -> list[str]:
    """Return addresses of every kind of view, so that every field of the data is shown by one of them."""
    read = ledger.read(graph)
    return [
        *("view=graph", "view=table", "view=table&question=claims", "view=questions"),
        *("view=path&from=gamma&to=board", "asof=2026-01-07"),
        *(f"view=questions&question={name}" for name in ("documents", "names", "evidence")),
        *(f"focus={entity.id}" for entity in read.entities[:6]),
        *(f"claim={claim.id}" for claim in read.claims[::3]),
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_shown_and_never_runs(tab: Page, hostile: Graph, hostile_file: Path, lang: str) -> None:
    for view in views(hostile):
        tab.open(hostile_file, f"{view}&lang={lang}")
        assert tab.js("return [typeof window.hacked, document.scripts.length]") == ["undefined", 4], view
        assert tab.js(ALIEN) == [], view
        assert tab.faults() == [], view


def test_a_hostile_name_is_seen_as_it_is_written(tab: Page, hostile: Graph, hostile_file: Path) -> None:
    shown = 0
    for entity in ledger.read(hostile).entities:
        tab.open(hostile_file, f"focus={entity.id}&lang=en")
        text = tab.js("return document.getElementById('app').textContent")
        shown += " ".join(entity.label_en.split()) in " ".join(text.split())
    assert shown >= 8


def test_even_markup_that_got_in_would_not_run(tab: Page, small: Graph, tmp_path: Path) -> None:
    injected = '<script>window.hacked = 1</script><img src="https://example.com/a.png" onerror="window.hacked = 2">'
    broken = page.page(small).replace('<div id="app"></div>', f'<div id="app"></div>{injected}')
    (tmp_path / "broken.html").write_text(broken, encoding="utf-8")
    tab.open(tmp_path / "broken.html")
    assert tab.js("return typeof window.hacked") == "undefined"
    assert any("Content Security Policy" in complaint for complaint in tab.faults())


def test_no_other_program_can_be_put_in_its_place(tab: Page, small: Graph, tmp_path: Path) -> None:
    other = base64.b64encode(zlib.compress(b"window.hacked = 3", 9)[2:-4]).decode()
    swapped = re.sub(r'(id="program">)[^<]*', rf"\g<1>{other}", page.page(small))
    (tmp_path / "swapped.html").write_text(swapped, encoding="utf-8")
    tab.driver.get((tmp_path / "swapped.html").as_uri())
    tab.driver.execute_async_script("setTimeout(arguments[0], 500)")
    assert tab.js("return typeof window.hacked") == "undefined"


def test_without_scripts_the_summary_is_what_one_sees(small: Graph, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text(page.page(small), encoding="utf-8")
    with browser(tmp_path / "profile", "--blink-settings=scriptEnabled=false") as opened:
        opened.path = path
        opened.driver.get(path.as_uri())
        lines = [line.text for line in opened.driver.find_elements(By.CSS_SELECTOR, "main li")]
        assert "Gamma tests chips of Alpha Chips (somebody; 001, line 1)" in lines
        assert opened.driver.find_element(By.CSS_SELECTOR, "main h1").is_displayed()
        assert opened.faults() == []
