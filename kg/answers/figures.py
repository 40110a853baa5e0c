"""Figures as an analyst lays them out: measures down, periods across (or entities across), every cell with its source.

A cell says as much as the claims do: all figures, each with its document, a mark for what is no fact and one for what
is disputed. Nothing is averaged, converted or chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.answers.present import Sheet
from kg.knowledge.claims import Claim
from kg.knowledge.names import Names
from kg.values.period import Period
from kg.values.period import parse as parse_period
from kg.values.shown import show, show_period
from kg.words.vocab import PROPERTIES, UNITS
from kg.words.wording import word

#: After a quantity: a dispute is marked with an exclamation mark, a deprecated claim with a cross.
DISPUTED, DEPRECATED = "!", "×"


def source(claim: Claim) -> str:
    """Return the document, with a mark where the claim is disputed or judged wrong."""
    return claim.document + (DISPUTED if claim.disputed else "") + (DEPRECATED if claim.rank == "deprecated" else "")


def shown(claim: Claim, lang: str) -> str:
    """Return the quantity of a claim as a reader sees it, with what keeps it from being a plain fact."""
    text = show(claim.value, UNITS.get(claim.unit), lang, claim.as_published)
    notes = [word(claim.mode, lang)] if claim.mode != "actual" else []
    notes += [word("denies", lang)] if claim.polarity == "denies" else []
    notes += [word(claim.basis, lang)] if claim.hearsay else []
    if lang == "zh":
        return text + (f"（{'、'.join(notes)}）" if notes else "")
    return text + (f" ({', '.join(notes)})" if notes else "")


def together(claims: Iterable[Claim], lang: str) -> str:
    """Return quantities as one cell: equal ones once, each with the documents that give it."""
    sources: dict[str, list[str]] = {}
    for claim in claims:
        sources.setdefault(shown(claim, lang), []).append(source(claim))
    return ("；" if lang == "zh" else "; ").join(
        f"{text} [{', '.join(dict.fromkeys(where))}]" for text, where in sources.items()
    )


def _label(names: Names, one: Claim, lang: str) -> str:
    term = PROPERTIES[one.property]
    label = term.label_zh if lang == "zh" else term.label_en
    if not one.object:
        return label
    scope = names.label(one.object, lang)
    return f"{label}（{scope}）" if lang == "zh" else f"{label} ({scope})"


def _when(text: str) -> tuple[str, str, str]:
    period: Period | None = parse_period(text) if text else None
    if period is None:
        return ("9999", "", "")
    end = period.end.isoformat() if period.end else "9999-12-30"
    return (end, period.start.isoformat() if period.start else "", text)


def by_period(names: Names, claims: Iterable[Claim], lang: str = "en", most: int = 6) -> Sheet:
    """Lay out one entity's figures: a row a measure, a column for each of the best filled periods, one for the rest."""
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
        return "; ".join(
            (f"{show_period(period, lang)}: " if period else "") + together(cells[period], lang) for period in others
        )

    other = "other or no date" if lang == "en" else "其他或未注日期"
    headings = ("measure" if lang == "en" else "指标", *(show_period(p, lang) for p in periods), other)
    return Sheet(
        headings,
        [
            (label, *(together(cells.get(period, ()), lang) for period in periods), rest(cells))
            for label, cells in sorted(rows.items())
        ],
    )


def side_by_side(names: Names, claims: Iterable[Claim], subjects: Sequence[str], lang: str = "en") -> Sheet:
    """Lay out several entities' figures: a row a measure and period, a column an entity; rows with one entity last."""
    rows: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for one in claims:
        rows.setdefault((_label(names, one, lang), one.period), {}).setdefault(one.subject, []).append(one)
    ordered = sorted(rows.items(), key=lambda item: (-len(item[1]), item[0][0], _when(item[0][1])))
    headings = (
        "measure" if lang == "en" else "指标",
        "period" if lang == "en" else "期间",
        *(names.label(id, lang) for id in subjects),
    )
    return Sheet(
        headings,
        [
            (label, show_period(period, lang), *(together(cells.get(id, ()), lang) for id in subjects))
            for (label, period), cells in ordered
        ],
    )
