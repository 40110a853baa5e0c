"""Between the program and the terminal: streams that take any text, arguments in UTF-8, errors, colour, progress.

All of it holds before the first argument is parsed, so that help, completion and usage errors are as safe as results.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from kg.problem import KgError, misuse


def prepare_streams() -> None:
    """Let stdout and stderr take every character, whatever encoding the system or PYTHONIOENCODING gives them.

    A terminal keeps its encoding and shows what it lacks as `?`; whatever is piped is UTF-8, because a code page of
    Windows may lack 昆仑芯.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller (`>&-`)
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            utf8 = stream.encoding.lower().replace("-", "").replace("_", "") == "utf8"
            stream.reconfigure(encoding=None if utf8 or stream.isatty() else "utf-8", errors="replace")


@contextmanager
def last_words() -> Iterator[None]:
    """Turn bad input and failing files, streams included, into lines on stderr and an exit code."""
    try:
        yield
    except KgError as error:
        for problem in error.problems:
            _say(str(problem))
        sys.exit(2 if all(problem.misuse for problem in error.problems) else 1)
    except BrokenPipeError:
        _abandon(sys.stdout)  # the reader has gone (`kg … | head`)
        sys.exit(0)
    except OSError as error:
        what = f"{str(error.filename).removesuffix('.part')}: " if error.filename else ""
        _say(f"cannot-access: {what}{error.strerror or error}")
        _abandon(sys.stdout)
        sys.exit(1)


def _say(words: str) -> None:
    with suppress(OSError):
        click.echo(click.style(f"kg: {words}", fg="red"), err=True, color=colour())
    _abandon(sys.stderr)


def _abandon(stream: object) -> None:
    """Send what a broken stream still holds nowhere; Python would complain about it at the end."""
    if not isinstance(stream, TextIOWrapper):
        return
    try:
        stream.flush()
    except OSError:
        with suppress(OSError):  # a stream of a test has no number
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_arguments(given: Sequence[str]) -> list[str]:
    """Return the command line as text; KgError for an argument that is none.

    Python reads arguments in the locale's encoding. If they are UTF-8 in a locale that is not, so are the terminal and
    its file names: the program then starts again in UTF-8 mode, and everything is read and printed alike.
    """
    told = sys.getfilesystemencoding()
    if told != "utf-8" and os.environ.get("PYTHONUTF8") != "1" and any(map(_is_utf8, given)):
        sys.stdout.flush()
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | {"PYTHONUTF8": "1"})  # noqa: S606
    for argument in given:
        raw = os.fsencode(argument)
        if any("\udc80" <= character <= "\udcff" for character in argument) and not os.path.lexists(raw):
            shown = raw.decode("ascii", "backslashreplace")
            locale = next((f"{name}={os.environ[name]}" for name in _LOCALES if os.environ.get(name)), "no LANG")
            message = f"the argument '{shown}' is not text in {told}, the encoding of this locale ({locale})"
            raise misuse("not-text", message, "set LC_ALL to the locale of your terminal, C.UTF-8 for example")
    return list(given)


_LOCALES = ("LC_ALL", "LC_CTYPE", "LANG")


def _is_utf8(argument: str) -> bool:
    """Say whether an argument is UTF-8 that the locale reads as something else.

    Two bytes may be UTF-8 by chance; no other encoding of words is UTF-8 throughout with three bytes to a character.
    """
    if argument.isascii():
        return False
    try:
        text = os.fsencode(argument).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return max(text) >= "\u0800" or any("\udc80" <= character <= "\udcff" for character in argument)


def bold(text: str) -> str:
    """Return a text that a terminal emphasises; `click.echo` takes the emphasis off wherever else it goes."""
    return click.style(text, bold=True)


def colour() -> bool | None:
    """Return False where the user wants no colour (NO_COLOR, a dumb terminal), else None: on a terminal only."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on stderr, on a terminal only; it is told the steps done, their number, and what comes next.

    It appears with the first step, so that work that turns out to be done shows none.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or os.environ.get("CI"):
        yield lambda *_: None
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def report(done: int, steps: int, word: str) -> None:
            if not bars:
                bar = click.progressbar(
                    length=steps,
                    label=label,
                    file=sys.stderr,
                    show_pos=True,
                    show_eta=False,
                    item_show_func=lambda item: item or "",
                )
                bars.append(stack.enter_context(bar))
            bars[0].update(done - bars[0].pos, word)
            bars[0].render_progress()  # the word may have changed alone

        yield report
