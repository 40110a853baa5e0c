"""The tables' columns and the rows they become: document, entity, identifier, alias, not-same, claim, verdict.

Fields are named after the columns (`class` is `cls`, which Python reserves); parsed values have names of their own. An
empty cell of a claim holds the default it stands for. Nothing here reads a file or checks a row.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from pathlib import Path

from kg.values import quantity
from kg.values.period import Period
from kg.values.quantity import Quantity


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Columns of every table, in their order. `claims` is every file of the folder `claims/`, the others are one file each.
COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": _names(
        "id title publisher author published published_basis language translation repost_of url kind basis sha256"
        " retrieved former_ids note"
    ),
    "entities": _names("id class label_en label_zh status replaced_by note"),
    "identifiers": _names("entity scheme value source note"),
    "aliases": _names("entity alias lang kind document note"),
    "not_same": _names("a b reason"),
    "claims": _names(
        "id subject property object value unit as_published period period_basis polarity mode extent respect basis"
        " said_by said_on line start length digest rank relation relates_to note"
    ),
    "verdicts": _names("id title_en title_zh claims cause preferred status note_en note_zh"),
}

#: What an empty cell stands for. An empty `basis` of a claim means that of its document.
DEFAULTS: dict[tuple[str, str], str] = {
    ("claims", "period_basis"): "stated",
    ("claims", "polarity"): "asserts",
    ("claims", "mode"): "actual",
    ("claims", "rank"): "normal",
    ("entities", "status"): "active",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One row of documents.csv. `when` is `published` parsed; `authors` and `former` are the ids listed."""

    id: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    published_basis: str = ""
    language: str = ""
    translation: str = ""
    repost_of: str = ""
    url: str = ""
    kind: str = ""
    basis: str = ""
    sha256: str = ""
    retrieved: str = ""
    former_ids: str = ""
    note: str = ""
    when: Period | None = None
    authors: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of entities.csv."""

    id: str
    cls: str
    label_en: str = ""
    label_zh: str = ""
    status: str = "active"
    replaced_by: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Identifier:
    """One row of identifiers.csv: what a register outside calls an entity, and the address of the page that says so."""

    entity: str
    scheme: str
    value: str
    source: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Alias:
    """One row of aliases.csv."""

    entity: str
    alias: str
    lang: str = "und"
    kind: str = ""
    document: str = ""
    note: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class NotSame:
    """One row of not_same.csv: two names (alias texts or entity ids) that must never be merged."""

    a: str
    b: str
    reason: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of claims/<document>.csv.

    `value` stays text, because its kind depends on the property. `when` is `period` parsed; `related` are the
    relations as (relation, `<document>/<id>`).
    """

    document: str
    id: str
    subject: str
    property: str
    object: str = ""
    value: str = ""
    unit: str = ""
    as_published: str = ""
    period: str = ""
    period_basis: str = "stated"
    polarity: str = "asserts"
    mode: str = "actual"
    extent: str = ""
    respect: str = ""
    basis: str = ""
    said_by: str = ""
    said_on: str = ""
    line: int | None = None
    start: int | None = None
    length: int | None = None
    digest: str = ""
    rank: str = "normal"
    relation: str = ""
    relates_to: str = ""
    note: str = ""
    when: Period | None = None
    related: tuple[tuple[str, str], ...] = ()
    row: int = 0

    # The field named `property` hides the decorator of that name inside this class.
    @builtins.property
    def key(self) -> str:
        """The claim's name everywhere else: `<document>/<id>`."""
        return f"{self.document}/{self.id}"

    @builtins.property
    def quantity(self) -> Quantity | None:
        """The value as a quantity, or None. Only for measures: the text `2025` also reads as a quantity."""
        try:
            return quantity.parse(self.value)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of verdicts.csv. `members` are the claims as `<document>/<id>`."""

    id: str
    title_en: str = ""
    title_zh: str = ""
    claims: str = ""
    cause: str = ""
    preferred: str = ""
    status: str = ""
    note_en: str = ""
    note_zh: str = ""
    members: tuple[str, ...] = ()
    row: int = 0


AnyRow = Document | Entity | Identifier | Alias | NotSame | Claim | Verdict


@dataclass(frozen=True, slots=True)
class Tables:
    """Every sound row of a data folder, in file order (claims by file name, then in file order)."""

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    aliases: tuple[Alias, ...] = ()
    not_same: tuple[NotSame, ...] = ()
    claims: tuple[Claim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    root: Path = Path("data")
    #: Stems of the files in `claims/`, including those without a sound row.
    files: tuple[str, ...] = ()
    #: (table, first cell) of every row left out for a problem; (table, "*") if not even that could be read. A name that
    #: leads to such a row is not unknown. Claims are `<document>/<id>`.
    left_out: frozenset[tuple[str, str]] = frozenset()
    #: Rows left out that can still be checked, with their bad cells emptied, and the columns of those cells.
    unsound: tuple[tuple[AnyRow, frozenset[str]], ...] = ()


def file_of(tables: Tables, row: AnyRow) -> str:
    """Return the file of a row, as problems name it: `data/claims/d001.csv`."""
    if isinstance(row, Claim):
        return f"{tables.root.name}/claims/{row.document}.csv"
    names: dict[type, str] = {
        Document: "documents",
        Entity: "entities",
        Identifier: "identifiers",
        Alias: "aliases",
        NotSame: "not_same",
        Verdict: "verdicts",
    }
    return f"{tables.root.name}/{names[type(row)]}.csv"
