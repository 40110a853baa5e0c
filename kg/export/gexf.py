"""GEXF 1.3 for Gephi and Gephi Lite, written as a stream of lines.

Gephi's importer dictates the form: `viz:` elements (spelled as its own exporter does; the published XSD and RELAX NG
contradict each other), full days in spells, a direction on every edge and no default, weights above zero, one block of
columns per class before the nodes, ASCII ids, y upwards. No timestamp: same picture, same bytes. Gephi misreads what
networkx writes. May not decide what is in the picture.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.drawing.picture import Attribute, Edge, Node, Picture, Spell
from kg.drawing.style import LIGHT, edge_colour, radius, rgb, role_style
from kg.export.columns import Column, ColumnType, find_columns, written
from kg.export.sound import disjoint_spells, drawable
from kg.export.target import Target, text_file
from kg.values.text import clean, xml_attribute, xml_id, xml_text

#: The exporter's own columns. Titles may be Chinese; ids must be ASCII.
_NODE_COLUMNS = (
    Column("", "label_zh", "Chinese name 中文名", "string"),
    Column("", "class", "Class 类别", "string"),
    Column("", "role", "Role 角色", "string"),
)
_EDGE_COLUMNS = (
    Column("", "label_zh", "Chinese label 中文标签", "string"),
    Column("", "property", "Property 关系", "string"),
    Column("", "state", "State 状态", "string"),
    Column("", "disputed", "Disputed 有争议", "boolean"),
)


def write_gexf(picture: Picture, target: Target, *, claims: bool = False) -> None:
    """Write a picture as GEXF 1.3 to a path or an open text file.

    See `sound.drawable` for `claims`; the property without its number is the column `property`. Raises KgError for a
    picture that a reader would drop parts of.
    """
    edges, kinds = drawable(picture, claims)
    with text_file(target) as file:
        file.writelines(f"{line}\n" for line in _lines(picture, edges, kinds))


def _lines(picture: Picture, edges: Sequence[Edge], kinds: Sequence[str]) -> Iterator[str]:
    dynamic = any(node.spells for node in picture.nodes) or any(edge.spells for edge in edges)
    node_columns = find_columns(((n.attributes, _own_of_node(n)) for n in picture.nodes), [c.id for c in _NODE_COLUMNS])
    edge_columns = find_columns(((e.attributes, _own_of_edge(e)) for e in edges), [c.id for c in _EDGE_COLUMNS])
    texts = (picture.title, picture.title_zh, picture.coverage, picture.coverage_zh)
    about = " · ".join(filter(None, map(clean, texts)))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield f"  <meta><creator>domestic-gpu-kg</creator><description>{xml_text(about)}</description></meta>"
    mode = 'mode="dynamic" timeformat="date"' if dynamic else 'mode="static"'
    yield f'  <graph {mode} defaultedgetype="directed">'
    yield from _declarations("node", (*_NODE_COLUMNS, *node_columns))
    yield from _declarations("edge", (*_EDGE_COLUMNS, *edge_columns))
    yield f'    <nodes count="{len(picture.nodes)}">'
    for node in picture.nodes:
        yield _node(node, node_columns)
    yield "    </nodes>"
    yield f'    <edges count="{len(edges)}">'
    ids = {node.id: xml_attribute(node.id) for node in picture.nodes}
    for edge, kind in zip(edges, kinds, strict=True):
        yield _edge(edge, kind, edge_columns, ids)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _declarations(class_: str, columns: Sequence[Column]) -> Iterator[str]:
    yield f'    <attributes class="{class_}" mode="static">'
    for column in columns:
        yield f'      <attribute id="{column.id}" title="{xml_attribute(column.title)}" type="{column.type}"/>'
    yield "    </attributes>"


def _own_of_node(node: Node) -> dict[str, str]:
    return {"label_zh": clean(node.label_zh), "class": clean(node.cls), "role": clean(node.role)}


def _own_of_edge(edge: Edge) -> dict[str, str]:
    return _own(edge.label_zh, edge.kind, edge.state, edge.disputed)


# Most edges share their words with thousands of others, so what depends only on the words is made once.
@functools.lru_cache(maxsize=16384)
def _own(label_zh: str, kind: str, state: str, disputed: bool) -> dict[str, str]:
    return {
        "label_zh": clean(label_zh),
        "property": clean(kind),
        "state": clean(state),
        "disputed": "true" if disputed else "false",
    }


@functools.lru_cache(maxsize=16384)
def _own_values(label_zh: str, kind: str, state: str, disputed: bool) -> str:
    return _attvalues(_own(label_zh, kind, state, disputed).items())


def _node(node: Node, columns: Sequence[Column]) -> str:
    style = role_style(node.role)
    inside = _attvalues(_own_of_node(node).items()) + _values(node.attributes, columns)
    return (
        f'      <node id="{xml_attribute(node.id)}" label="{xml_attribute(clean(node.label))}">'
        f"{f'<attvalues>{inside}</attvalues>' if inside else ''}{_spells(node.spells)}"
        f'{_colour(style.light)}<viz:position x="{_number(node.x)}" y="{_number(-node.y)}" z="0.0"/>'
        f'<viz:size value="{_number(radius(node.size))}"/></node>'
    )


def _edge(edge: Edge, kind: str, columns: Sequence[Column], ids: Mapping[str, str]) -> str:
    words = (edge.label_zh, edge.kind, edge.state, edge.disputed)
    return (
        f'      <edge id="{xml_id(edge.id)}" source="{ids[edge.source]}" target="{ids[edge.target]}"'
        f"{_line(kind, edge.label, edge.weight)}<attvalues>{_own_values(*words)}{_values(edge.attributes, columns)}"
        f"</attvalues>{_spells(edge.spells)}{_line_colour(edge.disputed)}</edge>"
    )


@functools.lru_cache(maxsize=16384)
def _line(kind: str, label: str, weight: float) -> str:
    head = f' type="directed" kind="{xml_attribute(kind)}" label="{xml_attribute(clean(label))}"'
    return f'{head} weight="{_number(weight)}">'


@functools.cache
def _line_colour(disputed: bool) -> str:
    return _colour(edge_colour(LIGHT, disputed))


def _values(attributes: Mapping[str, Attribute], columns: Sequence[Column]) -> str:
    return "".join([_value(c.id, c.type, attributes[c.key]) for c in columns if c.key in attributes])


# typed, because 1, 1.0 and True are one key otherwise.
@functools.lru_cache(maxsize=65536, typed=True)
def _value(id_: str, type_: ColumnType, value: Attribute) -> str:
    text = written(value, type_)
    return "" if text is None else f'<attvalue for="{id_}" value="{xml_attribute(text)}"/>'


def _attvalues(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<attvalue for="{id_}" value="{xml_attribute(text)}"/>' for id_, text in pairs if text)


@functools.lru_cache(maxsize=65536)
def _spells(spells: tuple[Spell, ...]) -> str:
    inside = ""
    for start, end in disjoint_spells(spells):
        inside += "<spell" + (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "") + "/>"
    return f"<spells>{inside}</spells>" if inside else ""


@functools.cache
def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _number(value: float) -> str:
    return repr(float(value) + 0.0)  # + 0.0 turns the -0.0 of a flipped axis into 0.0
