"""The command line: what each command prints, in every format, both languages, both readings of a day."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from kg.cli.common import FORMATS
from kg.files import data_dir, ontology_dir
from kg.questions.catalog import questions
from tests.support.command import cells, kg, python
from tests.support.folder import CLAIM, make

pytestmark = pytest.mark.usefixtures("graph")

#: Commands that print one table, each with arguments that find something.
TABLES: dict[str, tuple[str, ...]] = {
    "ask": ("ask", "who-tests", "maker=kunlunxin"),
    "list": ("ask",),
    "find": ("find", "kunlun"),
    "compare": ("compare", "metax", "摩尔线程"),
    "timeline": ("timeline", "iluvatar-corex"),
    "conflicts": ("conflicts", "--judged"),
    "path": ("path", "字节跳动", "Iluvatar CoreX"),
}


def test_help_lists_every_command_with_its_line() -> None:
    for flag in ("--help", "-h"):
        run = kg(flag)
        assert run.code == 0
        for name, (_, line) in COMMANDS.items():
            assert name in run.out
            assert line.split(":")[0] in " ".join(run.out.split())


def test_the_version_is_the_packages() -> None:
    import kg as package

    assert package.__version__ in kg("--version").out


def test_without_a_command_it_says_what_there_is_and_that_this_was_misuse() -> None:
    run = kg()
    assert run.code == 2
    assert "Commands:" in run.out + run.err


@pytest.mark.parametrize("command", TABLES)
def test_all_formats_have_the_same_rows(command: str) -> None:
    runs = {name: kg(*TABLES[command], "--format", name, env={"COLUMNS": "160"}) for name in FORMATS}
    assert {run.code for run in runs.values()} == {0}
    objects = json.loads(runs["json"].out)
    rows = cells(runs["csv"].out)
    assert rows or command == "conflicts"
    assert len(rows) == len(objects)
    assert all(list(row) == list(one) for row, one in zip(rows, objects, strict=True))
    if rows:
        answer = runs["md"].out.partition("\n\n**")[0].partition("\n\n#")[0]  # `compare` adds a table of notes
        lines = [line for line in answer.splitlines() if line.startswith("|")]
        assert len(lines) == len(rows) + 2
        assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
        assert "──" in runs["table"].out


@pytest.mark.parametrize("command", TABLES)
def test_piped_results_are_csv(command: str) -> None:
    assert kg(*TABLES[command]).out == kg(*TABLES[command], "--format", "csv").out


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize("format_", ["table", "md"])
def test_chinese_readers_get_chinese_headings(command: str, format_: str) -> None:
    english, chinese = (kg(*TABLES[command], "--format", format_, "--lang", lang).out for lang in ("en", "zh"))
    if command != "conflicts" or english:
        assert english != chinese
        assert any("\u4e00" <= c <= "\u9fff" for c in chinese.splitlines()[0] + chinese.splitlines()[-1])


@pytest.mark.parametrize("command", TABLES)
def test_programs_get_the_same_columns_in_both_languages(command: str) -> None:
    english, chinese = (kg(*TABLES[command], "--format", "csv", "--lang", lang).out for lang in ("en", "zh"))
    assert english.splitlines()[0] == chinese.splitlines()[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "listing-status"),
        ("timeline",),
        ("compare", "iluvatar-corex", "metax"),
        ("show", "iluvatar-corex", "--section", "figures"),
        ("show", "iluvatar-corex", "--section", "said-by"),
    ],
)
def test_as_of_a_day_in_both_readings(arguments: tuple[str, ...]) -> None:
    def rows(*more: str) -> list[dict[str, str]]:
        run = kg(*arguments, "--format", "csv", *more)
        assert run.code == 0
        return cells(run.out)

    before, certain = rows("--as-of", "2024-12-31"), rows("--as-of", "2025-12-31")
    possible, now = rows("--as-of", "2025-12-31", "--possible"), rows()
    assert before == []
    assert len(certain) <= len(possible)
    assert 0 < len(possible) <= len(now)
    assert possible != now, "a figure may share its row with one that was known before"


def test_as_of_reaches_paths_and_pictures(tmp_path: Path) -> None:
    assert kg(*TABLES["path"], "--as-of", "2024").code == 1
    then, now = tmp_path / "then.html", tmp_path / "now.html"
    kg("view", "metax", "--as-of", "2025-12-31", "--possible", "--no-open", "--out", str(then))
    kg("view", "metax", "--no-open", "--out", str(now))
    assert then.stat().st_size < now.stat().st_size


def test_show_is_the_page_an_analyst_wants() -> None:
    run = kg("show", "天数智芯", "--format", "md")
    assert run.code == 0
    first, second, *_ = run.out.splitlines()
    assert first == "# Iluvatar CoreX · 天数智芯"
    assert "iluvatar-corex" in second
    assert "claims" in second
    for word in ("Tensentech", "2025-H1", "CNY 540 m", "d003]", "≠"):
        assert word in run.out


def test_show_in_chinese_names_the_day_it_was_known() -> None:
    run = kg("show", "metax", "--lang", "zh", "--as-of", "2026-01", "--possible", "--format", "md")
    assert run.out.startswith("# 沐曦")
    assert "截至 2026-01-31" in run.out


def test_show_for_programs() -> None:
    page = json.loads(kg("show", "metax", "--format", "json").out)
    assert page["id"] == "metax"
    assert {section["question"] for section in page["sections"]} > {"figures"}
    for section in page["sections"]:
        assert {len(row) for row in section["rows"]} == {len(section["columns"])}
    rows = cells(kg("show", "metax", "--format", "csv").out)
    assert rows
    assert set(rows[0]) == {"entity", "section", "row", "column", "value"}


def test_an_entity_of_which_nothing_is_stated_says_so() -> None:
    assert "Nothing is stated about it here." in kg("show", "metax", "--as-of", "2000", "--format", "table").out


def test_ask_lists_every_question_with_its_parameters() -> None:
    rows = cells(kg("ask").out)
    assert {row["question"] for row in rows} == questions().keys()
    assert next(row for row in rows if row["question"] == "who-tests")["parameters"].startswith("maker customer")


def test_ask_about_a_question_says_what_it_takes_and_gives() -> None:
    run = kg("ask", "who-tests", "--about", "--lang", "zh")
    asked = questions()["who-tests"]
    assert asked.ask_zh in run.out
    assert all(parameter.name in run.out for parameter in asked.parameters)
    assert all(column.name in run.out for column in asked.columns)


def test_ask_shows_its_query_which_gives_the_same_rows() -> None:
    text = kg("ask", "who-tests", "maker=kunlunxin", "--sparql").out
    assert "SELECT" in text
    rows = cells(kg("sparql", "-", stdin=text).out)
    answered = cells(kg("ask", "who-tests", "maker=kunlunxin").out)
    assert rows
    assert [row["claim"].rpartition("/claim/")[2] for row in rows] == [row["claim"] for row in answered]


@pytest.mark.parametrize(
    "arguments",
    [
        ("maker=Kunlunxin",),
        ("--param", "maker=Kunlunxin"),
        ("昆仑芯",),  # a lone value is the first entity that is asked for
        ("maker=kunlunxin", "reading=certain"),
    ],
)
def test_parameters_can_be_given_in_every_way(arguments: tuple[str, ...]) -> None:
    assert kg("ask", "who-tests", *arguments).out == kg(*TABLES["ask"]).out


def test_an_empty_answer_says_whether_anything_is_known() -> None:
    known = kg("ask", "cornerstones", "company=kunlunxin")
    assert (known.code, len(cells(known.out))) == (0, 0)
    assert "claims about Kunlunxin, and none answers this question" in known.err
    unknown = kg("ask", "cornerstones", "company=kunlunxin", "--as-of", "2001")
    assert "knows nothing about Kunlunxin published by 2001-12-31" in unknown.err
    chinese = kg("ask", "cornerstones", "company=kunlunxin", "--lang", "zh")
    assert "未说明不等于没有" in chinese.err
    assert "What is not here is not known here" in kg("ask", "who-tests", "--as-of", "2001").err


def test_a_path_shows_the_evidence_of_every_hop() -> None:
    rows = cells(kg(*TABLES["path"]).out)
    assert {row["path"] for row in rows} <= {"1", "2", "3"}
    assert all(row["claim"].count("/") == 1 and row["evidence"] for row in rows)
    assert {row["path"] for row in cells(kg(*TABLES["path"], "--paths", "1").out)} == {"1"}


def test_no_way_through_topics_says_that_there_may_be_one() -> None:
    run = kg("path", "metax", "metax-star-ipo", "--as-of", "2001")
    assert run.code == 1
    assert "--through-all" in run.err or "unknown-name" in run.err


def test_conflicts_show_what_people_judged_and_what_the_rules_find() -> None:
    judged, whole = kg("conflicts", "--judged", "--format", "table"), kg("conflicts", "--format", "table")
    assert whole.out.startswith(judged.out)
    assert len(whole.out) > len(judged.out)
    assert kg("conflicts", "metax", "--format", "md").code == 0
    assert json.loads(kg("conflicts", "--format", "json").out) is not None


def test_compare_puts_entities_side_by_side() -> None:
    (first, *_) = cells(kg(*TABLES["compare"]).out)
    assert list(first) == ["measure", "period", "metax", "moore-threads"]
    assert first["metax"]
    assert first["moore-threads"]


def test_view_writes_a_page_where_it_is_told(tmp_path: Path) -> None:
    page = tmp_path / "deep" / "page.html"
    run = kg("view", "metax", "--no-open", "--out", str(page), "--lang", "zh")
    assert run.out.strip() == str(page)
    assert "沐曦" in page.read_text(encoding="utf-8")


def test_view_without_a_place_writes_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kg("view", "metax", "--no-open").out.strip() == "metax.html"
    assert [path.name for path in tmp_path.iterdir()] == ["metax.html"]


def test_explore_writes_the_picture_and_says_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for screen in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(screen, raising=False)
    monkeypatch.setattr("click.launch", lambda url: pytest.fail(f"opened {url} without a screen"))
    page = tmp_path / "new" / "page.html"
    run = kg("explore", "--out", str(page))
    assert run.out.strip() == str(page)
    assert page.stat().st_size > 100_000
    assert page.as_uri() in run.err


def test_a_page_is_opened_where_there_is_a_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("click.launch", opened.append)
    page = tmp_path / "page.html"
    assert kg("view", "metax", "--out", str(page)).err == ""
    assert kg("view", "metax", "--out", str(page), "--no-open").err == ""
    assert opened == [str(page)]


def test_export_names_the_files_and_shows_no_progress_when_piped(tmp_path: Path) -> None:
    run = kg("export", "csv", "--out", str(tmp_path))
    assert Path(run.out.splitlines()[0]) == tmp_path / "graph-csv" / "nodes.csv"
    assert run.err == ""


def test_build_says_where_and_how_much() -> None:
    run = kg("build")
    assert run.out.startswith("already built: ")
    assert "triples in" in run.out
    assert kg("build", "--quiet").out == ""


def test_check_of_this_project_is_clean() -> None:
    run = kg("check")
    assert (run.code, run.out) == (0, "")
    assert run.err.splitlines() == ["tables: ok", "canonical form: ok", "ontology: ok", "questions: ok", "graph: ok"]


def test_check_reports_a_term_that_the_published_data_do_not_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ontology = shutil.copytree(ontology_dir(), tmp_path / "ontology")
    (ontology / "unused.csv").write_text("term,reason\n", encoding="utf-8")
    monkeypatch.setattr("kg.files.ontology_dir", lambda: ontology)
    run = kg("check")
    assert run.code == 1
    assert "unused-term: kg:" in run.out


def test_check_lets_data_of_ones_own_use_part_of_the_ontology(tmp_path: Path) -> None:
    data = make(tmp_path, {"d001": [CLAIM | {"length": "5", "digest": "0" * 16}]})
    assert "graph: ok" in kg("check", env={"KG_DATA": str(data), "KG_CACHE": str(tmp_path / "cache")}).err


def test_tidy_of_this_project_changes_nothing() -> None:
    run = kg("tidy", "--check")
    assert (run.code, run.out) == (0, "")


def test_tidy_mends_what_check_finds(tmp_path: Path) -> None:
    data = shutil.copytree(data_dir(), tmp_path / "data")
    path = data / "not_same.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    env: dict[str, str | None] = {"KG_DATA": str(data)}
    assert kg("tidy", "--check", env=env).code == 1
    assert kg("check", env=env).code == 1
    assert "changed" in kg("tidy", env=env).out
    assert path.read_bytes() == (data_dir() / "not_same.csv").read_bytes()
    assert kg("tidy", "--check", env=env).code == 0


def test_verify_counts_by_document(sources: Path) -> None:
    run = kg("verify", "--sources", str(sources))
    assert run.code == 0
    assert run.out.splitlines()[-1].endswith("(100.0 %)")
    (line, figures, last) = kg("verify", "--sources", str(sources), "--document", "d004").out.splitlines()
    assert line.startswith("d004: ")
    assert figures.startswith("figures: 5 of 5 compared")
    assert last.startswith("all: ")
    assert " ok" in kg("verify", "--sources", str(sources), "--document", "d004", "--verbose").out.splitlines()[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_completion_script(shell: str) -> None:
    run = kg("completion", shell)
    assert run.code == 0
    assert "_KG_COMPLETE" in run.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=run.out, text=True, check=True)


@pytest.mark.parametrize(("typed", "offered"), [(["kg", "exp"], "explore"), (["kg", "ask", "who-t"], "who-tests")])
def test_completion_offers_commands_and_questions(typed: Sequence[str], offered: str) -> None:
    code = "from kg.cli import main; main(prog_name='kg')"
    words = {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
    assert f"plain,{offered}" in python(code, _KG_COMPLETE="bash_complete", **words).splitlines()


def test_chinese_leaves_the_program_whatever_the_systems_encoding() -> None:
    code = "from kg.cli import main; main(['find', 'kunlunxin'], prog_name='kg')"
    assert "昆仑芯" in python(code, PYTHONIOENCODING="ascii")


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = "from kg.cli import main; main(['timeline'], prog_name='kg')"
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout
    assert run.stderr
    run.stdout.close()  # before the first byte is read, as `| true` does
    talk = run.stderr.read().decode()
    assert run.wait() == 0, talk
    assert "Traceback" not in talk
    run.stderr.close()
