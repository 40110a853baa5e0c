"""The result type of every check, and the exception for bad input.

A problem says where it is (file, row, column), what is wrong and what to do. This module imports nothing from the
package and does not know what is checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing that is wrong. `row` is the 1-based line of the file (the header is line 1).

    `misuse` says that the caller's input is at fault (a name, a query, an option), and not the data.
    """

    code: str
    message: str
    hint: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    severity: Severity = "error"
    misuse: bool = False

    def __str__(self) -> str:
        """Return the problem as one line: place, column, code, message, what to do."""
        place = self.file + (f":{self.row}" if self.row is not None else "")
        column = f" [{self.column}]" if self.column else ""
        hint = f"  → {self.hint}" if self.hint else ""
        return f"{place}{column} {self.code}: {self.message}{hint}".lstrip()


class KgError(Exception):
    """Bad input, with all its problems; bad input raises nothing else."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Keep the problems; there is at least one."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def misuse(code: str, message: str, hint: str = "", file: str = "") -> KgError:
    """Return the error for faulty input of the caller; the command line exits with 2."""
    return KgError(Problem(code, message, hint, file, misuse=True))
