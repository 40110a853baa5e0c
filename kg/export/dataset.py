"""What a catalogue wants to know of the data: name, authors, licence, days. Every description of them says the same.

No day here is that of the export: the same data give the same bytes.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from kg.values.ids import BASE

if TYPE_CHECKING:
    from kg.ledger.rows import Tables

IRI = BASE + "dataset"
NAME = "domestic-gpu-ledger"
TITLE = ("Claim ledger of the domestic Chinese GPU industry", "国产GPU产业陈述台账")
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LICENSE_NAME = "CC-BY-4.0"
#: Made and published by the same people, as CITATION.cff says.
CREATOR = "The domestic-gpu-kg contributors"
KEYWORDS = ("knowledge graph", "RDF", "ontology", "provenance", "GPU", "semiconductors", "China")
#: The day of the first version, as the ontology says.
ISSUED = date(2026, 11, 21)


def modified(tables: Tables) -> date:
    """Return the last day the data are known to have changed: the newest document's, but not before the first version.

    A document counts by the last day it may have been published on, and by the day it was saved.
    """
    published = [document.when.end for document in tables.documents if document.when and document.when.end]
    saved = [date.fromisoformat(document.retrieved) for document in tables.documents if document.retrieved]
    return max([ISSUED, *published, *saved])


def covered(tables: Tables) -> tuple[date, date] | None:
    """Return the first and the last day on which the documents were published, or None."""
    starts = [document.when.start for document in tables.documents if document.when and document.when.start]
    ends = [document.when.end for document in tables.documents if document.when and document.when.end]
    return (min(starts), max(ends)) if starts and ends else None


def checksum(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return sha256(content).hexdigest()
