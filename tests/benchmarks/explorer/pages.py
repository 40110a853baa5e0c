"""The pages that are measured: the renderer alone, the whole explorer, and pyvis' stock page with positions given."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.explorer.synthetic import ROLES, STATES, Synthetic

if TYPE_CHECKING:
    import pytest

    from kg.graph import Graph

HERE = Path(__file__).parent
EXPLORER = HERE.parents[2] / "kg" / "explorer"

_PAGE = """<!doctype html><meta charset="utf-8"><title>benchmark</title>
<style>html,body{{margin:0;height:100%;overflow:hidden}}#host{{position:relative;height:100%}}</style>
<div id="host"></div><script type="application/octet-stream;base64" id="ledger">{payload}</script>
<script type="module">{script}</script>"""

#: A class and a property that give a synthetic entity its role, and a claim its line.
_CLASSES = {
    "maker": "ChipMaker",
    "investor": "Investor",
    "customer": "InternetCompany",
    "product": "Product",
    "exchange": "Exchange",
    "benchmark": "ForeignChipMaker",
    "group": "CompanyGroup",
    "event": "Event",
    "person": "Person",
    "topic": "Topic",
    "other": "Company",
}
_DOCUMENTS = 40


def bundle(name: str, target: Path) -> Path:
    """Build one of the scripts here with esbuild; CalledProcessError where that fails."""
    esbuild = str(EXPLORER / "node_modules" / ".bin" / "esbuild")
    kind = ["--platform=node"] if name == "search" else ["--minify"]
    command = [esbuild, str(HERE / f"{name}.ts"), "--bundle", "--format=esm", f"--outfile={target}", *kind]
    subprocess.run([*command, "--log-level=warning"], check=True)
    return target


def drawing_page(graph: Synthetic, script: Path, path: Path) -> None:
    """Write a page that holds the renderer and nothing else: columns, deflated, base64, as the explorer has them."""
    columns = {"roles": ROLES, "states": STATES, "nodes": graph.nodes, "labels": graph.labels, "edges": graph.edges}
    squeeze = zlib.compressobj(9, wbits=-15)
    data = squeeze.compress(json.dumps(columns, separators=(",", ":")).encode()) + squeeze.flush()
    text = _PAGE.format(payload=base64.b64encode(data).decode(), script=script.read_text("utf-8"))
    path.write_text(text, "utf-8")


def whole_page(made: Synthetic, graph: Graph, dist: Path, path: Path, patch: pytest.MonkeyPatch) -> None:
    """Write the explorer itself, with a ledger of synthetic claims: one a line, and one more for each further origin.

    Places come with the synthetic graph, and no question is answered: neither is drawing. `graph` is any small graph.
    """
    from kg.explorer import page, payload
    from kg.knowledge.ledger import Ledger
    from kg.knowledge.names import Names
    from kg.values.asof import ALWAYS

    places = {f"e{n}": (x, y) for n, (x, y) in enumerate(zip(made.nodes["x"], made.nodes["y"], strict=True))}
    levels = {f"e{n}": int(level) for n, level in enumerate(made.nodes["level"])}
    nothing: Callable[..., Any] = lambda *_: []  # noqa: E731
    for name, stand_in in (("places", lambda *_: places), ("levels", lambda *_: levels), ("answers", nothing)):
        patch.setattr(payload, name, stand_in)
    patch.setattr(page, "_DIST", dist)
    ledger = Ledger(
        names=Names(_entities(made), (), {}),
        documents=_documents(),
        claims=tuple(_claims(made)),
        links=(),
        conflicts=(),
        not_same=(),
    )
    data = payload.pack(payload.tables(replace(graph, _read={ALWAYS: ledger})))
    path.write_text(page.render(data, title="Synthetic", coverage=ledger.coverage.line("en")), "utf-8")


def _entities(made: Synthetic) -> dict[str, Any]:
    from kg.knowledge.names import Entity

    columns = enumerate(zip(made.nodes["role"], made.labels, strict=True))
    return {
        f"e{n}": Entity(id=f"e{n}", cls=_CLASSES[ROLES[int(role)]], label_en=label, label_zh=f"合成{n}")
        for n, (role, label) in columns
    }


def _documents() -> tuple[Any, ...]:
    from kg.knowledge.ledger import Document

    def one(n: int) -> Document:
        day = date(2024 + n // 24, n % 12 + 1, 5)
        empty = {"published_basis": "stated", "translation": "original", "url": "", "sha256": "", "note": ""}
        said = {"kind": "article", "basis": "press", "lang": "en", "published": day.isoformat()}
        return Document(
            id=f"d{n}",
            title=f"Document {n}",
            publisher="",
            authors=(),
            former=(),
            start=day,
            end=day,
            origin=f"d{n}",
            **empty,
            **said,
        )

    return tuple(map(one, range(_DOCUMENTS)))


def _claims(made: Synthetic) -> list[Any]:
    from kg.knowledge.claims import Claim

    found = []
    columns = zip(*(made.edges[name] for name in ("source", "target", "state", "origins")), strict=True)
    for n, (source, target, state, origins) in enumerate(columns):
        for origin in range(origins):
            document = f"d{(n + origin) % _DOCUMENTS}"
            claim = Claim(
                id=f"{document}/{n}-{origin}",
                document=document,
                origin=document,
                subject=f"e{source}",
                property="partnerOf",
                object=f"e{target}",
                period="2025",
                start=date(2025, 1, 1),
                end=date(2025, 12, 31),
                polarity="denies" if STATES[state] == "denied" else "asserts",
                mode="plan" if STATES[state] == "plan" else "actual",
                basis="anonymous" if STATES[state] == "rumour" else "press",
                line=n % 90 + 1,
                char_start=n * 37 % 9000,
                char_length=60,
                digest=f"{n * 2654435761 % 2**64:016x}",
            )
            found.append(claim)
    return found


def pyvis_page(graph: Synthetic, path: Path) -> None:
    """Write pyvis' page as it comes, positions given and physics off; only what it would fetch is left out."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="100vh", width="100%")
    columns = zip(graph.nodes["x"], graph.nodes["y"], graph.labels, graph.nodes["size"], strict=True)
    for number, (x, y, label, size) in enumerate(columns):
        network.add_node(number, label=label, title=label, x=x, y=y, size=5 + 3 * size, physics=False)
    columns_of_edges = zip(*(graph.edges[name] for name in ("source", "target", "state", "origins")), strict=True)
    for source, target, state, origins in columns_of_edges:
        edge = {
            "from": source,
            "to": target,
            "width": origins,
            "arrows": "to",
            "title": f"partner of ({STATES[state]})",
        }
        network.edges.append(edge)
    network.toggle_physics(False)
    html = network.generate_html(notebook=False)
    html = re.sub(r"<(link|script)[^>]*https://[^>]*>(\s*</script>)?", "", html)
    path.write_text(html, "utf-8")
