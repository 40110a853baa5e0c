"""A claim as an English or Chinese sentence: subject, verb, object or quantity, when it holds, how sure it is.

The verb carries mode and polarity: "is listed on" becomes "is to be listed on" in a plan. A sentence starts as a
pattern with gaps ("{subject} tests chips of {object}"), so that a page can turn the names into links.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Mapping

from kg.knowledge.claims import Claim
from kg.values.shown import show, show_period
from kg.words.vocab import PROPERTIES, UNITS
from kg.words.wording import beside, word

#: The name of an entity in a language.
Label = Callable[[str, str], str]
#: How an edge may read: a mode of its claims, a rumour or a denial.
LOOKS = ("actual", "plan", "forecast", "recommended", "hypothetical", "opinion", "rumour", "denied")

_ENGLISH = {"plan": "is to", "forecast": "is expected to", "recommended": "should", "hypothetical": "might"}
_CHINESE = {"plan": "计划", "forecast": "预计", "recommended": "应", "hypothetical": "可能"}
_RUMOUR = {"en": "Rumour: ", "zh": "传闻："}
_DENIED = {"en": "It is denied that ", "zh": "有否认："}
_PARTS = {
    "H1": "the first half",
    "H2": "the second half",
    "Q1": "the first quarter",
    "Q2": "the second quarter",
    "Q3": "the third quarter",
    "Q4": "the fourth quarter",
}


def sentence(claim: Claim, label: Label, lang: str) -> str:
    """Return a claim as a sentence without a full stop."""
    named = {"subject": claim.subject, "object": claim.object, "speaker": claim.said_by, "respect": claim.respect}
    names = {gap: label(id, lang) if id else "" for gap, id in named.items()}
    return filled(pattern(claim, lang), names | {"value": value(claim, lang)}, lang)


def value(claim: Claim, lang: str) -> str:
    """Return the quantity or text that a claim states, as written in a language; "" for a relation."""
    if claim.kind == "relation":
        return ""
    if claim.kind == "measure":
        return show(claim.value, UNITS.get(claim.unit), lang, claim.as_published)
    if claim.value in ("true", "false"):
        return word("yes" if claim.value == "true" else "no", lang)
    is_date = re.fullmatch(r"\d{4}(-\d\d){0,2}[~?]?", claim.value, re.ASCII)
    return show_period(claim.value, lang) if is_date else claim.value


def pattern(claim: Claim, lang: str) -> str:
    """Return a claim's sentence with the gaps {subject}, {subject’s}, {object}, {speaker}, {respect} and {value}."""
    relation = claim.kind == "relation"
    respect = bool(claim.respect)
    if relation and claim.polarity == "denies" and claim.said_by == claim.subject and not claim.extent:
        # Whoever denies something of itself is named once.
        rest = _clause(claim.property, claim.mode, claim.period, lang, respect).removeprefix("{subject}").lstrip()
        denial = "{speaker}否认" if lang == "zh" else "{speaker} denies that it "
        return (_RUMOUR[lang] if claim.hearsay else "") + denial + rest + _closing(claim, relation, lang)
    core = _clause(claim.property, claim.mode, claim.period, lang, respect) if relation else _statement(claim, lang)
    if claim.extent:
        core = re.sub(r"(\{subject(?:’s)?\})", rf"\1{beside(word(claim.extent, lang), lang)}", core)
    return _opening(claim, relation, lang) + core + _closing(claim, relation, lang)


def edge_pattern(property: str, look: str, lang: str) -> str:
    """Return the sentence of an edge in one of LOOKS, without the periods of its claims."""
    head = {"rumour": _RUMOUR, "denied": _DENIED}.get(look, {}).get(lang, "")
    tail = beside(word("opinion", lang), lang) if look == "opinion" else ""
    return head + _clause(property, "actual" if head else look, "", lang) + tail


def filled(pattern: str, texts: Mapping[str, str], lang: str) -> str:
    """Return a pattern with its gaps filled; a space separates a Latin subject from the Chinese after it."""

    def text(gap: re.Match[str]) -> str:
        name = texts[gap[1]]
        if gap[2]:
            return genitive(name)
        return f"{name} " if lang == "zh" and gap[1] == "subject" and re.search(r"[\w)]$", name, re.ASCII) else name

    return re.sub(r"\{(\w+)(’s)?\}", text, pattern)


def genitive(name: str) -> str:
    """Return a name in the genitive: MetaX’s, Moore Threads’."""
    return f"{name}’" if re.search(r"s[\"”’)]*$", name, re.IGNORECASE) else f"{name}’s"


