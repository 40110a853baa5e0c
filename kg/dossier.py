"""Everything known about one entity, section by section: the page an analyst wants.

A section is a named question asked about the entity, or the table of its figures. Sections that find nothing are left
out; what a section says, its question says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import catalog
from kg.measures import by_period, figures
from kg.present import Sheet, for_people
from kg.vocab import CLASSES

if TYPE_CHECKING:
    from kg.graph import Graph

#: (question, its parameter for the entity); the question's title is the section's. A question that does not exist, or
#: whose parameter does not take the entity's class, is passed over, so that this list may name more than a class needs.
SECTIONS: tuple[tuple[str, str], ...] = (
    ("listing-status", "company"),
    ("parents", "company"),
    ("figures", "entity"),  # shown as a table by period instead of one line a claim
    ("product-lines", "maker"),
    ("product-stages", "product"),
    ("comparisons", "entity"),
    ("specifications", "product"),
    ("who-tests", "maker"),
    ("who-tests", "customer"),
    ("sectors-served", "entity"),
    ("suppliers", "company"),
    ("investors", "company"),
    ("cornerstones", "company"),
    ("allotments", "company"),
    ("investees", "investor"),
    ("group-agreement", "group"),
    ("market-ranks", "entity"),
    ("people", "organisation"),
    ("people", "person"),
    ("rumours-and-denials", "entity"),
    ("challenges", "entity"),
    ("policies", "policy"),
    ("said-by", "speaker"),
    ("conflicts", "entity"),
    ("plans-and-outcomes", "entity"),
)
FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its title, its question, and the table."""

    title: str
    question: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the sections: names by language and document, class, how many claims."""

    id: str
    label: str
    other_label: str
    cls: str
    names: tuple[str, ...]
    claims: int
    not_same: tuple[str, ...]


def head(graph: Graph, entity: str, lang: str) -> Head:
    """Return the head of an entity's page."""
    entry = graph.names.entries[entity]
    other = "zh" if lang == "en" else "en"
    spellings: dict[str, list[str]] = {}
    for name in graph.names.of(entity):
        if name.kind not in ("id", "label"):
            spellings.setdefault(name.text, []).append(name.document or name.kind)
        elif name.kind == "label" and name.document:
            spellings.setdefault(name.text, []).append(name.document)
    shown = tuple(f"{text} [{', '.join(dict.fromkeys(where))}]" for text, where in spellings.items())
    known = {name.text for name in graph.names.of(entity)}
    warned = tuple(
        f"{a} ≠ {b}: {why}"
        for a, b, why in graph.store.select(catalog.internal("_not_same")).rows
        if str(a) in known or str(b) in known
    )
    term = CLASSES[entry.cls]
    label = term.label_zh if lang == "zh" else term.label_en
    return Head(entity, entry.label(lang), entry.label(other), label, shown, graph.known(entity), warned)


def sections(graph: Graph, entity: str, lang: str) -> Iterator[Section]:
    """Yield the sections that say something about an entity."""
    known = catalog.questions()
    cls = graph.names.entries[entity].cls
    done: set[str] = set()
    for name, parameter in SECTIONS:
        asked = known.get(name)
        wanted = next((p for p in asked.parameters if p.name == parameter), None) if asked else None
        if asked is None or wanted is None or not _fits(cls, wanted.classes):
            continue
        if name == FIGURES:
            found = figures(graph.store, [entity], graph.as_of, graph.reading)
            if found:
                yield Section(asked.title(lang), name, by_period(graph.names, found, lang))
            continue
        answer = graph.answer(name, **{parameter: entity})
        key = f"{name}:{answer.rows!r}"
        if answer.rows and key not in done:
            done.add(key)
            yield Section(asked.title(lang), name, for_people(answer, asked.columns, graph.names, lang))


def _fits(cls: str, classes: tuple[str, ...]) -> bool:
    from kg.vocab import is_a

    return not classes or any(is_a(cls, wanted) for wanted in classes)
