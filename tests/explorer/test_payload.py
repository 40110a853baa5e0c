"""The payload holds all that the graph says, the same bytes for the same graph, and the page's script reads it so."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers import present
from kg.explorer import answers, payload, places
from kg.graph import Graph
from kg.knowledge import network
from kg.knowledge.sentence import sentence, value
from kg.questions import catalog
from kg.values.asof import READINGS
from kg.values.shown import show_period
from tests.support.command import python
from tests.support.script import bundled, by_script
from tests.support.small import CLAIMS


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask two questions only: all of them are asked once, below."""
    chosen = {name: catalog.question(name) for name in ("who-tests", "documents")}
    monkeypatch.setattr(catalog, "questions", lambda: chosen)


def unpacked(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text), -15))
    return found


def values(column: Any) -> list[Any]:
    """Undo `payload.column`."""
    if isinstance(column, list):
        return column
    if "s" in column:
        return list(accumulate(column["s"]))
    if "j" in column:
        return [column["t"][n : n + column["j"]] for n in range(0, len(column["t"]), column["j"])]
    return [column["w"][place] for place in column["i"]]


# --- columns ---


@given(st.lists(st.integers() | st.text() | st.none() | st.booleans() | st.lists(st.integers())))
def test_a_column_is_never_anything_but_its_values(given_: list[Any]) -> None:
    assert values(payload.column(given_)) == given_


@given(
    st.lists(st.integers(-(10**6), 10**6))
    | st.lists(st.sampled_from(["a", "bb", ""]))
    | st.lists(st.text("01", min_size=9, max_size=9))
)
def test_a_column_of_one_kind_comes_back(given_: list[Any]) -> None:
    made = payload.column(given_)
    assert values(made) == given_
    assert len(json.dumps(made)) <= len(json.dumps(given_)) + 40


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
def test_packing_keeps_every_text_but_lone_surrogates(given_: dict[str, Any]) -> None:
    assert unpacked(payload.pack(given_)) == given_


def test_what_json_cannot_hold_is_refused_or_replaced() -> None:
    assert unpacked(payload.pack({"a": "x\ud800y"})) == {"a": "x\ufffdy"}
    with pytest.raises(ValueError, match="Out of range"):
        payload.pack({"a": float("nan")})


# --- what is in it ---


def test_no_order_of_a_set_gets_in(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.support.small import *; from kg.questions import catalog;"
        "from kg.explorer.payload import payload; asked = {'who-tests': catalog.question('who-tests')};"
        "catalog.questions = lambda: asked; print(payload(graph_of(tables_of(Path(sys.argv[1])))))"
    )
    assert len({python(code, str(tmp_path / seed), PYTHONHASHSEED=seed) for seed in ("1", "2")}) == 1


@pytest.mark.usefixtures("few")
def test_every_claim_is_in_it_with_all_its_row_says(small: Graph) -> None:
    found = unpacked(payload.payload(small))
    claims = {name: values(column) for name, column in found["claims"].items()}
    assert len(claims["id"]) == sum(map(len, CLAIMS.values())) == 20
    docs, entities = values(found["docs"]["id"]), values(found["entities"]["id"])
    row = next(n for n, id in enumerate(claims["id"]) if id == "5" and docs[claims["doc"][n]] == "d001")
    told = {name: column[row] for name, column in claims.items()}
    assert entities[told["subject"]] == "alpha"
    assert values(found["properties"]["name"])[told["property"]] == "revenue"
    assert values(found["units"]["name"])[told["unit"]] == "CNY"
    expected = {
        "value": "540e6",
        "asPublished": "5.40亿元",
        "note": "Why.",
        "said": -1,
        "object": -1,
        "period": "2025",
        "from": "2025-01-01",
        "to": "2025-12-31",
        "periodInferred": 0,
        "mode": "actual",
        "polarity": "asserts",
        "basis": "press",
        "rank": "normal",
        "line": 1,
        "start": 10,
        "length": 20,
        "digest": "0123456789abcdef",
    }
    assert {name: told[name] for name in expected} == expected


