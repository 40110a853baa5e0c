"""`kg tidy`: canonical form."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="tidy")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the documents' texts, required for anchors and checksums.",
)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change.")
def command(sources: Path | None, only_check: bool) -> None:
    """Put the tables in canonical form.

    With --sources, convert each `anchor` into line, start, length and digest, and fill in each empty `sha256`.
    """
    from kg.files import data_dir
    from kg.ledger.tidy import tidy

    changed, problems = tidy(data_dir(), sources, write=not only_check)
    for problem in problems:
        click.echo(f"kg: {problem}", err=True)
    for path in changed:
        click.echo(f"{'would change' if only_check else 'changed'}: {path}")
    if problems or (only_check and changed):
        raise click.exceptions.Exit(1)
    if not changed:
        click.echo("all tables are in canonical form", err=True)
