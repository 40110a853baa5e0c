"""The table checks: for every rule a row that breaks it, and a folder that breaks none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.check.tables import check_tables
from kg.ledger.tables import load
from kg.problem import Problem
from kg.words.terms import ClassTerm, PropertyKind, PropertyTerm, UnitTerm, Vocabulary
from tests.support.folder import CLAIM, DOCUMENTS, PARTS, Row, make


def property_term(name: str, kind: PropertyKind, **more: tuple[str, ...]) -> PropertyTerm:
    return PropertyTerm(name, name, name, kind, **more)  # type: ignore[arg-type]


_PARENTS = {
    "Entity": (),
    "Agent": ("Entity",),
    "Company": ("Agent",),
    "ChipMaker": ("Company",),
    "Person": ("Agent",),
    "Market": ("Entity",),
    "Claim": (),
}
_PROPERTIES = [
    property_term("tests", "relation", domain=("Company",), range=("ChipMaker",)),
    property_term("comparedWith", "relation", domain=("Entity",), range=("Entity",)),
    property_term("revenue", "measure", domain=("Company", "Market"), units=("CNY", "USD")),
    property_term("marketShare", "measure", domain=("Company",), scope=("Market",), units=("PERCENT",)),
    property_term("roundCount", "measure", domain=("Company",)),
    property_term("established", "attribute", domain=("Company",), range=("date",)),
    property_term("profitable", "attribute", domain=("Company",), range=("boolean",)),
    property_term("assessment", "attribute", domain=("Entity",), range=("text",)),
    property_term("subject", "claim", domain=("Claim",), range=("Entity",)),
    property_term("saidBy", "claim", domain=("Claim",), range=("Agent",)),
    property_term("respect", "claim", domain=("Claim",), range=("Market",)),
    property_term("publisher", "claim", range=("Company",)),
    property_term("author", "claim", range=("Person",)),
]
VOCAB = Vocabulary(
    classes={name: ClassTerm(name, name, name, parents) for name, parents in _PARENTS.items()},
    properties={term.name: term for term in _PROPERTIES},
    units={name: UnitTerm(name, name, name) for name in ("CNY", "USD", "PERCENT")},
)

ENTITIES: list[Row] = [
    {"id": "baidu", "class": "Company", "label_en": "Baidu"},
    {"id": "gpu-market", "class": "Market", "label_en": "GPU market"},
    {"id": "he-hui", "class": "Person", "label_en": "He Hui"},
    {"id": "metax", "class": "ChipMaker", "label_en": "MetaX", "label_zh": "沐曦"},
    {"id": "muxi", "class": "ChipMaker", "label_zh": "沐曦集成", "status": "deprecated", "replaced_by": "metax"},
]
SPAN: dict[str, str] = {"line": "46", "start": "4161", "length": "60", "digest": "246cc349ed1c6163"}
GOOD: dict[str, str] = CLAIM | SPAN
TESTS: dict[str, str] = {"id": "46z", "subject": "baidu", "property": "tests", "object": "metax", **SPAN}
ALIAS: dict[str, str] = {"entity": "metax", "alias": "MX", "lang": "en", "kind": "short", "document": "d001"}


def check(tmp_path: Path, *claims: Row, **tables: list[Row]) -> list[Problem]:
    tables.setdefault("entities", ENTITIES)
    root = make(tmp_path, {"d001": list(claims) or [GOOD]}, **tables)
    read, problems = load(root)
    assert problems == [], "these tests are about rows that load"
    return check_tables(read, VOCAB)


def test_sound_tables_have_no_problems(tmp_path: Path) -> None:
    claims: list[Row] = [
        GOOD | {"said_by": "he-hui", "rank": "preferred", "note": "from the filing"},
        TESTS | {"relation": "contradicts", "relates_to": "46a"},
        {**TESTS, "id": "8", "property": "comparedWith", "respect": "gpu-market", "said_on": "2025-06"},
        {**SPAN, "id": "1", "subject": "metax", "property": "marketShare", "value": "~3", "unit": "PERCENT"},
        {**SPAN, "id": "2", "subject": "metax", "property": "marketShare", "object": "gpu-market", "value": "vague"}
        | {"unit": "PERCENT"},
        {**SPAN, "id": "3", "subject": "metax", "property": "roundCount", "value": "7"},
        {**SPAN, "id": "4", "subject": "metax", "property": "established", "value": "2020"},
        {**SPAN, "id": "5", "subject": "metax", "property": "profitable", "value": "false"},
        {"id": "6", "subject": "metax", "property": "assessment", "value": "367.74亿"} | {"basis": "derived"},
        {**TESTS, "id": "7", "line": "", "start": ""},
    ]
    tables: dict[str, list[Row]] = {
        "documents": [{**DOCUMENTS[0], "publisher": "baidu", "author": "he-hui", "repost_of": "d002"}, {"id": "d002"}],
        "aliases": [ALIAS, ALIAS | {"alias": "沐曦", "lang": "zh"}],
        "not_same": [{"a": "MX", "b": "baidu", "reason": "one is MetaX"}],
        "verdicts": [{"id": "c1", "claims": "d001/46a; d001/46z", "cause": "unresolved", "preferred": "d001/46z"}],
    }
    tables["documents"][1] = {"id": "d002", "title": "The original", **PARTS}
    assert check(tmp_path, *claims, **tables) == []


@pytest.mark.parametrize(
    ("code", "column", "claim"),
    [
        ("unknown-entity", "subject", GOOD | {"subject": "metaxx"}),
        ("unknown-entity", "object", TESTS | {"object": "nobody"}),
        ("unknown-entity", "said_by", GOOD | {"said_by": "he-huo"}),
        ("unknown-property", "property", GOOD | {"property": "revenues"}),
        ("unknown-property", "property", GOOD | {"property": "saidBy"}),
        ("unknown-unit", "unit", GOOD | {"unit": "RMB"}),
        ("unit-missing", "unit", GOOD | {"unit": ""}),
        ("wrong-unit", "unit", GOOD | {"unit": "PERCENT"}),
        ("unit-not-allowed", "unit", GOOD | {"property": "roundCount", "unit": "CNY"}),
        ("unit-not-allowed", "unit", TESTS | {"unit": "CNY"}),
        ("unit-not-allowed", "unit", GOOD | {"property": "established", "value": "2020"}),
        ("wrong-class", "subject", GOOD | {"subject": "he-hui"}),
        ("wrong-class", "object", TESTS | {"object": "baidu"}),
        ("wrong-class", "said_by", GOOD | {"said_by": "gpu-market"}),
        ("wrong-class", "object", GOOD | {"property": "marketShare", "object": "baidu", "unit": "PERCENT"}),
        ("respect-not-allowed", "respect", TESTS | {"respect": "gpu-market"}),
        ("wrong-class", "respect", TESTS | {"property": "comparedWith", "respect": "baidu"}),
        ("object-missing", "object", TESTS | {"object": ""}),
        ("value-not-allowed", "value", TESTS | {"value": "yes"}),
        ("object-not-allowed", "object", GOOD | {"object": "gpu-market"}),
        ("object-not-allowed", "object", TESTS | {"property": "assessment", "value": "sound"}),
        ("value-missing", "value", GOOD | {"value": ""}),
        ("value-missing", "value", GOOD | {"property": "established", "value": "", "unit": ""}),
        ("bad-quantity", "value", GOOD | {"value": "19.8亿"}),
        ("bad-quantity", "value", GOOD | {"value": "5万"}),
        ("bad-quantity", "value", GOOD | {"value": "a lot"}),
        ("bad-boolean", "value", GOOD | {"property": "profitable", "value": "no", "unit": ""}),
        ("bad-date", "value", GOOD | {"property": "established", "value": "spring 2020", "unit": ""}),
        ("no-evidence", "digest", CLAIM),
        ("half-evidence", "digest", GOOD | {"digest": ""}),
        ("half-evidence", "digest", GOOD | {"start": ""}),
        ("half-evidence", "digest", GOOD | {"length": ""}),
        ("half-evidence", "digest", CLAIM | {"line": "46", "basis": "derived"}),
        ("reason-missing", "note", GOOD | {"rank": "deprecated"}),
        ("own-relation", "relates_to", GOOD | {"relation": "fulfils", "relates_to": "46a"}),
        ("unknown-claim", "relates_to", GOOD | {"relation": "fulfils", "relates_to": "46b"}),
    ],
)
def test_each_broken_claim_is_one_problem(tmp_path: Path, code: str, column: str, claim: Row) -> None:
    problems = check(tmp_path, claim)
    assert [(p.code, p.file, p.row, p.column) for p in problems] == [(code, "data/claims/d001.csv", 2, column)], (
        problems
    )
    assert problems[0].severity == "error"
    assert problems[0].hint


def test_nothing_is_said_after_the_document_that_reports_it(tmp_path: Path) -> None:
    dated: dict[str, list[Row]] = {
        "documents": [{**DOCUMENTS[0], "published": "2025-12-19/2026-01-07", "published_basis": "inferred"}]
    }
    said = [GOOD | {"said_on": day} for day in ("2025-06", "2026-01", "2026-01-08", "2026")]
    found = [[p.code for p in check(tmp_path / str(n), claim, **dated)] for n, claim in enumerate(said)]
    assert found == [[], [], ["said-later"], []]


@pytest.mark.parametrize(
    ("code", "table", "column", "rows"),
    [
        ("unknown-entity", "documents", "publisher", [{**DOCUMENTS[0], "publisher": "reuter"}]),
        ("unknown-entity", "documents", "author", [{**DOCUMENTS[0], "author": "he-hui; li-na"}]),
        ("wrong-class", "documents", "publisher", [{**DOCUMENTS[0], "publisher": "he-hui"}]),
        ("wrong-class", "documents", "author", [{**DOCUMENTS[0], "author": "baidu"}]),
        ("unknown-document", "documents", "repost_of", [{**DOCUMENTS[0], "repost_of": "d009"}]),
        ("circle", "documents", "repost_of", [{**DOCUMENTS[0], "repost_of": "d001"}]),
        *(
            (
                "repost-before-original",
                "documents",
                "repost_of",
                [
                    {**DOCUMENTS[0], "published": repost, "repost_of": "d002"},
                    {"id": "d002", "title": "T", **PARTS, "published": original},
                ],
            )
            for repost, original in (("2026-01-01", "2026-01-02"), ("2026-01-01", ""), ("", "2026-01-01"))
        ),
        ("id-twice", "documents", "id", [*DOCUMENTS, *DOCUMENTS]),
        ("id-twice", "entities", "id", [*ENTITIES, ENTITIES[0]]),
        ("unknown-class", "entities", "class", [*ENTITIES, {"id": "x", "class": "Compny", "label_en": "X"}]),
        ("unknown-class", "entities", "class", [*ENTITIES, {"id": "x", "class": "Claim", "label_en": "X"}]),
        ("label-missing", "entities", "label_en", [*ENTITIES, {"id": "x", "class": "Company"}]),
        ("not-deprecated", "entities", "status", [*ENTITIES, {**ENTITIES[4], "id": "x", "status": "active"}]),
        ("unknown-entity", "entities", "replaced_by", [*ENTITIES[:4], {**ENTITIES[4], "replaced_by": "meta-x"}]),
        ("circle", "entities", "replaced_by", [*ENTITIES[:4], {**ENTITIES[4], "replaced_by": "muxi"}]),
        ("unknown-entity", "aliases", "entity", [ALIAS | {"entity": "metay"}]),
        ("unknown-document", "aliases", "document", [ALIAS | {"document": "d009"}]),
        ("alias-twice", "aliases", "alias", [ALIAS, ALIAS]),
        (
            "merged-names",
            "not_same",
            "b",
            [{"a": "MetaX", "b": "沐曦", "reason": "who knows"}],
        ),
        ("one-claim", "verdicts", "claims", [{"id": "c", "claims": "d001/46a", "cause": "unresolved"}]),
        ("one-claim", "verdicts", "claims", [{"id": "c", "claims": "d001/46a; d001/46a", "cause": "unresolved"}]),
        ("unknown-claim", "verdicts", "claims", [{"id": "c", "claims": "d001/46a; d001/46b", "cause": "unresolved"}]),
        (
            "wrong-preferred",
            "verdicts",
            "preferred",
            [{"id": "c", "claims": "d001/46a; d001/46m", "cause": "unresolved", "preferred": "d001/48a"}],
        ),
    ],
)
def test_each_broken_row_of_the_other_tables_is_one_problem(
    tmp_path: Path, code: str, table: str, column: str, rows: list[Row]
) -> None:
    problems = check(tmp_path, GOOD, GOOD | {"id": "46m"}, **{table: rows})
    assert [(p.code, p.file, p.column) for p in problems] == [(code, f"data/{table}.csv", column)], problems
    assert problems[0].severity == "error"
    assert problems[0].hint


def test_a_claim_id_is_used_once(tmp_path: Path) -> None:
    assert [(p.code, p.row) for p in check(tmp_path, GOOD, GOOD)] == [("id-twice", 3)]


def test_an_id_of_line_and_letter_that_names_another_line_is_a_warning(tmp_path: Path) -> None:
    others = [GOOD | {"id": "opinion-9"}, GOOD | {"id": "46"}, GOOD | {"id": "9b", "line": "", "start": ""}]
    (problem,) = check(tmp_path, GOOD, GOOD | {"id": "9a"}, *others)
    assert (problem.code, problem.row, problem.column, problem.severity) == ("other-line", 3, "id", "warning")
    assert "write 46a" in problem.hint


def test_circles_are_found_however_long(tmp_path: Path) -> None:
    chain = [{"id": id, "class": "Company", "label_en": id, "status": "deprecated"} for id in ("a", "b", "c", "d")]
    rows = [row | {"replaced_by": to} for row, to in zip(chain, ("b", "c", "a", "a"), strict=True)]
    problems = check(tmp_path, entities=[*ENTITIES, *rows])
    assert [(p.code, p.row) for p in problems] == [("circle", 7), ("circle", 8), ("circle", 9)]


def test_the_nearest_names_are_offered(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, GOOD | {"subject": "meta-x"})
    assert problem.hint == "did you mean metax?"


def test_a_value_that_is_an_entity_belongs_into_object(tmp_path: Path) -> None:
    problems = check(tmp_path, TESTS | {"object": "", "value": "metax"})
    assert [p.code for p in problems] == ["object-missing", "value-not-allowed"]
    assert "move 'metax'" in problems[0].hint


WIDE = "\uff2b\uff35\uff2e\uff2c\uff35\uff2e chip"
TRADITIONAL = [ALIAS | {"alias": "崑崙芯"}, ALIAS | {"entity": "baidu", "alias": "昆仑芯"}]
SHARED = [ALIAS | {"alias": "Kunlun  Chip"}, ALIAS | {"entity": "baidu", "alias": WIDE}]


@pytest.mark.parametrize(
    ("aliases", "not_same", "said"),
    [
        (SHARED, [], [("shared-name", 2, "error"), ("shared-name", 3, "error")]),
        (TRADITIONAL, [], [("shared-name", 2, "error"), ("shared-name", 3, "error")]),
        (SHARED, [{"a": "kunlun chip", "b": "baidu", "reason": "the maker and its owner go by one name"}], []),
        ([ALIAS | {"alias": "baidu"}], [], [("shared-label", 2, "warning")]),
        ([], [{"a": "Tensentech", "b": "baidu", "reason": "no"}], [("unknown-name", 2, "warning")]),
    ],
    ids=[
        "of two entities",
        "of two in different characters",
        "of two that were told apart",
        "of one and the label of another",
        "nobody has",
    ],
)
def test_a_name_of_more_or_less_than_one_entity_is_a_problem(
    tmp_path: Path, aliases: list[Row], not_same: list[Row], said: list[tuple[str, int, str]]
) -> None:
    assert [(p.code, p.row, p.severity) for p in check(tmp_path, aliases=aliases, not_same=not_same)] == said


def test_a_deprecated_entity_is_a_warning_that_names_the_other(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, GOOD | {"subject": "muxi"})
    assert (problem.code, problem.severity) == ("deprecated-entity", "warning")
    assert "metax" in problem.hint


def test_the_former_id_of_one_document_is_never_the_id_of_another(tmp_path: Path) -> None:
    twice: list[Row] = [{**DOCUMENTS[0], "former_ids": "001; d002"}, {**DOCUMENTS[0], "id": "d002"}]
    problems = [problem for problem in check(tmp_path, documents=twice) if problem.severity == "error"]
    assert [(p.code, p.row, p.column) for p in problems] == [("id-twice", 2, "former_ids")]


def test_a_file_of_no_document_is_a_problem_and_a_document_of_no_file_a_warning(tmp_path: Path) -> None:
    problems = check(tmp_path, documents=[{"id": "d01", "title": "T", **PARTS}])
    assert [(p.code, p.file, p.severity) for p in problems] == [
        ("unknown-document", "data/claims/d001.csv", "error"),
        ("no-claims", "data/documents.csv", "warning"),
    ]


@pytest.mark.parametrize("column", PARTS)
def test_a_document_without_one_of_its_parts_is_a_problem_that_says_what_to_write(tmp_path: Path, column: str) -> None:
    (problem,) = check(tmp_path, documents=[{**DOCUMENTS[0], column: ""}])
    assert str(problem).startswith(f"data/documents.csv:2 [{column}] missing-cell: the {column} is missing  → write ")


def test_the_kinds_of_a_document_are_told(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, documents=[{**DOCUMENTS[0], "kind": ""}])
    assert "article" in problem.hint
    assert "forum-thread" in problem.hint


def days(tmp_path: Path, **cells: str) -> list[tuple[str, str]]:
    read, problems = load(make(tmp_path, documents=[{**DOCUMENTS[0], **cells}], claims={"d001": [GOOD]}))
    assert problems == []
    return [(p.code, p.column) for p in check_tables(read, VOCAB, date(2026, 3, 1)) if p.file == "data/documents.csv"]


def test_an_interval_of_publication_has_its_reason(tmp_path: Path) -> None:
    assert days(tmp_path / "a", published="2026-01-22/2026-02-11") == [("reason-missing", "published_basis")]
    assert days(tmp_path / "b", published="2026-01") == [("reason-missing", "published_basis")]
    assert days(tmp_path / "c", published="2026-01", published_basis="The page prints the month.") == []
    assert days(tmp_path / "d", published="2026-01-22") == []
    assert days(tmp_path / "e") == []


def test_nothing_is_published_after_it_was_retrieved_or_in_days_to_come(tmp_path: Path) -> None:
    assert days(tmp_path / "a", published="2026-02-02", retrieved="2026-02-01") == [("wrong-day", "published")]
    assert days(tmp_path / "b", published="2026-02-01", retrieved="2026-02-01") == []
    assert days(tmp_path / "c", published="2126-01-22") == [("future-day", "published")]
    assert days(tmp_path / "d", published="2026-03-02") == [], "in the east it is tomorrow already"
    assert days(tmp_path / "e", retrieved="2027-01-01") == [("future-day", "retrieved")]


def test_a_row_says_all_its_problems_at_once(tmp_path: Path) -> None:
    documents = [{**DOCUMENTS[0], "publisher": "reuter", "author": "he-hui", "published": "soon", "kind": ""}]
    claims = [
        GOOD | {"subject": "metaxx", "period": "soon", "mode": "maybe"},
        GOOD | {"id": "46b", "unit": "RMB", "line": "x"},
    ]
    aliases = [ALIAS | {"entity": "metay", "kind": "odd", "document": "d009"}]
    entities = [*ENTITIES, {"id": "x", "class": "Compny", "status": "alive"}]
    read, bad = load(make(tmp_path, {"d001": claims}, documents, entities, aliases))
    problems = bad + check_tables(read, VOCAB)
    assert sorted((p.file.rpartition("/")[2], p.row, p.column) for p in problems) == [
        ("aliases.csv", 2, "document"),
        ("aliases.csv", 2, "entity"),
        ("aliases.csv", 2, "kind"),
        ("d001.csv", 2, "mode"),
        ("d001.csv", 2, "period"),
        ("d001.csv", 2, "subject"),
        ("d001.csv", 3, "line"),
        ("d001.csv", 3, "unit"),
        ("documents.csv", 2, "kind"),
        ("documents.csv", 2, "published"),
        ("documents.csv", 2, "publisher"),
        ("entities.csv", 7, "class"),
        ("entities.csv", 7, "label_en"),
        ("entities.csv", 7, "status"),
    ]


def test_a_row_that_was_left_out_is_not_unknown_as_well(tmp_path: Path) -> None:
    entities: list[Row] = [ENTITIES[0], *ENTITIES[2:3], {**ENTITIES[3], "status": "alive"}]
    claims: list[Row] = [GOOD | {"relation": "fulfils", "relates_to": "46m"}, GOOD | {"id": "46m", "mode": "maybe"}]
    root = make(tmp_path, {"d001": claims}, entities=entities)
    tables, problems = load(root)
    assert len(problems) == 2
    assert check_tables(tables, VOCAB) == []


def test_a_table_that_cannot_be_read_makes_no_name_unknown(tmp_path: Path) -> None:
    root = make(tmp_path, {"d001": [GOOD]})
    (root / "entities.csv").write_bytes(b"\xff\xfe")
    (root / "documents.csv").unlink()
    tables, problems = load(root)
    assert [p.code for p in problems] == ["missing-file", "encoding"]
    assert check_tables(tables, VOCAB) == []


def test_a_thousand_unknown_names_get_a_few_suggestions(tmp_path: Path) -> None:
    claims = [GOOD | {"id": f"c{number}", "subject": f"metax-{number}"} for number in range(1000)]
    problems = check(tmp_path, *claims)
    assert len(problems) == 1000
    assert sum("did you mean" in problem.hint for problem in problems) < 100
