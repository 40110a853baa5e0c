"""The rules for the ontology's order: each finds its bad example and leaves its good one; the ontology breaks none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import files
from kg.check import hygiene, rulebook
from kg.engine.store import memory_store, new_store, read_turtle
from kg.graph import Graph
from kg.problem import KgError
from kg.values.ids import short

ONTOLOGY = files.ontology_dir()
RULES = {rule.name: rule for rule in rulebook.read(ONTOLOGY / "checks")}

PREFIXES = """
@prefix kg: <https://w3id.org/china-gpu-kg/ontology#> .
@prefix kgo: <https://w3id.org/china-gpu-kg/ontology> .
@prefix unit: <https://w3id.org/china-gpu-kg/unit/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix vs: <http://www.w3.org/2003/06/sw-vocab-status/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

#: Rule to what it must find (Turtle, the terms) and what it must leave (Turtle).
EXAMPLES: dict[str, tuple[str, set[str], str]] = {
    "no-label": (
        'kg:Chip a owl:Class ; rdfs:label "chip"@en .',
        {"kg:Chip"},
        'kg:Chip a owl:Class ; rdfs:label "chip"@en , "芯片"@zh .',
    ),
    "no-definition": (
        'kg:Chip a owl:Class ; skos:definition "A processor."@en .',
        {"kg:Chip"},
        'kg:Chip a owl:Class ; skos:definition "A processor."@en , "处理器。"@zh .',
    ),
    "no-example": (
        'unit:W a owl:NamedIndividual ; skos:example "400 W."@en .',
        {"unit:W"},
        'unit:W a owl:NamedIndividual ; skos:example "400 W."@en , "400瓦。"@zh .',
    ),
    "no-home": ("kg:Chip a owl:Class .", {"kg:Chip"}, "kg:Chip a owl:Class ; rdfs:isDefinedBy kgo: ."),
    "no-status": (
        'kg:Chip a owl:Class ; vs:term_status "finished" .',
        {"kg:Chip"},
        'kg:Chip a owl:Class ; vs:term_status "stable" .',
    ),
    "label-twice": (
        'kg:Chip a owl:Class ; rdfs:label "chip"@en . kg:Card a owl:Class ; rdfs:label "Chip"@en .',
        {"kg:Chip", "kg:Card"},
        'kg:Chip a owl:Class ; rdfs:label "chip"@en . kg:chip a owl:ObjectProperty ; rdfs:label "chip"@en .',
    ),
    "definition-twice": (
        'kg:Chip skos:definition "A thing."@en . kg:Card skos:definition "A thing."@en .',
        {"kg:Chip", "kg:Card"},
        'kg:Chip skos:definition "A thing."@en . kg:Card skos:definition "A board."@en .',
    ),
    "definition-is-label": (
        'kg:Chip rdfs:label "chip"@en ; skos:definition "A chip."@en .',
        {"kg:Chip"},
        'kg:Chip rdfs:label "chip"@en ; skos:definition "A processor."@en .',
    ),
    "definition-in-circle": (
        'kg:Chip a owl:Class ; rdfs:label "chip"@en ; skos:definition "A chip that is sold."@en .',
        {"kg:Chip"},
        'kg:Chip a owl:Class ; rdfs:label "chip"@en ; skos:definition "A processor on a chip."@en .',
    ),
    "definition-style": (
        'kg:Chip skos:definition "a processor"@en .',
        {"kg:Chip"},
        'kg:Chip skos:definition "A processor."@en , "处理器"@zh .',
    ),
    "definition-not-chinese": (
        'kg:Chip skos:definition "A processor."@zh .',
        {"kg:Chip"},
        'kg:Chip skos:definition "一种GPU。"@zh .',
    ),
    "stray-space": (
        'kg:Chip rdfs:label "chip "@en . kg:Card rdfs:label "a  card"@en .',
        {"kg:Chip", "kg:Card"},
        'kg:Chip rdfs:label "a chip"@en .',
    ),
    "untagged-text": ('kg:Chip rdfs:label "chip" .', {"kg:Chip"}, 'kg:Chip rdfs:label "chip"@en .'),
    "text-twice": (
        'kg:Chip rdfs:label "chip"@en , "processor"@en .',
        {"kg:Chip"},
        'kg:Chip rdfs:label "chip"@en , "芯片"@zh .',
    ),
    "name-style": (
        "kg:chip a owl:Class . kg:Makes a owl:ObjectProperty . unit:watt a owl:NamedIndividual .",
        {"kg:chip", "kg:Makes", "unit:watt"},
        "kg:Chip a owl:Class . kg:makes a owl:ObjectProperty . unit:GB-PER-S a owl:NamedIndividual .",
    ),
    "and-or-name": (
        'kg:ChipAndCard a owl:Class ; rdfs:label "board"@en . kg:Fund a owl:Class ; rdfs:label "fund or bank"@en .',
        {"kg:ChipAndCard", "kg:Fund"},
        'kg:Brand a owl:Class ; rdfs:label "brand of an order"@en . kg:Order a owl:Class ; rdfs:label "order"@en .',
    ),
    "catch-all-class": (
        'kg:OtherChip a owl:Class ; rdfs:label "other chip"@en .',
        {"kg:OtherChip"},
        'kg:Brother a owl:Class ; rdfs:label "brother"@en .',
    ),
    "no-domain": (
        "kg:makes a owl:ObjectProperty .",
        {"kg:makes"},
        "kg:makes a owl:ObjectProperty ; rdfs:domain kg:Company . kg:role a owl:AnnotationProperty .",
    ),
    "no-range": (
        "kg:makes a owl:ObjectProperty .",
        {"kg:makes"},
        'kg:makes a owl:ObjectProperty ; rdfs:range kg:Chip . kg:day a owl:DatatypeProperty ; kg:valueKind "date" .',
    ),
    "several-domains": (
        "kg:makes rdfs:domain kg:Company , kg:Person .",
        {"kg:makes"},
        "kg:makes rdfs:domain [ a owl:Class ; owl:unionOf ( kg:Company kg:Person ) ] ; rdfs:range kg:Chip .",
    ),
    "wrong-inverse": (
        "kg:makes owl:inverseOf kg:madeBy ; rdfs:domain kg:Company . kg:madeBy rdfs:range kg:Person .",
        {"kg:makes"},
        (
            "kg:makes owl:inverseOf kg:madeBy ; rdfs:domain [ owl:unionOf ( kg:Company kg:Person ) ] ."
            " kg:madeBy rdfs:range [ owl:unionOf ( kg:Person kg:Company ) ] ."
        ),
    ),
    "circle": (
        "kg:Chip rdfs:subClassOf kg:Card . kg:Card rdfs:subClassOf kg:Chip . kg:a rdfs:subPropertyOf kg:a .",
        {"kg:Chip", "kg:Card", "kg:a"},
        "kg:Chip rdfs:subClassOf kg:Product . kg:Card rdfs:subClassOf kg:Product .",
    ),
    "unconnected-term": (
        "kg:Lonely a owl:Class . [] owl:members ( kg:Lonely kg:A ) . kg:Chip a owl:Class ; rdfs:subClassOf kg:A .",
        {"kg:Lonely"},
        "kg:Unit a owl:Class . kg:unit a owl:ObjectProperty ; rdfs:range kg:Unit .",
    ),
    "no-disjointness": (
        "kg:Chip rdfs:subClassOf kg:Product . kg:Card rdfs:subClassOf kg:Product .",
        {"kg:Product"},
        (
            "kg:Chip rdfs:subClassOf kg:Z . kg:Card rdfs:subClassOf kg:Z . kg:Card owl:disjointWith kg:Chip ."
            " kg:A rdfs:subClassOf kg:C . kg:B rdfs:subClassOf kg:C . [] owl:members ( kg:A kg:X kg:B ) ."
        ),
    ),
    "untyped-term": (
        "kg:makes a owl:ObjectProperty ; rdfs:range kg:Chpi . kg:x a kg:makes ; kg:maeks kg:x .",
        {"kg:Chpi", "kg:maeks"},
        "kg:makes a owl:ObjectProperty ; rdfs:range kg:Chip . kg:Chip a owl:Class .",
    ),
    "hijacked-term": (
        "foaf:Person rdfs:subClassOf kg:Agent .",
        {"http://xmlns.com/foaf/0.1/Person"},
        "dcterms:title a owl:AnnotationProperty . kg:Person rdfs:subClassOf foaf:Person .",
    ),
    "no-successor": (
        "kg:Old a owl:Class ; owl:deprecated true .",
        {"kg:Old"},
        "kg:Old a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy kg:New . kg:New a owl:Class .",
    ),
    "header-incomplete": (
        'kgo: a owl:Ontology ; dcterms:title "A title"@en .',
        {"https://w3id.org/china-gpu-kg/ontology"},
        (
            "kgo: a owl:Ontology ; dcterms:title 1 ; dcterms:description 1 ; dcterms:creator 1 ; dcterms:created 1 ;"
            " dcterms:modified 1 ; dcterms:license 1 ; dcterms:bibliographicCitation 1 ; owl:versionIRI 1 ;"
            " owl:versionInfo 1 ; vann:preferredNamespacePrefix 1 ; vann:preferredNamespaceUri 1 ."
        ),
    ),
    "measure-without-unit": (
        "kg:revenue rdfs:subPropertyOf kg:measure . kg:profit rdfs:subPropertyOf kg:revenue ; kg:inUnit unit:YUAN .",
        {"kg:revenue", "kg:profit"},
        "kg:revenue rdfs:subPropertyOf kg:measure ; kg:inUnit unit:CNY . unit:CNY a kg:Unit .",
    ),
    "no-role": (
        "kg:Chip rdfs:subClassOf kg:Product . kg:Product rdfs:subClassOf kg:Entity .",
        {"kg:Chip", "kg:Product"},
        'kg:Product rdfs:subClassOf kg:Entity ; kg:role "product" .',
    ),
    "no-place": (
        "kg:makes rdfs:domain kg:Company . kg:Company rdfs:subClassOf kg:Entity .",
        {"kg:makes"},
        (
            "kg:makes rdfs:domain kg:Company ; rdfs:subPropertyOf kg:relation . kg:Company rdfs:subClassOf kg:Entity ."
            " kg:line rdfs:domain kg:Claim ."
        ),
    ),
}


