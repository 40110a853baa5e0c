"""`kg explore`: the picture of the whole graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import Reading, open_for, reading_options


@click.command(name="explore")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("exports/picture.html"),
    show_default=True,
    help="Where to write the page.",
)
@click.option("--open/--no-open", "open_it", default=True, help="Open it in the browser.")
@reading_options
def command(out: Path, open_it: bool, reading: Reading) -> None:
    """Build if needed, write the picture of the whole graph and open it."""
    from kg.cli.browser import show_page
    from kg.export.pages import write_picture

    graph = open_for(reading)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_picture(graph, out, reading.lang)
    show_page(out, open_it)
