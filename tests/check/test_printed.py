"""Figures against what is printed: one changed cell is told, with what both say, and a meant difference says so."""

from __future__ import annotations

import csv
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kg.check.tables import check_tables
from kg.files import data_dir
from kg.ledger.tables import load
from kg.ledger.tidy import tidy
from kg.problem import Problem
from kg.values import printed, quantity
from kg.words.vocab import VOCABULARY
from tests.support.folder import CLAIM, Row, make

ROW: dict[str, str] = CLAIM | {"line": "46", "start": "4161", "length": "60", "digest": "246cc349ed1c6163"}
VALUE = ROW | {"value": "36.774e9", "unit": "HKD", "as_published": "367.74亿港元"}
LOSS = ROW | {"property": "netResult", "value": "-300e6", "as_published": "a loss of 300 million yuan"}
SHARE = ROW | {"property": "grossMargin", "value": "68.8", "unit": "PERCENT", "as_published": "68.8 %"}
OVER = ROW | {"value": ">300e6", "as_published": "more than 300 million"}


def check(tmp_path: Path, row: Row) -> list[Problem]:
    tables, problems = load(make(tmp_path, {"d001": [row]}))
    return [
        *problems,
        *(one for one in check_tables(tables, VOCABULARY) if one.column in ("value", "unit", "as_published", "note")),
    ]


@pytest.mark.parametrize("row", [VALUE, LOSS, SHARE, OVER, ROW | {"value": "vague", "as_published": "a good deal"}])
def test_a_figure_as_printed_has_no_problem(tmp_path: Path, row: Row) -> None:
    assert check(tmp_path, row) == []


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        (VALUE | {"value": "367.74e9"}, "printed-value", "'367.74亿港元' is 36.774e9, not 367.74e9"),
        (VALUE | {"unit": "CNY"}, "printed-unit", "'367.74亿港元' is in HKD, not CNY"),
        (VALUE | {"unit": "USD"}, "printed-unit", "'367.74亿港元' is in HKD, not USD"),
        (VALUE | {"value": "vague"}, "printed-value", "'367.74亿港元' is 36.774e9, not vague"),
        (VALUE | {"value": "36e9..37e9"}, "printed-value", "'367.74亿港元' is 36.774e9, not 36e9..37e9"),
        (SHARE | {"value": "0.688"}, "printed-value", "'68.8 %' is 68.8, not 0.688"),
        (SHARE | {"value": "6880"}, "printed-value", "'68.8 %' is 68.8, not 6880"),
        (LOSS | {"value": "300e6"}, "printed-sign", "'a loss of 300 million yuan' is -300e6, not 300e6"),
        (
            ROW | {"value": "-300e6", "as_published": "300 million"},
            "printed-sign",
            "'300 million' is 300e6, not -300e6",
        ),
        (OVER | {"value": "300e6"}, "printed-bound", "'more than 300 million' is moreThan, not exact"),
        (OVER | {"value": ">=300e6"}, "printed-bound", "'more than 300 million' is moreThan, not atLeast"),
        (
            ROW | {"value": ">300e6", "as_published": "300 million"},
            "printed-bound",
            "'300 million' is exact, not moreThan",
        ),
        (ROW | {"value": "3e8", "as_published": "300 million"}, "printed-digits", "'300 million' is 300e6, not 3e8"),
    ],
)
def test_a_figure_that_is_not_the_printed_one_is_told_with_both(tmp_path: Path, row: Row, code: str, says: str) -> None:
    problems = check(tmp_path, row)
    assert [(problem.code, problem.message, problem.severity) for problem in problems] == [(code, says, "error")]


def test_a_loss_of_more_with_the_wrong_sign_is_one_problem(tmp_path: Path) -> None:
    row = LOSS | {"value": ">300e6", "as_published": "a loss of more than 300 million yuan"}
    assert [problem.code for problem in check(tmp_path, row)] == ["printed-sign"]


def test_a_meant_difference_says_so_in_the_note(tmp_path: Path) -> None:
    row = OVER | {"value": "<=300e6", "note": "Not as printed (bound): the text calls it the upper bound."}
    assert check(tmp_path, row) == []


@pytest.mark.parametrize(
    ("note", "severity"),
    [("Not as printed (bound): it once differed.", "warning"), ("Not as printed (currency): a guess.", "error")],
)
def test_an_excuse_for_nothing_is_a_problem(tmp_path: Path, note: str, severity: str) -> None:
    problems = check(tmp_path, OVER | {"note": note})
    assert [(problem.code, problem.severity) for problem in problems] == [("printed-excuse", severity)]


