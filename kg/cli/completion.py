"""`kg completion`: the shell's completion script."""

from __future__ import annotations

import click


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    bash: eval "$(kg completion bash)"   in ~/.bashrc
    zsh:  eval "$(kg completion zsh)"    in ~/.zshrc
    fish: kg completion fish > ~/.config/fish/completions/kg.fish
    """  # noqa: D301  click wants the character itself
    from click.shell_completion import get_completion_class

    from kg.cli import main

    if completion := get_completion_class(shell):
        click.echo(completion(main, {}, "kg", "_KG_COMPLETE").source())
