"""What follows from what is said: the CONSTRUCT files of `ontology/rules/`, run until nothing new follows.

A rule whose head says `# after: <another rule>` compares claims by what the others made; no rule waits for it, so it
runs once, when the others have come to rest.

Inferred triples make questions simpler (a customer is whoever tests, uses or buys); they are never evidence, and no
claim is ever inferred.
"""

from __future__ import annotations

from pathlib import Path

from kg.engine.store import NewStore
from kg.problem import KgError, Problem

#: A chain of rules longer than this is a rule that feeds itself.
_MOST_ROUNDS = 20
_LAST = "\n# after: "


def rule_files(ontology: Path) -> list[Path]:
    """Return the rules in the order of their names."""
    return sorted((ontology / "rules").glob("*.rq"))


def infer(store: NewStore, ontology: Path) -> list[str]:
    """Add to the store what follows from it; return the new triples as sorted lines of N-Triples.

    KgError when the rules do not come to rest.
    """
    rules = [path.read_text(encoding="utf-8") for path in rule_files(ontology)]
    new: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        found: list[str] = []
        for rule in rules:
            if _LAST not in rule:
                found += store.add(store.construct(rule))
        if not found:
            for rule in rules:
                if _LAST in rule:
                    new.update(store.add(store.construct(rule)))
            return sorted(new)
        new.update(found)
    names = ", ".join(path.stem for path in rule_files(ontology))
    raise KgError(
        Problem("endless-rules", f"the rules still make new triples after {_MOST_ROUNDS} rounds", f"look at {names}")
    )
