"""Read a quantity as a document prints it: `367.74亿港元`, `loss of 200-300 million yuan`, `nearly 700%`, `超三分之一`.

One table of words and a few rules, in English and Chinese. What is read is what is printed and no more: the digits keep
their precision, a word that limits a figure keeps its meaning, and a text that could mean several figures is not read.
`kg.values.quantity` defines what a quantity means; `kg.values.shown` prints one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, localcontext
from functools import cache, lru_cache
from itertools import pairwise
from typing import cast

from kg.values import quantity
from kg.values.quantity import SIGNS, Bound, Quantity

_ASCII = (
    r"(?:(?<![a-z0-9.])|(?<=rmb)|(?<=cny)|(?<=usd)|(?<=hkd))"
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
)
_ENGLISH = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ENGLISH_WORD = rf"(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))}|hundred)"
_SCALES = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "mln": 6, "m": 6, "billion": 9, "bn": 9, "b": 9}
_SCALES |= {"trillion": 12, "tn": 12, "trn": 12}
_SCALE = r"(?:[ -]?(?:thousand|million|billion|trillion)|\s?(?:mln|mn|bn|trn|tn|[kmb]))(?![a-z])"
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_HAN = "".join(_DIGITS)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_ORDINALS = {word: number for number, word in enumerate("first second third fourth fifth sixth seventh".split(), 1)}

#: (kind, what it says, pattern). Where several match, the first wins. Several bounds or units: the words are used for
#: any of them. `other` is a unit that the ontology does not have; a number after a unit is its power of ten.
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("vague", "", r"\b(?:ten|dozen|score|hundred|thousand|million|billion|trillion)s of\b|\bseveral\b|\ba few\b"),
    ("vague", "", "[数几](?=[十百千万亿个家年倍成])|(?<=[十百千万])几|若干"),
    ("bound", "atMost", r"\bno(?:t)? more than\b|\bnot exceed(?:ing)?\b|\bat most\b|\bup to\b|\bwithin\b|≤|<="),
    ("bound", "atMost", "不超过?|不高于|不多于|至多|最多"),
    ("bound", "atLeast", r"\bno(?:t)? (?:less|fewer) than\b|\bat least\b|≥|>=|不低于|不少于|不小于|至少|最少"),
    ("bound", "moreThan", r"\bmore than\b|\bover\b|\bexceed(?:s|ed|ing)?\b|\babove\b|\bsurpass(?:es|ed|ing)?\b|>"),
    ("bound", "moreThan", r"\bin excess of\b|\bgreater than\b|\bupwards of\b|(?<=[0-9%千万亿kmbn])\+"),
    ("bound", "moreThan", "超过?|逾|高于|大于|多于|突破|(?<=[0-9十百千万亿])[余多]"),
    ("bound", "lessThan", r"\b(?:less|fewer) than\b|\bunder\b|\bbelow\b|<|不足|不到|低于|小于|少于|未满"),
    ("bound", "nearly", r"\bnearly\b|\balmost\b|\bjust under\b"),
    ("bound", "nearly about", r"\bclose to\b|接近|将近|近"),
    ("bound", "atLeast moreThan", r"\bor more\b|\bplus\b|以上"),
    ("bound", "atMost lessThan", "以[下内]|之内"),
    ("bound", "about", r"\babout\b|\baround\b|\bapprox(?:imately)?\b|\broughly\b|\bbasically\b|\bcirca\b|\bor so\b|≈"),
    ("bound", "about", "大约|大概|约合?|左右|上下|(?<=[千万亿])级|规模|(?<![0-9十百千万亿元年倍%])~"),
    ("loss", "", r"\b(?:net )?loss(?:es)?\b|\blost\b|\bnegative\b|\bdeficit\b|净?亏损?|净?损失"),
    ("minus", "", r"\bminus\b|负|(?<![0-9十百千万亿元年倍%a-z])-(?=[0-9a-z$¥])|(?<=cny |hkd |usd )-"),
    ("per", "", r"\bper (?!cent)|/(?!s\b)|每"),
    ("unit", "HKD", r"hk\$|\bhkd|\bhong kong dollars?\b|\bhk dollars?\b|港[元币纸]"),
    ("unit", "USD", r"us\$|u\.s\.\s?\$|\busd|\b(?:us|u\.s\.)[ -]dollars?\b|美[元金]"),
    ("unit", "other", r"[a-z]{1,3}\$|[€£]|\b(?:euros?|eur|gbp|jpy|yen|krw|won)\b|[日欧韩]元|英镑|[新台]币"),
    ("unit", "USD HKD", r"\$|\bdollars?\b"),
    ("unit", "CNY", r"\bcny|\brmb|\byuan\b|\brenminbi\b|人民币|元|块钱"),
    ("unit", "CNY other", "¥"),
    ("unit", "POINT", r"\bpercentage points?\b|\bpp\b|\bppts?\b|个?百分点"),
    ("unit", "POINT -2", r"\bbasis points?\b|(?<![a-z])bps?\b|个?基点"),
    ("unit", "PERCENT", r"%|\bper ?cent\b|\bpct\b"),
    ("unit", "PERCENT -1", "‰"),
    ("unit", "PERCENT 1", f"(?<=[0-9{_HAN}])成"),
    ("unit", "TIMES", r"倍|\btimes\b|(?<=[0-9])\s?x\b|×|-?fold\b"),
    ("unit", "GB-PER-S", r"gb(?:/s| per second)\b"),
    ("unit", "GB-PER-S 3", r"tb(?:/s| per second)\b"),
    ("unit", "GB", r"gb\b|\bgigabytes?\b"),
    ("unit", "GB 3", r"tb\b|\bterabytes?\b"),
    ("unit", "W 3", r"kw\b|\bkilowatts?\b|千瓦"),
    ("unit", "W", r"(?<=[0-9])\s?w\b|\bwatts?\b|瓦"),
    ("unit", "MONTH", r"\bmonths?\b|个?月"),
    ("unit", "YEAR", r"\byears?\b|年"),
    ("unit", "YEAR 1", r"\bdecades?\b"),
    ("unit", "WAFER", r"\bwafers?\b|片?晶圆"),
    ("unit", "SHARE", r"\bshares?\b|股"),
    ("unit", "PARAMETER", r"\bparameters?\b|参数"),
    ("unit", "SERVER", r"\bservers?\b"),
    ("unit", "CHIP", r"\b(?:chips?|gpus?)\b|[颗张]"),
    ("unit", "CHIP WAFER", "片"),
    ("unit", "CHIP SERVER EACH", r"\bcards?\b|台"),
    ("unit", "EACH", r"\b(?:people|employees|clients|customers|companies)\b|[名人家项轮款]"),
    ("unit", "EACH CHIP SERVER WAFER SHARE PARAMETER", r"\bunits?\b|个(?!半月)"),
    ("double", "", r"\bdoubled?\b|\btwice\b|翻[番倍]"),
    ("fraction", "", rf"[0-9]+/[0-9]+|[十百千万0-9{_HAN}]+分之[十0-9{_HAN}]+"),
    ("fraction", "", r"(?:\b(?:one|two|three|four|a)[- ])?\b(?:half|thirds?|quarters?|fifths?|tenths?)\b"),
    ("half", "", "半"),
    ("ordinal", "", rf"\b(?:{'|'.join(_ORDINALS)})\b"),
    ("number", "zh", rf"(?:(?:{_ASCII}|[{_HAN}十百]+(?:点[{_HAN}]+)?)[千万亿十百]+)+(?:[{_HAN}十百]+)?|[千万亿百]+"),
    ("number", "en", rf"{_ASCII}(?:{_SCALE})*"),
    ("number", "zh", f"[{_HAN}十百]+(?:点[{_HAN}]+)?"),
    ("number", "en", rf"\b{_ENGLISH_WORD}(?:[- ](?:and )?{_ENGLISH_WORD})*\b(?:{_SCALE})*"),
    ("number", "en", r"\b(?:thousand|million|billion|trillion)\b"),
    ("and", "", "[增升降跌涨减][至到]"),
    ("to", "", r"\bto\b|[~–—-]|至|到"),
    ("between", "", r"\bbetween\b|介于"),
    ("and", "", r"\band\b|\bor\b|[,、;和与或及]"),
)
_SIGN_OF = {bound: sign for sign, bound in SIGNS.items()}
_MIRROR: dict[Bound, Bound] = {
    "moreThan": "lessThan",
    "lessThan": "moreThan",
    "atLeast": "atMost",
    "atMost": "atLeast",
}
#: Other spellings of the same signs: traditional characters, numerals of cheques, kinds of minus and of dash.
_SAME = str.maketrans(
    "億萬兩幾數餘約虧損過圓個與壹贰貳叁參肆伍陆陸柒捌玖拾佰仟負張項輪顆級淨\N{MINUS SIGN}﹣\N{NON-BREAKING HYPHEN}",
    "亿万两几数余约亏损过元个与一二二三三四五六六七八九十百千负张项轮颗级净---",
)

_CUT = re.compile(r"[^E]*E[+-][0-9]{2}").fullmatch
#: How a note begins that tells why a claim is not as printed.
EXCUSE = "Not as printed ({}): "
_EXCUSE = re.compile(r"Not as printed \(([a-z, ]+)\): (?=\S)").match


class NotReadError(ValueError):
    """The text holds no figure that can be read, or several; the message says which."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure: both ends (equal unless it is a range; None where only words like "several" are printed).

    The ends are in base units, with their sign and their printed digits. `bounds` are those the words allow; `units`
    is empty where no unit is printed. `loose`: the words fix no number of digits (a third, 三成, two hundred).
    """

    low: Decimal | None
    high: Decimal | None
    bounds: frozenset[Bound]
    units: frozenset[str]
    loose: bool

    def quantity(self, bound: Bound | None = None) -> Quantity:
        """Return the figure as a quantity with this bound, else with one that the words allow."""
        if self.low is None or self.high is None:
            return quantity.parse("vague")
        if self.low != self.high:
            return quantity.parse(f"{self.low}..{self.high}")
        return quantity.parse(f"{_SIGN_OF[bound or min(self.bounds)]}{self.low}")


@dataclass(frozen=True, slots=True)
class _Figure:
    """One number of a text, the power of ten that words add to it, and what else they tell."""

    number: Decimal
    power: int = 0
    minus: bool = False
    part: bool = False
    loose: bool = False
    bare: bool = False

    def signed(self, unit: str, loss: bool) -> Decimal:
        """Return the number in base units; part of a whole is a percentage where one is expected."""
        power = self.power + 2 * (self.part and unit == "PERCENT")
        # 52,000 has two digits, as 52 thousand has; 5000亿 has four.
        plain = re.fullmatch("([0-9]+?)((?:000)+)", str(self.number)) if not power else None
        size = Decimal(plain[1]).scaleb(len(plain[2])) if plain else self.number.scaleb(power)
        return -size if self.minus != loss else size


@lru_cache(maxsize=16384)
def read(text: str, unit: str = "") -> Printed:
    """Read a printed quantity; raise NotReadError if the text holds no figure, or several that are no range.

    `unit` is the unit the figure is expected in: half is 50 of a per cent, and 0.5 of anything else.
    """
    bounds: frozenset[Bound] = frozenset()
    units: frozenset[str] = frozenset()
    kinds: set[str] = set()
    figures: list[_Figure] = []
    minus = False
    for kind, says, part in _tokens(text):
        if kind == "per" and figures:
            break
        if kind == "bound":
            ways = cast("frozenset[Bound]", frozenset(says.split()))
            bounds = bounds & ways or bounds | ways
        elif kind == "unit":
            names = frozenset(name for name in says.split() if name[-1].isalpha())
            if units and not units & names:
                raise NotReadError(f"{text!r} names two units")
            units = units & names or names
        kinds.add(kind)
        figures, before = _with(figures, kind, says, part, minus), len(figures)
        minus = kind == "minus" or (minus and len(figures) == before)
    if "vague" in kinds:
        return Printed(None, None, frozenset(("vague",)), units, loose=True)
    if not figures or len(figures) > 2:
        raise NotReadError(f"{text!r} holds {'several figures' if figures else 'no figure'}")
    loss = "loss" in kinds
    first, last = figures[0], figures[-1]
    loose = first.loose or last.loose
    if len(figures) == 1:
        end = first.signed(unit, loss)
        bounds = bounds or frozenset(("exact", "about") if first.bare else ("exact",))
        return Printed(end, end, frozenset(_MIRROR.get(b, b) for b in bounds) if loss else bounds, units, loose)
    if "to" not in kinds and not {"between", "and"} <= kinds:
        raise NotReadError(f"{text!r} holds two figures and is no range")
    first = first if first.power else replace(first, power=last.power)
    ends = sorted(one.signed(unit, loss) for one in (first, last))
    if ends[0] == ends[1] or (not loss and first.signed(unit, loss) != ends[0]):
        raise NotReadError(f"{text!r} holds two figures and is no range")
    return Printed(ends[0], ends[1], frozenset(("range",)), units, loose)


def figures_of(text: str) -> set[Decimal]:
    """Return every number that a running text prints, without signs, in base units and as a percentage."""
    figures: list[_Figure] = []
    for kind, says, part in _tokens(text):
        before = figures
        figures = _with(figures, kind, says, part, minus=False)
        if len(figures) == len(before) and figures != before:  # a word scales the last one: 3 decades
            figures = [*before, figures[-1]]
    shared = [replace(one, power=other.power) for one, other in pairwise(figures) if not one.power]
    return {one.signed(unit, loss=False) for one in (*figures, *shared) for unit in ("", "PERCENT")}


def holds(figures: Iterable[Decimal], number: Decimal) -> bool:
    """Return True if a number is one of the figures, or one of them rounded to its digits, as 33.3 is a third."""
    return any(abs(number) == one or rounds_to(one, abs(number)) for one in figures)


def rounds_to(figure: Decimal, number: Decimal) -> bool:
    """Return True if a figure with more digits gives the number, when rounded to the digits of the number."""
    exponent = cast(int, number.as_tuple().exponent)
    if number.is_zero() or cast(int, figure.as_tuple().exponent) >= exponent:
        return False
    with localcontext(prec=60):
        return number in (figure.quantize(number, way) for way in (ROUND_HALF_UP, ROUND_HALF_DOWN))


def restored(value: str, as_published: str, unit: str = "") -> str:
    """Return a value with its printed digits where a spreadsheet has rewritten it; otherwise as it is.

    A spreadsheet writes 300e6 as 300000000, which claims nine digits, and shows 36.774e9 as 3.68E+10, which loses two.
    A value that differs from the printed figure in anything else stays.
    """
    try:
        given, printed = quantity.parse(value), read(as_published, unit)
    except ValueError:
        return value
    if printed.loose or given.bound not in printed.bounds or given.bound == "vague":
        return value
    meant = printed.quantity(given.bound)
    pairs = list(zip(given.ends, meant.ends, strict=True))
    spelt_out = all(one == other and digits(one) >= digits(other) for one, other in pairs)
    cut = is_cut(value) and all(one == other or rounds_to(other, one) for one, other in pairs)
    return meant.text if spelt_out or cut else value


def is_cut(value: str) -> bool:
    """Return True for a number as spreadsheets show one that is too long for its cell: 3.68E+10."""
    return _CUT(value) is not None


def excused(note: str) -> frozenset[str]:
    """Return the respects in which a claim is not as printed on purpose, by the beginning of its note."""
    match = _EXCUSE(note)
    return frozenset(match[1].split(", ")) if match else frozenset()


def digits(number: Decimal) -> int:
    """Return how many digits of a number are printed."""
    return len(number.as_tuple().digits)


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, what it says, text) of every word of the grammar, in half width, lower case, simplified."""
    pattern = _grammar()
    for match in pattern.finditer(unicodedata.normalize("NFKC", text).translate(_SAME).lower()):
        kind, says, _ = _WORDS[int((match.lastgroup or "w0")[1:])]
        yield kind, says, match[0]


