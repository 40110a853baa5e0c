"""Documentation that cannot go stale: generated pages are fresh, shown commands print the answers shown, links work.

In a README, a `sh` block of one command and the `text` block behind it show a command and its answer on a terminal.
In the answer a line `…` stands for any number of lines, and `…` inside a line for any text.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import COMMANDS, main
from kg.export.registry import EXPORTS
from kg.graph import Graph
from scripts.make_docs import GENERATED
from tests.support.command import kg
from tests.support.listing import listed_files

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = [name for name in listed_files(CHECKOUT) if name.endswith(".md") and not name.startswith("exports/")]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ANSWERED = re.compile(r"^```sh\n([^\n]+)\n```\n+```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
TOURS = {"README.md": "## A quick tour\n", "README.zh-CN.md": "## 快速上手\n"}
COLUMNS = "120"  # the width of the terminal in which the answers of the READMEs were printed


def page(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return [block[2] for block in BLOCK.finditer(text) if block[1] == language]


def shown_commands(text: str) -> list[list[str]]:
    """Return every `kg …` of a text, in shell blocks and between backticks, as lists of arguments."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines() if line.startswith("kg ")]
    lines += re.findall("`(kg [^`]+)`", BLOCK.sub("", text))
    return [shlex.split(line, comments=True)[1:] for line in lines]


def tour(name: str) -> str:
    """Return the section of a README that shows the command line."""
    return page(name).partition(TOURS[name])[2].partition("\n## ")[0]


def prints(shown: str, printed: str) -> bool:
    """Return True if an answer shown in a README, shortened with `…`, is what was printed."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r" *\n" for line in shown.splitlines()
    ]
    return re.fullmatch("".join(lines), printed) is not None


@pytest.mark.parametrize("name", GENERATED)
def test_generated_documentation_is_fresh(name: str) -> None:
    assert page(name) == GENERATED[name](), "run `make generated`"


@pytest.mark.parametrize("script", ["make_vocab.py", "make_shared.py"])
def test_what_is_made_of_the_ontology_is_fresh(script: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, f"scripts/{script}", "--check"]
    assert subprocess.run(command, cwd=CHECKOUT, env=environment).returncode == 0, "run `make vocab`"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_has_every_command_and_every_option(name: str) -> None:
    said = page("docs/cli.md").partition(f"## kg {name}\n")[2].partition("\n## kg ")[0]
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert f"Usage: kg {name}" in said
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in said for option in parameter.opts), parameter.opts


def run(arguments: list[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """Run a command as on a terminal and return what it prints; where it has no result, what it says instead."""
    monkeypatch.chdir(folder)
    command = main.get_command(click.Context(main), arguments[0])
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts}
    more = [
        *(["--format", "table"] if "--format" in options else []),
        *(["--no-open"] if "--no-open" in options else []),
    ]
    done = kg(*arguments, *more, env={"COLUMNS": COLUMNS})
    assert done.code == 0, done.err
    return done.out or done.err


@pytest.mark.parametrize("arguments", [words for name in TOURS for words in shown_commands(tour(name))], ids=" ".join)
def test_the_commands_of_the_tours_run(
    graph: Graph, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(arguments, monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("command", "shown"),
    [answer for name in TOURS for answer in ANSWERED.findall(tour(name))],
    ids=lambda text: text.partition("\n")[0],
)
def test_the_answers_of_the_tours_are_what_the_commands_print(
    graph: Graph, command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run(shlex.split(command, comments=True)[1:], monkeypatch, tmp_path)
    assert prints(shown, printed), f"show what `{command}` prints:\n{printed}"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no sh")
@pytest.mark.parametrize("name", TOURS)
def test_the_answer_of_make_explore_is_what_it_prints(name: str, tmp_path: Path) -> None:
    (shown,) = [shown for command, shown in ANSWERED.findall(page(name)) if command.split()[:2] == ["make", "explore"]]
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "explorer.html").touch()
    script = ["sh", str(CHECKOUT / "scripts" / "open-page.sh"), "exports/explorer.html"]
    opened = subprocess.run(
        script, cwd=tmp_path, env=os.environ | {"CI": "true"}, capture_output=True, text=True, check=True
    )
    printed = "".join(f"exports/{path}\n" for export in EXPORTS.values() for path in export.made) + opened.stdout
    assert prints(shown, printed), f"show what `make explore` prints:\n{printed}"


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("a\nb\nc\n", True),
        ("a\n…\n", True),
        ("…\nc\n", True),
        ("a\n…\nb\nc\n…\n", True),
        ("a…\nb\nc\n", True),
        ("a\nb\n", False),
        ("b\n…\n", False),
        ("a\nc\n…\n", False),
        ("a\n…\nd\n…\n", False),
        ("", False),
    ],
)
def test_a_shortened_answer_may_leave_out_but_not_differ(shown: str, same: bool) -> None:
    assert prints(shown, "a  \nb\nc\n") is same


@pytest.mark.parametrize("name", TOURS)
def test_the_readmes_show_enough_commands_and_answers(name: str) -> None:
    shown = {arguments[0] for arguments in shown_commands(tour(name))}
    assert shown >= {"find", "show", "ask", "path", "compare", "conflicts", "view"}
    assert {command.split()[1] for command, _ in ANSWERED.findall(page(name))} >= {"explore", "test", "ask", "path"}


def test_the_python_of_the_readme_runs(graph: Graph) -> None:
    (code,) = blocks(page("README.md"), "python")
    given: dict[str, object] = {}
    for line in code.splitlines():
        exec(line, given)
    made = given["g"]
    assert isinstance(made, Graph)
    assert made.digest == graph.digest


@pytest.mark.parametrize("name", PAGES)
def test_every_command_a_page_shows_exists(name: str) -> None:
    context = click.Context(main)
    for arguments in shown_commands(page(name)):
        command = main.get_command(context, arguments[0])
        assert command is not None, f"kg {arguments[0]}"
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for option in (word.partition("=")[0] for word in arguments[1:] if word.startswith("--")):
            assert option in known | {"--help"}, f"kg {arguments[0]} {option}"


@pytest.mark.parametrize("name", PAGES)
def test_every_target_of_make_a_page_names_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", page(name))) | set(
        re.findall(r"^make ([a-z-]+)", page(name), re.MULTILINE)
    )
    assert named <= targets


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_the_project_leads_somewhere(name: str) -> None:
    text = BLOCK.sub("", page(name))
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    wanted = [link for link in links if link and not link.startswith(("mailto:", "exports/"))]
    assert [link for link in wanted if not ((CHECKOUT / name).parent / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_path_a_page_names_exists(name: str) -> None:
    named = re.findall(r"`((?:data|docs|kg|ontology|scripts|tests)/[\w./-]+)`", page(name))
    assert [path for path in named if not (CHECKOUT / path).exists()] == []


def test_there_are_pages_to_look_at() -> None:
    assert len(PAGES) >= 8
    assert {"README.md", "docs/cli.md", "docs/design.md", "data/README.md", "CHANGELOG.md"} <= set(PAGES)
