"""Tidying: one canonical form, reached in one step, with nothing lost and nothing half written."""

from __future__ import annotations

import csv
import errno
import io
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.ledger.evidence import anchor_span
from kg.ledger.rows import COLUMNS
from kg.ledger.tables import load
from kg.ledger.tidy import tidied, tidy
from kg.problem import KgError
from tests.support.folder import CLAIM, DOCUMENTS, make, refuse
from tests.support.strategies import claim_rows

HEADER = ",".join(COLUMNS["claims"])
LINE = "46a,metax,revenue,,<=1.98e9,CNY,,2025" + "," * (len(COLUMNS["claims"]) - 8)
CLEAN = f"{HEADER}\n{LINE}\n".encode()
TEXT = "first line\nsecond line of 沐曦\nthird line of 沐曦\n"
SIGNED = [{**DOCUMENTS[0], "sha256": sha256(TEXT.encode()).hexdigest()}]


def cells(raw: bytes | None) -> list[dict[str, str]]:
    assert raw is not None
    return list(csv.DictReader(raw.decode().splitlines()))


def rows_of(path: Path) -> list[dict[str, str]]:
    return cells(path.read_bytes())


def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "d001_abc.txt").write_bytes(TEXT.encode())
    return folder


def raw_of(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS["claims"], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@settings(max_examples=60, deadline=None)
@given(claim_rows)
def test_tidying_twice_is_tidying_once(rows: list[dict[str, str]]) -> None:
    once, problems = tidied(raw_of(rows), "claims", "data/claims/d001.csv")
    assert problems == []
    assert once is not None
    assert tidied(once, "claims", "data/claims/d001.csv") == (once, [])


@settings(max_examples=60, deadline=None)
@given(claim_rows)
def test_tidying_keeps_every_row_and_every_word(rows: list[dict[str, str]]) -> None:
    after = cells(tidied(raw_of(rows), "claims", "data/claims/d001.csv")[0])
    assert sorted(row["id"] for row in after) == sorted(row["id"] for row in rows)

    def said(found: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple("".join(row.get(c, "").split()) for c in ("id", "as_published", "note")) for row in found)

    assert said(after) == said(rows)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + CLEAN,
        CLEAN.replace(b"\n", b"\r\n"),
        CLEAN.replace(b"\n", b"\r"),
        CLEAN[:-1],
        CLEAN + b"\n\n" + b"," * 22 + b"\n",
        CLEAN.replace(b"46a,metax", b" 46a ,\tmetax "),
        CLEAN.replace(b"46a", b'"46a"'),
        CLEAN.replace(b"1.98e9", b"1.98E+9"),
        CLEAN.replace(b"1.98e9", b"19.8e8"),
        CLEAN.replace(b"id,subject", b"subject,id").replace(b"46a,metax", b"metax,46a"),
        CLEAN.replace(b"id,subject", b" id,subject "),
        CLEAN.replace(b",2025,,,,", b",2025/2025,stated,asserts,actual,"),
        CLEAN.replace(b"note\n", b"note,anchor\n").replace(b",,,\n", b",,,,\n"),
        CLEAN.replace(b"note\n", b"note,anchor\n"),
    ],
)
def test_what_needs_no_judgement_is_mended(raw: bytes) -> None:
    assert tidied(raw, "claims", "data/claims/d001.csv") == (CLEAN, [])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (CLEAN.replace(b"note\n", b"note,page\n").replace(b",,,\n", b",,,,7\n"), "header-extra"),
        (CLEAN.replace(b",unit", b""), "header-missing"),
        (CLEAN.replace(b"note\n", b"note,note\n"), "header-twice"),
        (CLEAN.replace(b",", b";"), "separator"),
        (CLEAN + LINE.encode() + b",,\n", "ragged-row"),
        (CLEAN + LINE.encode() + b'"open\n', "bad-quotes"),
        (CLEAN + "沐曦".encode("gb18030"), "encoding"),
        (b"", "empty-file"),
        (b'"id\n', "bad-quotes"),
        (CLEAN.replace(b"note\n", b"note,anchor\n").replace(b",,,\n", b",,,,words\n"), "anchor"),
    ],
)
def test_what_it_does_not_understand_it_leaves(raw: bytes, code: str) -> None:
    after, problems = tidied(raw, "claims", "data/claims/d001.csv")
    assert after is None
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"value": "540.0E6"}, {"value": "540.0e6"}),
        ({"value": "d007", "unit": ""}, {"value": "d007"}),
        ({"value": "TRUE", "unit": ""}, {"value": "true"}),
        ({"relation": "contradicts;fulfils", "relates_to": "1; 2"}, {"relation": "contradicts; fulfils"}),
        ({"relation": "fulfils; fulfils", "relates_to": "d001/47a ;d000/3"}, {"relates_to": "47a; d000/3"}),
        ({"value": "5亿", "period": "soon", "line": "9" * 5000},) * 2,
    ],
    ids=[
        "a figure",
        "a text",
        "a spreadsheet's boolean",
        "a list",
        "a list of claims",
        "what only the loader may refuse",
    ],
)
def test_a_cell_gets_one_spelling_and_keeps_what_it_says(before: dict[str, str], after: dict[str, str]) -> None:
    (row,) = cells(tidied(raw_of([CLAIM | before]), "claims", "data/claims/d001.csv")[0])
    assert row.items() >= after.items()