@pytest.mark.usefixtures("few")
def test_documents_names_links_and_verdicts_are_in_it(small: Graph) -> None:
    found = unpacked(payload.payload(small))
    docs = {name: values(column) for name, column in found["docs"].items()}
    assert docs["id"] == ["d001", "d002", "d003", "d004"]
    assert docs["origin"] == [0, 0, 2, 3]
    assert docs["from"] == ["2025-12-19", "2026-01-05", "2026-01-10", ""]
    assert docs["to"] == ["2025-12-31", "2026-01-05", "2026-01-10", ""]
    assert sorted(values(found["links"]["kind"])) == ["contradicts", "fulfils"]
    assert values(found["conflicts"]["cause"]) == ["definitionDiffers"]
    assert len(values(found["conflicts"]["claims"])[0]) == 2
    names = zip(*(values(found["names"][column]) for column in ("text", "kind", "doc")), strict=True)
    assert sorted(names) == [
        *(("Alfa", "machine-translation", 0), ("The Second", "nickname", -1)),
        *(("the  SECOND", "typo", 3), ("阿尔法", "short", -1)),
    ]
    assert sorted(values(found["notSame"]["why"])) == ["a nickname of two companies", "a plant", "two"]
    identifiers = dict(zip(values(found["entities"]["id"]), values(found["entities"]["identifiers"]), strict=True))
    assert identifiers["alpha"] == ["ticker=688001.SH", "wikidata=Q1"]


@pytest.mark.usefixtures("few")
def test_what_is_not_yet_published_is_not_in_it(small: Graph) -> None:
    then = unpacked(payload.payload(small.at(date(2026, 1, 7))))
    possibly = unpacked(payload.payload(small.at(date(2025, 12, 20), "possible")))
    assert values(then["docs"]["id"]) == ["d001", "d002"]
    assert values(possibly["docs"]["id"]) == ["d001", "d004"]
    assert values(possibly["links"]["kind"]) == ["contradicts"], "what fulfils a plan came later"
    assert values(possibly["conflicts"]["id"]) == []
    assert then["asOf"] == "2026-01-07"
    assert then["coverage"][0].startswith("2 documents · 9 claims · published to 2026-01")


# --- places ---


def test_every_entity_has_a_place_of_its_own_and_a_level(small: Graph, graph: Graph) -> None:
    found = places.places(small.ledger)
    assert found.keys() == small.names.entities.keys()
    assert len(set(found.values())) == len(found)
    levels = places.levels(small.ledger)
    assert {levels[id] for id in ("alpha", "gamma", "board")} == {0}
    assert {levels[id] for id in ("someone", "topic", "paper")} == {2}
    assert places.levels(graph.ledger)["four-dragons"] == 1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=60))
def test_nobody_is_put_on_somebody_else(ties: list[tuple[int, int]]) -> None:
    ids = [f"e{n}" for n in range(31)]
    core = {"e0": (0.0, 0.0), "e1": (100.0, 0.0)}
    found = places.around(core, ids, [(f"e{a}", f"e{b}") for a, b in ties])
    assert found.keys() == set(ids)
    assert {id: found[id] for id in core} == core
    spots = sorted(found.values())
    assert all(
        abs(x - a) >= 60 or abs(y - b) >= 20
        for n, (x, y) in enumerate(spots)
        for a, b in spots[:n]
        if (x, y) not in core.values() or (a, b) not in core.values()
    )
    assert places.around(core, ids[::-1], [(f"e{a}", f"e{b}") for a, b in ties]) == found


# --- the two languages agree ---


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled(tmp_path_factory.mktemp("script"), "parity")


@pytest.fixture(scope="module")
def packed(any_graph: Graph) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "MOST_ROWS", 10**6)
        return payload.payload(any_graph)


