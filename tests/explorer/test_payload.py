"""The payload holds all that the graph says, the same bytes for the same graph, and the page's script reads it so."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import zlib
from datetime import date
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.engine.answer import Iri
from kg.explorer import answers, derive, ledger, payload, places
from kg.graph import Graph
from kg.knowledge import network
from kg.knowledge.claims import gather
from kg.questions import catalog
from kg.values.ids import CLAIM, CONFLICT, DOCUMENT, ENT, KG, UNIT
from scripts import make_explorer_figures
from tests.support.command import python
from tests.support.small import CLAIMS, graph_of, tables_of

EXPLORER = Path(__file__).resolve().parents[2] / "kg" / "explorer"


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


@pytest.mark.usefixtures("few")
def test_the_same_graph_gives_the_same_bytes(small: Graph, tmp_path: Path) -> None:
    again = graph_of(tables_of(tmp_path))
    assert payload.payload(small) == payload.payload(again)


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
    row = next(n for n, id in enumerate(claims["id"]) if id == "5" and docs[claims["doc"][n]] == "001")
    told = {name: column[row] for name, column in claims.items()}
    assert entities[told["subject"]] == "alpha"
    assert values(found["properties"]["name"])[told["property"]] == "revenue"
    assert values(found["units"]["name"])[told["unit"]] == "CNY"
    expected = {
        "value": "540e6",
        "asPublished": "5.4亿元",
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
    assert docs["id"] == ["001", "002", "003", "004"]
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
    with small.at(date(2026, 1, 7)):
        then = unpacked(payload.payload(small))
    with small.at(date(2025, 12, 20), "possible"):
        possibly = unpacked(payload.payload(small))
    assert values(then["docs"]["id"]) == ["001", "002"]
    assert values(possibly["docs"]["id"]) == ["001", "004"]
    assert values(possibly["links"]["kind"]) == ["contradicts"], "what fulfils a plan came later"
    assert values(possibly["conflicts"]["id"]) == []
    assert then["asOf"] == "2026-01-07"
    assert then["coverage"][0].startswith("2 documents · 9 claims · published to 2026-01")


# --- places ---


def test_every_entity_has_a_place_of_its_own_and_a_level(small: Graph, graph: Graph) -> None:
    read = ledger.read(small)
    found = places.places(small, read)
    assert found.keys() == {entity.id for entity in read.entities}
    assert len(set(found.values())) == len(found)
    levels = places.levels(read)
    assert {levels[id] for id in ("alpha", "gamma", "board")} == {0}
    assert {levels[id] for id in ("someone", "topic", "paper")} == {2}
    assert places.levels(ledger.read(graph))["four-dragons"] == 1


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


# --- answers ---


def test_values_become_cells() -> None:
    known = {"e": {"alpha": 3}, "c": {"001/1a": 4}, "d": {"001": 5}, "u": {"CNY": 6}}
    cases: list[tuple[Any, Any]] = [
        (Iri(ENT + "alpha"), {"e": 3}),
        (Iri(ENT + "nobody"), "nobody"),
        (Iri(CLAIM + "001/1a"), {"c": 4}),
        (Iri(DOCUMENT + "001"), {"d": 5}),
        (Iri(UNIT + "CNY"), {"u": 6}),
        (Iri(KG + "plan"), {"w": "plan"}),
        (Iri(CONFLICT + "c"), "c"),
        (Iri("http://example.com/x"), "http://example.com/x"),
        (Decimal(540), 540),
        (Decimal("1.5"), 1.5),
        (date(2025, 1, 2), "2025-01-02"),
        (2**60, str(2**60)),
        (True, True),
        (None, None),
        ("text", "text"),
    ]
    assert [answers.cell(value, known) for value, _ in cases] == [cell for _, cell in cases]


def test_a_long_answer_is_cut_and_says_so(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_ROWS", 2)
    question = catalog.question("documents")
    monkeypatch.setattr(catalog, "questions", lambda: {"documents": question})
    (found,) = answers.answers(small, {})
    assert len(found.rows) == 2
    assert "the first 2 of 4 rows" in found.note[0]
    assert "共4行" in found.note[1]
    assert not found.sparql.startswith("#")


def test_a_question_that_needs_somebody_says_whom_it_was_answered_for(small: Graph) -> None:
    text = """\
