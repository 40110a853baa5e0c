"""`kg show`: everything known about one entity."""

from __future__ import annotations

import json

import click

from kg.cli.common import Reading, open_for, page_options
from kg.cli.terminal import bold


@click.command(name="show")
@click.argument("entity", nargs=-1, required=True)
@click.option("--section", "only", multiple=True, metavar="QUESTION", help="Show only this section (repeatable).")
@page_options
def command(entity: tuple[str, ...], only: tuple[str, ...], reading: Reading) -> None:
    """Show everything known about one entity, by any of its names: listing, measures, products, investors, disputes.

    In measures, [d001] is the document, [d001!] marks a disputed claim, [d001×] a claim judged wrong.
    """
    from functools import partial

    from kg.answers.dossier import head, sections
    from kg.cli import table
    from kg.values.text import clean
    from kg.words.wording import listed

    graph = open_for(reading)
    id = graph.resolve(" ".join(entity))
    top = head(graph, id, reading.lang)
    shown = list(sections(graph, id, reading.lang, only))
    zh = reading.lang == "zh"
    if reading.format == "json":
        page = {
            "id": top.id,
            "label": top.label,
            "other_label": top.other_label,
            "class": top.cls,
            "names": top.names,
            "claims": top.claims,
            "not_same": top.not_same,
            "sections": [
                {"question": s.question, "title": s.title, "columns": s.sheet.headings, "rows": s.sheet.rows}
                for s in shown
            ],
        }
        click.echo(json.dumps(page, ensure_ascii=False, indent=1))
        return
    if reading.format == "csv":
        # One long table with a row per cell, so that a spreadsheet can filter it.
        rows = [
            (top.id, s.question, n, heading, value)
            for s in shown
            for n, row in enumerate(s.sheet.rows, 1)
            for heading, value in zip(s.sheet.headings, row, strict=True)
            if value
        ]
        click.echo(table.as_csv(("entity", "section", "row", "column", "value"), rows), nl=False)
        return
    markdown = reading.format == "md"
    safe, write = (table.in_markdown, table.markdown) if markdown else (clean, partial(table.aligned, emphasis=bold))
    click.echo(f"{'# ' if markdown else ''}{safe(top.label)} · {safe(top.other_label)}")
    counted = f"{top.claims}条陈述" if zh else f"{top.claims} claim{'' if top.claims == 1 else 's'}"
    day = f" · {'截至' if zh else 'as of'} {graph.as_of.day}" if graph.as_of.day else ""
    click.echo(f"{top.cls} · {top.id} · {counted}{day}")
    if top.names:
        click.echo(("名称：" if zh else "Names: ") + listed(map(safe, top.names), reading.lang))
    for warning in top.not_same:
        click.echo(f"! {safe(warning)}")
    for section in shown:
        click.echo(f"\n{'## ' if markdown else ''}{section.title}")
        click.echo(write(section.sheet.headings, section.sheet.rows), nl=False)
    if not shown:
        click.echo("没有关于它的陈述。" if zh else "Nothing is stated about it here.")
