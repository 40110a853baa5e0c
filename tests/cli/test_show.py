"""`kg show` on a terminal: sections by name, a pager where the page is long, nothing of either when piped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.answers.dossier import SECTIONS
from tests.support.command import cells, kg

CHECKOUT = Path(__file__).resolve().parents[2]
NAMES = list(dict.fromkeys(section[0] for section in SECTIONS))


def test_the_sections_are_listed_with_their_lengths() -> None:
    rows = cells(kg("show", "metax", "--sections", "--format", "csv").out)
    assert [row["section"] for row in rows] == [name for name in NAMES for row in rows if row["section"] == name]
    assert all(int(row["rows"]) > 0 for row in rows)
    top = kg("show", "metax").out.partition("\n\n")[0]
    assert all(row["section"] in top for row in rows)


@pytest.mark.parametrize("typed", ["", "fig"])
def test_the_names_of_sections_are_completed(typed: str) -> None:
    words = {"COMP_WORDS": f"kg show metax --section {typed}", "COMP_CWORD": "4", "_KG_COMPLETE": "bash_complete"}
    offered = kg(env=dict(words)).out.splitlines()
    assert offered == [f"plain,{name}" for name in NAMES if name.startswith(typed)]


def on_a_terminal(*arguments: str) -> str:
    """Return what `kg …` writes to a terminal of 24 lines whose pager marks each line."""
    pty = pytest.importorskip("pty")
    outer, inner = pty.openpty()
    environment = os.environ | {"PAGER": "sed s/^/paged:/", "TERM": "xterm", "LINES": "24", "COLUMNS": "120"}
    code = "from kg.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=CHECKOUT, env=environment, stdin=inner, stdout=inner
    )
    os.close(inner)
    parts = []
    try:
        while part := os.read(outer, 65536):
            parts.append(part)
    except OSError:  # Linux says so when the terminal is closed
        pass
    os.close(outer)
    assert process.wait() == 0
    return b"".join(parts).decode("utf-8", "replace")


def test_a_long_page_is_paged_on_a_terminal_unless_the_reader_says_no() -> None:
    assert "paged:" in on_a_terminal("show", "metax")
    assert "paged:" not in on_a_terminal("show", "metax", "--no-pager")
    assert "paged:" not in on_a_terminal("show", "metax", "--section", "people"), "a short page needs no pager"
    assert "paged:" not in kg("show", "metax", env={"PAGER": "sed s/^/paged:/"}).out
