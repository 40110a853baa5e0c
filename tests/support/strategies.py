"""What the property tests draw from: figures, periods, and rows of a claims file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from kg.knowledge.claims import Claim
from kg.words.vocab import ENUMS

_digits = st.integers(0, 9) | st.integers(10, 999) | st.integers(1000, 10**12 - 1)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Draw a decimal number as people type it: sign, digits, perhaps a fraction, perhaps an exponent."""
    text = draw(st.sampled_from(["", "", "-", "+"])) + str(draw(_digits))
    if draw(st.booleans()):
        text += "." + draw(st.text("0123456789", min_size=1, max_size=6))
    if draw(st.booleans()):
        text += draw(st.sampled_from("eE")) + str(draw(st.integers(min_value=-9, max_value=15)))
    return text


@st.composite
def quantities(draw: st.DrawFn) -> str:
    """Draw a figure of the grammar, every bound among them."""
    if draw(st.integers(0, 9)) == 0:
        return "vague"
    if draw(st.integers(0, 4)) == 0:
        ends = sorted((draw(numbers()), draw(numbers())), key=Decimal)
        if Decimal(ends[0]) != Decimal(ends[1]):
            return "..".join(ends)
    return draw(st.sampled_from(["", "~", ">=", "<=", ">", "<", "~<"])) + draw(numbers())


_days = st.dates(min_value=date(1949, 1, 1), max_value=date(2060, 12, 31))


@st.composite
def points(draw: st.DrawFn) -> str:
    """Draw one side of a period: year, half, quarter, month or day, perhaps qualified."""
    day = draw(_days)
    forms = ["{y}", "{y}-H{h}", "{y}-h{h}", "{y}-Q{q}", "{y}-q{q}", "{y}-{m:02}", "{y}-{m:02}-{d:02}"]
    text = draw(st.sampled_from(forms)).format(
        y=day.year, h=(day.month - 1) // 6 + 1, q=(day.month - 1) // 3 + 1, m=day.month, d=day.day
    )
    return text + draw(st.sampled_from(["", "", "", "~", "?"]))


@st.composite
def periods(draw: st.DrawFn) -> str:
    """Draw a period of the grammar: a point, or from one to another, or open on one side."""
    form = draw(st.integers(0, 3))
    if form == 0:
        return draw(points())
    if form == 1:
        return "../" + draw(points())
    if form == 2:
        return draw(points()) + "/.."
    return "/".join(sorted((draw(points()), draw(points())), key=lambda side: side[:4]))


#: Text as curators type it: both scripts, quotes, commas, no control characters, no spaces at the ends.
words = st.text(st.sampled_from("abc XYZ019,;\"'()%€芯片摩尔线程亿，“”" + "é" + "𠮷"), max_size=20).map(str.strip)
ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
#: Rows of a claims file, as a curator leaves them before tidying.
claim_rows = st.lists(
    st.fixed_dictionaries(
        {"id": ids, "subject": ids, "property": st.just("revenue")},
        optional={
            "value": quantities() | words,
            "unit": st.sampled_from(["", "CNY"]),
            "as_published": words,
            "period": periods(),
            "polarity": st.sampled_from(["", "asserts", "denies"]),
            "line": st.integers(1, 300).map(str),
            "start": st.integers(0, 9000).map(str),
            "relation": st.just("contradicts;fulfils"),
            "relates_to": st.sampled_from(["d001/1; 1", "a;b"]),
            "note": words | words.map(lambda word: f" {word}\r\n{word}\t"),
        },
    ),
    max_size=5,
)


#: Claims of relations between three entities, as the graph gives them back.
claims_read = st.lists(
    st.builds(
        Claim,
        id=st.from_regex(r"00[1-3]/[1-9]", fullmatch=True),
        document=st.sampled_from(["d001", "d002"]),
        origin=st.sampled_from(["d001", "d002"]),
        subject=st.sampled_from("abc"),
        property=st.sampled_from(["tests", "uses"]),
        object=st.sampled_from("abc"),
        polarity=st.sampled_from(ENUMS["polarity"]),
        mode=st.sampled_from(ENUMS["mode"]),
        basis=st.sampled_from(["press", "filing", "anonymous", "comment", "marketInfo"]),
        rank=st.sampled_from(ENUMS["rank"]),
        disputed=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda claim: claim.id,
)
