"""The page as a file: whole, offline, the same every time, and with nothing of the data as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kg.drawing.picture import Edge, Node, Picture
from kg.export.page import MOST_EDGES, WORDS, render_page, write_page
from kg.problem import KgError
from tests.support.pictures import EMPTY, atlas, attack, attack_evidence, evidence

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["atlas", "attack", "empty"])
def page(request: pytest.FixtureRequest) -> str:
    picture = {"atlas": atlas(), "attack": attack(), "empty": EMPTY}[request.param]
    return render_page(picture, attack_evidence(picture))


def test_it_is_a_whole_document_that_says_what_it_is(page: str) -> None:
    assert page.startswith("<!DOCTYPE html>\n")
    root = html.document_fromstring(page)
    assert root.get("lang") == "en"
    assert (root.findtext(".//title") or "").strip()
    assert root.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert root.xpath("//meta/@charset") == ["utf-8"]


def test_nothing_in_it_points_outside(page: str) -> None:
    root = html.document_fromstring(page)
    assert root.xpath("//@src | //@href | //@action | //@srcset") == ["data:,"]
    assert not root.xpath("//iframe | //object | //embed | //base | //form | //img")
    style = root.findtext(".//style") or ""
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in page


def test_data_makes_no_element_and_no_handler(page: str) -> None:
    root = html.document_fromstring(page)
    assert len(root.xpath("//script")) == 3
    assert not root.xpath("//b")
    assert not [name for element in root.iter() for name in map(str, element.attrib) if name.startswith("on")]
    assert not root.xpath("//@style")


def test_the_policy_lets_run_what_is_there_and_nothing_else(page: str) -> None:
    policy = html.document_fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    expected = [_hash(text) for text in scripts + styles]
    assert re.findall(r"'sha256-[^']*'", policy) == expected
    assert len(expected) == 3
    for rule in ("default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'"):
        assert rule in policy
    assert "unsafe" not in policy


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def test_the_same_picture_gives_the_same_page() -> None:
    assert render_page(atlas(), evidence(atlas())) == render_page(atlas(), evidence(atlas()))


def test_writing_leaves_one_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    picture = atlas()
    nodes = [dict(node.attributes) for node in picture.nodes]
    write_page(picture, {}, "page.html")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert "字节跳动" in Path("page.html").read_bytes().decode("utf-8")
    assert [dict(node.attributes) for node in picture.nodes] == nodes


def test_the_language_asked_for_is_the_first_one_shown() -> None:
    root = html.document_fromstring(render_page(atlas(), {}, "zh"))
    assert root.get("lang") == "zh-Hans"
    assert root.findtext(".//title") == atlas().title_zh


def test_too_many_edges_are_refused_with_the_way_out() -> None:
    node = Node("a", "a", "a", "c", "maker")
    edges = tuple(Edge(str(number), "a", "a", "tests", "", "") for number in range(MOST_EDGES + 1))
    with pytest.raises(KgError, match="explorer"):
        render_page(Picture((node,), edges, "", "", "", ""), {})


def test_importing_it_loads_neither_pyvis_nor_jinja() -> None:
    code = "import sys, kg.export.page; print(*{'pyvis', 'jinja2', 'IPython'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert not run.stdout.split()


def _records(picture: Picture) -> dict[str, Any]:
    text = html.document_fromstring(render_page(picture, {})).xpath("//script[@type='application/json']/text()")[0]
    records: dict[str, Any] = json.loads(text)
    return records


def test_lines_between_the_same_two_never_lie_on_each_other() -> None:
    bends = [
        (edge["from"], edge["to"], edge["smooth"]["roundness"])
        for edge in _records(replace(atlas(), edges=_bundle(6)))["edges"]
    ]
    assert len(bends) == len(set(bends)) == 6


def _bundle(count: int) -> tuple[Edge, ...]:
    return tuple(Edge(str(n), "metax", "biren", f"kind{n}", "", "") for n in range(count))


def test_a_name_in_one_language_serves_both() -> None:
    names = (("en", ""), ("", "中文"), ("", ""))
    nodes = tuple(Node(f"id-{n}", *pair, "c", "maker") for n, pair in enumerate(names))
    shown = [node["name"] for node in _records(Picture(nodes, (), "", "", "", ""))["nodes"]]
    assert shown == [["en", "en"], ["中文", "中文"], ["id-2", "id-2"]]


def test_everything_the_page_says_is_in_both_languages() -> None:
    for english, chinese in WORDS.values():
        assert english.isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese)
