"""What every exporter requires of a picture: unique ids, edges with both ends, real days.

Programs silently drop a dangling edge or a partial date, so a picture that has one is refused with the reason. Also
the two ways to treat parallel edges. May not know any format.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from kg.drawing.picture import Attribute, Edge, Node, Picture, Spell
from kg.problem import KgError, Problem
from kg.values.text import clean, xml_safe
from kg.words.wording import STATES

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # Gephi warns of each


def check(picture: Picture) -> None:
    """Raise KgError listing everything in the picture that a program would drop or misread."""
    if problems := list(_problems(picture)):
        raise KgError(problems)


def drawable(picture: Picture, claims: bool) -> tuple[tuple[Edge, ...], tuple[str, ...]]:
    """Return the edges of a checked picture and their kinds; KgError as for `check`.

    In the direct layer parallel edges of one kind become one edge with several spells, because Gephi would merge them
    and add their weights. With `claims` every edge is kept and its kind numbered (`tests`, `tests 2`).
    """
    check(picture)
    if claims:
        return picture.edges, distinct_kinds(picture.edges)
    edges = merged(picture.edges)
    return edges, tuple(clean(edge.kind) for edge in edges)


def _problems(picture: Picture) -> Iterator[Problem]:
    groups: tuple[tuple[str, Sequence[Node | Edge]], ...] = (("node", picture.nodes), ("edge", picture.edges))
    for what, elements in groups:
        yield from _wrong_with_ids(what, [element.id for element in elements])
        for element in elements:
            for spell in element.spells:
                if reason := _wrong_with_spell(spell):
                    yield Problem("bad-spell", f"{what} {element.id!r}: {reason}", "write full days, YYYY-MM-DD")
    for node in picture.nodes:
        if not all(map(math.isfinite, (node.x, node.y, node.size))) or node.size < 0:
            yield Problem("bad-number", f"node {node.id!r} has no finite position and size", "run the layout again")
    nodes = {node.id for node in picture.nodes}
    for edge in picture.edges:
        if not 0 < edge.weight < math.inf:
            yield Problem("bad-number", f"edge {edge.id!r} weighs {edge.weight}", "a statement has at least one origin")
        for end in sorted({edge.source, edge.target} - nodes):
            yield Problem("dangling-edge", f"edge {edge.id!r} ends at {end!r}, which is not a node", "add the node")


def _wrong_with_ids(what: str, ids: Sequence[str]) -> Iterator[Problem]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield Problem("duplicate-id", f"{times} {what}s have the id {id_!r}", "give each an id of its own")
        plain = id_.isascii() and id_.isprintable()  # most are, and the pattern is slow
        if not id_ or id_ != id_.strip() or not (plain or id_ == xml_safe(id_)) or _BREAK.search(id_):
            yield Problem("bad-id", f"{id_!r} is not an id for a {what}", "no control characters, no space at the ends")


@lru_cache(maxsize=16384)
def _wrong_with_spell(spell: Spell) -> str:
    start, end = spell
    for day in (start, end):
        if day is not None:
            try:
                if not _DAY.fullmatch(day):
                    raise ValueError
                date.fromisoformat(day)
            except ValueError:
                return f"{day!r} is not a day"
    return f"the spell {start}/{end} ends before it starts" if start and end and end < start else ""


def disjoint_spells(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the spells in order of time, overlapping ones merged; () if one is open on both sides.

    Gephi keeps intervals in a sorted set and cannot hold two that overlap.
    """
    made: list[Spell] = []
    for start, end in sorted(spells, key=lambda spell: (spell[0] or "", spell[1] or "9999-99-99")):
        if made and (made[-1][1] is None or (start or "") <= made[-1][1]):
            before = made.pop()
            end = None if before[1] is None or end is None else max(before[1], end)
            start = before[0]
        made.append((start, end))
    return tuple(made) if (None, None) not in made else ()


def merged(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Return the edges, those with the same source, target and kind merged at the place of the first.

    A merged edge takes the surest state, is disputed if any of them is, and has the weight of the heaviest: two
    statements of one origin are still one origin. Lists are united, differing texts joined by "; ", the largest number
    is kept.
    """
    groups: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.source, edge.target, clean(edge.kind)), []).append(edge)
    if len(groups) == len(edges):
        return tuple(edges)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _one(group: Sequence[Edge]) -> Edge:
    always = any(not edge.spells for edge in group)
    return replace(
        group[0],
        weight=max(edge.weight for edge in group),
        state=min((edge.state for edge in group), key=_sureness),
        disputed=any(edge.disputed for edge in group),
        spells=() if always else disjoint_spells(spell for edge in group for spell in edge.spells),
        attributes=_united([edge.attributes for edge in group]),
    )


def _sureness(state: str) -> int:
    return STATES.index(state) if state in STATES else len(STATES)


def _united(all_attributes: Sequence[Mapping[str, Attribute]]) -> dict[str, Attribute]:
    values: dict[str, list[Attribute]] = {}
    for attributes in all_attributes:
        for key, value in attributes.items():
            values.setdefault(key, []).append(value)
    return {key: _joined(several) for key, several in values.items()}


def _joined(values: Sequence[Attribute]) -> Attribute:
    if any(isinstance(value, tuple) for value in values):
        flat = (item for value in values for item in (value if isinstance(value, tuple) else (str(value),)))
        return tuple(dict.fromkeys(flat))
    if any(isinstance(value, str) for value in values):
        return "; ".join(dict.fromkeys(str(value) for value in values if value != ""))
    return max(value for value in values if not isinstance(value, (str, tuple)))


def distinct_kinds(edges: Sequence[Edge]) -> tuple[str, ...]:
    """Return a kind for each edge so that no two share source, target and kind: `tests`, `tests 2`, `tests 3`.

    On import Gephi merges edges with the same ends and kind. A kind per claim would prevent that too, but Gephi keeps a
    table per kind and lists each in its filters; numbering needs only as many kinds as the thickest bundle has edges.
    """
    taken = {(edge.source, edge.target, clean(edge.kind)) for edge in edges}
    given: set[tuple[str, str, str]] = set()
    numbers: Counter[tuple[str, str, str]] = Counter()
    kinds: list[str] = []
    for edge in edges:
        plain = (edge.source, edge.target, clean(edge.kind))
        kind = plain
        while kind in given or (kind != plain and kind in taken):  # second case: a property called "tests 2"
            numbers[plain] += 1
            kind = (edge.source, edge.target, f"{plain[2]} {numbers[plain] + 1}")
        given.add(kind)
        kinds.append(kind[2])
    return tuple(kinds)
