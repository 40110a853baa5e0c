"""`kg export`: files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import Reading, open_for, writing_options
from kg.cli.terminal import progress


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
    """Write exports: explorer, gexf, graphml, claims, csv, xlsx, rdf, croissant, ontology, page, or `all`."""
    from kg.export.registry import run

    graph = open_for(reading)
    with progress("export") as report:
        made = run(graph, list(names), out, report)
    for path in made:
        click.echo(path)
