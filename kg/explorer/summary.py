"""The ledger as plain text for readers without scripts and for search engines: entities and the claims about them.

Each line is a sentence of our own (`kg.knowledge.sentence`) with its speaker and place, never a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.knowledge.claims import Claim
from kg.knowledge.ledger import Ledger
from kg.knowledge.sentence import pattern, sentence
from kg.values.text import clean
from kg.words.wording import beside, listed, word

#: A ledger up to MOST characters is given whole; a longer one is cut to BEGINNING, to keep the page small.
MOST, BEGINNING = 100_000, 20_000
_MORE = {"en": "{} more claims are in the data of this page.", "zh": "本页数据中另有{}条陈述。"}


@dataclass(frozen=True, slots=True)
class Section:
    """One entity: its name in both languages, and one line for each claim about it."""

    name: str
    other: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The sections, and a note on those left out (empty if none are)."""

    sections: tuple[Section, ...]
    more: str


def summarise(ledger: Ledger, lang: str) -> Summary:
    """Return the ledger's claims by subject, the most claimed-about first, cut to fit the page."""
    claims: dict[str, list[Claim]] = {}
    for claim in ledger.claims:
        if claim.rank != "deprecated":
            claims.setdefault(claim.subject, []).append(claim)
    labels = {one.id: (clean(one.label("en")), clean(one.label("zh"))) for one in ledger.names.entities.values()}
    names = {id: both[lang == "zh"] for id, both in labels.items()}
    sections: list[Section] = []
    for subject in sorted(claims, key=lambda id: (-len(claims[id]), id)):
        name, other = labels[subject] if lang == "en" else labels[subject][::-1]
        lines = tuple(_line(claim, names, lang) for claim in claims[subject])
        sections.append(Section(name, "" if other == name else other, lines))
    if sum(map(_size, sections)) > MOST:
        room = BEGINNING
        kept = [section for section in sections if (room := room - _size(section)) > 0]
        sections = kept or [replace(sections[0], lines=sections[0].lines[:100])]
    left = sum(map(len, claims.values())) - sum(len(section.lines) for section in sections)
    return Summary(tuple(sections), _MORE[lang].format(left) if left else "")


def _size(section: Section) -> int:
    return sum(map(len, section.lines))


def _line(claim: Claim, names: dict[str, str], lang: str) -> str:
    place = claim.document
    if claim.line is not None:
        place += ("，" if lang == "zh" else ", ") + word("line {}", lang).format(claim.line)
    quoted = names.get(claim.said_by, "") if "{speaker}" not in pattern(claim, lang) else ""
    source = listed(filter(None, (quoted, place)), lang)
    return clean(sentence(claim, lambda id, _: names.get(id, ""), lang) + beside(source, lang))
