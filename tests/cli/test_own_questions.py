"""Questions that users write: each breaks only itself, `kg check` says how, and none looks beyond the day asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import files
from kg.questions import catalog
from kg.values.asof import as_of
from tests.support.command import kg

RIVALS = """\
# topic: rivals
# title: Rivals
# title-zh: 对手
# ask: Who says what of whom?
# ask-zh: 谁说了什么？
# column claim claim - claim | 陈述
PREFIX kg: <https://w3id.org/china-gpu-kg/ontology#>
SELECT ?claim WHERE { ?claim a kg:Claim } ORDER BY ?claim
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the named questions that the catalog reads instead of the project's own."""
    own = tmp_path / "questions"
    shutil.copytree(files.questions_dir(), own, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(files, "questions_dir", lambda: own)
    catalog._all.cache_clear()
    yield own
    catalog._all.cache_clear()


def test_a_question_without_a_day_is_refused_as_of_a_day(folder: Path) -> None:
    (folder / "rivals.rq").write_text(RIVALS, encoding="utf-8")
    assert kg("ask", "rivals").code == 0
    run = kg("ask", "rivals", "--as-of", "2025-12-31")
    assert (run.code, run.out) == (2, "")
    assert "not-dated: rivals cannot be asked as of a day" in run.err


def test_a_question_without_a_reading_is_refused_only_where_the_possible_is_asked_for(folder: Path) -> None:
    dated = RIVALS.replace("# column", "# param asOf date - by this day | 此日之前\n# column").replace(
        "a kg:Claim }",
        'a kg:Claim ; kg:statedIn/kg:publishedTo ?to VALUES ?asOf { "9999-12-31"^^'
        "<http://www.w3.org/2001/XMLSchema#date> } FILTER(!(?to > ?asOf)) }",
    )
    (folder / "rivals.rq").write_text(dated, encoding="utf-8")
    assert kg("ask", "rivals", "--as-of", "2025-12-31").code == 0
    assert kg("ask", "rivals", "--as-of", "2025-12-31", "--possible").code == 2


def test_every_question_of_the_project_can_be_asked_as_of_a_day() -> None:
    day = as_of("2025-12-31", "possible")
    assert [name for name, asked in catalog.questions().items() if not asked.takes(day)] == []


@pytest.mark.parametrize(
    "bad", [b"", b"# title: only\nSELECT", b"\xff\xfe", RIVALS.replace("# topic", "topic").encode()]
)
def test_a_bad_question_breaks_only_itself(folder: Path, bad: bytes) -> None:
    (folder / "rivals.rq").write_bytes(bad)
    assert kg("ask", "who-tests", "maker=kunlunxin").code == 0
    assert kg("conflicts", "--judged").code == 0
    listed = kg("ask")
    assert listed.code == 0
    assert "who-tests" in listed.out
    assert "questions/rivals.rq" in listed.err
    run = kg("ask", "rivals")
    assert run.code == 1
    assert "bad-question" in run.err


def test_all_missing_headers_are_told_at_once_with_what_to_write(folder: Path) -> None:
    (folder / "rivals.rq").write_text("SELECT ?x WHERE { ?x ?y ?z }", encoding="utf-8")
    run = kg("ask", "rivals")
    assert len(run.err.splitlines()) == 1
    for head in catalog.HEADS:
        assert f"`# {head}: " in run.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# title-zh: 对手\n", "", "title-zh"),
        ("WHERE {", "WHERE", "bad-query"),
        ("SELECT ?claim", "SELECT ?claim ?other", "the header has the columns claim, and the query claim, other"),
        ("SELECT ?claim WHERE", "ASK", "the query is ASK"),
        ("a kg:Claim", "a kg:Claim", "cannot be asked as of a day"),
    ],
)
def test_check_says_what_is_wrong_with_a_question(folder: Path, old: str, new: str, says: str) -> None:
    from kg.check.questions import check_questions

    assert check_questions() == []
    text = RIVALS.replace(old, new).replace(" ORDER BY ?claim", "" if "ASK" in new else " ORDER BY ?claim")
    (folder / "rivals.rq").write_text(text, encoding="utf-8")
    catalog._all.cache_clear()
    problem = check_questions()[0]
    assert problem.file == "questions/rivals.rq"
    assert says in str(problem)
