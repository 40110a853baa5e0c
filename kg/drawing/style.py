"""The style of every picture: shape, colours and legend by role; dash, colour, mark and legend by edge state.

All pictures (GEXF, GraphML, the pages) use these tables, so a circle means the same everywhere. Colour is never the
only sign: shape also shows the class, dash and mark the state. `tests/drawing/test_style.py` checks the palette for a
contrast of 3:1 and for differences that colour-blind readers can see.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from kg.words.terms import Labelled

Shape = Literal[
    "circle",
    "hexagon",
    "diamond",
    "square",
    "triangle",
    "ring",
    "dashed-ring",
    "star",
    "triangle-down",
    "pentagon",
    "frame",
    "dot",
]
Mark = Literal["", "cross", "unequal"]


@dataclass(frozen=True, slots=True)
class RoleStyle(Labelled):
    """The style and label of a node's role; colours are `#rrggbb` on light and on dark paper."""

    role: str
    shape: Shape
    light: str
    dark: str
    label_en: str
    label_zh: str

    @property
    def hollow(self) -> bool:
        """Return True if only the outline is drawn."""
        return self.shape in ("ring", "dashed-ring", "frame")


@dataclass(frozen=True, slots=True)
class StateStyle(Labelled):
    """The style and label of an edge's state; `dash` is pixels on, pixels off, … (empty = solid)."""

    state: str
    dash: tuple[int, ...]
    mark: Mark
    label_en: str
    label_zh: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The paper and the ink of a picture, each a CSS colour."""

    paper: str
    card: str
    ink: str
    soft_ink: str
    rule: str
    #: Every edge has one colour, unless it is disputed: its state is in the dash and the mark.
    edge: str
    disputed: str


LIGHT = Theme(
    paper="#faf7f0",
    card="#fffdf8",
    ink="#1f2329",
    soft_ink="#5b606b",
    rule="#e0d9ca",
    edge="#8c897a",
    disputed="#c2261b",
)
DARK = Theme(
    paper="#1b1a18",
    card="#242320",
    ink="#ece8de",
    soft_ink="#aca797",
    rule="#3d3a34",
    edge="#8b887b",
    disputed="#ff7a66",
)

#: Every role in the ontology, in the order of the legend.
ROLE_STYLES: Mapping[str, RoleStyle] = MappingProxyType(
    {
        style.role: style
        for style in (
            RoleStyle("maker", "circle", "#ad3a1e", "#dc6142", "Chip maker", "芯片企业"),
            RoleStyle("investor", "diamond", "#3d82c4", "#5d8ee4", "Investor", "投资方"),
            RoleStyle("customer", "hexagon", "#17694f", "#50c8a3", "Customer, cloud", "客户、云厂商"),
            RoleStyle("product", "square", "#bb8310", "#f0c75c", "Product", "产品"),
            RoleStyle("exchange", "triangle", "#543c96", "#b5b2f5", "Exchange, board", "交易所、板块"),
            RoleStyle("benchmark", "ring", "#82869c", "#787870", "Foreign benchmark", "境外对标企业"),
            RoleStyle("group", "dashed-ring", "#82869c", "#787870", "Group", "企业群体"),
            RoleStyle("event", "star", "#6f2060", "#bd76aa", "Event", "事件"),
            RoleStyle("person", "triangle-down", "#26282c", "#f6f3ea", "Person", "人物"),
            RoleStyle("policy", "pentagon", "#26282c", "#f6f3ea", "Policy", "政策"),
            RoleStyle("topic", "frame", "#82869c", "#787870", "Topic", "议题"),
            RoleStyle("other", "dot", "#82869c", "#787870", "Other", "其他"),
        )
    }
)

#: In the order of the legend; `disputed` is combined with one of the others.
STATE_STYLES: Mapping[str, StateStyle] = MappingProxyType(
    {
        style.state: style
        for style in (
            StateStyle("stated", (), "", "Stated as fact", "作为事实陈述"),
            StateStyle("plan", (9, 6), "", "Plan, forecast", "计划、预测"),
            StateStyle("opinion", (14, 4, 4, 4), "", "Opinion, advice, hypothesis", "观点、主张、假设"),
            StateStyle("rumour", (2, 5), "", "Rumour, anonymous", "传闻、匿名"),
            StateStyle("denied", (9, 4, 2, 4), "cross", "Denied", "已否认"),
            StateStyle("disputed", (), "unequal", "Disputed", "有争议"),
        )
    }
)


def role_style(role: str) -> RoleStyle:
    """Return the style of a role; an unknown role is drawn as `other`."""
    return ROLE_STYLES.get(role, ROLE_STYLES["other"])


def edge_style(state: str, disputed: bool = False) -> StateStyle:
    """Return the style of an edge: its state's dash and mark, or a dispute's mark if the state has none.

    A denial keeps its cross. An unknown state is drawn as a rumour, never as a fact.
    """
    style = STATE_STYLES.get(state, STATE_STYLES["rumour"])
    return replace(style, mark=style.mark or STATE_STYLES["disputed"].mark) if disputed else style


def edge_colour(theme: Theme, disputed: bool) -> str:
    """Return the colour of an edge."""
    return theme.disputed if disputed else theme.edge


def outline(shape: Shape) -> tuple[tuple[float, float], ...]:
    """Return the corners of a shape about (0, 0), y downwards, sized so that shapes of one radius weigh the same.

    Round shapes (circle, ring, dashed-ring, dot) have no corners: ().
    """
    match shape:
        case "diamond":
            return _regular(4, 1.2)
        case "square" | "frame":
            return _regular(4, 1.24, turned=45)
        case "pentagon":
            return _regular(5, 1.15)
        case "hexagon":
            return _regular(6, 1.08)
        case "triangle":
            return _regular(3, 1.35)
        case "triangle-down":
            return _regular(3, 1.35, turned=180)
        case "star":
            outer, inner = _regular(5, 1.4), _regular(5, 0.62, turned=36)
            return tuple(corner for pair in zip(outer, inner, strict=True) for corner in pair)
        case _:
            return ()


def _regular(corners: int, size: float, turned: float = 0) -> tuple[tuple[float, float], ...]:
    angles = (math.radians(turned + 360 * number / corners) for number in range(corners))
    return tuple((round(size * math.sin(angle), 3), round(-size * math.cos(angle), 3)) for angle in angles)


def radius(size: float) -> float:
    """Return the radius in pixels of a node of this size (independent origins): area grows with size, 5 to 22."""
    if not math.isfinite(size) or size <= 0:
        return 5.0
    return round(min(22.0, 4.0 + 3.0 * math.sqrt(size)), 2)


def line_width(weight: float) -> float:
    """Return the width in pixels of an edge of this weight (independent origins): 1 for one, at most 4."""
    if not math.isfinite(weight) or weight <= 1:
        return 1.0
    return round(min(4.0, 1.0 + 0.7 * math.log2(weight)), 2)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return `#rrggbb` as three numbers from 0 to 255; ValueError for anything else."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"{colour!r} is not a colour: write #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
