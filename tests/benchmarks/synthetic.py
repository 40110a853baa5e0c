"""Synthetic claims that obey the ontology: as many as a benchmark wants, the same ones every time.

Makers, customers, investors, boards and documents with relations and figures between them, in the proportions of the
real ledger. The names are numbers on purpose: nobody should take one of these for a fact.
"""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from typing import Any

from kg.ledger.rows import Alias, Claim, Document, Entity, Tables
from kg.values.period import parse as parse_period

#: Triples a claim of the real ledger comes to, register included; only used to choose how many claims make N triples.
TRIPLES_PER_CLAIM = 18
_RELATIONS = ("tests", "uses", "buysFrom", "shareholderOf", "partnerOf", "memberOf", "listedOn", "subsidiaryOf")
_MEASURES = (
    ("revenue", "CNY"),
    ("netResult", "CNY"),
    ("shipments", "CHIP"),
    ("grossMargin", "PERCENT"),
    ("marketValue", "CNY"),
)
_PERIODS = ("2022", "2023", "2024", "2025-H1", "2025-Q3", "2024-12-31", "../2025-06-30")
_MODES = ("actual",) * 8 + ("plan", "forecast")


def tables(claims: int, seed: int = 7) -> Tables:
    """Make a ledger of so many claims, half relations and half figures."""
    chance = random.Random(seed)
    makers = [f"maker-{n}" for n in range(max(4, claims // 60))]
    customers = [f"customer-{n}" for n in range(max(4, claims // 50))]
    investors = [f"investor-{n}" for n in range(max(4, claims // 50))]
    groups = [f"group-{n}" for n in range(max(2, claims // 400))]
    boards = [f"board-{n}" for n in range(4)]
    speakers = [f"speaker-{n}" for n in range(max(2, claims // 200))]
    kinds = (
        (makers, "ChipMaker"),
        (customers, "InternetCompany"),
        (investors, "VentureInvestor"),
        (groups, "CompanyGroup"),
        (boards, "Board"),
        (speakers, "Person"),
        (["publisher-0"], "Publisher"),
    )
    entities = tuple(
        Entity(id=id, cls=cls, label_en=id.replace("-", " ").title(), label_zh=f"合成{id}")
        for ids, cls in kinds
        for id in ids
    )
    aliases = tuple(Alias(entity=id, alias=f"alias of {id}", lang="en", kind="short") for id in makers)
    documents = tuple(_document(n) for n in range(max(2, claims // 150)))
    objects = {
        "tests": (customers, makers),
        "uses": (customers, makers),
        "buysFrom": (customers, makers),
        "shareholderOf": (investors, makers),
        "partnerOf": (makers, customers),
        "memberOf": (makers, groups),
        "listedOn": (makers, boards),
        "subsidiaryOf": (makers, customers),
    }
    rows = []
    for n in range(claims):
        document = documents[n % len(documents)]
        period = chance.choice(_PERIODS)
        common: dict[str, Any] = {
            "document": document.id,
            "id": f"{n // len(documents) + 1}a",
            "period": period,
            "when": parse_period(period),
            "mode": chance.choice(_MODES),
            "basis": "press",
            "said_by": chance.choice(speakers) if n % 4 == 0 else "",
            "line": n % 90 + 1,
            "start": n * 7 % 9000,
            "length": 20 + n % 40,
            "digest": hashlib.sha256(str(n).encode()).hexdigest()[:16],
        }
        if n % 2:
            property, unit = chance.choice(_MEASURES)
            value = (
                f"{chance.randint(10, 999)}e{chance.randint(4, 8)}" if unit != "PERCENT" else str(chance.randint(1, 99))
            )
            bound = chance.choice(("", "", "", ">", "<=", "~"))
            rows.append(
                Claim(subject=chance.choice(makers), property=property, value=bound + value, unit=unit, **common)
            )
        else:
            property = chance.choice(_RELATIONS)
            subjects, others = objects[property]
            rows.append(
                Claim(subject=chance.choice(subjects), property=property, object=chance.choice(others), **common)
            )
    return Tables(documents=documents, entities=entities, aliases=aliases, claims=tuple(rows))


def _document(n: int) -> Document:
    day = date(2024, 1, 1) + timedelta(days=n % 700)
    return Document(
        id=f"d{n}",
        title=f"Synthetic document {n}",
        publisher="publisher-0",
        published=day.isoformat(),
        language="en",
        basis="press",
        when=parse_period(day.isoformat()),
    )
