"""Meaning, by a real reasoner: the ontology is OWL 2 DL, it and the published data can be true, planted errors cannot.

HermiT and the OWL API come with owlready2 and need Java. The published data are checked whole, every entity of the
register as a different individual; only days become times, because `xsd:date` is no datatype of OWL 2.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib

from kg import files
from kg.engine import rdf
from kg.values import ids

if TYPE_CHECKING:
    from kg.graph import Graph

ONTOLOGY = files.ontology_dir()
PROGRAM = Path(__file__).parents[1] / "java" / "ProfileCheck.java"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"
#: Runs of seconds: neither the second compiler nor the parallel collector is worth its start.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

#: What must not be possible, and the statements that would make it so.
ERRORS = {
    "an exchange is a company": "ent:sse a kg:Exchange , kg:Company .",
    "a person is an organisation": "ent:he-hui a kg:Person ; kg:memberOf ent:dragons .",
    "one listing has two issuers": "ent:ipo kg:issuer ent:metax , ent:biren . ent:metax owl:differentFrom ent:biren .",
    "a board is of two exchanges": "ent:star kg:boardOf ent:sse , ent:szse . ent:sse owl:differentFrom ent:szse .",
    "a chip maker is an internet company": "ent:a a kg:ChipMaker ; owl:sameAs ent:b . ent:b a kg:InternetCompany .",
    "what must never be merged is merged": "ent:a owl:differentFrom ent:b ; owl:sameAs ent:b .",
    "a company is its own subsidiary": "ent:baidu kg:subsidiaryOf ent:baidu .",
    "two companies are each other's subsidiary": "ent:a kg:subsidiaryOf ent:b . ent:b kg:subsidiaryOf ent:a .",
    "a product is made by a market": "ent:ppu kg:madeBy ent:gpus . ent:gpus a kg:Market .",
    "a chip is software": "ent:ppu a kg:Chip , kg:SoftwareStack .",
    "a claim is about itself": "ent:claim kg:subject ent:a ; kg:object ent:a .",
    "a claim has two subjects": "ent:claim kg:subject ent:a , ent:b . ent:a owl:differentFrom ent:b .",
    "a mode is a polarity": "ent:claim kg:mode kg:asserts .",
    "a claim contradicts what fulfils it": "ent:c kg:contradicts ent:d ; kg:fulfils ent:d .",
    "a truth is a word": 'ent:ipo kg:listComplete "yes" .',
    "a figure is a word": 'ent:claim kg:max "a lot" .',
    "a document is a claim": "ent:d a kg:Document ; kg:subject ent:metax .",
}
#: What must be possible, though it looks odd.
HARMLESS = {
    "a company is in two groups": "ent:metax kg:memberOf ent:dragons , ent:club .",
    "a chip maker invests": "ent:metax a kg:ChipMaker ; kg:investsIn ent:biren .",
    "a company is listed twice": "ent:smic kg:listedOn ent:star , ent:hk . ent:star owl:differentFrom ent:hk .",
    "a company is above and below another in different things": "ent:a kg:exceeds ent:b . ent:b kg:exceeds ent:a .",
    "a document is its own origin": "ent:d a kg:Document ; kg:origin ent:d .",
}
PREFIXES = f"""
@prefix kg: <{ids.KG}> .
@prefix ent: <{ids.ENT}> .
@prefix owl: <{OWL}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture(scope="session")
def hermit() -> Path:
    """Return the archive with HermiT and the OWL API; skip loudly where it, or a Java that can compile, is missing."""
    spec = importlib.util.find_spec("owlready2")
    if spec is None or spec.origin is None:
        pytest.skip("the reasoner was NOT asked: owlready2, which carries HermiT, is not installed")
    java = shutil.which("java")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True).stdout if java else ""
    if "jdk.compiler" not in modules:
        pytest.skip("the reasoner was NOT asked: no Java development kit (11 or newer) is installed")
    return Path(spec.origin).with_name("hermit") / "HermiT.jar"


