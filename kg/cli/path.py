"""`kg path`: how two entities are connected."""

from __future__ import annotations

import click

from kg.cli.common import Reading, open_for, print_table, reading_options


@click.command(name="path")
@click.argument("source")
@click.argument("target")
@click.option(
    "--paths",
    "limit",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="At most so many shortest paths.",
)
@click.option("--through-all", is_flag=True, help="Also through topics, sectors, places and the like.")
@reading_options
def command(source: str, target: str, limit: int, through_all: bool, reading: Reading) -> None:
    """Show the shortest paths between two entities, and every claim behind every hop."""
    from kg.drawing.pictures import evidence_line
    from kg.drawing.style import STATES
    from kg.words.vocab import PROPERTIES

    def state_label(state: str, lang: str) -> str:
        return STATES[state].label_zh if lang == "zh" else STATES[state].label_en

    graph = open_for(reading)
    start, end = graph.resolve(source), graph.resolve(target)
    if start == end:
        raise click.UsageError(f"{source!r} and {target!r} are both {start}; give two different entities.")
    paths = graph.paths(start, end, limit, through_all)
    if not paths:
        a, b = graph.names.label(start, reading.lang), graph.names.label(end, reading.lang)
        hint = "" if through_all else " (try --through-all)"
        click.echo(f"kg: no path between {a} and {b} in what is claimed here{hint}", err=True)
        raise click.exceptions.Exit(1)
    rows = []
    for number, path in enumerate(paths, 1):
        steps = [(hop, relation) for hop, relations in enumerate(path, 1) for relation in relations]
        for hop, relation in steps:
            term = PROPERTIES[relation.property]
            rows += [
                (
                    number,
                    hop,
                    graph.names.label(relation.subject, reading.lang),
                    term.label_zh if reading.lang == "zh" else term.label_en,
                    graph.names.label(relation.object, reading.lang),
                    state_label(relation.state, reading.lang),
                    claim.id,
                    evidence_line(graph.ledger, claim, reading.lang),
                )
                for claim in relation.claims
            ]
    headings = {
        "en": ("path", "hop", "from", "relation", "to", "state", "claim", "evidence"),
        "zh": ("路径", "步", "主体", "关系", "客体", "状态", "陈述", "证据"),
    }[reading.lang]
    keys = ("path", "hop", "subject", "property", "object", "state", "claim", "evidence")
    print_table(headings, rows, reading.format, keys=keys)
