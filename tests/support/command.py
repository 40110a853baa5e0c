"""Run the command line in the test's own process, where it may end only by exiting, and Python in one of its own."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main


@dataclass(frozen=True, slots=True)
class Run:
    """What a command left: exit code, results, talk."""

    code: int
    out: str
    err: str


def kg(*arguments: str, stdin: str | bytes | None = None, env: dict[str, str | None] | None = None) -> Run:
    """Run `kg …`; AssertionError with the traceback where a command fails in any other way than by exiting."""
    done = CliRunner().invoke(main, list(arguments), input=stdin, env=env, prog_name="kg")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise AssertionError(f"kg {' '.join(arguments)}") from done.exception
    assert "Traceback" not in done.stderr
    return Run(done.exit_code, done.stdout, done.stderr)


def cells(text: str) -> list[dict[str, str]]:
    """Return the rows of CSV that a command printed, by their headings."""
    return list(csv.DictReader(io.StringIO(text)))


def python(code: str, *arguments: str, **environment: str) -> str:
    """Run a program in an interpreter of its own, in the checkout, and return what it prints."""
    checkout, command = Path(__file__).parents[2], [sys.executable, "-c", code, *arguments]
    variables = os.environ | {"PYTHONIOENCODING": "utf-8"} | environment
    run = subprocess.run(command, cwd=checkout, env=variables, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout
