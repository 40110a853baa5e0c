"""Any spelling to an entity: labels, names in both languages, machine translations, identifiers, tickers.

Read once from the store, so that it works on a remote engine as well. Names are compared after Unicode compatibility
folding, without case, spaces and punctuation. Nothing here guesses: an unknown name is an error with the nearest names.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from kg.engine.store import Store
from kg.problem import misuse
from kg.questions.catalog import internal
from kg.values import spelling as spelled
from kg.values.ids import is_entity_id, local_name
from kg.values.spelling import fold


class Name(NamedTuple):
    """One name of an entity. `kind` is the table's word, or label, id, identifier; `document` is the document's id."""

    entity: str
    text: str
    lang: str = ""
    kind: str = ""
    document: str = ""


class Entity(NamedTuple):
    """One entity as the register has it. `identifiers` are written `scheme=value`."""

    id: str
    cls: str
    label_en: str = ""
    label_zh: str = ""
    status: str = "active"
    replaced_by: str = ""
    identifiers: tuple[str, ...] = ()
    note: str = ""

    @property
    def role(self) -> str:
        """Return how pictures draw it."""
        from kg.words.wording import role_of

        return role_of(self.cls)

    def label(self, lang: str) -> str:
        """Return the label in a language, else in the other, else the id."""
        first, second = (self.label_zh, self.label_en) if lang == "zh" else (self.label_en, self.label_zh)
        return first or second or self.id


class Match(NamedTuple):
    """One entity found, by which of its names, and how well: 0 is the same name, 1 a beginning, 2 a part of it."""

    entity: Entity
    name: Name
    rank: int


class Names(NamedTuple):
    """The register of names. `folded` leads from a folded name to the names that fold to it."""

    entities: dict[str, Entity]
    names: tuple[Name, ...]
    folded: dict[str, list[Name]]

    def label(self, id: str, lang: str = "en") -> str:
        """Return an entity's label, or the id itself where the register has no such entity."""
        entry = self.entities.get(id)
        return entry.label(lang) if entry else id

    def of(self, id: str) -> list[Name]:
        """Return the names of one entity in the order of the register."""
        return [name for name in self.names if name.entity == id]


def load(store: Store) -> Names:
    """Read every entity and every name from the store."""
    identifiers: dict[str, list[str]] = {}
    for entity, identifier in store.select(internal("identifiers")).rows:
        identifiers.setdefault(local_name(str(entity)), []).append(str(identifier))
    entities: dict[str, Entity] = {}
    for cells in store.select(internal("entities")).dicts():
        text = {name: str(cell or "") for name, cell in cells.items()}
        id = local_name(text["entity"])
        entities[id] = Entity(
            id=id,
            cls=local_name(text["class"]),
            label_en=text["labelEn"],
            label_zh=text["labelZh"],
            status=text["status"],
            replaced_by=local_name(text["replacedBy"]) if text["replacedBy"] else "",
            identifiers=tuple(identifiers.get(id, ())),
            note=text["note"],
        )
    names = []
    for one in entities.values():
        names.append(Name(one.id, one.id, kind="id"))
        names += [Name(one.id, t, lang, "label") for t, lang in ((one.label_en, "en"), (one.label_zh, "zh")) if t]
    for row in store.select(internal("aliases")).rows:
        entity, spelling, lang, kind, document = (str(cell or "") for cell in row)
        names.append(Name(local_name(entity), spelling, lang, kind, local_name(document) if document else ""))
    for one in entities.values():
        for scheme, _, value in (identifier.partition("=") for identifier in one.identifiers):
            names.append(Name(one.id, value, kind=scheme))
    return _register(entities, [(name, fold(name.text)) for name in names])


def dump(names: Names) -> str:
    """Return the register as text that `parse` reads back."""
    # Folding a thousand names is a tenth of what a short command costs, so it is written down with them.
    listed = [[*n, fold(n.text)] for n in names.names]
    return json.dumps(
        {"entities": list(names.entities.values()), "names": listed}, ensure_ascii=False, separators=(",", ":")
    )


