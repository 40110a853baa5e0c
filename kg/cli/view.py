"""`kg view`: a picture of one entity's neighbourhood."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import Reading, open_for, writing_options


@click.command(name="view")
@click.argument("entity", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the page (default: a file in the current folder).",
)
@click.option("--open/--no-open", "open_it", default=True, help="Open it in the browser.")
@writing_options
def command(entity: tuple[str, ...], out: Path | None, open_it: bool, reading: Reading) -> None:
    """Write a page with the picture of one entity's neighbourhood, evidence in the tooltips, and open it."""
    from kg.cli.browser import show_page
    from kg.export.page import write_page
    from kg.values.ids import safe_file_name

    graph = open_for(reading)
    id = graph.resolve(" ".join(entity))
    path = out or Path(f"{safe_file_name(id)}.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_page(graph, path, id, reading.lang)
    show_page(path, open_it)
