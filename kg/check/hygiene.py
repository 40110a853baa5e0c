"""Checks of the ontology itself, and of its use by the data. The rules are files: `checks/*.rq`, `checks/use/*.rq`.

The rules in `checks` look at the ontology alone, those in `use` at the whole graph. `ontology/unused.csv` justifies a
term that no data use yet; a justification that is no longer needed is a problem itself. A reasoner checks the meaning
(OWL 2 DL, consistency) in the tests.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kg.check.rulebook import Finding, findings, read
from kg.engine.store import Store, new_store, read_turtle
from kg.problem import KgError, Problem
from kg.values.ids import KG, UNIT, short
from kg.words.current import ontology_files

#: The rule whose findings can be justified, and the list of justifications.
UNUSED = "unused-term"
EXCEPTIONS = "unused.csv"
_COLUMNS = ["term", "reason"]
_PREFIXES = {"kg": KG, "unit": UNIT}
_DECLARED = re.compile(r"(kg|unit):([A-Za-z0-9_-]+) a owl:")


def check_ontology(ontology: Path) -> list[Problem]:
    """Return what breaks the rules for the ontology alone; KgError if one of its files cannot be read."""
    store = new_store(None)
    store.add(line for path in ontology_files(ontology) for line in _triples(ontology, path))
    places = _places(ontology)
    rules = read(ontology / "checks")
    return [_problem(finding, ontology, places) for rule in rules for finding in findings(rule, store)]


def check_use(store: Store, ontology: Path) -> list[Problem]:
    """Return the terms that a built graph does not use without a justification, and needless justifications."""
    places = _places(ontology)
    unused = [finding for rule in read(ontology / "checks" / "use") for finding in findings(rule, store)]
    reasons, problems = _justified(ontology)
    names = {short(finding.thing) for finding in unused if finding.rule.name == UNUSED}
    for term, row in sorted(reasons.items()):
        if term not in names:
            message = f"{term} is used, or is not a term: it needs no reason"
            problems.append(_in_list(ontology, "stale-exception", message, "remove the line", row))
    unjustified = [finding for finding in unused if finding.rule.name != UNUSED or short(finding.thing) not in reasons]
    return problems + [_problem(finding, ontology, places) for finding in unjustified]


def _triples(ontology: Path, path: Path) -> list[str]:
    return read_turtle(path.read_bytes(), path.stem, f"{ontology.name}/{path.name}")


def _places(ontology: Path) -> dict[str, tuple[str, int]]:
    """Return file and line of every term's declaration, by IRI."""
    places: dict[str, tuple[str, int]] = {}
    for path in ontology_files(ontology):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := _DECLARED.match(line):
                places.setdefault(_PREFIXES[match[1]] + match[2], (f"{ontology.name}/{path.name}", number))
    return places


def _problem(finding: Finding, ontology: Path, places: dict[str, tuple[str, int]]) -> Problem:
    rule = finding.rule
    file, row = places.get(finding.thing, (ontology.name, None))
    detail = f" ({_readable(finding.detail)})" if finding.detail else ""
    message = f"{short(finding.thing)}: {rule.title}{detail}"
    return Problem(rule.name, message, rule.hint, file, row, severity=rule.severity)


def _readable(detail: str) -> str:
    """Return a detail with its IRIs shortened."""
    return " ".join(map(short, detail.split(" ")))


def _justified(ontology: Path) -> tuple[dict[str, int], list[Problem]]:
    """Return the lines of the terms that have a reason, and the problems of the list, which may be missing."""
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
