"""Exports: each writes what it says, whole or not at all, and the same bytes whenever and wherever it is made."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kg.export.registry import EXPORTS, readme, run
from kg.files import data_dir, ontology_dir
from kg.graph import Graph
from kg.problem import KgError, Problem
from tests.support.folder import refuse

#: Those whose files come from the graph alone, and so of any graph and any day.
OF_ANY_GRAPH = [name for name, export in EXPORTS.items() if not export.tables]


def files_below(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def problems_of(graph: Graph, names: list[str], out: Path) -> tuple[Problem, ...]:
    with pytest.raises(KgError) as caught:
        run(graph, names, out)
    assert all(problem.hint for problem in caught.value.problems)
    return caught.value.problems


def test_all_writes_every_file_that_is_promised_and_no_other(exported: Path) -> None:
    promised = {file for export in EXPORTS.values() for file in export.made}
    assert len(promised) >= 15
    assert files_below(exported).keys() == promised | {"README.md"}
    assert all(path.stat().st_size > 100 for path in files_below(exported).values())


@pytest.mark.parametrize("name", OF_ANY_GRAPH)
def test_one_export_writes_its_own_files_alone(graph: Graph, exported: Path, name: str, tmp_path: Path) -> None:
    told: list[tuple[object, ...]] = []
    made = run(graph, [name, name], tmp_path / "new" / "folder", lambda *step: told.append(step))
    assert [path.relative_to(tmp_path / "new" / "folder").as_posix() for path in made] == list(EXPORTS[name].made)
    assert told == [(0, 1, name), (1, 1, "")]
    assert files_below(tmp_path / "new" / "folder").keys() == {*EXPORTS[name].made, "README.md"}


def test_two_builds_in_different_places_give_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    # Another process, place, cache, hash seed, day's zone, language and directory; the same rows and ontology.
    data = shutil.copytree(data_dir(), tmp_path / "elsewhere" / "data")
    code = "import sys; from kg.cli import main; main(['export', 'all', '--out', sys.argv[1]])"
    other = {"KG_DATA": str(data), "KG_CACHE": str(tmp_path / "other-cache"), "PYTHONHASHSEED": "4711"}
    other |= {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONPATH": str(ontology_dir().parent)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")} | other
    command = [sys.executable, "-c", code, str(tmp_path / "out")]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    here, there = files_below(exported), files_below(tmp_path / "out")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name].read_bytes() != there[name].read_bytes()] == []


def test_no_export_names_the_machine_it_was_made_on(exported: Path, own_cache: Path) -> None:
    private = [str(ontology_dir().parent).encode(), str(own_cache).encode(), b"/home/", b"/root/"]
    for name, path in files_below(exported).items():
        content = path.read_bytes()
        assert [word for word in private if word in content] == [], name


def test_the_readme_says_what_every_file_is_for(exported: Path) -> None:
    text = (exported / "README.md").read_text(encoding="utf-8")
    assert text == readme()
    for export in EXPORTS.values():
        for file in export.made:
            assert f"`{file}`" in text
        assert export.about in text
        assert export.about_zh in text


def test_every_file_has_instructions_for_opening_it() -> None:
    how = readme().partition("How to open them")[2]
    for export in EXPORTS.values():
        for file in export.made:
            folder, _, name = file.rpartition("/")
            assert any(word in how for word in (name, f"{folder}/**", Path(name).suffix)), file


@pytest.mark.parametrize(("name", "hint"), [("gexff", "did you mean gexf"), ("zzz", "one of "), ("ALL", "all")])
def test_an_unknown_export_is_named_with_the_nearest(graph: Graph, name: str, hint: str, tmp_path: Path) -> None:
    (problem,) = problems_of(graph, ["gexf", name], tmp_path / "out")
    assert problem.code == "unknown-format"
    assert hint in problem.hint
    assert not (tmp_path / "out").exists(), "nothing is written before everything is understood"


def test_a_folder_that_cannot_be_made_is_said(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (problem,) = problems_of(graph, ["csv"], tmp_path / "file" / "out")
    assert problem.code == "cannot-write"
    assert "--out" in problem.hint


@pytest.mark.parametrize("name", EXPORTS)
def test_a_full_disk_is_said_and_leaves_no_half_file(
    graph: Graph, name: str, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.path.ismount(small_disk):
        (small_disk / "full").write_bytes(b"x" * 196 * 1024)  # a page is left for the folder itself
    else:
        monkeypatch.setattr(Path, "replace", refuse(errno.ENOSPC))
    (problem,) = problems_of(graph, [name], small_disk / "out")
    assert problem.code == "cannot-write"
    assert "No space left on device" in problem.message
    monkeypatch.undo()
    left = files_below(small_disk).keys() - {"full"}
    assert not [file for file in left if file.endswith(".part")]
    assert not left & {f"out/{EXPORTS[name].made[-1]}"}


@pytest.mark.parametrize("name", [name for name in EXPORTS if EXPORTS[name].whole])
def test_what_holds_everything_is_of_no_day(graph: Graph, name: str, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(graph.at(date(2026, 1, 1)), [name], tmp_path)] == ["not-dated"]
    assert [problem.code for problem in problems_of(graph.at(date(2026, 1, 1)), ["all"], tmp_path)] == ["not-dated"]


@pytest.mark.parametrize("name", [name for name in EXPORTS if name not in OF_ANY_GRAPH])
def test_what_is_made_from_the_tables_is_of_no_other_graph(small: Graph, name: str, tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(small, [name], tmp_path)] == ["other-data"]


def test_an_export_as_of_a_day_holds_what_was_published_by_then(graph: Graph, exported: Path, tmp_path: Path) -> None:
    run(graph.at(date(2025, 12, 31), "possible"), ["csv"], tmp_path)
    for name in ("graph-csv/edges.csv", "relations-csv/edges.csv"):
        then, now = ((folder / name).read_text(encoding="utf-8-sig").count("\n") for folder in (tmp_path, exported))
        assert 1 < then < now


def test_the_guide_that_is_kept_is_the_one_that_is_written(checkout: Path) -> None:
    assert (checkout / "exports" / "README.md").read_text(encoding="utf-8") == readme()


def test_the_help_of_the_command_names_every_format() -> None:
    from kg.cli.export import command

    assert command.help
    assert re.findall(r"\w+", command.help.partition(":")[2])[: len(EXPORTS)] == list(EXPORTS)
