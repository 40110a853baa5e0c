"""The pages that are measured: the explorer's renderer, and pyvis' stock page with positions given and physics off."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zlib
from pathlib import Path

from tests.benchmarks.explorer.synthetic import ROLES, STATES, Synthetic

HERE = Path(__file__).parent
EXPLORER = HERE.parents[2] / "kg" / "explorer"

_PAGE = """<!doctype html><meta charset="utf-8"><title>benchmark</title>
<style>html,body{{margin:0;height:100%;overflow:hidden}}#host{{position:relative;height:100%}}</style>
<div id="host"></div><script type="application/octet-stream;base64" id="ledger">{payload}</script>
<script type="module">{script}</script>"""


def bundle(folder: Path) -> Path:
    """Build the benchmark's script and return its path; CalledProcessError where the packages are not installed."""
    target = folder / "drawing.js"
    esbuild = EXPLORER / "node_modules" / ".bin" / "esbuild"
    subprocess.run(
        [
            esbuild,
            HERE / "drawing.ts",
            "--bundle",
            "--minify",
            "--format=esm",
            f"--outfile={target}",
            "--log-level=warning",
        ],
        check=True,
        env={"NODE_PATH": str(EXPLORER / "node_modules"), "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    return target


def explorer_page(graph: Synthetic, script: Path, path: Path) -> None:
    """Write the explorer's page: columns, deflated, base64, as the real page carries them."""
    columns = {"roles": ROLES, "states": STATES, "nodes": graph.nodes, "edges": graph.edges}
    squeeze = zlib.compressobj(9, wbits=-15)
    data = squeeze.compress(json.dumps(columns, separators=(",", ":")).encode()) + squeeze.flush()
    text = _PAGE.format(payload=base64.b64encode(data).decode(), script=script.read_text("utf-8"))
    path.write_text(text, "utf-8")


def pyvis_page(graph: Synthetic, path: Path) -> None:
    """Write pyvis' page as it comes, positions given and physics off; only what it would fetch is left out."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="100vh", width="100%")
    columns = zip(graph.nodes["x"], graph.nodes["y"], graph.nodes["label"], graph.nodes["size"], strict=True)
    for number, (x, y, label, size) in enumerate(columns):
        network.add_node(number, label=str(label), x=x, y=y, size=5 + 3 * float(size), physics=False)
    edges = zip(graph.edges["source"], graph.edges["target"], graph.edges["origins"], strict=True)
    for source, target, origins in edges:
        network.edges.append({"from": source, "to": target, "width": origins, "arrows": "to"})
    network.toggle_physics(False)
    html = network.generate_html(notebook=False)
    html = re.sub(r"<(link|script)[^>]*https://[^>]*>(\s*</script>)?", "", html)
    path.write_text(html, "utf-8")
