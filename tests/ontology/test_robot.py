"""ROBOT, the ontology builders' tool, reads the ontology: its report finds no fault that it is right about.

Rules of the report that do not apply to an ontology in two languages, outside the OBO Foundry, are listed with the
reason, and only for what is found today.
"""

from __future__ import annotations

import csv
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kg import files
from kg.engine import rdf
from tests.support.java import java, robot

Row = dict[str, str]

#: Rules that do not apply, with the reason.
NOT_FOR_US = {
    "multiple_labels": "there is one label in each language",
    "duplicate_label": "a class and the property that leads to it may share a Chinese noun, which has no capitals",
    "missing_definition": "definitions are skos:definition, and ROBOT looks for IAO:0000115 alone",
    "missing_superclass": "the classes of the claim model's own words stand beside Entity, not below it",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the ontology as one file, with its alignments, and with two planted faults."""
    folder = tmp_path_factory.mktemp("robot")
    for name, alignments in (("plain", False), ("aligned", True)):
        whole = rdf.read_ontology(files.ontology_dir(), alignments=alignments)
        whole.serialize(folder / f"{name}.ttl", format="turtle", encoding="utf-8")
    broken = (folder / "plain.ttl").read_text("utf-8")
    broken += "\nkg:Chip rdfs:label ' chip '@en ; owl:deprecated 'yes' .\n"
    (folder / "broken.ttl").write_text(broken, "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> None:
    command = [*java(), "-cp", robot(), "org.obolibrary.robot.CommandLineInterface", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


def report(folder: Path, name: str) -> list[Row]:
    run(folder, "report", "--input", f"{name}.ttl", "--fail-on", "none", "--output", f"{name}.tsv")
    with (folder / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def plain(folder: Path) -> list[Row]:
    return report(folder, "plain")


def test_robot_reports_nothing_that_applies(plain: list[Row]) -> None:
    assert [row for row in plain if row["Rule Name"] not in NOT_FOR_US] == []


def test_every_rule_left_out_has_something_to_say(plain: list[Row]) -> None:
    assert {row["Rule Name"] for row in plain} == set(NOT_FOR_US)


def test_a_label_that_robot_finds_twice_is_chinese(plain: list[Row]) -> None:
    twice = [row for row in plain if row["Rule Name"] == "duplicate_label"]
    assert all(row["Value"].endswith("@zh") for row in twice)
    names = Counter(row["Subject"].rpartition("#")[2].lower() for row in twice)
    assert set(names.values()) == {2}, "only a class and the property of the same name"


def test_the_report_bites(folder: Path) -> None:
    rules = {row["Rule Name"] for row in report(folder, "broken")}
    assert {"label_whitespace", "deprecated_boolean_datatype"} <= rules


@pytest.mark.parametrize("name", ["plain", "aligned"])
def test_robot_finds_the_profile_owl_2_dl_kept(folder: Path, name: str) -> None:
    run(folder, "validate-profile", "--profile", "DL", "--input", f"{name}.ttl", "--output", f"{name}.txt")
    assert "in profile" in (folder / f"{name}.txt").read_text("utf-8")


def test_robot_writes_the_ontology_again_without_losing_a_term(folder: Path) -> None:
    import rdflib

    run(folder, "convert", "--input", "plain.ttl", "--output", "again.owl")
    again, before = rdflib.Graph().parse(folder / "again.owl", format="xml"), rdflib.Graph().parse(folder / "plain.ttl")
    assert {s for s in before.subjects() if isinstance(s, rdflib.URIRef)} == {
        s for s in again.subjects() if isinstance(s, rdflib.URIRef)
    }
    labels = set(before.subject_objects(rdflib.RDFS.label))
    assert labels == set(again.subject_objects(rdflib.RDFS.label))
    assert len(labels) > 500
