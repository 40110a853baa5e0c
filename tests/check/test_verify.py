"""Evidence: every span of the data against the documents, and what becomes of spans when a text is another one."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kg.build.cache import tables as read_tables
from kg.check.verify import verify
from kg.files import data_dir
from kg.ledger.evidence import span_of
from kg.ledger.rows import Claim, Document, Tables
from kg.problem import KgError

TABLES = read_tables(data_dir())
TEXT = "One line about chips.\nA second line about 芯片.\nAnd a third.\n"


@pytest.mark.parametrize("document", [document.id for document in TABLES.documents])
def test_every_span_stands_where_it_is_said_to_stand(sources: Path, document: str) -> None:
    results, problems = verify(TABLES, sources, [document])
    assert problems == []
    bad = [f"{span.claim}: {span.status} {span.where}" for span in results[document] if span.status != "ok"]
    assert bad == [], "look the spans up again: `kg tidy --sources` on new anchors"
    assert [span.claim for span in results[document] if not span.ok] == [], "their figures stand in the text"
    assert len(results[document]) == len([c for c in TABLES.claims if c.document == document and c.digest])


def test_every_document_is_verified_and_nearly_every_claim_has_a_span(sources: Path) -> None:
    results, _ = verify(TABLES, sources)
    assert results.keys() == {document.id for document in TABLES.documents}
    spans = sum(map(len, results.values()))
    assert spans >= 330
    assert spans == len([claim for claim in TABLES.claims if claim.basis != "derived"])


@pytest.fixture
def small(tmp_path: Path) -> Tables:
    """Return two claims of a document whose text lies in the folder `sources`; the second is a window."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "d001_text.txt").write_bytes(TEXT.encode())
    claims = []
    for number, phrase in enumerate(("second line", "芯片"), 1):
        span = span_of(TEXT, TEXT.index(phrase), len(phrase))
        made = Claim("d001", str(number), "a", "tests", "b", length=span.length, digest=span.digest)
        claims.append(replace(made, line=span.line, start=span.start) if number == 1 else made)
    document = Document("d001", sha256=sha256(TEXT.encode()).hexdigest())
    return Tables(documents=(document,), claims=tuple(claims), files=("d001",))


def verified(small: Tables, tmp_path: Path, text: str | None = None) -> tuple[list[str], list[str]]:
    if text is not None:
        (tmp_path / "sources" / "d001_text.txt").write_bytes(text.encode())
    results, problems = verify(small, tmp_path / "sources")
    return [f"{one.status} {one.where}".strip() for one in results["d001"]], [problem.code for problem in problems]


def test_a_span_and_a_window_are_found(small: Tables, tmp_path: Path) -> None:
    assert verified(small, tmp_path) == (["ok", "ok"], [])


def test_a_span_that_moved_is_told_with_its_new_place(small: Tables, tmp_path: Path) -> None:
    moved, problems = verified(small, tmp_path, "A title\n" + TEXT)
    assert moved == ["moved now line 3, character 32", "ok"], "a window has no place to move from"
    assert problems == ["other-text"]


def test_a_span_that_was_rewritten_is_missing(small: Tables, tmp_path: Path) -> None:
    assert verified(small, tmp_path, TEXT.replace("second", "2nd")) == (["missing", "ok"], ["other-text"])


def test_a_checksum_that_differs_is_an_error_and_one_that_is_missing_a_warning(small: Tables, tmp_path: Path) -> None:
    other = replace(small, documents=(Document("d001", sha256="0" * 64, row=2),))
    unsigned = replace(small, documents=(Document("d001", row=2),))
    said = [verify(tables, tmp_path / "sources")[1] for tables in (other, unsigned)]
    assert [[(p.code, p.row, p.column, p.severity) for p in problems] for problems in said] == [
        [("other-text", 2, "sha256", "error")],
        [("no-checksum", 2, "sha256", "warning")],
    ]
    assert verified(unsigned, tmp_path, TEXT + "more\n")[0] == ["ok", "ok"]


@pytest.mark.parametrize(
    ("files", "code", "severity"),
    [
        ({}, "no-source", "warning"),
        ({"d001_text": "utf-8", "d001_other": "utf-8"}, "source-twice", "error"),
        ({"d001_text": "utf-16"}, "encoding", "error"),
    ],
)
def test_a_text_that_cannot_be_read_is_a_problem_and_not_counted(
    small: Tables, tmp_path: Path, files: dict[str, str], code: str, severity: str
) -> None:
    (tmp_path / "sources" / "d001_text.txt").unlink()
    for name, encoding in files.items():
        (tmp_path / "sources" / f"{name}.txt").write_bytes(TEXT.encode(encoding))
    results, problems = verify(small, tmp_path / "sources")
    assert results == {}
    assert [(problem.code, problem.severity) for problem in problems] == [(code, severity)]


def test_the_text_of_a_document_without_claims_is_checked_too(small: Tables, tmp_path: Path) -> None:
    results, problems = verify(replace(small, claims=()), tmp_path / "sources")
    assert (results, problems) == ({"d001": []}, [])


def test_a_document_nobody_registered_is_an_error(small: Tables, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"unknown-document.*one of d001"):
        verify(small, tmp_path / "sources", ["d001", "999"])


def test_progress_counts_documents_chosen(small: Tables, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    verify(small, tmp_path / "sources", ["d001"], lambda *step: told.append(step))
    assert told == [(0, 1, "d001"), (1, 1, "")]


def test_no_text_of_a_source_comes_back(small: Tables, tmp_path: Path) -> None:
    results, problems = verify(small, tmp_path / "sources")
    said = repr((results, problems))
    assert "second line" not in said
    assert "芯片" not in said
