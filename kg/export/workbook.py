"""The ledger as an Excel workbook: claims in words, figures by entity, register, names, documents, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.mapping import basis_of
from kg.engine.answer import Value
from kg.export.xlsx import write_workbook
from kg.ledger.rows import COLUMNS
from kg.values.shown import show
from kg.words.vocab import PROPERTIES, UNITS
from kg.words.wording import word

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ledger.rows import Tables

_CLAIMS = (
    "claim 陈述",
    "subject",
    "主体",
    "property",
    "属性",
    "object",
    "客体",
    "value 值",
    "low 下限",
    "high 上限",
    "unit 单位",
    "as published 原文",
    "period 期间",
    "polarity",
    "mode",
    "basis",
    "said by 陈述者",
    "publisher 发布者",
    "line 行",
    "rank",
    "note",
)


def write_ledger(graph: Graph, tables: Tables, path: Path) -> None:
    """Write the workbook: one sheet a table, in the order an analyst reads them."""
    held = graph.ledger.coverage
    sheets: dict[str, tuple[Sequence[str], list[list[Value]]]] = {
        "Claims 陈述": (_CLAIMS, _claims(graph, tables)),
    }
    for sheet, table in (("Entities 实体", "entities"), ("Names 名称", "aliases"), ("Documents 文件", "documents")):
        rows = getattr(tables, table)
        fields = [_FIELD.get(column, column) for column in COLUMNS[table]]
        sheets[sheet] = (COLUMNS[table], [[getattr(row, field) for field in fields] for row in rows])
    sheets["Conflicts 冲突"] = (
        COLUMNS["verdicts"],
        [[getattr(row, column) for column in COLUMNS["verdicts"]] for row in tables.verdicts],
    )
    sheets["Not the same 勿混淆"] = (COLUMNS["not_same"], [[row.a, row.b, row.reason] for row in tables.not_same])
    write_workbook(
        sheets,
        path,
        title="Domestic GPU ledger",
        title_zh="国产GPU台账",
        notes=[
            (held.line("en"), held.line("zh")),
            (
                "A claim is what a document says, not what is true: mind mode, polarity and basis before you quote.",
                "陈述是文件的说法，不等于事实：引用数字前请看情态、极性与依据。",
            ),
            ("Figures are in base units (yuan, not 亿).", "数字以基本单位计（元，而非亿元）。"),
        ],
    )


_FIELD = {"class": "cls"}


def _claims(graph: Graph, tables: Tables) -> list[list[Value]]:
    documents = {document.id: document for document in tables.documents}
    names = graph.names
    rows: list[list[Value]] = []
    for claim in tables.claims:
        term = PROPERTIES[claim.property]
        figure = claim.quantity if term.kind == "measure" else None
        value: Value = claim.value
        if figure is not None:
            plain = figure.bound in ("exact", "about", "nearly")
            value = figure.value if plain else show(claim.value, UNITS.get(claim.unit), "en", claim.as_published)
        publisher = documents[claim.document].publisher if claim.document in documents else ""
        rows.append(
            [
                claim.key,
                names.label(claim.subject, "en"),
                names.label(claim.subject, "zh"),
                term.label_en,
                term.label_zh,
                names.label(claim.object, "en") if claim.object else None,
                names.label(claim.object, "zh") if claim.object else None,
                value,
                figure.low if figure else None,
                figure.high if figure else None,
                claim.unit or None,
                claim.as_published or None,
                claim.period or None,
                word(claim.polarity, "en"),
                word(claim.mode, "en"),
                basis_of(claim, documents),
                names.label(claim.said_by, "en") if claim.said_by else None,
                names.label(publisher, "en") if publisher else None,
                claim.line,
                claim.rank,
                claim.note or None,
            ]
        )
    return rows
