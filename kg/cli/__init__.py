"""The command line: parse, call, print. Each command is a module of this package, imported when it is run.

Results go to stdout, talk to stderr. Exit codes: 0 fine, 1 problems found, 2 misuse.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from kg import __version__
from kg.problem import KgError

#: Command to module and one line of help, so that `kg --help` imports none of them.
COMMANDS = {
    "explore": ("explore", "Build if needed, write the picture of the whole graph and open it."),
    "find": ("find", "Find entities by any spelling, in either language."),
    "show": ("show", "Everything known about one entity, with sources and disputes."),
    "ask": ("ask", "Answer a named question; without a name, list the questions."),
    "sparql": ("sparql", "Run a SPARQL query of your own from a file or standard input."),
    "path": ("path", "How two entities are connected, with the evidence of every hop."),
    "compare": ("compare", "Set the measures of several entities side by side."),
    "timeline": ("timeline", "What happened, and what is said to happen, in order of time."),
    "conflicts": ("conflicts", "Where claims disagree: judged conflicts, and those the rules find."),
    "check": ("check", "Check tables, ontology and graph; say what is wrong and where."),
    "verify": ("verify", "Verify every claim's evidence against the documents you have."),
    "tidy": ("tidy", "Put the tables in canonical form; turn anchors into evidence."),
    "build": ("build", "Build the graph from tables and ontology."),
    "push": ("push", "Load the graph into a SPARQL endpoint."),
    "export": ("export", "Write exports: Gephi, GraphML, RDF, tables, pages; `all` for all."),
    "view": ("view", "A picture of one entity's neighbourhood, as a page."),
    "completion": ("completion", "Print the shell completion for bash, zsh or fish."),
}


class Commands(click.Group):
    """A group whose commands are imported only when they are run."""

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
        """Find the command; name the nearest one where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from kg.values.spelling import did_you_mean

            ctx.fail(f"There is no command {args[0]!r}. {did_you_mean(args[0], COMMANDS).capitalize()}".rstrip())
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; a short command is over before looking for cycles in memory would pay."""
        gc.set_threshold(50_000)
        atexit.register(gc.freeze)
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; turn bad input into lines on stderr and an exit code, never a traceback."""
        for stream in (sys.stdout, sys.stderr):
            # Elsewhere than on a terminal Windows writes the letters of one country, which have no 昆仑芯.
            if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
                stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
        try:
            return super().invoke(ctx)
        except KgError as error:
            for problem in error.problems:
                click.echo(f"kg: {problem}", err=True)
            ctx.exit(2 if all(problem.misuse for problem in error.problems) else 1)
        except BrokenPipeError:
            # The reader went away (`kg … | head`); closing stdout again would only complain.
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            what = f"{str(error.filename).removesuffix('.part')}: " if error.filename else ""
            click.echo(f"kg: cannot-access: {what}{error.strerror or error}", err=True)
            ctx.exit(1)


_ABOUT = """The claim ledger of the domestic Chinese GPU industry: who says what, where, when, how surely.

\b
kg show iluvatar-corex           the page an analyst wants
kg ask                           the questions it can answer
kg ask who-tests maker=昆仑芯     one of them, by any spelling
"""


@click.group(
    cls=Commands, help=_ABOUT, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Run the command line."""
