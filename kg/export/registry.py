"""All exports in one dictionary: files, function and purpose by name. Exporters are imported only when they run.

A new format needs a module here, an entry in EXPORTS with its function, a line in `_HOW_TO_OPEN`, and its name in the
help of `kg export`; tests report whatever is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import files
from kg.ledger.rows import COLUMNS
from kg.problem import KgError, Problem, misuse
from kg.values.spelling import did_you_mean

if TYPE_CHECKING:
    from kg.drawing.picture import Picture
    from kg.graph import Graph
    from kg.ledger.rows import Tables


@dataclass
class Context:
    """What exporters read: the graph, its tables, and pictures, each made once."""

    graph: Graph
    out: Path

    @cached_property
    def tables(self) -> Tables:
        """The checked tables behind the graph."""
        from kg.build.cache import tables

        return tables(files.data_dir())

    @cached_property
    def direct(self) -> Picture:
        """The direct layer as a picture."""
        return self.graph.picture("direct")

    @cached_property
    def claims(self) -> Picture:
        """The claim multigraph as a picture."""
        return self.graph.picture("claims")


@dataclass(frozen=True, slots=True)
class Export:
    """One export. `made` are the files it writes in the folder; `about` is a one-line description.

    `tables`: needs this project's own tables, so not of another store; `whole`: holds everything, whatever the day.
    """

    made: tuple[str, ...]
    write: Callable[[Context], None]
    about: str
    about_zh: str
    tables: bool = False
    whole: bool = False


def _gexf(context: Context) -> None:
    from kg.export.gexf import write_gexf

    write_gexf(context.direct, context.out / "graph.gexf")
    write_gexf(context.claims, context.out / "claims.gexf", claims=True)


def _graphml(context: Context) -> None:
    from kg.export.graphml import write_graphml

    write_graphml(context.direct, context.out / "graph.graphml")
    write_graphml(context.claims, context.out / "claims.graphml", claims=True)


def _csv(context: Context) -> None:
    from kg.export.csvlists import write_csv_lists

    write_csv_lists(context.direct, context.out / "graph-csv")
    write_csv_lists(context.claims, context.out / "relations-csv", claims=True)


def _claims(context: Context) -> None:
    from kg.export.claimlist import write_claims

    write_claims(context.graph.ledger, context.out / "claims.csv")


def _xlsx(context: Context) -> None:
    from kg.export.workbook import write_ledger

    write_ledger(context.graph, context.tables, context.out / "ledger.xlsx")


def _rdf(context: Context) -> None:
    from kg.export.rdf_files import write_rdf

    write_rdf(context.graph, context.tables, context.out)


def _croissant(context: Context) -> None:
    from kg.export.croissant import write_croissant

    write_croissant(context.tables, context.graph.ledger.coverage, context.out)


def _ontology(context: Context) -> None:
    from kg.export.ontology_html import write_ontology

    write_ontology(context.out / "ontology.html", context.graph.store)


def _explorer(context: Context) -> None:
    from kg.explorer.page import page
    from kg.export.target import text_file

    with text_file(context.out / "explorer.html") as file:
        file.write(page(context.graph))


def _page(context: Context) -> None:
    from kg.export.page import write_page

    write_page(context.graph, context.out / "picture.html")


EXPORTS: dict[str, Export] = {
    "explorer": Export(
        ("explorer.html",),
        _explorer,
        "the whole ledger as one offline page: picture, table, questions, and from every line to who said it",
        "浏览器版台账：单个离线页面，每条连线都能查到是谁说的，可按日期查看，图谱与表格皆备",
    ),
    "gexf": Export(
        ("graph.gexf", "claims.gexf"),
        _gexf,
        "Gephi and Gephi Lite: the direct layer, and one edge for each claim that relates two entities; kinds, colours,"
        " sizes, places, dates",
        "Gephi 与 Gephi Lite：直接层，以及每条关系陈述一条边；含种类、颜色、大小、位置与日期",
    ),
    "graphml": Export(
        ("graph.graphml", "claims.graphml"),
        _graphml,
        "yEd, Cytoscape, igraph, networkx: the same two graphs",
        "yEd、Cytoscape、igraph、networkx：同样两张图",
    ),
    "claims": Export(
        ("claims.csv",),
        _claims,
        "every claim as a row: relations, texts, figures with bound, low and high; who says it, where, when, disputed",
        "每条陈述一行：关系、数字（含界限与上下限）、文字，以及谁说的、出处、时间、是否有争议",
    ),
    "csv": Export(
        ("graph-csv/nodes.csv", "graph-csv/edges.csv", "relations-csv/nodes.csv", "relations-csv/edges.csv"),
        _csv,
        "node and edge lists for Gephi's import and pandas: the same two graphs (figures and texts are in claims.csv)",
        "节点与边的列表，供 Gephi 与 pandas 导入：同样两张图（数字与文字见 claims.csv）",
    ),
    "xlsx": Export(("ledger.xlsx",), _xlsx, "the tables as an Excel workbook", "全部表格的 Excel 工作簿", tables=True),
    "rdf": Export(
        ("ledger.ttl", "ledger.trig", "ledger.nq", "ledger.jsonld", "void.ttl"),
        _rdf,
        "RDF: Turtle and JSON-LD without graphs, TriG and N-Quads with one graph a document, VoID/DCAT description",
        "RDF：Turtle 与 JSON-LD（无图），TriG 与 N-Quads（每份文件一图），VoID/DCAT 描述",
        tables=True,
        whole=True,
    ),
    "croissant": Export(
        ("croissant.json", *(f"tables/{table}.csv" for table in COLUMNS)),
        _croissant,
        "the tables as CSV with a Croissant 1.1 (schema.org Dataset) description, for learning tools and catalogues",
        "全部表格的CSV，附Croissant 1.1（schema.org Dataset）描述，供机器学习工具与数据目录使用",
        tables=True,
        whole=True,
    ),
    "ontology": Export(("ontology.html",), _ontology, "the ontology's documentation", "本体文档"),
    "page": Export(
        ("picture.html",),
        _page,
        "a quick picture of who makes, buys, pays and lists, as one offline page",
        "速览图：谁造、谁买、谁投、在哪上市，单页，可离线打开",
    ),
}


def run(
    graph: Graph, names: list[str], out: Path, report: Callable[[int, int, str], None] = lambda *_: None
) -> list[Path]:
    """Write some exports (or `all`) into a folder; return the files. `report` gets exports done, all of them, the next.

    KgError for an unknown name, for an export that this graph cannot give, and for a folder that cannot be written.
    """
    wanted = _wanted(graph, names)
    context = Context(graph, out)
    made: list[Path] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for done, name in enumerate(wanted):
            report(done, len(wanted), name)
            EXPORTS[name].write(context)
            made += [out / file for file in EXPORTS[name].made]
        report(len(wanted), len(wanted), "")
        _readme(out)
    except OSError as error:
        hint = "give another folder with --out, or free some room"
        raise KgError(
            Problem("cannot-write", f"{error.filename or out} could not be written: {error.strerror}", hint)
        ) from error
    return made


def _wanted(graph: Graph, names: list[str]) -> list[str]:
    for name in names:
        if name not in EXPORTS and name != "all":
            hint = did_you_mean(name, [*EXPORTS, "all"], f"one of {', '.join(EXPORTS)} or all")
            raise misuse("unknown-format", f"there is no export {name!r}", hint)
    wanted = list(EXPORTS) if "all" in names else list(dict.fromkeys(names))
    if graph.as_of.day is not None:
        _refuse(wanted, lambda export: export.whole, "not-dated", "cannot be limited to a day", "leave the day out")
    if not graph.digest:
        message = "needs this project's tables, but this is another graph"
        _refuse(wanted, lambda export: export.tables, "other-data", message, "leave --store and KG_STORE out")
    return wanted


def _refuse(wanted: list[str], unfit: Callable[[Export], bool], code: str, message: str, hint: str) -> None:
    if refused := ", ".join(name for name in wanted if unfit(EXPORTS[name])):
        others = ", ".join(name for name, export in EXPORTS.items() if not unfit(export))
        raise misuse(code, f"{refused}: {message}", f"{hint}, or choose from {others}")


def readme() -> str:
    """Return the text of `exports/README.md`: what each file is for and how to open it."""
    rows = (
        f"| {'<br>'.join(f'`{file}`' for file in export.made)} | {export.about} | {export.about_zh} |"
        for export in EXPORTS.values()
    )
    lines = [
        "# Exports · 导出文件",
        "",
        "Generated by `kg export all`; the same data give the same bytes. Do not edit.",
        "由 `kg export all` 生成；数据不变则逐字节相同。请勿手工修改。",
        "",
        "| file 文件 | what it is for | 用途 |",
        "| --- | --- | --- |",
        *rows,
    ]
    return "\n".join([*lines, "", _HOW_TO_OPEN])


_HOW_TO_OPEN = """\
## How to open them · 如何打开

