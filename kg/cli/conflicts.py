"""`kg conflicts`: where claims disagree."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_answer, reading_options

#: Judged by people first, then what the rules find.
QUESTIONS = ("conflicts", "rival-figures", "rival-objects", "parts-above-total", "shares-above-100", "overdue-plans")


@click.command(name="conflicts")
@click.argument("entity", nargs=-1)
@click.option("--judged", is_flag=True, help="Only conflicts that were judged, not the candidates of the rules.")
@reading_options
def command(entity: tuple[str, ...], judged: bool, reading: Reading) -> None:
    """Show where claims disagree: what people judged, with the cause; then what the rules find."""
    from kg.catalog import questions

    graph = open_for(reading)
    id = graph.resolve(" ".join(entity)) if entity else ""
    known = questions()
    if reading.format in ("csv", "json"):
        judged = True  # one table a stream: ask the other questions by name
    for name in QUESTIONS[: 1 if judged else None]:
        asked = known[name]
        parameter = next((p.name for p in asked.parameters if p.kind == "entity"), None)
        given = {parameter: id} if id and parameter else {}
        if id and not parameter:
            continue
        answer = graph.answer(name, **given)
        if answer.rows or name == "conflicts":
            print_answer(graph, name, answer, reading, asked.title(reading.lang))
            click.echo()
        if name == "conflicts" and not answer.rows:
            click.echo("kg: no judged conflict" + (f" about {graph.names.label(id)}" if id else ""), err=True)
