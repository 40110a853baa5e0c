"""Headless Chromium without a graphics card, and what a page costs in it: CPU of the drawing process, and its heap."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome

from tests.support import browser

WIDTH, HEIGHT = browser.DESK
_TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def chromium() -> Iterator[Chrome]:
    """Start Chromium with an empty profile and no network, and end it."""
    flags = ("--hide-scrollbars", "--js-flags=--expose-gc")
    with (
        tempfile.TemporaryDirectory(prefix="kg-bench-", ignore_cleanup_errors=True) as profile,
        browser.chromium(Path(profile), *flags, logged=False) as driver,
    ):
        driver.set_script_timeout(240)
        driver.set_page_load_timeout(240)
        screen = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        yield driver


def renderer_cpu(driver: Chrome) -> float:
    """Return the CPU seconds that the renderer processes of this browser have used so far (Linux)."""
    root = driver.service.process.pid
    parents, used, is_renderer = {}, {}, {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        pid = int(folder.name)
        parents[pid], used[pid] = int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS
        is_renderer[pid] = b"--type=renderer" in command

    def ours(pid: int) -> bool:
        while pid in parents:
            if pid == root:
                return True
            pid = parents[pid]
        return False

    return sum(seconds for pid, seconds in used.items() if is_renderer[pid] and ours(pid))


def call(driver: Chrome, script: str, *arguments: Any) -> Any:
    """Run a script that may await and return what it returns."""
    body = "const done = arguments[arguments.length - 1]; const run = async (...args) => {" + script + "};"
    return driver.execute_async_script(body + "run(...[...arguments].slice(0, -1)).then(done);", *arguments)


def heap(driver: Chrome) -> float:
    """Return the used JavaScript heap in MB, after collecting garbage."""
    driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    driver.execute_cdp_cmd("Performance.enable", {})
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")) / 1e6


def settle() -> None:
    """Let the browser's own start-up work end before a clock starts."""
    time.sleep(0.7)
