"""`kg completion`: the shell's completion script."""

from __future__ import annotations

import click


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: eval "$(kg completion bash)"   in ~/.bashrc
    zsh:  eval "$(kg completion zsh)"    in ~/.zshrc
    fish: kg completion fish > ~/.config/fish/completions/kg.fish
    """  # noqa: D301  click wants the character itself
    from click.shell_completion import get_completion_class

    from kg.cli import main

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(main, {}, "kg", "_KG_COMPLETE").source())
