"""`kg push`: load the graph into another engine."""

from __future__ import annotations

import click

from kg.cli.terminal import progress


@click.command(name="push")
@click.argument("url")
@click.option(
    "--replace",
    is_flag=True,
    help="Replace the contents of the target graph, which must otherwise be empty.",
)
def command(url: str, replace: bool) -> None:
    """Load the graph into a SPARQL 1.1 endpoint; then query it with --store URL.

    URL is the query endpoint, such as http://localhost:7878/query (without a path, /query and /sparql are tried),
    followed by # and the IRI of a named graph (required by Virtuoso). Credentials come from KG_STORE_USER and
    KG_STORE_PASSWORD, or KG_STORE_TOKEN; a separate update endpoint from KG_STORE_UPDATE_URL.
    """
    from kg import open as open_graph
    from kg.engine.remote import open_remote
    from kg.problem import KgError, Problem

    target = open_remote(url)
    given = target.address
    try:
        with open_graph("") as graph, progress("push") as report:
            count = target.push(graph.store.triples(), replace, report)
    except KgError as error:
        if error.problems[0].code != "not-empty":
            raise
        hint = "add --replace, or name another graph after # in the address"
        raise KgError(Problem("not-empty", error.problems[0].message, hint)) from error
    finally:
        target.close()
    if target.address != given:
        click.echo(f"kg: it answers queries at {target.address}", err=True)
    click.echo(f"{count:,} triples")
