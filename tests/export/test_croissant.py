"""The tables as a Croissant dataset: the reference implementation finds no fault, and loads every row."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
import rdflib

from kg.build.cache import tables as read_tables
from kg.export import dataset
from kg.export.croissant import ABOUT, columns_of, describe, write_croissant
from kg.export.registry import EXPORTS
from kg.export.void import describe as describe_rdf
from kg.files import data_dir
from kg.graph import Graph
from kg.ledger.rows import COLUMNS, Tables
from kg.values.ids import PREFIXES
from tests.support.small import graph_of, hostile_tables, tables_of

SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def described(exported: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((exported / "croissant.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def loaded(exported: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(exported / "croissant.json")


def test_the_reference_implementation_finds_no_fault(loaded: mlcroissant.Dataset) -> None:
    issues = loaded.metadata.ctx.issues
    assert (sorted(issues.errors), sorted(issues.warnings)) == ([], [])
    assert loaded.metadata.ctx.conforms_to.value.endswith("/1.1")


def test_a_description_with_a_fault_is_refused(described: dict[str, Any], tmp_path: Path) -> None:
    spoiled = json.dumps(described).replace(
        '"fileObject": {"@id": "tables/claims.csv"}', '"fileObject": {"@id": "nothing"}'
    )
    (tmp_path / "croissant.json").write_text(spoiled, encoding="utf-8")
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(tmp_path / "croissant.json")


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_of_every_table_is_a_record(loaded: mlcroissant.Dataset, table: str) -> None:
    rows = getattr(read_tables(data_dir()), table)
    records = list(loaded.records(table))
    assert len(records) == len(rows) > 0
    assert {key for record in records for key in record} == {f"{table}/{column}" for column in columns_of(table)}


def test_a_record_holds_the_cells_of_its_row(loaded: mlcroissant.Dataset) -> None:
    rows = read_tables(data_dir()).claims
    for row, record in zip(rows, loaded.records("claims"), strict=True):
        assert record["claims/subject"].decode() == row.subject
        assert (record["claims/note"] or b"").decode() == row.note
        assert record["claims/line"] == row.line


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_the_cells_of_the_ledger(exported: Path, table: str) -> None:
    with (exported / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = getattr(read_tables(data_dir()), table)
    assert tuple(rows[0]) == columns_of(table)
    fields = ["cls" if column == "class" else column for column in columns_of(table)]
    told = [["" if (cell := getattr(row, field)) is None else str(cell) for field in fields] for row in wanted]
    assert [list(row.values()) for row in rows] == told


def test_every_file_has_its_checksum_and_size(described: dict[str, Any], exported: Path) -> None:
    files = {file["contentUrl"]: file for file in described["distribution"]}
    assert {"croissant.json", *files} == set(EXPORTS["croissant"].made)
    for name, file in files.items():
        content = (exported / name).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
        assert content.startswith(b"\xef\xbb\xbf"), "for Excel"


def test_it_is_a_dataset_of_schema_org(exported: Path) -> None:
    graph = rdflib.Graph().parse(exported / "croissant.json", format="json-ld")
    me = rdflib.URIRef(dataset.IRI)
    assert (me, rdflib.RDF.type, SCHEMA.Dataset) in graph
    for name in ("name", "description", "license", "creator", "publisher", "datePublished", "dateModified", "keywords"):
        assert list(graph.objects(me, SCHEMA[name])), name
    assert len(list(graph.objects(me, SCHEMA.distribution))) == len(COLUMNS)


def test_both_descriptions_say_the_same_of_the_data(described: dict[str, Any], exported: Path) -> None:
    void = (exported / "void.ttl").read_text(encoding="utf-8")
    for name in ("datePublished", "dateModified", "version", "license", "description"):
        said = described[name].partition(". ")[2] if name == "description" else described[name]
        assert said in void, name
    assert described["creator"]["name"] in void


def test_no_description_depends_on_the_day_of_the_export(small: Graph, tmp_path: Path) -> None:
    tables = tables_of(tmp_path)
    made = json.dumps(describe(tables, small.ledger.coverage, {})) + repr(
        describe_rdf(tables, small.ledger.coverage, [], [], {}, PREFIXES)
    )
    known = {dataset.ISSUED, dataset.modified(tables), *(dataset.covered(tables) or ())}
    assert set(re.findall(r"\d{4}-\d\d-\d\d", made)) == {str(day) for day in known}


def test_tables_without_a_document_can_be_described(small: Graph) -> None:
    made = describe(Tables(), small.ledger.coverage, {})
    assert made["temporalCoverage"] == ""
    assert set(ABOUT) == set(COLUMNS)


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    tables = hostile_tables(tables_of(tmp_path))
    write_croissant(tables, graph_of(tables).ledger.coverage, tmp_path)
    loaded = mlcroissant.Dataset(tmp_path / "croissant.json")
    records = list(loaded.records("entities"))
    assert [record["entities/label_en"].decode() for record in records if record["entities/label_en"]] == [
        entity.label_en for entity in tables.entities if entity.label_en
    ]
