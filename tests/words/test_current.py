"""The ontology may be edited and used at once: the generated vocabulary is only a copy that saves time."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.files import data_dir, ontology_dir
from kg.words import vocab
from kg.words.current import digest, is_current
from tests.support.command import python

TERM = """
kg:rivals a owl:ObjectProperty ;
    rdfs:subPropertyOf kg:relation ;
    rdfs:domain kg:Organisation ;
    rdfs:range kg:Organisation ;
    rdfs:label "rivals"@en , "与…竞争"@zh ;
    skos:definition "Competes with another."@en , "与另一方竞争。"@zh ;
    skos:example "MetaX rivals Biren."@en , "沐曦与壁仞竞争。"@zh ;
    rdfs:isDefinedBy kgo: ;
    vs:term_status "testing" .
"""
RUN = """
import sys
from pathlib import Path
from kg import files
files.ontology_dir = lambda: Path(sys.argv[1])
from click.testing import CliRunner
from kg.cli import main
done = CliRunner().invoke(main, sys.argv[2:])
print(done.output, done.exit_code, done.exception)
"""


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ontology_dir(), tmp_path / "ontology"))


def run(ontology: Path, *arguments: str, **environment: str) -> str:
    return python(RUN, str(ontology), *arguments, KG_CACHE=str(ontology.parent / "cache"), **environment)


def test_a_new_term_of_the_ontology_can_be_used_at_once(ontology: Path) -> None:
    data = ontology.parent / "data"
    shutil.copytree(data_dir(), data)
    with (ontology / "agents.ttl").open("a", encoding="utf-8") as file:
        file.write(TERM)
    with (data / "claims" / "d000.csv").open("a", encoding="utf-8") as file:
        file.write("900a,metax,rivals,biren,,,,,,,,,,,,,3,311,51,7bc0b865a11b3b51,,,,\n")
    said = run(ontology, "ask", "about", "metax", "--format", "csv", KG_DATA=str(data))
    assert "d000/900a" in said
    assert "unknown-property" not in run(ontology, "check", KG_DATA=str(data))
    assert "与…竞争" in run(ontology, "path", "metax", "biren", "--lang", "zh", KG_DATA=str(data))


def test_a_file_of_the_ontology_that_is_not_turtle_is_said_with_its_line(ontology: Path) -> None:
    with (ontology / "agents.ttl").open("a", encoding="utf-8") as file:
        file.write("kg:rivals a owl:ObjectProperty , .\n")
    said = run(ontology, "ask", "about", "metax")
    assert "kg: ontology/agents.ttl:" in said
    assert "bad-rdf" in said


def test_the_vocabulary_is_current_whatever_the_ends_of_lines(ontology: Path) -> None:
    assert digest(ontology_dir()) == vocab.DIGEST
    for path in ontology.glob("*.ttl"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert is_current(ontology)
    (ontology / "extra.ttl").write_text("", encoding="utf-8")
    assert not is_current(ontology)
