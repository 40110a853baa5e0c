"""One offline HTML page of a picture, drawn by vis-network: `kg view` and `picture.html`.

pyvis supplies the library and its records; vis-network draws, places names, shows tooltips and handles mouse and keys.
pyvis's own template is not used: it is blank offline and lets data run as script in three places. Here the records
travel as JSON without `<`, and labels and tooltips are plain text. The only importer of pyvis, and only on use (it
imports IPython, 0.3 s).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.drawing.picture import Edge, Node, Picture
from kg.drawing.style import (
    DARK,
    LIGHT,
    ROLE_STYLES,
    STATE_STYLES,
    RoleStyle,
    Shape,
    Theme,
    edge_colour,
    edge_style,
    line_width,
    outline,
    radius,
    role_style,
)
from kg.export.sound import check
from kg.export.target import text_file
from kg.problem import KgError, Problem
from kg.values.html import ours, policy, templates
from kg.values.text import clean, clean_lines, json_in_html

if TYPE_CHECKING:
    from kg.graph import Graph

Pair = tuple[str, str]
Language = Literal["en", "zh"]
#: By the id of an edge: its lines, in one string or several.
Evidence = Mapping[str, str | Sequence[str]]

#: With more edges vis-network is slow (over a second to the first picture).
MOST_EDGES = 5000

_TEMPLATES = Path(__file__).parent / "templates"
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
#: vis-network's names for our shapes, if different. It has no pentagon; a hollow hexagon is nearest.
_SHAPES: Mapping[Shape, str] = {
    "circle": "dot",
    "ring": "dot",
    "dashed-ring": "dot",
    "frame": "square",
    "pentagon": "hexagon",
    "triangle-down": "triangleDown",
}

#: The page's own words in both languages.
WORDS: Mapping[str, Pair] = {
    "hint": (
        "Point at a line to see who says so; click a mark to see what is around it.",
        "指向连线查看是谁说的；点击图形查看其周围的关系。",
    ),
    "explorer": ("Open in the explorer", "在浏览页中打开"),
    "legend": ("Legend", "图例"),
    "size": ("Larger, thicker: more independent origins", "图形越大、连线越粗，独立来源越多"),
    "all": ("All relations as text", "全部关系（文字）"),
    "no_evidence": ("No evidence is given on this page.", "本页未附证据。"),
    "origins": ("independent origins: ", "独立来源："),
    "empty": ("There is nothing to show.", "没有可显示的内容。"),
    "script": ("This page draws with JavaScript, which is off here.", "本页需要JavaScript才能绘图，但此处未启用。"),
}


def write_page(graph: Graph, path: Path, around: str = "", lang: str = "en") -> None:
    """Write the page of a graph, with links to an explorer in the same folder. See `page`."""
    explorer = "explorer.html" if path.with_name("explorer.html").is_file() else ""
    made = page(graph, around, lang, explorer)
    with text_file(path) as file:
        file.write(made)


def page(graph: Graph, around: str = "", lang: str = "en", explorer: str = "") -> str:
    """Return the page of a graph as HTML: its core, or the neighbourhood of one entity (by any name), with evidence.

    `explorer` is the address of an explorer, which each entity then links to.
    """
    from kg.drawing.pictures import evidence

    picture = graph.picture("relations", around=around, core=not around)
    if around:
        en, zh = (graph.names.label(graph.resolve(around), one) for one in ("en", "zh"))
        picture = replace(picture, title=f"{en} · {picture.title}", title_zh=f"{zh} · {picture.title_zh}")
    english, chinese = (evidence(graph.ledger, picture, one) for one in ("en", "zh"))
    return render(picture, english, chinese, "zh" if lang == "zh" else "en", explorer)


def render(
    picture: Picture, evidence: Evidence, evidence_zh: Evidence, lang: Language = "en", explorer: str = ""
) -> str:
    """Return the page of a picture as HTML in both languages; `lang` is shown first.

    Evidence without an edge in the picture is left out. Same input, same bytes. Raises KgError for a picture that a
    reader would drop parts of, and for more than 5,000 edges.
    """
    check(picture)
    if len(picture.edges) > MOST_EDGES:
        message = f"{len(picture.edges)} edges are too many for this page"
        raise KgError(Problem("too-many-edges", message, "open the explorer, or write GEXF for Gephi"))
    shell = templates(_TEMPLATES)
    library, script = _vis_network(), (_TEMPLATES / "page.js").read_text("utf-8")
    looks = {"light": LIGHT, "dark": DARK, "roles": ROLE_STYLES.values()}
    style = shell.get_template("page.css").render(looks)
    titles = (clean(picture.title), clean(picture.title_zh))
    records = _records(picture, (evidence, evidence_zh))
    used = {role_style(node.role).role for node in picture.nodes}
    used |= {edge_style(edge.state).state for edge in picture.edges}
    used |= {"disputed" for edge in picture.edges if edge.disputed}
    return shell.get_template("page.html").render(
        lang="zh-Hans" if lang == "zh" else "en",
        policy=policy([library, script], [style], "data:"),
        titles=titles,
        coverage=(clean(picture.coverage), clean(picture.coverage_zh)),
        words=WORDS,
        roles=[
            (role, _hollow(role), outline("hexagon" if role.shape == "pentagon" else role.shape))
            for role in ROLE_STYLES.values()
            if role.role in used
        ],
        states=[
            (state, _sign(state.mark == "cross", state.mark == "unequal"))
            for state in STATE_STYLES.values()
            if state.state in used
        ],
        edges=records["edges"],
        records=ours(json_in_html({**records, "title": titles, "explorer": explorer})),
        style=ours(style),
        library=ours(library),
        script=ours(script),
    )


def _vis_network() -> str:
    """Return vis-network as shipped with pyvis, without its source map's address."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise KgError(Problem("no-pyvis", "pyvis is not installed", "pip install pyvis"))
    path = Path(spec.origin).parent / _VIS
    if not path.is_file():
        raise KgError(Problem("no-vis-network", f"{path} is missing", "install pyvis 0.3.2"))
    text = path.read_text("utf-8").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).replace("</script", "<\\/script")


