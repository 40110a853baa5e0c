"""The project's namespaces and ids: what may be an id, and the IRI it becomes.

Every namespace of the project is spelled here and nowhere else. This module reads no files and knows no table.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

BASE = "https://w3id.org/china-gpu-kg/"
KG = BASE + "ontology#"
ENT = BASE + "entity/"
UNIT = BASE + "unit/"
CLAIM = BASE + "claim/"
DOCUMENT = BASE + "document/"
CONFLICT = BASE + "conflict/"
ALIAS = BASE + "alias/"
IDENTIFIER = BASE + "identifier/"
NOT_SAME = BASE + "not-same/"
GENID = BASE + "genid/"
GRAPH = BASE + "graph/"
#: What queries and exports call the namespaces.
PREFIXES = {
    "kg": KG,
    "ent": ENT,
    "unit": UNIT,
    "claim": CLAIM,
    "document": DOCUMENT,
    "conflict": CONFLICT,
    "alias": ALIAS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
}

IdKind = Literal["entity", "document", "claim", "conflict"]

#: Longest id of each kind, in characters. Claim ids are short because they are read beside their document's.
LIMITS: dict[IdKind, int] = {"entity": 64, "document": 64, "claim": 32, "conflict": 128}

# Ids become file names, and Windows opens a device instead of a file with one of these names.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
#: What a spreadsheet or a data frame reads as a number, and writes back as another: 000 as 0, 1e5 as 100000.
_NUMBER = re.compile(r"[0-9]+(?:e[0-9]+)?|inf|nan").fullmatch
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*").fullmatch
_PREFIXES = (
    (KG, "kg:"),
    (ENT, "ent:"),
    (UNIT, "unit:"),
    (CLAIM, "claim:"),
    (DOCUMENT, "document:"),
    (CONFLICT, "conflict:"),
    (ALIAS, "alias:"),
    (IDENTIFIER, "identifier:"),
)


def _is_id(kind: IdKind, text: str) -> bool:
    return is_former_id(text) and len(text) <= LIMITS[kind] and not _looks_like_a_number(kind, text)


def is_former_id(text: str) -> bool:
    """Return True if the text may have been an id before ids that look like numbers were ruled out."""
    return len(text) <= LIMITS["conflict"] and _ID(text) is not None and text not in _DEVICES


def _looks_like_a_number(kind: IdKind, text: str) -> bool:
    # A claim's id stands beside its document's: 7 survives there, 007 and 1e5 do not.
    if kind == "claim" and text.isdecimal():
        return text.startswith("0") and text != "0"
    return _NUMBER(text) is not None


def is_entity_id(text: str) -> bool:
    """Return True if the text may be the id of an entity."""
    return _is_id("entity", text)


def check_id(kind: IdKind, text: str) -> None:
    """Raise a ValueError that says what to write, unless the text may be an id of that kind."""
    if _is_id(kind, text):
        return
    if not text:
        raise ValueError(f"the {kind} id is empty; write lower-case letters and digits joined by hyphens")
    shown = ascii(text if len(text) <= 80 else text[:80] + "…")
    if text in _DEVICES:
        raise ValueError(f"the {kind} id {shown} names a device on Windows; add a word, e.g. '{text}-1'")
    if _looks_like_a_number(kind, text):
        hint = f"put a letter first, e.g. '{kind[0]}{text}'"
        raise ValueError(f"the {kind} id {shown} looks like a number, and spreadsheets would change it; {hint}")
    if len(text) > LIMITS[kind]:
        raise ValueError(f"the {kind} id {shown} has {len(text)} characters; shorten it to {LIMITS[kind]} at most")
    guess = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower())
    guess = guess.strip("-")
    hint = f"; perhaps '{guess}'" if _is_id(kind, guess) else ""
    raise ValueError(
        f"{shown} is not a valid {kind} id; write lower-case letters a-z and digits joined by single hyphens{hint}"
    )


def entity_iri(id: str) -> str:
    """Return the IRI of an entity; ValueError for a bad id."""
    check_id("entity", id)
    return ENT + id


def document_iri(id: str) -> str:
    """Return the IRI of a document; ValueError for a bad id."""
    check_id("document", id)
    return DOCUMENT + id


def claim_iri(document: str, id: str) -> str:
    """Return the IRI of a claim, made of its document's id and its own; ValueError for a bad id."""
    check_id("document", document)
    check_id("claim", id)
    return f"{CLAIM}{document}/{id}"


def term_iri(local: str) -> str:
    """Return the IRI of a term of the ontology (class, property, listed value); ValueError for a bad name."""
    if _WORD(local) is None:
        raise ValueError(f"{local!a} is not a name of the ontology; letters and digits, a letter first")
    return KG + local


def unit_iri(code: str) -> str:
    """Return the IRI of a unit (`CNY`, `PERCENT`); ValueError for a bad code."""
    if _WORD(code) is None:
        raise ValueError(f"{code!a} is not a unit; write an ISO 4217 code such as CNY, or a unit of the ontology")
    return UNIT + code


def local_name(iri: str) -> str:
    """Return what follows the namespace (`metax`, `revenue`, `d001/46a`), or the last # or / of a foreign IRI."""
    for namespace, _ in _PREFIXES:
        if iri.startswith(namespace):
            return iri[len(namespace) :]
    return re.split(r"[#/]", iri.rstrip("#/"))[-1]


def short(iri: str) -> str:
    """Return the prefixed spelling (`ent:metax`, `kg:revenue`, `claim:d001/46a`), or a foreign IRI unchanged."""
    for namespace, prefix in _PREFIXES:
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri


def safe_file_name(text: str) -> str:
    """Return a file name (no suffix added) that every system accepts and that cannot leave its folder.

    Letters of any script stay; separators, reserved and invisible characters become hyphens; at most 150 UTF-8 bytes;
    never empty. Applying it twice is the same as once.
    """
    kept = "".join(
        "-" if c in '<>:"/\\|?*' or c.isspace() or unicodedata.category(c)[0] == "C" else c
        for c in unicodedata.normalize("NFC", text)
    )
    while len(kept.encode()) > 150:
        kept = kept[:-1]
    kept = re.sub(r"-{2,}", "-", kept).strip("-. ")
    if kept.split(".")[0].casefold() in _DEVICES:
        kept = "_" + kept
    return kept or "unnamed"
