"""`kg export`: files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import Reading, open_for, writing_options


@click.command(name="export")
@click.argument("names", nargs=-1, required=True, metavar="FORMAT…|all")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="Write into this folder.",
)
@writing_options
def command(names: tuple[str, ...], out: Path, reading: Reading) -> None:
    """Write exports into a folder: explorer, gexf, graphml, claims, csv, xlsx, rdf, ontology, page, or `all`."""
    from kg.export.registry import run

    graph = open_for(reading)
    for path in run(graph, list(names), out, report=lambda name: click.echo(f"{name} …", err=True)):
        click.echo(path)