def test_claims_stand_as_in_their_document() -> None:
    order = [("10a", "10", "400"), ("9b", "9", "90"), ("z", "", ""), ("9a", "9", "88"), ("e10", "", ""), ("e9", "", "")]
    raw = raw_of([CLAIM | {"id": id, "line": line, "start": start} for id, line, start in order])
    assert [row["id"] for row in cells(tidied(raw, "claims", "d001.csv")[0])] == ["9a", "9b", "10a", "e9", "e10", "z"]


def test_names_of_one_entity_keep_their_order() -> None:
    raw = b"entity,alias,lang,kind,document,note\nb,1,en,short,,\na,z,en,short,,\na,y,en,short,,\n"
    rows = cells(tidied(raw, "aliases", "data/aliases.csv")[0])
    assert [row["alias"] for row in rows] == ["z", "y", "1"]


def test_who_types_anchors_needs_no_column_of_evidence(tmp_path: Path) -> None:
    root = make(tmp_path)
    header, line = HEADER.replace(",line,start,length,digest", ""), LINE[:-4]
    (root / "claims" / "d001.csv").write_text(f"anchor,{header}\nsecond line,{line}\n")
    assert tidy(root, sources(tmp_path))[1] == []
    tables, problems = load(root)
    assert problems == []
    assert (tables.claims[0].line, tables.claims[0].period) == (2, "2025")


def test_an_anchor_becomes_evidence_and_goes(tmp_path: Path) -> None:
    rows = [CLAIM | {"anchor": "second line"}, CLAIM | {"id": "b", "line": "3", "anchor": "沐曦"}]
    root = make(tmp_path, {"d001": rows}, SIGNED)
    changed, problems = tidy(root, sources(tmp_path))
    assert problems == []
    assert changed == [root / "claims" / "d001.csv"]
    claims = load(root)[0].claims
    assert [(claim.line, claim.start, claim.length) for claim in claims] == [(2, 11, 11), (3, 43, 2)]
    assert claims[1].digest == anchor_span(TEXT, "沐曦", 3).digest


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"anchor": "fourth line"}, "does not stand"),
        ({"anchor": "沐曦"}, "2 times in the document (lines 2, 3)"),
        ({"anchor": "second line", "line": "3"}, "stands on 2"),
        ({"anchor": "second line", "line": "x"}, "not a line number"),
    ],
)
def test_an_anchor_that_does_not_fit_leaves_the_file(tmp_path: Path, row: dict[str, str], says: str) -> None:
    root = make(tmp_path, {"d001": [CLAIM | {"id": "a", "anchor": "first line"}, CLAIM | row]}, SIGNED)
    before = (root / "claims" / "d001.csv").read_bytes()
    changed, problems = tidy(root, sources(tmp_path))
    assert changed == []
    assert [problem.row for problem in problems] == [3]
    assert says in str(problems[0])
    assert (root / "claims" / "d001.csv").read_bytes() == before


