"""The page that teaches how to add a fact: it names what the code names, and who follows it gets sound tables."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from kg.check.documents import PARTS
from kg.check.tables import check_tables
from kg.check.verify import verify
from kg.files import data_dir
from kg.ledger.cells import ENUMS
from kg.ledger.rows import COLUMNS
from kg.ledger.sheet import ANCHOR, SPAN
from kg.ledger.tables import load
from kg.ledger.tidy import tidy
from kg.words.vocab import VOCABULARY

PAGE = (data_dir() / "README.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"^## ([0-9])\. .*?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
HEADER = "".join(re.findall(r"^```csv\n(.*?)\n```", PAGE, re.MULTILINE | re.DOTALL))


def words_of(step: str) -> set[str]:
    return set(re.findall("`([^`\n]+)`", STEPS[step]))


def test_the_header_to_copy_is_that_of_the_claims() -> None:
    assert HEADER.split(",") == [*COLUMNS["claims"], ANCHOR]


def test_every_column_is_taught() -> None:
    assert set(COLUMNS["documents"]) <= words_of("1")
    assert set(COLUMNS["claims"]) <= words_of("3")
    assert {*SPAN, ANCHOR} <= words_of("3")


@pytest.mark.parametrize("words", ["document_kind", "basis", "translation"])
def test_the_words_of_a_document_are_all_told(words: str) -> None:
    assert set(ENUMS[words]) <= words_of("1")


def test_what_may_be_empty_is_told() -> None:
    (said,) = re.findall(r"Only (.*?) may be empty", STEPS["1"], re.DOTALL)
    empty = set(COLUMNS["documents"]) - PARTS.keys() - {"id", "title"}
    assert set(re.findall("`(.*?)`", said)) == empty


def test_who_follows_the_page_gets_sound_tables(tmp_path: Path) -> None:
    data = shutil.copytree(data_dir(), tmp_path / "data")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "made-up_text.txt").write_text("A title\nMetaX made five chips in 2025.\n", encoding="utf-8")
    document = {"id": "made-up", "title": "A title", "publisher": "china-daily", "published": "2026-03-01"}
    document |= {"language": "en", "translation": "original", "kind": "article", "basis": "press"}
    with (data / "documents.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, COLUMNS["documents"], restval="").writerow(document)
    claim = {"id": "2a", "subject": "metax", "property": "shipments", "value": "5", "unit": "CHIP", "period": "2025"}
    with (data / "claims" / "made-up.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(f"{HEADER}\n")
        csv.DictWriter(file, HEADER.split(","), restval="").writerow(claim | {"line": "2", "anchor": "five chips"})

    changed, problems = tidy(data, texts)
    assert problems == []
    assert {path.name for path in changed} == {"documents.csv", "made-up.csv"}
    tables, problems = load(data)
    assert problems + check_tables(tables, VOCABULARY) == []
    results, problems = verify(tables, texts, ["made-up"])
    assert problems == []
    assert [span.status for span in results["made-up"]] == ["ok"]
