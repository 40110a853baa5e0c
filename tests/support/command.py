"""Run the command line in the test's own process, where it may end only by exiting, and Python in one of its own."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

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


def on_terminal(*arguments: str, **environment: str) -> Run:
    """Run `python -m kg …` with stdout and stderr on a terminal of 80 columns each, and return what they show."""
    import pty

    ends = [pty.openpty() for _ in range(2)]
    # These would stop colours and bars; a test that wants one says so.
    quiet = {"NO_COLOR": "", "CI": "", "TERM": "xterm", "COLUMNS": "80"}
    run = subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=Path(__file__).parents[2],
        env=os.environ | quiet | environment,
        stdin=subprocess.DEVNULL,
        stdout=ends[0][1],
        stderr=ends[1][1],
    )
    shown = [bytearray(), bytearray()]
    threads = [Thread(target=_drain, args=(outer, part)) for (outer, _), part in zip(ends, shown, strict=True)]
    for thread, (_, inner) in zip(threads, ends, strict=True):
        os.close(inner)
        thread.start()
    code = run.wait()
    for thread, (outer, _) in zip(threads, ends, strict=True):
        thread.join()
        os.close(outer)
    out, err = (part.decode().replace("\r\n", "\n") for part in shown)
    return Run(code, out, err)


def _drain(terminal: int, into: bytearray) -> None:
    with suppress(OSError):  # the last program that had the terminal has gone
        while part := os.read(terminal, 65536):
            into.extend(part)
