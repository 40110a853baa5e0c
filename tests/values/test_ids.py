"""Ids and IRIs: what may be an id, and that IRI and id lead to each other."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values import ids
from tests.support.strategies import ids as good_ids


@given(good_ids.filter(lambda id: id not in ("con", "prn", "aux", "nul") and not id.startswith(("com", "lpt"))))
def test_an_id_leads_to_its_iri_and_back(id: str) -> None:
    assert ids.is_entity_id(id)
    assert ids.local_name(ids.entity_iri(id)) == id
    assert ids.short(ids.entity_iri(id)) == f"ent:{id}"
    assert ids.short(ids.document_iri(id)) == f"document:{id}"


_BAD = [
    "",
    "A",
    "metaX",
    "a_b",
    "a b",
    "-a",
    "a-",
    "a--b",
    "沐曦",
    "é",
    "a\n",
    "a.b",
    "a/b",
    "con",
    "com1",
    "lpt9",
    "a" * 65,
    "000",
    "1e5",
    "inf",
    "nan",
]


@pytest.mark.parametrize("text", _BAD)
def test_a_bad_id_is_refused(text: str) -> None:
    assert not ids.is_entity_id(text)
    with pytest.raises(ValueError, match=r"write|shorten|add|letter"):
        ids.check_id("entity", text)


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("entity", "Moore Threads", "perhaps 'moore-threads'"),
        ("document", "con", "con-1"),
        ("claim", "a" * 33, "33 characters"),
        ("document", "007", "looks like a number.*'d007'"),
        ("claim", "007", "looks like a number"),
        ("claim", "1e5", "looks like a number"),
    ],
)
def test_the_message_of_a_bad_id_says_what_to_write(
    kind: Literal["entity", "document", "claim"], text: str, says: str
) -> None:
    ids.check_id(kind, "a" * 32)
    with pytest.raises(ValueError, match=says):
        ids.check_id(kind, text)


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (ids.claim_iri("d001", "46a"), "claim:d001/46a"),
        (ids.CONFLICT + "c1", "conflict:c1"),
        (ids.ALIAS + "iluvatar/2", "alias:iluvatar/2"),
        (ids.term_iri("revenue"), "kg:revenue"),
        (ids.unit_iri("CNY"), "unit:CNY"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2000/01/rdf-schema#label"),
    ],
)
def test_short_is_the_prefixed_spelling(iri: str, short: str) -> None:
    assert ids.short(iri) == short


def test_the_local_name_of_a_foreign_iri_is_its_last_part() -> None:
    assert ids.local_name("http://www.w3.org/2000/01/rdf-schema#label") == "label"
    assert ids.local_name("http://www.wikidata.org/entity/Q42/") == "Q42"


@pytest.mark.parametrize("text", ["x> <y", "", "a b", "1a", "é"])
def test_no_iri_is_made_of_a_bad_name(text: str) -> None:
    for make in (ids.term_iri, ids.unit_iri):
        with pytest.raises(ValueError, match=r"is not a \w+"):
            make(text)
    with pytest.raises(ValueError, match="is not a valid claim id"):
        ids.claim_iri("d001", text + " ")


@given(st.text())
def test_a_file_name_is_safe_whatever_the_text(text: str) -> None:
    name = ids.safe_file_name(text)
    assert name
    assert len(name.encode()) <= 160
    assert not set(name) & set('<>:"/\\|?*\0\n\r')
    assert name[0] not in ". "
    assert name[-1] not in ". "
    assert ids.safe_file_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("沐曦 股份", "沐曦-股份"),
        ("CON", "_CON"),
        ("nul.csv", "_nul.csv"),
        ("..", "unnamed"),
    ],
)
def test_a_file_name_keeps_what_it_can(text: str, name: str) -> None:
    assert ids.safe_file_name(text) == name
