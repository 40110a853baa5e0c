"""The parts of a picture of the graph: nodes and edges.

Exporters (GEXF, GraphML, CSV, the pages) take a `Picture` and may not know where it came from. This module imports
nothing from the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The value of an attribute of a node or an edge. Lists are lists of text.
Attribute = str | int | float | bool | tuple[str, ...]

#: A stretch of days (ISO 8601 full dates, inclusive); None = open.
Spell = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Node:
    """One entity. `role`, set by its class in the ontology, decides shape and colour (`kg.drawing.style`)."""

    id: str
    label: str
    label_zh: str
    cls: str
    role: str
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0
    spells: tuple[Spell, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two entities or, in the claim multigraph, one claim of it.

    `kind` is the ontology's local name; `weight` is the number of independent origins (at least 1);
    `state` is how it is drawn: stated, plan, rumour, denied; `disputed` adds the mark of a conflict.
    """

    id: str
    source: str
    target: str
    kind: str
    label: str
    label_zh: str
    weight: float = 1.0
    state: str = "stated"
    disputed: bool = False
    spells: tuple[Spell, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    #: The edge as a sentence in both languages, its state in the verb.
    says: str = ""
    says_zh: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes and edges in a fixed order, with a title and one line of coverage in each language."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    title: str
    title_zh: str
    coverage: str
    coverage_zh: str
