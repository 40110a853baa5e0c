"""`kg check`: tables, ontology, graph."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.problem import Problem


@click.command(name="check")
@click.option("--warnings/--no-warnings", default=True, help="Show warnings too.")
def command(warnings: bool) -> None:
    """Check tables, canonical form, ontology and graph; every problem with file, row, column and what to do.

    Exit code 1 where an error is found. Disagreements between claims are no errors: see `kg conflicts`.
    """
    errors = 0
    for name, run in _checks():
        found = [p for p in run() if warnings or p.severity == "error"]
        bad = sum(p.severity == "error" for p in found)
        errors += bad
        for problem in found:
            click.echo(str(problem) if problem.severity == "error" else f"warning: {problem}")
        warned = len(found) - bad
        said = f"{bad} errors" if bad else "ok"
        click.echo(f"{name}: {said}" + (f", {warned} warnings" if warned else ""), err=True)
        if bad and name == "tables":
            click.echo("kg: the graph is not checked before the tables are sound", err=True)
            break
    if errors:
        raise click.exceptions.Exit(1)


def _checks() -> Iterator[tuple[str, Callable[[], list[Problem]]]]:
    from datetime import UTC, datetime

    from kg import files
    from kg.check.tables import check_tables
    from kg.ledger.tables import load
    from kg.ledger.tidy import tidy
    from kg.words.vocab import VOCABULARY

    def tables() -> list[Problem]:
        read, problems = load(files.data_dir())
        found = problems + check_tables(read, VOCABULARY, datetime.now(UTC).date())
        return sorted(found, key=lambda problem: (problem.file, problem.row or 0))  # what one row lacks stands together

    def form() -> list[Problem]:
        from kg.problem import Problem

        changed, problems = tidy(files.data_dir(), None, write=False)
        hint = "run `kg tidy`"
        return problems + [Problem("not-tidy", "is not in canonical form", hint, str(path)) for path in changed]

    def ontology() -> list[Problem]:
        from kg.check.hygiene import check_ontology

        return check_ontology(files.ontology_dir())

    def graph() -> list[Problem]:
        from kg import open as open_graph
        from kg.check.hygiene import check_use
        from kg.check.shapes import check_graph

        ontology = files.ontology_dir()
        with open_graph("") as graph:
            problems = check_graph(graph.store, ontology)
            # Only the data published with the ontology must use all of it.
            return problems if os.environ.get("KG_DATA") else problems + check_use(graph.store, ontology)

    yield "tables", tables
    yield "canonical form", form
    yield "ontology", ontology
    yield "graph", graph
