"""The grammar of quantities: `540e6`, `>=52000`, `~2e9`, `-763e6..-527e6`, `vague`.

A quantity keeps its printed precision, because two quantities agree when their printed roundings overlap. This module
does not know units, languages or tables; `kg.values.shown` writes a quantity for people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal, cast

Bound = Literal["exact", "about", "atLeast", "atMost", "moreThan", "lessThan", "nearly", "range", "vague"]

#: Ends of an interval, both included; None = open.
Interval = tuple[Decimal | None, Decimal | None]

#: What a sign before a number says.
SIGNS: dict[str, Bound] = {
    "": "exact",
    "~": "about",
    ">=": "atLeast",
    "<=": "atMost",
    ">": "moreThan",
    "<": "lessThan",
    "~<": "nearly",
}
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_ONE = re.compile(rf"(~<|~|>=|<=|>|<|)({_NUMBER})").fullmatch
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})").fullmatch
_MOST_DIGITS = 30
_MOST_EXPONENT = 30
# Enough digits that adding half a unit of precision never rounds: 30 digits, exponents within ±30, and some room.
_EXACT = Context(prec=130)
_HALF = Decimal("0.5")
_ABOUT = Decimal("0.05")
_NEARLY = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity. `text` is its canonical spelling; equal quantities have the same value, bound and precision.

    exact, about, nearly: `low` and `high` are both the number. atLeast, moreThan: `low` alone. atMost, lessThan: `high`
    alone. range: both ends. vague: neither.
    """

    low: Decimal | None
    high: Decimal | None
    bound: Bound
    text: str

    @property
    def value(self) -> Decimal | None:
        """The one printed number, whatever its bound; None for a range and for vague."""
        if self.bound == "range":
            return None
        return self.low if self.low is not None else self.high

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The printed numbers: two of a range, none of vague, else one."""
        if self.low is not None and self.high is not None and self.bound == "range":
            return self.low, self.high
        return () if self.value is None else (self.value,)


@lru_cache(maxsize=16384)
def parse(text: str) -> Quantity:
    """Parse a quantity: no spaces, base units, a dot for decimals. The ValueError says what to write instead."""
    if text == "vague":
        return Quantity(None, None, "vague", text)
    one = _ONE(text)
    if one is not None:
        sign, number = one.groups()
        value, bound = _number(number), SIGNS[sign]
        low = None if bound in ("atMost", "lessThan") else value
        high = None if bound in ("atLeast", "moreThan") else value
        return Quantity(low, high, bound, sign + _spell(value))
    both = _RANGE(text)
    if both is None:
        raise ValueError(_explain(text))
    first, second = _number(both.group(1)), _number(both.group(2))
    if first > second:
        turned = f"{both.group(2)}..{both.group(1)}"
        raise ValueError(f"the range {text!r} is upside down; write the lower end first: {turned}")
    if first == second:
        raise ValueError(f"the range {text!r} has equal ends; write the number once")
    return Quantity(first, second, "range", f"{_spell(first)}..{_spell(second)}")


def canonical(text: str) -> str:
    """Return the canonical spelling of a quantity, with all its printed digits; ValueError like `parse`."""
    return parse(text).text


def interval(quantity: Quantity) -> Interval:
    """Return the interval of values the quantity may stand for, both ends included, None = open.

    Every end is widened by half a unit of its last printed digit. about: 5 % either way, or the printed precision
    where that is more. nearly: from 95 % of the number to the number itself.
    """
    low, high = quantity.low, quantity.high
    if quantity.bound == "nearly" and low is not None:
        # "A loss of nearly 300 million" is written -300e6: nearly is just short of it in size.
        ends = sorted((low, _EXACT.multiply(low, _NEARLY)))
        return ends[0], ends[1]
    wide = quantity.bound == "about"
    return (
        None if low is None else _EXACT.subtract(low, _slack(low, wide)),
        None if high is None else _EXACT.add(high, _slack(high, wide)),
    )


def _slack(value: Decimal, wide: bool) -> Decimal:
    half = _HALF.scaleb(cast(int, value.as_tuple().exponent), _EXACT)
    return max(half, _EXACT.multiply(abs(value), _ABOUT)) if wide else half


def _number(text: str) -> Decimal:
    mantissa, _, exponent = text.lower().partition("e")
    # Checked before Decimal sees it: nothing afterwards can hold Decimal('1e999999999').
    if len(exponent.lstrip("+-0")) > 3 or len(mantissa) > 100:
        raise ValueError(f"the quantity {text[:40]!r} is out of range; at most 30 digits and exponents within ±30")
    value = Decimal(text)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        raise ValueError(
            f"the quantity {text[:40]!r} has more than {_MOST_DIGITS} digits; write as many as were printed"
        )
    if abs(value.adjusted()) > _MOST_EXPONENT or abs(int(exponent or "0")) > _MOST_EXPONENT:
        raise ValueError(f"the quantity {text!r} has an exponent beyond ±{_MOST_EXPONENT}; check the unit")
    return value.copy_abs() if value.is_zero() else value


def _spell(value: Decimal) -> str:
    sign, digits, exponent = value.as_tuple()
    whole = value.adjusted() % 3 + 1
    if cast(int, exponent) <= 0 or len(digits) < whole:
        return str(value).lower().replace("e+", "e")
    # Steps of a thousand read best (540e6, 1.98e9), but only where they need no digit that was not printed:
    # Decimal.to_eng_string turns 5.4e8 into 540e6, which claims a precision that was never printed.
    text = "".join(map(str, digits))
    point = "." if len(digits) > whole else ""
    return f"{'-' * sign}{text[:whole]}{point}{text[whole:]}e{value.adjusted() - whole + 1}"


def _explain(text: str) -> str:
    shown = repr(text if len(text) <= 60 else text[:60] + "…")
    advice = next(advice for fault, advice in _FAULTS if re.search(fault, text))
    return f"{shown} is not a quantity: {advice}"


# The first match explains the fault; the last matches everything.
_FAULTS: tuple[tuple[str, str], ...] = (
    (r"\A\s*\Z", "it is empty; write it in base units, e.g. 540e6, or 'vague'"),
    (r"\A\s|\s\Z", "there are spaces around it; remove them"),
    ("[亿億万萬千百]", "write base units, 万 = e4 and 亿 = e8: 367.74亿 is 367.74e8"),
    (r"\A[-+~<>=0-9.]+\s?([kKmMbB]n?|mn|million|billion)\Z", "write base units: 540m is 540e6, 2bn is 2e9"),
    ("[,，]", "leave thousands commas out, and write decimals with a dot"),
    ("[%％‰]", "leave the sign out; write the number here and PERCENT as the unit"),
    ("[≥≤≈～〜＜＞＝−–—－…]", "write >= <= ~ < > - and two dots, all ASCII"),
    (r"[^\x00-\x7f]", "write ASCII digits, 0-9"),
    (r"(?i)\b(nan|inf|infinity)\b", "write 'vague' where nothing more is known"),
    (r"\A~.*\.\.", "a range is already approximate, leave the ~ out"),
    (r"\.\.", "write low..high, e.g. -763e6..-527e6, or >= and <= for open ends"),
    (r"\s", "write it without spaces"),
    (r"\A(~<|~|>=|<=|>|<)\Z", "this is a sign without a number; write e.g. >=52000"),
    (r"[0-9][eE][+-]?\Z", "the exponent is unfinished; write e.g. 2e9"),
    (r"\..*\.", "there is more than one decimal point"),
    (r"\A[^0-9]*\.|\.([^0-9]|\Z)", "write a digit on either side of the point, e.g. 0.5"),
    ("", "write e.g. 540e6, >=52000, <=1.98e9, >60, <3, ~2e9, ~<2e9, -763e6..-527e6 or vague"),
)
