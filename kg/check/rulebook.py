"""Checks that are queries: one SELECT file a rule, its header, and the rows it finds.

A file's header says what is wrong (`title`), why it matters (`why`), what to do (`hint`) and, for a warning, the
`severity`. Every row is one finding: the thing, and a detail that may be empty. The stem of the file is the code of the
problem. Nothing here knows a rule, and no rule is written in Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.engine.store import Store
from kg.problem import KgError, Problem, Severity

_HEADER = re.compile(r"# ([a-z]+): (.+)")
_NEEDED = ("title", "why", "hint")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `text` is the query, which has two columns: the thing and the detail."""

    name: str
    title: str
    why: str
    hint: str
    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a rule; `thing` is an IRI, or text where a query made one."""

    rule: Rule
    thing: str
    detail: str


def read(folder: Path) -> list[Rule]:
    """Return the rules of a folder in the order of their names; KgError for a bad header or an empty folder."""
    rules = [_rule(path) for path in sorted(folder.glob("*.rq"))]
    if not rules:
        raise KgError(Problem("no-rules", f"there is no rule in {folder}", "install the package again"))
    return rules


def findings(rule: Rule, store: Store) -> list[Finding]:
    """Return what breaks a rule, in the order of its query; KgError for a bad query or other columns."""
    answer = store.select(rule.text)
    if len(answer.columns) != 2:
        message = f"the rule {rule.name} has the columns {', '.join(answer.columns)}"
        raise KgError(Problem("bad-rule", message, "select the thing and the detail", file=f"{rule.name}.rq"))
    return [Finding(rule, str(thing), "" if detail is None else str(detail)) for thing, detail in answer.rows]


def _rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    heads: dict[str, str] = {}
    for line in text.splitlines():
        if match := _HEADER.fullmatch(line):
            heads[match[1]] = match[2]
        elif line.startswith("#"):
            raise _broken(path, f"{line!r} is not a header")
        else:
            break
    missing = [key for key in _NEEDED if key not in heads]
    if missing:
        raise _broken(path, f"the header {missing[0]!r} is missing")
    if heads.get("severity", "error") not in ("error", "warning"):
        raise _broken(path, f"there is no severity {heads['severity']!r}")
    severity: Severity = "warning" if heads.get("severity") == "warning" else "error"
    return Rule(
        name=path.stem, title=heads["title"], why=heads["why"], hint=heads["hint"], severity=severity, text=text
    )


def _broken(path: Path, message: str) -> KgError:
    return KgError(Problem("bad-rule", message, "begin the file with `# title: …`, `# why: …`, `# hint: …`", str(path)))
