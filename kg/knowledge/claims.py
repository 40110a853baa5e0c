"""The claim as the graph holds it, and the relations that claims make: the one model that every reader uses.

A relation of the direct layer gathers the claims that state it as a fact; the other states (plan, opinion, rumour,
denied) gather claims of their own, so that nothing that is only expected, thought or denied is ever drawn as a fact.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.words.vocab import PROPERTIES
from kg.words.wording import HEARSAY_BASES, STATES, state_of


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, named by `<document>/<id>`; entities, documents and words by their local names, empty = not said.

    `value` is a quantity as curated, text, a date, or `true` and `false`; `start` and `end` are the days between which
    it holds. `origin` is the document at the end of the chain of reposts. `disputed` is True if a claim known as of the
    same day disagrees with it and the conflict is not settled.
    """

    id: str
    document: str
    origin: str
    subject: str
    property: str
    object: str = ""
    value: str = ""
    unit: str = ""
    as_published: str = ""
    period: str = ""
    start: date | None = None
    end: date | None = None
    period_inferred: bool = False
    polarity: str = "asserts"
    mode: str = "actual"
    basis: str = "press"
    rank: str = "normal"
    said_by: str = ""
    line: int | None = None
    char_start: int | None = None
    char_length: int | None = None
    digest: str = ""
    note: str = ""
    disputed: bool = False

    # The field named `property` hides the decorator of that name inside these classes.
    @builtins.property
    def kind(self) -> str:
        """Return whether it is of a relation, a measure or an attribute."""
        return PROPERTIES[self.property].kind

    @builtins.property
    def state(self) -> str:
        """Return how the claim is drawn: denied, rumour (anonymous, market talk, comment), else by its mode.

        Stated is a fact, plan what is not yet (plan, forecast), opinion what is thought (opinion, hypothesis).
        """
        return state_of(self.polarity, self.mode, self.basis)

    @builtins.property
    def hearsay(self) -> bool:
        """Return True if its basis never makes a plain fact."""
        return self.basis in HEARSAY_BASES

    @builtins.property
    def direct(self) -> bool:
        """Return True if the claim yields a plain triple."""
        return self.state == "stated" and self.rank != "deprecated"

    @builtins.property
    def triple(self) -> Triple:
        """Return the relation that it is about, whatever it says of it."""
        return self.subject, self.property, self.object


Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """What one claim has to do with another: contradicts, alternativeTo, fulfils, supersedes, derivedFrom."""

    claim: str
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What stands between two entities in one state: the claims that say it, the witnesses of the state first."""

    subject: str
    property: str
    object: str
    state: str
    claims: tuple[Claim, ...]

    @builtins.property
    def id(self) -> str:
        """Return the relation's name, the same in every picture."""
        return f"{self.subject}|{self.property}|{self.object}|{self.state}"

    @builtins.property
    def origins(self) -> int:
        """Count the independent origins: a repost is not a second witness, nor is a plan a witness of the fact."""
        return len({claim.origin for claim in self.claims if claim.state == self.state}) or 1

    @builtins.property
    def disputed(self) -> bool:
        """Return True if any of the claims is disputed."""
        return any(claim.disputed for claim in self.claims)


def gather(claims: Iterable[Claim], links: Iterable[Link] = (), *, direct_only: bool = False) -> list[Relation]:
    """Gather claims of relations, sorted by subject, property, object and state; deprecated claims make none.

    A plan stays a plan until a claim of the fact is among the claims; then it is gathered with the fact, so that the
    same thing is not drawn twice.
    """
    listed = [claim for claim in claims if claim.kind == "relation" and claim.rank != "deprecated"]
    facts = _facts(listed, links)
    groups: dict[tuple[Triple, str], list[Claim]] = {}
    for claim in listed:
        if direct_only and not claim.direct:
            continue
        fact = facts.get(claim.triple) if claim.state == "plan" else None
        groups.setdefault((fact, "stated") if fact else (claim.triple, claim.state), []).append(claim)
    relations = [
        Relation(*triple, state=state, claims=tuple(sorted(members, key=lambda c: (STATES.index(c.state), c.id))))
        for (triple, state), members in groups.items()
    ]
    return sorted(relations, key=lambda r: (r.subject, r.property, r.object, STATES.index(r.state)))


def _facts(claims: Sequence[Claim], links: Iterable[Link]) -> Mapping[Triple, Triple]:
    """Return, for the triple of every plan that has become fact, the triple of the fact."""
    by_id = {claim.id: claim for claim in claims}
    facts: dict[Triple, Triple] = {}
    for link in links:
        fact, plan = by_id.get(link.claim), by_id.get(link.other)
        if link.kind == "fulfils" and fact and plan and fact.state == "stated" and plan.state == "plan":
            # "Listed on the main board" keeps the plan of a listing in Hong Kong: one line, not two.
            alike = (fact.subject, fact.property) == (plan.subject, plan.property)
            facts[plan.triple] = fact.triple if alike else plan.triple
    return facts | {claim.triple: claim.triple for claim in claims if claim.state == "stated"}
