"""Hold a claim against the text it points to: the figure must be printed there, and a name there must be of the claim.

A digest proves that a span stands where it is said to stand, and nothing about what the claim makes of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.ledger.rows import Claim, Tables
from kg.values import printed
from kg.values.spelling import fold
from kg.words.terms import Vocabulary

#: same: the text prints the claim's figure. differs: it does not. Empty: there is no figure to compare.
Figure = Literal["same", "differs", ""]

#: Relations by which one name stands for another: a company for its product, a member for its group.
BELONGING = (
    "affiliatedWith",
    "belongsToGroup",
    "controls",
    "develops",
    "divisionOf",
    "issuer",
    "madeBy",
    "memberOf",
    "partOfOffering",
    "partOfSeries",
    "phaseOf",
    "softwareFor",
    "spinsOff",
    "subsidiaryOf",
)


def figure_of(claim: Claim, measure: bool, span: str, line: str) -> Figure:
    """Compare a claim's printed figure with its span and with the whole line or lines the span stands on."""
    if claim.as_published and "value" not in printed.excused(claim.note) and fold(claim.as_published) not in fold(line):
        return "differs"
    numbers = _numbers(claim) if measure else ()
    if not numbers:
        return ""
    here, around = printed.figures_of(span), printed.figures_of(line)
    if _all(numbers, here):
        return "same"
    # A span of words alone (a name, a verb) may have its figure beside it; one with figures of its own has another.
    if any(_is_telling(figure) for figure in here):
        return "differs"
    return "" if not around else "same" if _all(numbers, around) else "differs"


def _numbers(claim: Claim) -> tuple[Decimal, ...]:
    """Return the printed numbers of a claim's figure, else those of its value; none of what is vague."""
    try:
        return printed.read(claim.as_published, claim.unit).quantity().ends
    except ValueError:
        return claim.quantity.ends if claim.quantity else ()


def _all(numbers: Iterable[Decimal], figures: Collection[Decimal]) -> bool:
    return all(printed.holds(figures, number) for number in numbers)


def _is_telling(figure: Decimal) -> bool:
    """Return True unless a number may be a year, or a word like "one"."""
    return figure > 10 and figure not in range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of agents in each document, and who stands for whom."""

    labels: dict[str, str]
    agents: frozenset[str]
    named: dict[str, dict[str, set[str]]]
    patterns: dict[str, re.Pattern[str]]
    belonging: dict[str, set[str]]
    related: dict[str, set[str]]

    def strangers(self, claim: Claim, span: str) -> list[str]:
        """Return the agents' names in a claim's span if none is of the claim's subject, object or speaker.

        Whoever belongs to one of them counts as well. A subject that acts for others (an offering, a group) may be told
        of under any name that has to do with it.
        """
        pattern, known = self.patterns.get(claim.document), self.named.get(claim.document, {})
        names = [match[0] for match in pattern.finditer(span)] if pattern else []
        names = [name for name in dict.fromkeys(names) if known[name] & self.agents]
        if not names:
            return []
        own = {claim.subject, claim.object, claim.said_by} - {""}
        near = own.union(*(self.belonging.get(id, ()) for id in own))
        if claim.subject not in self.agents:
            about = self.related.get(claim.subject, set())
            near |= about.union(*(self.related.get(id, ()) for id in about))
        if any(known[name] & near or any(name in self.labels.get(id, "") for id in own) for name in names):
            return []
        return names


def names_of(tables: Tables, vocab: Vocabulary) -> Names:
    """Return the names by which each document may call the agents of the register."""
    agents = frozenset(entity.id for entity in tables.entities if vocab.is_a(entity.cls, "Agent"))
    labels = {entity.id: f"{entity.label_en}\n{entity.label_zh}" for entity in tables.entities}
    everywhere: defaultdict[str, set[str]] = defaultdict(set)
    only: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entity in tables.entities:
        for label in filter(None, (entity.label_en, entity.label_zh)):
            everywhere[label].add(entity.id)
    for alias in tables.aliases:
        (only[alias.document] if alias.document else everywhere)[alias.alias].add(alias.entity)
    named = {
        document.id: {
            name: everywhere.get(name, set()) | only[document.id].get(name, set())
            for name in (*everywhere, *only[document.id])
            if len(name) > 1
        }
        for document in tables.documents
    }
    related: defaultdict[str, set[str]] = defaultdict(set)
    belonging: defaultdict[str, set[str]] = defaultdict(set)
    for claim in tables.claims:
        if claim.object:
            term = vocab.properties.get(claim.property)
            close = term is not None and not {claim.property, *term.parents}.isdisjoint(BELONGING)
            for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
                related[one].add(other)
                if close:
                    belonging[one].add(other)
    patterns = {id: _pattern(names) for id, names in named.items()}
    return Names(labels, agents, named, patterns, belonging, related)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of names; a longer name hides those inside it."""
    words = (
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)
        for name in sorted(names, key=lambda name: (-len(name), name))
    )
    return re.compile("|".join(words) or r"(?!)")
