"""The tables as one folder that machine-learning tools load: CSV files, and a Croissant description beside them.

Croissant 1.1 (docs.mlcommons.org/croissant) is schema.org's `Dataset` with the meaning of every column, so search
engines for data read the same file. The claims of all documents are one table here. The CSV begins with a byte order
mark, for Excel; a cell is what the curator wrote, and where that is nothing, the default it stands for.

Which column names a row of which table is left to `data/datapackage.json`: mlcroissant would join every such table, and
cannot join one twice.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.export import dataset
from kg.export.target import whole_file
from kg.ledger.rows import COLUMNS

if TYPE_CHECKING:
    from kg.knowledge.ledger import Coverage
    from kg.ledger.rows import Tables

FOLDER = "tables"
#: What the tables are, and what a row of each is.
ABOUT: Mapping[str, str] = {
    "documents": "The documents that were read, one a row.",
    "entities": "The register of companies, people, products and whatever else claims are about, one a row.",
    "identifiers": "What registers outside call entities (tickers, ISIN, Wikidata …), each with its source, one a row.",
    "aliases": "Other names of entities, one a row.",
    "not_same": "Pairs of names that must never be taken for each other, one a row.",
    "claims": "What the documents say, one statement a row.",
    "verdicts": "Judged contradictions between claims, one a row.",
}
_KEYS = {"documents": ("id",), "entities": ("id",), "claims": ("document", "id"), "verdicts": ("id",)}
_WHOLE_NUMBERS = ("line", "start", "length")
_CR = "http://mlcommons.org/croissant/"
#: The context that the specification asks for, word for word.
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{name: f"cr:{name}" for name in ("citeAs", "column")},
    "conformsTo": "dct:conformsTo",
    "cr": _CR,
    "rai": _CR + "RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in ("extract", "field", "fileProperty", "fileObject", "fileSet", "format")},
    **{name: f"cr:{name}" for name in ("includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path")},
    **{name: f"cr:{name}" for name in ("recordSet", "references", "regex", "repeated", "replace", "samplingRate")},
    "sc": "https://schema.org/",
    **{name: f"cr:{name}" for name in ("separator", "source", "subField", "transform")},
}


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table; claims begin with their document, since they are one file here."""
    return ("document", *COLUMNS[table]) if table == "claims" else COLUMNS[table]


def write_croissant(tables: Tables, held: Coverage, out: Path) -> None:
    """Write the tables as CSV, and `croissant.json`, which describes them. Same tables, same bytes."""
    files = {f"{FOLDER}/{table}.csv": _csv(tables, table) for table in COLUMNS}
    described = json.dumps(describe(tables, held, files), ensure_ascii=False, indent=1) + "\n"
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, content in {**files, "croissant.json": described.encode()}.items():
        with whole_file(out / name) as part:
            part.write_bytes(content)


def describe(tables: Tables, held: Coverage, files: Mapping[str, bytes]) -> dict[str, object]:
    """Return the description of files with these contents, `<folder>/<table>.csv`, as JSON-LD."""
    authors = {"@type": "Organization", "name": dataset.CREATOR}
    days = dataset.covered(tables)
    title, licence = dataset.TITLE[0], dataset.LICENSE_NAME
    return {
        "@context": _CONTEXT,
        "@id": dataset.IRI,
        "@type": "Dataset",
        "conformsTo": _CR + "1.1",
        "name": dataset.NAME,
        "alternateName": list(dataset.TITLE),
        "description": " ".join([f"{title}: what published documents say, one statement a row.", held.line("en")]),
        "inLanguage": ["en", "zh"],
        "url": dataset.IRI,
        "license": dataset.LICENSE,
        "creator": authors,
        "publisher": authors,
        "keywords": list(dataset.KEYWORDS),
        "version": __version__,
        "datePublished": dataset.ISSUED.isoformat(),
        "dateModified": dataset.modified(tables).isoformat(),
        "temporalCoverage": "/".join(day.isoformat() for day in days or ()),
        "isAccessibleForFree": True,
        "isLiveDataset": False,
        "citeAs": f"{dataset.CREATOR} ({dataset.ISSUED.year}). {title}, version {__version__}. {licence}.",
        "distribution": [_file(name, content) for name, content in files.items()],
        "recordSet": [_record_set(table) for table in COLUMNS],
    }


def _file(name: str, content: bytes) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{len(content)} B",
        "encodingFormat": "text/csv",
        "sha256": dataset.checksum(content),
    }


def _record_set(table: str) -> dict[str, object]:
    keys = [{"@id": f"{table}/{column}"} for column in _KEYS.get(table, ())]
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": ABOUT[table],
        **({"key": keys if len(keys) > 1 else keys[0]} if keys else {}),
        "field": [_field(table, column) for column in columns_of(table)],
    }


def _field(table: str, column: str) -> dict[str, object]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column}",
        "name": column,
        "description": f"The column {column} of {table}; data/README.md of the project says what stands in it.",
        "dataType": "sc:Integer" if column in _WHOLE_NUMBERS else "sc:Text",
        "source": {"fileObject": {"@id": f"{FOLDER}/{table}.csv"}, "extract": {"column": column}},
    }


def _csv(tables: Tables, table: str) -> bytes:
    columns = columns_of(table)
    fields = ["cls" if column == "class" else column for column in columns]
    rows: Sequence[object] = getattr(tables, table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([getattr(row, field) for field in fields] for row in rows)
    return out.getvalue().encode("utf-8-sig")
