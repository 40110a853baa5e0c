"""Quantities in an analyst's layout: a row per measure, a column per period or entity, a claim in every cell.

A cell shows every quantity claimed, each with its claim, a note if it is not stated as fact and a mark if it is
disputed. Nothing is averaged, converted or picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.answers.present import Sheet
from kg.knowledge.claims import Claim
from kg.knowledge.names import Names
from kg.values.period import parse as parse_period
from kg.values.shown import show, show_period
from kg.words.vocab import PROPERTIES, UNITS
from kg.words.wording import beside, listed, word

#: After a quantity: a dispute is marked with an exclamation mark, a deprecated claim with a cross.
DISPUTED, DEPRECATED = "!", "×"


def source(claim: Claim) -> str:
    """Return the claim's id, marked if it is disputed or deprecated."""
    return claim.id + (DISPUTED if claim.disputed else "") + (DEPRECATED if claim.rank == "deprecated" else "")


def shown(claim: Claim, lang: str) -> str:
    """Return a claim's quantity as readers see it, noting whatever keeps it from being a plain fact."""
    text = show(claim.value, UNITS.get(claim.unit), lang, claim.as_published)
    notes = [word(claim.mode, lang)] if claim.mode != "actual" else []
    notes += [word("denies", lang)] if claim.polarity == "denies" else []
    notes += [word(claim.basis, lang)] if claim.hearsay else []
    return text + (beside(("、" if lang == "zh" else ", ").join(notes), lang) if notes else "")


def together(claims: Iterable[Claim], lang: str) -> str:
    """Return claimed quantities as one cell: each distinct quantity once, with its claims."""
    sources: dict[str, list[str]] = {}
    for claim in claims:
        sources.setdefault(shown(claim, lang), []).append(source(claim))
    return listed((f"{text} [{', '.join(dict.fromkeys(where))}]" for text, where in sources.items()), lang)


def notes(claims: Iterable[Claim], lang: str) -> Sheet | None:
    """Return the curators' notes on quantities, with what they are marked for; None if there are none."""
    rows: list[tuple[str, ...]] = [
        (
            claim.id,
            PROPERTIES[claim.property].label(lang),
            listed([word(name, lang) for name, holds in _marks(claim) if holds], lang),
            claim.note,
        )
        for claim in claims
        if claim.note or any(holds for _, holds in _marks(claim))
    ]
    heads = {"en": ("claim", "measure", "marked", "note"), "zh": ("陈述", "指标", "标记", "备注")}[lang]
    return Sheet(heads, rows) if rows else None


def _marks(claim: Claim) -> tuple[tuple[str, bool], ...]:
    return ("disputed", claim.disputed), ("deprecated", claim.rank == "deprecated")


def _label(names: Names, one: Claim, lang: str) -> str:
    label = PROPERTIES[one.property].label(lang)
    return label + (beside(names.label(one.object, lang), lang) if one.object else "")


def _when(text: str) -> tuple[str, str, str]:
    if not text:
        return ("9999", "", "")
    period = parse_period(text)
    end = period.end.isoformat() if period.end else "9999-12-30"
    return (end, period.start.isoformat() if period.start else "", text)


def by_period(names: Names, claims: Iterable[Claim], lang: str = "en", most: int = 6) -> Sheet:
    """Lay out one entity's quantities: a row per measure, columns for the fullest periods, one for the rest."""
    chosen = list(claims)
    counts: dict[str, set[str]] = {}
    for one in chosen:
        if one.period:
            counts.setdefault(one.period, set()).add(f"{one.property}|{one.object}")
    best = sorted(counts, key=lambda p: (-len(counts[p]), _when(p)))[:most]
    periods = sorted(best, key=_when)
    rows: dict[str, dict[str, list[Claim]]] = {}
    for one in chosen:
        rows.setdefault(_label(names, one, lang), {}).setdefault(one.period, []).append(one)

    def rest(cells: dict[str, list[Claim]]) -> str:
        others = sorted((period for period in cells if period not in periods), key=_when)
        colon = "：" if lang == "zh" else ": "
        heads = {period: show_period(period, lang) + colon if period else "" for period in others}
        return listed((heads[period] + together(cells[period], lang) for period in others), lang)

    measure, other = {"en": ("measure", "other or no date"), "zh": ("指标", "其他或未注日期")}[lang]
    return Sheet(
        (measure, *(show_period(p, lang) for p in periods), other),
        [
            (label, *(together(cells.get(period, ()), lang) for period in periods), rest(cells))
            for label, cells in sorted(rows.items())
        ],
    )


def side_by_side(names: Names, claims: Iterable[Claim], subjects: Sequence[str], lang: str = "en") -> Sheet:
    """Lay out quantities of several entities: a row per measure and period, a column per entity, fullest rows first."""
    rows: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for one in claims:
        rows.setdefault((_label(names, one, lang), one.period), {}).setdefault(one.subject, []).append(one)
    ordered = sorted(rows.items(), key=lambda item: (-len(item[1]), item[0][0], _when(item[0][1])))
    headings = {"en": ("measure", "period"), "zh": ("指标", "期间")}[lang]
    return Sheet(
        (*headings, *(names.label(id, lang) for id in subjects)),
        [
            (label, show_period(period, lang), *(together(cells.get(id, ()), lang) for id in subjects))
            for (label, period), cells in ordered
        ],
    )