def parse(text: str) -> Names:
    """Read a register written by `dump`."""
    read = json.loads(text)
    entities = {row[0]: Entity(*row)._replace(identifiers=tuple(row[6])) for row in read["entities"]}
    return _register(entities, [(Name(*row[:5]), row[5]) for row in read["names"]])


def _register(entities: dict[str, Entity], names: list[tuple[Name, str]]) -> Names:
    folded: dict[str, list[Name]] = {}
    for name, key in names:
        folded.setdefault(key, []).append(name)
    return Names(entities, tuple(name for name, _ in names), folded)


def find(names: Names, text: str, limit: int = 20, classes: Collection[str] = ()) -> list[Match]:
    """Find entities by any part of any name, best first; each entity once, with the name that fitted best."""
    from kg.words.vocab import is_a

    wanted = fold(text)
    if not wanted:
        return []
    best: dict[str, Match] = {}
    for key, found in names.folded.items():
        if wanted not in key:
            continue
        rank = 0 if key == wanted else 1 if key.startswith(wanted) else 2
        for name in found:
            entity = names.entities.get(name.entity)
            if entity is None or (classes and not any(is_a(entity.cls, cls) for cls in classes)):
                continue
            if name.entity not in best or rank < best[name.entity].rank:
                best[name.entity] = Match(entity, name, rank)
    return sorted(best.values(), key=lambda m: (m.rank, len(m.name.text), m.entity.id))[:limit]


def resolve(names: Names, text: str, classes: Collection[str] = ()) -> str:
    """Return the id of the one entity that a name denotes; KgError with the nearest names where none or several do.

    `classes` limits the choice; where a name denotes one entity of them and others besides, the one is taken.
    """
    from kg.words.vocab import CLASSES, is_a

    found = {name.entity for name in names.folded.get(fold(text), ()) if name.entity in names.entities}
    fitting = {id for id in found if not classes or any(is_a(names.entities[id].cls, cls) for cls in classes)}
    if len(fitting) == 1:
        return _today(names, fitting.pop())
    if text in fitting and is_entity_id(text):
        return _today(names, text)
    if len(fitting) > 1:
        choices = ", ".join(sorted(fitting))
        raise misuse("ambiguous-name", f"{text!r} names several entities", f"write one of the ids: {choices}")
    if found:
        had = ", ".join(f"{names.label(id)} ({CLASSES[names.entities[id].cls].label_en})" for id in sorted(found))
        wanted = " or ".join(CLASSES[cls].label_en for cls in classes)
        raise misuse("wrong-class", f"{text!r} is {had}, where a {wanted} is asked for", nearest(names, text, classes))
    raise misuse("unknown-name", f"no entity is called {text!r}", nearest(names, text, classes))


def _today(names: Names, id: str) -> str:
    """Return the entity that an id stands for today: the last of those that replaced it, one after another."""
    seen = {id}
    while (later := names.entities[id].replaced_by) in names.entities and later not in seen:
        seen.add(later)
        id = later
    return id


def nearest(names: Names, text: str, classes: Collection[str] = ()) -> str:
    """Return "did you mean …" with up to three names, or where to look when nothing is near."""
    from kg.words.vocab import is_a

    wanted = fold(text)
    pool = {
        key: found
        for key, found in names.folded.items()
        if not classes
        or any(is_a(names.entities[n.entity].cls, c) for n in found if n.entity in names.entities for c in classes)
    }
    keys = spelled.nearest(wanted, pool)
    keys += [key for key in pool if wanted and (wanted in key or (len(key) > 2 and key in wanted)) and key not in keys]
    shown: dict[str, str] = {}
    for key in keys:
        name = pool[key][0]
        shown.setdefault(name.entity, name.text if name.kind == "id" else f"{name.text} ({name.entity})")
    if shown:
        return "did you mean " + ", ".join(list(shown.values())[:3]) + "?"
    return "see `kg find PART-OF-A-NAME`"
