"""The ontology in other people's hands: ROBOT and the OWL API load it whole, find it OWL 2 DL, and report no fault.

ROBOT's report (https://robot.obolibrary.org/report) is made for OBO ontologies. The rules of it that ask for that
community's habits are named here with the reason; each finding of theirs must be what the reason says, and any other is
a fault.
"""

from __future__ import annotations

import csv
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDFS, SKOS

from kg import files
from kg.values.ids import KG
from kg.words.current import ontology_files
from tests.support.java import java, robot


def run(*arguments: str) -> str:
    done = subprocess.run(
        [*java("768m"), "-cp", robot(), "org.obolibrary.robot.CommandLineInterface", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("robot") / "ontology.ttl"
    graph = rdflib.Graph()
    for file in ontology_files(files.ontology_dir()):
        graph.parse(file)
    graph.serialize(path, format="turtle")
    return path


@pytest.fixture(scope="module")
def findings(merged: Path) -> dict[str, list[tuple[str, str]]]:
    """Return what the report finds: by rule, the subject and the value of each finding."""
    report = merged.with_name("report.tsv")
    run("report", "--input", str(merged), "--output", str(report), "--fail-on", "none")
    made: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with report.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            made[row["Rule Name"]].append((row["Subject"], row["Value"]))
    return made


def test_no_rule_of_the_report_finds_a_fault(findings: dict[str, list[tuple[str, str]]]) -> None:
    others = {"multiple_labels", "duplicate_label", "missing_definition", "missing_superclass"}
    assert {rule: listed for rule, listed in findings.items() if rule not in others} == {}


def test_several_labels_are_one_in_each_language(merged: Path, findings: dict[str, list[tuple[str, str]]]) -> None:
    graph = rdflib.Graph().parse(merged)
    assert findings["multiple_labels"]
    for subject, _ in findings["multiple_labels"]:
        labels = list(graph.objects(rdflib.URIRef(subject), RDFS.label))
        assert sorted(label.language or "" for label in labels if isinstance(label, rdflib.Literal)) == ["en", "zh"]


def test_a_shared_label_is_that_of_a_class_and_of_the_property_that_leads_to_it(
    findings: dict[str, list[tuple[str, str]]],
) -> None:
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for subject, label in findings["duplicate_label"]:
        sharing[label].add(subject.removeprefix(KG))
    wrong = {label: names for label, names in sharing.items() if len({name.lower() for name in names}) != 1}
    assert wrong == {}, "only a class and its property (Mode, mode) may read alike"


def test_a_missing_definition_is_one_of_skos(merged: Path, findings: dict[str, list[tuple[str, str]]]) -> None:
    graph = rdflib.Graph().parse(merged)
    bare = [one for one, _ in findings["missing_definition"] if not graph.value(rdflib.URIRef(one), SKOS.definition)]
    assert bare == [], "the report looks for IAO:0000115; ours are skos:definition"


def test_a_class_without_a_parent_is_a_list_of_values(merged: Path, findings: dict[str, list[tuple[str, str]]]) -> None:
    graph = rdflib.Graph().parse(merged)
    top = [one for one, _ in findings["missing_superclass"]]
    listed = {str(value_class) for value_class in graph.subjects(OWL.equivalentClass)}
    assert set(top) <= listed | {KG + "Unit"}, "only the classes of listed values stand alone"


def test_the_ontology_is_in_owl_2_dl_for_robot_too(merged: Path) -> None:
    profile = merged.with_name("profile.txt")
    run("validate-profile", "--profile", "DL", "--input", str(merged), "--output", str(profile))
    assert "in profile" in profile.read_text(encoding="utf-8")