def found(name: str, turtle: str) -> set[str]:
    """Return what a rule finds in a piece of Turtle."""
    store = new_store(None)
    store.add(read_turtle((PREFIXES + turtle).encode(), "example", "example.ttl"))
    return {short(one.thing) for one in rulebook.findings(RULES[name], store)}


def test_every_rule_has_its_examples() -> None:
    assert len(RULES) == len(list((ONTOLOGY / "checks").glob("*.rq"))) >= 30
    assert RULES.keys() == EXAMPLES.keys()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_finds_its_bad_example_and_leaves_its_good_one(name: str) -> None:
    bad, terms, good = EXAMPLES[name]
    assert found(name, bad) == terms
    assert found(name, good) == set()


def test_the_ontology_is_in_good_order() -> None:
    assert [str(problem) for problem in hygiene.check_ontology(ONTOLOGY)] == []


def test_the_published_data_use_every_term_or_a_reason_is_given(graph: Graph) -> None:
    assert [str(problem) for problem in hygiene.check_use(graph.store, ONTOLOGY)] == []


def test_an_unused_term_is_found_and_a_used_one_is_not() -> None:
    store = new_store(None)
    text = """
    kg:Chip a owl:Class . kg:Card a owl:Class . kg:ppu a kg:Chip .
    kg:relation a owl:ObjectProperty . kg:uses a owl:ObjectProperty ; rdfs:subPropertyOf kg:relation .
    kg:tests a owl:ObjectProperty . kg:claim kg:property kg:uses ; kg:mode kg:plan .
    kg:plan a owl:NamedIndividual . kg:opinion a owl:NamedIndividual .
    """
    store.add(read_turtle((PREFIXES + text).encode(), "example", "example.ttl"))
    rule = rulebook.read(ONTOLOGY / "checks" / "use")[0]
    assert {short(one.thing) for one in rulebook.findings(rule, store)} == {"kg:Card", "kg:tests", "kg:opinion"}


