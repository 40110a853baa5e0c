"""The explorer's script: the committed build is fresh, the sources pass linter and type checker, its own tests pass."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

EXPLORER = Path(__file__).resolve().parents[2] / "kg" / "explorer"


def run(*command: str) -> str:
    """Run a command in the explorer's folder; fail with what it said where it fails."""
    if not shutil.which("node") or not (EXPLORER / "node_modules").is_dir():
        pytest.skip("the explorer's script was NOT checked: npm --prefix kg/explorer ci")
    done = subprocess.run(command, cwd=EXPLORER, capture_output=True, text=True, encoding="utf-8")
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def test_what_is_committed_is_what_the_sources_give() -> None:
    run("node", "build.mjs", "--check")


def test_the_sources_type_check() -> None:
    run("node_modules/.bin/tsc", "--noEmit")


def test_the_sources_are_linted_and_formatted() -> None:
    run("node_modules/.bin/biome", "check", "--error-on-warnings")


def test_the_script_s_own_tests_pass() -> None:
    files = sorted(EXPLORER.glob("test/**/*.test.ts"))
    assert len(files) >= 20, "the explorer's tests are gone"
    said = run("node_modules/.bin/vitest", "run", "--reporter=dot", "--no-color")
    assert f"{len(files)} passed ({len(files)})" in " ".join(said.split()), said


def test_every_bundled_package_has_its_licence_written_down() -> None:
    text = (EXPLORER / "LICENSES.md").read_text("utf-8")
    script = (EXPLORER / "dist" / "explorer.js").read_text("utf-8")
    rows = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert {name.strip() for name, _, _ in rows} >= {"sigma", "graphology"}
    for name, version, licence in rows:
        assert f"{name.strip()} {version.strip()} ({licence.strip()})" in script, f"{name} is not named in the script"
