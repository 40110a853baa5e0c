"""`kg verify`: evidence against the documents."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="verify")
@click.option(
    "--sources",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the documents' texts, named <document id>_… .txt",
)
@click.option("--document", "only", multiple=True, metavar="ID", help="Only this document (repeatable).")
@click.option("--verbose", is_flag=True, help="Name every span, not only those that are not ok.")
def command(sources: Path, only: tuple[str, ...], verbose: bool) -> None:
    """Verify every claim's evidence: ok, moved (found elsewhere in the text) or missing; and each text's checksum."""
    from kg.check.evidence import NO_TEXT, verify
    from kg.files import data_dir
    from kg.tables import load

    tables, problems = load(data_dir())
    for problem in problems:
        click.echo(f"kg: {problem}", err=True)
    results, faults = verify(tables, sources, only)
    bad = 0
    for document, spans in results.items():
        counts = {status: sum(1 for s in spans if s.status == status) for status in ("ok", "moved", "missing")}
        bad += counts["moved"] + counts["missing"]
        shown = ", ".join(f"{n} {status}" for status, n in counts.items() if n or status == "ok")
        click.echo(f"{document}: {len(spans)} spans: {shown} ({_percent(counts['ok'], len(spans))})")
        for span in spans:
            if verbose or (span.status != "ok" and span.where != NO_TEXT):
                click.echo(f"  {span.claim}: {span.status} {span.where}")
    for fault in faults:
        click.echo(f"kg: {fault}", err=True)
    total = sum(map(len, results.values()))
    click.echo(f"all: {total} spans, {total - bad} ok ({_percent(total - bad, total)})")
    if bad or problems or faults:
        raise click.exceptions.Exit(1)


def _percent(part: int, whole: int) -> str:
    """Return a share rounded down: 100 % is nothing less than all."""
    return f"{1000 * part // whole / 10:.1f} %" if whole else "nothing to verify"
