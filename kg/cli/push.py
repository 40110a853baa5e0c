"""`kg push`: the graph into another engine."""

from __future__ import annotations

import click


@click.command(name="push")
@click.argument("url")
def command(url: str) -> None:
    """Load the graph into a SPARQL 1.1 endpoint, replacing what this graph put there before; then use --store URL.

    Credentials come from KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN; a named graph from KG_STORE_GRAPH.
    """
    from kg import open as open_graph
    from kg.remote import push

    graph = open_graph()
    count = push(url, graph.store.triples(), progress=lambda n: click.echo(f"\r{n:,} triples", nl=False, err=True))
    click.echo("", err=True)
    click.echo(f"{count:,} triples in {url.split('@')[-1]}")
