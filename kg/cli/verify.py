"""`kg verify`: evidence against the documents."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import progress


@click.command(name="verify")
@click.option(
    "--sources",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the documents' texts, named <document id>_… .txt",
)
@click.option("--document", "only", multiple=True, metavar="ID", help="Check only this document (repeatable).")
@click.option("--verbose", is_flag=True, help="List every span, including those that are ok.")
def command(sources: Path, only: tuple[str, ...], verbose: bool) -> None:
    """Verify each claim's evidence (ok, moved within the text, or missing) and each text's checksum.

    Documents without a text are listed but not counted. Exit code 1 if anything is wrong or nothing could be checked.
    """
    from collections import Counter

    from kg.check.verify import verify
    from kg.files import data_dir
    from kg.ledger.tables import load
    from kg.problem import KgError, Problem

    tables, problems = load(data_dir())
    for problem in problems:
        click.echo(f"kg: {problem}", err=True)
    with progress("verify") as report:
        results, faults = verify(tables, sources, only, report)
    absent = {fault.row for fault in faults if fault.code == "no-source"}
    unread = []
    bad = 0
    for document in tables.documents:
        if only and document.id not in only:
            continue
        if document.id not in results:
            unread.append(document.id)
            why = "no text" if document.row in absent else "its text cannot be read"
            click.echo(f"{document.id}: {why}, not checked")
            continue
        spans = results[document.id]
        good = sum(span.ok for span in spans)
        bad += len(spans) - good
        counts = Counter(span.status if span.status != "ok" else "figure differs" for span in spans if not span.ok)
        shown = "".join(
            f", {counts[fault]} {fault}" for fault in ("moved", "missing", "figure differs") if counts[fault]
        )
        click.echo(f"{document.id}: {len(spans)} spans: {good} ok{shown} ({_percent(good, len(spans))})")
        for span in spans:
            if verbose or not span.ok:
                told = {"same": "figure as printed", "differs": "figure differs"}.get(span.figure, "")
                click.echo("  " + " ".join(filter(None, (f"{span.claim}: {span.status}", span.where, told))))
    for fault in faults:
        if fault.code != "no-source":  # said above, one line a document
            click.echo(f"kg: {'warning: ' if fault.severity == 'warning' else ''}{fault}", err=True)
    if not results:
        wanted = ", ".join(unread) or "any document"
        message = f"{str(sources)!r} holds no text of {wanted} that can be read"
        raise KgError(Problem("nothing-checked", message, "save each text there as <document id>_anything.txt"))
    total = sum(map(len, results.values()))
    compared = sum(span.figure != "" for spans in results.values() for span in spans)
    keys = {span.claim for spans in results.values() for span in spans}
    figures = sum(claim.key in keys and bool(claim.unit) for claim in tables.claims)
    left = f"; not checked: {', '.join(unread)}" if unread else ""
    click.echo(f"figures: {compared} of {figures} compared with the text; the others give none")
    click.echo(f"all: {total} spans, {total - bad} ok ({_percent(total - bad, total)}){left}")
    if bad or any(problem.severity == "error" for problem in (*problems, *faults)):
        raise click.exceptions.Exit(1)


def _percent(part: int, whole: int) -> str:
    """Return a percentage rounded down, so that 100 % means all."""
    return f"{1000 * part // whole / 10:.1f} %" if whole else "nothing to verify"
