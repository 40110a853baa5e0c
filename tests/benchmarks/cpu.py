"""CPU seconds of a piece of work: the machine is shared and noisy, so the best of several runs, and ratios only."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Return the CPU seconds of this process (all threads) for the quickest of several runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def best_command(command: Sequence[str], runs: int = 7) -> float:
    """Return the CPU seconds of the quickest of several runs of a command, its children included."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def table(title: str, rows: Sequence[Sequence[object]]) -> None:
    """Print a small table to stderr, where pytest shows it with -s."""
    sys.stderr.write(f"\n{title}\n")
    for row in rows:
        sys.stderr.write("  ".join(f"{cell:>14}" if n else f"{cell!s:<44}" for n, cell in enumerate(row)) + "\n")
