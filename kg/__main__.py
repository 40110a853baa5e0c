"""`python -m kg`: the command line, where the folder of scripts is not on the path."""

from __future__ import annotations

from kg.cli import main

if __name__ == "__main__":
    main(prog_name="kg")
