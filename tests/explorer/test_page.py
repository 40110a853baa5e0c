"""The explorer is one file that works offline, lets nothing of the data run, and says what it holds without scripts."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import pytest
from lxml import html

from kg.explorer import page, summary
from kg.graph import Graph
from kg.problem import KgError
from kg.values.text import clean
from tests.support.browser import Page, browser
from tests.support.walk import ALIEN

BAD_ENDS = ('"><img src=x onerror=window.hacked=8>', "</noscript></script></style><script>window.hacked=9</script>")


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


# --- the summary ---


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_scripts_every_claim_is_there_as_a_line(small: Graph, lang: str) -> None:
    root = html.document_fromstring(page.page(small, lang))
    lines = [" ".join(line.split()) for line in root.xpath("//main//li/text()")]
    drawn = [claim for claim in small.ledger.claims if claim.rank != "deprecated"]
    assert len(lines) == len(drawn)
    expected = {
        "en": (
            "Gamma tests chips of Alpha Chips (somebody; d001, line 1)",
            "Gamma is to use chips of Beta in 2026 (d001)",
            "Alpha Chips’ revenue in 2025: ≥ CNY 600 m (d003)",
            "It is denied that Gamma tests chips of Beta (d001)",
            "Rumour: Fund invests in Alpha Chips (d002)",
            "The offer’s offer price disclosed: yes (plan) (d001)",
        ),
        "zh": (
            "伽马测试阿尔法芯片的芯片（某人；d001，第1行）",
            "伽马计划2026年使用贝塔的芯片（d001）",
            "阿尔法芯片2025年营业收入：5.4亿元（d001，第1行）",
            "阿尔法芯片2025年市场份额（芯片市场）：约3%（d001）",
        ),
    }[lang]
    assert set(expected) <= set(lines)
    heads = root.xpath("//main//h3/text()")
    assert ("Beta · 贝塔" if lang == "en" else "贝塔 · Beta") in heads


def test_a_large_ledger_gives_only_the_beginning(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "MOST", 100)
    monkeypatch.setattr(summary, "BEGINNING", 400)
    read = small.ledger
    found = summary.summarise(read, "en")
    shown = sum(len(section.lines) for section in found.sections)
    assert 0 < shown < 19
    assert found.more == f"{19 - shown} more claims are in the data of this page."
    monkeypatch.setattr(summary, "BEGINNING", 1)
    assert summary.summarise(read, "zh").sections


def test_hostile_names_are_text_in_the_summary(hostile: Graph, hostile_page: str) -> None:
    text = html.document_fromstring(hostile_page).xpath("//main")[0].text_content()
    shown, read = " ".join(text.split()), hostile.ledger
    names = [clean(read.names.entities[id].label_en) for id in {claim.subject for claim in read.claims}]
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
    read = graph.ledger
    return [
        *("view=graph", "view=table", "view=table&question=claims", "view=questions"),
        *("view=path&from=gamma&to=board", "asof=2026-01-07"),
        *(f"view=questions&question={name}" for name in ("documents", "names", "evidence")),
        *(f"focus={id}" for id in sorted(read.names.entities)[:6]),
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
        assert "Gamma tests chips of Alpha Chips (somebody; d001, line 1)" in lines
        assert plain.driver.find_element("css selector", "main h1").is_displayed()
        assert plain.driver.get_log("browser") == []
