"""Tables as text: aligned by what a terminal shows, and safe for terminal, spreadsheet, Markdown and program."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.cache import fill
from kg.cli.table import aligned, as_csv, as_json, markdown, width
from kg.engine import store
from kg.files import ontology_dir
from kg.graph import Graph
from tests.support.command import cells, kg
from tests.support.small import labelled, tables_of


def test_a_chinese_character_is_two_cells_wide() -> None:
    assert (width("ab"), width("芯片"), width("（"), width("e\u0301")) == (2, 4, 2, 1)


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_wider_than_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    rows = [("天数智芯" * 9, "one two three " * 9, 3), ("x" * 99, "", 4)]
    assert max(map(width, aligned(("a", "b", "c"), rows).splitlines())) <= int(columns)


texts = st.text("ab 芯片（\u0301|<", max_size=30)


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_columns_stand_under_each_other(rows: list[tuple[str, str]]) -> None:
    lines = aligned(("first", "第二"), [*rows, ("x", "x")]).splitlines()
    rule = next(line for line in lines if line.startswith("─"))
    border = len(rule.split("  ")[0])
    for line in lines:
        used = 0
        for character in line:
            assert not used < border < used + width(character), "no character lies across the border"
            assert not border <= used < border + 2 or character == " " or not width(character)
            used += width(character)


def test_no_character_is_lost_by_wrapping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    text = "市场份额 of 20 % in 2025 (forecast)"
    shown = "".join(aligned(("a", "b"), [(text, text)]).split())
    assert all(shown.count(character) >= 2 * text.count(character) for character in set(text) - {" "})


@given(st.lists(st.tuples(texts, texts), max_size=4, unique_by=lambda row: row[0].strip()), st.integers(1, 15))
def test_a_wrapper_takes_at_least_one_character_a_line_and_loses_none(rows: list[tuple[str, str]], room: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(room))
        shown = aligned(("first", "第二"), rows)
    for character in "ab芯片（":
        assert shown.count(character) >= sum(cell.count(character) for row in rows for cell in row)


def test_columns_that_are_empty_throughout_are_left_out() -> None:
    assert aligned(("a", "b", "c"), [("1", "", "3"), ("4", None, "6")]).splitlines()[0] == "a  c"
    assert aligned(("a", "b"), []).splitlines()[0] == "a  b", "of no rows the headings at least"
    assert aligned(("a", "b"), [("", None)]).splitlines()[0] == "a  b", "nor of empty ones, in any terminal"


HOSTILE: list[tuple[Any, ...]] = [
    (
        '=HYPERLINK("http://e.example/","x")',
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        "|a|",
        "<b>",
        "a\nb",
        "\u202ex\x1b[31m",
    )
]
HEADS = tuple("abcdefghij")


def test_a_spreadsheet_runs_nothing_of_a_csv() -> None:
    ((*row,),) = [list(row.values()) for row in cells(as_csv(HEADS, HOSTILE))]
    assert [cell for cell in row if cell[:1] in "=-+@＝" and cell != "+1"] == []
    assert row[0] == '\'=HYPERLINK("http://e.example/","x")'


def test_figures_stay_figures_in_csv_and_json() -> None:
    rows = [(-763, Decimal("5.40"), None, True)]
    assert as_csv(tuple("abcd"), rows) == "a,b,c,d\n-763,5.40,,true\n"
    assert json.loads(as_json(tuple("abcd"), rows)) == [{"a": -763, "b": 5.4, "c": None, "d": True}]


def test_nothing_ends_a_cell_of_markdown_or_starts_markup() -> None:
    lines = markdown(HEADS, HOSTILE).splitlines()
    assert len(lines) == 3
    assert "<b>" not in lines[2]
    assert lines[2].replace("\\|", "").count("|") == len(HEADS) + 1


def test_no_control_character_reaches_a_terminal() -> None:
    assert not set(aligned(HEADS, HOSTILE)) & set("\x1b\u202e\t")


def test_json_keeps_text_as_it_is() -> None:
    assert list(json.loads(as_json(HEADS, HOSTILE))[0].values()) == list(HOSTILE[0])


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    entities = labelled(alpha="=1+1|<script>alert(1)</script>", gamma="@SUM(A1)")
    made = store.new_store(folder / "store")
    fill(made, tables_of(folder, entities=entities), ontology_dir())
    made.finish()
    return str(folder / "store")


def test_hostile_labels_are_safe_in_every_format(hostile_store: str) -> None:
    asked = ("ask", "who-tests", "--store", hostile_store, "--format")
    rows = cells(kg(*asked, "csv").out)
    assert rows
    assert all(value[:1] not in "=@" for row in rows for value in row.values() if value)
    assert "<script>" not in kg(*asked, "md").out
    page = kg("show", "alpha", "--store", hostile_store, "--format", "md").out
    assert "<script>" not in page
    assert any(row["maker_label"] == "=1+1|<script>alert(1)</script>" for row in json.loads(kg(*asked, "json").out))


def test_another_store_can_be_asked_by_its_folder(hostile_store: str, graph: Graph) -> None:
    assert cells(kg("find", "Beta", "--store", hostile_store).out)[0]["id"] == "beta"
    assert "beta" not in graph.names.entities


WIDE = tuple("company relation counterpart figure basis speaker period document reasoning".split())


def test_what_does_not_fit_is_written_in_blocks_and_no_word_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    row = (
        "Iluvatar",
        "shipments",
        "semiconductors",
        "52,000",
        "prospectus",
        "underwriters",
        "2025-H1",
        "d003",
        "because",
    )
    lines = aligned(WIDE, [row, ("Biren", *row[1:-1], "")]).splitlines()
    assert [line.split()[:2] for line in lines[:9]] == [list(pair) for pair in zip(WIDE, row, strict=True)]
    assert lines[9] == "", "an empty line between two"
    assert len(lines) == 9 + 1 + 8, "an empty cell has no line"


def test_what_rows_share_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    why = "One text counts in another way, as its own notes say. " * 3
    rows = [("margin", why, maker, "58 %") for maker in ("MetaX", "Biren")] + [("dragons", why, "Enflame", "4")]
    heads = ("conflict", "reasoning", "maker", "figure", *WIDE[4:])
    text = aligned(heads, [(*row, *("x" * 9 for _ in WIDE[4:])) for row in rows])
    assert text.count("One text") == 6, "three times in each of the two groups"
    assert [text.count(maker) for maker in ("MetaX", "Biren", "Enflame")] == [1, 1, 1]


def test_a_chinese_line_does_not_begin_with_a_sign_that_ends_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    for shift in range(12):
        lines = aligned(("甲",), [("字" * shift + "市场份额（假设）：约20%，其余未说明。" * 3,)]).splitlines()
        assert not [line for line in lines if line[:1] in "，。：）%" and line]


def test_a_wide_row_of_chinese_is_laid_out_as_blocks_and_not_one_character_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    text = "字节跳动多次否认；市场传闻不断，且一位未具名分析师转述。"
    lines = aligned([f"第{n}列" for n in "一二三四五六"], [[text] * 6]).splitlines()
    assert not any("─" in line for line in lines)
    assert len(lines) <= 12
