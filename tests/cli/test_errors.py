"""What goes wrong on the command line: one clear line, what to do, the right exit code, and never a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kg import open as open_graph
from kg.files import data_dir
from kg.ledger.evidence import find_source, span_of
from kg.ledger.tables import load
from kg.ledger.tidy import tidy
from kg.problem import KgError
from tests.support.command import Run, kg
from tests.support.folder import CLAIM, DOCUMENTS, ENTITIES, make

pytestmark = pytest.mark.usefixtures("graph")

TEXT = "One line about chips.\n"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def fails(run: Run, code: int, *words: str) -> None:
    """Assert that a run ended so: nothing among the results, and all these words in the talk."""
    assert run.code == code, run.err
    assert run.out == ""
    for word in words:
        assert word in run.err, run.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        # the command line itself
        (("shw", "x"), ("no command 'shw'", "Did you mean show")),
        (("zzzz",), ("no command 'zzzz'",)),
        (("show",), ("Missing argument",)),
        (("--store", "x", "ask"), ("No such option",)),
        (("show", "metax", "--lang", "fr"), ("'fr' is not one of",)),
        (("show", "metax", "--format", "xml"), ("'xml' is not one of",)),
        (("find", "x", "--limit", "0"), ("--limit", "0 is not in the range")),
        (("find", "x", "--limit", "many"), ("--limit", "not a valid integer")),
        (("path", "baidu", "metax", "--paths", "-1"), ("--paths",)),
        (("completion", "tcsh"), ("'tcsh' is not one of",)),
        # names
        (("show", "iluvatar-corx"), ("unknown-name", "did you mean", "iluvatar-corex")),
        (("show", "天数智心"), ("unknown-name", "天数智芯")),
        (("show", "zzzzzz"), ("unknown-name", "kg find")),
        (("show", "../../etc/passwd"), ("unknown-name",)),
        (("show", "metax", "--section", "figurs"), ("unknown-section", "did you mean figures")),
        (("compare", "metax", "nobody-at-all"), ("unknown-name",)),
        (("compare", "metax"), ("at least two",)),
        (("compare", "metax", "沐曦股份"), ("at least two different",)),
        (("path", "metax", "nobody-at-all"), ("unknown-name",)),
        (("path", "metax", "沐曦股份"), ("both metax", "two different")),
        (("path", "metax"), ("Missing argument 'TARGET'",)),
        (("timeline", "nobody-at-all"), ("unknown-name",)),
        (("conflicts", "nobody-at-all"), ("unknown-name",)),
        (("view", "nobody-at-all", "--no-open"), ("unknown-name",)),
        (("find", "kunlun", "--class", "ChipMakr"), ("no class 'ChipMakr'", "did you mean ChipMaker")),
        # days
        (("ask", "who-tests", "--as-of", "2025-13"), ("--as-of", "not a day of the calendar")),
        (("ask", "who-tests", "--as-of", "2025-02-30"), ("--as-of", "not a day of the calendar")),
        (("show", "metax", "--as-of", "2018/.."), ("--as-of", "is not a day")),
        (("timeline", "--as-of", "yesterday"), ("--as-of",)),
        (("timeline", "--possible"), ("--possible", "--as-of")),
        # questions
        (("ask", "who-test"), ("unknown-question", "did you mean who-tests")),
        (("ask", "../_figures"), ("unknown-question",)),
        (("ask", "_figures"), ("unknown-question",)),
        (("ask", "who-tests", "makr=kunlunxin"), ("unknown-parameter", "it has: ", "maker")),
        (("ask", "who-tests", "maker=kunlunxn"), ("unknown-name", "kunlunxin")),
        (("ask", "who-tests", "maker=ByteDance"), ("wrong-class", "ByteDance (", "domestic chip maker")),
        (("ask", "who-tests", "customerClass=Companyy"), ("bad-parameter", "did you mean Company")),
        (("ask", "who-tests", "reading=maybe"), ("bad-parameter", "certain nor possible")),
        (("ask", "who-tests", "asOf=2025-13"), ("bad-parameter", "not a day of the calendar")),
        (("ask", "figures", "measure=revenu"), ("bad-parameter", "did you mean revenue")),
        (("ask", "evidence", "claim=46a"), ("bad-parameter",)),
        (("ask", "evidence", "claim=2/27c"), ("unknown-claim", "such as d002/27c")),
        (("ask", "figures", "during=2025-13"), ("bad-parameter", "no such month")),
        (("ask", "figures", "measure=gross margn"), ("bad-parameter", "did you mean grossMargin")),
        (("ask", "who-tests", "maker="), ("bad-parameter", "maker=VALUE")),
        (("ask", "who-tests", "--param", "maker"), ("bad-parameter", "NAME=VALUE")),
        (("ask", "market-shares", "frobnicate"), ("unknown-name", "market=…", "holder=…")),
        (("ask", "documents", "frobnicate"), ("unknown-name", "document=…")),
        (("ask", "evidence", "document=999"), ("unknown-document", "one of d000")),
        (("ask", "about"), ("missing-parameter", "entity")),
        (("ask", "overdue-plans", "day=soon"), ("bad-parameter",)),
        # other places
        (("ask", "who-tests", "--store", "/no/such/folder"), ("no-store",)),
        (("ask", "who-tests", "--store", "/proc/self/fd"), ("not-a-store",)),
        (("export", "gexff"), ("unknown-format", "did you mean gexf")),
        (("export", "rdf", "--as-of", "2026"), ("not-dated", "gexf")),
        (("verify", "--sources", "/no/such/folder"), ("does not exist",)),
        (("tidy", "--sources", "/no/such/folder"), ("does not exist",)),
        (("push", "ftp://e.example/"), ("bad-address", "https://")),
        (("sparql", "/no/such/file.rq"), ("No such file",)),
    ],
)
def test_misuse_ends_with_2_and_says_what_was_meant(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    fails(kg(*arguments), 2, *words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("find", "zzzzzz"), ("nothing is called 'zzzzzz'",)),
        (("find", ""), ("nothing is called ''",)),
        (("path", "metax", "kunlunxin", "--as-of", "2001"), ("no path between MetaX and Kunlunxin",)),
        (("ask", "who-tests", "--store", "http://127.0.0.1:9/sparql"), ("no-server", "127.0.0.1:9")),
        (("push", "http://127.0.0.1:9/"), ("no-server",)),
        (("view", "metax", "--no-open", "--out", "/dev/null/page.html"), ("cannot-access", "/dev/null")),
        (("explore", "--no-open", "--out", "/dev/null/page.html"), ("cannot-access", "/dev/null")),
        (("export", "csv", "--out", "/dev/null/out"), ("cannot-write", "--out")),
    ],
)
def test_what_is_not_there_ends_with_1_and_says_so(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    fails(kg(*arguments), 1, *words)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p ", ("bad-query", "⟪here⟫", "bracket")),
        ("SELECT ?s WHERE { ?s ent:x ?o }", ("bad-query", "PREFIX ent:")),
        ("SELECT ?s WHERE { ?s ?p ?o } ORDER", ("bad-query",)),
        ("", ("not-a-query", "SELECT")),
        ("# nothing but a remark", ("not-a-query",)),
        ("DELETE WHERE { ?s ?p ?o }", ("update", "data/")),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", ("update",)),
        ("LOAD <http://e.example/>", ("update",)),
        ("DROP ALL", ("update",)),
        ("SELECT * WHERE { SERVICE <http://e.example/> { ?s ?p ?o } }", ("service", "another address")),
        ("SELECT * WHERE { SERVICE SILENT ?x { ?s ?p ?o } }", ("service",)),
        ("SELECT * FROM <http://e.example/> WHERE { ?s ?p ?o }", ("from",)),
        ("SELECT * WHERE " + "{" * 300 + "}" * 300, ("nested-too-deep",)),
        ("DEFINE get:soft 'soft' SELECT * { ?s ?p ?o }", ("define",)),
        ("SELECT * { ?s ?p 'open }", ("unclosed-string",)),
        ("SELECT * { ?s ?p ?o FILTER(?o<?s('a')>?p) }", ("ambiguous-less-than",)),
        ("SELECT * { ?s ?p ?o }" + " " * 100_000, ("query-too-long",)),
        ("SELECT * { ?s ?p ?o" + " . ?s ?p ?o" * 300 + " }", ("too-many-steps",)),
        ("SELECT * { " + "OPTIONAL { ?s ?p ?o }" * 150 + " }", ("too-many-optionals",)),
        ("SELECT (" + " + ".join("1" * 600) + " AS ?n) {}", ("too-many-operators",)),
    ],
)
def test_a_query_that_is_none_or_may_not_run(query: str, words: tuple[str, ...]) -> None:
    fails(kg("sparql", "-", stdin=query), 2, *words)


def test_a_query_is_stopped_at_its_time_limit() -> None:
    fails(kg("sparql", "-", "--timeout", "0.5", stdin=ENDLESS), 1, "query-stopped", "0.5 s")


def test_more_rows_than_allowed_are_an_error() -> None:
    fails(kg("sparql", "-", "--max-rows", "5", stdin="SELECT * WHERE { ?s ?p ?o }"), 1, "too-many-rows", "LIMIT")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9", "soon"])
def test_a_time_limit_is_a_number_of_seconds(seconds: str) -> None:
    fails(kg("sparql", "-", "--timeout", seconds, stdin="ASK {}"), 2, "--timeout")


def test_a_day_does_not_reach_into_a_query_of_ones_own() -> None:
    fails(kg("sparql", "-", "--as-of", "2025", stdin="ASK {}"), 2, "kg:publishedTo")


def test_a_query_that_is_no_text_is_said_to_be_none() -> None:
    fails(kg("sparql", "-", stdin=b"SELECT \xff\xfe"), 2, "not UTF-8 (byte 7)")


def test_ask_and_construct_are_queries_too() -> None:
    assert kg("sparql", "-", stdin="ASK { ?s ?p ?o }").out == "true\n"
    lines = kg("sparql", "-", stdin="CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 2").out.splitlines()
    assert len(lines) == 2
    assert all(line.endswith(" .") for line in lines)


def test_a_blank_node_in_an_answer_is_its_label_and_a_triple_is_misuse() -> None:
    assert kg("sparql", "-", "--format", "csv", stdin="SELECT ?b { BIND(BNODE() AS ?b) }").out.startswith("b\n_:")
    fails(kg("sparql", "-", stdin="SELECT ?t { BIND(TRIPLE(<x:a>, <x:a>, 1) AS ?t) }"), 2, "unsupported-term")


@pytest.fixture
def broken(tmp_path: Path) -> dict[str, str | None]:
    """Return the environment of a copy of the data with three broken rows in two files."""
    data = shutil.copytree(data_dir(), tmp_path / "data")
    path = data / "claims" / "d004.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",", "!,", 1)
    lines[2] = lines[2].rpartition(",")[0]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (data / "not_same.csv").open("a", encoding="utf-8") as file:
        file.write("a,b,\n")
    return {"KG_DATA": str(data), "KG_CACHE": str(tmp_path / "cache")}


PLACES = ("data/claims/d004.csv:2 [id] bad-id", "data/claims/d004.csv:3 ragged-row", "data/not_same.csv:")


def test_broken_rows_stop_a_build_all_at_once(broken: dict[str, str | None]) -> None:
    run = kg("build", env=broken)
    fails(run, 1, *PLACES, "→")
    assert not Path(str(broken["KG_CACHE"])).exists()


@pytest.mark.parametrize("arguments", [("show", "metax"), ("ask", "who-tests"), ("export", "csv")])
def test_broken_rows_stop_every_command_that_needs_the_graph(
    arguments: tuple[str, ...], broken: dict[str, str | None]
) -> None:
    fails(kg(*arguments, env=broken), 1, *PLACES)


def test_check_says_what_is_broken_and_goes_no_further(broken: dict[str, str | None]) -> None:
    run = kg("check", env=broken)
    assert run.code == 1
    assert all(place in run.out for place in PLACES)
    assert "fix the tables first; the rest was not checked" in run.err


def test_check_names_files_out_of_form(tmp_path: Path) -> None:
    data = shutil.copytree(data_dir(), tmp_path / "data")
    path = data / "entities.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    run = kg("check", env={"KG_DATA": str(data), "KG_CACHE": str(tmp_path / "cache")})
    assert run.code == 1
    assert "not-tidy" in run.out
    assert "kg tidy" in run.out


def test_data_that_are_not_there_are_said_not_to_be(tmp_path: Path) -> None:
    fails(kg("build", env={"KG_DATA": str(tmp_path / "none")}), 2, "no-data", "KG_DATA")
    (tmp_path / "empty").mkdir()
    fails(kg("build", env={"KG_DATA": str(tmp_path / "empty")}), 1, "missing-file", "documents.csv")


def test_a_cache_that_cannot_be_written_is_a_warning_and_an_answer_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    run = kg("find", "metax", env={"KG_CACHE": str(tmp_path / "file" / "cache")})
    assert run.code == 0
    assert "metax" in run.out
    assert "kept in memory" in run.err


def test_verify_of_no_text_at_all_says_that_nothing_was_checked(tmp_path: Path) -> None:
    documents = [path.stem for path in sorted((data_dir() / "claims").glob("*.csv"))]
    run = kg("verify", "--sources", str(tmp_path))
    assert run.out.splitlines() == [f"{id}: no text, not checked" for id in documents]
    assert run.code == 1
    assert "nothing-checked" in run.err
    assert ", ".join(documents) in run.err
    assert run.err.count("\n") == 1


@pytest.mark.parametrize(
    ("texts", "code", "last", "words"),
    [
        ({"d001": TEXT}, 0, "all: 1 spans, 1 ok (100.0 %); not checked: d002", ("",)),
        ({"d001": "More. " + TEXT}, 1, "all: 1 spans, 0 ok (0.0 %); not checked: d002", ("other-text",)),
        ({"d001": TEXT, "d002": "x"}, 0, "all: 1 spans, 1 ok (100.0 %)", ("warning:", "no-checksum", "d002")),
        ({"d001": TEXT, "d002": "\udcff"}, 1, "all: 1 spans, 1 ok (100.0 %); not checked: d002", ("encoding",)),
    ],
)
def test_verify_counts_what_it_could_check(
    tmp_path: Path, texts: dict[str, str], code: int, last: str, words: tuple[str, ...]
) -> None:
    span = span_of(TEXT, 0, 3)
    evidence = {"line": "1", "start": "0", "length": "3", "digest": span.digest}
    other = {**DOCUMENTS[0], "id": "d002"}
    signed = {**DOCUMENTS[0], "sha256": sha256(TEXT.encode()).hexdigest()}
    data = make(tmp_path, {"d001": [CLAIM | evidence | {"value": "vague"}]}, documents=[signed, other])
    folder = tmp_path / "texts"
    folder.mkdir()
    for id, text in texts.items():
        (folder / f"{id}_text.txt").write_bytes(text.encode(errors="surrogateescape"))
    run = kg("verify", "--sources", str(folder), env={"KG_DATA": str(data)})
    assert (run.code, run.out.splitlines()[-1]) == (code, last)
    assert all(word in run.err for word in words), run.err


def test_verify_of_an_unknown_document_is_misuse(tmp_path: Path) -> None:
    fails(kg("verify", "--sources", str(tmp_path), "--document", "999"), 2, "unknown-document", "one of d000")


def test_nothing_less_than_all_is_a_hundred_percent() -> None:
    from kg.cli.verify import _percent

    assert (_percent(719, 720), _percent(720, 720), _percent(0, 0)) == ("99.8 %", "100.0 %", "nothing to verify")


@pytest.mark.parametrize(
    ("code", "fail"),
    [
        ("bad-date", lambda: open_graph("", as_of="2025-13")),
        ("bad-reading", lambda: open_graph("", as_of="2025", reading="maybe")),
        ("unknown-view", lambda: open_graph("").networkx("maps")),
        ("unknown-view", lambda: open_graph("").picture("maps")),
        ("other-form", lambda: open_graph("").store.construct("ASK {}")),
        ("no-folder", lambda: load(Path("/no/such/folder"))),
        ("no-folder", lambda: tidy(Path("/no/such/folder"))),
        ("no-folder", lambda: find_source(Path("/no/such/folder"), "d001")),
    ],
)
def test_what_only_a_program_can_get_wrong_is_misuse_too(code: str, fail: Callable[[], object]) -> None:
    with pytest.raises(KgError) as error:
        fail()
    assert [(problem.code, problem.misuse) for problem in error.value.problems] == [(code, True)]


def test_a_name_of_two_entities_is_misuse(tmp_path: Path) -> None:
    twins = [{**entity, "label_en": "Twin"} for entity in ENTITIES]
    claim = CLAIM | {"length": "5", "digest": "0" * 16}
    data = make(tmp_path, {"d001": [claim]}, entities=twins)
    env: dict[str, str | None] = {"KG_DATA": str(data), "KG_CACHE": str(tmp_path / "cache")}
    fails(kg("show", "Twin", env=env), 2, "ambiguous-name", "baidu, metax")


def test_a_fault_of_the_data_is_no_misuse_though_its_code_is_one(tmp_path: Path) -> None:
    claim = {**CLAIM, "subject": "metax", "property": "tests", "object": "a-place", "length": "5", "digest": "0" * 16}
    place = {"id": "a-place", "class": "Place", "label_en": "A place"}
    data = make(tmp_path, {"d001": [claim | {"value": "", "unit": ""}]}, entities=[*ENTITIES, place])
    fails(kg("build", env={"KG_DATA": str(data), "KG_CACHE": str(tmp_path / "cache")}), 1, "wrong-class")


def test_an_interrupted_command_says_so_and_no_more() -> None:
    code = (
        "import os, signal, threading; from kg.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background inherits a deaf one
        "threading.Timer(0.8, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "main(['sparql', '-'], prog_name='kg')"
    )
    run = subprocess.run([sys.executable, "-c", code], input=ENDLESS, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "Aborted!" in run.stderr
    assert "Traceback" not in run.stderr
