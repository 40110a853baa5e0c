"""Place the nodes of a picture; the only module that uses igraph.

Position carries meaning: makers in the middle, investors on the left, customers on the right, exchanges at the top,
topics at the bottom, benchmarks at the rim, products close to their makers. Each role has a zone, a force-directed
layout relaxes nodes inside the zones, and labels are pushed apart at the end. The same picture gets the same places.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

Place = tuple[float, float]
#: Least x, most x, least y, most y; y grows downwards.
Zone = tuple[float, float, float, float]

#: The zone of each role; the picture is 2000 wide and 1300 high.
ZONES: Mapping[str, Zone] = {
    "maker": (-400, 400, -340, 380),
    "product": (-480, 480, -400, 420),
    "investor": (-1000, -520, -420, 420),
    "customer": (480, 1000, -420, 420),
    "exchange": (-420, 420, -650, -590),
    "event": (-440, 440, -560, -400),
    "benchmark": (420, 1000, -650, -360),
    "group": (-420, 420, -420, 420),
    "person": (-1000, -420, 380, 650),
    "policy": (-1000, -450, -650, -430),
    "topic": (-440, 1000, 400, 650),
    "other": (-1000, 1000, 400, 650),
}
_ROUNDS = 400
#: Room a label takes, in units of the picture, by number of characters.
_LETTER, _LINE = 7.0, 26.0


def arrange(
    ids: Sequence[str],
    roles: Mapping[str, str],
    edges: Sequence[tuple[str, str]],
    labels: Mapping[str, str] | None = None,
) -> dict[str, Place]:
    """Return a place for every id; `edges` are pairs of ids, `labels` the texts that must not overlap."""
    import igraph

    if not ids:
        return {}
    order = sorted(ids)
    fixed = _slots(order, roles, edges)
    index = {id: n for n, id in enumerate(order)}
    zones = [fixed.get(id) or ZONES.get(roles.get(id, "other"), ZONES["other"]) for id in order]
    chance = random.Random(20260101)  # noqa: S311  fixed seed: same data, same picture
    start = [[chance.uniform(z[0], z[1]), chance.uniform(z[2], z[3])] for z in zones]
    # Without a seeded generator igraph's layouts differ from run to run.
    igraph.set_random_number_generator(chance)
    try:
        pairs = sorted({(min(index[a], index[b]), max(index[a], index[b])) for a, b in edges if a != b})
        # Forces are sized for distances of about one; the zones are shrunk to that and stretched back.
        unit = 1300 / (math.sqrt(len(order)) * 1.35)
        layout = igraph.Graph(n=len(order), edges=pairs).layout_fruchterman_reingold(
            niter=_ROUNDS,
            seed=[[x / unit, y / unit] for x, y in start],
            start_temp=math.sqrt(len(order)) / 4,
            minx=[z[0] / unit for z in zones],
            maxx=[z[1] / unit for z in zones],
            miny=[z[2] / unit for z in zones],
            maxy=[z[3] / unit for z in zones],
        )
    finally:
        igraph.set_random_number_generator(random)
    places = [[x * unit, y * unit] for x, y in layout.coords]
    widths = [max(40.0, _width((labels or {}).get(id, ""))) for id in order]
    _push_apart(places, widths)
    return {id: (round(places[n][0], 1), round(places[n][1], 1)) for id, n in index.items()}


def _slots(order: Sequence[str], roles: Mapping[str, str], edges: Sequence[tuple[str, str]]) -> dict[str, Zone]:
    """Return a narrow zone for every maker and venue, so that the skeleton of the picture is always legible.

    Makers stand in staggered columns: those with more investors on the left, with more customers on the right, listed
    ones at the top. Venues stand in a row above them.
    """
    near: dict[str, list[str]] = {id: [] for id in order}
    for a, b in edges:
        if a != b and a in near and b in near:
            near[a].append(roles.get(b, "other"))
            near[b].append(roles.get(a, "other"))
    makers = [id for id in order if roles.get(id) == "maker"]
    if not 2 <= len(makers) <= 60:
        return {}

    def pull(id: str) -> tuple[float, str]:
        return (near[id].count("customer") - near[id].count("investor") * 0.5, id)

    def height(id: str) -> tuple[float, str]:
        return (-near[id].count("exchange") - near[id].count("event"), id)

    columns = max(2, round(math.sqrt(len(makers) * 1.1)))
    rows = math.ceil(len(makers) / columns)
    left, right, top, bottom = ZONES["maker"]
    slots: dict[str, Zone] = {}
    ordered = sorted(makers, key=pull)
    for column in range(columns):
        members = sorted(ordered[column * rows : (column + 1) * rows], key=height)
        x = left + (right - left) * (column / max(1, columns - 1))
        lift = (bottom - top) / rows * (0.5 if column % 2 else 0.15)
        for row, id in enumerate(members):
            y = top + (bottom - top) / rows * row + lift
            slots[id] = (x - 35, x + 35, y - 25, y + 25)
    venues = [id for id in order if roles.get(id) == "exchange"]
    left, right, top, bottom = ZONES["exchange"]
    for place, id in enumerate(venues):
        x = left + (right - left) * ((place + 0.5) / len(venues))
        slots[id] = (x - 20, x + 20, top, bottom)
    return slots


def _width(label: str) -> float:
    # A Chinese character is as wide as two Latin ones.
    return _LETTER * sum(2 if ord(c) > 0x2E7F else 1 for c in label)


def _push_apart(places: list[list[float]], widths: Sequence[float], rounds: int = 120) -> None:
    """Move boxes of the given widths apart until none overlap, in at most `rounds` sorted sweeps."""
    height = _LINE * 1.9  # the mark and its label below it
    for _ in range(rounds):
        moved = False
        order = sorted(range(len(places)), key=lambda n: (places[n][1], n))
        for here, a in enumerate(order):
            for b in order[here + 1 :]:
                down = places[b][1] - places[a][1]
                if down >= height:
                    break
                need = (widths[a] + widths[b]) / 2 + 10
                across = places[b][0] - places[a][0]
                if abs(across) >= need:
                    continue
                moved = True
                # Along the shorter way out.
                if need - abs(across) < (height - down) * 1.6:
                    shift = (need - abs(across)) / 2 + 0.5
                    sign = 1 if across > 0 or (across == 0 and a < b) else -1
                    places[a][0] -= sign * shift * 0.6
                    places[b][0] += sign * shift * 0.6
                else:
                    shift = (height - down) / 2 + 0.5
                    places[a][1] -= shift * 0.6
                    places[b][1] += shift * 0.6
        if not moved:
            return
