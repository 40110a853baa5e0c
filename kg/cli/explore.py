"""`kg explore`: the explorer, one page to view and query the whole ledger."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import Reading, open_for, writing_options


@click.command(name="explore")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("exports/explorer.html"),
    show_default=True,
    help="Write the page here.",
)
@click.option("--open/--no-open", "open_it", default=True, help="Open the page in the browser.")
@writing_options
def command(out: Path, open_it: bool, reading: Reading) -> None:
    """Write the explorer and open it, building the graph first if needed.

    One offline file with the picture, tables, questions and paths; every line leads to its source.
    """
    from kg.cli.browser import show_page
    from kg.explorer.page import page
    from kg.export.target import text_file

    graph = open_for(reading)
    out.parent.mkdir(parents=True, exist_ok=True)
    with text_file(out) as file:
        file.write(page(graph, reading.lang))
    show_page(out, open_it)
