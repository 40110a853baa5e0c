"""A process that can be killed while it works: the only way to stop an engine that cannot be interrupted.

It starts when it is first needed, is kept for the next request, has a memory limit, and ends with the process that
started it. This module passes requests and answers between the two; it knows nothing of graphs or queries.
"""

from __future__ import annotations

import contextlib
import os
import pickle  # only reads what a process of our own has written
import queue
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, cast

from kg.engine.wire import stopped
from kg.problem import KgError, Problem


class Worker:
    """A process that answers one request after another. `serving` is the Python statement that makes it call `serve`.

    `source` gives the first message to each process that is started.
    """

    def __init__(self, serving: str, source: Callable[[], object]) -> None:
        self._serving = serving
        self._source = source
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._end: Callable[[], object] = bool

    def run(self, request: object, timeout: float) -> list[object]:
        """Return all parts of the answer; KgError if it fails, takes over `timeout` seconds or ends the process."""
        with self._turn:
            process = self._started()
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(timeout, stop)
            timer.daemon = True
            timer.start()
            try:
                return _ask(process, request)
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                process.wait()
                raise KgError(stopped(timeout) if late.is_set() else _died(process.returncode)) from error
            except KgError:
                raise
            except BaseException:
                self.kill()  # interrupted while reading: the next answer must not begin with the rest of this one
                raise
            finally:
                timer.cancel()

    def kill(self) -> None:
        """End the process; the next request starts another."""
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        paths = [str(Path(path).absolute()) for path in sys.path]  # "" is wherever we are
        self._process = subprocess.Popen(  # noqa: S603 - our own Python, our own words
            [sys.executable, "-c", self._serving],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._end = weakref.finalize(self, _end, self._process)
        with contextlib.suppress(OSError):  # it has ended already: the reader will notice
            _send(_pipe(self._process.stdin), self._source())
        return self._process


def serve(begin: Callable[[Any], Callable[[Any], Iterable[object]]], memory: int) -> None:
    """Serve as the process: pass the first message to `begin`, and every later one to the function it returns.

    `memory` limits the bytes used beyond those in use at the first request (Linux).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    output = sys.stdout.buffer
    source = pickle.load(sys.stdin.buffer)  # noqa: S301 - see the import
    requests: queue.SimpleQueue[object] = queue.SimpleQueue()

    def read() -> None:
        try:
            while True:
                requests.put(pickle.load(sys.stdin.buffer))  # noqa: S301
        except (EOFError, OSError):
            os._exit(0)  # no one is left to answer

    threading.Thread(target=read, daemon=True).start()
    try:
        answer = begin(source)
    except KgError as error:
        reason = error

        def answer(_: object) -> Iterable[object]:
            raise reason

    _limit_memory(memory)
    while True:
        request = requests.get()
        try:
            for part in answer(request):
                _send(output, ("part", part))
            _send(output, ("end", None))
        except KgError as error:
            _send(output, ("problems", error.problems))


def _ask(process: subprocess.Popen[bytes], request: object) -> list[object]:
    _send(_pipe(process.stdin), request)
    parts: list[object] = []
    while True:
        what, part = pickle.load(_pipe(process.stdout))  # noqa: S301
        if what == "end":
            return parts
        if what == "problems":
            raise KgError(cast("tuple[Problem, ...]", part))
        parts.append(part)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    return cast("IO[bytes]", pipe)  # there is one: `_started` asked for it


def _send(pipe: IO[bytes], message: object) -> None:
    pickle.dump(message, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            _pipe(pipe).close()


def _died(code: int) -> Problem:
    why = "it ran out of memory" if code in (-signal.SIGABRT, -9) else f"it ended its process ({code})"
    hint = "narrow the query: fewer patterns, less nesting, no sorting of everything with everything"
    return Problem("query-died", f"the engine did not survive this query: {why}", hint)


def _limit_memory(memory: int) -> None:
    if sys.platform == "linux":
        import resource

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, resource.RLIM_INFINITY))