def test_an_anchor_of_a_document_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    root = make(tmp_path, {"d002": [CLAIM | {"anchor": "first line"}]})
    assert [problem.code for problem in tidy(root, sources(tmp_path))[1]] == ["no-source"]


def test_an_empty_checksum_is_filled_in_where_the_text_is_there(tmp_path: Path) -> None:
    old = "0" * 64
    signed = {"a": "", "b": "", "c": old}
    root = make(tmp_path, documents=[{"id": id, "title": id, "sha256": sum} for id, sum in signed.items()])
    folder = tmp_path / "sources"
    folder.mkdir()
    for id in "ac":
        (folder / f"{id}_text.txt").write_bytes(TEXT.encode())
    assert tidy(root)[0] == [], "without the folder there is nothing to fill in"
    assert tidy(root, folder) == ([root / "documents.csv"], [])
    made = [row["sha256"] for row in rows_of(root / "documents.csv")]
    assert made == [sha256(TEXT.encode()).hexdigest(), "", old], "what is filled in is nobody's to change"
    assert tidy(root, folder) == ([], [])


def test_a_checksum_of_two_texts_is_none(tmp_path: Path) -> None:
    root = make(tmp_path)
    folder = sources(tmp_path)
    (folder / "d001.txt").write_bytes(b"another")
    changed, problems = tidy(root, folder)
    assert changed == []
    assert [(p.code, p.row, p.column) for p in problems] == [("source-twice", 2, "sha256")]


def test_one_bad_file_keeps_no_other_from_being_tidied(tmp_path: Path) -> None:
    root = make(tmp_path, {"d001": [CLAIM | {"period": "2025-h1"}], "d002": [CLAIM]})
    (root / "claims" / "d002.csv").write_text("nonsense\n")
    changed, problems = tidy(root)
    assert [path.name for path in changed] == ["d001.csv"]
    assert {problem.file for problem in problems} == {"data/claims/d002.csv"}


def test_looking_only_writes_nothing(tmp_path: Path) -> None:
    root = make(tmp_path, {"d001": [CLAIM | {"period": "2025-h1"}]})
    before = (root / "claims" / "d001.csv").read_bytes()
    assert [path.name for path in tidy(root, write=False)[0]] == ["d001.csv"]
    assert (root / "claims" / "d001.csv").read_bytes() == before


def test_an_absent_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no-folder"):
        tidy(tmp_path / "nowhere")


def test_no_half_file_is_ever_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path, {"d001": [CLAIM | {"period": "2025-h1"}]})
    before = (root / "claims" / "d001.csv").read_bytes()
    monkeypatch.setattr(Path, "replace", refuse(errno.ENOSPC))
    changed, problems = tidy(root)
    assert (changed, [problem.code for problem in problems]) == ([], ["unwritable"])
    assert [path.name for path in (root / "claims").iterdir()] == ["d001.csv"]
    assert (root / "claims" / "d001.csv").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="modes are not kept there")
def test_the_files_mode_is_kept(tmp_path: Path) -> None:
    path = make(tmp_path, {"d001": [CLAIM | {"period": "2025-h1"}]}) / "claims" / "d001.csv"
    path.chmod(0o640)
    tidy(path.parents[1])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert rows_of(path)[0]["period"] == "2025-H1"


def test_a_tidied_folder_loads_without_problems(tmp_path: Path) -> None:
    root = make(tmp_path, {"d001": [CLAIM | {"note": " two\nlines "}]})
    path = root / "entities.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(root)[1]
    tidy(root)
    assert load(root)[1] == []