* **explorer.html**, **picture.html**, **ontology.html**: double-click; no network is used. 双击即可，不联网。
* **graph.gexf**: Gephi → File → Open; choose *directed*. Nodes stand where the page puts them; the timeline reads the
  dates. In the direct layer an edge is a fact that somebody states; in **claims.gexf** every edge is one claim, plans
  and denials too. Gephi：文件→打开，选“有向”。直接层的边是有人陈述的事实；claims.gexf 每条边是一条关系陈述，
  含计划与否认。
* **graph.graphml**: yEd, Cytoscape (import network), `networkx.read_graphml`, `igraph.Graph.Read_GraphML`.
* **claims.csv**: Excel and WPS (double-click), `pandas.read_csv`, DuckDB. One row a claim; `low` and `high` are the
  smallest and the largest number that a figure may stand for, `number` is what is printed. 每行一条陈述。
* **graph-csv/**, **relations-csv/**: Gephi → Import spreadsheet (first nodes.csv, then edges.csv), `pandas.read_csv`.
* **ledger.xlsx**: Excel, LibreOffice, WPS. The first sheet says what the others are. 第一张表说明其余各表。
* **ledger.ttl / .trig / .nq / .jsonld**: any RDF tool; the graphs of TriG and N-Quads are one a document, the register,
  the direct layer, the ontology, and what was inferred. **void.ttl** describes them: sizes, checksums, counts.
* **croissant.json**: `mlcroissant.Dataset("croissant.json").records("claims")`, pandas over `tables/*.csv`.
"""


def _readme(out: Path) -> None:
    from kg.export.target import whole_file

    with whole_file(out / "README.md") as part:
        part.write_text(readme(), encoding="utf-8")
