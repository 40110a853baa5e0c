"""Imports point down, and each heavy library has one door: two tables are the law, the syntax trees the evidence."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from fnmatch import fnmatch
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.command import python

CHECKOUT = Path(__file__).resolve().parents[2]

# The rooms of the house, from the ground up: a module imports only from rooms above its own in this list. Inside a room
# anything goes that makes no circle. What only a type checker sees may point the other way.
LAYERS: tuple[str, ...] = (
    "problem",
    "files",
    "words",
    "values",
    "ledger",
    "engine",
    "questions",
    "knowledge",
    "check",
    "build",
    "drawing",
    "answers",
    "graph",
    "explorer",
    "export",
    "cli",
    "__main__",
)

# The only modules that may import a library from outside. Everything else asks the door.
DOORS: dict[str, tuple[str, ...]] = {
    "click": ("cli", "cli.*"),
    "httpx2": ("engine.remote",),
    "igraph": ("drawing.layout",),
    "jinja2": ("values.html",),
    "markupsafe": ("values.html",),
    "networkx": ("knowledge.network",),
    "pandas": ("engine.answer",),
    "pyarrow": ("export.parquet",),
    "pyoxigraph": ("engine.results", "engine.store"),
    "pypinyin": ("knowledge.pinyin",),
    "pyvis": ("export.page",),
    "rdflib": ("engine.rdf", "engine.ontology"),
    "stdnum": ("check.identifiers",),
    "xlsxwriter": ("export.xlsx",),
}

# The command line prints `--help` before any of these is loaded; click is what it is made of.
LAZY = sorted(DOORS.keys() - {"click"})

LINES = 400


@dataclass(frozen=True, slots=True)
class Import:
    """One import: what is imported, in which line, and whether only a type checker sees it."""

    name: str
    line: int
    for_types_only: bool


def modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name without `kg.`; the package itself is `kg`."""
    found = {}
    for path in sorted((CHECKOUT / "kg").rglob("*.py")):
        parts = path.relative_to(CHECKOUT / "kg").with_suffix("").parts
        if "node_modules" not in parts:
            found[".".join(part for part in parts if part != "__init__") or "kg"] = path
    return found


