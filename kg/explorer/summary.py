"""The ledger as plain lines of text, for readers without scripts and for search engines: entities and what is said.

A line is a sentence of ours (`kg.knowledge.sentence`) with who says so and where, never a sentence of a source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.knowledge.claims import Claim
from kg.knowledge.ledger import Ledger
from kg.knowledge.sentence import pattern, sentence
from kg.values.text import clean

#: A ledger of so many characters is given whole; of a larger one the beginning, since the page must stay small.
MOST, BEGINNING = 100_000, 20_000
_LINE = {"en": "line {}", "zh": "第{}行"}
_MORE = {"en": "{} more claims are in the data of this page.", "zh": "本页数据中另有{}条陈述。"}


@dataclass(frozen=True, slots=True)
class Section:
    """One entity: its name, its name in the other language, and a line a claim about it."""

    name: str
    other: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Sections, and what is said about those that are left out (empty where nothing is)."""

    sections: tuple[Section, ...]
    more: str


def summarise(ledger: Ledger, lang: str) -> Summary:
    """Return the claims of the ledger by subject, who is spoken of most first: all of them, or the first of many."""
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
    zh = lang == "zh"
    place = claim.document
    if claim.line is not None:
        place += ("，" if zh else ", ") + _LINE[lang].format(claim.line)
    quoted = names.get(claim.said_by, "") if "{speaker}" not in pattern(claim, lang) else ""
    source = ("；" if zh else "; ").join(note for note in (quoted, place) if note)
    says = sentence(claim, lambda id, _: names.get(id, ""), lang)
    return clean(f"{says}（{source}）" if zh else f"{says} ({source})")
