"""Quantities and periods as people read them, in English and in Chinese.

`540e6` CNY is `CNY 540 m` to an English reader and `5.4亿元` to a Chinese one; the printed precision is kept.
`kg.values.quantity` defines what a quantity means.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from kg.values.quantity import parse
from kg.words.terms import UnitTerm

_SIGNS = {
    "en": {"about": "about ", "nearly": "nearly ", "atLeast": "≥ ", "moreThan": "> ", "atMost": "≤ ", "lessThan": "< "},
    "zh": {
        "about": "约",
        "nearly": "近",
        "atLeast": "不低于",
        "moreThan": "超过",
        "atMost": "不超过",
        "lessThan": "低于",
    },
}
_VAGUE = {"en": "vague", "zh": "未给出具体数字"}
_BESIDE = {"en": " ({})", "zh": "（原文“{}”）"}
#: (power of ten, word): the largest that fits is used.
_SCALES = {"en": ((12, " tn"), (9, " bn"), (6, " m")), "zh": ((12, "万亿"), (8, "亿"), (4, "万"))}
_CURRENCIES = ("CNY", "HKD", "USD")
#: Units whose numbers are never scaled: 1,200 W is not 1.2 thousand W.
_UNSCALED = ("PERCENT", "POINT", "TIMES", "GB", "GB-PER-S", "W", "MONTH", "YEAR")
#: More digits than a quantity may have, so that none is rounded away.
_PRECISION = 80


def show(text: str, unit: UnitTerm | None, lang: str = "en", as_published: str = "") -> str:
    """Return a quantity as a reader of `lang` writes it, or other text unchanged."""
    try:
        quantity = parse(text)
    except ValueError:
        return text
    if quantity.bound == "vague":
        beside = _BESIDE[lang].format(as_published) if as_published else ""
        return _VAGUE[lang] + beside
    code = unit.name if unit else ""
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        ends = [(end, *_scale(abs(end), code, lang)) for end in (quantity.low, quantity.high)]
        low, high = (_digits(end, power) + word for end, power, word in ends)
        if lang == "zh":
            return _with_unit(f"{low}至{high}", unit, lang)
        return _with_unit(f"{low.removesuffix(ends[1][2])} to {high}", unit, lang)
    value = quantity.value
    if value is None:
        return text
    power, word = _scale(abs(value), code, lang)
    sign = _SIGNS[lang].get(quantity.bound, "")
    return sign + _with_unit(_digits(value, power) + word, unit, lang)


def _scale(size: Decimal, code: str, lang: str) -> tuple[int, str]:
    if code in _UNSCALED:
        return 0, ""
    for power, word in _SCALES[lang]:
        # English readers read a count such as 52,000 as it is; Chinese readers read 5.2万.
        if size >= Decimal(10) ** power:
            return power, word
    return 0, ""


def _digits(value: Decimal, power: int) -> str:
    with localcontext(prec=_PRECISION):
        scaled = value.scaleb(-power)
    exponent = scaled.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    text = f"{scaled:,.{decimals}f}"
    if power and "." in text:  # zeros that only scaling added: 540e6 is 5.4亿, not 5.40亿
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "\N{MINUS SIGN}")


def _with_unit(number: str, unit: UnitTerm | None, lang: str) -> str:
    if unit is None or unit.name == "EACH":
        return number
    if lang == "zh":
        return f"{number}{unit.label_zh}"
    if unit.name in _CURRENCIES:
        return f"{unit.name} {number}"
    if unit.name == "PERCENT":
        return f"{number} %"
    if unit.name == "TIMES":
        return f"{number}×"
    return f"{number} {unit.symbol or unit.label_en}"


def show_period(text: str, lang: str = "en") -> str:
    """Return a period as a reader of `lang` writes it: `2025-H1` is `2025年上半年` in Chinese."""
    if not text:
        return ""
    left, slash, right = text.partition("/")
    if not slash:
        return _point(left, lang)
    if lang == "zh":
        if left == "..":
            return f"截至{_point(right, lang)}"
        return f"{_point(left, lang)}起" if right == ".." else f"{_point(left, lang)}至{_point(right, lang)}"
    if left == "..":
        return f"until {_point(right, lang)}"
    return f"from {_point(left, lang)}" if right == ".." else f"{_point(left, lang)} to {_point(right, lang)}"


def _point(text: str, lang: str) -> str:
    bare = text.rstrip("~?")
    about = bare != text
    if lang == "en":
        return f"about {bare}" if about else bare
    year, *rest = bare.split("-")
    shown = f"{year}年"
    if rest:
        part = rest[0]
        if part.startswith("H"):
            shown += "上半年" if part == "H1" else "下半年"
        elif part.startswith("Q"):
            shown += f"第{'一二三四'[int(part[1]) - 1]}季度"
        else:
            shown += f"{int(part)}月"
            if len(rest) > 1:
                shown += f"{int(rest[1])}日"
    return f"约{shown}" if about else shown
