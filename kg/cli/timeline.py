"""`kg timeline`: claims in order of time."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_answer, reading_options


@click.command(name="timeline")
@click.argument("entity", nargs=-1)
@reading_options
def command(entity: tuple[str, ...], reading: Reading) -> None:
    """List past and expected events in order of time, for all entities or the ones given."""
    from kg.questions.catalog import question

    graph = open_for(reading)
    print_answer(graph, question("timeline"), graph.answer("timeline", entity=entity), reading)
