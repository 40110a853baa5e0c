"""From tables and ontology to a store on disk, cached by the digest of everything that went in.

The same inputs are never built twice, a killed build leaves the old one in place, and readers never see half a build:
it is made in a folder of its own and renamed when complete. If the cache cannot be written, the graph is kept in
memory and the caller gets a warning.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import files
from kg.engine import store
from kg.knowledge import names
from kg.problem import KgError, Problem
from kg.values.ids import GENID

if TYPE_CHECKING:
    from kg.ledger.rows import Tables

# Imports that only a build needs are inside functions: most runs find the graph built.

#: Raised whenever the same inputs give different triples, or the engine's files change.
FORMAT = "9"
#: The register of names beside the store.
NAMES = "names.json"
#: The steps of a build, of which `report` gets how many are done, their number, and the next.
STEPS = ("tables", "triples", "ontology", "rules", "names")
#: How many builds of other inputs are kept, the newest; a new build removes the rest.
_KEPT = 3
#: A part-built folder older than this is abandoned (seconds).
_STALE = 6 * 3600
#: The cache may be any folder of the user's, so only entries with our own kind of name are ever removed.
_WHOLE = re.compile(r"[0-9a-f]{16}")
_PART = re.compile(r"[0-9a-f]{16}\.[0-9]+-[0-9]+\.(?:part|old)")


class Built(NamedTuple):
    """A store that is ready. `folder` is None for a graph in memory; `fresh`: built just now."""

    store: store.Store
    folder: Path | None
    digest: str
    fresh: bool
    warning: str = ""


def digest(data: Path, ontology: Path) -> str:
    """Return 16 hexadecimal digits of the digest of every byte that goes into a build."""
    total = hashlib.sha256(f"{FORMAT}\0{store.FORMAT}\0".encode())
    for root, pattern in ((data, "*.csv"), (data, "claims/*.csv"), (ontology, "*.ttl"), (ontology, "rules/*.rq")):
        for path in sorted(root.glob(pattern)):
            content = path.read_bytes()
            total.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()[:16]


def tables(data: Path) -> Tables:
    """Read and check the tables; KgError with all errors at once if there are any."""
    from kg.check.tables import check_tables
    from kg.ledger.tables import load
    from kg.words.vocab import VOCABULARY

    read, problems = load(data)
    errors = [problem for problem in problems + check_tables(read, VOCABULARY) if problem.severity == "error"]
    if errors:
        raise KgError(errors)
    return read


def ontology_triples(ontology: Path) -> list[str]:
    """Return the ontology as lines of N-Triples, with blank nodes named after their file and place."""
    lines: list[str] = []
    for path in sorted(ontology.glob("*.ttl")):
        if path.stem != "shapes":
            lines += map(named, store.read_turtle(path.read_bytes(), path.stem, f"{ontology.name}/{path.name}"))
    return lines


def named(line: str) -> str:
    """Return a line of N-Triples with IRIs for its blank nodes, so that loading twice does not double them."""
    if "_:" not in line:
        return line
    subject, predicate, object_ = line.removesuffix(" .").split(" ", 2)
    return f"{_iri(subject)} {predicate} {_iri(object_)} ."


def _iri(term: str) -> str:
    return f"<{GENID}{term[2:]}>" if term.startswith("_:") else term


def fill(
    target: store.NewStore,
    read: Tables,
    ontology: Path,
    report: Callable[[int, int, str], None] = lambda *_: None,
) -> list[str]:
    """Load everything into an empty store and add the inferred triples; return those."""
    from kg.build import mapping, rules
    from kg.words.vocab import VOCABULARY

    report(1, len(STEPS), STEPS[1])
    target.load(mapping.turtle(read, VOCABULARY))
    report(2, len(STEPS), STEPS[2])
    target.add(ontology_triples(ontology))
    report(3, len(STEPS), STEPS[3])
    return rules.infer(target, ontology)


def build(
    data: Path | None = None,
    ontology: Path | None = None,
    *,
    again: bool = False,
    report: Callable[[int, int, str], None] = lambda *_: None,
) -> Built:
    """Return the store of these inputs, from the cache if it is there; else `report` follows the STEPS of its build.

    KgError for broken rows, an unreadable ontology, and a full disk.
    """
    data, ontology = data or files.data_dir(), ontology or files.ontology_dir()
    key = digest(data, ontology)
    folder = files.cache_dir() / key
    if not again and folder.is_dir():
        try:
            return Built(_opened(folder), folder, key, fresh=False)
        except KgError as error:
            if any(problem.code == "locked" for problem in error.problems):
                raise
            again = True  # damaged, or of an older engine: build it again and replace it
    report(0, len(STEPS), STEPS[0])
    read = tables(data)
    name = f"{key}.{os.getpid()}-{threading.get_ident()}"
    part = folder.with_name(f"{name}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        part.mkdir()
    except OSError as error:
        why = f"the cache {folder.parent} cannot be written ({error.strerror})"
        return _in_memory(read, ontology, key, why, report)
    try:
        _write(part, read, ontology, report)
        _take_place(part, folder, folder.with_name(f"{name}.old"), replace=again)
    except OSError as error:
        hint = f"free some space, or set KG_CACHE to a folder on another disk than {folder.parent}"
        raise KgError(Problem("cannot-write", f"the graph could not be written: {_why(error)}", hint)) from error
    finally:
        _remove(part)
    _tidy_up(folder)
    return Built(_opened(folder), folder, key, fresh=True)


def _remove(folder: Path) -> None:
    import shutil  # only a build needs it, and a short command spends most of its time importing

    shutil.rmtree(folder, ignore_errors=True)


def _why(error: OSError) -> str:
    # The engine's own errors have no number and name a dozen files; the reason comes last.
    return error.strerror or str(error).rsplit(": ", 1)[-1]


def _write(part: Path, read: Tables, ontology: Path, report: Callable[[int, int, str], None]) -> None:
    made = store.new_store(part)
    try:
        fill(made, read, ontology, report)
        report(4, len(STEPS), STEPS[4])
        # Nearly every command needs the register of names; a file costs a tenth of its four queries.
        register = names.dump(names.load(made))
        made.finish()
    finally:
        made.close()
    (part / NAMES).write_text(register, encoding="utf-8")
    report(len(STEPS), len(STEPS), "")


def _take_place(part: Path, folder: Path, old: Path, *, replace: bool) -> None:
    if folder.is_dir() and not replace:
        return  # another process has built the same inputs in the meantime
    try:
        if folder.is_dir():
            folder.rename(old)
        part.rename(folder)
    except OSError:
        # Another process replaced it at the same moment.
        if not folder.is_dir():
            raise
    finally:
        _remove(old)


def _opened(folder: Path) -> store.Store:
    """Open a build, whose folder is missing for an instant while another program replaces it."""
    for _ in range(20):
        try:
            return store.open_store(folder)
        except KgError as error:
            if error.problems[0].code != "no-store":
                raise
            time.sleep(0.01)
    return store.open_store(folder)


def _in_memory(read: Tables, ontology: Path, key: str, why: str, report: Callable[[int, int, str], None]) -> Built:
    made = store.new_store(None)
    fill(made, read, ontology, report)
    report(len(STEPS), len(STEPS), "")
    hint = "the graph is kept in memory and built again next time; set KG_CACHE to a folder that you may write to"
    return Built(made, None, key, fresh=True, warning=f"{why}: {hint}")


def _tidy_up(folder: Path) -> None:
    """Remove all but a few builds of other inputs, and abandoned part-built folders."""
    now = time.time()
    others = []
    for path in folder.parent.iterdir():
        try:
            age = now - path.stat().st_mtime
        except OSError:
            continue
        if _PART.fullmatch(path.name):
            if age > _STALE:
                _remove(path)
        elif _WHOLE.fullmatch(path.name) and path != folder and (path / NAMES).is_file():
            others.append((age, path))
    # On Windows a build that is open elsewhere cannot be removed; a later run removes it.
    for _, path in sorted(others)[_KEPT:]:
        _remove(path)
