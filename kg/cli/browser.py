"""Open a page in the user's browser, or print where it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


def show_page(path: Path, open_it: bool = True) -> None:
    """Print the path of a page, and open it if there is a screen."""
    click.echo(path)
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if open_it and screen and not os.environ.get("CI"):
        click.launch(str(path.resolve()))
    elif open_it:
        click.echo(f"kg: no screen here; open {path.resolve().as_uri()} in a browser", err=True)
