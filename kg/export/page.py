"""One offline HTML page of a picture, drawn by pyvis' vis-network: the quick look, and the view in a notebook.

pyvis brings the library and the node and edge records; its own template is not used, because it is blank offline and
lets data run as script in three places. Here nothing of the data is ever markup: Jinja escapes it, the records travel
as JSON that holds no `<`, the script writes them as text, and a content security policy lets only our own hashes run
and nothing be fetched. The only importer of pyvis and Jinja; both are imported on use (pyvis pulls IPython, 0.3 s).
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from kg.drawing.picture import Edge, Node, Picture
from kg.drawing.style import DARK, LIGHT, ROLES, STATES, edge_style, line_width, outline, radius, role_style
from kg.export.sound import check, disjoint_spells
from kg.export.target import text_file
from kg.problem import KgError, Problem
from kg.values.text import clean, clean_lines, json_in_html

Language = Literal["en", "zh"]

#: Line by line, in one string or several.
Lines = str | Sequence[str]

#: Beyond it vis-network stops being quick (a second to the first picture).
MOST_EDGES = 5000

_TEMPLATES = Path(__file__).parent / "templates"
#: The parts of the script in `templates/script/`, in the order in which they are joined.
_SCRIPT = ("records", "words", "card", "places", "names", "drawing", "hands")
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"

#: What the page itself says, in both languages.
WORDS: Mapping[str, tuple[str, str]] = {
    "hint": (
        "Choose a name or a line to see who says so.",
        "点选名称或连线，即可查看出处。",
    ),
    "legend": ("Legend", "图例"),
    "size": ("Larger, thicker: more independent origins", "越大、越粗：独立来源越多"),
    "find": ("Find a name", "查找名称"),
    "closer": ("Closer", "放大"),
    "farther": ("Farther", "缩小"),
    "whole": ("Whole picture", "全图"),
    "close": ("Close", "关闭"),
    "all": ("All relations as a list", "全部关系列表"),
    "relation": ("Relation", "关系"),
    "evidence": ("Evidence", "依据"),
    "no_evidence": ("No evidence is given on this page.", "本页未附依据。"),
    "relations": ("Relations", "关系"),
    "no_relations": ("No relation is shown here.", "此处没有关系。"),
    "also": ("Also between these two", "两者之间还有"),
    "origin": ("independent origin", "个独立来源"),
    "origins": ("independent origins", "个独立来源"),
    "since": ("since", "自"),
    "until": ("until", "至"),
    "empty": ("There is nothing to show.", "没有可显示的内容。"),
    "script": ("This page draws with JavaScript, which is off here.", "本页需要 JavaScript 才能绘图。"),
}


def write_page(
    picture: Picture,
    evidence: Mapping[str, Lines],
    path: str | os.PathLike[str],
    lang: Language = "en",
    *,
    evidence_zh: Mapping[str, Lines] | None = None,
) -> None:
    """Write one HTML file that needs no network; see `render_page`."""
    page = render_page(picture, evidence, lang, evidence_zh=evidence_zh)
    with text_file(path) as file:
        file.write(page)


def render_page(
    picture: Picture,
    evidence: Mapping[str, Lines],
    lang: Language = "en",
    *,
    evidence_zh: Mapping[str, Lines] | None = None,
) -> str:
    """Return the page as HTML: both languages are in it, `lang` is the one shown first.

    `evidence` maps edge ids to lines of text, `evidence_zh` the same in Chinese where there is such; what belongs to no
    edge of the picture is left out. Same input, same bytes. Raises KgError for a picture a reader would drop parts of,
    and for more than 5,000 edges.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    check(picture)
    if len(picture.edges) > MOST_EDGES:
        message = f"{len(picture.edges)} edges are too many for this page"
        raise KgError(Problem("too-many-edges", message, "open the explorer, or write GEXF for Gephi"))
    library, script = _vis_network(), _script()
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    roles = [style for style in ROLES.values() if any(role_style(node.role) is style for node in picture.nodes)]
    looks = {"light": LIGHT, "dark": DARK, "roles": ROLES.values(), "states": STATES.values()}
    style = templates.get_template("page.css").render(looks)
    return templates.get_template("page.html").render(
        lang="zh-Hans" if lang == "zh" else "en",
        policy=_policy([library, script], [style]),
        title=(clean(picture.title), clean(picture.title_zh)),
        coverage=(clean(picture.coverage), clean(picture.coverage_zh)),
        words=WORDS,
        roles=[(role, outline(role.shape)) for role in roles],
        states=_states_shown(picture),
        records=Markup(json_in_html(_records(picture, evidence, evidence_zh or {}))),  # noqa: S704 - holds no "<"
        style=Markup(style),  # noqa: S704 - ours: the table of styles, no data
        library=Markup(library),  # noqa: S704 - pyvis' copy of vis-network
        script=Markup(script),  # noqa: S704 - ours
    )


