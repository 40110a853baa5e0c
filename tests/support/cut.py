"""The ledger as it would have been on a day: the same tables, without what was not yet published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.ledger.rows import Tables
from kg.values.asof import READINGS, AsOf, as_of


def cut(tables: Tables, known: AsOf) -> Tables:
    """Return the tables with the documents of a day only, and with nothing that rests on any other document."""
    documents = {
        one.id: one
        for one in tables.documents
        if known.knows(one.when.start if one.when else None, one.when.end if one.when else None)
    }
    claims = {one.key: one for one in tables.claims if one.document in documents}
    verdicts = []
    for verdict in tables.verdicts:
        members = tuple(member for member in verdict.members if member in claims)
        if len(members) > 1:
            preferred = verdict.preferred if verdict.preferred in claims else ""
            verdicts.append(replace(verdict, members=members, claims="; ".join(members), preferred=preferred))
    return replace(
        tables,
        documents=tuple(
            replace(one, repost_of=one.repost_of if one.repost_of in documents else "") for one in documents.values()
        ),
        aliases=tuple(one for one in tables.aliases if not one.document or one.document in documents),
        claims=tuple(
            replace(one, related=tuple(pair for pair in one.related if pair[1] in claims)) for one in claims.values()
        ),
        verdicts=tuple(verdicts),
    )


def telling_days(tables: Tables) -> list[AsOf]:
    """Return every day on which what is known may change, read both ways, and a day before all of them."""
    days = {day for one in tables.documents if one.when for day in (one.when.start, one.when.end) if day}
    days |= {day - timedelta(days=1) for day in days} | {date(2020, 1, 1)}
    return [as_of(day, reading) for day in sorted(days) for reading in READINGS]
