"""The door to the embedded engine, and to the graph wherever it is: a folder, memory, or an endpoint elsewhere.

With `kg.engine.results` the only module that imports pyoxigraph, and only when a store is opened. It runs queries and
loads triples without knowing what they mean, and does not judge a query (`kg.engine.guard` does). All data is in the
default graph.

The engine cannot be interrupted, and a query can end its process. So a query with a time limit runs in a process of
its own, which is kept for the next one, has a memory limit and is killed when its time is up. The project's named
questions are known to be harmless and run here, which saves a millisecond.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from kg.engine.answer import Answer, Value
from kg.engine.wire import too_many
from kg.problem import KgError, Problem, misuse

if TYPE_CHECKING:
    import pyoxigraph

    from kg.engine.worker import Worker

# A short command spends most of its time importing, so what few runs need is imported where it is used.

#: The format of a folder made here; raised when older folders can no longer be read.
FORMAT = "oxigraph-1"
#: Memory that a query with a time limit may use beyond its process's at the start, in bytes (or KG_QUERY_MEMORY).
MEMORY = 4 << 30
FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")

_NAME_OF_FORMAT = "format"
_DATA = "data"
_BATCH = 1000  # rows that cross from one process to another at a time
_Kind = Literal["select", "ask", "construct", "results"]
_WORKER = "from kg.engine.store import _serve; _serve()"


class Store(Protocol):
    """A graph to read, wherever it is. `timeout` (seconds) really stops a query; more than `max_rows` is an error."""

    def select(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> Answer:
        """Return the rows of a SELECT."""

    def results(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> bytes:
        """Return the rows of a SELECT as the standard's JSON, every term whole."""

    def ask(self, query: str, timeout: float | None = None) -> bool:
        """Return the answer to an ASK."""

    def construct(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> list[str]:
        """Return the triples of a CONSTRUCT or DESCRIBE as sorted lines of N-Triples, each once."""

    def count(self) -> int:
        """Count the triples."""

    def triples(self) -> Iterator[str]:
        """Yield every triple as a line of N-Triples, in no particular order."""

    def close(self) -> None:
        """Close the store and the process that queries ran in."""


def open_store(location: str | Path) -> Store:
    """Open an existing store for reading: an endpoint by URL, or a folder made by `new_store` or by Oxigraph.

    KgError if the folder is not a store, has another format, is being written to, or is damaged.
    """
    if isinstance(location, str) and re.match(r"https?://", location):
        from kg.engine.remote import open_remote

        return open_remote(location)
    folder = Path(location).expanduser().absolute()
    return LocalStore(_open_folder(folder), folder)


def new_store(folder: Path | None) -> NewStore:
    """Make an empty store, in an empty or new folder, or in memory (None); KgError where the folder is not empty.

    OSError, here and while it is filled, where the disk is full or may not be written to.
    """
    import pyoxigraph

    if folder is None:
        return NewStore(pyoxigraph.Store(), None)
    folder = folder.absolute()
    if folder.is_dir() and any(folder.iterdir()):
        raise KgError(Problem("not-empty", f"{folder} is not empty", "name a folder that is new or empty"))
    folder.mkdir(parents=True, exist_ok=True)
    return NewStore(pyoxigraph.Store(str(folder / _DATA)), folder)


def memory_store(ntriples: bytes) -> NewStore:
    """Return a store in memory with these N-Triples; N-Quads are taken too, and their graphs merged into one."""
    import pyoxigraph

    made = NewStore(pyoxigraph.Store(), None)
    made.extend(_parse(ntriples, pyoxigraph.RdfFormat.N_QUADS, "data"))
    return made


@dataclass(slots=True)
class LocalStore:
    """The embedded engine over a finished folder; see `Store`."""

    engine: pyoxigraph.Store | None
    folder: Path | None
    _worker: Worker | None = field(default=None, repr=False)

    def select(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> Answer:
        """Return the rows of a SELECT; KgError for wrong syntax, at the time limit and above `max_rows`."""
        columns, *batches = self._run("select", query, timeout, max_rows)
        rows = [row for batch in batches for row in cast("list[tuple[Value, ...]]", batch)]
        return Answer(cast("tuple[str, ...]", columns), rows)

    def results(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> bytes:
        """Return the rows of a SELECT as the standard's JSON, every term whole; KgError as for `select`."""
        from kg.engine.results import table_json

        columns, *batches = self._run("results", query, timeout, max_rows)
        rows = (row for batch in batches for row in cast("list[tuple[Mapping[str, str] | None, ...]]", batch))
        return table_json(cast("tuple[str, ...]", columns), rows)

    def ask(self, query: str, timeout: float | None = None) -> bool:
        """Return the answer to an ASK."""
        return cast(bool, next(iter(self._run("ask", query, timeout, None))))

    def construct(self, query: str, timeout: float | None = None, max_rows: int | None = None) -> list[str]:
        """Return the triples of a CONSTRUCT or DESCRIBE as sorted lines of N-Triples, each once."""
        batches = self._run("construct", query, timeout, max_rows)
        return sorted({line for batch in batches for line in cast("list[str]", batch)})

    def count(self) -> int:
        """Count the triples."""
        return len(self.opened())

    def triples(self) -> Iterator[str]:
        """Yield every triple as a line of N-Triples, in no particular order."""
        return (f"{quad.triple} ." for quad in self.opened())

    def close(self) -> None:
        """Close the engine and its process."""
        if self._worker is not None:
            self._worker.kill()
        self.engine = self._worker = None

    def opened(self) -> pyoxigraph.Store:
        """Return the engine; KgError if the store is closed."""
        if self.engine is None:
            raise KgError(Problem("closed", "this store has been closed", "open it again"))
        return self.engine

    def _run(self, kind: _Kind, query: str, timeout: float | None, max_rows: int | None) -> Iterable[object]:
        engine = self.opened()
        if timeout is None:
            return list(_results(engine, kind, query, max_rows))
        if self._worker is None:
            from kg.engine.worker import Worker

            self._worker = Worker(_WORKER, self._source)
        return self._worker.run((kind, query, max_rows), timeout)

    def _source(self) -> tuple[str, object]:
        """Return where another process finds the same triples."""
        return "folder", self.folder


class NewStore(LocalStore):
    """A store that is being filled, in a folder or in memory."""

    __slots__ = ()

    def load(self, data: bytes) -> None:
        """Load Turtle or N-Triples fast. Blank nodes get new labels every time; `read_turtle` avoids that."""
        import pyoxigraph

        try:
            self._for_writing().bulk_load(data, pyoxigraph.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise KgError(_bad_data(error, "data")) from error

    def add(self, lines: Iterable[str]) -> list[str]:
        """Add lines of N-Triples, all or nothing; return those that the store did not have, sorted."""
        import pyoxigraph

        data = "\n".join(lines).encode()
        engine = self._for_writing()
        new = {quad for quad in _parse(data, pyoxigraph.RdfFormat.N_TRIPLES, "data") if quad not in engine}
        engine.extend(new)
        return sorted(f"{quad.triple} ." for quad in new)

    def extend(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        """Add quads of any graph to the default graph."""
        import pyoxigraph

        self._for_writing().bulk_extend(pyoxigraph.Quad(*quad.triple) for quad in quads)

    def finish(self) -> None:
        """Write everything out and close the folder, so that `open_store` can open it; a store in memory stays open."""
        engine = self._for_writing()
        if self.folder is None:
            return
        engine.flush()
        engine.optimize()
        del engine
        self.close()
        (self.folder / _NAME_OF_FORMAT).write_text(FORMAT + "\n", encoding="utf-8")

    def _for_writing(self) -> pyoxigraph.Store:
        if self._worker is not None:  # it holds a copy of what is about to change
            self._worker.kill()
            self._worker = None
        return self.opened()

    def _source(self) -> tuple[str, object]:
        """Return the triples themselves: no other process can read what is being written."""
        return "triples", "\n".join(self.triples()).encode()


def _open_folder(folder: Path) -> pyoxigraph.Store:
    import pyoxigraph

    stamp = folder / _NAME_OF_FORMAT
    if not folder.is_dir():
        raise misuse("no-store", f"there is no folder {folder}", "name a folder, or an endpoint's URL")
    if stamp.is_file():
        written = stamp.read_text(encoding="utf-8", errors="replace").strip()[:40]
        if written != FORMAT:
            message = f"{folder} has the format {written!r}, and this version reads {FORMAT!r}"
            raise KgError(Problem("other-format", message, "build it again"))
        folder = folder / _DATA
    elif not (folder / "CURRENT").is_file():
        hint = "name a folder that kg or Oxigraph has made and finished"
        raise misuse("not-a-store", f"{folder} holds no graph", hint)
    if _is_locked(folder):
        hint = "wait for the other program, or ask its endpoint by URL"
        raise KgError(Problem("locked", f"another program is writing to {folder}", hint))
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        message = f"{folder} cannot be opened ({str(error)[:200]})"
        raise KgError(Problem("damaged", message, "remove the folder and build it again")) from error


def _is_locked(folder: Path) -> bool:
    """Return True if a writer has the folder: the engine does not notice, and reading it then is undefined."""
    if sys.platform == "win32":
        return False  # no other program can open the engine's files there
    import fcntl

    try:
        with (folder / "LOCK").open("rb") as lock:
            fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # no lock file, or a file system without locks
    return False


def _results(engine: pyoxigraph.Store, kind: _Kind, query: str, max_rows: int | None) -> Iterator[object]:
    """Yield a SELECT's columns and batches of its rows, the answer to an ASK, or batches of a CONSTRUCT's lines."""
    import pyoxigraph

    from kg.engine.results import as_term, as_value

    forms: dict[str, type] = {
        "select": pyoxigraph.QuerySolutions,
        "ask": pyoxigraph.QueryBoolean,
        "construct": pyoxigraph.QueryTriples,
    }
    try:
        result = engine.query(query)
        form = next(name for name, kind_of_result in forms.items() if isinstance(result, kind_of_result))
        if form != ("select" if kind == "results" else kind):
            wanted = "SELECT" if kind == "results" else kind.upper()
            hint = f"use {form}(), or write another query"
            raise misuse("other-form", f"this is a query of the form {form.upper()}, not {wanted}", hint)
        if isinstance(result, pyoxigraph.QueryBoolean):
            yield bool(result)
        elif isinstance(result, pyoxigraph.QuerySolutions):
            yield tuple(variable.value for variable in result.variables)
            value = as_term() if kind == "results" else as_value()
            yield from _batches((tuple(map(value, solution)) for solution in result), max_rows)
        else:
            yield from _batches((f"{triple} ." for triple in result), max_rows)
    except SyntaxError as error:
        from kg.engine.guard import explain

        raise KgError(explain(query, str(error.msg))) from error
    except (OSError, RuntimeError) as error:
        raise KgError(Problem("query-failed", f"the query failed: {str(error)[:300]}", "check the query")) from error


def _batches(rows: Iterable[object], max_rows: int | None) -> Iterator[list[object]]:
    remaining, count = iter(rows), 0
    while batch := list(islice(remaining, _BATCH)):
        count += len(batch)
        if max_rows is not None and count > max_rows:
            raise KgError(too_many(max_rows))
        yield batch


def _serve() -> None:
    """Serve queries with a time limit, as the process of a `Worker`."""

    def begin(source: tuple[str, Path | bytes]) -> Callable[[tuple[_Kind, str, int | None]], Iterable[object]]:
        where, what = source
        store = open_store(cast(Path, what)) if where == "folder" else memory_store(cast(bytes, what))
        engine = cast(LocalStore, store).opened()
        return lambda request: _results(engine, *request)

    from kg.engine.worker import serve

    serve(begin, int(os.environ.get("KG_QUERY_MEMORY", MEMORY)))


def read_turtle(data: bytes, stem: str, name: str) -> list[str]:
    """Return a Turtle file as lines of N-Triples in its own order; problems call it `name`.

    Blank nodes are labelled `_:<stem>-1`, `-2` …: the same every time, and different in every file.
    """
    from pyoxigraph import BlankNode, RdfFormat, Triple

    labels: dict[str, BlankNode] = {}

    def named(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        return labels.setdefault(term.value, BlankNode(f"{stem}-{len(labels) + 1}"))

    triples = (quad.triple for quad in _parse(data, RdfFormat.TURTLE, name))
    return [f"{Triple(*map(named, triple))} ." for triple in triples]  # type: ignore[arg-type]


def serialize(lines: Iterable[str], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Return lines of N-Triples or N-Quads in a format of `FORMATS`: the same lines in give the same bytes.

    Graph names are kept by trig, nquads and jsonld, and dropped by the others.
    """
    import pyoxigraph

    forms = pyoxigraph.RdfFormat
    known = (forms.TURTLE, forms.TRIG, forms.N_TRIPLES, forms.N_QUADS, forms.RDF_XML, forms.JSON_LD)
    chosen = dict(zip(FORMATS, known, strict=True))[form]
    quads = _parse("\n".join(lines).encode(), forms.N_QUADS, "data")
    items = quads if chosen.supports_datasets else [quad.triple for quad in quads]
    named = None if chosen in (forms.N_TRIPLES, forms.N_QUADS, forms.JSON_LD) else dict(prefixes)
    written = cast(bytes, pyoxigraph.serialize(items, format=chosen, prefixes=named))
    if chosen not in (forms.TURTLE, forms.TRIG):
        return written
    head = re.match(rb"(?:@prefix [^\n]*\n)*", written)
    declared = head.group() if head else b""  # in an order that differs between processes
    return b"".join(sorted(declared.splitlines(keepends=True))) + written[len(declared) :]


def _parse(data: bytes, form: pyoxigraph.RdfFormat, name: str) -> list[pyoxigraph.Quad]:
    import pyoxigraph

    try:
        return list(pyoxigraph.parse(data, form))
    except SyntaxError as error:
        raise KgError(_bad_data(error, name)) from error


def _bad_data(error: SyntaxError, name: str) -> Problem:
    return Problem("bad-rdf", str(error.msg), "correct this line", file=name, row=error.lineno)