# topic: t
# title: T
# title-zh: 题
# ask: ?
# ask-zh: ？
# param: maker entity(ChipMaker) required - the maker | 芯片企业
# column: maker - maker | 企业
PREFIX ent: <https://w3id.org/china-gpu-kg/entity/>
SELECT ?maker WHERE { VALUES ?maker { ent:alpha } }
"""
    found = answers._answered(small, catalog.read("t", text), {})
    assert found.note == ("the maker: Alpha Chips", "芯片企业：阿尔法芯片")
    assert found.rows == [["alpha"]]


def test_what_the_claims_say_anyway_is_left_out_and_nothing_else(small: Graph) -> None:
    read = ledger.read(small)
    known = payload.numbered(read)
    rows: list[list[Any]] = [
        [{"e": known["e"][c.subject]}, c.period or None, "x", {"c": n}] for n, c in enumerate(read.claims)
    ]
    columns = ["maker", "period", "other", "claim"]
    assert derive.derived(read, known, columns, rows) == {"maker": "subject", "period": "period"}
    rows[0][1] = "1999"
    assert derive.derived(read, known, columns, rows) == {"maker": "subject"}
    rows[0][3] = None
    assert derive.derived(read, known, columns, rows) == {}
    assert derive.derived(read, known, columns, []) == {}


# --- the two languages agree ---


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bundle the script's own reading of a payload for node."""
    node, bundler = shutil.which("node"), EXPLORER / "node_modules" / ".bin" / "esbuild"
    if node is None or not bundler.exists():
        pytest.skip("the page's script was NOT compared with Python: install node, then npm --prefix kg/explorer ci")
    made = tmp_path_factory.mktemp("script") / "parity.mjs"
    command = [str(bundler), "test/parity.ts", "--bundle", "--format=esm", "--platform=node", f"--outfile={made}"]
    subprocess.run([*command, "--log-level=warning"], cwd=EXPLORER, check=True, capture_output=True, text=True)
    return made


