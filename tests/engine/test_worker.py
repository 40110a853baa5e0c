"""A process that works for us can be stopped, is told apart when it dies, and leaves with us."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.engine.worker import Worker
from kg.problem import KgError

CHECKOUT = Path(__file__).resolve().parents[2]
SERVING = """
import os, time
from kg.problem import KgError, Problem
from kg.engine.worker import serve
def answer(request):
    if request == "fail": raise KgError(Problem("bad", "it failed"))
    if request == "sleep": time.sleep(600)
    if request == "pid": yield os.getpid()
    if request == "abort": os.abort()
    if request == "fill": yield len(bytearray(1 << 30))
    yield (source, request)
def begin(message):
    global source
    source = message
    if message == "broken": raise KgError(Problem("broken", "nothing there"))
    return answer
serve(begin, 1 << 28)
"""


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(SERVING, lambda: "source")
    yield made
    made.kill()


def test_requests_are_answered_by_one_process(worker: Worker) -> None:
    assert worker.run("x", 30) == [("source", "x")]
    assert worker.run("pid", 30) == worker.run("pid", 30)


def test_a_request_that_takes_too_long_is_stopped_and_the_next_one_is_answered(worker: Worker) -> None:
    [before, _] = worker.run("pid", 30)
    with pytest.raises(KgError, match=r"stopped after 0\.2 s"):
        worker.run("sleep", 0.2)
    [after, _] = worker.run("pid", 30)
    assert before != after


def test_a_problem_is_passed_on_and_the_process_stays(worker: Worker) -> None:
    before = worker.run("pid", 30)
    with pytest.raises(KgError, match="it failed"):
        worker.run("fail", 30)
    assert worker.run("pid", 30) == before


def test_a_request_that_ends_the_process_is_told_apart_from_one_that_was_stopped(worker: Worker) -> None:
    with pytest.raises(KgError, match="did not survive"):
        worker.run("abort", 30)
    assert worker.run("x", 30) == [("source", "x")]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_memory_is_limited(worker: Worker) -> None:
    with pytest.raises(KgError, match="did not survive"):
        worker.run("fill", 30)


def test_a_process_that_cannot_begin_says_why() -> None:
    worker = Worker(SERVING, lambda: "broken")
    for _ in range(2):
        with pytest.raises(KgError, match="nothing there"):
            worker.run("x", 30)
    worker.kill()


def test_threads_take_turns(worker: Worker) -> None:
    answers: list[object] = []
    threads = [threading.Thread(target=lambda n=n: answers.extend(worker.run(n, 30))) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {("source", n) for n in range(5)}


@pytest.mark.skipif(os.name == "nt", reason="asks the process table as POSIX has it")
def test_the_process_leaves_when_whoever_started_it_is_killed_in_the_middle() -> None:
    script = f"""
        import sys, threading
        from kg.engine.worker import Worker
        worker = Worker({SERVING!r}, lambda: "source")
        print(worker.run("pid", 30)[0], flush=True)
        worker.run("sleep", 600)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 60
    while is_running(worker):
        assert time.monotonic() < deadline, "it works on for nobody"
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Return True if a process is there and no corpse that nobody has collected."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")
