"""The picture of the whole graph as one page: what is drawn, and the evidence behind every line."""

from __future__ import annotations

from pathlib import Path

from kg.drawing.pictures import evidence
from kg.export.page import write_page
from kg.graph import Graph


def write_picture(graph: Graph, path: Path, lang: str = "en") -> None:
    """Write the page of all relations, plans, rumours and denials among them, with evidence in both languages."""
    picture = graph.picture("relations", core=True)
    lines = {one: evidence(graph.ledger, picture, one) for one in ("en", "zh")}
    write_page(picture, lines["en"], path, "zh" if lang == "zh" else "en", evidence_zh=lines["zh"])
