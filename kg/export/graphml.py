"""GraphML for yEd, Cytoscape, igraph and networkx, written as a stream of lines.

The plain columns serve every reader. yEd's own elements carry the drawing, and the other three skip them (the tests
read each file back with networkx and igraph; Cytoscape's parser was reviewed). networkx's writer rejects lists and
cannot draw. The y axis points down, as on a screen. May not decide what is in the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.drawing.picture import Edge, Node, Picture, Spell
from kg.drawing.style import LIGHT, edge_colour, edge_style, line_width, radius, role_style
from kg.export.columns import Column, find_columns, values
from kg.export.sound import check, disjoint_spells, merged
from kg.export.target import Target, text_file
from kg.values.text import clean, xml_attribute, xml_text

_NAMESPACES = 'xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"'

#: The exporter's own columns; `interaction` is Cytoscape's name for the kind of an edge.
_NODE_COLUMNS = dict.fromkeys(("label", "label_zh", "class", "role", "color", "x", "y", "size", "spells"), "string")
_NODE_COLUMNS |= {"x": "double", "y": "double", "size": "double"}
_EDGE_COLUMNS = dict.fromkeys(
    ("edge_id", "kind", "interaction", "label", "label_zh", "state", "disputed", "weight", "color", "spells"), "string"
)
_EDGE_COLUMNS |= {"disputed": "boolean", "weight": "double"}
#: yEd has no ring and no five-pointed star that every version knows.
_YED_SHAPES = {
    "hexagon": "hexagon",
    "diamond": "diamond",
    "square": "rectangle",
    "frame": "rectangle",
    "pentagon": "trapezoid",
    "triangle": "triangle",
    "star": "octagon",
    "triangle-down": "trapezoid2",
}


def write_graphml(picture: Picture, target: Target, *, claims: bool = False) -> None:
    """Write a picture as GraphML to a path or an open text file.

    In the direct layer (the default) parallel edges of one kind become one; with `claims=True` every edge is kept. Ids
    are XML name tokens, as the format requires: any other character becomes its code point (`_x2f_`), and `edge_id`
    holds the edge's own id. Raises KgError for a picture that a reader would drop parts of.
    """
    check(picture)
    edges = picture.edges if claims else merged(picture.edges)
    with text_file(target) as file:
        file.writelines(f"{line}\n" for line in _lines(picture, edges))


def _lines(picture: Picture, edges: Sequence[Edge]) -> Iterator[str]:
    node_columns = find_columns(((node.attributes, _own_of_node(node)) for node in picture.nodes), _NODE_COLUMNS)
    edge_columns = find_columns(((edge.attributes, _own_of_edge(edge)) for edge in edges), _EDGE_COLUMNS)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<graphml {_NAMESPACES}>"
    about = {name: clean(getattr(picture, name)) for name in ("title", "title_zh", "coverage", "coverage_zh")}
    for name in about:
        yield _key("graph", name, "string")
    for kind, own, columns in (("node", _NODE_COLUMNS, node_columns), ("edge", _EDGE_COLUMNS, edge_columns)):
        for name, type_ in own.items():
            yield _key(kind, name, type_)
        for column in columns:
            yield _key(kind, column.id, "string" if column.type == "liststring" else column.type)
    yield '  <key id="yed_node" for="node" yfiles.type="nodegraphics"/>'
    yield '  <key id="yed_edge" for="edge" yfiles.type="edgegraphics"/>'
    yield '  <graph id="domestic-gpu-kg" edgedefault="directed">'
    yield f"    {_data('graph', about.items())}"
    for node in picture.nodes:
        yield _node(node, node_columns)
    for edge in edges:
        yield _edge(edge, edge_columns)
    yield "  </graph>"
    yield "</graphml>"


def _key(kind: str, name: str, type_: str) -> str:
    return f'  <key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'


def _own_of_node(node: Node) -> dict[str, str]:
    return {
        "label": clean(node.label),
        "label_zh": clean(node.label_zh),
        "class": clean(node.cls),
        "role": clean(node.role),
        "color": role_style(node.role).light,
        "x": repr(float(node.x)),
        "y": repr(float(node.y)),
        "size": repr(float(node.size)),
        "spells": _spells(node.spells),
    }


def _own_of_edge(edge: Edge) -> dict[str, str]:
    return {
        "edge_id": edge.id,
        "kind": clean(edge.kind),
        "interaction": clean(edge.kind),
        "label": clean(edge.label),
        "label_zh": clean(edge.label_zh),
        "state": clean(edge.state),
        "disputed": "true" if edge.disputed else "false",
        "weight": repr(float(edge.weight)),
        "color": edge_colour(LIGHT, edge.disputed),
        "spells": _spells(edge.spells),
    }


def _node(node: Node, columns: Sequence[Column]) -> str:
    style = role_style(node.role)
    size = radius(node.size)
    fill = 'hasColor="false"' if style.hollow else f'color="{style.light}" transparent="false"'
    drawn = (
        f'<y:ShapeNode><y:Geometry height="{2 * size}" width="{2 * size}" x="{node.x - size}" y="{node.y - size}"/>'
        f'<y:Fill {fill}/><y:BorderStyle color="{style.light}" width="1.5"'
        f' type="{"dashed" if style.shape == "dashed-ring" else "line"}"/>'
        f'<y:NodeLabel modelName="sides" modelPosition="s">{xml_text(clean(node.label))}</y:NodeLabel>'
        f'<y:Shape type="{_YED_SHAPES.get(style.shape, "ellipse")}"/></y:ShapeNode>'
    )
    return (
        f'    <node id="{_token(node.id)}"><data key="yed_node">{drawn}</data>'
        f"{_data('node', [*_own_of_node(node).items(), *values(node.attributes, columns)])}</node>"
    )


def _edge(edge: Edge, columns: Sequence[Column]) -> str:
    style = edge_style(edge.state, edge.disputed)
    dash = {0: "line", 2: "dotted" if style.dash[:1] == (2,) else "dashed"}.get(len(style.dash), "dashed_dotted")
    colour = edge_colour(LIGHT, edge.disputed)
    head = "white_delta" if style.state == "opinion" else "standard"  # yEd has only four kinds of line
    drawn = (
        f'<y:PolyLineEdge><y:LineStyle color="{colour}" type="{dash}" width="{line_width(edge.weight)}"/>'
        f'<y:Arrows source="none" target="{head}"/></y:PolyLineEdge>'
    )
    data = _data("edge", [*_own_of_edge(edge).items(), *values(edge.attributes, columns)])
    return (
        f'    <edge id="{_token(edge.id)}" source="{_token(edge.source)}" target="{_token(edge.target)}">'
        f'<data key="yed_edge">{drawn}</data>{data}</edge>'
    )


def _data(kind: str, pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<data key="{kind}_{name}">{xml_text(text)}</data>' for name, text in pairs if text)


def _spells(spells: Sequence[Spell]) -> str:
    return "; ".join(f"{start or '..'}/{end or '..'}" for start, end in disjoint_spells(spells))


def _token(id_: str) -> str:
    """Return an id as an XML name token; two ids never become one."""
    return xml_attribute(re.sub(r"[^A-Za-z0-9._:-]|_(?=x)", lambda match: f"_x{ord(match.group()):x}_", id_))
