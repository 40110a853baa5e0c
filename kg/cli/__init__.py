"""The command line: parse, call, print. Each command is a module of this package, imported when it runs.

Results go to stdout, messages to stderr. Exit codes: 0 success, 1 problems, 2 misuse.
"""

from __future__ import annotations

import atexit
import gc
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kg import __version__, renew
from kg.cli import config, terminal

#: The module and a line of help for each command, so that `kg --help` imports none of them.
COMMANDS = {
    "explore": ("explore", "Write the explorer page of the whole graph and open it."),
    "find": ("find", "Find entities by any spelling, in either language."),
    "show": ("show", "Show everything known about one entity, with sources and disputes."),
    "ask": ("ask", "Answer a named question; without a name, list the questions."),
    "sparql": ("sparql", "Run your own SPARQL query from a file or standard input."),
    "path": ("path", "Show how two entities are connected, with evidence for every hop."),
    "compare": ("compare", "Compare the measures of several entities side by side."),
    "timeline": ("timeline", "List past and expected events in order of time."),
    "conflicts": ("conflicts", "Show where claims disagree: judged conflicts and the rules' candidates."),
    "check": ("check", "Check tables, ontology and graph, and locate every problem."),
    "verify": ("verify", "Verify every claim's evidence against the documents you have."),
    "tidy": ("tidy", "Put the tables in canonical form; turn anchors into evidence."),
    "build": ("build", "Build the graph from the tables and the ontology."),
    "push": ("push", "Load the graph into a SPARQL endpoint."),
    "export": ("export", "Write exports: Gephi, GraphML, RDF, tables, pages; `all` for all."),
    "view": ("view", "Write a page with a picture of one entity's neighbourhood."),
    "completion": ("completion", "Print the completion script for bash, zsh or fish."),
}


class Commands(click.Group):
    """A group that imports a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order of the table above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command and return the command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands with their help from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or suggest the nearest one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from kg.values.spelling import did_you_mean

            ctx.fail(f"There is no command {args[0]!r}. {did_you_mean(args[0], COMMANDS).capitalize()}".rstrip())
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run the command line with less garbage collection, which short commands never need."""
        gc.set_threshold(50_000)
        atexit.register(gc.freeze)
        terminal.prepare_streams()
        with terminal.last_words():
            return super().main(terminal.read_arguments(sys.argv[1:]) if args is None else args, *rest, **options)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Parse the options of `kg` itself, and print its help."""
        with terminal.last_words():
            return super().make_context(*args, color=terminal.colour(), **options)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; turn bad input into lines on stderr and an exit code, never a traceback."""
        with terminal.last_words(), config.settings(), warnings.catch_warnings():
            warnings.simplefilter("always", UserWarning)
            warnings.showwarning = lambda message, *_: click.echo(f"kg: {message}", err=True)
            renew()
            return super().invoke(ctx)


_ABOUT = """The claim ledger of the domestic Chinese GPU industry: who says what, where, when and how surely.

\b
kg show iluvatar-corex           everything about one company
kg ask                           list the questions
kg ask who-tests maker=昆仑芯     answer one, with names in any spelling
"""


_SETTINGS = """Settings, unless an option or the environment says otherwise: ~/.config/kg/config.toml

\b
lang = "zh"                      or KG_LANG
store = "https://host/query"     or KG_STORE
data = "~/my-ledger/data"        or KG_DATA
"""


@click.group(
    cls=Commands,
    help=_ABOUT,
    epilog=_SETTINGS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Run the command line."""
