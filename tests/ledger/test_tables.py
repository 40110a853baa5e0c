"""Loading the tables: every kind of broken file and cell is a problem of its own, and the rest is read all the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ledger.rows import COLUMNS, Claim, file_of
from kg.ledger.tables import load
from kg.problem import KgError, Problem
from tests.support.folder import CLAIM, make

HEADER = ",".join(COLUMNS["claims"])
LINE = "46a,metax,revenue,,<=1.98e9,CNY,,2025" + "," * (len(COLUMNS["claims"]) - 8)
SECOND = LINE.replace("46a", "47a")


def problems_of(root: Path) -> list[Problem]:
    return load(root)[1]


def with_bytes(tmp_path: Path, raw: bytes) -> tuple[tuple[Claim, ...], list[Problem]]:
    root = make(tmp_path)
    (root / "claims" / "d001.csv").write_bytes(raw)
    tables, problems = load(root)
    return tables.claims, problems


def test_a_claim_comes_typed_with_its_defaults(tmp_path: Path) -> None:
    row = CLAIM | {"line": "46", "start": "4161", "length": "60", "digest": "246cc349ed1c6163"}
    row |= {"relation": "contradicts; fulfils", "relates_to": "47a; d000/10a"}
    tables, problems = load(make(tmp_path, {"d001": [row]}))
    (claim,) = tables.claims
    assert (problems, tables.files, len(tables.entities), claim.key) == ([], ("d001",), 2, "d001/46a")
    assert (claim.line, claim.start, claim.length) == (46, 4161, 60)
    assert (claim.polarity, claim.mode, claim.rank, claim.period_basis) == ("asserts", "actual", "normal", "stated")
    assert claim.basis == "press"
    assert claim.when is not None
    assert claim.when.end == date(2025, 12, 31)
    assert claim.quantity is not None
    assert claim.quantity.bound == "atMost"
    assert claim.related == (("contradicts", "d001/47a"), ("fulfils", "d000/10a"))
    assert claim.row == 2


def test_a_value_that_is_no_figure_has_no_quantity() -> None:
    assert Claim("d001", "1", "metax", "note", value="some text").quantity is None


def test_the_other_tables_come_typed(tmp_path: Path) -> None:
    root = make(
        tmp_path,
        documents=[{"id": "d001", "title": "T", "author": "li-na; he-hui", "published": "2025-12-19/2025-12-31"}],
        entities=[{"id": "metax", "class": "Company"}],
        identifiers=[{"entity": "metax", "scheme": "wikidata", "value": "Q1", "source": "https://e.example/1"}],
        aliases=[{"entity": "metax", "alias": "沐曦", "lang": "zh", "kind": "short"}],
        not_same=[{"a": "Tensentech", "b": "tencent", "reason": "one is Iluvatar"}],
        verdicts=[{"id": "c1", "claims": "d000/10a; d001/15c", "cause": "unresolved"}],
    )
    tables, problems = load(root)
    assert problems == []
    assert tables.documents[0].authors == ("li-na", "he-hui")
    assert tables.documents[0].when is not None
    assert tables.documents[0].when.end == date(2025, 12, 31)
    assert (tables.identifiers[0].scheme, tables.identifiers[0].value) == ("wikidata", "Q1")
    assert tables.entities[0].status == "active"
    assert tables.aliases[0].alias == "沐曦"
    assert tables.not_same[0].row == 2
    assert tables.verdicts[0].members == ("d000/10a", "d001/15c")
    assert file_of(tables, tables.verdicts[0]) == "data/verdicts.csv"
    assert file_of(tables, Claim("d001", "1", "a", "b")) == "data/claims/d001.csv"


def test_an_absent_folder_is_the_one_thing_that_raises(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no-folder"):
        load(tmp_path / "nowhere")


def test_a_missing_table_is_a_problem(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "aliases.csv").unlink()
    (root / "claims" / "d001.csv").unlink()
    (root / "claims").rmdir()
    assert [(p.code, p.file) for p in problems_of(root)] == [
        ("missing-file", "data/aliases.csv"),
        ("missing-file", "data/claims"),
    ]


def test_a_table_of_another_name_is_a_problem(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "entites.csv").write_text("id\n")
    (root / "claims" / "d002.CSV").write_text("id\n")
    (root / "claims" / "My Notes.csv").write_text("id\n")
    found = problems_of(root)
    assert [(p.code, p.file.rpartition("/")[2]) for p in found] == [
        ("unknown-file", "entites.csv"),
        ("bad-id", "My Notes.csv"),
        ("unknown-file", "d002.CSV"),
    ]
    assert "entities.csv" in found[0].hint


@pytest.mark.parametrize(
    ("code", "raw", "row", "hint", "left"),
    [
        ("bom", b"\xef\xbb\xbf" + f"{HEADER}\n{LINE}\n".encode(), 1, "kg tidy", 1),
        ("crlf", f"{HEADER}\r\n{LINE}\r\n".encode(), 1, "kg tidy", 1),
        ("crlf", f"{HEADER}\n{LINE}\r{SECOND}\n".encode(), 2, "kg tidy", 2),
        ("control-character", f"{HEADER}\n{LINE}a\0b\n{SECOND}\n".encode(), 2, "delete", 1),
        ("control-character", f"{HEADER}\n{LINE}a\u202eb\n{SECOND}\n".encode(), 2, "delete", 1),
        ("control-character", f"{HEADER}\n{LINE}a\u200eb\n{SECOND}\n".encode(), 2, "delete", 1),
        ("damaged-text", f"{HEADER}\n{LINE}a\ufffdb\n{SECOND}\n".encode(), 2, "type the text again", 1),
        ("control-character", f"{HEADER}\n{LINE}a\tb\n{SECOND}\n".encode(), 2, "delete", 1),
        ("encoding", f"{HEADER}\n{LINE}\n{LINE}沐曦\n".encode("gb18030"), 3, "UTF-8", 0),
        ("encoding", f"{HEADER}\n{LINE}é\n".encode("latin-1"), 2, "UTF-8", 0),
        ("encoding", f"{HEADER}\n{LINE}\n".encode("utf-16"), 1, "UTF-8", 0),
        ("empty-file", b"", 1, "header", 0),
        ("empty-file", b"\n \n", 1, "header", 0),
        ("header-missing", f"{HEADER.replace(',unit', '')}\n{LINE}\n".encode(), 1, "add", 0),
        ("header-extra", f"{HEADER},page\n{LINE},\n".encode(), 1, "remove it", 1),
        ("header-extra", f"{HEADER},anchor\n{LINE},\n".encode(), 1, "--sources", 1),
        (
            "header-extra",
            f"{HEADER.replace(',start,length,digest', ',anchor')}\n{LINE[:-2]}\n".encode(),
            1,
            "--sources",
            0,
        ),
        ("header-twice", f"{HEADER},note\n{LINE},\n".encode(), 1, "remove one", 0),
        (
            "header-order",
            f"{HEADER.replace('id,subject', 'subject,id')}\n{LINE.replace('46a,metax', 'metax,46a')}\n".encode(),
            1,
            "kg tidy",
            1,
        ),
        ("separator", f"{HEADER}\n{LINE}\n".replace(",", ";").encode(), 1, "commas", 0),
        ("separator", f"{HEADER}\n{LINE}\n".replace(",", "\t").encode(), 1, "commas", 0),
        ("ragged-row", f"{HEADER}\n{LINE}a,b\n{SECOND}\n".encode(), 2, "quotes", 1),
        ("ragged-row", f"{HEADER}\n{LINE},\n{SECOND}\n".encode(), 2, "remove the empty cells", 1),
        ("ragged-row", f"{HEADER}\n{LINE[:-1]}\n{SECOND}\n".encode(), 2, "1 comma more", 1),
        ("ragged-row", f"{HEADER}{f'|{LINE[:-1]}' * 168}".replace("|", "\n").encode(), 1, "compare the header", 0),
        ("header-extra", f"{HEADER},anchor\n{LINE}\n".encode(), 1, "kg tidy --sources", 1),
        ("blank-line", f"{HEADER}\n\n{LINE}\n".encode(), 2, "kg tidy", 1),
        ("blank-line", f"{HEADER}\n{LINE}\n{',' * 22}\n".encode(), 3, "", 1),
        ("too-long", f"{HEADER}\n{LINE}{'x' * 10_001}\n{SECOND}\n".encode(), 2, "shorten", 1),
        ("too-long", f"{HEADER}\n{LINE}{'x' * 200_000}\n{SECOND}\n".encode(), 2, "shorten", 1),
        ("stray-space", f"{HEADER}\n{LINE}a \n".encode(), 2, "kg tidy", 0),
        ("line-break", f'{HEADER}\n{LINE}"a\nb"\n{SECOND}\n'.encode(), 2, "kg tidy", 1),
        ("bad-quotes", f'{HEADER}\n{LINE}"a\n{SECOND}\n'.encode(), 2, "quote", 1),
        ("bad-quotes", f'{HEADER}\n{LINE}"a"b\n{SECOND}\n'.encode(), 2, "quote", 1),
    ],
)
def test_each_broken_file_is_one_problem(tmp_path: Path, code: str, raw: bytes, row: int, hint: str, left: int) -> None:
    claims, problems = with_bytes(tmp_path, raw)
    assert [(p.code, p.file, p.row) for p in problems] == [(code, "data/claims/d001.csv", row)], problems
    assert hint in problems[0].hint
    assert len(claims) == left


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("id", "", "missing-cell"),
        ("id", "46 a", "bad-id"),
        ("subject", "MetaX", "bad-id"),
        ("object", "百度", "bad-id"),
        ("property", "a b", "bad-name"),
        ("unit", "元", "bad-name"),
        ("period", "2025-13", "bad-period"),
        ("period_basis", "guessed", "unknown-word"),
        ("polarity", "assert", "unknown-word"),
        ("mode", "planned", "unknown-word"),
        ("basis", "rumour", "unknown-word"),
        ("rank", "best", "unknown-word"),
        ("said_by", "He Hui", "bad-id"),
        ("said_on", "last June", "bad-period"),
        ("extent", "many", "unknown-word"),
        ("respect", "Computing power", "bad-id"),
        ("line", "0", "bad-number"),
        ("line", "４", "bad-number"),
        ("start", "-1", "bad-number"),
        ("length", "1.5", "bad-number"),
        ("length", "9" * 5000, "bad-number"),
        ("digest", "246CC349ED1C6163", "bad-digest"),
        ("relation", "contradicts", "unequal-lists"),
        ("relates_to", "47a", "unequal-lists"),
        ("relates_to", "d000/10/a", "bad-reference"),
    ],
)
def test_each_bad_cell_is_named_and_its_row_left_out(tmp_path: Path, column: str, cell: str, code: str) -> None:
    root = make(tmp_path, {"d001": [CLAIM | {"id": "45a"}, CLAIM | {column: cell}]})
    tables, problems = load(root)
    assert (code, 3, column) in [(p.code, p.row, p.column if code != "unequal-lists" else column) for p in problems]
    assert [claim.id for claim in tables.claims] == ["45a"]


@pytest.mark.parametrize(
    ("table", "column", "cell", "code"),
    [
        ("documents", "published", "Dec 19", "bad-period"),
        ("documents", "sha256", "abc", "bad-digest"),
        ("documents", "url", "javascript:alert(1)", "bad-url"),
        ("documents", "url", 'https://a.example/"onclick=', "bad-url"),
        ("documents", "retrieved", "2026", "bad-period"),
        ("documents", "language", "中文", "bad-language"),
        ("documents", "translation", "robot", "unknown-word"),
        ("documents", "author", "li-na; Li Na", "bad-id"),
        ("identifiers", "scheme", "isbn", "unknown-word"),
        ("identifiers", "source", "", "missing-cell"),
        ("identifiers", "source", "page 3", "bad-url"),
        ("entities", "class", "", "missing-cell"),
        ("entities", "status", "gone", "unknown-word"),
        ("aliases", "kind", "nick", "unknown-word"),
        ("aliases", "lang", "fr", "unknown-word"),
        ("not_same", "reason", "", "missing-cell"),
        ("verdicts", "cause", "translation", "unknown-word"),
        ("verdicts", "status", "active", "unknown-word"),
        ("verdicts", "claims", "46a; 47a", "bad-reference"),
    ],
)
def test_each_bad_cell_of_the_other_tables(tmp_path: Path, table: str, column: str, cell: str, code: str) -> None:
    good = {
        "documents": {"id": "d001", "title": "T"},
        "entities": {"id": "metax", "class": "Company"},
        "aliases": {"entity": "metax", "alias": "MX", "lang": "en", "kind": "short"},
        "identifiers": {"entity": "metax", "scheme": "wikidata", "value": "Q1", "source": "https://e.example/1"},
        "not_same": {"a": "A", "b": "B", "reason": "r"},
        "verdicts": {"id": "c1", "claims": "d000/10a; d001/46a", "cause": "unresolved"},
    }[table]
    root = make(tmp_path, **{table: [{**good, column: cell}]})  # type: ignore[arg-type]
    tables, problems = load(root)
    assert [(p.code, p.file, p.row, p.column) for p in problems] == [(code, f"data/{table}.csv", 2, column)]
    assert getattr(tables, table) == ()


def test_a_kind_of_document_that_nobody_knows_is_a_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(make(tmp_path, documents=[{"id": "d001", "title": "T", "kind": "blogpost"}]))
    assert str(problem).startswith("data/documents.csv:2 [kind] unknown-word: 'blogpost' is not one of the words")
    assert problem.hint == "did you mean blog-post?"


def test_a_row_left_out_is_kept_without_its_bad_cells(tmp_path: Path) -> None:
    row = CLAIM | {"period": "soon", "relation": "contradicts"}
    ((claim, bad),) = load(make(tmp_path, {"d001": [row]}))[0].unsound
    assert isinstance(claim, Claim)
    assert (claim.period, claim.related, claim.subject) == ("", (), "metax")
    assert bad == {"period", "relation", "relates_to"}


def test_an_unclosed_quote_costs_one_row_and_not_the_file(tmp_path: Path) -> None:
    lines = [LINE.replace("46a", f"{number}a") for number in range(300)]
    lines[7] += '"never closed'
    claims, problems = with_bytes(tmp_path, "\n".join([HEADER, *lines, ""]).encode())
    assert [(p.code, p.row) for p in problems] == [("bad-quotes", 9)]
    assert len(claims) == 299


def test_claims_come_by_file_and_then_as_they_stand(tmp_path: Path) -> None:
    rows = [CLAIM | {"id": "b"}, CLAIM | {"id": "a"}]
    tables, _ = load(make(tmp_path, {"d002": rows, "d001": rows}))
    assert [claim.key for claim in tables.claims] == ["d001/b", "d001/a", "d002/b", "d002/a"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_at_all_make_it_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes, header: bool) -> None:
    start = f"{HEADER}\n".encode() if header else b""
    claims, problems = with_bytes(tmp_path_factory.mktemp("any"), start + raw)
    assert problems or not claims
