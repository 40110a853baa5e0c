"""`kg path`: how two entities are connected."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_table, reading_options


@click.command(name="path")
@click.argument("source")
@click.argument("target")
@click.option(
    "--paths", "limit", type=click.IntRange(1, 100), default=3, show_default=True, help="Show at most this many paths."
)
@click.option("--through-all", is_flag=True, help="Also pass through topics, sectors, places and the like.")
@reading_options
def command(source: str, target: str, limit: int, through_all: bool, reading: Reading) -> None:
    """Show the shortest paths between two entities, with every claim behind each hop."""
    from kg.drawing.pictures import evidence_line
    from kg.drawing.style import STATE_STYLES
    from kg.words.vocab import PROPERTIES

    graph, lang = open_for(reading), reading.lang
    start, end = graph.resolve(source), graph.resolve(target)
    if start == end:
        raise click.UsageError(f"{source!r} and {target!r} are both {start}; give two different entities.")
    paths = graph.paths(start, end, limit, through_all)
    if not paths:
        a, b = graph.names.label(start, lang), graph.names.label(end, lang)
        hint = "" if through_all else " (try --through-all)"
        click.echo(f"kg: no path between {a} and {b} in what is claimed here{hint}", err=True)
        raise click.exceptions.Exit(1)
    rows = [
        (
            number,
            hop,
            graph.names.label(relation.subject, lang),
            PROPERTIES[relation.property].label(lang),
            graph.names.label(relation.object, lang),
            STATE_STYLES[relation.state].label(lang),
            claim.id,
            evidence_line(graph.ledger, claim, lang),
        )
        for number, path in enumerate(paths, 1)
        for hop, relations in enumerate(path, 1)
        for relation in relations
        for claim in relation.claims
    ]
    headings = {
        "en": ("path", "hop", "from", "relation", "to", "state", "claim", "evidence"),
        "zh": ("路径", "步骤", "主体", "关系", "客体", "状态", "陈述", "证据"),
    }[lang]
    keys = ("path", "hop", "subject", "property", "object", "state", "claim", "evidence")
    print_table(headings, rows, reading, keys=keys)
