"""Spans: found where they were, found again where they went, and anchors that stand exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import evidence
from kg.ledger.evidence import Location, Span, anchor_span, locate, span_of
from kg.problem import KgError

TEXT = "第一行 about chips\n第二行 about 𠮷 chips\nthird line, chips\n"

texts = st.text(st.sampled_from("abé\n芯片𠮷 "), min_size=1, max_size=60)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, span_of(text, start, draw(st.integers(1, len(text) - start)))


def test_a_span_counts_code_points_and_lines_from_one() -> None:
    at = TEXT.index("𠮷")
    assert span_of(TEXT, at + 2, 5) == Span(2, at + 2, 5, evidence.digest_of("chips"))


def test_the_digest_is_the_start_of_sha256_of_utf8() -> None:
    assert evidence.digest_of("abc") == "ba7816bf8f01cfea"


@given(spans())
def test_a_span_is_found_where_it_is(case: tuple[str, Span]) -> None:
    text, span = case
    assert locate(text, span.line, span.start, span.length, span.digest) == Location("ok", span.line, span.start)


@given(spans(), texts)
def test_a_span_is_found_again_after_text_was_put_before_it(case: tuple[str, Span], before: str) -> None:
    text, span = case
    found = locate(before + text, span.line, span.start, span.length, span.digest)
    assert found.status in ("ok", "moved")
    assert found.start is not None
    assert found.line is not None
    again = span_of(before + text, found.start, span.length)
    assert (again.digest, again.line) == (span.digest, found.line)


@given(spans())
def test_an_excerpt_is_found_by_length_and_digest_alone(case: tuple[str, Span]) -> None:
    text, span = case
    found = locate(text, None, None, span.length, span.digest)
    assert found.status == "ok"
    assert found.start is not None
    assert evidence.digest_of(text[found.start : found.start + span.length]) == span.digest


def test_a_changed_text_is_missing() -> None:
    span = anchor_span(TEXT, "third line")
    changed = TEXT.replace("third", "thirD")
    assert locate(changed, span.line, span.start, span.length, span.digest) == Location("missing")


def test_a_span_longer_than_the_text_is_missing() -> None:
    assert locate("ab", 1, 0, 3, "0" * 16) == Location("missing")
    assert locate("", None, None, 1, "0" * 16) == Location("missing")


def test_a_wrong_line_with_the_right_start_is_moved() -> None:
    span = anchor_span(TEXT, "third line")
    assert locate(TEXT, 1, span.start, span.length, span.digest) == Location("moved", 3, span.start)


def test_the_own_line_comes_before_a_nearer_place() -> None:
    text = "chips\n" + "x" * 50 + "chips\n"
    found = locate(text, 2, 8, 5, evidence.digest_of("chips"))
    assert found == Location("moved", 2, 56)


def test_the_nearest_place_wins_elsewhere() -> None:
    text = "chips\n\n" + "x" * 50 + "\nchips\n"
    assert locate(text, 2, 40, 5, evidence.digest_of("chips")).start == 58
    assert locate(text, 99, 3, 5, evidence.digest_of("chips")).start == 0


def test_carriage_returns_are_characters() -> None:
    assert anchor_span("a\r\nchips", "chips") == Span(2, 3, 5, evidence.digest_of("chips"))


def test_an_anchor_that_stands_once_needs_no_line() -> None:
    assert anchor_span(TEXT, "third line") == span_of(TEXT, TEXT.index("third"), 10)


def test_a_line_decides_between_several_places() -> None:
    assert anchor_span(TEXT, "chips", near_line=2).line == 2


@pytest.mark.parametrize(
    ("anchor", "line", "says"),
    [
        ("chips", None, "3 times in the document .lines 1, 2, 3.; write a longer one, or give the line"),
        ("third line", 1, "not stand on line 1; it stands on 3"),
        ("i", 3, "3 times on line 3; write a longer one"),
        ("fourth", None, "letter for letter"),
        ("Third  line", None, "on line 3 it stands with other spaces"),
        ("", None, "empty"),
    ],
)
def test_an_anchor_that_does_not_fit_says_where_it_stands(anchor: str, line: int | None, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        anchor_span(TEXT, anchor, line)


def test_an_anchor_that_overlaps_itself_is_there_twice() -> None:
    with pytest.raises(ValueError, match="2 times"):
        anchor_span("aaa", "aa")


def test_a_document_is_the_file_that_begins_with_its_id(tmp_path: Path) -> None:
    (tmp_path / "001_abc.txt").write_bytes("é\r\n".encode())
    (tmp_path / "001-b.txt").write_text("other")
    (tmp_path / "0011.txt").write_text("other")
    assert evidence.read_source(tmp_path, "001") == "é\r\n"
    assert evidence.read_source(tmp_path, "001-b") == "other"


def test_a_checksum_is_of_the_bytes_and_not_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "001_abc.txt").write_bytes(b"abc")
    assert evidence.checksum(tmp_path, "001").startswith("ba7816bf8f01cfea")
    (tmp_path / "002.txt").write_bytes(b"\xff\r\n")
    assert len(evidence.checksum(tmp_path, "002")) == 64
    with pytest.raises(KgError, match="no-source"):
        evidence.checksum(tmp_path, "003")


def test_a_document_that_is_not_to_be_had_says_so(tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_bytes(b"\xff")
    (tmp_path / "002.txt").write_text("a")
    (tmp_path / "002_b.txt").write_text("b")
    for document, code in (("001", "encoding"), ("002", "source-twice"), ("003", "no-source")):
        with pytest.raises(KgError) as caught:
            evidence.read_source(tmp_path, document)
        assert caught.value.problems[0].code == code
    with pytest.raises(KgError, match="no-folder"):
        evidence.read_source(tmp_path / "nowhere", "001")


def test_a_large_text_is_searched_in_one_pass() -> None:
    text = "芯片 and chips\n" * 6000
    assert locate(text, 3, 40, 25, "0" * 16) == Location("missing")
