"""Start-up: `kg --help` beside bare Python (under 5 times), a warm `kg ask` (150 ms), a build from nothing (2 s)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.cpu import best_command, table

KG = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')"]


def test_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Print the CPU time of each; compiled modules are allowed, as on every installed machine."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    assert "KG_STORE" not in os.environ
    built = best_command([*KG, "build", "--again"], 3)
    bare = best_command([sys.executable, "-c", "pass"], 15)
    rows: list[tuple[object, ...]] = [("what", "CPU ms", "x bare Python"), ("bare Python", f"{bare * 1e3:.0f}", "1.0")]
    for name, arguments in (
        ("kg --help", ["--help"]),
        ("kg ask who-tests maker=Kunlunxin", ["ask", "who-tests", "maker=Kunlunxin"]),
        ("kg find kunlun", ["find", "kunlun"]),
    ):
        taken = best_command([*KG, *arguments], 15)
        rows.append((name, f"{taken * 1e3:.0f}", f"{taken / bare:.1f}"))
    rows.append(("kg build --again", f"{built * 1e3:.0f}", f"{built / bare:.0f}"))
    table("start-up", rows)
