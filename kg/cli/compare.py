"""`kg compare`: measures side by side."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_table, reading_options


@click.command(name="compare")
@click.argument("entities", nargs=-1, required=True)
@reading_options
def command(entities: tuple[str, ...], reading: Reading) -> None:
    """Compare the measures of several entities side by side, each quantity with its claim and a mark if disputed."""
    from kg.answers.figures import notes, side_by_side
    from kg.words.wording import listed

    graph = open_for(reading)
    ids = list(dict.fromkeys(graph.resolve(name) for name in entities))
    if len(ids) < 2:
        raise click.UsageError("give at least two different entities to compare")
    claims = graph.about(ids).of(ids, "measure")
    sheet = side_by_side(graph.names, claims, ids, reading.lang)
    print_table(sheet.headings, sheet.rows, reading, keys=("measure", "period", *ids))
    if reading.out is None and reading.format in ("table", "md") and (noted := notes(claims, reading.lang)):
        click.echo()
        print_table(noted.headings, noted.rows, reading, title="附注" if reading.lang == "zh" else "Notes")
    silent = [graph.names.label(id, reading.lang) for id in ids if not any(claim.subject == id for claim in claims)]
    if silent:
        no = "没有关于{}的数字" if reading.lang == "zh" else "no figure of {} is known here"
        click.echo("kg: " + no.format(listed(silent, reading.lang)), err=True)