def infinitive(phrase: str) -> str | None:
    """Return the infinitive of a verb phrase, "test chips of" for "tests chips of"; None if unknown."""
    if said := re.fullmatch(r"is said to (.+)", phrase):
        return said[1]
    if going := re.fullmatch(r"(?:is|are|was|were) (\w+)ing\b(.*)", phrase):
        return f"{going[1]}{going[2]}"
    first, space, rest = phrase.partition(" ")
    tail = space + rest
    if first in ("is", "are", "was", "were"):
        return f"be{tail}"
    if first == "has":
        return f"have{tail}"
    if re.search(r"[a-z]ies$", first):
        return f"{first[:-3]}y{tail}"
    if re.search(r"(ch|sh|ss|x)es$|[a-z]{2}ed$", first):
        return first[:-2] + tail
    return first[:-1] + tail if re.search(r"[^s]s$", first) else None


def in_mode(phrase: str, mode: str, lang: str, time: str = "") -> str | None:
    """Return a verb phrase in a mode, in Chinese with its time; None if the mode needs a note instead."""
    if mode not in _ENGLISH:
        return time + phrase if lang == "zh" else phrase
    if lang == "zh":
        bare = re.sub(r"^是", "成为", re.sub(r"^(正在|据称|已)", "", phrase))
        return f"{_CHINESE[mode]}{time}{bare}"
    verb = infinitive(phrase)
    return f"{_ENGLISH[mode]} {verb}" if verb else None


def when(period: str, lang: str) -> str:
    """Return a period as it reads in a sentence: "in 2025", "on 17 December 2025", 2025年上半年."""
    if not period or lang == "zh":
        return show_period(period, lang)
    left, slash, right = period.partition("/")
    if not slash:
        return f"{'on' if left.count('-') == 2 else 'in'} {_side(left)}"
    if left == "..":
        return f"until {_side(right)}"
    return f"since {_side(left)}" if right == ".." else f"between {_side(left)} and {_side(right)}"


def _side(text: str) -> str:
    bare = text.rstrip("~?")
    year, *rest = bare.split("-")
    if rest and rest[0] in _PARTS:
        shown = f"{_PARTS[rest[0]]} of {year}"
    else:
        month = [month_name[int(rest[0])]] if rest else []
        shown = " ".join([*(str(int(day)) for day in rest[1:]), *month, year])
    return shown if bare == text else f"about {shown}"


def _clause(property: str, mode: str, period: str, lang: str, respect: bool = False) -> str:
    label, time = PROPERTIES[property].label(lang), when(period, lang)
    phrase = in_mode(label, mode, lang, time)
    if lang == "zh":
        before, _, after = (phrase or label).partition("…")
        return f"{{subject}}{'在{respect}上' if respect else ''}{before}{{object}}{after}"
    tail = (
        (" in {respect}" if respect else "")
        + (f" {time}" if time else "")
        + ("" if phrase else beside(word(mode, lang), lang))
    )
    return f"{{subject}} {phrase or label} {{object}}{tail}"


def _statement(claim: Claim, lang: str) -> str:
    label, time = PROPERTIES[claim.property].label(lang), when(claim.period, lang)
    scope = beside("{object}", lang) if claim.object else ""
    if lang == "zh":
        time = time if claim.kind == "measure" or not time else beside(time, lang)
        return f"{{subject}}{time}{label}{scope}：{{value}}"
    return f"{{subject’s}} {label}{scope}{f' {time}' if time else ''}: {{value}}"


def _opening(claim: Claim, relation: bool, lang: str) -> str:
    rumour = _RUMOUR[lang] if claim.hearsay else ""
    if claim.polarity == "denies":
        if not claim.said_by:
            return rumour + (_DENIED[lang] if relation or lang == "zh" else "Denied: ")
        return rumour + ("{speaker}否认：" if lang == "zh" else "{speaker} denies" + (" that " if relation else ": "))
    if claim.mode == "opinion" and claim.said_by:
        return rumour + ("{speaker}认为，" if lang == "zh" else "In the view of {speaker}, ")
    if claim.mode == "recommended" and claim.said_by and relation:
        return rumour + ("{speaker}主张，" if lang == "zh" else "{speaker} says ")
    return rumour


def _closing(claim: Claim, relation: bool, lang: str) -> str:
    if claim.mode == "opinion":
        return "" if claim.said_by and claim.polarity == "asserts" else beside(word("opinion", lang), lang)
    return "" if relation or claim.mode == "actual" else beside(word(claim.mode, lang), lang)
