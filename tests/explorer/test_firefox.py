"""The explorer in Firefox: found, chosen, its evidence read, its table opened, in both languages, with no network."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.explorer.page import page
from kg.graph import Graph
from tests.support.servers import find_program
from tests.support.walk import EDGE, SAID, WHO

JS = Path(__file__).parents[1] / "js"
#: How the script says that the browser itself did not start.
NO_START = 77
NAMES = {"en": "昆仑芯", "zh": "kunlun"}


def firefox() -> str:
    """Return the program, under whichever name it has here; skip where there is none."""
    if not (found := shutil.which("firefox-esr") or shutil.which("firefox")):
        pytest.skip("the explorer was NOT opened in Firefox: none is installed")
    return found


@pytest.mark.parametrize("lang", NAMES)
def test_the_walk_in_firefox(lang: str, graph: Graph, tmp_path: Path) -> None:
    program, node = firefox(), find_program("node")
    if not (JS / "node_modules" / "puppeteer-core").is_dir():
        pytest.fail("run `make node` first: tests/js has no packages")
    file = tmp_path / "explorer.html"
    file.write_text(page(graph), encoding="utf-8")
    profile = tmp_path / "profile"
    profile.mkdir()
    command = [node, str(JS / "firefox.mjs"), program, str(profile), str(file), lang, NAMES[lang], EDGE]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if run.returncode == NO_START:
        pytest.skip(f"the explorer was NOT opened in Firefox, which does not start here: {run.stderr[-500:]}")
    assert run.returncode == 0, run.stderr[-2000:]
    seen = json.loads(run.stdout)
    assert seen["asked"] == []
    assert seen["said"] == []
    assert SAID[lang]["kunlunxin"] in seen["found"]
    assert (seen["focus"], seen["entity"]) == ("kunlunxin", SAID[lang]["kunlunxin"])
    for word in (*WHO[lang], SAID[lang]["tests"], SAID[lang]["where"], SAID[lang]["when"]):
        assert word in seen["evidence"].replace("\n", " "), word
    assert seen["drawn"] > 20, "the picture has hardly any colour"
    assert seen["rows"] > 20
