"""`--out FILE`: an answer as a file that a spreadsheet and a program open right, whole or not at all."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas
import pytest
from pyarrow import parquet

from kg.cli.table_file import SUFFIXES, write
from tests.support.command import Run, cells, kg

ASKED = ("ask", "figures", "entity=metax", "measure=revenue")
MARK = b"\xef\xbb\xbf"
#: What each reading command that gives one table is called with.
COMMANDS = {
    "ask": ASKED,
    "ask without a name": ("ask",),
    "find": ("find", "天数"),
    "compare": ("compare", "metax", "iluvatar-corex"),
    "path": ("path", "ByteDance", "Iluvatar CoreX"),
    "timeline": ("timeline", "metax"),
    "conflicts": ("conflicts",),
}
READERS = {".csv": "read_csv", ".xlsx": "read_excel", ".parquet": "read_parquet", ".json": "read_json"}
COLUMNS = ("id", "count", "share", "sure", "day", "mixed", "nothing")
ROWS = [
    ("=1+1", 3, Decimal("0.688"), True, date(2025, 12, 31), 1, None),
    ("天数智芯", None, Decimal(2), None, None, "a", None),
]


def written(suffix: str, folder: Path, *arguments: str) -> Path:
    path = folder / f"answer{suffix}"
    run = kg(*arguments, "--out", str(path))
    assert (run.code, run.out) == (0, f"{path}\n"), run.err
    return path


def read(path: Path) -> pandas.DataFrame:
    frame: pandas.DataFrame = getattr(pandas, READERS[path.suffix])(path)
    return frame


def refused(run: Run, *words: str) -> None:
    assert run.code == 2
    assert run.out == ""
    assert all(word in run.err for word in words), run.err


def test_a_csv_file_bears_the_mark_that_spreadsheets_need(tmp_path: Path) -> None:
    # Without it Excel and LibreOffice read Chinese as çª…
    assert written(".csv", tmp_path, *ASKED).read_bytes().startswith(MARK)


def test_csv_on_the_screen_bears_no_mark() -> None:
    assert not kg(*ASKED, "--format", "csv").out.startswith("\ufeff")


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_the_file_has_the_rows_of_the_screen(arguments: tuple[str, ...], tmp_path: Path) -> None:
    path = written(".csv", tmp_path, *arguments)
    shown = cells(kg(*arguments, "--format", "csv").out)
    assert shown
    assert cells(path.read_text(encoding="utf-8-sig")) == shown


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_has_the_same_columns_and_as_many_rows(suffix: str, tmp_path: Path) -> None:
    path = written(suffix, tmp_path, *ASKED)
    frame = read(path)
    shown = cells(kg(*ASKED, "--format", "csv").out)
    assert (list(frame.columns), len(frame)) == (list(shown[0]), len(shown))


def test_numbers_and_days_have_their_type_in_parquet(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", COLUMNS, ROWS)
    made = parquet.read_table(tmp_path / "a.parquet")
    assert [str(field.type) for field in made.schema] == "string int64 double bool date32[day] string string".split()
    assert made.to_pylist()[0] == dict(
        zip(COLUMNS, ("=1+1", 3, 0.688, True, date(2025, 12, 31), "1", None), strict=True)
    )


def test_numbers_and_days_have_their_type_in_a_workbook_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", COLUMNS, ROWS)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cell = {name: sheet.cell(2, n) for n, name in enumerate(COLUMNS, 1)}
    assert (cell["id"].value, cell["id"].data_type) == ("=1+1", "s")
    assert [cell[name].data_type for name in ("count", "share", "sure", "day")] == ["n", "n", "b", "d"]
    assert sheet.title == "a"


def test_a_csv_file_runs_nothing_and_keeps_figures_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", COLUMNS, ROWS)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["'=1+1", "3", "0.688", "true", "2025-12-31", "1", ""]


def test_an_answer_without_rows_is_a_file_with_its_columns(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        write(tmp_path / f"a{suffix}", COLUMNS, [])
    assert list(pandas.read_parquet(tmp_path / "a.parquet").columns) == list(COLUMNS)
    assert list(pandas.read_excel(tmp_path / "a.xlsx").columns) == list(COLUMNS)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig") == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_answer_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    once = written(suffix, tmp_path, *ASKED).read_bytes()
    assert written(suffix, tmp_path, *ASKED).read_bytes() == once
    assert [path.name for path in tmp_path.iterdir()] == [f"answer{suffix}"], "and no part is left"


@pytest.mark.parametrize("name", ["a.txt", "a", "a.xls", "a.csv.gz", ".csv"])
def test_a_suffix_that_is_no_format_is_refused_with_those_that_are(name: str, tmp_path: Path) -> None:
    refused(kg(*ASKED, "--out", str(tmp_path / name)), "unknown-format", "→")
    assert list(tmp_path.iterdir()) == []


def test_a_suffix_in_capitals_is_the_same(tmp_path: Path) -> None:
    assert written(".CSV", tmp_path, *ASKED).read_bytes().startswith(MARK)


def test_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    refused(kg(*ASKED, "--out", str(tmp_path / "none" / "a.csv")), "no-folder", "none")
    (tmp_path / "b.csv").mkdir()
    refused(kg(*ASKED, "--out", str(tmp_path / "b.csv")), "is-a-folder", "b.csv")


def test_parquet_without_its_library_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.parquet.find_spec", lambda _: None)
    refused(kg(*ASKED, "--out", str(tmp_path / "a.parquet")), "no-parquet", "pip install 'domestic-gpu-kg[parquet]'")


@pytest.mark.parametrize("more", [("--format", "json"), ("--json",), ("--format", "table")])
def test_two_formats_at_once_are_refused(more: tuple[str, ...], tmp_path: Path) -> None:
    refused(kg(*ASKED, *more, "--out", str(tmp_path / "a.csv")), "give one of them")


@pytest.mark.parametrize("more", ["--sparql", "--about"])
def test_what_is_no_answer_is_not_written(more: str, tmp_path: Path) -> None:
    refused(kg("ask", "who-tests", more, "--out", str(tmp_path / "a.csv")), "--out writes an answer")


QUERY = "SELECT ?s ?n WHERE { ?s a <https://w3id.org/china-gpu-kg/ontology#Document> BIND(1.5 AS ?n) } ORDER BY ?s"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_a_query_of_ones_own_is_written_with_whole_iris(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"own{suffix}"
    assert kg("sparql", "-", "--out", str(path), stdin=QUERY).code == 0
    frame = read(path)
    assert frame["s"][0].startswith("https://w3id.org/china-gpu-kg/document/")
    assert set(frame["n"]) == {1.5}


def test_a_query_of_ones_own_is_written_as_results_of_the_standard(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    assert kg("sparql", "-", "--out", str(path), stdin=QUERY).code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["head"] == {"vars": ["s", "n"]}
    refused(kg("sparql", "-", "--out", str(tmp_path / "a.csv"), stdin="DESCRIBE <x:a>"), "triples", "> FILE")
