"""`kg conflicts`: where claims disagree."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_answer, reading_options, with_lang

#: What people judged, which comes first; what the rules find is every other question of the topic of that name.
JUDGED = "conflicts"
#: A rule that stands among the questions of another topic.
MORE = ("overdue-plans",)


@click.command(name="conflicts")
@click.argument("entity", nargs=-1)
@click.option("--judged", is_flag=True, help="Only conflicts that were judged, not the candidates of the rules.")
@reading_options
def command(entity: tuple[str, ...], judged: bool, reading: Reading) -> None:
    """Show where claims disagree: what people judged, with the cause; then what the rules find."""
    from kg.questions.catalog import questions

    graph = open_for(reading)
    id = graph.resolve(" ".join(entity)) if entity else ""
    known = questions()
    rules = [name for name, asked in known.items() if name != JUDGED and (asked.topic == JUDGED or name in MORE)]
    one_table = reading.format in ("csv", "json")  # a stream holds one table: ask for the others by name
    for name in [JUDGED] if judged or one_table else [JUDGED, *rules]:
        asked = known[name]
        parameter = next((p.name for p in asked.parameters if p.kind == "entity"), None)
        if id and not parameter:
            continue
        given = {parameter: [id]} if id and parameter else {}
        answer = graph.answer(name, **with_lang(asked, given, reading.lang))
        if answer.rows or (name == JUDGED and one_table):
            print_answer(graph, name, answer, reading, asked.title(reading.lang))
            if not one_table:
                click.echo()
        elif name == JUDGED:
            label = graph.names.label(id, reading.lang)
            if reading.lang == "zh":
                click.echo("kg: 没有" + (f"关于{label}的" if id else "") + "冲突裁定", err=True)
            else:
                click.echo("kg: no judged conflict" + (f" about {label}" if id else ""), err=True)
    if one_table and not judged:
        click.echo("kg: judged ones only; `kg ask` lists the questions of this topic that find more", err=True)
