"""`kg sparql`: the user's own query."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.common import Reading, open_for, print_table, rows_options

if TYPE_CHECKING:
    from kg.engine.answer import Answer
    from kg.graph import Graph

_LONGEST = 86_400
#: SPARQL results as the standard has them, two tables for people, and how triples are written.
FORMATS = ("table", "md", "csv", "tsv", "json", "xml", "ntriples", "turtle")
_OF_TRIPLES = {"ntriples": "ntriples", "turtle": "turtle", "json": "jsonld", "xml": "rdfxml"}
_OF_ROWS = ("table", "md", "csv", "tsv", "json", "xml")


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
@rows_options(FORMATS, " Triples: ntriples, turtle, json (JSON-LD) or xml (RDF/XML).")
def command(file: BinaryIO, timeout: float, max_rows: int, labels: bool, reading: Reading) -> None:
    """Run a SPARQL query from FILE, or from standard input with `-`: SELECT, ASK, CONSTRUCT or DESCRIBE.

    csv, tsv, json and xml are SPARQL results as the standard has them, with whole IRIs; table and md are for people,
    --out for spreadsheets. CONSTRUCT and DESCRIBE print N-Triples by default. Updates, SERVICE and FROM are refused.
    --as-of does not apply: filter on kg:publishedTo in the query.
    """
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
    triples = form in ("CONSTRUCT", "DESCRIBE")
    asked = click.get_current_context().params["format_"]
    if asked and asked not in (_OF_TRIPLES if triples else _OF_ROWS):
        offered = ", ".join(_OF_TRIPLES if triples else _OF_ROWS)
        raise click.UsageError(f"{form} gives {'triples' if triples else 'rows'}, not {asked}; choose {offered}.")
    if triples and reading.out is not None:
        raise click.UsageError(f"--out writes a table, and {form} gives triples; redirect the output: > FILE.")
    graph = open_for(reading)
    if triples:
        lines = graph.construct(text, timeout=timeout, max_rows=max_rows)
        click.echo(_triples(lines, _OF_TRIPLES.get(reading.format, "ntriples")), nl=False)
    elif reading.for_programs and (reading.out is None or reading.format == "json"):
        results = graph.results(text, reading.format, timeout=timeout, max_rows=max_rows)
        _give(results, reading)
    else:
        _table(graph, graph.sparql(text, timeout=timeout, max_rows=max_rows), reading, labels)


def _triples(lines: list[str], form: str) -> bytes:
    from kg.engine.store import serialize
    from kg.values.ids import PREFIXES

    return serialize(lines, form, PREFIXES).rstrip(b"\n") + b"\n"


def _give(results: bytes, reading: Reading) -> None:
    if reading.out is None:
        click.echo(results, nl=False)
        return
    from kg.export.target import whole_file

    with whole_file(reading.out) as part:
        part.write_bytes(results)
    click.echo(str(reading.out))


def _table(graph: Graph, answer: Answer, reading: Reading, labels: bool) -> None:
    from kg.answers.present import for_people, for_programs

    if reading.out is not None:
        print_table(answer.columns, answer.rows, reading)
    elif labels:
        sheet = for_people(answer, (), graph.names, reading.lang)
        print_table(sheet.headings, sheet.rows, reading)
    else:
        columns, rows = for_programs(answer, graph.names, reading.lang)
        print_table(columns, rows, reading)
