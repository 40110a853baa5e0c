"""Documentation that cannot go stale: what is generated is fresh, what is shown runs, what is linked is there."""

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
from kg.graph import Graph
from scripts import make_shared
from scripts.make_docs import GENERATED
from scripts.make_vocab import source
from tests.support.command import kg
from tests.support.listing import listed_files

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = [name for name in listed_files(CHECKOUT) if name.endswith(".md") and not name.startswith("exports/")]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [found[2] for found in BLOCK.finditer(page(name)) if found[1] == language]


def shown_commands(name: str) -> list[list[str]]:
    """Return the `kg …` lines of a page's shell blocks, as lists of arguments."""
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("kg ")]


@pytest.mark.parametrize("name", GENERATED)
def test_generated_documentation_is_fresh(name: str) -> None:
    assert page(name) == GENERATED[name](), "run `make generated`"


def test_the_vocabulary_is_fresh() -> None:
    assert page("kg/words/vocab.py") == source(), "run `make vocab`"


def test_what_the_explorer_shares_with_python_is_fresh() -> None:
    assert page("kg/explorer/src/shared.ts") == make_shared.text(), "run `make vocab`"


@pytest.mark.parametrize("script", ["make_vocab.py", "make_shared.py"])
def test_a_generator_says_so_itself(script: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, f"scripts/{script}", "--check"]
    assert subprocess.run(command, cwd=CHECKOUT, env=environment).returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_has_every_command_and_every_option(name: str) -> None:
    said = page("docs/cli.md").partition(f"## kg {name}\n")[2].partition("\n## kg ")[0]
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert f"Usage: kg {name}" in said
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in said for option in parameter.opts), parameter.opts


TOUR = [arguments for arguments in shown_commands("README.md") if arguments[0] not in ("push", "verify")]


@pytest.mark.parametrize("arguments", TOUR, ids=" ".join)
def test_the_commands_of_the_readme_run(
    graph: Graph, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    more = ["--no-open"] if arguments[0] in ("view", "explore") else []
    run = kg(*arguments, *more)
    assert run.code == 0, run.err
    assert run.out


def test_the_readme_shows_enough_commands() -> None:
    assert {arguments[0] for arguments in TOUR} >= {"find", "show", "ask", "path", "compare", "conflicts", "view"}


def test_the_python_of_the_readme_runs(graph: Graph) -> None:
    (code,) = blocks("README.md", "python")
    given: dict[str, object] = {}
    for line in code.splitlines():
        exec(line, given)
    made = given["g"]
    assert isinstance(made, Graph)
    assert made.digest == graph.digest


@pytest.mark.parametrize("name", PAGES)
def test_every_command_a_page_shows_exists(name: str) -> None:
    context = click.Context(main)
    for arguments in shown_commands(name):
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


def test_there_are_pages_to_look_at() -> None:
    assert len(PAGES) >= 8
    assert {"README.md", "docs/cli.md", "docs/design.md", "data/README.md", "CHANGELOG.md"} <= set(PAGES)
