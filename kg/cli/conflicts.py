"""`kg conflicts`: where claims disagree."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_answer, reading_options, with_lang

#: The question that lists judged conflicts, and the topic whose other questions are the rules.
JUDGED = "conflicts"
#: Rules listed under another topic.
MORE = ("overdue-plans",)


@click.command(name="conflicts")
@click.argument("entity", nargs=-1)
@click.option("--judged", is_flag=True, help="Show only judged conflicts, not the rules' candidates.")
@reading_options
def command(entity: tuple[str, ...], judged: bool, reading: Reading) -> None:
    """Show where claims disagree: first the judged conflicts and their causes, then the rules' candidates."""
    from kg.questions.catalog import questions

    graph = open_for(reading)
    id = graph.resolve(" ".join(entity)) if entity else ""
    known = questions()
    rules = [name for name, asked in known.items() if name != JUDGED and (asked.topic == JUDGED or name in MORE)]
    one_table = reading.for_programs  # a stream holds one table: ask for the others by name
    for name in [JUDGED] if judged or one_table else [JUDGED, *rules]:
        asked = known[name]
        parameter = next((p.name for p in asked.parameters if p.kind == "entity"), None)
        if id and not parameter:
            continue
        given = {parameter: [id]} if id and parameter else {}
        answer = graph.answer(name, **with_lang(asked, given, reading.lang))
        if answer.rows or (name == JUDGED and one_table):
            print_answer(graph, asked, answer, reading)
            if not one_table:
                click.echo()
        elif name == JUDGED:
            label = graph.names.label(id, reading.lang)
            if reading.lang == "zh":
                click.echo("kg: 没有" + (f"关于{label}的" if id else "") + "冲突裁定", err=True)
            else:
                click.echo("kg: no judged conflict" + (f" about {label}" if id else ""), err=True)
    if one_table and not judged:
        click.echo("kg: judged conflicts only; `kg ask` lists the other questions on this topic", err=True)
