"""Find the Java programs that `make java` downloaded, and say with which options to run them.

Where Java or the programs are missing the test is skipped with the reason, or fails with KG_REQUIRE_ENGINES=1.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

FOLDER = Path(__file__).parents[1] / "java"
LISTED = FOLDER / ".programs"
OLDEST = 17
#: Runs of seconds: neither the second compiler nor the parallel collector is worth its start.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def java(memory: str = "512m") -> list[str]:
    """Return the start of a command line: a Java that can run the programs, with this much memory (`512m`)."""
    program, version = _found()
    if program is None or version < OLDEST:
        missing(f"no Java {OLDEST} or newer is installed")
    return [program, *QUICK, f"-Xmx{memory}", "-Duser.timezone=UTC", "-Djava.awt.headless=true"]


def library(name: str) -> Path:
    """Return the file of a program by the start of its name: `jena-fuseki-server`."""
    return next(path for path in _listed() if path.name.startswith(f"{name}-"))


def robot() -> str:
    """Return the class path of ROBOT, the only program that comes in many files."""
    alone = ("gephi-toolkit-", "jena-fuseki-server-", "rdf4j-http-server-", "jetty-runner-")
    return os.pathsep.join(str(path) for path in _listed() if not path.name.startswith(alone))


def missing(what: str) -> NoReturn:
    """Skip the test loudly, or fail it where nothing may be skipped."""
    reason = f"{what}, so this was NOT tested"
    if os.environ.get("KG_REQUIRE_ENGINES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _listed() -> list[Path]:
    paths = [Path(line) for line in LISTED.read_text("utf-8").splitlines()] if LISTED.is_file() else []
    if not paths or not all(path.is_file() for path in paths):
        missing("the Java programs are not here (`make java` downloads them, with Maven)")
    return paths


@functools.cache
def _found() -> tuple[str | None, int]:
    program = shutil.which("java")
    if program is None:
        return None, 0
    run = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(\d+)', run.stderr)
    return program, int(version[1]) if version else 0
