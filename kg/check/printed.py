"""Checks of figures against what is printed: value, unit, sign, bound and digits must be those of `as_published`.

A spreadsheet that only opens and saves a file rewrites its figures, and a slip of the finger makes billions of
millions: both show beside the printed form. A difference that is meant is named at the beginning of the claim's note.
"""

from __future__ import annotations

import re

from kg.check.register import Register
from kg.ledger.rows import Claim
from kg.values import period, printed, quantity
from kg.values.printed import Printed
from kg.values.quantity import Quantity

#: In what a claim may differ from what is printed.
RESPECTS = ("value", "unit", "sign", "bound", "digits")
_SPELT_OUT = re.compile(r"[^.e]*[1-9]0{6,}").fullmatch


def check_printed(register: Register, claim: Claim, measure: bool) -> None:
    """Add the problems of a claim's figure beside its printed form; `measure`: the property is a quantity."""
    if period.is_spreadsheet_day(claim.as_published) and not claim.as_published.isalpha():
        message = f"a spreadsheet has made {claim.as_published!r} of what was printed"
        hint = "write it as the document prints it, and import every column as text"
        register.say(claim, "as_published", "spreadsheet-day", message, hint)
    excused = printed.excused(claim.note)
    if unknown := sorted(excused - set(RESPECTS)):
        message = f"the note excuses {', '.join(unknown)}, which is none of {', '.join(RESPECTS)}"
        register.say(claim, "note", "printed-excuse", message, "name what differs from what is printed")
    given = _given(claim) if measure else None
    differing = set() if given is None else _compare(register, claim, given, excused)
    if idle := sorted(excused & set(RESPECTS) - differing):
        message = f"the note excuses the {' and the '.join(idle)}, and nothing differs there"
        register.say(claim, "note", "printed-excuse", message, "take the words out, or correct the row", "warning")


def _given(claim: Claim) -> Quantity | None:
    try:
        return quantity.parse(claim.value)
    except ValueError:
        return None


def _compare(register: Register, claim: Claim, given: Quantity, excused: frozenset[str]) -> set[str]:
    """Add the problems of a readable value; return in what it differs, excused or not."""
    try:
        read = printed.read(claim.as_published, claim.unit)
    except ValueError as error:
        if given.bound == "vague":
            return set()
        _unheld(register, claim)
        if claim.as_published and "value" not in excused:
            message = f"{claim.value} is not held against what is printed: {error}"
            hint = f"correct as_published, or begin the note with '{printed.EXCUSE.format('value')}' and the reason"
            register.say(claim, "as_published", "printed-unread", message, hint, "warning")
        return {"value"}
    differing = _differing(claim, given, read)
    for respect, says in differing.items():
        if respect in excused:
            continue
        message = f"{claim.as_published!r} is {says}"
        hint = (
            f"correct the row; if this is meant, begin its note with '{printed.EXCUSE.format(respect)}' and the reason"
        )
        if respect == "digits" and printed.restored(claim.value, claim.as_published, claim.unit) != claim.value:
            message += ": a spreadsheet has rewritten the figure"
            hint = "run `kg tidy`, which restores the printed digits, and import every column as text"
        column = "unit" if respect == "unit" else "value"
        register.say(claim, column, f"printed-{respect}", message, hint)
    if read.loose:
        _unheld(register, claim)
    return set(differing)


def _differing(claim: Claim, given: Quantity, read: Printed) -> dict[str, str]:
    """Return in what the value differs from the printed figure: each with "what is printed, not what is given"."""
    differing: dict[str, str] = {}
    if read.units and claim.unit and claim.unit not in read.units:
        names = sorted(read.units - {"other"})
        differing["unit"] = f"in {' or '.join(names) or 'another unit'}, not {claim.unit}"
    meant = read.quantity(given.bound if given.bound in read.bounds else None)
    against = f"{meant.text}, not {claim.value}"
    bound = {} if given.bound in read.bounds else {"bound": f"{' or '.join(sorted(read.bounds))}, not {given.bound}"}
    if len(given.ends) != len(meant.ends):
        return differing | {"value": against}
    if given.ends == meant.ends:
        fewer = any(
            printed.digits(one) != printed.digits(other) for one, other in zip(given.ends, meant.ends, strict=True)
        )
        return differing | bound | ({"digits": against} if fewer and not read.loose else {})
    turned = tuple(sorted(-end for end in given.ends))
    if turned == meant.ends:
        # A loss of more than 300 million is below -300e6: one slip, and not two.
        mirrored = {given.bound, *read.bounds} in ({"moreThan", "lessThan"}, {"atLeast", "atMost"})
        return differing | ({} if mirrored else bound) | {"sign": against}
    rounded = all(
        one == other or printed.rounds_to(abs(other), abs(one))
        for one, other in zip(given.ends, meant.ends, strict=True)
    )
    if rounded and read.loose:
        return differing | bound
    return differing | bound | {"digits" if rounded and printed.is_cut(claim.value) else "value": against}


def _unheld(register: Register, claim: Claim) -> None:
    """Report a figure in a spreadsheet's spelling where no printed digits can tell what it was."""
    if printed.is_cut(claim.value) or _SPELT_OUT(claim.value):
        message = f"{claim.value} is written as spreadsheets write numbers, with digits added or lost"
        hint = "write the printed digits and no more, e.g. 540e6, and import every column as text"
        register.say(claim, "value", "spreadsheet-number", message, hint)
