"""The ledger as an Excel workbook: every claim, entities, names, documents, verdicts, all as of the graph's day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engine.answer import Value
from kg.export.xlsx import write_workbook
from kg.knowledge.flat import rows as flat_rows
from kg.ledger.rows import COLUMNS
from kg.words.wording import word

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.knowledge.ledger import Ledger
    from kg.ledger.rows import Tables

#: Columns of the claims, in the order an analyst reads them: the key of the flat row, and the heading.
_CLAIMS = {
    "claim": "claim 陈述",
    "subject_en": "subject",
    "subject_zh": "主体",
    "property_en": "property",
    "property_zh": "属性",
    "object_en": "object",
    "object_zh": "客体",
    "value_en": "value",
    "value_zh": "值",
    "bound": "bound 界限",
    "number": "number 数字",
    "low": "low 下限",
    "high": "high 上限",
    "unit": "unit 单位",
    "as_published": "as published 原文",
    "period": "period 期间",
    "polarity": "polarity 肯定／否认",
    "mode": "mode 说法性质",
    "extent": "extent 范围",
    "respect_en": "in respect of",
    "respect_zh": "方面",
    "basis": "basis 依据",
    "rank": "rank 等级",
    "disputed": "disputed 有争议",
    "origins": "origins 独立来源",
    "said_by_en": "said by",
    "said_by_zh": "发言者",
    "said_on": "said on 发言时间",
    "document": "document 文件",
    "title": "title 标题",
    "publisher_en": "publisher",
    "publisher_zh": "发布方",
    "published": "published 发布",
    "url": "address 网址",
    "line": "line 行",
    "note": "note 备注",
    "subject": "subject id 主体标识",
    "subject_class": "subject class 主体类别",
    "property": "property id 属性标识",
    "object": "object id 客体标识",
    "said_by": "said by id 发言者标识",
}
#: Columns of words that a reader of either language understands.
_WORDS = ("bound", "polarity", "mode", "extent", "basis", "rank")
#: The table on each other sheet.
_TABLES = {
    "Entities 实体": "entities",
    "Identifiers 标识": "identifiers",
    "Names 名称": "aliases",
    "Documents 文件": "documents",
    "Conflicts 冲突": "verdicts",
    "Not the same 勿混淆": "not_same",
}


def write_ledger(graph: Graph, tables: Tables, path: Path) -> None:
    """Write the workbook: one sheet per table, in the order an analyst reads them."""
    ledger = graph.ledger
    sheets: dict[str, tuple[Sequence[str], list[list[Value]]]] = {
        "Claims 陈述": (list(_CLAIMS.values()), _claims(ledger))
    }
    for sheet, table in _TABLES.items():
        fields = ["cls" if column == "class" else column for column in COLUMNS[table]]
        listed = getattr(tables, table) if graph.as_of.day is None else _known(ledger, tables, table)
        sheets[sheet] = (COLUMNS[table], [[getattr(row, field) for field in fields] for row in listed])
    day = graph.as_of.day
    write_workbook(
        sheets,
        path,
        title="Domestic GPU ledger" + (f" as of {day}" if day else ""),
        title_zh="国产GPU台账" + (f"（截至{day}）" if day else ""),
        notes=[
            (ledger.coverage.line("en"), ledger.coverage.line("zh")),
            (
                "A claim is what a document says, not what is true: mind mode, polarity and basis before you quote.",
                "陈述是文件的说法，不等于事实：引用数字前请看说法性质、肯定或否认、依据。",
            ),
            (
                "Base units (yuan, not 亿). The number is as printed; the figure may mean anything from low to high.",
                "以基本单位计（元，而非亿元）：“数字”为原文数字，实际可能是下限至上限之间的任何值。",
            ),
        ],
    )


def _claims(ledger: Ledger) -> list[list[Value]]:
    def cell(key: str, value: Value) -> Value:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif key not in _WORDS or not isinstance(value, str):
            return value
        english, chinese = word(value, "en"), word(value, "zh")
        return english if english == chinese else f"{english} {chinese}"

    return [[cell(key, row[key]) for key in _CLAIMS] for row in flat_rows(ledger)]


def _known(ledger: Ledger, tables: Tables, table: str) -> list[object]:
    """Return the rows of a table that are known as of the ledger's day."""
    documents = {document.id for document in ledger.documents}
    if table == "documents":
        return [row for row in tables.documents if row.id in documents]
    if table == "aliases":
        return [row for row in tables.aliases if not row.document or row.document in documents]
    if table == "verdicts":
        # What is said of a conflict may rest on later claims: only one whose claims are all known is shown.
        claims = {claim.id for claim in ledger.claims}
        return [row for row in tables.verdicts if claims.issuperset(row.members)]
    if table == "not_same":
        names = {name.text for id in ledger.names.entities for name in ledger.names_of(id)}
        return [row for row in tables.not_same if {row.a, row.b} <= names]
    mentioned = {id for claim in ledger.claims for id in (claim.subject, claim.object, claim.said_by)}
    mentioned |= {id for document in ledger.documents for id in (document.publisher, *document.authors)}
    if table == "identifiers":
        return [row for row in tables.identifiers if row.entity in mentioned]
    return [row for row in tables.entities if row.id in mentioned]