def _records(picture: Picture, evidence: tuple[Evidence, Evidence]) -> dict[str, Any]:
    """Return nodes, edges and groups as pyvis passes them to vis-network; pairs are by language, or light and dark.

    vis-network uses ids as keys of plain objects, where `__proto__` is special, so ids become n0, n1, ….
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    names = {node.id: _pair(node.label, node.label_zh, node.id) for node in picture.nodes}
    for node in picture.nodes:
        network.add_node(ids[node.id], **_node(node, names[node.id]))
    parallel: Counter[tuple[str, str]] = Counter()
    for number, edge in enumerate(picture.edges):
        ends = edge.source, edge.target
        bend = min(1.0, round(0.1 + 0.13 * parallel[ends], 3))
        parallel[ends] += 1
        record = _edge(edge, evidence)
        record["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": bend}
        network.add_edge(*(ids[end] for end in ends), id=f"e{number}", **record)
    nodes, edges, *_ = network.get_network_data()
    groups = [{role.role: _group(role, theme) for role in ROLE_STYLES.values()} for theme in (LIGHT, DARK)]
    return {"nodes": nodes, "edges": edges, "groups": groups, "themes": [asdict(LIGHT), asdict(DARK)]}


def _node(node: Node, name: Pair) -> dict[str, Any]:
    style = role_style(node.role)
    return {
        "label": name,
        "title": [f"{name[n]}\n{label} · {name[1 - n]}" for n, label in enumerate((style.label_en, style.label_zh))],
        "group": style.role,
        "shape": _SHAPES.get(style.shape, style.shape),
        "shapeProperties": {"borderDashes": [6, 5] if style.shape == "dashed-ring" else False},
        "size": radius(node.size) * 1.2,
        "font": {"size": 25 if node.role == "maker" else 19 if node.size > 1 else 16},
        "x": round(node.x * 1.3, 3),  # a window is wider than high
        "y": round(node.y, 3),
        "entity": node.id,
    }


def _edge(edge: Edge, evidence: tuple[Evidence, Evidence]) -> dict[str, Any]:
    verb = _pair(edge.label, edge.label_zh, edge.kind)
    style, state = edge_style(edge.state, edge.disputed), edge_style(edge.state)
    said = [state, STATE_STYLES["disputed"]] if edge.disputed else [state]
    states = " · ".join(one.label_en for one in said), " · ".join(one.label_zh for one in said)
    says = _pair(edge.says, edge.says_zh, edge.label)
    how = [f"{states[n]} · {WORDS['origins'][n]}{edge.weight:g}" for n in (0, 1)]
    sign = _sign(state.mark == "cross", edge.disputed)
    return {
        "sign": sign,
        "label": [f"{sign} {one}".strip() for one in verb],
        "title": ["\n".join([says[n], how[n], *_lines(evidence[n].get(edge.id, ""), n)]) for n in (0, 1)],
        "color": [edge_colour(theme, edge.disputed) for theme in (LIGHT, DARK)],
        "width": line_width(edge.weight),
        "dashes": list(style.dash) or False,
    }


def _group(role: RoleStyle, theme: Theme) -> dict[str, Any]:
    colour = role.light if theme is LIGHT else role.dark
    inside, border = (theme.paper, colour) if _hollow(role) else (colour, theme.paper)
    lit = {"background": inside, "border": theme.ink}
    return {
        "color": {"background": inside, "border": border, "highlight": lit, "hover": lit},
        "borderWidth": 2.5 if _hollow(role) else 1,
    }


def _hollow(role: RoleStyle) -> bool:
    return role.hollow or role.shape == "pentagon"


def _sign(denied: bool, disputed: bool) -> str:
    return "×" * denied + "≠" * disputed


def _pair(english: str, chinese: str, otherwise: str) -> Pair:
    """Return a text in both languages; a missing one falls back to the other, then to the id."""
    one, other = clean(english), clean(chinese)
    return one or other or clean(otherwise), other or one or clean(otherwise)


def _lines(lines: str | Sequence[str], language: int) -> list[str]:
    texts = [lines] if isinstance(lines, str) else lines
    return [line for text in texts for line in clean_lines(text)] or [WORDS["no_evidence"][language]]