def folder_with(tmp_path: Path, reasons: str) -> Path:
    """Return a copy of the ontology in which the list of unused terms is another one."""
    ontology = tmp_path / "ontology"
    shutil.copytree(ONTOLOGY, ontology)
    (ontology / hygiene.EXCEPTIONS).write_text(reasons, encoding="utf-8")
    return ontology


def codes(ontology: Path, data: str = "") -> list[tuple[str, int | None]]:
    """Return code and line of what is said of a graph that declares one class, kg:Chip, and holds these data."""
    store = new_store(None)
    text = f"{PREFIXES} kg:Chip a owl:Class . {data}"
    store.add(read_turtle(text.encode(), "example", "example.ttl"))
    return [(problem.code, problem.row) for problem in hygiene.check_use(store, ontology)]


def test_an_unused_term_without_a_line_names_the_line_that_declares_it(tmp_path: Path) -> None:
    ontology = folder_with(tmp_path, "term,reason\n")
    (problem,) = codes(ontology)
    lines = (ontology / "products.ttl").read_text(encoding="utf-8").splitlines()
    assert problem == ("unused-term", lines.index("kg:Chip a owl:Class ;") + 1)


@pytest.mark.parametrize(
    ("reason", "data", "said"),
    [
        ("not seen yet", "", []),
        ("not seen yet", "kg:ppu a kg:Chip .", [("stale-exception", 2)]),
        ("", "", [("no-reason", 2)]),
    ],
)
def test_an_unused_term_needs_a_reason_and_a_used_one_none(
    tmp_path: Path, reason: str, data: str, said: list[tuple[str, int]]
) -> None:
    assert codes(folder_with(tmp_path, f"term,reason\nkg:Chip,{reason}\n"), data) == said


def test_a_list_with_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="write term,reason"):
        codes(folder_with(tmp_path, "name,why\n"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?term ?detail WHERE { ?term ?p ?detail }", "the header 'title' is missing"),
        ("# a remark\n", "is not a header"),
        ("# title: a\n# why: b\n# hint: c\n# severity: bad\nSELECT", "there is no severity"),
    ],
)
def test_a_rule_says_what_is_wrong_with_its_header(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "one.rq").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=message):
        rulebook.read(tmp_path)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no rule"):
        rulebook.read(tmp_path)


def test_a_rule_has_two_columns(tmp_path: Path) -> None:
    text = "# title: a\n# why: b\n# hint: c\nSELECT ?thing WHERE { ?thing ?p ?o }"
    (tmp_path / "one.rq").write_text(text, encoding="utf-8")
    (rule,) = rulebook.read(tmp_path)
    with pytest.raises(KgError, match="has the columns thing"):
        rulebook.findings(rule, memory_store(b""))