@pytest.mark.usefixtures("few")
def test_the_script_reads_what_python_wrote(script: Path, any_graph: Graph) -> None:
    made, read = payload.tables(any_graph), any_graph.ledger
    entities = [read.names.entities[id] for id in sorted(read.names.entities)]
    found = by_script(script, payload=payload.pack(made))
    assert [(e["id"], e["label"]["en"], e["label"]["zh"], e["note"]) for e in found["entities"]] == [
        (e.id, e.label_en, e.label_zh, e.note) for e in entities
    ]
    assert [[(n["text"], n["lang"], n["kind"]) for n in e["names"]] for e in found["entities"]] == [
        [(n.text, n.lang, n.kind) for n in payload._other_names(read, e.id)] for e in entities
    ]
    properties = [term["name"] for term in found["properties"]]
    for told, claim in zip(found["claims"], read.claims, strict=True):
        assert (told["id"], properties[told["property"]], told["value"]) == (claim.id, claim.property, claim.value)
        assert (told["asPublished"], told["digest"], told["note"]) == (claim.as_published, claim.digest, claim.note)
        assert told["from"] == (claim.start.isoformat() if claim.start else "")
        assert told["line"] == (-1 if claim.line is None else claim.line)
    assert [d["title"] for d in found["docs"]] == [d.title for d in read.documents]
    labels = {entity.id: entity.label for entity in entities}
    for claim, told, sentences in zip(read.claims, found["claims"], found["sentences"], strict=True):
        for says, lang in zip(sentences, ("en", "zh"), strict=True):
            assert says == sentence(claim, lambda id, lang: labels[id](lang), lang)
            assert (told["shown"][lang], told["when"][lang]) == (value(claim, lang), show_period(claim.period, lang))


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("day", ["", "2025-12-18", "2025-12-31", "2026-01-12"])
def test_the_script_shows_the_tables_that_kg_ask_prints(
    script: Path, any_graph: Graph, packed: str, day: str, reading: str
) -> None:
    shown = by_script(script, payload=packed, asOf=day, reading=reading)
    view = any_graph.at(day or None, reading)
    names = [question["name"] for question in shown["questions"]]
    assert names == list(catalog.questions())
    for place, name in enumerate(names):
        question = catalog.question(name)
        answer = any_graph.store.select(catalog.dated(question.text, view.as_of))
        assert shown["notes"][place] is not None, "the page holds an answer for every day of a small ledger"
        for lang in ("en", "zh"):
            sheet = present.for_people(answer, question.columns, any_graph.names, lang)
            table = shown["tables"][lang][place]
            assert table["headings"] == list(sheet.headings), name
            assert [tuple(row) for row in table["rows"]] == sheet.rows, name


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("day", "reading"), [("", "certain"), ("2026-01-07", "certain"), ("2025-12-20", "possible")])
def test_the_script_draws_the_edges_that_python_gathers(script: Path, any_graph: Graph, day: str, reading: str) -> None:
    found = by_script(script, payload=payload.payload(any_graph), asOf=day, reading=reading)
    known = any_graph.at(day or None, reading).ledger
    own = {claim.id: claim.state for claim in any_graph.ledger.claims}
    assert found["own"] == own
    assert set(found["disputed"]) == {claim.id for claim in known.claims if claim.disputed}
    drawn = {edge["id"]: (edge["claims"], edge["origins"], edge["disputed"]) for edge in found["edges"]}
    gathered = {r.id: ([claim.id for claim in r.claims], r.origins, r.disputed) for r in known.relations}
    assert {id: (sorted(edge[0]), *edge[1:]) for id, edge in drawn.items()} == {
        id: (sorted(edge[0]), *edge[1:]) for id, edge in gathered.items()
    }


@pytest.mark.usefixtures("few")
def test_the_script_finds_the_paths_that_kg_path_finds(script: Path, any_graph: Graph) -> None:
    ids = ["bytedance", "baidu", "metax", "kunlunxin", "hkex", "he-hui"]
    if "alpha" in any_graph.names.entities:
        ids = ["alpha", "beta", "board", "fund", "gamma", "someone", "topic"]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    found = by_script(script, payload=payload.payload(any_graph), pairs=pairs)
    for (a, b), ways in zip(pairs, found["paths"], strict=True):
        expected = network.paths(any_graph.ledger, a, b)
        assert [[hop["edges"] for hop in way] for way in ways] == [
            [[relation.id for relation in hop] for hop in way] for way in expected
        ]
