"""The program between shell and terminal: streams of any encoding, full or closed; arguments in any locale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.terminal import read_arguments
from kg.problem import KgError
from tests.support.command import kg, on_terminal

pytestmark = pytest.mark.usefixtures("graph")

CHECKOUT = Path(__file__).resolve().parents[2]
ENCODINGS = (
    "cp1252 cp437 latin-1 cp932 cp949 cp950 cp1251 gbk ascii utf-16 utf-32 utf-8-sig ascii:strict utf-8:strict".split()
)
#: Every way of printing, each with a word that it prints and its exit code.
PRINTED = {
    "help": (("--help",), "昆仑芯", 0),
    "bare": ((), "昆仑芯", 2),
    "help of a command": (("find", "-h"), "Usage", 0),
    "version": (("--version",), "version", 0),
    "misuse": (("nosuch昆仑",), "昆仑", 2),
    "bad input": (("show", "昆仑昆仑"), "昆仑昆仑", 2),
    "result": (("find", "昆仑芯"), "昆仑芯", 0),
    "script": (("completion", "bash"), "_KG_COMPLETE", 0),
}


def shell(line: str, *arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in the checkout, in which `"$@"` is `python -m kg` and the arguments."""
    command = ["sh", "-c", line, "sh", sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=os.environ | environment, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_whatever_is_printed_is_utf8_whatever_the_systems_encoding(encoding: str) -> None:
    for arguments, word, code in PRINTED.values():
        run = shell('"$@"', *arguments, PYTHONIOENCODING=encoding)
        assert run.returncode == code, run.stderr
        assert b"Traceback" not in run.stderr
        assert word in (run.stdout + run.stderr).decode()


@pytest.mark.parametrize("arguments", [("--help",), ("find", "--help"), ("--version",), ("find", "昆仑芯")], ids=str)
def test_output_that_cannot_be_written_is_one_line_and_an_exit_code(arguments: tuple[str, ...]) -> None:
    run = shell('"$@" >/dev/full', *arguments)
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)
    assert b"No space left on device" in run.stderr


@pytest.mark.parametrize("variable", ["bash_complete", "bash_source"])
def test_completion_that_cannot_be_written_is_one_line_too(variable: str) -> None:
    run = shell('"$@" >/dev/full', _KG_COMPLETE=variable, COMP_WORDS="kg ask who", COMP_CWORD="2")
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_change_no_exit_code(name: str, closed: str) -> None:
    arguments, _, code = PRINTED[name]
    run = shell(f'"$@" {closed}', *arguments)
    assert run.returncode == code, run.stderr
    assert b"Traceback" not in run.stderr


def test_a_reader_of_the_help_that_goes_away_is_no_error() -> None:
    run = shell('{ "$@"; echo "$?" >&2; } | true', "--help")
    assert run.stderr == b"0\n"


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_arguments_are_read_as_utf8_in_a_locale_that_is_not(tmp_path: Path) -> None:
    run = shell('"$@"', "find", "天数智芯", **ASCII)
    assert run.returncode == 0, run.stderr
    assert "天数智芯" in run.stdout.decode()
    query = tmp_path / "查询.rq"
    query.write_text("ASK {}", encoding="utf-8")
    assert shell('"$@"', "sparql", str(query), **ASCII).stdout == b"true\n"


def test_plain_arguments_start_the_program_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("started again"))
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    assert read_arguments(["find", "Iluvatar"]) == ["find", "Iluvatar"]


@pytest.mark.parametrize("encoding", ["iso8859-1", "gbk"])
def test_an_argument_of_the_locale_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: encoding)
    monkeypatch.setattr(os, "fsencode", lambda text: text.encode(encoding))
    monkeypatch.setattr(os, "execve", lambda *_: pytest.fail("started again"))
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    word = "été" if encoding == "iso8859-1" else "目数天数智芯"  # 目 is two bytes of UTF-8 by chance
    assert read_arguments([word]) == [word]


@pytest.mark.parametrize("environment", [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}, ASCII], ids=str)
@pytest.mark.parametrize("arguments", [("find",), ("ask", "who-tests"), ()], ids=str)
def test_an_argument_that_is_no_text_names_the_locale(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    run = shell('"$@"', *arguments, "天数".encode("gbk"), **environment)
    assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)
    assert rb"'\xcc\xec\xca\xfd'" in run.stderr
    assert f"LC_ALL={environment['LC_ALL']}".encode() in run.stderr


def test_a_file_whose_name_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xcc\xec.rq"
    try:
        Path(os.fsdecode(path)).write_text("ASK {}", encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such file names")
    assert shell('"$@"', "sparql", path, LC_ALL="C.UTF-8").stdout == b"true\n"
    with pytest.raises(KgError, match="not-text"):
        read_arguments(["\udccc\udcec"])


@pytest.mark.parametrize("columns", [0, 1, 2, 3, 4, 5, 15])
@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "天数"),
        ("show", "天数智芯"),
        ("ask",),
        ("ask", "who-tests"),
        ("ask", "conflicts", "--lang", "zh"),
        ("conflicts",),
        ("timeline", "metax"),
        ("compare", "metax", "moore-threads"),
        ("path", "字节跳动", "iluvatar-corex"),
    ],
    ids=" ".join,
)
def test_every_table_ends_in_the_narrowest_terminal(arguments: tuple[str, ...], columns: int) -> None:
    run = kg(*arguments, "--format", "table", env={"COLUMNS": str(columns)})
    assert run.code == 0
    assert run.out


def test_colour_is_for_a_terminal_that_wants_it() -> None:
    shown = on_terminal("compare", "metax", "moore-threads")
    assert "\x1b[1mmeasure " in shown.out
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = on_terminal("compare", "metax", "moore-threads", **environment)
        assert "\x1b" not in plain.out
        assert plain.out == re.sub("\x1b\\[[0-9]*m", "", shown.out), "nothing else differs"
    piped = kg("compare", "metax", "moore-threads", "--format", "table", env={"COLUMNS": "80"})
    assert piped.out == plain.out, "piped it is the same to the byte"


def test_an_error_is_red_on_a_terminal_that_wants_it() -> None:
    assert on_terminal("show", "nobody").err.startswith("\x1b[31mkg: unknown-name")
    assert on_terminal("show", "nobody", NO_COLOR="1").err.startswith("kg: unknown-name")


@pytest.mark.parametrize(
    ("command", "steps"),
    [(("build", "--again"), "tables triples ontology rules names"), (("export", "csv", "graphml"), "csv graphml")],
)
def test_long_work_shows_every_step_on_a_terminal_and_nothing_elsewhere(
    command: tuple[str, ...], steps: str, tmp_path: Path
) -> None:
    place = ("--out", str(tmp_path)) if command[0] == "export" else ()
    shown = on_terminal(*command, *place, KG_CACHE=str(tmp_path / "cache"))
    assert shown.code == 0
    told = [match.groups() for match in re.finditer(r"(\d+)/(\d+)  ([a-z]+)", shown.err)]
    words = steps.split()
    assert told == [(str(n), str(len(words)), word) for n, word in enumerate(words)]
    assert f"{len(words)}/{len(words)}" in shown.err
    assert "\x1b" not in shown.out
    for environment in ({"CI": "true"}, {"TERM": "dumb"}):
        assert on_terminal(*command, *place, KG_CACHE=str(tmp_path / "cache"), **environment).err == ""
    assert kg(*command, *place, env={"KG_CACHE": str(tmp_path / "cache")}).err == ""


def test_work_that_is_done_already_shows_no_progress() -> None:
    assert on_terminal("build").err == ""