@cache
def _grammar() -> re.Pattern[str]:
    # Compiled on first use: most commands never need it.
    return re.compile("|".join(f"(?P<w{at}>{pattern})" for at, (_, _, pattern) in enumerate(_WORDS)))


def _with(figures: list[_Figure], kind: str, says: str, part: str, minus: bool) -> list[_Figure]:
    """Return the figures with what a word adds to them."""
    if figures and (kind == "half" and not figures[-1].part):  # 两年半
        return [*figures[:-1], replace(figures[-1], number=figures[-1].number + Decimal("0.5"))]
    if figures and kind == "unit" and says[-1].isdigit():  # three decades
        last = figures[-1]
        return [*figures[:-1], replace(last, power=last.power + int(says.split()[-1]), loose=True)]
    if kind == "half":
        made = _Figure(Decimal("0.5"), part=True)
    elif kind == "double":
        made = _Figure(Decimal(2), loose=True)
    elif kind == "ordinal":
        made = _Figure(Decimal(_ORDINALS[part]))
    elif kind == "fraction":
        made = _Figure(_fraction(part), part=True, loose=True)
    elif kind == "number":
        made = _chinese(part) if says == "zh" else _english(part)
    else:
        return figures
    return [*figures, replace(made, minus=minus)]


def _english(text: str) -> _Figure:
    words = re.findall("[0-9.,]+|[a-z]+", text)
    power = sum(_SCALES.get(word, 0) for word in words)
    if text[0].isdigit():
        return _Figure(Decimal(words[0].replace(",", "")), power)
    total = 0
    for word in words:
        total = max(total, 1) * 100 if word == "hundred" else total + _ENGLISH.get(word, 0)
    bare = total == 0 and words[0] != "zero"
    return _Figure(Decimal(1 if bare else total), power, loose="hundred" in words, bare=bare)


