"""What has to be there: the closed-world rules of `ontology/checks/data/*.rq`, run on a built graph.

`ontology/shapes.ttl` says the same in SHACL, for other people's tools; these queries say it in a second. A problem
names the table its thing came from. Nothing here looks at rows, at meaning, or at what two claims say together.
"""

from __future__ import annotations

from pathlib import Path

from kg.check.rulebook import Finding, findings, read
from kg.engine.store import Store
from kg.problem import Problem
from kg.values.ids import ALIAS, CLAIM, CONFLICT, DOCUMENT, ENT, NOT_SAME, local_name, short

_TABLES = {
    ENT: "entities.csv",
    DOCUMENT: "documents.csv",
    ALIAS: "aliases.csv",
    CONFLICT: "verdicts.csv",
    NOT_SAME: "not_same.csv",
}


def check_graph(store: Store, ontology: Path, data: str = "data") -> list[Problem]:
    """Return every thing of a built graph that breaks a rule, rule by rule; `data` is what problems call the folder.

    The graph must hold the ontology and what follows from it, as `kg.build.cache` makes it.
    """
    return [_problem(found, data) for rule in read(ontology / "checks" / "data") for found in findings(rule, store)]


def _problem(found: Finding, data: str) -> Problem:
    rule = found.rule
    detail = f" ({' '.join(map(short, found.detail.split(' ')))})" if found.detail else ""
    message = f"{short(found.thing)}: {rule.title}{detail}"
    return Problem(rule.name, message, rule.hint, f"{data}/{_table(found.thing)}", severity=rule.severity)


def _table(thing: str) -> str:
    if thing.startswith(CLAIM):
        return f"claims/{local_name(thing).split('/')[0]}.csv"
    return next((table for namespace, table in _TABLES.items() if thing.startswith(namespace)), "")
