"""The claims of relations, read once, and the edges they make: plain data for the network, the pictures and the lists.

An edge of the direct layer gathers the claims that assert it as a fact; the other states (plan, opinion, rumour,
denied) gather claims of their own, so that nothing that is only expected, thought or denied is ever drawn as a fact.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from kg.engine.answer import Iri
from kg.engine.store import Store
from kg.problem import KgError, Problem
from kg.questions.catalog import internal
from kg.values.ids import local_name, short
from kg.words.vocab import PROPERTIES
from kg.words.wording import STATES, state_of


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of a relation. Entities and documents by id, words as the ontology writes them."""

    claim: str
    subject: str
    property: str
    object: str
    polarity: str
    mode: str
    basis: str
    rank: str
    document: str
    origin: str
    start: date | None
    end: date | None
    period: str
    said_by: str
    line: int | None
    known_possible: date
    known_certain: date
    disputed: bool

    # The field named `property` hides the decorator of that name inside these classes.
    @builtins.property
    def state(self) -> str:
        """How the claim is drawn: denied, rumour (anonymous, market talk, comment), else by its mode.

        Stated is a fact, plan what is not yet (plan, forecast), opinion what is thought (opinion, hypothesis).
        """
        return state_of(self.polarity, self.mode, self.basis)

    @builtins.property
    def direct(self) -> bool:
        """Whether the claim yields a plain triple."""
        return self.state == "stated" and self.rank != "deprecated"


@dataclass(frozen=True, slots=True)
class Relation:
    """What stands between two entities in one state: the claims that say it, counted by independent origins."""

    subject: str
    property: str
    object: str
    state: str
    statements: tuple[Statement, ...]

    @builtins.property
    def origins(self) -> int:
        """Number of independent origins: a repost is no second witness."""
        return len({statement.origin for statement in self.statements})

    @builtins.property
    def disputed(self) -> bool:
        """Whether any of the claims is part of a conflict."""
        return any(statement.disputed for statement in self.statements)


def statements(store: Store, as_of: date | None = None, reading: str = "certain") -> list[Statement]:
    """Read every claim of a relation, in the order of the claims; only those published by `as_of` where it is given."""
    disputed = {row[0] for row in store.select(internal("disputed")).rows}
    found = []
    for row in store.select(internal("relations")).rows:
        cells = dict(zip(_COLUMNS, row, strict=True))
        property = local_name(str(cells["property"]))
        term = PROPERTIES.get(property)
        if term is None:  # a store elsewhere may hold what another version said
            message = f"the graph says {property!r}, which is no word of this version's ontology"
            hint = "load it again with `kg push`, or use the version it was made with"
            raise KgError(Problem("other-version", message, hint))
        if term.kind != "relation":
            continue
        possible, certain = cast(date, cells["published_from"]), cast(date, cells["published_to"])
        if as_of is not None and (certain if reading == "certain" else possible) > as_of:
            continue
        start, end = cells["start"], cells["end"]
        line = cells["line"]
        found.append(
            Statement(
                claim=short(str(cells["claim"])).removeprefix("claim:"),
                subject=local_name(str(cells["subject"])),
                property=property,
                object=local_name(str(cells["object"])),
                polarity=local_name(str(cells["polarity"])),
                mode=local_name(str(cells["mode"])),
                basis=local_name(str(cells["basis"])),
                rank=local_name(str(cells["rank"])),
                document=local_name(str(cells["document"])),
                origin=local_name(str(cells["origin"])),
                start=start if isinstance(start, date) else None,
                end=end if isinstance(end, date) else None,
                period=str(cells["period"] or ""),
                said_by=local_name(str(cells["said_by"])) if isinstance(cells["said_by"], Iri) else "",
                line=line if isinstance(line, int) else None,
                known_possible=possible,
                known_certain=certain,
                disputed=cells["claim"] in disputed,
            )
        )
    return found


_COLUMNS = (
    "claim subject property object polarity mode basis rank document origin start end period said_by line"
    " published_from published_to"
).split()


def gather(found: Iterable[Statement], *, direct_only: bool = False) -> list[Relation]:
    """Gather claims into relations, sorted by subject, property, object and state."""
    groups: dict[tuple[str, str, str, str], list[Statement]] = {}
    for one in found:
        if one.rank == "deprecated" or (direct_only and not one.direct):
            continue
        groups.setdefault((one.subject, one.property, one.object, "stated" if direct_only else one.state), []).append(
            one
        )
    made = [Relation(*key, tuple(members)) for key, members in groups.items()]
    return sorted(made, key=lambda r: (r.subject, r.property, r.object, STATES.index(r.state)))
