"""Claims as the graph holds them, and the relations they form: the one model that every reader uses.

A relation gathers the claims that state it as a fact; plans, opinions, rumours and denials form relations of their
own, so that nothing expected, thought or denied is ever drawn as a fact.
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
    """One claim, with id `<document>/<id>`; entities, documents and words as local names, empty if not given.

    `value` is a quantity as curated, text, a date, `true` or `false`; it holds from `start` to `end`. `origin` is the
    document at the end of the chain of reposts. `disputed` is True if a claim known as of the same day disagrees and
    the conflict is not settled.
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
    extent: str = ""
    respect: str = ""
    basis: str = "press"
    rank: str = "normal"
    said_by: str = ""
    said_on: str = ""
    line: int | None = None
    char_start: int | None = None
    char_length: int | None = None
    digest: str = ""
    note: str = ""
    disputed: bool = False

    # The field named `property` hides the decorator of that name inside these classes.
    @builtins.property
    def kind(self) -> str:
        """Return the kind of its property: relation, measure or attribute."""
        return PROPERTIES[self.property].kind

    @builtins.property
    def state(self) -> str:
        """Return how the claim is drawn: denied, rumour (anonymous, market talk, comment), else by its mode.

        The modes give: stated (fact), plan (plan, forecast), opinion (opinion, recommendation, hypothesis).
        """
        return state_of(self.polarity, self.mode, self.basis)

    @builtins.property
    def hearsay(self) -> bool:
        """Return True if its basis never supports a plain fact."""
        return self.basis in HEARSAY_BASES

    @builtins.property
    def direct(self) -> bool:
        """Return True if the claim yields a plain triple."""
        return self.state == "stated" and self.rank != "deprecated" and not self.extent

    @builtins.property
    def drawn(self) -> bool:
        """Return True if the claim makes an edge: a relation of its whole subject that is not deprecated."""
        return self.kind == "relation" and self.rank != "deprecated" and not self.extent

    @builtins.property
    def triple(self) -> Triple:
        """Return subject, property and object, whether asserted, planned or denied."""
        return self.subject, self.property, self.object


Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two claims: contradicts, alternativeTo, fulfils, supersedes, derivedFrom."""

    claim: str
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities in one state, with its claims; those in that very state come first."""

    subject: str
    property: str
    object: str
    state: str
    claims: tuple[Claim, ...]

    @builtins.property
    def id(self) -> str:
        """Return the relation's id, the same in every picture."""
        return f"{self.subject}|{self.property}|{self.object}|{self.state}"

    @builtins.property
    def look(self) -> str:
        """Return how the relation reads, one of `sentence.LOOKS`: the mode its claims share, else its state."""
        if self.state in ("denied", "rumour"):
            return self.state
        modes = {claim.mode for claim in self.claims}
        return "actual" if self.state == "stated" else modes.pop() if len(modes) == 1 else self.state

    @builtins.property
    def origins(self) -> int:
        """Count the independent origins: a repost is not a second origin, and a plan is no evidence of the fact."""
        return len({claim.origin for claim in self.claims if claim.state == self.state}) or 1

    @builtins.property
    def disputed(self) -> bool:
        """Return True if any of the claims is disputed."""
        return any(claim.disputed for claim in self.claims)


def gather(claims: Iterable[Claim], links: Iterable[Link] = (), *, direct_only: bool = False) -> list[Relation]:
    """Gather relation claims, sorted by subject, property, object and state.

    Deprecated claims are left out, and those of some or most of a group, whom an edge would take for all of it.

    A plan is gathered with the fact once a claim states the fact, so that the same thing is not drawn twice.
    """
    listed = [claim for claim in claims if claim.drawn]
    facts = _facts(listed, links)
    groups: dict[tuple[Triple, str], list[Claim]] = {}
    for claim in listed:
        if direct_only and not claim.direct:
            continue
        fact = facts.get(claim.triple) if claim.state == "plan" else None
        groups.setdefault((fact, "stated") if fact else (claim.triple, claim.state), []).append(claim)
    relations = [
        Relation(
            subject=subject,
            property=property,
            object=object_,
            state=state,
            claims=tuple(sorted(members, key=lambda c: (STATES.index(c.state), c.id))),
        )
        for ((subject, property, object_), state), members in groups.items()
    ]
    return sorted(relations, key=lambda r: (r.subject, r.property, r.object, STATES.index(r.state)))


def _facts(claims: Sequence[Claim], links: Iterable[Link]) -> Mapping[Triple, Triple]:
    """Map the triple of every plan that has become fact to the triple of the fact."""
    by_id = {claim.id: claim for claim in claims}
    facts: dict[Triple, Triple] = {}
    for link in links:
        fact, plan = by_id.get(link.claim), by_id.get(link.other)
        if link.kind == "fulfils" and fact and plan and fact.state == "stated" and plan.state == "plan":
            # "Listed on the main board" keeps the plan of a listing in Hong Kong: one line, not two.
            alike = (fact.subject, fact.property) == (plan.subject, plan.property)
            facts[plan.triple] = fact.triple if alike else plan.triple
    return facts | {claim.triple: claim.triple for claim in claims if claim.state == "stated"}
