"""A wheel carries what a checkout has: modules, ontology, data, questions, templates, and nothing else.

Built from a copy, so that what an earlier build left behind can neither hide a missing file nor bring a strange one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from kg.values.ids import BASE
from tests.support.listing import listed_files

# Of the explorer, what the page is made of; what makes its program stays in the checkout.
EXPLORER = re.compile(r"kg/explorer/(\w+\.py|LICENSES\.md|dist/.+|templates/.+)").fullmatch


def pip(*arguments: str, cwd: Path) -> None:
    """Run pip without asking any index: what a build needs, the environment has."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of the checkout as it stands, uncommitted files too."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "checkout"
    for name in listed_files(checkout):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(checkout / name, copy / name)
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(copy), cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a folder of its own."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel), cwd=target)
    return target


def carried(name: str) -> str | None:
    """Return where a file of the checkout stands in the wheel, or None where it has no business there."""
    if name.startswith(("ontology/", "data/")):
        return f"kg/{name}"
    if name.startswith("kg/explorer/"):
        return name if EXPLORER(name) else None
    return name if name.startswith("kg/") else None


def test_wheel_has_the_files_of_the_checkout_and_no_others(wheel: Path, checkout: Path) -> None:
    expected = {place for name in listed_files(checkout) if (place := carried(name))}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    there = {name for name in names if ".dist-info" not in PurePosixPath(name).parts[0]}
    assert len(expected) > 20
    assert not expected - there, "left out: list the package, or widen its glob, in setup.cfg"
    assert not there - expected, "strange files in the wheel: narrow a glob in setup.cfg"


def test_wheel_carries_both_licences_and_the_marker_of_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {PurePosixPath(name).name for name in archive.namelist()}
    assert {"LICENSE", "LICENSE-DATA", "py.typed"} <= names


def test_wheel_says_where_its_project_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        assert f"Project-URL: Homepage, {BASE}\n" in archive.read(name).decode()


def run_installed(installed: Path, tmp_path: Path, code: str) -> str:
    """Run code against the installed wheel, from a folder that has nothing to do with the checkout."""
    program = f"import sys; sys.path.insert(0, {str(installed)!r})\n{code}"
    # -I: neither the folder nor the environment's paths may bring the checkout back in.
    run = subprocess.run(
        [sys.executable, "-I", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_installed_package_finds_its_own_files(installed: Path, tmp_path: Path) -> None:
    code = (
        "from kg import files\n"
        "for folder in files.ontology_dir(), files.data_dir(), files.questions_dir():\n"
        "    print(folder, sum(1 for path in folder.rglob('*') if path.is_file()))\n"
    )
    lines = [line.rsplit(" ", 1) for line in run_installed(installed, tmp_path, code).splitlines()]
    assert [Path(folder) for folder, _ in lines] == [
        (installed / "kg" / name).resolve() for name in ("ontology", "data", "questions")
    ]
    assert all(int(count) > 0 for _, count in lines)


def test_installed_command_answers_help(installed: Path, tmp_path: Path) -> None:
    assert (installed / "bin" / "kg").is_file() or (installed / "Scripts" / "kg.exe").is_file()
    said = run_installed(installed, tmp_path, "sys.argv = ['kg', '--help']\nfrom kg.cli import main\nmain()")
    assert "Usage: kg" in said
