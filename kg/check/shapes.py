"""Checks that a built graph is complete: the closed-world rules of `ontology/checks/data/*.rq`.

`ontology/shapes.ttl` says the same in SHACL for other people's tools; these queries take a second. A problem names the
table its thing comes from. Rows, meaning and contradictions are checked elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from kg.check.rulebook import Finding, findings, read
from kg.engine.store import Store
from kg.problem import Problem
from kg.values.ids import ALIAS, CLAIM, CONFLICT, DOCUMENT, ENT, IDENTIFIER, NOT_SAME, local_name, short

_TABLES = {
    ENT: "entities.csv",
    DOCUMENT: "documents.csv",
    ALIAS: "aliases.csv",
    IDENTIFIER: "identifiers.csv",
    CONFLICT: "verdicts.csv",
    NOT_SAME: "not_same.csv",
}


def check_graph(store: Store, ontology: Path, data: str = "data") -> list[Problem]:
    """Return everything in a built graph that breaks a rule, rule by rule; problems call the folder `data`.

    The graph must hold the ontology and the inferred triples, as `kg.build.cache` makes it.
    """
    return [_problem(finding, data) for rule in read(ontology / "checks" / "data") for finding in findings(rule, store)]


def _problem(finding: Finding, data: str) -> Problem:
    rule = finding.rule
    detail = f" ({' '.join(map(short, finding.detail.split(' ')))})" if finding.detail else ""
    message = f"{short(finding.thing)}: {rule.title}{detail}"
    return Problem(rule.name, message, rule.hint, f"{data}/{_table(finding.thing)}", severity=rule.severity)


def _table(thing: str) -> str:
    if thing.startswith(CLAIM):
        return f"claims/{local_name(thing).split('/')[0]}.csv"
    return next((table for namespace, table in _TABLES.items() if thing.startswith(namespace)), "")
