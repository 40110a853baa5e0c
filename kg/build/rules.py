"""Inference: the CONSTRUCT files of `ontology/rules/`, run until they add nothing new.

A rule whose header says `# after: <another rule>` compares claims by the results of the others. No rule depends on it,
so it runs once, after the others have finished.

Inferred triples make questions simpler (a customer is whoever tests, uses or buys). They are never evidence, and no
claim is ever inferred.
"""

from __future__ import annotations

from pathlib import Path

from kg.engine.store import NewStore
from kg.problem import KgError, Problem

#: More rounds than this mean that a rule feeds itself.
_MOST_ROUNDS = 20
_LAST = "\n# after: "


def rule_files(ontology: Path) -> list[Path]:
    """Return the rules in the order of their names."""
    return sorted((ontology / "rules").glob("*.rq"))


def infer(store: NewStore, ontology: Path) -> list[str]:
    """Add the inferred triples to the store and return them as sorted lines of N-Triples.

    KgError if the rules do not stop adding triples.
    """
    rules = [path.read_text(encoding="utf-8") for path in rule_files(ontology)]
    new: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        added: list[str] = []
        for rule in rules:
            if _LAST not in rule:
                added += store.add(store.construct(rule))
        if not added:
            for rule in rules:
                if _LAST in rule:
                    new.update(store.add(store.construct(rule)))
            return sorted(new)
        new.update(added)
    names = ", ".join(path.stem for path in rule_files(ontology))
    raise KgError(
        Problem("endless-rules", f"the rules still add triples after {_MOST_ROUNDS} rounds", f"check {names}")
    )
