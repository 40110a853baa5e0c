"""From claims to pictures: which nodes and edges there are, where they stand, what they say of themselves.

A picture is plain data (`kg.drawing.picture`); whoever draws or writes it knows nothing of claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from kg.drawing.layout import arrange
from kg.drawing.picture import Attribute, Edge, Node, Picture, Spell
from kg.engine.store import Store
from kg.knowledge.claims import Relation, Statement, gather
from kg.knowledge.names import Names
from kg.problem import misuse
from kg.questions.catalog import internal
from kg.values.ids import local_name
from kg.values.shown import show_period
from kg.words.vocab import CLASSES, PROPERTIES
from kg.words.wording import role_of

VIEWS = ("direct", "relations", "claims")
_WORDS = {
    "en": {
        "plan": "plan",
        "forecast": "forecast",
        "hypothetical": "hypothesis",
        "opinion": "opinion",
        "denies": "denied",
        "disputed": "disputed",
        "line": "line",
        "documents": "documents",
        "claims": "claims",
        "published": "published to",
        "unknown": "what is not here is not known here",
    },
    "zh": {
        "plan": "计划",
        "forecast": "预测",
        "hypothetical": "假设",
        "opinion": "观点",
        "denies": "否认",
        "disputed": "有争议",
        "line": "第{}行",
        "documents": "份文件",
        "claims": "条陈述",
        "published": "发布截至",
        "unknown": "此处没有的，此处即不知",
    },
}
#: Roles of what is seen first.
CORE = ("maker", "customer", "investor", "product", "exchange", "benchmark", "group", "event")
TITLE = ("Domestic GPU ledger", "国产GPU台账")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much the graph holds: documents, claims, the month up to which documents were published."""

    documents: int
    claims: int
    until: str

    def line(self, lang: str) -> str:
        """Return the one line of coverage in a language."""
        words = _WORDS[lang]
        space, until = ("", show_period(self.until, "zh")) if lang == "zh" else (" ", self.until)
        counts = [f"{self.documents}{space}{words['documents']}", f"{self.claims}{space}{words['claims']}"]
        last = [f"{words['published']}{space}{until}"] if until else []
        return " · ".join([*counts, *last, words["unknown"]])


def coverage(store: Store, as_of: date | None = None, reading: str = "certain") -> Coverage:
    """Count documents and claims (those published by a day), and find the last month of publication that is known."""
    rows = store.select(internal("coverage")).rows
    if as_of is not None:
        known = 2 if reading == "certain" else 1
        rows = [row for row in rows if cast(date, row[known]) <= as_of]
    days = [row[2] for row in rows if isinstance(row[2], date) and row[2].year < 9999]
    return Coverage(len(rows), sum(int(str(row[3])) for row in rows), max(days).isoformat()[:7] if days else "")


def picture(
    store: Store,
    names: Names,
    found: Sequence[Statement],
    view: str = "relations",
    around: str = "",
    core: bool = False,
    as_of: date | None = None,
    reading: str = "certain",
) -> Picture:
    """Draw the claims of relations as one of the views, the whole or the neighbourhood of one entity.

    `core` leaves out what half the industry shares (topics, sectors, stages, places) and people: what a reader wants to
    see first is who makes, buys, pays and lists. `as_of` and `reading` say by what day `found` was chosen.
    """
    if view not in VIEWS:
        raise misuse("unknown-view", f"there is no view {view!r}", f"one of {', '.join(VIEWS)}")
    if core:
        found = [s for s in found if all(role_of(names.entries[e].cls) in CORE for e in (s.subject, s.object))]
    relations = gather(found, direct_only=view == "direct")
    if around:
        near = {around} | {e for r in relations if around in (r.subject, r.object) for e in (r.subject, r.object)}
        relations = [r for r in relations if r.subject in near and r.object in near]
        found = [s for s in found if s.subject in near and s.object in near]
    edges = [_claim_edge(s) for s in found] if view == "claims" else [_relation_edge(r, view) for r in relations]
    used = sorted({end for edge in edges for end in (edge.source, edge.target)} | ({around} if around else set()))
    roles = {id: role_of(names.entries[id].cls) for id in used}
    labels = {id: names.label(id, "en") for id in used}
    places = arrange(used, roles, [(e.source, e.target) for e in edges], labels)
    origins: dict[str, set[str]] = {}
    about: dict[str, int] = {}
    for statement in found:
        for end in (statement.subject, statement.object):
            origins.setdefault(end, set()).add(statement.origin)
            about[end] = about.get(end, 0) + 1
    nodes = tuple(
        Node(
            id=id,
            label=labels[id],
            label_zh=names.label(id, "zh"),
            cls=names.entries[id].cls,
            role=roles[id],
            x=places[id][0],
            y=places[id][1],
            size=float(len(origins.get(id, ())) or 1),
            attributes={
                "class": names.entries[id].cls,
                "class_zh": CLASSES[names.entries[id].cls].label_zh,
                "role": roles[id],
                "label_zh": names.label(id, "zh"),
                "origins": len(origins.get(id, ())),
                "claims": about.get(id, 0),
            },
        )
        for id in used
    )
    held = coverage(store, as_of, reading)
    return Picture(nodes, tuple(edges), *TITLE, held.line("en"), held.line("zh"))


