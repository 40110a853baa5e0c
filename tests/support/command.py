"""Run the command line inside the test's own process; whatever it is given, it may end only by exiting."""

from __future__ import annotations

from dataclasses import dataclass

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
