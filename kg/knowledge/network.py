"""The door to networkx: the graph as an analyst's graph, paths, and how much stands around an entity.

It is made of the relations that claims state, never of inferred triples: every edge can show who said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from kg.knowledge.claims import Relation, gather
from kg.knowledge.ledger import Ledger
from kg.knowledge.names import Names
from kg.problem import misuse
from kg.words.vocab import PROPERTIES, is_a
from kg.words.wording import STATES

if TYPE_CHECKING:
    import networkx

#: direct: one edge a plain triple. relations: plans, rumours and denials as well. claims: one edge a claim.
VIEWS = ("direct", "relations", "claims")
#: What connects two neighbours on a path.
Hop = tuple[Relation, ...]
#: Entities that half the industry shares; a path through them says nothing.
SHARED = ("Topic", "Sector", "Place", "Workload", "ProductStage", "ListingStage", "Market", "Technology", "Milestone")
#: Groups of companies, which say less than a company, and properties that compare loosely, with all below them.
GROUPS, COMPARISONS = ("CompanyGroup",), ("comparedWith",)
#: What a step costs more than 1 for each group at its ends, where it is not stated as fact, where it compares.
GROUP_COST, UNSURE_COST, COMPARISON_COST = 0.75, 0.25, 0.5


def graph(ledger: Ledger, view: str = "direct") -> networkx.MultiDiGraph[str]:
    """Make a directed multigraph: nodes by entity id with label_en, label_zh, cls; edges keyed by property or claim.

    Edges carry property, state, origins, claims (ids), disputed; in `claims` also document, mode,
    basis, polarity, rank, period, said_by; deprecated claims are edges only there.
    """
    import networkx as nx

    if view not in VIEWS:
        raise misuse("unknown-view", f"there is no view {view!r}", f"one of {', '.join(VIEWS)}")
    made: networkx.MultiDiGraph[str] = nx.MultiDiGraph(view=view)
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    if view == "claims":
        for one in sorted(ledger.claims, key=lambda claim: claim.id):
            if one.kind != "relation":
                continue
            attributes = {
                "property": one.property,
                "state": one.state,
                "origins": 1,
                "claims": (one.id,),
                "disputed": one.disputed,
                "document": one.document,
                "mode": one.mode,
                "basis": one.basis,
                "polarity": one.polarity,
                "rank": one.rank,
                "period": one.period,
                "said_by": one.said_by,
            }
            edges.append((one.subject, one.object, one.id, attributes))
    else:
        edges += [
            (relation.subject, relation.object, f"{relation.property}:{relation.state}", _attributes(relation))
            for relation in (gather(ledger.claims, direct_only=True) if view == "direct" else ledger.relations)
        ]
    used = sorted({end for edge in edges for end in edge[:2]})
    for id in used:
        entity = ledger.names.entities.get(id)
        made.add_node(
            id,
            label_en=ledger.names.label(id, "en"),
            label_zh=ledger.names.label(id, "zh"),
            cls=entity.cls if entity else "Entity",
        )
    for source, target, key, attributes in edges:
        made.add_edge(source, target, key=key, **attributes)
    return made


def _attributes(relation: Relation) -> dict[str, Any]:
    return {
        "property": relation.property,
        "state": relation.state,
        "origins": relation.origins,
        "claims": tuple(claim.id for claim in relation.claims),
        "disputed": relation.disputed,
    }


def paths(ledger: Ledger, source: str, target: str, limit: int = 3, through_all: bool = False) -> list[list[Hop]]:
    """Return up to `limit` shortest paths between two entities; a hop is all relations between its ends, surest first.

    Edges count in both directions; denials are no way through. Entities that half the industry shares (topics, sectors,
    places …) are passed through only with `through_all`, and a group of companies costs more than a company.
    """
    import networkx as nx

    names = ledger.names
    relations = [relation for relation in ledger.relations if relation.state != "denied"]
    flat: networkx.Graph[str] = nx.Graph()
    between: dict[frozenset[str], list[Relation]] = {}
    for relation in relations:
        ends = {relation.subject, relation.object}
        if len(ends) != 2:
            continue
        blocked = {e for e in ends - {source, target} if not through_all and _is_any(names, e, SHARED)}
        if blocked:
            continue
        cost = 1.0 + sum(GROUP_COST for e in ends - {source, target} if _is_any(names, e, GROUPS))
        # What is only planned, rumoured or loosely compared is a weaker step than what is stated.
        cost += 0.0 if relation.state == "stated" else UNSURE_COST
        cost += COMPARISON_COST if {*COMPARISONS} & {relation.property, *PROPERTIES[relation.property].parents} else 0.0
        key = frozenset(ends)
        between.setdefault(key, []).append(relation)
        if (
            not flat.has_edge(relation.subject, relation.object)
            or flat.edges[relation.subject, relation.object]["cost"] > cost
        ):
            flat.add_edge(*sorted(key), cost=cost)
    for end in (source, target):
        if end not in flat:
            return []
    try:
        ways = sorted(islice(nx.all_shortest_paths(flat, source, target, weight="cost"), limit * 20))
    except nx.NetworkXNoPath:
        return []
    return [[_strongest_first(between[frozenset(step)]) for step in pairwise(way)] for way in ways[:limit]]


def _strongest_first(relations: Iterable[Relation]) -> Hop:
    # Stated before planned, more origins before fewer, a narrow word before a wide one.
    return tuple(sorted(relations, key=lambda r: (STATES.index(r.state), -r.origins, -_depth(r.property), r.property)))


def _depth(property: str) -> int:
    return max((1 + _depth(parent) for parent in PROPERTIES[property].parents), default=0)


def _is_any(names: Names, id: str, classes: Sequence[str]) -> bool:
    entity = names.entities.get(id)
    return entity is not None and any(is_a(entity.cls, cls) for cls in classes)