def asked(hermit: Path, question: str, paths: Iterable[Path]) -> list[tuple[str, str]]:
    """Return the program's lines as (stem of the file, what it says)."""
    command = ["java", *QUICK, "-cp", str(hermit), str(PROGRAM), question, *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr[-3000:]
    lines = [line.split("\t", 1) for line in run.stdout.splitlines()]
    return [(Path(file).stem, said) for file, said in lines]


def written(path: Path, lines: Iterable[str]) -> Path:
    """Write N-Triples as a reasoner wants them: days as times, and the ontology's nodes without a name without one."""
    day = re.compile(r'"(\d{4}-\d\d-\d\d)"\^\^<http://www\.w3\.org/2001/XMLSchema#date>')
    time = r'"\1T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    node = re.compile(rf"<{ids.BASE}genid/([a-z]+)-(\d+)>")
    text = "\n".join(node.sub(r"_:\1\2", day.sub(time, line)) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def triples(turtle: str) -> list[str]:
    """Return a piece of Turtle as lines of N-Triples."""
    return rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle").serialize(format="nt").splitlines()


def terms(*, alignments: bool = False) -> list[str]:
    """Return the ontology as lines of N-Triples."""
    return rdf.read_ontology(ONTOLOGY, alignments=alignments).serialize(format="nt").splitlines()


def all_different(things: list[str]) -> list[str]:
    """Return the triples that say of some IRIs that no two of them mean the same thing."""
    lines = [f"_:all <{RDF}type> <{OWL}AllDifferent> .", f"_:all <{OWL}distinctMembers> _:l0 ."]
    for number, thing in enumerate(things, 1):
        rest = f"_:l{number}" if number < len(things) else f"<{RDF}nil>"
        lines += [f"_:l{number - 1} <{RDF}first> <{thing}> .", f"_:l{number - 1} <{RDF}rest> {rest} ."]
    return lines


@pytest.fixture(scope="session")
def verdicts(hermit: Path, graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return for the published data and every example whether it can be true, in one run of Java."""
    folder = tmp_path_factory.mktemp("reasoner")
    data = list(graph.store.triples())
    status = f'> <{ids.KG}status> "'
    register = sorted({line.split(">")[0][1:] for line in data if status in line and '"deprecated"' not in line})
    assert len(register) > 200
    paths = [written(folder / "published.nt", data + all_different(register))]
    names = {"published": "published"}
    ontology = terms()
    for number, (name, turtle) in enumerate((ERRORS | HARMLESS).items()):
        names[f"example{number}"] = name
        paths.append(written(folder / f"example{number}.nt", ontology + triples(turtle)))
    return {names[stem]: said for stem, said in asked(hermit, "consistent", paths)}


def test_the_ontology_is_in_the_profile_owl_2_dl(hermit: Path, tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.nt", terms())
    aligned = written(tmp_path / "aligned.nt", terms(alignments=True))
    wrong = "kg:belongsToGroup a owl:IrreflexiveProperty ."  # it is transitive: the profile forbids both at once
    broken = written(tmp_path / "broken.nt", terms() + triples(wrong))
    said = asked(hermit, "profile", [plain, aligned, broken])
    assert [line for stem, line in said if stem != "broken" and not line.endswith("axioms checked")] == []
    assert int(said[0][1].split()[0]) > 600
    assert any("belongsToGroup" in line for stem, line in said if stem == "broken"), "the profile check does not bite"


def test_every_class_can_have_a_member(hermit: Path, tmp_path: Path) -> None:
    broken = "kg:Nothing a owl:Class ; rdfs:subClassOf kg:Person , kg:Company ."
    paths = [written(tmp_path / "plain.nt", terms()), written(tmp_path / "broken.nt", terms() + triples(broken))]
    said = asked(hermit, "classes", paths)
    assert [line for stem, line in said if stem == "plain"] == [said[0][1]]
    assert said[0][1].endswith("classes checked")
    assert ("broken", f"{ids.KG}Nothing can have no member") in said


def test_the_published_data_can_be_true(verdicts: dict[str, str]) -> None:
    assert verdicts["published"] == "true"


@pytest.mark.parametrize("error", ERRORS)
def test_a_planted_error_cannot_be_true(verdicts: dict[str, str], error: str) -> None:
    assert verdicts[error] == "false", f"no axiom of the ontology forbids that {error}"


@pytest.mark.parametrize("odd", HARMLESS)
def test_what_is_only_odd_can_be_true(verdicts: dict[str, str], odd: str) -> None:
    assert verdicts[odd] == "true", f"an axiom of the ontology forbids that {odd}"


def test_owlready_draws_the_conclusions_that_the_rules_draw(hermit: Path, tmp_path: Path) -> None:
    import owlready2

    facts = """
    ent:kunlunxin a kg:ChipMaker ; kg:subsidiaryOf ent:baidu ; kg:listedOn ent:main-board .
    ent:baidu a kg:InternetCompany . ent:bytedance kg:tests ent:kunlunxin .
    ent:main-board a kg:Board ; kg:boardOf ent:hkex . ent:hkex a kg:Exchange .
    """
    path = written(tmp_path / "facts.nt", terms() + triples(facts))
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    with ontology:
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    assert list(world.inconsistent_classes()) == []
    kunlunxin = world[ids.ENT + "kunlunxin"]
    assert {world[ids.KG + name] for name in ("ChipArm", "ListedCompany")} <= set(kunlunxin.INDIRECT_is_a)
    assert world[ids.ENT + "baidu"] in getattr(world[ids.ENT + "bytedance"], "customerOfGroup", [])


def test_owlready_too_refuses_an_exchange_that_is_a_company(hermit: Path, tmp_path: Path) -> None:
    import owlready2

    path = written(tmp_path / "error.nt", terms() + triples(ERRORS["an exchange is a company"]))
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    with ontology, pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner_hermit(world, debug=0)
