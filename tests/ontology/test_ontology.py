"""The ontology as it is published: its files, what it says of itself, its lists, and its comparisons with others."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, URIRef, namespace

from kg import files
from kg.drawing.style import ROLE_STYLES
from kg.engine import rdf
from kg.engine.ontology import kebab
from kg.ledger import cells
from kg.values import ids
from kg.words.current import ontology_files
from kg.words.vocab import CLASSES, PROPERTIES, UNITS, VOCABULARY

ONTOLOGY = files.ontology_dir()
MATCHES = (namespace.SKOS.exactMatch, namespace.SKOS.closeMatch, namespace.SKOS.relatedMatch)
#: Vocabularies whose terms rdflib knows one by one.
CLOSED = {
    str(space): frozenset(space.__annotations__)
    for space in (getattr(namespace, name) for name in "DCAT DCTERMS FOAF ORG PROV SDO SKOS VOID".split())
}
#: Those it does not know. Each IRI in them was looked up in the vocabulary's own files when it was written down.
LOOKED_UP = {
    "FIBO": r"https://spec\.edmcouncil\.org/fibo/ontology/[A-Z]{2,4}/\w+/[\w-]+/\w+",
    "FollowTheMoney": r"https://schema\.followthemoney\.tech/#[A-Z]\w+",
    "QUDT": r"http://qudt\.org/(vocab/unit/[\w-]+|schema/qudt/\w+)",
    "SKOS-XL": r"http://www\.w3\.org/2008/05/skos-xl#\w+",
    "Web Annotation": r"http://www\.w3\.org/ns/oa#\w+",
    "Wikidata": r"http://www\.wikidata\.org/entity/P\d+",
    "Wikibase": r"http://wikiba\.se/ontology#\w+",
    "RDF": r"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#(Statement|subject|predicate|object)",
    "OWL": r"http://www\.w3\.org/2002/07/owl#differentFrom",
}


@cache
def ontology() -> rdflib.Graph:
    """Return the ontology without its alignments."""
    return rdf.read_ontology(ONTOLOGY)


@cache
def alignments() -> rdflib.Graph:
    """Return the alignments alone."""
    return rdflib.Graph().parse(ONTOLOGY / "alignments.ttl", format="turtle")


def pairs() -> list[tuple[URIRef, URIRef, URIRef]]:
    """Return every comparison: our term, how alike, the other term."""
    return [(s, p, o) for p in MATCHES for s, o in alignments().subject_objects(p)]  # type: ignore[misc]


def listed(cls: str) -> list[str]:
    """Return the names of the values a class is closed to."""
    closed = ontology().value(ontology().value(URIRef(ids.KG + cls), OWL.equivalentClass), OWL.oneOf)
    assert closed is not None
    return sorted(ids.local_name(str(one)) for one in ontology().items(closed))


def test_the_ontology_is_of_a_size_that_a_person_can_read() -> None:
    assert 50 <= len(CLASSES) <= 80
    assert 100 <= len(PROPERTIES) <= 200
    assert 10 <= len(UNITS) <= 40


def test_what_it_says_of_its_version_agrees() -> None:
    (header,) = ontology().subjects(RDF.type, OWL.Ontology)
    version = str(ontology().value(header, OWL.versionInfo))
    assert str(ontology().value(header, OWL.versionIRI)) == f"{header}/{version}"
    assert f"version {version} " in str(ontology().value(header, namespace.DCTERMS.bibliographicCitation))
    changes = (ONTOLOGY / "CHANGES.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+), (\S+)$", changes, re.MULTILINE)
    assert newest, "CHANGES.md has headings `## 0.1.0, 2026-11-21`"
    assert newest.groups() == (version, str(ontology().value(header, namespace.DCTERMS.modified)))


def test_the_readme_names_every_file_and_no_other() -> None:
    there = {path.relative_to(ONTOLOGY).as_posix() for path in ONTOLOGY.iterdir() if path.is_file()}
    folders = {f"{path.relative_to(ONTOLOGY).as_posix()}/" for path in ONTOLOGY.rglob("*") if path.is_dir()}
    folders -= {name for name in folders if "__pycache__" in name}
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
    assert named == (there | folders) - {"README.md"}


def test_the_readme_counts_right() -> None:
    text = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
    kinds = [term.kind for term in PROPERTIES.values()]
    for what, count in {
        "classes": len(CLASSES),
        "relations": kinds.count("relation"),
        "measures": kinds.count("measure"),
        "attributes": kinds.count("attribute"),
        "properties of the claim model": kinds.count("claim"),
        "units": len(UNITS),
        "rules of hygiene": len(list((ONTOLOGY / "checks").glob("*.rq"))),
        "rules for the data": len(list((ONTOLOGY / "checks" / "data").glob("*.rq"))),
    }.items():
        assert f"{count} {what}" in text, f"write {count} {what} in ontology/README.md"


def test_every_word_of_a_column_is_a_value_and_the_lists_are_closed() -> None:
    for column, cls in {"mode": "Mode", "polarity": "Polarity", "basis": "Basis", "rank": "Rank"}.items():
        assert sorted(map(kebab, listed(cls))) == sorted(cells.ENUMS[column])
    for cls in ("Mode", "Polarity", "Basis", "Rank", "Bound", "PeriodBasis", "ConflictCause"):
        members = sorted(ids.local_name(str(one)) for one in ontology().subjects(RDF.type, URIRef(ids.KG + cls)))
        assert listed(cls) == members, f"{cls}: declare the value, and list it in owl:oneOf"


def test_values_of_one_list_are_all_different() -> None:
    groups = [
        {ids.local_name(str(one)) for one in ontology().items(ontology().value(node, OWL.distinctMembers) or RDF.nil)}
        for node in ontology().subjects(RDF.type, OWL.AllDifferent)
    ]
    for cls in ("Mode", "Polarity", "Basis", "Rank", "Bound", "PeriodBasis", "ConflictCause"):
        assert set(listed(cls)) in groups, f"{cls}: list its values in owl:AllDifferent"


@pytest.mark.parametrize("name", [name for name, term in PROPERTIES.items() if term.parents])
def test_a_property_is_said_of_nothing_that_the_wider_one_is_not(name: str) -> None:
    term = PROPERTIES[name]
    for parent in (PROPERTIES[one] for one in term.parents):
        for end in ("domain", "range"):
            narrow, wide = getattr(term, end), getattr(parent, end)
            beyond = [one for one in narrow if wide and not any(VOCABULARY.is_a(one, other) for other in wide)]
            assert not beyond, f"{name} has {beyond} in its {end}, {parent.name} only {wide}"


def test_no_file_spells_the_reserved_words_of_rdf_as_properties() -> None:
    for path in ontology_files(ONTOLOGY):
        assert not re.search(r"rdf:(subject|predicate|object)\b", path.read_text(encoding="utf-8")), path.name


def test_no_term_leads_to_a_datatype_that_owl_2_does_not_have() -> None:
    for path in ontology_files(ONTOLOGY):
        used = set(re.findall(r"rdfs:range xsd:(\w+)", path.read_text(encoding="utf-8")))
        assert used <= {"string", "decimal", "integer", "boolean"}, f"{path.name}: a reasoner stops on it"


def test_pictures_know_every_role() -> None:
    assert {term.role for term in CLASSES.values() if term.role} == set(ROLE_STYLES)


def test_every_comparison_is_of_a_term_of_ours() -> None:
    known = {*ontology().subjects(RDF.type, None)}
    assert len(pairs()) > 150
    assert [str(ours) for ours, _, _ in pairs() if ours not in known] == []


def test_every_term_of_others_exists() -> None:
    unknown = []
    for _, _, other in pairs():
        space = next((space for space in CLOSED if other.startswith(space)), None)
        if space is not None:
            if other.removeprefix(space) not in CLOSED[space]:
                unknown.append(str(other))
        elif not any(re.fullmatch(pattern, other) for pattern in LOOKED_UP.values()):
            unknown.append(str(other))
    assert unknown == []


def test_two_terms_are_compared_once_and_an_exact_match_is_one_to_one_in_each_vocabulary() -> None:
    compared = [(ours, other) for ours, _, other in pairs()]
    assert len(compared) == len(set(compared))
    exact = [other for _, how, other in pairs() if how == namespace.SKOS.exactMatch]
    assert len(exact) == len(set(exact))


def test_the_vocabularies_that_readers_look_for_are_all_compared() -> None:
    text = (ONTOLOGY / "alignments.ttl").read_text(encoding="utf-8")
    for prefix in ("org:", "prov:", "skos:", "oa:", "dcat:", "void:", "qudt-unit:", "schema:", "fibo-", "wd:", "ftm:"):
        assert re.search(rf"(?<![\w-]){prefix}\w", text.split("# Who acts")[1]), prefix


def test_alignments_reach_nobody_who_did_not_ask_for_them(tmp_path: Path) -> None:
    assert not [pair for pair in pairs() if pair in ontology()]
    assert set(pairs()) <= set(rdf.read_ontology(ONTOLOGY, alignments=True))
