"""From claims to pictures: which nodes and edges there are, where they stand, what they say of themselves.

A picture is plain data (`kg.drawing.picture`); whoever draws or writes it knows nothing of claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.drawing.layout import arrange
from kg.drawing.picture import Attribute, Edge, Node, Picture, Spell
from kg.knowledge.claims import Claim, Relation, gather
from kg.knowledge.ledger import Ledger
from kg.knowledge.names import Names
from kg.knowledge.network import VIEWS
from kg.knowledge.sentence import edge_pattern, filled
from kg.problem import misuse
from kg.values.shown import show_period
from kg.words.vocab import CLASSES, PROPERTIES
from kg.words.wording import word

#: Roles of what is seen first.
CORE = ("maker", "customer", "investor", "product", "exchange", "benchmark", "group", "event")
TITLE = ("Domestic GPU ledger", "国产GPU台账")


def picture(ledger: Ledger, view: str = "relations", around: str = "", core: bool = False) -> Picture:
    """Draw the claims of relations as one of the views, the whole or the neighbourhood of one entity.

    `core` leaves out what half the industry shares (topics, sectors, stages, places) and people: what a reader wants to
    see first is who makes, buys, pays and lists.
    """
    if view not in VIEWS:
        raise misuse("unknown-view", f"there is no view {view!r}", f"one of {', '.join(VIEWS)}")
    names = ledger.names
    claims = sorted((claim for claim in ledger.claims if claim.kind == "relation"), key=lambda claim: claim.id)
    if core:
        claims = [c for c in claims if all(names.entities[end].role in CORE for end in (c.subject, c.object))]
    relations = gather(claims, ledger.links, direct_only=view == "direct")
    if around:
        near = {around} | {e for r in relations if around in (r.subject, r.object) for e in (r.subject, r.object)}
        relations = [r for r in relations if r.subject in near and r.object in near]
        claims = [c for c in claims if c.subject in near and c.object in near]
    edges = (
        [_claim_edge(c) for c in claims] if view == "claims" else [_relation_edge(names, r, view) for r in relations]
    )
    used = sorted({end for edge in edges for end in (edge.source, edge.target)} | ({around} if around else set()))
    roles = {id: names.entities[id].role for id in used}
    labels = {id: names.label(id, "en") for id in used}
    places = arrange(used, roles, [(e.source, e.target) for e in edges], labels)
    origins: dict[str, set[str]] = {}
    about: dict[str, int] = {}
    for claim in claims:
        for end in (claim.subject, claim.object):
            origins.setdefault(end, set()).add(claim.origin)
            about[end] = about.get(end, 0) + 1
    nodes = tuple(
        Node(
            id=id,
            label=labels[id],
            label_zh=names.label(id, "zh"),
            cls=names.entities[id].cls,
            role=roles[id],
            x=places[id][0],
            y=places[id][1],
            size=float(len(origins.get(id, ())) or 1),
            attributes={
                "class": names.entities[id].cls,
                "class_zh": CLASSES[names.entities[id].cls].label_zh,
                "role": roles[id],
                "label_zh": names.label(id, "zh"),
                "origins": len(origins.get(id, ())),
                "claims": about.get(id, 0),
            },
        )
        for id in used
    )
    return Picture(
        nodes=nodes,
        edges=tuple(edges),
        title=TITLE[0],
        title_zh=TITLE[1],
        coverage=ledger.coverage.line("en"),
        coverage_zh=ledger.coverage.line("zh"),
    )


def _spells(claims: Iterable[Claim]) -> tuple[Spell, ...]:
    spells = {
        (s.start.isoformat() if s.start else None, s.end.isoformat() if s.end else None)
        for s in claims
        if s.start or s.end
    }
    return tuple(sorted(spells, key=lambda spell: (spell[0] or "", spell[1] or "9999")))


def _relation_edge(names: Names, relation: Relation, view: str) -> Edge:
    term = PROPERTIES[relation.property]
    kind = relation.property if view == "direct" else f"{relation.property}:{relation.state}"
    attributes: dict[str, Attribute] = {
        "property": relation.property,
        "state": relation.state,
        "disputed": relation.disputed,
        "origins": relation.origins,
        "claims": tuple(claim.id for claim in relation.claims),
        "documents": tuple(sorted({claim.document for claim in relation.claims})),
        "said_by": tuple(sorted({claim.said_by for claim in relation.claims if claim.said_by})),
        "label_zh": term.label_zh,
    }
    english, chinese = (_says(names, relation, lang) for lang in ("en", "zh"))
    return Edge(
        id=relation.id,
        says=english,
        says_zh=chinese,
        source=relation.subject,
        target=relation.object,
        kind=kind,
        label=term.label_en,
        label_zh=term.label_zh,
        weight=float(relation.origins),
        state=relation.state,
        disputed=relation.disputed,
        spells=_spells(relation.claims),
        attributes=attributes,
    )


def _says(names: Names, relation: Relation, lang: str) -> str:
    look = "actual" if relation.state == "stated" else relation.state
    ends = {"subject": names.label(relation.subject, lang), "object": names.label(relation.object, lang)}
    return filled(edge_pattern(relation.property, look, lang), ends, lang)


def _claim_edge(one: Claim) -> Edge:
    term = PROPERTIES[one.property]
    attributes: dict[str, Attribute] = {
        "property": one.property,
        "state": one.state,
        "disputed": one.disputed,
        "document": one.document,
        "mode": one.mode,
        "polarity": one.polarity,
        "basis": one.basis,
        "rank": one.rank,
        "period": one.period,
        "said_by": one.said_by,
        "label_zh": term.label_zh,
    }
    if one.line is not None:
        attributes["line"] = one.line
    return Edge(
        id=one.id,
        source=one.subject,
        target=one.object,
        kind=one.property,
        label=term.label_en,
        label_zh=term.label_zh,
        state=one.state,
        disputed=one.disputed,
        spells=_spells([one]),
        attributes=attributes,
    )


def evidence(ledger: Ledger, drawn: Picture, lang: str) -> dict[str, str]:
    """Return what stands in an edge's tooltip: one line a claim, in our words, in the order of publication."""
    by_id = {claim.id: claim for claim in ledger.claims}
    lines: dict[str, str] = {}
    for edge in drawn.edges:
        ids = edge.attributes.get("claims", (edge.id,))
        claims = [by_id[id] for id in ids if id in by_id] if isinstance(ids, tuple) else []
        claims.sort(key=lambda claim: (ledger.document[claim.document].end or date.max, claim.id))
        lines[edge.id] = "\n".join(evidence_line(ledger, claim, lang) for claim in claims)
    return lines


def evidence_line(ledger: Ledger, claim: Claim, lang: str) -> str:
    """Return one claim as one line: speaker, publisher, place in the document, when it holds, how surely."""
    names = ledger.names
    speaker = names.label(claim.said_by, lang) if claim.said_by else ""
    publisher = names.label(ledger.document[claim.document].publisher, lang)
    where = claim.document if claim.line is None else f"{claim.document} {word('line {}', lang).format(claim.line)}"
    how = [word(claim.mode, lang)] if claim.mode != "actual" else []
    how += [word("denied", lang)] if claim.polarity == "denies" else []
    how += [word("disputed", lang)] if claim.disputed else []
    parts = [speaker, publisher, where, show_period(claim.period, lang), *how]
    return " · ".join(part for part in parts if part)
