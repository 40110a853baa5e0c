"""The register of names: resolve labels, translations, identifiers and tickers to entities.

Read once from the store, so that it works on a remote engine too. `kg.knowledge.matching` says how names are compared.
Nothing is guessed: an unknown name is an error with the nearest names.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from kg.engine.store import Store
from kg.knowledge import matching
from kg.knowledge.matching import Hit, Key, key
from kg.problem import misuse
from kg.questions.catalog import internal
from kg.values.ids import is_entity_id, local_name
from kg.values.spelling import words


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
    """One matching entity, the name that matched, and how well."""

    entity: Entity
    name: Name
    hit: Hit

    @property
    def how(self) -> str:
        """Return how the name matched: one of `kg.knowledge.matching.TIERS`."""
        return matching.TIERS[self.hit.tier]

    def equals(self, other: Match) -> bool:
        """Return whether another match is as good, whatever the length of its name."""
        mine, its = (max(hit.tier, matching.FOLDED) for hit in (self.hit, other.hit))
        return (mine, self.hit.cost) == (its, other.hit.cost)


class Names(NamedTuple):
    """The register of names. `keys` are what each of the `names` is compared by."""

    entities: dict[str, Entity]
    names: tuple[Name, ...]
    keys: tuple[Key, ...]

    def label(self, id: str, lang: str = "en") -> str:
        """Return an entity's label, or the id itself if the register has no such entity."""
        entry = self.entities.get(id)
        return entry.label(lang) if entry else id

    def of(self, id: str) -> list[Name]:
        """Return the names of one entity, in register order."""
        return [name for name in self.names if name.entity == id]

    def of_class(self, classes: Collection[str]) -> list[Entity]:
        """Return the entities of these classes and those below, without the ones that others have replaced."""
        return [one for one in self.entities.values() if _fits(self, one.id, classes) and not one.replaced_by]


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
    return registered(entities, names)


def registered(entities: dict[str, Entity], names: Iterable[Name]) -> Names:
    """Return a register of entities and their names."""
    from kg.knowledge.pinyin import readings

    listed = tuple(names)
    return Names(entities, listed, tuple(key(name.text, readings(words(name.text))) for name in listed))


def dump(names: Names) -> str:
    """Return the register as text that `parse` reads back."""
    # A short command spends much of its time reading this, and columns are read fastest.
    columns = {
        "entities": list(zip(*names.entities.values(), strict=True)),
        "names": list(zip(*names.names, strict=True)),
        "keys": matching.columns(names.keys),
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def parse(text: str) -> Names:
    """Read a register written by `dump`."""
    read = json.loads(text)
    entities = {}
    if read["entities"]:
        read["entities"][6] = map(tuple, read["entities"][6])
        entities = {entity.id: entity for entity in map(Entity, *read["entities"])}
    listed = tuple(map(Name, *read["names"])) if read["names"] else ()
    return Names(entities, listed, matching.from_columns(*read["keys"]))


def find(names: Names, text: str, limit: int | None = 20, classes: Collection[str] = ()) -> list[Match]:
    """Find entities by a name or a part of one, best match first; each entity once, with its best-matching name.

    Matches of one tier are ordered as in `kg.knowledge.matching.Hit`, then by the entity's id.
    """
    wanted = matching.key(text)
    best: dict[str, tuple[Hit, Name]] = {}

    def keep(place: int, hit: Hit | None) -> None:
        name = names.names[place]
        if hit is None or not _fits(names, name.entity, classes):
            return
        hit = hit._replace(id=name.kind == "id")
        if name.entity not in best or hit < best[name.entity][0]:
            best[name.entity] = (hit, name)

    if wanted.folded:
        for place in matching.likely(wanted, names.keys):
            keep(place, matching.match(wanted, text, names.keys[place], names.names[place].text))
    if " " in wanted.words:
        for place in _scattered(names, wanted.words.split()):
            keep(place, Hit(matching.WORDS, 0, False, len(names.keys[place].folded)))
    if not best:
        for place, key in enumerate(names.keys):
            keep(place, matching.misspelt(wanted, key))
    ranked = sorted(best.values(), key=lambda found: (found[0], found[1].entity))
    return [Match(names.entities[name.entity], name, hit) for hit, name in ranked[:limit]]


def _fits(names: Names, id: str, classes: Collection[str]) -> bool:
    from kg.words.vocab import is_any

    return id in names.entities and (not classes or is_any(names.entities[id].cls, classes))


def _scattered(names: Names, words: Sequence[str]) -> list[int]:
    """Return the places of the names that have the first of several words, where the entity's names have all."""
    having = [[n for n, key in enumerate(names.keys) if matching.has_word(word, key)] for word in words]
    all_ = set.intersection(*({names.names[place].entity for place in places} for places in having))
    return [place for place in having[0] if names.names[place].entity in all_]


def resolve(names: Names, text: str, classes: Collection[str] = ()) -> str:
    """Return the id of the one entity that a name denotes; KgError with the nearest names if none or several.

    The name may differ in what folding leaves out and in its legal form, or be written in pinyin. `classes` limits the
    choice: a name shared by several entities is not ambiguous if only one is of these classes.
    """
    from kg.words.vocab import CLASSES

    named: set[str] = set()
    for tier in _whole(names, text):
        named = named or tier
        fitting = {id for id in tier if _fits(names, id, classes)}
        if text in fitting and is_entity_id(text):
            return _today(names, text)
        if len({_today(names, id) for id in fitting}) == 1:
            return _today(names, fitting.pop())
        if fitting:
            choices = ", ".join(sorted(fitting))
            raise misuse("ambiguous-name", f"{text!r} names several entities", f"write one of the ids: {choices}")
    if named:
        had = ", ".join(f"{names.label(id)} ({CLASSES[names.entities[id].cls].label_en})" for id in sorted(named))
        wanted = " or ".join(CLASSES[cls].label_en for cls in classes)
        raise misuse("wrong-class", f"{text!r} is {had}, not a {wanted}", nearest(names, text, classes))
    raise misuse("unknown-name", f"no entity is called {text!r}", nearest(names, text, classes))


def _whole(names: Names, text: str) -> list[set[str]]:
    """Return the entities that a text names in full, for each tier that may pass for the name itself, best first."""
    wanted = matching.key(text)
    tiers: dict[int, set[str]] = {}
    if wanted.folded:
        for place in matching.likely(wanted, names.keys):
            name = names.names[place]
            tier = matching.equal(wanted, text, names.keys[place], name.text)
            if tier is not None and tier <= matching.SAFE and name.entity in names.entities:
                # A name is shared however the case of its letters.
                tiers.setdefault(max(tier, matching.FOLDED), set()).add(name.entity)
    return [tiers[tier] for tier in sorted(tiers)]


def _today(names: Names, id: str) -> str:
    """Return the entity that an id stands for today, following its replacements."""
    seen = {id}
    while (later := names.entities[id].replaced_by) in names.entities and later not in seen:
        seen.add(later)
        id = later
    return id


def nearest(names: Names, text: str, classes: Collection[str] = ()) -> str:
    """Return "did you mean …" with up to three names, or where to look if none is near."""
    shown = [
        match.name.text if match.name.kind == "id" else f"{match.name.text} ({match.entity.id})"
        for match in find(names, text, 3, classes)
    ]
    return f"did you mean {', '.join(shown)}?" if shown else "see `kg find PART-OF-A-NAME`"
