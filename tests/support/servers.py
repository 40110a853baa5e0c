"""Start real SPARQL engines for tests: on free loopback ports, in a directory of their own, and always stopped.

Nothing here asserts anything and nothing here knows the package: a test that wants an engine enters one of the
context managers. Where the program is missing the test is skipped with the reason; with KG_REQUIRE_ENGINES=1, as the
full pipeline sets it, it fails instead, so that a missing engine can never pass for a green run.
"""

from __future__ import annotations

import ctypes
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.java import java, library, missing

START_SECONDS = 60.0
VIRTUOSO_GRAPH = "https://w3id.org/china-gpu-kg/graph"


@dataclass(frozen=True, slots=True)
class Server:
    """A running engine: where it answers, the graph to use (empty: the default graph) and who may write."""

    name: str
    url: str
    graph: str = ""
    user: str = ""
    password: str = ""


def find_program(name: str) -> str:
    """Return the path of an engine's program; skip the test where it is missing, or fail it where it is required."""
    beside_python = Path(sys.executable).parent / name
    program = str(beside_python) if beside_python.exists() else shutil.which(name)
    return program or missing(f"the program {name} is not installed")


def free_port() -> int:
    """Return a loopback TCP port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph_server(directory: Path) -> Iterator[Server]:
    """Run an empty `oxigraph serve` that keeps its data in `directory`."""
    program = find_program("oxigraph")
    port = free_port()
    command = [program, "serve", "--location", str(directory / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, directory, f"http://127.0.0.1:{port}/"):
        yield Server("oxigraph", f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso_server(directory: Path, max_rows: int = 100_000, max_seconds: int = 120) -> Iterator[Server]:
    """Run an empty Virtuoso in `directory`, which cuts results at `max_rows` and queries at `max_seconds`."""
    program = find_program("virtuoso-t")
    sql_port, http_port = free_port(), free_port()
    (directory / "virtuoso.ini").write_text(
        _VIRTUOSO_INI.format(
            directory=directory, sql_port=sql_port, http_port=http_port, max_rows=max_rows, max_seconds=max_seconds
        ),
        encoding="utf-8",
    )
    command = [program, "+foreground", "+configfile", str(directory / "virtuoso.ini")]
    with _running(command, directory, f"http://127.0.0.1:{http_port}/sparql?query=ASK%7B%7D"):
        yield Server("virtuoso", f"http://127.0.0.1:{http_port}/sparql", VIRTUOSO_GRAPH, "dba", "dba")


@contextmanager
def fuseki_server(directory: Path) -> Iterator[Server]:
    """Run an empty Apache Jena Fuseki that keeps its data in memory."""
    port = free_port()
    command = [*java("1g"), "-jar", str(library("jena-fuseki-server")), "--localhost", f"--port={port}"]
    with _running([*command, "--timeout=120000", "--mem", "--update", "/kg"], directory, f"http://127.0.0.1:{port}/"):
        yield Server("fuseki", f"http://127.0.0.1:{port}/kg/query")


@contextmanager
def rdf4j_server(directory: Path) -> Iterator[Server]:
    """Run an Eclipse RDF4J Server, in Jetty, with one empty repository in memory."""
    port = free_port()
    command = [*java("1g"), f"-Dorg.eclipse.rdf4j.appdata.basedir={directory}", f"-Djava.io.tmpdir={directory}"]
    command += ["-jar", str(library("jetty-runner")), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--path", "/rdf4j-server", str(library("rdf4j-http-server"))]
    with _running(command, directory, f"http://127.0.0.1:{port}/rdf4j-server/protocol"):
        url = f"http://127.0.0.1:{port}/rdf4j-server/repositories/kg"
        urllib.request.urlopen(
            urllib.request.Request(url, _RDF4J_REPOSITORY.encode(), {"Content-Type": "text/turtle"}, method="PUT")
        ).close()
        yield Server("rdf4j", url)


@contextmanager
def _running(command: Sequence[str], directory: Path, ready_url: str) -> Iterator[None]:
    log = directory / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=directory,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
    try:
        _wait_until_ready(process, ready_url, log)
        yield
    finally:
        process.kill()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return  # an error status is an answer: the engine is up
        except OSError:
            time.sleep(0.1)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    pytest.fail(f"the engine did not start within {START_SECONDS:.0f} s: {process.args!r}\n{tail}")


def _die_with_parent() -> None:
    # A test run that is itself killed cannot clean up, so on Linux the kernel does it.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


_RDF4J_REPOSITORY = """\
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "kg" ; rep:repositoryImpl [
    rep:repositoryType "openrdf:SailRepository" ; sr:sailImpl [ sail:sailType "openrdf:MemoryStore" ]
] .
"""

_VIRTUOSO_INI = """\
[Database]
DatabaseFile = {directory}/virtuoso.db
ErrorLogFile = {directory}/virtuoso.log
LockFile = {directory}/virtuoso.lck
TransactionFile = {directory}/virtuoso.trx
xa_persistent_file = {directory}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {directory}/virtuoso-temp.db
TransactionFile = {directory}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
LiteMode = 0
DisableUnixSocket = 1
DisableTcpSocket = 0
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
DirsAllowed = {directory}
SchedulerInterval = 10
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
MaxOptimizeLayouts = 10

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {directory}
ServerThreads = 10
MaxClientConnections = 10
KeepAliveTimeout = 10
EnabledGzipContent = 1

[SPARQL]
ResultSetMaxRows = {max_rows}
MaxQueryExecutionTime = {max_seconds}
MaxQueryCostEstimationTime = 0
"""
