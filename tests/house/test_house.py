"""The rules of the house that no linter knows: each test is one rule, and its message says what to do."""

from __future__ import annotations

import ast
import csv
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

import kg
from tests.support.listing import BINARY, listed_files

CHECKOUT = Path(__file__).resolve().parents[2]
FILES = listed_files(CHECKOUT)
TEXTS = [name for name in FILES if not name.endswith(BINARY)]

# What a developer's own machine is called and holds. Written in halves, since this file is one of those searched.
PRIVATE = ["".join(halves) for halves in (("/wo", "rk/"), ("/tmp/", "team"), (".lib", "rary/"), ("sub", "agent"))]

# Written by a program. Whoever opens one is told: by the file, or by the folder's README.
MADE = (
    "exports/",
    "kg/words/vocab.py",
    "scripts/constraints.txt",
    *(f"docs/{name}.md" for name in ("cli", "questions", "data-dictionary")),
)
MADE_SAYS = re.compile(r"\bgenerated\b|do not edit", re.IGNORECASE)

DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def read(name: str) -> str:
    """Return the text of a file of the project."""
    return (CHECKOUT / name).read_bytes().decode("utf-8")


def twins(names: Iterable[str]) -> list[str]:
    """Return the names that some file system, or some reader, takes for another one of them."""
    folded = Counter(unicodedata.normalize("NFC", name).casefold() for name in names)
    return [name for name, count in folded.items() if count > 1]


def constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the strings of a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def strings_of_the_package() -> list[tuple[str, str]]:
    """Return every string in the package's code, with its place."""
    names = [name for name in TEXTS if name.startswith("kg/") and name.endswith(".py")]
    assert len(names) > 5
    return [
        (f"{name}:{node.lineno}", str(node.value)) for name in names for node in constants(ast.parse(read(name), name))
    ]


def test_the_listing_finds_the_project() -> None:
    assert {"setup.cfg", "kg/files.py", "tests/house/test_house.py", ".ci/run"} <= set(FILES)
    assert len(TEXTS) > 30


@pytest.mark.parametrize("word", PRIVATE)
def test_no_file_names_what_only_one_machine_has(word: str) -> None:
    found = [f"{name}:{n}" for name in TEXTS for n, line in enumerate(read(name).splitlines(), 1) if word in line]
    assert not found, "say it so that it holds on every machine"


def test_texts_are_utf8_with_unix_lines_and_end_in_one() -> None:
    wrong = []
    for name in TEXTS:
        data = (CHECKOUT / name).read_bytes()
        if data.startswith(b"\xef\xbb\xbf") and not name.startswith("exports/"):  # spreadsheets want the mark
            wrong.append(f"{name}: begins with a byte order mark")
        if b"\r" in data:
            wrong.append(f"{name}: has carriage returns")
        if data and not data.endswith(b"\n"):
            wrong.append(f"{name}: does not end in a line end")
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            wrong.append(f"{name}: is no UTF-8 (if it is no text, add its suffix to BINARY and .gitattributes)")
    assert not wrong


def test_file_names_live_on_every_system() -> None:
    assert not twins(FILES), "Windows and macOS take these for one file"
    parts = {part for name in FILES for part in PurePosixPath(name).parts}
    bad = [part for part in parts if not re.fullmatch(r"[A-Za-z0-9._-]+", part) or part.split(".")[0] in DEVICES]
    assert not bad, "file names are ASCII letters, digits, dot, hyphen and underscore, and no device of Windows"


@pytest.mark.parametrize("table", [n for n in FILES if n.startswith("data/") and n.endswith(".csv")])
def test_ids_differ_by_more_than_case(table: str) -> None:
    rows = list(csv.DictReader(read(table).splitlines()))
    assert not twins(row["id"] for row in rows if row.get("id")), "give one of them another id"


def test_generated_files_say_so() -> None:
    made = [name for name in FILES if name.startswith(MADE) and name != "exports/README.md"]
    assert made
    readme = read("exports/README.md") if "exports/README.md" in FILES else ""
    silent = [
        name
        for name in made
        if not (name in TEXTS and MADE_SAYS.search(read(name)[:4000])) and PurePosixPath(name).name not in readme
    ]
    assert not silent, "write 'generated by …' at the top, or name the file in exports/README.md"


def test_versions_agree() -> None:
    assert re.search(rf"^version: {re.escape(kg.__version__)}$", read("CITATION.cff"), re.MULTILINE)
    sections = re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert next(name for name in sections if name != "Unreleased") == kg.__version__
    assert "Unreleased" not in sections[1:]


def test_readme_opens_with_the_two_commands() -> None:
    commands = re.findall(r"^(make [a-z]+)", read("README.md"), re.MULTILINE)
    assert commands[:2] == ["make explore", "make test"]


def test_locks_name_no_host() -> None:
    locks = [name for name in FILES if name.endswith("package-lock.json")]
    assert not [name for name in locks if '"resolved": "http' in read(name)], (
        "npm install --package-lock-only --omit-lockfile-registry-resolved"
    )


def test_no_query_in_python() -> None:
    query = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE|INSERT|DELETE)\b[^.;!]*\{")
    found = [place for place, text in strings_of_the_package() if query.search(text)]
    assert not found, "a query is a .rq file, where any engine can run it"


def test_no_page_in_python() -> None:
    tag = re.compile(r"<(html|head|body|div|span|table|script|style|svg)\b")
    assert not [place for place, text in strings_of_the_package() if tag.search(text)], "markup belongs in a template"


def test_the_base_of_our_iris_is_written_once() -> None:
    found = [place for place, text in strings_of_the_package() if "w3id.org/china-gpu-kg" in text]
    assert {place.rpartition(":")[0] for place in found} == {"kg/values/ids.py"}, "use kg/values/ids.py"


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("F401", "import os"),
        ("I002", "x = 1"),
        ("D103", "def f() -> None: ..."),
        ("E501", f"x = '{'y' * 130}'"),
        ("T201", "print(1)"),
        ("PTH123", "x = open('x')"),
        ("B006", "def f(x: list[int] = []) -> None: ..."),
        ("TID252", "from . import x"),
        ("DTZ011", "import datetime\nx = datetime.date.today()"),
        ("RUF001", "x = 'Α'"),  # noqa: RUF001  (a Greek letter that looks like an A)
    ],
)
def test_ruff_bites(code: str, where: str) -> None:
    assert code in ruff(where)


def test_ruff_leaves_chinese_punctuation_alone() -> None:
    said = ruff("x = '，。：；（）！？“”‘’、《》—…～％＋－＝'  # 注：“上市”（科创板）；是！")
    assert not [code for code in said if code.startswith("RUF00")]


def ruff(code: str) -> set[str]:
    """Return what ruff finds in a module of the package with this code."""
    command = [sys.executable, "-m", "ruff", "check", "--output-format=concise", "--stdin-filename=kg/new.py", "-"]
    run = subprocess.run(command, input=code, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1, run.stderr  # at least the missing docstring
    return set(re.findall(r"^kg.new\.py:\d+:\d+: (\w+)", run.stdout, re.MULTILINE))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit and has no sh")
@pytest.mark.parametrize("script", [n for n in FILES if n.startswith(".ci/") or n.endswith(".sh")])
def test_scripts_are_executable_and_parse(script: str) -> None:
    assert os.access(CHECKOUT / script, os.X_OK), f"git update-index --chmod=+x {script}"
    shell = "bash" if read(script).startswith("#!/usr/bin/env bash") else "sh"
    subprocess.run([shell, "-n", script], cwd=CHECKOUT, check=True)