def _script() -> str:
    """Return our script: the parts share one scope and leave nothing in the window."""
    parts = "\n".join((_TEMPLATES / "script" / f"{name}.js").read_text("utf-8") for name in _SCRIPT)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _vis_network() -> str:
    """Return vis-network as pyvis ships it, without the address of its source map."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise KgError(Problem("no-pyvis", "pyvis is not installed", "pip install pyvis"))
    path = Path(spec.origin).parent / _VIS
    if not path.is_file():
        raise KgError(Problem("no-vis-network", f"{path} is missing", "install pyvis 0.3.2"))
    text = path.read_text("utf-8").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).replace("</script", "<\\/script")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a content security policy that runs these texts, and fetches nothing."""
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = (f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed.items())
    return f"default-src 'none'; {'; '.join(hashes)}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def _states_shown(picture: Picture) -> list[Any]:
    drawn = {edge_style(edge.state).state for edge in picture.edges}
    if any(edge.disputed for edge in picture.edges):
        drawn.add("disputed")
    return [style for style in STATES.values() if style.state in drawn]


def _records(picture: Picture, evidence: Mapping[str, Lines], evidence_zh: Mapping[str, Lines]) -> dict[str, Any]:
    """Return what the script draws: nodes and edges as pyvis hands them to vis-network, under ids of our own.

    vis-network keeps ids as names in plain objects, where `__proto__` is not just a name; so it gets n0, n1, ….
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        network.add_node(ids[node.id], shape="custom", **_node(node))
    bundles: Counter[tuple[str, str]] = Counter()
    for number, edge in enumerate(picture.edges):
        bend = 0.1 + 0.13 * bundles[edge.source, edge.target]
        bundles[edge.source, edge.target] += 1
        record = _edge(edge, bend)
        record["evidence"] = [_lines(lines.get(edge.id, "")) for lines in (evidence, evidence_zh)]
        network.add_edge(ids[edge.source], ids[edge.target], id=f"e{number}", **record)
    nodes, edges, *_ = network.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "title": [clean(picture.title), clean(picture.title_zh)],
        "words": WORDS,
        "roles": {
            style.role: {
                "shape": style.shape,
                "hollow": style.hollow,
                "corners": outline(style.shape),
                "colours": [style.light, style.dark],
                "label": [style.label_en, style.label_zh],
            }
            for style in ROLES.values()
        },
        "states": {style.state: [style.label_en, style.label_zh] for style in STATES.values()},
        "themes": [{"paper": theme.paper, "ink": theme.ink, "softInk": theme.soft_ink} for theme in (LIGHT, DARK)],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "label": " ",  # the script writes names itself, so that none lies on another
        "name": _pair(node.label, node.label_zh, node.id),
        "role": role_style(node.role).role,
        "x": round(node.x, 3),
        "y": round(node.y, 3),
        "size": radius(node.size),
    }


def _edge(edge: Edge, bend: float) -> dict[str, Any]:
    style = edge_style(edge.state, edge.disputed)
    return {
        "verb": _pair(edge.label, edge.label_zh, edge.kind),
        "state": style.state,
        "disputed": edge.disputed,
        "origins": edge.weight,
        "spells": disjoint_spells(edge.spells),
        "colours": [style.light, style.dark],
        "mark": style.mark,
        "width": line_width(edge.weight),
        "dashes": list(style.dash) or False,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": round(min(bend, 1.0), 3)},
    }


def _pair(english: str, chinese: str, otherwise: str) -> tuple[str, str]:
    """Return a text in both languages; a language that has none borrows from the other, at last from the id."""
    one, other = clean(english), clean(chinese)
    return one or other or clean(otherwise), other or one or clean(otherwise)


def _lines(lines: Lines) -> list[str]:
    texts = [lines] if isinstance(lines, str) else lines
    return [line for text in texts for line in clean_lines(text)]
