"""`kg sparql`: the user's own query."""

from __future__ import annotations

from typing import BinaryIO

import click

from kg.cli.common import Reading, open_for, print_table, reading_options

_LONGEST = 86_400


@click.command(name="sparql")
@click.argument("file", type=click.File("rb"))
@click.option("--timeout", default=60.0, show_default=True, metavar="SECONDS", help="Stop the query after this long.")
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=1_000_000,
    show_default=True,
    help="Fail if there are more rows; never cut silently.",
)
@click.option("--labels/--no-labels", default=True, help="In tables, show labels instead of ids.")
@reading_options
def command(file: BinaryIO, timeout: float, max_rows: int, labels: bool, reading: Reading) -> None:
    """Run a SPARQL query from FILE, or from standard input with `-`: SELECT, ASK, CONSTRUCT or DESCRIBE.

    CONSTRUCT and DESCRIBE print N-Triples. Updates, SERVICE and FROM are refused. --as-of does not apply: filter on
    kg:publishedTo in the query.
    """
    from kg.answers.present import for_people, for_programs
    from kg.engine.guard import check_query

    if reading.as_of is not None:
        raise click.UsageError("--as-of does not apply to your own query; filter on kg:publishedTo in it.")
    if not 0 < timeout <= _LONGEST:
        raise click.BadParameter(f"give a number of seconds up to {_LONGEST}.", param_hint="--timeout")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"the query is not UTF-8 (byte {error.start}).", param_hint="FILE") from error
    form = check_query(text)
    graph = open_for(reading)
    if form in ("CONSTRUCT", "DESCRIBE"):
        for line in graph.construct(text, timeout=timeout, max_rows=max_rows):
            click.echo(line)
        return
    answer = graph.sparql(text, timeout=timeout, max_rows=max_rows)
    if reading.format in ("table", "md") and labels:
        sheet = for_people(answer, (), graph.names, reading.lang)
        print_table(sheet.headings, sheet.rows, reading.format)
    else:
        columns, rows = for_programs(answer, graph.names, reading.lang)
        print_table(columns, rows, reading.format)
