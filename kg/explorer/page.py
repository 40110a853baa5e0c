"""The explorer as one HTML file: the shell, the built program and style sheet, the data, and a summary as text.

No data become markup: Jinja escapes the summary, the data travel as base64 in an element that browsers do not run, and
the program writes them as text. The program is deflated too, and a short loader unpacks it. As on all our pages
(`kg.values.html`), only scripts and styles with our hashes run, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.drawing.pictures import TITLE
from kg.explorer.payload import deflated, pack, tables
from kg.explorer.summary import Section, summarise
from kg.problem import KgError, Problem
from kg.values.html import ours, policy, templates
from kg.values.text import clean

if TYPE_CHECKING:
    from kg.graph import Graph

_HERE = Path(__file__).parent
_DIST = _HERE / "dist"
#: The notice for readers without scripts, and the heading of the summary.
WORDS = {
    "en": {
        "noscript": "The picture needs JavaScript, which is off here. Below is what the ledger says, as text.",
        "summary": "Who says what",
    },
    "zh": {
        "noscript": "显示图谱需要JavaScript，但此处未启用。以下是台账内容的文字版。",
        "summary": "谁说了什么",
    },
}


def built() -> bool:
    """Return True if the program and the style sheet have been built."""
    return all((_DIST / name).is_file() and (_DIST / name).stat().st_size for name in ("explorer.js", "explorer.css"))


def page(graph: Graph, lang: str = "en") -> str:
    """Return the explorer of a graph, as of its day, as one piece of HTML.

    `lang` is the language of the summary and the initial language of the page. Same graph, same bytes. KgError if the
    program has not been built.
    """
    summary = summarise(graph.ledger, lang)
    return render(
        pack(tables(graph)),
        title=TITLE[lang == "zh"],
        coverage=graph.ledger.coverage.line(lang),
        sections=summary.sections,
        more=summary.more,
        lang=lang,
    )


def render(
    data: str, *, title: str, coverage: str, sections: Sequence[Section] = (), more: str = "", lang: str = "en"
) -> str:
    """Return the page around a payload. `data` is base64; all other arguments are untrusted text."""
    program, style = _dist("explorer.js", "</script"), _dist("explorer.css", "</style")
    loader, plain = ((_HERE / "templates" / name).read_text("utf-8") for name in ("loader.js", "plain.css"))
    return (
        templates(_HERE / "templates")
        .get_template("explorer.html")
        .render(
            lang="zh-Hans" if lang == "zh" else "en",
            policy=policy([loader, program], [style, plain], "data: blob:"),
            title=clean(title),
            coverage=clean(coverage),
            words=WORDS[lang],
            sections=sections,
            more=more,
            data=data,
            program=deflated(program),
            loader=ours(loader),
            style=ours(style),
            plain=ours(plain),
        )
    )


def _dist(name: str, end: str) -> str:
    path = _DIST / name
    if not path.is_file():
        hint = "npm --prefix kg/explorer ci && npm --prefix kg/explorer run build"
        raise KgError(Problem("not-built", f"{path} is missing: the explorer has not been built", hint))
    text = path.read_text("utf-8")
    if end in text.lower():
        raise KgError(Problem("bad-build", f"{path} holds {end!r}, which would end its element", "build it again"))
    return text
