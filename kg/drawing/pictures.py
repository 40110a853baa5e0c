"""Turn claims into pictures: nodes and edges with their places and attributes.

A picture is plain data (`kg.drawing.picture`): the code that renders or writes it knows nothing about claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
from kg.words.wording import beside, word

#: Roles shown first.
CORE = ("maker", "customer", "investor", "product", "exchange", "benchmark", "group", "event")
TITLE = ("Domestic GPU ledger", "国产GPU台账")


def picture(ledger: Ledger, view: str = "relations", around: str = "", core: bool = False) -> Picture:
    """Draw relation claims as one of the views: all of them, or the neighbourhood of one entity.

    `core` leaves out people and what half the industry shares (topics, sectors, stages, places), so that makers,
    buyers, investors and venues come first.
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
    ends = [(end, claim.origin) for claim in claims for end in (claim.subject, claim.object)]
    about = Counter(end for end, _ in ends)
    origins = Counter(end for end, _ in set(ends))
    nodes = tuple(
        Node(
            id=id,
            label=labels[id],
            label_zh=names.label(id, "zh"),
            cls=names.entities[id].cls,
            role=roles[id],
            x=places[id][0],
            y=places[id][1],
            size=float(origins[id] or 1),
            attributes={
                "class": names.entities[id].cls,
                "class_zh": CLASSES[names.entities[id].cls].label_zh,
                "role": roles[id],
                "label_zh": names.label(id, "zh"),
                "origins": origins[id],
                "claims": about[id],
                **_identifiers(names.entities[id].identifiers),
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
    attributes: dict[str, Attribute] = {
        "origins": relation.origins,
        "claims": tuple(claim.id for claim in relation.claims),
        "documents": tuple(sorted({claim.document for claim in relation.claims})),
        "said_by": tuple(sorted({claim.said_by for claim in relation.claims if claim.said_by})),
    }
    kind = relation.property if view == "direct" else f"{relation.property}:{relation.state}"
    english, chinese = (_says(names, relation, lang) for lang in ("en", "zh"))
    edge = _edge(relation, relation.claims, attributes)
    return replace(edge, says=english, says_zh=chinese, kind=kind, weight=float(relation.origins))


def _says(names: Names, relation: Relation, lang: str) -> str:
    ends = {"subject": names.label(relation.subject, lang), "object": names.label(relation.object, lang)}
    return filled(edge_pattern(relation.property, relation.look, lang), ends, lang)


def _claim_edge(claim: Claim) -> Edge:
    names = ("document", "mode", "extent", "respect", "polarity", "basis", "rank", "period", "said_by", "said_on")
    attributes: dict[str, Attribute] = {name: getattr(claim, name) for name in names}
    if claim.line is not None:
        attributes["line"] = claim.line
    return _edge(claim, [claim], attributes)


def _edge(drawn: Claim | Relation, claims: Iterable[Claim], attributes: Mapping[str, Attribute]) -> Edge:
    term = PROPERTIES[drawn.property]
    own: dict[str, Attribute] = {"property": drawn.property, "state": drawn.state, "disputed": drawn.disputed}
    return Edge(
        id=drawn.id,
        source=drawn.subject,
        target=drawn.object,
        kind=drawn.property,
        label=term.label_en,
        label_zh=term.label_zh,
        state=drawn.state,
        disputed=drawn.disputed,
        spells=_spells(claims),
        attributes={**own, **attributes, "label_zh": term.label_zh},
    )


def _identifiers(written: Sequence[str]) -> dict[str, str]:
    """Return identifiers by their scheme, so that a reader's own table can be joined; several are joined by `; `."""
    made: dict[str, list[str]] = {}
    for scheme, _, value in (one.partition("=") for one in written):
        made.setdefault(scheme, []).append(value)
    return {scheme: "; ".join(values) for scheme, values in made.items()}


def evidence(ledger: Ledger, drawn: Picture, lang: str) -> dict[str, str]:
    """Return the tooltip of each edge: one line per claim, in order of publication."""
    by_id = {claim.id: claim for claim in ledger.claims}
    lines: dict[str, str] = {}
    for edge in drawn.edges:
        ids = edge.attributes.get("claims", (edge.id,))
        claims = [by_id[id] for id in ids if id in by_id] if isinstance(ids, tuple) else []
        claims.sort(key=lambda claim: (ledger.document[claim.document].end or date.max, claim.id))
        lines[edge.id] = "\n".join(evidence_line(ledger, claim, lang) for claim in claims)
    return lines


def evidence_line(ledger: Ledger, claim: Claim, lang: str) -> str:
    """Return one claim as one line: speaker, publisher, place in the document, period, certainty."""
    names = ledger.names
    speaker = names.label(claim.said_by, lang) if claim.said_by else ""
    if claim.said_on:
        speaker += beside(show_period(claim.said_on, lang), lang)
    publisher = ledger.source(claim.document, lang)
    where = claim.document if claim.line is None else f"{claim.document} {word('line {}', lang).format(claim.line)}"
    how = [word(name, lang) for name in (claim.mode, claim.extent) if name not in ("", "actual")]
    how += [names.label(claim.respect, lang)] if claim.respect else []
    how += [word("denied", lang)] if claim.polarity == "denies" else []
    how += [word("disputed", lang)] if claim.disputed else []
    parts = [speaker, publisher, where, show_period(claim.period, lang), *how]
    return " · ".join(part for part in parts if part)
