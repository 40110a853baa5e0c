"""The ids of the tables, in which the checks look names up, and one way to report that a name leads nowhere.

Rows that were left out for a problem of their own are known by name, so that one broken row is one problem. This
module knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.ledger.rows import AnyRow, Claim, Document, Entity, Tables, file_of
from kg.problem import Problem, Severity
from kg.values.spelling import did_you_mean
from kg.words.terms import Vocabulary

# Finding near names among thousands is slow, and a file with so many unknown ones has another fault.
_MOST_SUGGESTIONS = 40


@dataclass(slots=True)
class Register:
    """The tables by id, the vocabulary, and the problems found so far."""

    tables: Tables
    vocab: Vocabulary
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(init=False)
    entities: dict[str, Entity] = field(init=False)
    claims: dict[str, Claim] = field(init=False)
    #: Columns of the current row that have a problem already.
    said: frozenset[str] = field(init=False, default=frozenset())
    _near: dict[str, str] = field(init=False, default_factory=dict)
    _is_a: dict[tuple[str, tuple[str, ...]], bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = {document.id: document for document in self.tables.documents}
        self.entities = {entity.id: entity for entity in self.tables.entities}
        self.claims = {claim.key: claim for claim in self.tables.claims}

    def say(
        self, row: AnyRow, column: str, code: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Add a problem of a row, unless its cell has one already."""
        if column in self.said:
            return
        self.problems.append(Problem(code, message, hint, file_of(self.tables, row), row.row, column, severity))

    def near(self, name: str, names: Iterable[str]) -> str:
        """Return "did you mean …?" or nothing."""
        if name not in self._near and len(self._near) < _MOST_SUGGESTIONS:
            self._near[name] = did_you_mean(name, sorted(names))
        return self._near.get(name, "")

    def was_left_out(self, table: str, id: str) -> bool:
        """Return True if a row of this id was left out for a problem, or may have been."""
        left_out = self.tables.left_out
        whole = f"{id.rpartition('/')[0]}/*" if table == "claims" else "*"
        return (table, id) in left_out or (table, whole) in left_out

    def known(self, row: AnyRow, column: str, table: str, id: str, names: Mapping[str, object], what: str) -> bool:
        """Return True if the tables hold this id; add a problem if not."""
        if id in names:
            return True
        if not self.was_left_out(table, id):
            hint = self.near(id, names) or f"add it to {table}.csv, or correct the name"
            if table == "claims":
                hint = self.near(id, names) or "write <document>/<claim>, e.g. d001/46a"
            self.say(row, column, f"unknown-{what}", f"there is no {what} {id!r}", hint)
        return False

    def entity(self, row: AnyRow, column: str, id: str, classes: tuple[str, ...] = ()) -> None:
        """Check that an entity exists, is of one of the classes (none: any), and is not deprecated."""
        if not self.known(row, column, "entities", id, self.entities, "entity"):
            return
        entity = self.entities[id]
        if entity.cls in self.vocab.classes and not self.is_any(entity.cls, classes):
            wanted = " or ".join(sorted(classes))
            hint = f"name another one, another property, or correct the class of {id} in entities.csv"
            self.say(row, column, "wrong-class", f"{id} is of class {entity.cls}, not {wanted}", hint)
        if entity.status == "deprecated" and not isinstance(row, Entity):
            hint = f"name {entity.replaced_by} instead" if entity.replaced_by else "name another entity"
            self.say(row, column, "deprecated-entity", f"{id} is deprecated", hint, "warning")

    def is_any(self, cls: str, ancestors: tuple[str, ...]) -> bool:
        """Return True if a class is one of these or below one; without classes, any class is."""
        key = (cls, ancestors)
        if key not in self._is_a:
            self._is_a[key] = not ancestors or any(self.vocab.is_a(cls, ancestor) for ancestor in ancestors)
        return self._is_a[key]

    def range_of(self, property: str) -> tuple[str, ...]:
        """Return the range of a property of the claim model; empty if the ontology gives none."""
        term = self.vocab.properties.get(property)
        return term.range if term else ()
