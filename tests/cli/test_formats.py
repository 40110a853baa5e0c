"""What a reading command prints is asked for in one way everywhere: `--format`, and `--json` for short."""

from __future__ import annotations

import json

import click
import pytest
import rdflib

from kg.cli import COMMANDS, main
from tests.support.command import kg


def options_of(name: str) -> set[str]:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return {option for parameter in command.params for option in parameter.opts}


WITH_FORMAT = [name for name in COMMANDS if "--format" in options_of(name)]
ASKED = {"show": ("show", "metax"), "ask": ("ask",), "conflicts": ("conflicts", "metax"), "find": ("find", "metax")}


def test_json_is_short_for_a_format_on_every_command_that_has_one() -> None:
    assert len(WITH_FORMAT) >= 8
    assert [name for name in WITH_FORMAT if "--json" not in options_of(name)] == []


@pytest.mark.parametrize("arguments", ASKED.values(), ids=ASKED)
def test_json_prints_what_the_format_prints(arguments: tuple[str, ...]) -> None:
    run = kg(*arguments, "--json")
    assert json.loads(run.out)
    assert run.out == kg(*arguments, "--format", "json").out
    assert kg(*arguments, "--json", "--format", "json").out == run.out


@pytest.mark.parametrize("arguments", ASKED.values(), ids=ASKED)
def test_json_and_another_format_contradict_each_other(arguments: tuple[str, ...]) -> None:
    run = kg(*arguments, "--json", "--format", "csv")
    assert (run.code, run.out) == (2, "")
    assert "contradict" in run.err


CONSTRUCT = "CONSTRUCT WHERE { ?s a <https://w3id.org/china-gpu-kg/ontology#ChipMaker> }"


@pytest.mark.parametrize(
    ("form", "reader"), {"ntriples": "nt", "turtle": "turtle", "json": "json-ld", "xml": "xml"}.items()
)
def test_triples_are_printed_in_any_format_of_triples(form: str, reader: str) -> None:
    plain = rdflib.Graph().parse(data=kg("sparql", "-", stdin=CONSTRUCT).out, format="nt")
    printed = kg("sparql", "-", "--format", form, stdin=CONSTRUCT).out
    assert set(rdflib.Graph().parse(data=printed, format=reader)) == set(plain)
    assert len(plain) > 5


@pytest.mark.parametrize(
    ("query", "form", "offered"),
    [
        (CONSTRUCT, "csv", "ntriples, turtle, json, xml"),
        (CONSTRUCT, "table", "ntriples, turtle, json, xml"),
        ("SELECT * { ?s ?p ?o }", "turtle", "table, md, csv, tsv, json, xml"),
        ("ASK {}", "ntriples", "table, md, csv, tsv, json, xml"),
    ],
)
def test_a_format_that_cannot_hold_the_answer_is_refused(query: str, form: str, offered: str) -> None:
    run = kg("sparql", "-", "--format", form, stdin=query)
    assert (run.code, run.out) == (2, "")
    assert offered in run.err


def test_results_have_whole_iris_and_tables_have_names() -> None:
    query = "SELECT ?s { VALUES ?s { <https://w3id.org/china-gpu-kg/entity/metax> } }"
    whole = "https://w3id.org/china-gpu-kg/entity/metax"
    for form in ("csv", "tsv", "json", "xml"):
        assert whole in kg("sparql", "-", "--format", form, stdin=query).out
    assert "MetaX" in kg("sparql", "-", "--format", "table", stdin=query).out
