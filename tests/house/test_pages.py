"""Every HTML page we write is one whole offline file, and nothing of the data in it can run."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from kg import files
from kg.engine import ontology
from kg.explorer import page as explorer
from kg.export import ontology_html, page
from tests.support.browser import browser
from tests.support.pictures import EMPTY, atlas, attack, attack_evidence

Make = Callable[[], str]
BAD_ENDS = ('"><img src=x onerror=window.hacked=8>', "</noscript></script></style><script>window.hacked=9</script>")
PAGES = {
    "small explorer": ["ledger", "program", None],
    "hostile explorer": ["ledger", "program", None],
    "empty explorer": ["ledger", "program", None],
    "atlas picture": ["records", None, None],
    "hostile picture": ["records", None, None],
    "empty picture": ["records", None, None],
    "ontology": [],
}


@pytest.fixture(scope="module", params=PAGES)
def make(request: pytest.FixtureRequest) -> Make:
    name: str = request.param
    if name == "empty explorer":
        return lambda: explorer.render("", title=BAD_ENDS[0], coverage=BAD_ENDS[1])
    if name.endswith("explorer"):
        graph = request.getfixturevalue(name.split()[0])
        return lambda: explorer.page(graph, "en" if "hostile" in name else "zh")
    if name.endswith("picture"):
        picture = {"atlas": atlas(), "hostile": attack(), "empty": EMPTY}[name.split()[0]]
        lines = attack_evidence(picture)
        return lambda: page.render(picture, lines, lines)
    return lambda: ontology_html.render_ontology(ontology.read(files.ontology_dir()), {})


@pytest.fixture(scope="module")
def made(make: Make) -> str:
    return make()


def test_it_is_a_whole_document_that_says_what_it_is(made: str) -> None:
    assert made.startswith("<!DOCTYPE html>\n")
    root = html.document_fromstring(made)
    assert root.get("lang") in ("en", "zh-Hans")
    assert (root.findtext(".//title") or "").strip()
    assert root.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert root.xpath("//meta/@charset") == ["utf-8"]


def test_nothing_in_it_points_outside(made: str) -> None:
    root = html.document_fromstring(made)
    assert not root.xpath("//@src | //@action | //@srcset")
    assert root.xpath("//link/@href") in ([], ["data:,"])
    assert not root.xpath("//iframe | //object | //embed | //base | //form | //img")
    for style in root.xpath("//style/text()"):
        assert "url(" not in style.replace("url(data:", "")
        assert "@import" not in style
    assert "sourceMappingURL" not in made


def test_data_makes_no_element_and_no_handler(made: str, request: pytest.FixtureRequest) -> None:
    root = html.document_fromstring(made)
    assert [element.get("id") for element in root.xpath("//script")] == PAGES[request.node.callspec.params["make"]]
    assert not [name for element in root.iter() for name in map(str, element.attrib) if name.startswith("on")]
    assert not root.xpath("//@style | //header//b | //ol//b | //h1//b")


def test_the_policy_lets_run_what_is_there_and_nothing_else(made: str) -> None:
    root = html.document_fromstring(made)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    packed = root.xpath("//script[@id='program']/text()")
    scripts = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    scripts += [zlib.decompress(base64.b64decode(program), -15).decode() for program in packed]
    styles = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    assert len(styles) == 1 + len(packed)
    assert re.findall(r"'sha256-[^']*'", policy) == [_hash(text) for text in scripts + styles]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ") if "sha256" not in rule}
    assert rules.pop("img-src", ["data:"]) in (["data:"], ["data:", "blob:"])
    assert rules == {name: ["'none'"] for name in ("default-src", "base-uri", "form-action")}
    assert made.index("Content-Security-Policy") < made.index("<style>")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_same_data_give_the_same_bytes(make: Make, made: str) -> None:
    assert make() == made


def test_even_markup_that_got_in_would_not_run(made: str, tmp_path: Path) -> None:
    injected = '<script>window.hacked = 1</script><img src="https://example.com/a.png" onerror="window.hacked = 2">'
    (tmp_path / "broken.html").write_text(made.replace("<body>", f"<body>{injected}", 1), encoding="utf-8")
    with browser(tmp_path / "profile") as tab:
        tab.driver.get((tmp_path / "broken.html").as_uri())
        assert tab.js("return typeof window.hacked") == "undefined"
        assert any("Content Security Policy" in fault for fault in tab.faults())
