"""What every exporter asks of a picture before it writes: ids that are unique, edges that have ends, real days.

A program that meets a dangling edge or a half date drops it without a word, so we refuse it here with the reason. Also
the two ways of treating parallel edges. May not know any format.
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


def check(picture: Picture) -> None:
    """Raise KgError with everything in the picture that a reader of it would drop or misread."""
    problems = list(_problems(picture))
    if problems:
        raise KgError(problems)


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
        if edge.source in nodes and edge.target in nodes:
            continue
        for end in sorted({edge.source, edge.target} - nodes):
            yield Problem("dangling-edge", f"edge {edge.id!r} ends at {end!r}, which is no node", "add the node")


def _wrong_with_ids(what: str, ids: Sequence[str]) -> Iterator[Problem]:
    for id_, times in Counter(ids).items():
        if times > 1:
            yield Problem("duplicate-id", f"{times} {what}s have the id {id_!r}", "give each an id of its own")
        if id_.isascii() and id_.isprintable() and id_ == id_.strip() and id_:
            continue
        if not id_ or id_ != id_.strip() or id_ != xml_safe(id_):
            yield Problem("bad-id", f"{id_!r} is no id of a {what}", "no control characters, no space at the ends")


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
    """Return the spells in order of time, those that share a day as one; () where one of them is open on both sides.

    Gephi keeps intervals in a sorted set and cannot hold two that overlap.
    """
    ordered = sorted(spells, key=lambda spell: (spell[0] or "", spell[1] or "9999-99-99"))
    made: list[Spell] = []
    for start, end in ordered:
        if start is None and end is None:
            return ()
        if made and (made[-1][1] is None or (start or "") <= made[-1][1]):
            before = made.pop()
            end = None if before[1] is None or end is None else max(before[1], end)
            start = before[0]
        made.append((start, end))
    return tuple(made) if (None, None) not in made else ()


def merged(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Return the edges with those of the same source, target and kind as one, at the place of the first.

    The line takes the surest state, is disputed if one of them is, and weighs as much as the heaviest: two statements
    of one origin are still one origin. Lists are united, differing texts joined by "; ", the largest number is kept.
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
    """Return one kind an edge so that no two edges share source, target and kind: `tests`, `tests 2`, `tests 3`.

    Gephi merges edges of the same ends and kind when it imports. A kind per claim would keep them apart too, but Gephi
    holds a table per kind and lists each in its filters; numbered, there are only as many as the thickest bundle needs,
    and the plain property stands in a column of its own.
    """
    taken = {(edge.source, edge.target, clean(edge.kind)) for edge in edges}
    given: set[tuple[str, str, str]] = set()
    numbers: Counter[tuple[str, str, str]] = Counter()
    kinds: list[str] = []
    for edge in edges:
        plain = (edge.source, edge.target, clean(edge.kind))
        kind = plain
        while kind in given or (kind != plain and kind in taken):  # the second: a property that is called "tests 2"
            numbers[plain] += 1
            kind = (edge.source, edge.target, f"{plain[2]} {numbers[plain] + 1}")
        given.add(kind)
        kinds.append(kind[2])
    return tuple(kinds)
