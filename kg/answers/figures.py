"""Figures as an analyst lays them out: measures down, periods across (or entities across), every cell with its source.

A cell says as much as the claims do: all figures, each with its document, a mark for what is no fact and one for what
is disputed. Nothing is averaged, converted or chosen.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.answers.present import Sheet
from kg.engine.store import Store
from kg.knowledge.names import Names
from kg.questions import catalog
from kg.values.ids import entity_iri, local_name, short
from kg.values.period import Period
from kg.values.period import parse as parse_period
from kg.values.shown import show, show_period
from kg.words.vocab import PROPERTIES, UNITS
from kg.words.wording import HEARSAY, camel, word

#: After a figure: what is no plain fact. A dispute is marked with an exclamation mark, a deprecated claim with a cross.
DISPUTED, DEPRECATED = "!", "×"
_HEARSAY = tuple(map(camel, HEARSAY))


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim of a measure. Ids and local names; `quantity` in the ledger's grammar."""

    claim: str
    subject: str
    property: str
    object: str
    quantity: str
    unit: str
    as_published: str
    period: str
    polarity: str
    mode: str
    basis: str
    rank: str
    said_by: str
    document: str
    disputed: bool

    # The field named `property` hides the decorator of that name inside this class.
    @builtins.property
    def source(self) -> str:
        """The document, with a mark where the claim is disputed or judged wrong."""
        return self.document + (DISPUTED if self.disputed else "") + (DEPRECATED if self.rank == "deprecated" else "")

    def shown(self, lang: str) -> str:
        """Return the figure as a reader sees it, with what keeps it from being a plain fact."""
        text = show(self.quantity, UNITS.get(self.unit), lang, self.as_published)
        notes = [word(self.mode, lang)] if self.mode != "actual" else []
        notes += [word("denies", lang)] if self.polarity == "denies" else []
        notes += [word(self.basis, lang)] if self.basis in _HEARSAY else []
        if lang == "zh":
            return text + (f"（{'、'.join(notes)}）" if notes else "")
        return text + (f" ({', '.join(notes)})" if notes else "")


def together(found: Iterable[Figure], lang: str) -> str:
    """Return figures as one cell: equal ones once, each with the documents that give it."""
    sources: dict[str, list[str]] = {}
    for one in found:
        sources.setdefault(one.shown(lang), []).append(one.source)
    return ("；" if lang == "zh" else "; ").join(
        f"{text} [{', '.join(dict.fromkeys(where))}]" for text, where in sources.items()
    )


def figures(store: Store, subjects: Sequence[str], as_of: date | None = None, reading: str = "certain") -> list[Figure]:
    """Read the figures about some entities, published by a day where one is given."""
    text = catalog.internal("figures")
    if subjects:
        text = catalog.replace(text, "subject", " ".join(f"<{entity_iri(id)}>" for id in subjects))
    if as_of is not None:
        text = catalog.replace(text, "asOf", f'"{as_of}"^^<http://www.w3.org/2001/XMLSchema#date>')
    text = catalog.replace(text, "reading", f'"{reading}"')
    disputed = {row[0] for row in store.select(catalog.internal("disputed")).rows}
    found = []
    for row in store.select(text).rows:
        (
            claim,
            subject,
            property,
            object_,
            quantity,
            unit,
            printed,
            period,
            _,
            polarity,
            mode,
            basis,
            rank,
            said,
            document,
        ) = row
        found.append(
            Figure(
                short(str(claim)).removeprefix("claim:"),
                local_name(str(subject)),
                local_name(str(property)),
                local_name(str(object_)) if object_ else "",
                str(quantity),
                local_name(str(unit)) if unit else "",
                str(printed or ""),
                str(period or ""),
                local_name(str(polarity)),
                local_name(str(mode)),
                local_name(str(basis)),
                local_name(str(rank)),
                local_name(str(said)) if said else "",
                local_name(str(document)),
                claim in disputed,
            )
        )
    return found


def _label(names: Names, one: Figure, lang: str) -> str:
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


def by_period(names: Names, found: Iterable[Figure], lang: str = "en", most: int = 6) -> Sheet:
    """Lay out one entity's figures: a row a measure, a column for each of the best filled periods, one for the rest."""
    chosen = list(found)
    counts: dict[str, set[str]] = {}
    for one in chosen:
        if one.period:
            counts.setdefault(one.period, set()).add(f"{one.property}|{one.object}")
    best = sorted(counts, key=lambda p: (-len(counts[p]), _when(p)))[:most]
    periods = sorted(best, key=_when)
    rows: dict[str, dict[str, list[Figure]]] = {}
    for one in chosen:
        rows.setdefault(_label(names, one, lang), {}).setdefault(one.period, []).append(one)

    def rest(cells: dict[str, list[Figure]]) -> str:
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


def side_by_side(names: Names, found: Iterable[Figure], subjects: Sequence[str], lang: str = "en") -> Sheet:
    """Lay out several entities' figures: a row a measure and period, a column an entity; rows with one entity last."""
    rows: dict[tuple[str, str], dict[str, list[Figure]]] = {}
    for one in found:
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
