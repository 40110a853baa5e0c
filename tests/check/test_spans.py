"""Spans against what is claimed of them: an invented figure differs, and another's name is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kg.check.spans import BELONGING
from kg.check.verify import Verified, verify
from kg.files import data_dir
from kg.ledger.evidence import span_of
from kg.ledger.rows import Alias, Claim, Document, Entity, Tables
from kg.problem import Problem
from kg.words.vocab import VOCABULARY
from tests.support.command import kg

TEXT = (
    "In 2024 Beta shipped over 1.9 million units, while Alpha kept silent.\n"
    "阿尔法营收近23亿元，亏损2至3亿元，占比超三分之一。\n"
    "Alpha said that business was good.\n"
)
ENTITIES = (
    Entity("alpha", "ChipMaker", "Alpha", "阿尔法"),
    Entity("beta", "ChipMaker", "Beta", ""),
    Entity("gamma", "ChipMaker", "Gamma", ""),
    Entity("product", "Chip", "Accelerator", ""),
)


def claim(span: str, value: str = "", as_published: str = "", **more: Any) -> Claim:
    place = span_of(TEXT, TEXT.index(span), len(span))
    made = Claim("d001", "1", "beta", "revenue" if value else "tests", value=value, as_published=as_published)
    return replace(made, **more, line=place.line, start=place.start, length=place.length, digest=place.digest)


def verified(tmp_path: Path, *claims: Claim, aliases: tuple[Alias, ...] = ()) -> tuple[list[Verified], list[Problem]]:
    (tmp_path / "d001.txt").write_bytes(TEXT.encode())
    document = Document("d001", sha256=sha256(TEXT.encode()).hexdigest())
    tables = Tables(documents=(document,), entities=ENTITIES, aliases=aliases, claims=claims)
    results, problems = verify(tables, tmp_path)
    return results["d001"], problems


@pytest.mark.parametrize(
    ("span", "value", "as_published", "unit"),
    [
        ("over 1.9 million units", ">1.9e6", "over 1.9 million units", "CHIP"),
        ("Beta shipped", ">1.9e6", "over 1.9 million units", "CHIP"),
        ("营收近23亿元", "~<2.3e9", "近23亿元", "CNY"),
        ("亏损2至3亿元", "-300e6..-200e6", "亏损2至3亿元", "CNY"),
        ("超三分之一", ">33.3", "超三分之一", "PERCENT"),
        ("over 1.9 million units", ">1.9e6", "", "CHIP"),
    ],
)
def test_a_figure_that_the_text_prints_is_the_same(
    tmp_path: Path, span: str, value: str, as_published: str, unit: str
) -> None:
    ((one,), _) = verified(tmp_path, claim(span, value, as_published, unit=unit))
    assert (one.figure, one.ok) == ("same", True)


@pytest.mark.parametrize(
    ("span", "value", "as_published"),
    [
        ("over 1.9 million units", ">9.9e6", "over 9.9 million units"),
        ("over 1.9 million units", ">1.9e9", "over 1.9 billion units"),
        ("over 1.9 million units", ">9.9e6", ""),
        ("Beta shipped", ">9.9e6", "over 9.9 million units"),
        ("营收近23亿元", "200e6", "2亿元"),
        # Printed on the line, but the span has a figure of its own.
        ("近23亿元", "-300e6..-200e6", "亏损2至3亿元"),
    ],
)
def test_an_invented_figure_differs_although_the_span_stands(
    tmp_path: Path, span: str, value: str, as_published: str
) -> None:
    ((one,), _) = verified(tmp_path, claim(span, value, as_published))
    assert (one.status, one.figure, one.ok) == ("ok", "differs", False)


def test_an_invented_printed_form_of_anything_else_differs_too(tmp_path: Path) -> None:
    spans, _ = verified(tmp_path, claim("In 2024", as_published="in 2024"), claim("In 2024", as_published="Jan 22"))
    assert [span.figure for span in spans] == ["", "differs"]


@pytest.mark.parametrize("value", ["vague", "5e6"])
def test_where_neither_claim_nor_text_gives_a_figure_none_is_compared(tmp_path: Path, value: str) -> None:
    ((one,), _) = verified(tmp_path, claim("business was good", value, "good"))
    assert (one.figure, one.ok) == ("", True)


def test_a_form_that_is_excused_is_compared_by_its_value(tmp_path: Path) -> None:
    note = "Not as printed (value): the same as before."
    ((one,), _) = verified(tmp_path, claim("over 1.9 million units", "1.9e6", "as many", note=note))
    assert one.figure == "same"


def test_a_name_of_nobody_in_the_claim_is_a_warning(tmp_path: Path) -> None:
    _, (problem,) = verified(tmp_path, claim("Beta shipped", subject="gamma"))
    assert (problem.code, problem.severity) == ("other-name", "warning")
    assert "names Beta" in problem.message
    assert "about gamma" in problem.message


@pytest.mark.parametrize(
    "one",
    [
        claim("Beta shipped"),
        claim("Beta shipped", subject="gamma", object="beta"),
        claim("Beta shipped", subject="gamma", said_by="beta"),
        claim("shipped over", subject="gamma"),
    ],
)
def test_a_name_of_subject_object_or_speaker_is_none(tmp_path: Path, one: Claim) -> None:
    assert verified(tmp_path, one)[1] == []


def test_a_name_stands_for_what_belongs_to_it(tmp_path: Path) -> None:
    made = claim("Alpha said", subject="product", property="madeBy", object="alpha")
    assert verified(tmp_path, made, claim("阿尔法", subject="product"))[1] == []


def test_an_alias_of_another_document_is_not_looked_for(tmp_path: Path) -> None:
    here, elsewhere = (Alias("alpha", "silent", document=document) for document in ("d001", "d002"))
    one = claim("kept silent")
    assert [len(verified(tmp_path, one, aliases=(alias,))[1]) for alias in (here, elsewhere)] == [1, 0]


def test_the_relations_of_belonging_are_relations_of_the_ontology() -> None:
    assert {VOCABULARY.properties[name].kind for name in BELONGING} == {"relation"}


def test_verify_tells_spans_whose_figure_differs_apart(tmp_path: Path, sources: Path) -> None:
    shutil.copytree(data_dir(), tmp_path / "data")
    path = tmp_path / "data" / "claims" / "d002.csv"
    changed = path.read_text(encoding="utf-8").replace(">1.9e6,SERVER,over 1.9", ">9.9e6,SERVER,over 9.9")
    path.write_text(changed, encoding="utf-8")
    run = kg("verify", "--sources", str(sources), "--document", "d002", env={"KG_DATA": str(tmp_path / "data")})
    assert run.code == 1
    first, told, *_ = run.out.splitlines()
    assert " 1 figure differs (99." in first
    assert told == "  d002/25c: ok figure differs"
