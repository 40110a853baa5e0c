"""Text is safe where it is written to, and otherwise unchanged."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.text import (
    clean,
    clean_lines,
    formula_safe,
    json_in_html,
    web_link,
    without_bidi,
    xml_attribute,
    xml_safe,
    xml_text,
)
from tests.support.pictures import HOSTILE, texts


@given(texts)
def test_whatever_the_text_the_xml_can_be_read_back(text: str) -> None:
    read = ElementTree.fromstring(f'<a b="{xml_attribute(text)}">{xml_text(text)}</a>')
    assert read.get("b") == xml_safe(text)
    assert (read.text or "") == xml_safe(text)


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x1F, 0x7F, 0x9F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_xml_forbids_is_dropped(code: int) -> None:
    assert xml_safe(f"芯{chr(code)}片") == "芯片"


@pytest.mark.parametrize("text", ["\t", "\n", "\r", "\x85", "\xa0", "é", "摩", "𠮷", "\ue000", "\ufffd"])
def test_what_xml_allows_is_kept(text: str) -> None:
    assert xml_safe(text) == text


def test_bidi_controls_are_removed() -> None:
    assert without_bidi("a\u202etxt\u202c\u2066\u200f\u061c") == "atxt"


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text).isprintable() or any(ord(character) >= 0xE000 for character in clean(text))
    assert len(clean(text).splitlines()) <= 1


def test_clean_text_is_one_line_and_hides_nothing() -> None:
    assert clean(" 摩尔\u200b线程\u2028\ufeff and\r\n\tmore\u202e ") == "摩尔线程 and more"
    assert clean_lines("one\n\n two\u2028three\r\n\x00") == ["one", "two", "three"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-A1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋A1",
        "－A1",
        "＠A1",
        "|calc",
        " =1",
        "\u202e=1",
        "-1+2",
        "\ufeff=1",
    ],
)
def test_a_formula_is_prefixed(text: str) -> None:
    assert formula_safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "-763000000", "-300e6..-200e6", "+5", "-1.5e9", "1=1", "MetaX", "688795.SH", "摩尔线程", "a@b", "'=1"]
)
def test_text_and_figures_are_not_prefixed(text: str) -> None:
    assert formula_safe(text) == text


@given(
    st.recursive(texts | st.integers() | st.none(), lambda inside: st.lists(inside) | st.dictionaries(texts, inside))
)
def test_json_in_html_is_the_same_json_and_no_markup(value: object) -> None:
    text = json_in_html(value)
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode("utf-8")
    unsurrogated = json.loads(json.dumps(value).encode("ascii"))
    if "\\ud" not in json.dumps(value):
        assert json.loads(text) == unsurrogated


def test_json_in_html_replaces_what_utf8_cannot_say() -> None:
    assert json_in_html("a\ud800b") == '"a\ufffdb"'
    with pytest.raises(ValueError, match="JSON compliant"):
        json_in_html(float("nan"))


@pytest.mark.parametrize(
    "text", ["https://example.com/a?b=c#d", "http://example.com", "https://例子.中国/路径", "https://[::1]:8080/x"]
)
def test_web_addresses_become_links(text: str) -> None:
    assert web_link(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        *(
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://a/b",
            "//a.b/c",
        ),
        *(
            "https://",
            "https:example.com",
            "http:///path",
            "https://a b",
            "https://a\n.b",
            'https://a"b',
            "https://[::1",
        ),
        *("https://user:secret@example.com/", "https://a/\u202egpj", "https://a/" + "x" * 3000, "", "MetaX"),
    ],
)
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert web_link(text) is None
