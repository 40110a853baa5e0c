"""The register of names: resolve labels, translations, identifiers and tickers to entities.

Read once from the store, so that it works on a remote engine too. Names are compared after Unicode compatibility
folding, ignoring case, spaces and punctuation. Nothing is guessed: an unknown name is an error with the nearest names.
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
        """Return the role that decides how pictures draw it."""
        from kg.words.wording import role_of

        return role_of(self.cls)

    def label(self, lang: str) -> str:
        """Return the label in a language, else in the other, else the id."""
        first, second = (self.label_zh, self.label_en) if lang == "zh" else (self.label_en, self.label_zh)
        return first or second or self.id


class Match(NamedTuple):
    """One matching entity, the name that matched, and how: 0 whole name, 1 beginning, 2 part of it."""

    entity: Entity
    name: Name
    rank: int


class Names(NamedTuple):
    """The register of names. `folded` maps a folded name to the names that fold to it."""

    entities: dict[str, Entity]
    names: tuple[Name, ...]
    folded: dict[str, list[Name]]

    def label(self, id: str, lang: str = "en") -> str:
        """Return an entity's label, or the id itself if the register has no such entity."""
        entry = self.entities.get(id)
        return entry.label(lang) if entry else id

    def of(self, id: str) -> list[Name]:
        """Return the names of one entity, in register order."""
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
    # Folding a thousand names takes a tenth of a short command's time, so the folded names are stored too.
    listed = [[*n, fold(n.text)] for n in names.names]
    return json.dumps(
        {"entities": list(names.entities.values()), "names": listed}, ensure_ascii=False, separators=(",", ":")
    )


def parse(text: str) -> Names:
    """Read a register written by `dump`."""
    read = json.loads(text)
    for row in read["entities"]:
        row[6] = tuple(row[6])
    entities = {row[0]: Entity(*row) for row in read["entities"]}
    return _register(entities, [(Name(*row[:5]), row[5]) for row in read["names"]])


def _register(entities: dict[str, Entity], names: list[tuple[Name, str]]) -> Names:
    folded: dict[str, list[Name]] = {}
    for name, key in names:
        folded.setdefault(key, []).append(name)
    return Names(entities, tuple(name for name, _ in names), folded)


def find(names: Names, text: str, limit: int = 20, classes: Collection[str] = ()) -> list[Match]:
    """Find entities by any part of any name, best match first; each entity once, with its best-matching name."""
    wanted = fold(text)
    if not wanted:
        return []
    best: dict[str, Match] = {}
    for key, listed in names.folded.items():
        if wanted not in key:
            continue
        rank = 0 if key == wanted else 1 if key.startswith(wanted) else 2
        for name in listed:
            fits = name.entity in names.entities and _fits(names, name.entity, classes)
            if fits and (name.entity not in best or rank < best[name.entity].rank):
                best[name.entity] = Match(names.entities[name.entity], name, rank)
    return sorted(best.values(), key=lambda m: (m.rank, len(m.name.text), m.entity.id))[:limit]


def _fits(names: Names, id: str, classes: Collection[str]) -> bool:
    from kg.words.vocab import is_any

    return not classes or is_any(names.entities[id].cls, classes)


def resolve(names: Names, text: str, classes: Collection[str] = ()) -> str:
    """Return the id of the one entity that a name denotes; KgError with the nearest names if none or several.

    `classes` limits the choice: a name shared by several entities is not ambiguous if only one is of these classes.
    """
    from kg.words.vocab import CLASSES

    named = {name.entity for name in names.folded.get(fold(text), ()) if name.entity in names.entities}
    fitting = {id for id in named if _fits(names, id, classes)}
    if len(fitting) == 1:
        return _today(names, fitting.pop())
    if text in fitting and is_entity_id(text):
        return _today(names, text)
    if len(fitting) > 1:
        choices = ", ".join(sorted(fitting))
        raise misuse("ambiguous-name", f"{text!r} names several entities", f"write one of the ids: {choices}")
    if named:
        had = ", ".join(f"{names.label(id)} ({CLASSES[names.entities[id].cls].label_en})" for id in sorted(named))
        wanted = " or ".join(CLASSES[cls].label_en for cls in classes)
        raise misuse("wrong-class", f"{text!r} is {had}, not a {wanted}", nearest(names, text, classes))
    raise misuse("unknown-name", f"no entity is called {text!r}", nearest(names, text, classes))


def _today(names: Names, id: str) -> str:
    """Return the entity that an id stands for today, following its replacements."""
    seen = {id}
    while (later := names.entities[id].replaced_by) in names.entities and later not in seen:
        seen.add(later)
        id = later
    return id


def nearest(names: Names, text: str, classes: Collection[str] = ()) -> str:
    """Return "did you mean …" with up to three names, or where to look if none is near."""
    wanted = fold(text)
    pool = {
        key: listed
        for key, listed in names.folded.items()
        if not classes or any(n.entity in names.entities and _fits(names, n.entity, classes) for n in listed)
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
