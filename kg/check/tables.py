"""Checks of the tables as a whole: every name leads somewhere, and every row fits the ontology.

Takes loaded tables and a vocabulary, and returns Problems. Loading has checked the cells; contradictions between
claims, shapes of the graph and evidence in documents are checked elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from kg.check.claims import check_claim, check_claims
from kg.check.documents import check_document
from kg.check.identifiers import check_identifier, check_identifiers
from kg.check.register import Register
from kg.check.texts import check_texts
from kg.ledger.rows import Alias, AnyRow, Claim, Document, Entity, Identifier, Tables, Verdict
from kg.problem import Problem
from kg.values.spelling import fold
from kg.words.terms import Vocabulary


def check_tables(tables: Tables, vocab: Vocabulary, today: date | None = None) -> list[Problem]:
    """Return every problem of names, classes, units and references, in order of table and line.

    Rows that were left out come last, and their bad cells are not checked again. With `today`, the dates of a document
    may not be in the future.
    """
    register = Register(tables, vocab)
    _documents(register, today)
    _entities(register)
    check_identifiers(register)
    _aliases(register)
    _not_same(register)
    check_claims(register)
    _verdicts(register)
    check_texts(register)
    for row, bad in tables.unsound:
        register.said = bad
        _row(register, row, today)
    return register.problems


def _row(register: Register, row: AnyRow, today: date | None) -> None:
    """Check one row by itself; duplicates are found elsewhere."""
    if isinstance(row, Document):
        check_document(register, row, today)
    elif isinstance(row, Entity):
        _entity(register, row)
    elif isinstance(row, Identifier):
        check_identifier(register, row)
    elif isinstance(row, Alias):
        _alias(register, row)
    elif isinstance(row, Claim):
        check_claim(register, row)
    elif isinstance(row, Verdict):
        _verdict(register, row)


def _twice(register: Register, rows: Iterable[AnyRow], ids: Iterable[str]) -> None:
    lines: dict[str, int] = {}
    for row, id in zip(rows, ids, strict=True):
        if id in lines:
            message = f"the id {id!r} is used twice, first on line {lines[id]}"
            register.say(row, "id", "id-twice", message, "give one of them another id, or merge the two rows")
        lines.setdefault(id, row.row)


def _documents(register: Register, today: date | None) -> None:
    documents = register.tables.documents
    _twice(register, documents, [document.id for document in documents])
    for document in documents:
        check_document(register, document, today)
    following = {document.id: document.repost_of for document in documents if document.repost_of}
    for id in _in_circles(following):
        message = f"{id} is eventually a repost of itself"
        register.say(register.documents[id], "repost_of", "circle", message, "leave it empty for the original")


def _entities(register: Register) -> None:
    entities = register.tables.entities
    _twice(register, entities, [entity.id for entity in entities])
    for entity in entities:
        _entity(register, entity)
    following = {entity.id: entity.replaced_by for entity in entities if entity.replaced_by}
    for id in _in_circles(following):
        message = f"{id} is eventually replaced by itself"
        register.say(register.entities[id], "replaced_by", "circle", message, "leave it empty for the one that stays")


def _entity(register: Register, entity: Entity) -> None:
    # Only what can be the subject of a claim is an entity; the classes of claims and documents belong to the model.
    allowed = register.range_of("subject")
    if entity.cls not in register.vocab.classes or not register.is_any(entity.cls, allowed):
        classes = [name for name in register.vocab.classes if register.is_any(name, allowed)]
        hint = register.near(entity.cls, classes) or "the classes are in the ontology"
        register.say(entity, "class", "unknown-class", f"no entity is of class {entity.cls!r}", hint)
    if not (entity.label_en or entity.label_zh):
        register.say(entity, "label_en", "label-missing", f"{entity.id} has no label", "write at least one")
    if entity.replaced_by:
        register.entity(entity, "replaced_by", entity.replaced_by)
        if entity.status != "deprecated":
            message = f"{entity.id} is replaced and still {entity.status}"
            register.say(entity, "status", "not-deprecated", message, "write deprecated, or empty replaced_by")


def _in_circles(following: Mapping[str, str]) -> list[str]:
    """Return, in order, every id whose references lead back to itself."""
    circular = []
    for start in following:
        at, seen = start, {start}
        while (at := following.get(at, "")) and at not in seen:
            seen.add(at)
        if at == start:
            circular.append(start)
    return circular


def _names(register: Register) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the entities that each folded name means, by alias and by label."""
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for alias in register.tables.aliases:
        aliases[fold(alias.alias)].add(alias.entity)
    for entity in register.tables.entities:
        for label in (entity.label_en, entity.label_zh):
            if label and entity.status != "deprecated":
                labels[fold(label)].add(entity.id)
    return aliases, labels


