"""The graph in networkx, and paths through it; the only module that uses networkx.

It is built from the relations that claims state, never from inferred triples, so every edge can show its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from kg.knowledge.claims import Relation, gather
from kg.knowledge.ledger import Ledger
from kg.knowledge.names import Names
from kg.problem import misuse
from kg.words.vocab import PROPERTIES, is_any
from kg.words.wording import STATES

if TYPE_CHECKING:
    import networkx

#: direct: one edge per plain triple. relations: plans, rumours and denials too. claims: one edge per claim.
VIEWS = ("direct", "relations", "claims")
#: The relations between two neighbours on a path.
Hop = tuple[Relation, ...]
#: Entities that half the industry shares; a path through them means nothing.
SHARED = ("Topic", "Sector", "Place", "Workload", "ProductStage", "ListingStage", "Market", "Technology", "Milestone")
#: Groups of companies, which mean less than a company, and loose comparisons; subclasses and subproperties included.
GROUPS, COMPARISONS = ("CompanyGroup",), ("comparedWith",)
#: What a step costs beyond 1: for each group at its ends, if it is not stated as fact, if it compares.
GROUP_COST, UNSURE_COST, COMPARISON_COST = 0.75, 0.25, 0.5
_OF_CLAIM = "property state disputed document mode extent respect basis polarity rank period said_by said_on".split()


def graph(ledger: Ledger, view: str = "direct") -> networkx.MultiDiGraph[str]:
    """Build a directed multigraph: nodes by entity id with label_en, label_zh, cls; edges keyed by property or claim.

    Edges carry property, state, origins, claims (ids, joined by "; "), disputed; the view `claims` adds document, mode,
    extent, respect, basis, polarity, rank, period, said_by, said_on, and only it includes deprecated claims. Every
    attribute is text, a number or a boolean, so that every writer takes the graph.
    """
    import networkx as nx

    if view not in VIEWS:
        raise misuse("unknown-view", f"there is no view {view!r}", f"one of {', '.join(VIEWS)}")
    made: networkx.MultiDiGraph[str] = nx.MultiDiGraph(view=view)
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    if view == "claims":
        for claim in sorted(ledger.claims, key=lambda claim: claim.id):
            if claim.kind == "relation":
                attributes = {name: getattr(claim, name) for name in _OF_CLAIM}
                attributes |= {"origins": 1, "claims": claim.id}
                edges.append((claim.subject, claim.object, claim.id, attributes))
    else:
        for relation in gather(ledger.claims, direct_only=True) if view == "direct" else ledger.relations:
            attributes = {name: getattr(relation, name) for name in ("property", "state", "disputed", "origins")}
            attributes["claims"] = "; ".join(claim.id for claim in relation.claims)
            edges.append((relation.subject, relation.object, f"{relation.property}:{relation.state}", attributes))
    used = sorted({end for edge in edges for end in edge[:2]})
    for id in used:
        entity = ledger.names.entities.get(id)
        labels = {f"label_{lang}": ledger.names.label(id, lang) for lang in ("en", "zh")}
        made.add_node(id, **labels, cls=entity.cls if entity else "Entity")
    for source, target, key, attributes in edges:
        made.add_edge(source, target, key=key, **attributes)
    return made


def paths(ledger: Ledger, source: str, target: str, limit: int = 3, through_all: bool = False) -> list[list[Hop]]:
    """Return up to `limit` shortest paths between two entities; a hop is all relations between its ends, surest first.

    Edges lead both ways; denials are ignored. Only with `through_all` do paths pass through entities that half the
    industry shares (topics, sectors, places …), and a group of companies costs more than a company.
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
        inner = ends - {source, target}
        if not through_all and any(_is_any(names, e, SHARED) for e in inner):
            continue
        cost = 1.0 + sum(GROUP_COST for e in inner if _is_any(names, e, GROUPS))
        # A plan, a rumour or a loose comparison is a weaker step than a stated fact.
        cost += 0.0 if relation.state == "stated" else UNSURE_COST
        cost += COMPARISON_COST if {*COMPARISONS} & {relation.property, *PROPERTIES[relation.property].parents} else 0.0
        between.setdefault(frozenset(ends), []).append(relation)
        one, other = sorted(ends)
        if not flat.has_edge(one, other) or flat.edges[one, other]["cost"] > cost:
            flat.add_edge(one, other, cost=cost)
    if source not in flat or target not in flat:
        return []
    try:
        ways = sorted(islice(nx.all_shortest_paths(flat, source, target, weight="cost"), limit * 20))
    except nx.NetworkXNoPath:
        return []
    return [[_strongest_first(between[frozenset(step)]) for step in pairwise(way)] for way in ways[:limit]]


def _strongest_first(relations: Iterable[Relation]) -> Hop:
    # Stated before planned, more origins before fewer, a specific property before a general one.
    return tuple(sorted(relations, key=lambda r: (STATES.index(r.state), -r.origins, -_depth(r.property), r.property)))


def _depth(property: str) -> int:
    return max((1 + _depth(parent) for parent in PROPERTIES[property].parents), default=0)


def _is_any(names: Names, id: str, classes: Sequence[str]) -> bool:
    return id in names.entities and is_any(names.entities[id].cls, classes)
