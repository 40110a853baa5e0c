"""What every test shares: where the checkout and the sources are, the same examples on every run, and no silent skips.

With KG_REQUIRE_ENGINES=1 (the full pipeline) a test that skips has failed, whatever its way of skipping. Two things may
be missing even there: the source documents, which nobody may ship, and a Firefox that runs, which not every system has.
A skip whose reason names KG_SOURCES or Firefox stays a skip, and the closing lines say it loudly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from kg.graph import Graph
    from tests.support.browser import Page

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCES = "KG_SOURCES"
MAY_BE_MISSING = (SOURCES, "Firefox")

# Two shared cores: a slow example is no bug. The same examples every time, so that a red run can be run again; whoever
# hunts for new ones says HYPOTHESIS_PROFILE=search.
settings.register_profile(
    "same", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the top of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the folder of the source documents: KG_SOURCES, or the one beside the checkout; else skip loudly."""
    folder = find_sources()
    if folder is None:
        pytest.skip(
            "the evidence was NOT verified: no source documents here; set KG_SOURCES to the folder of their texts"
        )
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test away from the user's own graph: a cache of this run, this project's data, no settings."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # the processes of one run share one build
        base = base.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE", str(base / "kg-cache"))
        patch.setenv("XDG_CONFIG_HOME", str(base / "no-config"))
        for name in ("KG_LANG", "KG_STORE", "KG_DATA", "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
            patch.delenv(name, raising=False)
        yield base / "kg-cache"


@pytest.fixture(scope="session")
def graph(own_cache: Path) -> Graph:
    """Return the graph of this project's own data, built once in a run."""
    import kg

    return kg.open()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the small ledger."""
    from tests.support.small import graph_of, tables_of

    return graph_of(tables_of(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the small ledger with hostile text in every field that may hold text."""
    from tests.support.small import graph_of, hostile_tables, tables_of

    return graph_of(hostile_tables(tables_of(tmp_path_factory.mktemp("hostile"))))


@pytest.fixture(scope="module", params=["small", "hostile", "real"])
def any_graph(request: pytest.FixtureRequest) -> Graph:
    """Each of three ledgers in turn: the small one, the hostile one, the project's own."""
    graph: Graph = request.getfixturevalue("graph" if request.param == "real" else request.param)
    return graph


@pytest.fixture(scope="session")
def exported(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every export of this project's own data."""
    from kg.export.registry import run

    folder = tmp_path_factory.mktemp("exports")
    run(graph, ["all"], folder)
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 200 kB, where the system lets us; else give a plain folder (`os.path.ismount` tells)."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    mounted = bool(shutil.which("mount")) and subprocess.run(command, capture_output=True).returncode == 0
    yield folder
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def find_sources() -> Path | None:
    """Return the folder of the source documents, or None where there is none."""
    chosen = os.environ.get(SOURCES)
    folder = Path(chosen) if chosen else CHECKOUT.parent / "shared" / "sources"
    return folder if folder.is_dir() and any(folder.glob("*.txt")) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where nothing may be skipped."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same for a module that skips as a whole."""
    report = yield
    if report.skipped:
        _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if os.environ.get("KG_REQUIRE_ENGINES") == "1" and not any(name in reason for name in MAY_BE_MISSING):
        report.outcome = "failed"
        report.longrepr = f"{reason}\n(KG_REQUIRE_ENGINES=1 allows no test to be skipped: install what it needs)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say, right above the closing line, how much did not run."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.section(f"{skipped} NOT RUN: the reasons are below", sep="!", red=True, bold=True)


@pytest.fixture(scope="module")
def explorer(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the explorer of this project's own data."""
    from kg.explorer.page import built, page

    assert built(), "kg/explorer/dist is empty: npm --prefix kg/explorer ci && npm --prefix kg/explorer run build"
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    path.write_text(page(graph), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a browser that is used for a whole file."""
    from tests.support.browser import browser  # selenium is for these tests alone

    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def walk(tab: Page) -> Iterator[Page]:
    """Return the tab, and check afterwards that it asked for nothing and complained of nothing."""
    yield tab
    assert tab.faults() == []
