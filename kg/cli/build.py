"""`kg build`: tables and ontology to a store."""

from __future__ import annotations

import click

from kg.cli.terminal import progress


@click.command(name="build")
@click.option("--again", is_flag=True, help="Build even if these inputs are built already.")
@click.option("--quiet", is_flag=True, help="Print nothing on success.")
def command(again: bool, quiet: bool) -> None:
    """Build the graph from the tables and the ontology; stop at broken rows and say how to fix them."""
    from kg.build.cache import build

    with progress("build") as report:
        made = build(again=again, report=report)
    if made.warning:
        click.echo(f"kg: {made.warning}", err=True)
    if not quiet:
        where = made.folder or "memory"
        done = "built" if made.fresh else "already built"
        click.echo(f"{done}: {made.store.count():,} triples in {where}")
    made.store.close()
