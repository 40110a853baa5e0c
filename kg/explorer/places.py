"""Where every entity stands, and how soon its name is shown: computed once, the same for the same data.

What a reader wants to see first (who makes, buys, pays, lists) stands where the picture of the core puts it. Everything
else (topics, people, places, stages) is shown on zoom or focus, and stands in a free spot near what it has to do with,
so that it never pushes the industry apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from kg.drawing.layout import Place
from kg.drawing.pictures import picture
from kg.knowledge.claims import Claim
from kg.knowledge.ledger import Ledger
from kg.knowledge.names import Entity
from kg.words.vocab import is_a

#: Roles whose names stand in the picture at first sight, however little is said about them.
FIRST = ("maker", "customer", "exchange", "investor")
#: Roles that appear on zoom or focus.
LATER = ("person", "policy", "topic", "other")
#: Kinds of product that stand behind the product they belong to.
MINOR = ("ProductGeneration", "Technology", "ProcessNode")
#: Room a name takes where nothing has been laid out yet, in units of the picture.
_WIDTH, _HEIGHT = 96.0, 34.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_TRIES = 4000


def places(ledger: Ledger) -> dict[str, Place]:
    """Return a place for every entity, rounded to whole units; y grows downwards."""
    core = {node.id: (node.x, node.y) for node in picture(ledger, "relations", core=True).nodes}
    found = around(core, sorted(ledger.names.entities), pairs(ledger.claims))
    return {id: (float(round(x)), float(round(y))) for id, (x, y) in found.items()}


def pairs(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """Return who has to do with whom: ends of relations, scopes of measures, speakers and what they speak of."""
    found = [(claim.subject, claim.object) for claim in claims if claim.object]
    return found + [(claim.said_by, claim.subject) for claim in claims if claim.said_by]


def around(core: Mapping[str, Place], ids: Sequence[str], ties: Sequence[tuple[str, str]]) -> dict[str, Place]:
    """Return the core's places and, for every other id, a free spot near those it is tied to.

    Who is tied most is placed first. Ids with no ties stand in rows below everything.
    """
    near: dict[str, list[str]] = {id: [] for id in ids}
    for a, b in ties:
        if a != b and a in near and b in near:
            near[a].append(b)
            near[b].append(a)
    found = dict(core)
    taken: dict[tuple[int, int], list[Place]] = {}
    for place in found.values():
        _take(taken, place)
    loose = []
    for id in sorted((id for id in ids if id not in core), key=lambda id: (-len(near[id]), id)):
        ends = [found[other] for other in near[id] if other in found]
        if not ends:
            loose.append(id)
            continue
        middle = (sum(x for x, _ in ends) / len(ends), sum(y for _, y in ends) / len(ends))
        found[id] = _free(taken, middle)
        _take(taken, found[id])
    bottom = max((y for _, y in found.values()), default=0.0) + 2 * _HEIGHT
    across = max(1, math.ceil(math.sqrt(len(loose) * 3)))
    for number, id in enumerate(sorted(loose)):
        row, column = divmod(number, across)
        found[id] = ((column - (across - 1) / 2) * 1.5 * _WIDTH, bottom + row * 1.5 * _HEIGHT)
    return found


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place[0] / _WIDTH), math.floor(place[1] / _HEIGHT)


def _take(taken: dict[tuple[int, int], list[Place]], place: Place) -> None:
    taken.setdefault(_cell(place), []).append(place)


def _free(taken: Mapping[tuple[int, int], list[Place]], middle: Place) -> Place:
    """Return the first spot of a sunflower around the middle on which nothing stands yet."""
    spot = middle
    for number in range(1, _TRIES):
        reach, angle = math.sqrt(number), number * _GOLDEN
        spot = (middle[0] + reach * _WIDTH * 0.5 * math.cos(angle), middle[1] + reach * _HEIGHT * 0.6 * math.sin(angle))
        column, row = _cell(spot)
        if not any(
            abs(x - spot[0]) < _WIDTH * 0.8 and abs(y - spot[1]) < _HEIGHT * 0.8
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for x, y in taken.get((c, r), ())
        ):
            break
    return spot


def levels(ledger: Ledger) -> dict[str, int]:
    """Return how soon every entity's name is shown: 0 at first sight, 1 next, 2 on zoom or focus."""
    degree: dict[str, int] = {}
    for claim in ledger.claims:
        if claim.kind == "relation" and claim.rank != "deprecated":
            for end in {claim.subject, claim.object}:
                degree[end] = degree.get(end, 0) + 1
    return {entity.id: _level(entity, degree.get(entity.id, 0)) for entity in ledger.names.entities.values()}


def _level(entity: Entity, degree: int) -> int:
    if entity.role in FIRST:
        return 0
    if entity.role in LATER or degree < 2:
        return 2
    if entity.role == "benchmark":
        return 0
    if entity.role == "product":
        return 1 if any(is_a(entity.cls, minor) for minor in MINOR) else 0
    return 1
