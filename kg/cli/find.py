"""`kg find`: entities by any spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import Reading, open_for, print_table, reading_options

if TYPE_CHECKING:
    from kg.graph import Graph


@click.command(name="find")
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--class", "classes", multiple=True, metavar="CLASS", help="Only of this class, e.g. ChipMaker (repeatable)."
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@reading_options
def command(text: tuple[str, ...], classes: tuple[str, ...], limit: int, reading: Reading) -> None:
    """Find entities by any part of any name, label, translation, ticker or id, in either language."""
    from kg.knowledge.names import nearest
    from kg.questions.catalog import known_word
    from kg.words.vocab import CLASSES
    from kg.words.wording import word

    wanted = " ".join(text)
    try:
        chosen = [known_word("class", name) for name in classes]
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--class") from error
    graph = open_for(reading)
    found = graph.find(wanted, limit, chosen)
    if not found:
        click.echo(f"kg: nothing is called {wanted!r}; {nearest(graph.names, wanted, chosen)}", err=True)
        raise click.exceptions.Exit(1)
    for_programs = reading.format in ("csv", "json")
    rows = []
    for match in found:
        term = CLASSES[match.entity.cls]
        by = f"{match.name.text}" + (f" [{match.name.document}]" if match.name.document else "")
        rows.append(
            (
                match.entity.id,
                match.entity.label(reading.lang),
                match.entity.label("zh" if reading.lang == "en" else "en"),
                term.label_zh if reading.lang == "zh" else term.label_en,
                by,
                match.name.kind if for_programs else word(match.name.kind, reading.lang),
            )
        )
    headings = {
        "en": ("id", "name", "Chinese name", "class", "found by", "kind of name"),
        "zh": ("标识", "名称", "英文名", "类别", "匹配名称", "名称种类"),
    }[reading.lang]
    keys = ("id", "label", "other_label", "class", "found_by", "kind")
    print_table(headings, rows, reading.format, keys=keys)
    _warn(graph, wanted)


def _warn(graph: Graph, wanted: str) -> None:
    """Say on stderr which names must not be confused with the one looked for."""
    from kg.questions.catalog import internal
    from kg.values.spelling import fold

    for a, b, reason in graph.store.select(internal("not_same")).rows:
        if fold(wanted) in (fold(str(a)), fold(str(b))):
            click.echo(f"kg: {a} ≠ {b}: {reason}", err=True)
