"""Checks of identifiers: each is well formed, its check digits are right, and it means one entity.

Part of `kg.check.tables`, which calls it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.check.register import Register
from kg.ledger.rows import Identifier

#: What an identifier looks like, by its scheme, and an example. Codes in Hong Kong have five digits.
_FORMS: Mapping[str, tuple[str, str]] = {
    "isin": (r"[A-Z]{2}[A-Z0-9]{9}[0-9]", "US67066G1040"),
    "lei": (r"[A-Z0-9]{18}[0-9]{2}", "HWUPKR0MPOU8FGXBT394"),
    "ticker": (
        r"[0-9]{6}\.(SH|SZ|BJ)|[0-9]{5}\.HK|[0-9]{4}\.TW|[0-9]{6}\.KS|[A-Z]+(?:[.-][A-Z])?\.[A-Z]{4,}",
        "688256.SH",
    ),
    "uscc": (r"[0-9A-HJ-NPQRTUWXY]{18}", "91110000600037341L"),
    "website": (r"https?://[^/]+(/.*)?", "https://www.example.cn"),
    "wikidata": (r"Q[1-9][0-9]*", "Q42"),
}


def check_identifiers(register: Register) -> None:
    """Add every problem of the identifiers."""
    seen: dict[tuple[str, str], Identifier] = {}
    for row in register.tables.identifiers:
        check_identifier(register, row)
        first = seen.setdefault((row.scheme, row.value), row)
        if first is not row:
            message = f"{row.value} is also the {row.scheme} of {first.entity} (line {first.row})"
            register.say(row, "value", "identifier-twice", message, "an identifier means one entity: remove one row")


def check_identifier(register: Register, row: Identifier) -> None:
    """Add every problem of one identifier."""
    if row.entity:
        register.entity(row, "entity", row.entity)
    form, example = _FORMS.get(row.scheme, ("", ""))
    if not row.value or not form:
        return  # the loader has said so
    if not re.fullmatch(form, row.value):
        hint = f"write it as in {example}"
        register.say(row, "value", "bad-identifier", f"{row.value!r} is not a {row.scheme}", hint)
    elif not _sums(row.scheme, row.value):
        message = f"{row.value!r} is not a {row.scheme}: its check digits are wrong"
        register.say(row, "value", "bad-identifier", message, "copy it again from its source")


def _sums(scheme: str, value: str) -> bool:
    """Return True if the check digits of an identifier are right, or if it has none."""
    if scheme == "isin":
        from stdnum import isin

        return bool(isin.is_valid(value))
    if scheme == "lei":
        from stdnum import lei

        return bool(lei.is_valid(value))
    if scheme == "uscc":
        from stdnum.cn import uscc

        return bool(uscc.is_valid(value))
    return True
