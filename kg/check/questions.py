"""Problems in the files of the questions: their headers, their SPARQL, and columns in which the two differ."""

from __future__ import annotations

from kg.engine.guard import check_query
from kg.engine.store import Store, memory_store
from kg.problem import KgError, Problem
from kg.questions import catalog
from kg.questions.catalog import Question
from kg.values.asof import as_of


def check_questions() -> list[Problem]:
    """Return what is wrong with every named question, by file."""
    empty = memory_store(b"")
    problems = [problem for asked in catalog.questions().values() for problem in _problems(asked, empty)]
    return sorted([*catalog.broken(), *problems], key=lambda problem: problem.file)


def _problems(asked: Question, empty: Store) -> list[Problem]:
    file = f"questions/{asked.name}.rq"
    try:
        form = check_query(asked.text)
        columns = empty.select(asked.text).columns if form == "SELECT" else ()
    except KgError as error:
        return [problem._replace(file=file, misuse=False) for problem in error.problems]
    problems = []
    if form != "SELECT":
        problems.append(Problem("bad-question", f"the query is {form}", "write a SELECT", file))
    elif columns != (named := tuple(column.name for column in asked.columns)):
        message = f"the header has the columns {', '.join(named) or 'none'}, and the query {', '.join(columns)}"
        hint = "write one line for each, in order, such as `# column claim claim - claim | 陈述`"
        problems.append(Problem("bad-question", message, hint, file))
    if not asked.takes(as_of("2025-12-31", "possible")):
        hint = "give it the parameters asOf and reading, as questions/figures.rq does"
        problems.append(Problem("not-dated", "cannot be asked as of a day", hint, file, severity="warning"))
    return problems
