"""The ontology read by rdflib: the words, the kinds and the definitions that everything else goes by."""

from __future__ import annotations

from kg.engine.ontology import definitions
from kg.engine.rdf import graph_of, read_ontology
from kg.files import ontology_dir
from kg.words.current import ontology_files
from kg.words.vocab import CLASSES, PROPERTIES, UNITS


def test_alignments_and_shapes_are_no_part_of_the_ontology_itself() -> None:
    stems = [path.stem for path in ontology_files(ontology_dir())]
    assert stems == sorted(stems)
    assert {"kg", "claims"} <= set(stems)
    assert not {"alignments", "shapes"} & set(stems)


def test_alignments_come_when_they_are_asked_for() -> None:
    assert len(read_ontology(ontology_dir(), alignments=True)) > len(read_ontology(ontology_dir()))


def test_every_word_is_defined_in_both_languages() -> None:
    said = definitions(ontology_dir())
    words = {*CLASSES, *PROPERTIES, *UNITS}
    assert len(words) > 100
    assert [word for word in sorted(words) if not all(said.get(word, ("", "")))] == []


def test_lines_of_n_triples_become_a_graph() -> None:
    line = '<http://e.example/a> <http://e.example/b> "芯片"@zh .'
    assert [str(triple[2]) for triple in graph_of([line, line])] == ["芯片"]


def test_every_word_a_property_names_is_one_there_is() -> None:
    for term in PROPERTIES.values():
        assert set(term.units) <= UNITS.keys(), term.name
        assert {*term.domain, *term.scope} <= CLASSES.keys(), term.name
        if term.kind == "relation":
            assert set(term.range) <= CLASSES.keys(), term.name
        if term.kind == "attribute" and term.name != "attribute":
            assert set(term.range) <= {"text", "date", "boolean"}, term.name
            assert term.range, term.name
