"""`kg show`: everything known about one entity."""

from __future__ import annotations

import json

import click

from kg.cli.common import Reading, open_for, page_options


@click.command(name="show")
@click.argument("entity", nargs=-1, required=True)
@click.option("--section", "only", multiple=True, metavar="QUESTION", help="Only this section (repeatable).")
@page_options
def command(entity: tuple[str, ...], only: tuple[str, ...], reading: Reading) -> None:
    """Show everything known about one entity, by any of its names: listing, figures, products, investors, disputes.

    In figures, [001] is the document, [001!] one that takes part in a conflict, [001×] a claim judged wrong.
    """
    from kg.answers.dossier import head, sections
    from kg.cli import table
    from kg.values.text import clean

    graph = open_for(reading)
    id = graph.resolve(" ".join(entity))
    top = head(graph, id, reading.lang)
    found = list(sections(graph, id, reading.lang, only))
    zh = reading.lang == "zh"
    if reading.format == "json":
        page = {
            "id": top.id,
            "label": top.label,
            "other_label": top.other_label,
            "class": top.cls,
            "names": list(top.names),
            "claims": top.claims,
            "not_same": list(top.not_same),
            "sections": [
                {
                    "question": s.question,
                    "title": s.title,
                    "columns": list(s.sheet.headings),
                    "rows": [list(r) for r in s.sheet.rows],
                }
                for s in found
            ],
        }
        click.echo(json.dumps(page, ensure_ascii=False, indent=1))
        return
    if reading.format == "csv":
        from kg.cli.table import as_csv

        # One long table: a row a cell, so that a spreadsheet can filter it.
        rows = [
            (top.id, s.question, n, heading, value)
            for s in found
            for n, row in enumerate(s.sheet.rows, 1)
            for heading, value in zip(s.sheet.headings, row, strict=True)
            if value
        ]
        click.echo(as_csv(("entity", "section", "row", "column", "value"), rows), nl=False)
        return
    heavy = "## " if reading.format == "md" else ""
    safe = table.in_markdown if heavy else clean
    click.echo(f"{'# ' if heavy else ''}{safe(top.label)} · {safe(top.other_label)}")
    counted = f"{top.claims}条陈述" if zh else f"{top.claims} claim{'' if top.claims == 1 else 's'}"
    day = f" · {'截至' if zh else 'as of'} {graph.as_of.day}" if graph.as_of.day else ""
    click.echo(f"{top.cls} · {top.id} · {counted}{day}")
    if top.names:
        click.echo(("名称：" if zh else "Names: ") + ("；" if zh else "; ").join(map(safe, top.names)))
    for warning in top.not_same:
        click.echo(f"! {safe(warning)}")
    write = table.markdown if reading.format == "md" else table.aligned
    for section in found:
        click.echo(f"\n{heavy}{section.title}")
        click.echo(write(section.sheet.headings, section.sheet.rows), nl=False)
    if not found:
        click.echo("此处没有关于它的陈述。" if zh else "Nothing is stated about it here.")
