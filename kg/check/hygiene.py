"""Is the ontology in good order, and do the data use all of it? The rules are files: `checks/*.rq`, `checks/use/*.rq`.

Those of the first folder look at the ontology alone, those of `use` at the whole graph. A term that no data use yet is
justified in `ontology/unused.csv`; a justification that is no longer needed is a problem itself. Meaning (is it OWL 2
DL, can it be true) is a reasoner's affair and is looked at by the tests.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kg.check.rulebook import Finding, findings, read
from kg.engine.rdf import ontology_files
from kg.engine.store import Store, new_store, read_turtle
from kg.problem import KgError, Problem
from kg.values.ids import KG, UNIT, short

#: The rule whose findings may be justified, and the list of justifications.
UNUSED = "unused-term"
EXCEPTIONS = "unused.csv"
_COLUMNS = ["term", "reason"]
_PREFIXES = {"kg": KG, "unit": UNIT}
_DECLARED = re.compile(r"(kg|unit):([A-Za-z0-9_-]+) a owl:")


def check_ontology(ontology: Path) -> list[Problem]:
    """Return what breaks the rules for the ontology alone; KgError where a file of it cannot be read."""
    store = new_store(None)
    store.add(line for path in ontology_files(ontology) for line in _triples(ontology, path))
    places = _places(ontology)
    rules = read(ontology / "checks")
    return [_problem(found, ontology, places) for rule in rules for found in findings(rule, store)]


def check_use(store: Store, ontology: Path) -> list[Problem]:
    """Return the terms that a built graph does not use and nobody has justified, and justifications nobody needs."""
    places = _places(ontology)
    found = [one for rule in read(ontology / "checks" / "use") for one in findings(rule, store)]
    reasons, problems = _justified(ontology)
    unused = {short(one.thing) for one in found if one.rule.name == UNUSED}
    for term, row in sorted(reasons.items()):
        if term not in unused:
            message = f"{term} is used, or is no term: it needs no reason"
            problems.append(_in_list(ontology, "stale-exception", message, "take the line out", row))
    wanted = [one for one in found if one.rule.name != UNUSED or short(one.thing) not in reasons]
    return problems + [_problem(one, ontology, places) for one in wanted]


def _triples(ontology: Path, path: Path) -> list[str]:
    return read_turtle(path.read_bytes(), path.stem, f"{ontology.name}/{path.name}")


def _places(ontology: Path) -> dict[str, tuple[str, int]]:
    """Return file and line of every term's declaration, by IRI."""
    found: dict[str, tuple[str, int]] = {}
    for path in ontology_files(ontology):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := _DECLARED.match(line):
                found.setdefault(_PREFIXES[match[1]] + match[2], (f"{ontology.name}/{path.name}", number))
    return found


def _problem(found: Finding, ontology: Path, places: dict[str, tuple[str, int]]) -> Problem:
    rule = found.rule
    file, row = places.get(found.thing, (ontology.name, None))
    detail = f" ({_readable(found.detail)})" if found.detail else ""
    message = f"{short(found.thing)}: {rule.title}{detail}"
    return Problem(rule.name, message, rule.hint, file, row, severity=rule.severity)


def _readable(detail: str) -> str:
    """Return a detail with its IRIs shortened."""
    return " ".join(map(short, detail.split(" ")))


def _justified(ontology: Path) -> tuple[dict[str, int], list[Problem]]:
    """Return the lines of the terms that have a reason, and what is wrong with the list; no list is an empty one."""
    path = ontology / EXCEPTIONS
    if not path.is_file():
        return {}, []
    reasons: dict[str, int] = {}
    problems: list[Problem] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != _COLUMNS:
            message = f"the columns are {rows.fieldnames}, not {_COLUMNS}"
            raise KgError(_in_list(ontology, "bad-header", message, "write term,reason", 1))
        for row in rows:
            term, line = (row["term"] or "").strip(), rows.line_num
            if not (row["reason"] or "").strip():
                problems.append(_in_list(ontology, "no-reason", f"{term} has no reason", "write one", line))
            reasons[term] = line
    return reasons, problems


def _in_list(ontology: Path, code: str, message: str, hint: str, row: int) -> Problem:
    return Problem(code, message, hint, f"{ontology.name}/{EXCEPTIONS}", row)