def read_by_script(script: Path, text: str, **asked: Any) -> Any:
    given_ = json.dumps({"payload": text, **asked})
    run = subprocess.run(["node", str(script)], input=given_, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module", params=["small", "hostile", "real"])
def any_graph(request: pytest.FixtureRequest) -> Graph:
    graph: Graph = request.getfixturevalue("graph" if request.param == "real" else request.param)
    return graph


@pytest.mark.usefixtures("few")
def test_the_script_reads_what_python_wrote(script: Path, any_graph: Graph) -> None:
    made = payload.tables(any_graph, read := ledger.read(any_graph))
    found = read_by_script(script, payload.pack(made))
    assert [entity["id"] for entity in found["entities"]] == [entity.id for entity in read.entities]
    assert [(e["label"]["en"], e["label"]["zh"], e["note"]) for e in found["entities"]] == [
        (e.label_en, e.label_zh, e.note) for e in read.entities
    ]
    assert [[(n["text"], n["lang"], n["kind"]) for n in e["names"]] for e in found["entities"]] == [
        [(n.text, n.lang, n.kind) for n in e.names] for e in read.entities
    ]
    properties = [term["name"] for term in found["properties"]]
    assert [
        (c["id"], properties[c["property"]], c["value"], c["asPublished"], c["from"], c["line"], c["digest"], c["note"])
        for c in found["claims"]
    ] == [
        (c.id, c.property, c.value, c.as_published, c.start.isoformat() if c.start else "", c.line, c.digest, c.note)
        for c in read.claims
    ]
    assert [d["title"] for d in found["docs"]] == [d.title for d in read.documents]


def test_the_script_shows_the_answers_that_kg_ask_gives(script: Path, any_graph: Graph) -> None:
    read = ledger.read(any_graph)
    asked = answers.answers(any_graph, payload.numbered(read))
    made = payload.tables(any_graph, read, asked)
    found = {question["name"]: question for question in read_by_script(script, payload.pack(made))["questions"]}
    assert found.keys() == catalog.questions().keys()
    assert len(asked) > 20
    for one in asked:
        shown = found[one.question.name]
        assert shown["rows"] == json.loads(json.dumps(one.rows)), one.question.name
        assert [column["name"] for column in shown["columns"]] == [name for name, _, _ in one.columns]
        assert shown["note"] == {"en": one.note[0], "zh": one.note[1]}


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("day", "reading"), [("", "certain"), ("2026-01-31", "certain"), ("2025-12-20", "possible")])
def test_the_script_draws_the_edges_that_python_gathers(script: Path, any_graph: Graph, day: str, reading: str) -> None:
    found = read_by_script(script, payload.payload(any_graph), asOf=day, reading=reading)
    with any_graph.at(date.fromisoformat(day) if day else None, reading):
        statements = any_graph.statements()
    own = {one.claim: (one.state, one.disputed) for one in any_graph.statements()}
    assert {id: state for id, state in found["own"].items() if id in own} == {
        id: state for id, (state, _) in own.items()
    }
    if not day:  # on a day, the script knows only of disputes whose other side is published; Python knows all
        assert {id for id in found["disputed"] if id in own} == {id for id, (_, disputed) in own.items() if disputed}
    gathered = {(r.subject, r.property, r.object, r.state): r for r in gather(statements)}
    drawn = {tuple(edge["id"].split("|")): edge for edge in found["edges"]}
    folded = gathered.keys() - drawn.keys()
    assert all(state == "plan" for *_, state in folded), "only plans that have become fact may be missing"
    assert all(state == "stated" for *_, state in drawn.keys() - gathered.keys())
    assert sorted(claim for edge in drawn.values() for claim in edge["claims"]) == sorted(
        s.claim for relation in gathered.values() for s in relation.statements
    )
    for key in gathered.keys() & drawn.keys():
        assert drawn[key]["origins"] == gathered[key].origins, key


@pytest.mark.usefixtures("few")
def test_the_script_finds_the_paths_that_kg_path_finds(script: Path, any_graph: Graph) -> None:
    ids = ["bytedance", "baidu", "metax", "kunlunxin", "hkex", "he-hui"]
    if "alpha" in any_graph.names.entries:
        ids = ["alpha", "beta", "board", "fund", "gamma", "someone"]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    found = read_by_script(script, payload.payload(any_graph), pairs=pairs)
    drawn = {frozenset(edge["id"].split("|")[0:3:2]) for edge in found["edges"]}
    compared = 0
    for (a, b), ways in zip(pairs, found["paths"], strict=True):
        expected = network.paths(any_graph.names, any_graph.statements(), a, b)
        hops = [[frozenset((hop[0].subject, hop[0].object)) for hop in way] for way in expected]
        if not all(hop in drawn for way in hops for hop in way):
            continue  # a plan of listing on the exchange that became one on its board leads another way
        compared += 1
        assert [[frozenset((hop["from"], hop["to"])) for hop in way] for way in ways] == hops
        for way, relations in zip(ways, expected, strict=True):
            for hop, hop_relations in zip(way, relations, strict=True):
                shown = [tuple(edge.split("|")) for edge in hop["edges"]]
                told = [(r.subject, r.property, r.object, r.state) for r in hop_relations]
                assert [key for key in told if key in shown] == shown
    assert compared > len(pairs) / 2


def test_the_figures_that_the_script_is_tested_with_are_fresh() -> None:
    assert make_explorer_figures.PATH.read_text(encoding="utf-8") == make_explorer_figures.text(), (
        "run: python scripts/make_explorer_figures.py"
    )
