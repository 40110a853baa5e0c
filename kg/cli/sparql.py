"""`kg sparql`: a query of the user's own."""

from __future__ import annotations

from typing import TextIO

import click

from kg.cli.common import Reading, open_for, print_table, reading_options


@click.command(name="sparql")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--timeout", default=60.0, show_default=True, metavar="SECONDS", help="Stop the query after this long.")
@click.option("--max-rows", default=1_000_000, show_default=True, help="More rows are an error, never a silent cut.")
@click.option("--labels/--no-labels", default=True, help="For people: show labels instead of ids.")
@reading_options
def command(file: TextIO, timeout: float, max_rows: int, labels: bool, reading: Reading) -> None:
    """Run a SPARQL SELECT query from FILE, or from standard input with `-`.

    Updates, SERVICE and FROM are refused. --as-of does not reach into your query: filter on kg:publishedTo yourself.
    """
    from kg.present import for_people, for_programs

    text = file.read()
    if reading.as_of is not None:
        raise click.UsageError("--as-of cannot be applied to a query of your own; filter on kg:publishedTo in it.")
    graph = open_for(reading)
    answer = graph.sparql(text, timeout=timeout, max_rows=max_rows)
    if reading.format in ("table", "md") and labels:
        sheet = for_people(answer, (), graph.names, reading.lang)
        print_table(sheet.headings, sheet.rows, reading.format)
    else:
        columns, rows = for_programs(answer, graph.names, reading.lang)
        print_table(columns, rows, reading.format)
