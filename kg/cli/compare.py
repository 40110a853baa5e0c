"""`kg compare`: measures side by side."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_table, reading_options


@click.command(name="compare")
@click.argument("entities", nargs=-1, required=True)
@reading_options
def command(entities: tuple[str, ...], reading: Reading) -> None:
    """Compare the measures of several entities side by side, each quantity with its document and a mark if disputed."""
    from kg.answers.figures import side_by_side

    graph = open_for(reading)
    ids = list(dict.fromkeys(graph.resolve(name) for name in entities))
    if len(ids) < 2:
        raise click.UsageError("give at least two different entities to compare")
    sheet = side_by_side(graph.names, graph.about(ids).of(ids, "measure"), ids, reading.lang)
    print_table(sheet.headings, sheet.rows, reading, keys=("measure", "period", *ids))
