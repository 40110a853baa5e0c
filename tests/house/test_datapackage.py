"""The description of the tables, held against its own standard: frictionless reads it, and every table by it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from frictionless import validate

from kg.files import data_dir
from kg.ledger.cells import ENUMS, NEEDED, WORDS
from kg.ledger.rows import COLUMNS


def faults(folder: Path) -> list[str]:
    """Return what the validator finds in a folder with a description: of the description, and of every table."""
    report = validate(folder / "datapackage.json")
    return [*map(str, report.errors), *(str(error.note) for task in report.tasks for error in task.errors)]


def test_the_standards_own_validator_finds_no_fault_in_description_and_tables() -> None:
    # Once a verdict's status had to be one of an entity's: 18 errors.
    assert faults(data_dir()) == []


@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [
        ("verdicts.csv", "status", "active"),
        ("entities.csv", "status", "open"),
        ("documents.csv", "kind", "legal"),
        ("aliases.csv", "kind", "article"),
        ("claims/d001.csv", "mode", "maybe"),
        ("claims/d001.csv", "subject", "nobody"),
        ("claims/d001.csv", "line", "one"),
        ("entities.csv", "class", ""),
    ],
)
def test_a_wrong_cell_is_found_by_the_description(name: str, column: str, cell: str, tmp_path: Path) -> None:
    folder = shutil.copytree(data_dir(), tmp_path / "data")
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = cell
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert len(faults(folder)) == 1


@pytest.mark.parametrize("table", COLUMNS)
def test_a_column_has_the_words_of_its_own_table(table: str) -> None:
    described = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))
    name = table if table != "claims" else "claims-d000"
    (fields,) = [one["schema"]["fields"] for one in described["resources"] if one["name"] == name]
    rules = {field["name"]: field.get("constraints", {}) for field in fields}
    enums = {column: set(rule["enum"]) for column, rule in rules.items() if "enum" in rule}
    wanted = {column: set(ENUMS[words]) for column, words in WORDS[table].items()}
    assert enums == {column: words for column, words in wanted.items() if column != "relation"}, "which may be several"
    assert {column for column, rule in rules.items() if rule.get("required")} == set(NEEDED[table])