def _spells(statements: Iterable[Statement]) -> tuple[Spell, ...]:
    found = {
        (s.start.isoformat() if s.start else None, s.end.isoformat() if s.end else None)
        for s in statements
        if s.start or s.end
    }
    return tuple(sorted(found, key=lambda spell: (spell[0] or "", spell[1] or "9999")))


def _relation_edge(relation: Relation, view: str) -> Edge:
    term = PROPERTIES[relation.property]
    kind = relation.property if view == "direct" else f"{relation.property}:{relation.state}"
    attributes: dict[str, Attribute] = {
        "property": relation.property,
        "state": relation.state,
        "disputed": relation.disputed,
        "origins": relation.origins,
        "claims": tuple(s.claim for s in relation.statements),
        "documents": tuple(sorted({s.document for s in relation.statements})),
        "said_by": tuple(sorted({s.said_by for s in relation.statements if s.said_by})),
        "label_zh": term.label_zh,
    }
    return Edge(
        id=f"{relation.subject}|{relation.property}|{relation.object}|{relation.state}",
        source=relation.subject,
        target=relation.object,
        kind=kind,
        label=term.label_en,
        label_zh=term.label_zh,
        weight=float(relation.origins),
        state=relation.state,
        disputed=relation.disputed,
        spells=_spells(relation.statements),
        attributes=attributes,
    )


def _claim_edge(one: Statement) -> Edge:
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
        id=one.claim,
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


def evidence(
    names: Names, picture_: Picture, found: Sequence[Statement], publishers: Mapping[str, str], lang: str
) -> dict[str, str]:
    """Return what stands in an edge's tooltip: one line a claim, in our words, in the order of publication."""
    by_claim = {one.claim: one for one in found}
    lines: dict[str, str] = {}
    for edge in picture_.edges:
        claims = edge.attributes.get("claims", (edge.id,))
        chosen = [by_claim[claim] for claim in claims if claim in by_claim] if isinstance(claims, tuple) else []
        chosen.sort(key=lambda one: (one.known_certain, one.claim))
        lines[edge.id] = "\n".join(evidence_line(names, one, publishers, lang) for one in chosen)
    return lines


def evidence_line(names: Names, one: Statement, publishers: Mapping[str, str], lang: str) -> str:
    """Return one claim as one line: speaker, publisher, place in the document, when it holds, how surely."""
    words = _WORDS[lang]
    speaker = names.label(one.said_by, lang) if one.said_by else ""
    publisher = names.label(publishers.get(one.document, ""), lang)
    where = (
        f"{one.document}"
        if one.line is None
        else (
            f"{one.document} {words['line'].format(one.line)}"
            if lang == "zh"
            else f"{one.document} {words['line']} {one.line}"
        )
    )
    how = [words[one.mode]] if one.mode in words else []
    how += [words["denies"]] if one.polarity == "denies" else []
    how += [words["disputed"]] if one.disputed else []
    parts = [speaker, publisher, where, show_period(one.period, lang), *how]
    return " · ".join(part for part in parts if part)


def publishers(store: Store) -> dict[str, str]:
    """Return the publisher's id of every document."""
    return {
        local_name(str(row[0])): local_name(str(row[1])) for row in store.select(internal("publishers")).rows if row[1]
    }
