"""`kg timeline`: claims in order of time."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_answer, reading_options


@click.command(name="timeline")
@click.argument("entity", nargs=-1)
@reading_options
def command(entity: tuple[str, ...], reading: Reading) -> None:
    """Show what is claimed to have happened, or to be going to happen, in order of time; of all or of some entities."""
    from kg.questions.catalog import question

    graph = open_for(reading)
    given = {"entity": [graph.resolve(name) for name in entity]} if entity else {}
    answer = graph.answer("timeline", **given)
    print_answer(graph, "timeline", answer, reading, question("timeline").title(reading.lang))
