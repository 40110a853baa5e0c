"""`kg check`: tables, ontology, questions, graph."""

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
    """Check tables, canonical form, ontology, questions and graph; report each problem with its place and a remedy.

    Exit code 1 if there are errors. Disagreements between claims are not errors: see `kg conflicts`.
    """
    errors = 0
    for name, run in _checks():
        problems = [p for p in run() if warnings or p.severity == "error"]
        bad = sum(p.severity == "error" for p in problems)
        errors += bad
        for problem in problems:
            error = problem.severity == "error"
            click.echo(click.style(str(problem) if error else f"warning: {problem}", fg="red" if error else "yellow"))
        warned = len(problems) - bad
        click.echo(f"{name}: {f'{bad} errors' if bad else 'ok'}{f', {warned} warnings' if warned else ''}", err=True)
        if bad and name == "tables":
            click.echo("kg: fix the tables first; the rest was not checked", err=True)
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
        problems += check_tables(read, VOCABULARY, datetime.now(UTC).date())
        return sorted(problems, key=lambda problem: (problem.file, problem.row or 0))  # keeps a row's problems together

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

    def questions() -> list[Problem]:
        from kg.check.questions import check_questions

        return check_questions()

    yield "tables", tables
    yield "canonical form", form
    yield "ontology", ontology
    yield "questions", questions
    yield "graph", graph
