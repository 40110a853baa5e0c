"""One model of what is claimed: one class of that name on either side, and one place that knows what a day knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PYTHON = {path: ast.parse(path.read_text("utf-8")) for path in sorted((CHECKOUT / "kg").rglob("*.py"))}
PROGRAM = {path: path.read_text("utf-8") for path in sorted((CHECKOUT / "kg" / "explorer" / "src").rglob("*.ts"))}
#: A comparison of when something was published with a day.
DAY = re.compile(r"\bas_?of\b|\bpublished_(from|to)\b|known_(certain|possible)", re.IGNORECASE)


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(CHECKOUT).as_posix() for path in paths]


def test_the_program_is_there() -> None:
    assert len(PYTHON) > 80
    assert len(PROGRAM) > 60


def test_the_claim_is_one_class_beside_the_row() -> None:
    python = [
        path
        for path, tree in PYTHON.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == "Claim"
    ]
    assert names(python) == ["kg/knowledge/claims.py", "kg/ledger/rows.py"]
    program = [path for path, text in PROGRAM.items() if re.search(r"\b(interface|class|type) Claim\b", text)]
    assert names(program) == ["kg/explorer/src/ledger/types.ts"]


def test_one_module_knows_what_was_published_by_a_day() -> None:
    order = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
    comparing = [
        path
        for path, tree in PYTHON.items()
        if any(
            isinstance(node, ast.Compare)
            and any(isinstance(sign, order) for sign in node.ops)
            and DAY.search(ast.unparse(node))
            for node in ast.walk(tree)
        )
    ]
    assert names(comparing) in ([], ["kg/values/asof.py"]), "ask AsOf.knows"
    published = re.compile(r"\.(from|to)\s*[<>]=?\s*asOf\b|\basOf\s*[<>]=?\s*\w+\.(from|to)\b")
    assert names([path for path, text in PROGRAM.items() if published.search(text)]) == [
        "kg/explorer/src/ledger/knowledge.ts"
    ], "ask isKnown"
