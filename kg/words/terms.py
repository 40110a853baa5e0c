"""The types of the ontology's terms: class, property, unit, and the vocabulary that holds them.

The terms themselves are generated into `kg.words.vocab`. This module imports nothing from the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

#: relation: an `object`, no `value`. measure: a `value` (and `unit`), an `object` only where `scope` allows one.
#: attribute: a `value` that is text, a date or a boolean. claim: a property of the claim node, never of a row.
PropertyKind = Literal["relation", "measure", "attribute", "claim"]

#: The datatypes that the `range` of an attribute may name.
DATATYPES: tuple[str, ...] = ("text", "date", "boolean")


class Labelled:
    """Something with a label in both languages."""

    __slots__ = ()
    label_en: str
    label_zh: str

    def label(self, lang: str) -> str:
        """Return the label in a language."""
        return self.label_zh if lang == "zh" else self.label_en


class ClassTerm(NamedTuple):
    """One class. `parents` are the names of its direct superclasses."""

    name: str
    label_en: str
    label_zh: str
    parents: tuple[str, ...] = ()
    #: How pictures draw entities of the class; if empty, a parent decides.
    role: str = ""

    def label(self, lang: str) -> str:
        """Return the label in a language."""
        return self.label_zh if lang == "zh" else self.label_en


class PropertyTerm(NamedTuple):
    """One property. An empty `domain` or `range` allows any class; an empty `scope` or `units` allows none.

    `range` names classes (relation) or one of DATATYPES (attribute); `scope` the classes of a measure's object.
    """

    name: str
    label_en: str
    label_zh: str
    kind: PropertyKind
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    functional: bool = False
    additive: bool = False
    units: tuple[str, ...] = ()
    #: A second, different object (or value) for the same time is reported as a possible conflict.
    single: bool = False
    parents: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """Return the label in a language."""
        return self.label_zh if lang == "zh" else self.label_en


class UnitTerm(NamedTuple):
    """One unit: an ISO 4217 code or a unit of the ontology; `kind` is currency, ratio, count and the like."""

    name: str
    label_en: str
    label_zh: str
    kind: str = ""
    symbol: str = ""

    def label(self, lang: str) -> str:
        """Return the label in a language."""
        return self.label_zh if lang == "zh" else self.label_en


class Vocabulary(NamedTuple):
    """What the checks need of the ontology, by name; `enums` lists the words a column may hold."""

    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    units: Mapping[str, UnitTerm]
    enums: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Return True if `cls` is `ancestor` or below it; an unknown class is only below itself."""
        seen: set[str] = set()
        waiting = [cls]
        while waiting:
            name = waiting.pop()
            if name == ancestor:
                return True
            if name not in seen and name in self.classes:
                seen.add(name)
                waiting.extend(self.classes[name].parents)
        return False

    def is_any(self, cls: str, ancestors: Iterable[str]) -> bool:
        """Return True if `cls` is one of `ancestors` or below one."""
        return any(self.is_a(cls, ancestor) for ancestor in ancestors)