def _aliases(register: Register) -> None:
    by_alias, by_label = _names(register)
    kept_apart = {fold(name) for row in register.tables.not_same for name in (row.a, row.b)}
    seen: set[tuple[str, ...]] = set()
    for alias in register.tables.aliases:
        _alias(register, alias)
        row = (alias.entity, alias.alias, alias.lang, alias.kind, alias.document)
        if row in seen:
            register.say(alias, "alias", "alias-twice", f"{alias.alias!r} appears twice", "remove one row")
        seen.add(row)
        name = fold(alias.alias)
        others = sorted(by_alias[name] - {alias.entity})
        hint = "remove the name from one of them, or list it in not_same.csv, which allows it to mean both"
        if others and name not in kept_apart:
            message = f"{alias.alias!r} is also a name of {', '.join(others)}"
            register.say(alias, "alias", "shared-name", message, hint)
        labelled = sorted(by_label.get(name, set()) - {alias.entity} - set(others))
        if labelled and name not in kept_apart:
            message = f"{alias.alias!r} is also the label of {', '.join(labelled)}"
            register.say(alias, "alias", "shared-label", message, hint, "warning")


def _alias(register: Register, alias: Alias) -> None:
    if alias.entity:
        register.entity(alias, "entity", alias.entity)
    if alias.document:
        register.known(alias, "document", "documents", alias.document, register.documents, "document")


def _not_same(register: Register) -> None:
    by_alias, by_label = _names(register)

    def meant(name: str) -> set[str]:
        if name in register.entities:
            return {name}
        return by_alias.get(fold(name), set()) | by_label.get(fold(name), set())

    for row in register.tables.not_same:
        means = {"a": meant(row.a), "b": meant(row.b)}
        for column, name in (("a", row.a), ("b", row.b)):
            if not means[column] and not register.was_left_out("entities", name):
                names = [*register.entities, *by_alias, *by_label]
                hint = register.near(name, names) or "add it to aliases.csv, or remove the row"
                message = f"no entity is called {name!r}"
                register.say(row, column, "unknown-name", message, hint, "warning")
        if len(means["a"]) == 1 and means["a"] == means["b"]:
            message = f"{row.a!r} and {row.b!r} are not the same, but both are names of {next(iter(means['a']))}"
            register.say(row, "b", "merged-names", message, "correct aliases.csv, or remove the row")


def _verdicts(register: Register) -> None:
    verdicts = register.tables.verdicts
    _twice(register, verdicts, [verdict.id for verdict in verdicts])
    for verdict in verdicts:
        _verdict(register, verdict)


def _verdict(register: Register, verdict: Verdict) -> None:
    if len(set(verdict.members)) < 2:
        message = "a conflict has at least two claims"
        register.say(verdict, "claims", "one-claim", message, "write 'd000/10a; d000/15c'")
    for member in dict.fromkeys(verdict.members):
        register.known(verdict, "claims", "claims", member, register.claims, "claim")
    if verdict.members and verdict.preferred and verdict.preferred not in verdict.members:
        message = f"the preferred claim {verdict.preferred} is not one of the conflict's"
        register.say(verdict, "preferred", "wrong-preferred", message, "name one of them, or none")
