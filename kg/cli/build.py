"""`kg build`: tables and ontology to a store."""

from __future__ import annotations

import click


@click.command(name="build")
@click.option("--again", is_flag=True, help="Build even where the same inputs are built already.")
@click.option("--quiet", is_flag=True, help="Say nothing where all is well.")
def command(again: bool, quiet: bool) -> None:
    """Build the graph from tables and ontology; a broken row stops it with file, row, column and what to do."""
    from kg.build.cache import build

    made = build(again=again)
    if made.warning:
        click.echo(f"kg: {made.warning}", err=True)
    if not quiet:
        where = made.folder or "memory"
        done = "built" if made.fresh else "already built"
        click.echo(f"{done}: {made.store.count():,} triples in {where}")
    made.store.close()