def imports(tree: ast.Module) -> list[Import]:
    """Return every import of a module, those inside functions too, as `package.module` or `package.module.name`."""
    only_types = {
        id(node)
        for guard in ast.walk(tree)
        if isinstance(guard, ast.If) and "TYPE_CHECKING" in ast.unparse(guard.test)
        for node in ast.walk(guard)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer; write the whole name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found += [Import(name, node.lineno, id(node) in only_types) for name in names]
    return found


MODULES = modules()
IMPORTS = {name: imports(ast.parse(path.read_text(encoding="utf-8"))) for name, path in MODULES.items()}
PLACE = {name: place for place, name in enumerate(LAYERS)}


def top(module: str) -> str:
    """Return the name under which a module stands in the table."""
    return module.split(".")[0]


def imported_module(name: str) -> str | None:
    """Return the module of the package that an import names, or None for anything from outside."""
    if name != "kg" and not name.startswith("kg."):
        return None
    inside = name.removeprefix("kg").removeprefix(".")
    while inside and inside not in MODULES:
        inside = inside.rpartition(".")[0]
    return inside or "kg"


def breaks_layers(module: str, imported: str) -> bool:
    """Say whether the table forbids one module of the package to import another."""
    if module == "kg":  # the front door opens onto every layer; that it loads none is tested below
        return False
    if imported == "kg":  # its version is for everybody, and it imports nothing
        return False
    if not {top(module), top(imported)} <= PLACE.keys():  # the table's own test says so
        return False
    return top(module) != top(imported) and PLACE[top(imported)] >= PLACE[top(module)]


def test_every_module_stands_in_the_table_and_every_name_in_the_table_is_a_module() -> None:
    there = {top(name) for name in MODULES} - {"kg"}
    new, gone = sorted(there - PLACE.keys()), sorted(PLACE.keys() - there)
    assert not new, f"give each its row in LAYERS, tests/house/test_layers.py: {new}"
    assert not gone, f"take these out of LAYERS, tests/house/test_layers.py: {gone}"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    wrong = [
        f"{MODULES[module].relative_to(CHECKOUT)}:{found.line} imports {found.name}"
        for found in IMPORTS[module]
        if not found.for_types_only and (imported := imported_module(found.name)) and breaks_layers(module, imported)
    ]
    assert not wrong, (
        "these point up in LAYERS (tests/house/test_layers.py): pass the value in, or move what both need down"
    )


def test_no_circle_inside_a_package() -> None:
    graph = {
        name: {
            found
            for one in IMPORTS[name]
            if not one.for_types_only and (found := imported_module(one.name)) and found not in {name, "kg"}
        }
        for name in MODULES
    }
    del graph["kg"]
    order = list(TopologicalSorter(graph).static_order())  # CycleError names the circle
    assert set(order) == set(graph)


@pytest.mark.parametrize("module", MODULES)
def test_each_library_has_one_door(module: str) -> None:
    wrong = []
    for found in IMPORTS[module]:
        library = found.name.split(".")[0]
        if library == "kg" or library in sys.stdlib_module_names or found.for_types_only:
            continue
        if not any(fnmatch(module, door) for door in DOORS.get(library, ())):
            doors = ", ".join(DOORS.get(library, ())) or "none: is it in setup.cfg, and who is its door?"
            wrong.append(f"{MODULES[module].relative_to(CHECKOUT)}:{found.line} imports {library} (doors: {doors})")
    assert not wrong, "a library is imported past its door (DOORS in tests/house/test_layers.py)"


@pytest.mark.parametrize("library", DOORS)
def test_each_door_is_there_and_opens(library: str) -> None:
    through = [name for name in MODULES if any(found.name.split(".")[0] == library for found in IMPORTS[name])]
    assert through, f"nobody imports {library}: take it out of DOORS and of setup.cfg"


def test_every_requirement_has_a_door_and_every_door_a_requirement() -> None:
    settings = ConfigParser(interpolation=None)
    settings.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    wanted = [settings["options"]["install_requires"]]
    wanted += [needs for extra, needs in settings["options.extras_require"].items() if extra != "dev"]
    required = re.findall(r"^(?:python-)?([\w-]+)", "\n".join(wanted), re.MULTILINE)
    assert sorted(required) == sorted(DOORS), "requirements in setup.cfg, and DOORS in tests/house/test_layers.py"


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.explorer.page", "kg.export.page"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({LAZY!r}) & sys.modules.keys()))"
    assert not python(code).split(), "import these inside the function that needs them: --help must not wait for them"


def test_no_module_is_longer_than_a_reader_likes() -> None:
    tests = [path for path in (CHECKOUT / "tests").rglob("*.py") if "node_modules" not in path.parts]
    paths = [*MODULES.values(), *sorted(tests)]
    assert len(paths) > len(MODULES)
    long = {}
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        made = any("generated" in line.lower() for line in lines[:5])
        if len(lines) > LINES and not made:
            long[str(path.relative_to(CHECKOUT))] = len(lines)
    assert not long, f"over {LINES} lines: is each still one idea?"


def test_nothing_is_called_utils() -> None:
    vague = {"utils", "util", "helpers", "misc"}
    assert not [name for name in MODULES if vague & set(name.split("."))], "a module is a noun that says what is in it"


@pytest.mark.parametrize(
    ("module", "imported", "forbidden"),
    [
        ("values.quantity", "problem", False),  # a room above
        ("values.quantity", "words.terms", False),
        ("words.terms", "values.quantity", True),  # a room below
        ("export.gexf", "export.registry", False),  # the same room
        ("export.gexf", "cli", True),
        ("cli.find", "knowledge.names", False),
        ("kg", "cli", False),  # the front door
    ],
)
def test_the_table_is_read_as_it_says(module: str, imported: str, forbidden: bool) -> None:
    assert breaks_layers(module, imported) is forbidden


def test_imports_inside_functions_are_seen_and_those_for_types_are_told_apart() -> None:
    tree = ast.parse(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import networkx\n"
        "def f():\n    import igraph\n    from kg.export import gexf\n"
    )
    seen = {(found.name, found.for_types_only) for found in imports(tree)}
    assert {("networkx", True), ("igraph", False), ("kg.export.gexf", False)} <= seen


def test_the_design_shows_the_same_rooms() -> None:
    design = (CHECKOUT / "docs" / "design.md").read_text(encoding="utf-8")
    cells = " ".join(re.findall(r"^\| (`.*?`) \|", design, re.MULTILINE))
    assert tuple(name.rstrip("/") for name in re.findall("`(.*?)`", cells)) == LAYERS


def test_every_room_says_what_it_is_for() -> None:
    packages = list((CHECKOUT / "kg").glob("*/__init__.py"))
    assert len(packages) > 10
    assert [path.parent.name for path in packages if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_the_linter_sees_every_module() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--show-files"]
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    seen = {Path(line).resolve() for line in run.stdout.splitlines()}
    assert set(MODULES.values()) - seen == set(), "a pattern in pyproject.toml leaves these out"
