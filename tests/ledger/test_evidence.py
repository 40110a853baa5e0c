"""Spans: found where they were, found again where they went, and anchors that stand exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import evidence
from kg.ledger.evidence import Location, Span, anchor_span, locate, span_of
from kg.problem import KgError

TEXT = "第一行 about chips\n第二行 about 𠮷 chips\nthird line, chips aaa\n"

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


NEAR, FAR = "chips\n" + "x" * 50 + "chips\n", "chips\n\n" + "x" * 50 + "\nchips\n"


@pytest.mark.parametrize(
    ("text", "line", "start", "place"),
    [
        ("\n\nchips", 1, 2, Location("moved", 3, 2)),
        (NEAR, 2, 8, Location("moved", 2, 56)),
        (FAR, 2, 40, Location("moved", 4, 58)),
        (FAR, 99, 3, Location("moved", 1, 0)),
        ("chip", 1, 0, Location("missing")),
        ("", None, None, Location("missing")),
    ],
)
def test_a_span_is_looked_for_at_its_start_then_on_its_line_then_at_the_nearest_place(
    text: str, line: int | None, start: int | None, place: Location
) -> None:
    assert locate(text, line, start, 5, evidence.digest_of("chips")) == place


@pytest.mark.parametrize(
    ("text", "anchor", "line", "at"),
    [
        (TEXT, "third line", None, TEXT.index("third")),
        (TEXT, "chips", 2, TEXT.index("𠮷") + 2),
        ("a\r\nchips", "chips", None, 3),
    ],
)
def test_an_anchor_that_stands_once_in_its_text_or_on_its_line_is_a_span(
    text: str, anchor: str, line: int | None, at: int
) -> None:
    assert anchor_span(text, anchor, line) == span_of(text, at, len(anchor))


@pytest.mark.parametrize(
    ("anchor", "line", "says"),
    [
        ("chips", None, "3 times in the document .lines 1, 2, 3.; write a longer one, or give the line"),
        ("third line", 1, "not stand on line 1; it stands on 3"),
        ("i", 3, "3 times on line 3; write a longer one"),
        ("fourth", None, "letter for letter"),
        ("Third  line", None, "on line 3 it stands with other spaces"),
        ("", None, "empty"),
        ("aa", None, "2 times"),  # of three letters, so that the two overlap
    ],
)
def test_an_anchor_that_does_not_fit_says_where_it_stands(anchor: str, line: int | None, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        anchor_span(TEXT, anchor, line)


def test_a_document_is_the_file_that_begins_with_its_id(tmp_path: Path) -> None:
    (tmp_path / "d001_abc.txt").write_bytes("é\r\n".encode())
    (tmp_path / "d001-b.txt").write_text("other")
    (tmp_path / "d0011.txt").write_text("other")
    assert evidence.read_source(tmp_path, "d001") == "é\r\n"
    assert evidence.read_source(tmp_path, "d001-b") == "other"
    assert evidence.read_source(tmp_path, "2026-01-21-x", "d001") == "é\r\n", "or with one it had before"


def test_a_checksum_is_of_the_bytes_and_not_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "d001_abc.txt").write_bytes(b"abc")
    assert evidence.checksum(tmp_path, "d001").startswith("ba7816bf8f01cfea")
    (tmp_path / "d002.txt").write_bytes(b"\xff\r\n")
    assert len(evidence.checksum(tmp_path, "d002")) == 64
    with pytest.raises(KgError, match="no-source"):
        evidence.checksum(tmp_path, "d003")


def test_a_document_that_is_not_to_be_had_says_so(tmp_path: Path) -> None:
    (tmp_path / "d001.txt").write_bytes(b"\xff")
    (tmp_path / "d002.txt").write_text("a")
    (tmp_path / "d002_b.txt").write_text("b")
    for document, code in (("d001", "encoding"), ("d002", "source-twice"), ("d003", "no-source")):
        with pytest.raises(KgError) as caught:
            evidence.read_source(tmp_path, document)
        assert caught.value.problems[0].code == code
    with pytest.raises(KgError, match="no-folder"):
        evidence.read_source(tmp_path / "nowhere", "d001")


def test_a_large_text_is_searched_in_one_pass() -> None:
    text = "芯片 and chips\n" * 6000
    assert locate(text, 3, 40, 25, "0" * 16) == Location("missing")
