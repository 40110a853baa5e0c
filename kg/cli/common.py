"""What the reading commands share: options, opening the graph, giving a table on the screen or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from kg.cli.terminal import bold

if TYPE_CHECKING:
    from kg.engine.answer import Answer
    from kg.graph import Graph
    from kg.questions.catalog import Question

FORMATS = ("table", "csv", "json", "md")
Command = TypeVar("Command", bound=Callable[..., Any])


class Reading(NamedTuple):
    """What a reading command's options say about reading and printing."""

    lang: str
    as_of: date | None
    possible: bool
    format: str
    store: str | None
    out: Path | None = None

    @property
    def for_programs(self) -> bool:
        """True if a program reads the table: ids, words and keys rather than labels and headings."""
        return self.format not in ("table", "md")


class Day(click.ParamType[date]):
    """A day as people write it, or a longer period whose last day is meant: `2025-12-31`, `31 Dec 2025`, `2025-12`."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; report anything that is not one."""
        from kg.values.asof import DAY_HINT
        from kg.values.days import read_day

        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except ValueError as error:
            self.fail(f"{error}; {DAY_HINT}", param, ctx)


def reading_options(command: Command) -> Command:
    """Add the options of every reading command that prints rows; they arrive as one argument `reading`."""
    return rows_options(FORMATS)(command)


def rows_options(formats: Sequence[str], more: str = "") -> Callable[[Command], Command]:
    """Return what adds the options of a reading command that prints rows in these formats; `more` explains them."""
    about = f"Default: table on a terminal, csv when piped.{more}"

    def add(command: Command) -> Command:
        for option in (_OUT, _JSON, click.option("--format", "format_", type=click.Choice(formats), help=about)):
            command = option(command)
        return command

    return lambda command: add(_reading(command))


def page_options(command: Command) -> Command:
    """Add the options of a reading command that prints a page for people, even when piped."""
    option = click.option("--format", "format_", type=click.Choice(FORMATS), help="Output format.  [default: table]")
    return option(_JSON(_reading(command, "table")))


def writing_options(command: Command) -> Command:
    """Add the options of a command that reads the graph and writes files."""
    return _reading(command)


_JSON = click.option("--json", "json_", is_flag=True, help="Short for --format json.")
_OUT = click.option(
    "--out",
    "table_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a file for spreadsheets and programs instead: .csv, .xlsx, .parquet or .json.",
)


def _reading(command: Command, piped: str = "csv") -> Command:
    import functools

    @click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default="en",
        envvar="KG_LANG",
        show_envvar=True,
        help="Language of labels and words.",
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        help="Use only what was published by this day, e.g. 2025-12-31 or 31 Dec 2025.",
    )
    @click.option("--possible", is_flag=True, help="With --as-of: include what may have been published by then.")
    @click.option(
        "--store",
        metavar="URL|FOLDER",
        help="A SPARQL endpoint or a built store (default: $KG_STORE, else this project's data).",
    )
    @functools.wraps(command)
    def wrapped(
        *args: Any,
        lang: str,
        as_of: date | None,
        possible: bool,
        store: str | None,
        format_: str | None = None,
        json_: bool = False,
        table_file: Path | None = None,
        **rest: Any,
    ) -> Any:
        if possible and as_of is None:
            raise click.UsageError("--possible is a reading of --as-of DATE; give the day too.")
        if json_ and format_ not in (None, "json"):
            raise click.UsageError(f"--json and --format {format_} contradict each other; give one of them.")
        chosen = "json" if json_ else format_
        if table_file is not None:
            chosen = _format_of(table_file, chosen)
        chosen = chosen or ("table" if sys.stdout.isatty() else piped)
        return command(*args, reading=Reading(lang, as_of, possible, chosen, store, table_file), **rest)

    return wrapped  # type: ignore[return-value]


def _format_of(out: Path, given: str | None) -> str:
    """Return the format that a file's name asks for; KgError where it cannot be written."""
    from kg.cli.table_file import check

    suffix = check(out)
    if given not in (None, suffix):
        raise click.UsageError(f"--out {out} is {suffix}, and the options say {given}; give one of them.")
    return suffix


def open_for(reading: Reading) -> Graph:
    """Open the graph as the options say; warnings go to stderr."""
    from kg import open as open_graph

    graph = open_graph(reading.store, as_of=reading.as_of, reading="possible" if reading.possible else "certain")
    click.get_current_context().call_on_close(graph.close)
    if graph.warning:
        click.echo(f"kg: {graph.warning}", err=True)
    if left := graph.left_out():
        count, day, ids = len(left), reading.as_of, ", ".join(left)
        more = f"{count} more document{'s' if count > 1 else ''} may have been published by {day} ({ids})"
        notes = {
            "en": f"{more}: add --possible",
            "zh": f"另有{count}份文件可能在{day}前已发布（{ids}）：加上--possible可一并计入",
        }
        click.echo(f"kg: {notes[reading.lang]}", err=True)
    return graph


def print_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    reading: Reading,
    *,
    title: str = "",
    keys: Sequence[str] = (),
) -> None:
    """Print rows aligned, or as CSV, JSON, Markdown, or write them to the file that the options name.

    `keys` are names for programs (default: headings).
    """
    from functools import partial

    from kg.cli import table

    columns = list(keys or headings) if reading.for_programs else list(headings)
    if reading.out is not None:
        from kg.cli.table_file import write

        write(reading.out, columns, rows)
        click.echo(str(reading.out))
        return
    as_text: dict[str, Callable[..., str]] = {
        "table": partial(table.aligned, emphasis=bold),
        "csv": table.as_csv,
        "json": table.as_json,
        "md": table.markdown,
    }
    click.echo(as_text[reading.format](columns, rows, title), nl=False)


def print_page(text: str, pager: bool) -> None:
    """Print a page: through the user's pager if it is longer than the terminal, at once where output is piped."""
    import shutil

    if pager and sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)


def with_lang(asked: Question, given: dict[str, list[str]], lang: str) -> dict[str, list[str]]:
    """Add the reader's language if the question takes one and none was given."""
    return {p.name: [lang] for p in asked.parameters if p.kind == "lang"} | given


def print_answer(graph: Graph, asked: Question, answer: Answer, reading: Reading) -> None:
    """Print the answer to a named question, for people or for programs depending on the format."""
    from kg.answers.present import entity_columns, for_people, for_programs

    if reading.for_programs:
        columns, rows = for_programs(answer, graph.names, reading.lang, entity_columns(asked))
        print_table(columns, rows, reading)
    elif answer.rows:  # otherwise the caller says on stderr why there is nothing
        sheet = for_people(answer, asked.columns, graph.names, reading.lang)
        print_table(sheet.headings, sheet.rows, reading, title=asked.title(reading.lang))
