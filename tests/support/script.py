"""Run the page's own code in node, to hold it against Python."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

EXPLORER = Path(__file__).resolve().parents[2] / "kg" / "explorer"


def bundled(folder: Path, name: str) -> Path:
    """Bundle `test/<name>.ts` of the explorer for node; skip loudly where node or the bundler is missing."""
    node, bundler = shutil.which("node"), EXPLORER / "node_modules" / ".bin" / "esbuild"
    if node is None or not bundler.exists():
        pytest.skip("the page's script was NOT compared with Python: install node, then npm --prefix kg/explorer ci")
    made = folder / f"{name}.mjs"
    command = [str(bundler), f"test/{name}.ts", "--bundle", "--format=esm", "--platform=node", f"--outfile={made}"]
    subprocess.run([*command, "--log-level=warning"], cwd=EXPLORER, check=True, capture_output=True, text=True)
    return made


def by_script(script: Path, **asked: Any) -> Any:
    """Return what a bundled script answers to a question, both as JSON."""
    run = subprocess.run(
        ["node", str(script)], input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