def _chinese(text: str) -> _Figure:
    """Read 5.2万, 一百二十万, 1亿2000万; a lone 千亿 is about as much."""
    power = sum(_POWERS[sign] for sign in text[len(text.rstrip("十百千万亿")) :])
    words = set(text)
    spelt = not words & set("0123456789")
    bare = spelt and not words & _DIGITS.keys() and text != "十"
    # How many digits of 一百二十 are meant nobody can tell; 两千 is as 2千.
    return _Figure(_size(text).scaleb(-power), power, loose=spelt and not bare and bool(words & set("十百")), bare=bare)


def _size(text: str) -> Decimal:
    """Return a numeral's size: the largest unit parts what it multiplies from what is added."""
    for unit in "亿万千百十":
        head, sign, tail = text.rpartition(unit)
        if sign:
            power = _POWERS[unit]
            size = (_size(head) if head else Decimal(1)).scaleb(power)
            if not tail:
                return size
            rest = _size(tail)
            # 两万五 is two and a half 万.
            return size + (rest.scaleb(power - 1) if len(tail) == 1 and power > 1 else rest)
    return Decimal("".join("." if sign == "点" else str(_DIGITS.get(sign, sign)) for sign in text.replace(",", "")))


def _fraction(text: str) -> Decimal:
    with localcontext(prec=30):
        if "/" in text:
            above, below = map(Decimal, text.split("/"))
            return above / below if below else Decimal(0)
        if "分之" in text:
            below, above = map(_size, text.split("分之"))
            return above / below if below else Decimal(0)
        *count, kind = re.split("[- ]", text)
        return Decimal(_ENGLISH.get(count[0], 1) if count else 1) / _PARTS[kind.rstrip("s")]
