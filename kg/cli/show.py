"""`kg show`: everything known about one entity."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.common import Reading, open_for, page_options, print_page, print_table
from kg.cli.terminal import bold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class SectionName(click.ParamType[str]):
    """The name of a section, completed."""

    name = "section"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Offer the sections whose names begin like this, with their titles."""
        from click.shell_completion import CompletionItem

        from kg.answers.dossier import SECTIONS

        titles: dict[str, str] = {}
        for section in SECTIONS:
            titles.setdefault(section[0], section[2])
        return [CompletionItem(name, help=title) for name, title in titles.items() if name.startswith(incomplete)]


@click.command(name="show")
@click.argument("entity", nargs=-1, required=True)
@click.option(
    "--section",
    "only",
    type=SectionName(),
    multiple=True,
    metavar="SECTION",
    help="Show only this section (repeatable; see --sections).",
)
@click.option("--sections", "listing", is_flag=True, help="List the sections and their lengths instead.")
@click.option("--pager/--no-pager", default=True, help="Page what is longer than the terminal ($PAGER).")
@page_options
def command(entity: tuple[str, ...], only: tuple[str, ...], listing: bool, pager: bool, reading: Reading) -> None:
    """Show everything known about one entity, by any of its names: listing, measures, products, investors, disputes.

    In measures, [d001/6k] is the claim, [d001/6k!] a disputed one, [d001/6k×] one judged wrong.
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
    if listing:
        headings = ("栏目", "标题", "行数") if zh else ("section", "title", "rows")
        rows_of = [(s.question, s.title, len(s.sheet.rows)) for s in shown]
        print_table(headings, rows_of, reading, keys=("section", "title", "rows"))
        return
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
                {
                    "question": s.question,
                    "title": s.title,
                    "columns": s.sheet.headings,
                    "rows": s.sheet.rows,
                    "claims": sorted(s.claims),
                }
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
    lines = [f"{'# ' if markdown else ''}{safe(top.label)} · {safe(top.other_label)}"]
    counted = f"{top.claims}条陈述" if zh else f"{top.claims} claim{'' if top.claims == 1 else 's'}"
    day = f" · {'截至' if zh else 'as of'} {graph.as_of.day}" if graph.as_of.day else ""
    lines.append(f"{top.cls} · {top.id} · {counted}{day}")
    if top.names:
        lines.append(("名称：" if zh else "Names: ") + listed(map(safe, top.names), reading.lang))
    lines += [f"! {safe(warning)}" for warning in top.not_same]
    if len(shown) > 1:
        names = ", ".join(dict.fromkeys(section.question for section in shown))
        lines.append(("栏目（--section 栏目）：" if zh else "Sections (--section NAME): ") + names)
    for section in shown:
        lines += ["", f"{'## ' if markdown else ''}{section.title}"]
        lines.append(write(section.sheet.headings, section.sheet.rows).removesuffix("\n"))
    if not shown:
        lines.append("没有关于它的陈述。" if zh else "Nothing is stated about it here.")
    print_page("\n".join(lines) + "\n", pager)
