"""Graphs of any size that look like the ledger's: hubs, clusters, roles, states, parallel lines; always the same."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

ROLES = (
    "maker",
    "investor",
    "customer",
    "product",
    "exchange",
    "benchmark",
    "group",
    "event",
    "person",
    "topic",
    "other",
)
#: How often each role comes up, in the order of ROLES.
_SHARES = (4, 14, 14, 26, 2, 3, 3, 8, 8, 12, 6)
STATES = ("stated", "plan", "rumour", "denied")
_SURE = (70, 20, 8, 2)
#: Edges to one node.
_DENSITY = 4


@dataclass(frozen=True, slots=True)
class Synthetic:
    """Columns of nodes (x, y, role, size, level), their labels, columns of edges (source, target, state, …)."""

    nodes: dict[str, list[float]]
    labels: list[str]
    edges: dict[str, list[int]]


def graph(edges: int) -> Synthetic:
    """Return a graph with this many edges and a quarter as many nodes."""
    chance = random.Random(20260101 + edges)
    count = max(12, edges // _DENSITY)
    clusters = max(3, round(math.sqrt(count) / 2))
    centres = [(chance.uniform(-1, 1), chance.uniform(-0.62, 0.62)) for _ in range(clusters)]
    spread = 1000 * math.sqrt(count / 240)
    home = [chance.randrange(clusters) for _ in range(count)]
    xs = [round(spread * (centres[c][0] + chance.gauss(0, 0.13)), 1) for c in home]
    ys = [round(spread * (centres[c][1] + chance.gauss(0, 0.13)), 1) for c in home]
    members: list[list[int]] = [[] for _ in range(clusters)]
    for node, cluster in enumerate(home):
        members[cluster].append(node)
    source, target = [], []
    for _ in range(edges):
        one = min(chance.randrange(count), chance.randrange(count))  # low numbers become hubs
        near = members[home[one]]
        other = near[chance.randrange(len(near))] if chance.random() < 0.8 else chance.randrange(count)
        source.append(one)
        target.append(other if other != one else (one + 1) % count)
    degree = [0] * count
    for node in [*source, *target]:
        degree[node] += 1
    roles = chance.choices(range(len(ROLES)), _SHARES, k=count)
    state = chance.choices(range(len(STATES)), _SURE, k=edges)
    labels = [_name(chance, node) for node in range(count)]
    return Synthetic(
        nodes={
            "x": xs,
            "y": ys,
            "role": list(map(float, roles)),
            "size": [min(5, 1 + degree[node] // 12) for node in range(count)],
            "level": [0 if ROLES[roles[n]] == "maker" else 2 if degree[n] < 4 else 1 for n in range(count)],
        },
        labels=labels,
        edges={
            "source": source,
            "target": target,
            "state": state,
            "disputed": [int(chance.random() < 0.02) for _ in range(edges)],
            "origins": [1 + int(chance.random() < 0.2) + int(chance.random() < 0.05) * 2 for _ in range(edges)],
        },
    )


def _name(chance: random.Random, number: int) -> str:
    first = chance.choice(("Iron", "Silver", "North", "River", "Stone", "Cloud", "Jade", "Star", "East", "Bright"))
    last = chance.choice(("Semiconductor", "Capital", "Chips", "Cloud", "Fund", "Compute", "Board", "Systems"))
    return f"{first} {last} {number}"