def test_an_excuse_covers_only_what_it_names(tmp_path: Path) -> None:
    row = VALUE | {"value": ">367.74e9", "note": "Not as printed (bound): said elsewhere."}
    assert [problem.code for problem in check(tmp_path, row)] == ["printed-value"]


def test_a_printed_form_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, ROW | {"value": "~20e6", "as_published": "similarly much"})
    assert (problem.code, problem.severity) == ("printed-unread", "warning")


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        (VALUE | {"value": "36774000000"}, "printed-digits", "a spreadsheet has rewritten the figure"),
        (VALUE | {"value": "3.68E+10"}, "printed-digits", "a spreadsheet has rewritten the figure"),
        (ROW | {"value": "2.5E+07"}, "spreadsheet-number", "2.5E[+]07 is written as spreadsheets write"),
        (ROW | {"value": "300000000"}, "spreadsheet-number", "300000000 is written as spreadsheets write"),
        (
            ROW | {"property": "assessment", "value": "x", "unit": "", "as_published": "22-Jan"},
            "spreadsheet-day",
            "'22-Jan'",
        ),
        (ROW | {"period": "1/22/2026"}, "bad-period", "'1/22/2026' is not a period but a day as spreadsheets"),
        (ROW | {"period": "Jan-26"}, "bad-period", "'Jan-26' is not a period but a day as spreadsheets"),
        (ROW | {"property": "disclosed", "value": "TRUE", "unit": ""}, "bad-boolean", "not 'TRUE'"),
    ],
)
def test_what_a_spreadsheet_did_to_a_cell_is_said(tmp_path: Path, row: Row, code: str, says: str) -> None:
    problems = [problem for problem in check(tmp_path, row) if problem.code == code]
    assert len(problems) == 1
    assert re.search(says, problems[0].message)


def test_tidy_leaves_digits_that_a_spreadsheet_cut_to_the_curator(tmp_path: Path) -> None:
    root = make(tmp_path, {"d001": [ROW | {"value": "3.68E+10"}]})
    tidy(root)
    assert "3.68E+10" in (root / "claims" / "d001.csv").read_text(encoding="utf-8")


def saved(cell: str, shortest: bool) -> str:
    """Return a cell as a spreadsheet saves it: numbers in full, or as it shows those of more than 11 digits."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", cell):
        return cell
    full = format(Decimal(cell), "f")
    full = full.rstrip("0").rstrip(".") if "." in full else full
    return (
        f"{Decimal(cell):.2E}".replace("E+", "E+0" if Decimal(cell).adjusted() < 10 else "E+")
        if shortest and len(full) > 9
        else full
    )


@pytest.mark.parametrize("shortest", [False, True])
def test_a_file_that_a_spreadsheet_saved_is_noticed_and_restored_to_the_byte(tmp_path: Path, shortest: bool) -> None:
    root = tmp_path / "data"
    shutil.copytree(data_dir(), root)
    before = {path: path.read_bytes() for path in (root / "claims").glob("*.csv")}
    changed = set()
    for path in before:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        value = header.index("value")
        for row in rows:
            now = saved(row[value], shortest)
            if now != row[value] and quantity.canonical(now) != row[value]:  # 3.81E+09 says what 3.81e9 says
                changed.add(f"{path.stem}/{row[0]}")
            row[value] = now
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    assert len(changed) > 20
    tables, _ = load(root)
    keys = {(claim.document, claim.row): claim.key for claim in tables.claims}
    told = {keys[Path(p.file).stem, p.row or 0] for p in check_tables(tables, VOCABULARY) if p.code == "printed-digits"}
    assert told == changed
    _, problems = tidy(root)
    assert problems == []
    assert {path: path.read_bytes() for path in before} == before


def test_nearly_every_printed_figure_of_the_ledger_is_read() -> None:
    tables, _ = load(data_dir())
    measures = [claim for claim in tables.claims if VOCABULARY.properties[claim.property].kind == "measure"]
    unread = []
    for claim in measures:
        try:
            printed.read(claim.as_published, claim.unit)
        except ValueError:
            unread.append(claim)
    assert [claim.key for claim in unread if claim.value != "vague" and not printed.excused(claim.note)] == []
    assert len([claim for claim in unread if claim.value != "vague"]) <= len(measures) // 50
