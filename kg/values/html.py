"""The shell of every HTML page we write: Jinja that escapes what it is given, and a content security policy.

Nothing of the data is ever markup, and even markup that got in could neither run nor fetch anything: a browser runs
only the scripts and styles whose hashes the policy names. The only importer of Jinja, and on use only.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.values.text import clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def templates(folder: Path) -> Environment:
    """Return the templates of a folder: every value is escaped, and a missing one is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def ours(text: str) -> Markup:
    """Mark text as markup. Only for our own scripts and styles, and for JSON made by `json_in_html`."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - see above


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "", most: int = 60) -> str:
    """Return an HTML table, everything escaped, for a notebook; of more than `most` rows it says how many are left."""
    return (
        templates(Path(__file__).parent / "templates")
        .get_template("table.html")
        .render(
            title=clean(title),
            columns=[clean(column) for column in columns],
            rows=[[_shown(cell) for cell in row] for row in rows[:most]],
            left=max(len(rows) - most, 0),
        )
    )


def _shown(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else clean(str(value))


def policy(scripts: Sequence[str] = (), styles: Sequence[str] = (), images: str = "") -> str:
    """Return a content security policy that runs these texts, shows these kinds of images, and fetches nothing."""
    allowed = {
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": " ".join(map(_hash, styles)),
        "img-src": images,
    }
    rules = [f"{name} {sources}" for name, sources in allowed.items() if sources]
    return "; ".join(["default-src 'none'", *rules, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
