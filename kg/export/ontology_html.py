"""The ontology as a printed reference: one offline page, both languages side by side, no script.

Contents, drawings of the class tree and of the parts of a claim, every term under the anchor that ends its IRI, an
index. The page needs only the ontology; with a graph it also counts the uses of each term. Jinja escapes every text,
and a content security policy allows only our own style.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import files
from kg.drawing.style import DARK, LIGHT, ROLE_STYLES, outline, role_style
from kg.engine.ontology import Having, Kind, Ontology, Pair, Term, read
from kg.engine.store import Store
from kg.export.target import Target, text_file
from kg.values.html import ours, policy, templates
from kg.values.ids import local_name

_TEMPLATES = Path(__file__).parent / "templates"

#: The parts of the page that list terms, in order: kind, heading, description.
PARTS: tuple[tuple[Kind, Pair, Pair], ...] = (
    ("class", ("Classes", "类"), ("What there is.", "有什么。")),
    ("relation", ("Relations", "关系"), ("What leads from one entity to another.", "由一实体指向另一实体。")),
    ("measure", ("Measures", "指标"), ("Figures, stated only inside claims.", "数字，仅在陈述中出现。")),
    ("attribute", ("Attributes", "属性"), ("Dates, texts and booleans.", "日期、文字与布尔值。")),
    (
        "claim",
        ("Parts of claims and documents", "陈述与文件的组成"),
        ("What a row of the ledger becomes.", "台账各列。"),
    ),
    ("value", ("Listed values", "取值"), ("The words that a column may hold.", "各列可取的词。")),
    ("unit", ("Units", "单位"), ("What figures are given in.", "数字所用的单位。")),
    ("annotation", ("Annotations", "注记"), ("What the programs read besides.", "供程序读取。")),
)
#: OWL's words and ours in plain language.
WORDS: Mapping[str, Pair] = {
    "FunctionalProperty": ("one at most", "至多一个"),
    "SymmetricProperty": ("holds both ways", "对称"),
    "TransitiveProperty": ("reaches through", "传递"),
    "AsymmetricProperty": ("never both ways", "反对称"),
    "IrreflexiveProperty": ("never of itself", "非自反"),
    "singleValued": ("two at a time may be a conflict", "同一时间出现两个值可能为冲突"),
    "additive": ("parts add up", "可加"),
    "some": ("at least one", "至少一个"),
    "exactly": ("exactly", "恰有"),
    "least": ("at least", "至少"),
    "most": ("at most", "至多"),
    "exactMatch": ("the same as", "等同"),
    "closeMatch": ("close to", "相近"),
    "relatedMatch": ("see also", "参见"),
    "string": ("text", "文字"),
    "decimal": ("number", "数字"),
    "integer": ("whole number", "整数"),
    "boolean": ("true or false", "真或假"),
}
# Pixels in the tree: height of a row, width of a letter and of a Chinese character, space before and after a label.
_ROW, _LETTER, _CHARACTER, _BEFORE, _AFTER = 28, 6.1, 11.2, 12, 46


@dataclass(frozen=True, slots=True)
class Leaf:
    """A class in the tree: its place, the width of its label, the start of the line to it (None at the root)."""

    term: Term
    x: float
    y: float
    width: float
    start: tuple[float, float] | None


def write_ontology(target: Target, store: Store | None = None, ontology: Path | None = None) -> None:
    """Write the page as UTF-8, with the uses of each term if there is a store. Same input, same bytes."""
    page = render_ontology(read(ontology or files.ontology_dir()), counted(store) if store else {})
    with text_file(target) as file:
        file.write(page)


def counted(store: Store) -> dict[str, int]:
    """Count the entities, claims or conflicts of a graph that use each term, by name; unused terms are left out."""
    answer = store.select((_TEMPLATES / "use.rq").read_text(encoding="utf-8"))
    counts: dict[str, int] = {}
    for term, times in answer.rows:
        if isinstance(times, int):
            iri = str(term)
            counts[f"unit:{local_name(iri)}" if "/unit/" in iri else local_name(iri)] = times
    return counts


def render_ontology(ontology: Ontology, counts: Mapping[str, int]) -> str:
    """Return the page as HTML; `counts` may be empty."""
    shell = templates(_TEMPLATES)
    shell.filters["anchor"] = anchor
    style = shell.get_template("ontology.css").render(light=LIGHT, dark=DARK, roles=ROLE_STYLES.values())
    terms = ontology.terms
    leaves = list(tree(terms, "Entity"))
    parts = [(heading, about, listed(terms, kind)) for kind, heading, about in PARTS]
    return shell.get_template("ontology.html").render(
        policy=policy(styles=[style]),
        style=ours(style),
        header=ontology.header,
        terms=terms,
        groups=ontology.groups,
        counts=counts,
        words=WORDS,
        parts=parts,
        leaves=leaves,
        glyphs={leaf.term.name: role_style(leaf.term.role) for leaf in leaves},
        outline=outline,
        row=_ROW,
        size=(max(leaf.x + leaf.width for leaf in leaves) + _AFTER, max(leaf.y for leaf in leaves) + _ROW),
        claim=list(spokes(terms)),
        index=sorted(terms.values(), key=lambda term: (term.label[0].casefold(), term.name)),
    )


def anchor(name: str) -> str:
    """Return the anchor of a term: the part of its IRI after the hash, or `unit-CNY` for a unit."""
    return name.replace(":", "-")


def listed(terms: Mapping[str, Term], kind: Kind) -> list[Term]:
    """Return the terms of a kind in tree order, each after its parent."""
    of_kind = {name: term for name, term in terms.items() if term.kind == kind}
    roots = [name for name, term in of_kind.items() if not set(term.parents) & of_kind.keys()]
    ordered: dict[str, Term] = {}
    waiting = sorted(roots, key=lambda name: (name != "Entity", name), reverse=True)
    while waiting:
        name = waiting.pop()
        if name not in ordered and name in of_kind:
            ordered[name] = of_kind[name]
            waiting += reversed(of_kind[name].children)
    return list(ordered.values())


def tree(terms: Mapping[str, Term], root: str) -> Iterator[Leaf]:
    """Yield the classes below a root with their places: one row per leaf, parents centred on their children."""
    rows: dict[str, float] = {}
    depths: dict[str, int] = {}

    def place(name: str, depth: int) -> float:
        depths[name] = depth
        below = [place(child, depth + 1) for child in terms[name].children if child not in depths]
        rows[name] = (
            (below[0] + below[-1]) / 2 if below else float(_ROW * (1 + sum(not terms[one].children for one in rows)))
        )
        return rows[name]

    place(root, 0)
    columns = [0.0]
    for depth in range(max(depths.values()) + 1):
        columns.append(
            columns[depth] + max(label_width(terms[name]) for name in depths if depths[name] == depth) + _AFTER
        )
    for name in sorted(depths, key=lambda name: (depths[name], rows[name])):
        parent = next((one for one in terms[name].parents if one in depths), None) if name != root else None
        end = columns[depths[parent]] + _BEFORE + label_width(terms[parent]) if parent else 0.0
        start = (round(end, 1), rows[parent]) if parent else None
        x = round(columns[depths[name]] + _BEFORE, 1)
        yield Leaf(terms[name], x, rows[name], label_width(terms[name]), start)


def label_width(term: Term) -> float:
    """Return the approximate width of a term's label in both languages, in pixels."""
    return round(_BEFORE + _LETTER * (len(term.label[0]) + 1) + _CHARACTER * len(term.label[1]), 1)


def spokes(terms: Mapping[str, Term]) -> Iterator[tuple[Term, Term, Having | None]]:
    """Yield the properties that lead from a claim to another class, with the class and the required number."""
    counts = {having.property: having for having in terms["Claim"].has}
    for name in terms["Claim"].said_of:
        term = terms[name]
        if len(term.range) == 1 and term.range[0] in terms and not set(term.parents) & {"relatedClaim"}:
            yield term, terms[term.range[0]], counts.get(name)
