"""Building: the same inputs once, whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import cache as building
from kg.build.cache import NAMES, build, digest, named
from kg.engine import store
from kg.knowledge import names
from kg.problem import KgError
from tests.support.folder import CLAIM, make, refuse
from tests.support.small import bare_store_of, tables_of

CHECKOUT = Path(__file__).resolve().parents[2]
ONTOLOGY = """\
@prefix kg: <https://w3id.org/china-gpu-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
kg:Company a owl:Class ; owl:disjointWith [ a owl:Class ; owl:complementOf kg:Company ] .
"""
RULE = """\
PREFIX kg: <https://w3id.org/china-gpu-kg/ontology#>
CONSTRUCT { ?x kg:role "known" } WHERE { ?x a kg:Company }
"""
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache of this test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("KG_CACHE", str(folder))
    return folder


@pytest.fixture
def inputs(tmp_path: Path) -> tuple[Path, Path]:
    """Return a folder of tables with one claim, and a folder with a very small ontology."""
    ontology = tmp_path / "ontology"
    (ontology / "rules").mkdir(parents=True)
    (ontology / "small.ttl").write_text(ONTOLOGY, encoding="utf-8")
    (ontology / "rules" / "known.rq").write_text(RULE, encoding="utf-8")
    return make(tmp_path, {"d001": [CLAIM | {"length": "1", "digest": "0" * 16}]}), ontology


def count(made: store.Store) -> object:
    return made.select(COUNT).rows[0][0]


def left_in(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir()) if cache.is_dir() else []


def in_another_process(code: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True, cwd=CHECKOUT)


def test_the_same_inputs_are_built_once(cache: Path, inputs: tuple[Path, Path]) -> None:
    first, second = build(*inputs), build(*inputs)
    assert (first.fresh, second.fresh) == (True, False)
    assert first.folder == second.folder == cache / first.digest
    assert list(first.store.triples()) == list(second.store.triples())


def test_a_build_holds_the_rows_the_ontology_and_what_follows(cache: Path, inputs: tuple[Path, Path]) -> None:
    made = build(*inputs).store
    assert made.ask("ASK { <https://w3id.org/china-gpu-kg/claim/d001/46a> ?p ?o }")
    assert made.ask("ASK { ?s a <http://www.w3.org/2002/07/owl#Class> }")
    assert made.ask('ASK { <https://w3id.org/china-gpu-kg/entity/metax> ?p "known" }')


def test_the_register_of_names_lies_beside_the_store(cache: Path, inputs: tuple[Path, Path]) -> None:
    made = build(*inputs)
    assert made.folder is not None
    assert names.parse((made.folder / NAMES).read_text(encoding="utf-8")) == names.load(made.store)


def test_nothing_in_a_build_is_anonymous(cache: Path, inputs: tuple[Path, Path]) -> None:
    lines = list(build(*inputs).store.triples())
    assert lines
    assert not [line for line in lines if line.startswith("_:") or " _:" in line]


@given(st.sampled_from(["_:b1", "<http://e.example/a>"]), st.sampled_from(["_:b1", '"_:text"', '"a b . "', "<e:a>"]))
def test_naming_a_blank_node_twice_is_naming_it_once(subject: str, object_: str) -> None:
    line = f"{subject} <http://e.example/p> {object_} ."
    assert named(named(line)) == named(line)
    assert not named(line).startswith("_:")
    assert ('"_:text"' in named(line)) == (object_ == '"_:text"')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    place=st.sampled_from(
        ["data/documents.csv", "data/claims/d001.csv", "ontology/small.ttl", "ontology/rules/known.rq"]
    ),
    more=st.binary(min_size=1, max_size=3),
)
def test_every_byte_of_the_inputs_counts(inputs: tuple[Path, Path], place: str, more: bytes) -> None:
    path = inputs[0].parent / place
    before, kept = digest(*inputs), path.read_bytes()
    path.write_bytes(kept + more)
    try:
        assert digest(*inputs) != before
    finally:
        path.write_bytes(kept)
    assert digest(*inputs) == before


def test_digest_and_triples_depend_on_contents_and_names_not_on_the_place(
    cache: Path, inputs: tuple[Path, Path], tmp_path: Path
) -> None:
    data, ontology = (shutil.copytree(folder, tmp_path / "moved" / folder.name) for folder in inputs)
    assert digest(data, ontology) == digest(*inputs)
    here, there = build(*inputs).store, build(data, ontology, again=True).store
    assert sorted(there.triples()) == sorted(here.triples())
    (data / "claims" / "d001.csv").rename(data / "claims" / "d002.csv")
    assert digest(data, ontology) != digest(*inputs)


def test_broken_rows_stop_the_build_all_at_once_and_leave_nothing(cache: Path, tmp_path: Path) -> None:
    rows = [CLAIM | {"value": "1.5.2"}, CLAIM | {"id": "47a", "period": "2025-13"}, CLAIM | {"id": "48a", "line": "x"}]
    data = make(tmp_path, {"d001": rows})
    with pytest.raises(KgError) as caught:
        build(data)
    seen = {(p.file, p.row, p.column) for p in caught.value.problems}
    assert {("data/claims/d001.csv", row, column) for row, column in ((3, "period"), (4, "line"))} <= seen
    assert ("data/claims/d001.csv", 2, "value") in seen, "what loads and what the ontology says are told together"
    assert all(p.hint for p in caught.value.problems if p.row)
    assert left_in(cache) == []


def test_a_warning_does_not_stop_the_build(
    cache: Path, inputs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.check import tables as checks
    from kg.problem import Problem

    monkeypatch.setattr(checks, "check_tables", lambda *_: [Problem("odd", "odd", severity="warning")])
    assert build(*inputs).fresh


def test_an_ontology_that_cannot_be_read_is_named_with_its_line(cache: Path, inputs: tuple[Path, Path]) -> None:
    (inputs[1] / "small.ttl").write_text(ONTOLOGY + "kg:Company a .\n", encoding="utf-8")
    with pytest.raises(KgError) as caught:
        build(*inputs)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("ontology/small.ttl", 4)
    assert left_in(cache) == []


def test_two_builds_at_once_both_succeed_and_leave_one(cache: Path, inputs: tuple[Path, Path], tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    code = (
        "import pathlib, time; from kg.build import cache as b\n"
        f"gate = pathlib.Path({str(gate)!r}); fill = b.fill\n"
        "def late(*a):\n"
        "    (gate.parent / f'ready-{b.os.getpid()}').touch()\n"
        "    while not gate.exists(): time.sleep(0.005)\n"
        "    return fill(*a)\n"
        "b.fill = late\n"
        f"made = b.build(pathlib.Path({str(inputs[0])!r}), pathlib.Path({str(inputs[1])!r}))\n"
        f"print(made.fresh, made.store.select({COUNT!r}).rows[0][0])"
    )
    runs = [in_another_process(code) for _ in range(2)]
    while len(list(tmp_path.glob("ready-*"))) < 2 and all(run.poll() is None for run in runs):
        time.sleep(0.01)
    gate.touch()
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    made = build(*inputs)
    assert [out.split() for out, _ in said] == [["True", str(count(made.store))]] * 2
    assert not made.fresh
    assert left_in(cache) == [made.digest]


def test_a_build_killed_half_way_leaves_the_old_one_working(cache: Path, inputs: tuple[Path, Path]) -> None:
    before = build(*inputs)
    code = (
        "import os, pathlib, signal; from kg.build import cache as b\n"
        "b.names.dump = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"  # everything is loaded, nothing finished
        f"b.build(pathlib.Path({str(inputs[0])!r}), pathlib.Path({str(inputs[1])!r}), again=True)"
    )
    assert in_another_process(code).wait() == -signal.SIGKILL
    assert len(left_in(cache)) == 2, "the half-made folder is where the killed build left it"
    after = build(*inputs)
    assert not after.fresh
    assert count(after.store) == count(before.store)
    assert build(*inputs, again=True).fresh, "and the next build is not hindered by it"


def test_a_killed_first_build_is_simply_made_again(cache: Path, inputs: tuple[Path, Path]) -> None:
    code = (
        "import os, pathlib, signal; from kg.build import cache as b\n"
        "b._take_place = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"b.build(pathlib.Path({str(inputs[0])!r}), pathlib.Path({str(inputs[1])!r}))"
    )
    assert in_another_process(code).wait() == -signal.SIGKILL
    assert build(*inputs).fresh


def test_a_reader_goes_on_reading_while_the_graph_is_replaced(cache: Path, inputs: tuple[Path, Path]) -> None:
    reader = build(*inputs).store
    before = count(reader)
    build(*inputs, again=True)
    assert count(reader) == before
    assert reader.select(COUNT, timeout=30).rows[0][0] == before, "in the process of its own too"
    reader.close()


def test_a_cache_that_cannot_be_made_means_a_graph_in_memory_and_a_warning(
    inputs: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file" / "cache"))
    made = build(*inputs)
    assert made.folder is None
    assert "in memory" in made.warning
    assert "KG_CACHE" in made.warning
    assert count(made.store)


def test_a_read_only_cache_is_read_and_not_written(
    inputs: tuple[Path, Path], small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(small_disk))
    if os.path.ismount(small_disk):
        subprocess.run(["mount", "-o", "remount,ro,size=200k", str(small_disk)], check=True)
    else:
        monkeypatch.setattr(Path, "mkdir", refuse(errno.EROFS))
    made = build(*inputs)
    assert made.folder is None
    assert "cannot be written" in made.warning


def test_a_full_disk_is_said_and_leaves_nothing(
    inputs: tuple[Path, Path], small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(small_disk))
    if not os.path.ismount(small_disk):
        monkeypatch.setattr(store.NewStore, "finish", refuse(errno.ENOSPC))
    with pytest.raises(KgError) as caught:
        build(*inputs)
    (problem,) = caught.value.problems
    assert problem.code == "cannot-write"
    assert "No space left on device" in problem.message
    assert len(problem.message) < 100, "not the engine's tale of its own files"
    assert "KG_CACHE" in problem.hint
    assert left_in(small_disk) == []


def test_a_disk_that_fills_up_at_the_end_is_said_and_leaves_nothing(
    cache: Path, inputs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_text", refuse(errno.ENOSPC))
    with pytest.raises(KgError, match="No space left on device"):
        build(*inputs)
    assert left_in(cache) == []


def test_a_store_of_an_older_version_is_built_anew(
    cache: Path, inputs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(building, "FORMAT", "0")
        old = build(*inputs)
    new = build(*inputs)
    assert new.fresh
    assert new.digest != old.digest


#: What the rows of tests/support/small.py become in this format: FORMAT, and SHA-256 of their triples.
MADE = ("9", "76f67646dc0a9e4fded460b6f2af32f71ddd5670b83bf7d7b57935b7fdf76b4a")


def test_other_triples_are_another_format(tmp_path: Path) -> None:
    made = sha256("\n".join(sorted(bare_store_of(tables_of(tmp_path)).triples())).encode()).hexdigest()
    said = "the same rows become other triples: raise FORMAT in kg/build/cache.py, then update MADE here"
    assert (building.FORMAT, made) == MADE, said


@pytest.mark.parametrize("harm", ["stamp", "data", "empty"])
def test_a_damaged_build_is_made_again_and_replaced(cache: Path, inputs: tuple[Path, Path], harm: str) -> None:
    made = build(*inputs)
    before = count(made.store)
    made.store.close()
    assert made.folder is not None
    if harm == "stamp":
        (made.folder / "format").write_text("oxigraph-0\n", encoding="utf-8")
    elif harm == "data":
        (made.folder / "data" / "CURRENT").write_text("nonsense\n", encoding="utf-8")
    else:
        shutil.rmtree(made.folder)
        made.folder.mkdir()
    again = build(*inputs)
    assert again.fresh
    assert count(again.store) == before
    assert left_in(cache) == [made.digest]


def test_a_build_that_another_program_writes_to_is_left_alone(
    cache: Path, inputs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = build(*inputs)
    with monkeypatch.context() as patch:
        patch.setattr(store, "_is_locked", lambda _: True)
        with pytest.raises(KgError, match="another program"):
            build(*inputs)
    assert not build(*inputs).fresh
    assert left_in(cache) == [made.digest]


def test_only_a_few_older_builds_are_kept(cache: Path, inputs: tuple[Path, Path]) -> None:
    made = []
    for number in range(6):
        (inputs[1] / "small.ttl").write_text(ONTOLOGY + f"# {number}\n", encoding="utf-8")
        made.append(build(*inputs).digest)
        os.utime(cache / made[-1], (number, number))
    assert left_in(cache) == sorted(made[-4:])


def test_nothing_of_the_users_is_ever_removed_from_the_cache(cache: Path, inputs: tuple[Path, Path]) -> None:
    theirs = ["my-own-documents", "0123456789abcdef", "thesis.part", "notes.old"]  # the first two of a digest's length
    for name in theirs:
        (cache / name).mkdir(parents=True)
        os.utime(cache / name, (0, 0))
    for number in range(5):
        (inputs[1] / "small.ttl").write_text(ONTOLOGY + f"# {number}\n", encoding="utf-8")
        build(*inputs)
    assert set(theirs) <= set(left_in(cache))


def test_what_a_killed_build_left_goes_when_it_is_old(cache: Path, inputs: tuple[Path, Path]) -> None:
    old, young = cache / "0123456789abcdef.12-34.part", cache / "0123456789abcdef.56-78.part"
    for path in (old, young):
        path.mkdir(parents=True)
    os.utime(old, (0, 0))
    made = build(*inputs)
    assert left_in(cache) == sorted([made.digest, young.name])
