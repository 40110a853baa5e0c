"""The data themselves: one rule a test, one file or claim a case, and the message says what mends it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from kg.check.tables import check_tables
from kg.files import data_dir
from kg.ledger.evidence import find_source, read_source
from kg.ledger.rows import COLUMNS, Claim
from kg.ledger.tables import load
from kg.ledger.tidy import tidy
from kg.words.vocab import PROPERTIES, VOCABULARY
from tests.support.listing import BINARY, listed_files

TABLES, PROBLEMS = load(data_dir())
DOCUMENTS = [document.id for document in TABLES.documents]
FORMER = {document.id: document.former for document in TABLES.documents}
FILES = sorted(path.relative_to(data_dir()).as_posix() for path in data_dir().rglob("*.csv"))


def of(document: str) -> list[Claim]:
    return [claim for claim in TABLES.claims if claim.document == document]


def test_every_row_loads_and_says_what_the_ontology_lets_it_say() -> None:
    assert [str(problem) for problem in [*PROBLEMS, *check_tables(TABLES, VOCABULARY)]] == []


def test_there_is_a_file_a_table_and_one_a_document() -> None:
    assert len(DOCUMENTS) >= 5
    claims = {f"claims/{document}.csv" for document in DOCUMENTS}
    assert set(FILES) == {f"{table}.csv" for table in COLUMNS if table != "claims"} | claims


def test_there_are_claims_enough() -> None:
    assert len(TABLES.claims) >= 330
    assert {claim.document for claim in TABLES.claims} == set(DOCUMENTS)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_in_canonical_form(name: str) -> None:
    changed, problems = tidy(data_dir(), None, write=False)
    assert problems == []
    assert name not in {path.relative_to(data_dir()).as_posix() for path in changed}, "run `kg tidy`"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_claim_points_to_its_evidence(document: str) -> None:
    bare = [claim.key for claim in of(document) if not claim.digest and claim.basis != "derived"]
    assert bare == [], "type a phrase in a column 'anchor' and run `kg tidy --sources DIR`"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_spans_are_phrases_and_not_passages(document: str) -> None:
    long = [f"{claim.key}: {claim.length}" for claim in of(document) if (claim.length or 0) > 120]
    assert long == [], "point to the words that say it, not to the paragraph around them"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_claims_stand_in_the_order_of_their_document(document: str) -> None:
    lines = [claim.line for claim in of(document) if claim.line is not None]
    assert lines == sorted(lines)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_id_begins_with_the_line_it_was_read_on(document: str) -> None:
    odd = [c.key for c in of(document) if c.line is not None and not re.match(rf"0*{c.line}[a-z]", c.id)]
    assert len(odd) <= len(of(document)) // 20, odd  # an id is never changed when its evidence moves


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_two_claims_of_a_document_say_the_same(document: str) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for claim in of(document):
        what = (claim.subject, claim.property, claim.object, claim.value, claim.unit, claim.period)
        said = (*what, claim.polarity, claim.mode, claim.said_by, claim.basis, claim.start)
        assert said not in seen, f"{claim.key} repeats {seen[said]}: take one out"
        seen[said] = claim.key


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_document_is_read_over_its_whole_length(sources: Path, document: str) -> None:
    size = len(read_source(sources, document, *FORMER[document]))
    starts = sorted(claim.start for claim in of(document) if claim.start is not None)
    gaps = [(after - before) / size for before, after in pairwise([0, *starts, size])]
    assert max(gaps) < 0.16, "no stretch of a sixth of the text without a claim"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_registered_text_is_the_one_at_hand(sources: Path, document: str) -> None:
    from hashlib import sha256

    (row,) = (one for one in TABLES.documents if one.id == document)
    assert row.sha256 == sha256(find_source(sources, document, *FORMER[document]).read_bytes()).hexdigest()


def test_every_kind_of_speech_is_told_apart() -> None:
    said = {(claim.mode, claim.polarity) for claim in TABLES.claims}
    assert {"actual", "plan", "forecast"} <= {mode for mode, _ in said}
    assert {"asserts", "denies"} == {polarity for _, polarity in said}
    assert {"anonymous", "comment", "market-info", "filing", "press"} <= {claim.basis for claim in TABLES.claims}
    assert {"inferred", "stated"} == {claim.period_basis for claim in TABLES.claims}


def test_a_machine_translations_names_are_facts_about_their_document() -> None:
    loose = [a.alias for a in TABLES.aliases if a.kind == "machine-translation" and not a.document]
    assert loose == []
    named = {(a.alias, a.entity) for a in TABLES.aliases if a.document == "d000"}
    assert {(name, "iluvatar-corex") for name in ("Tensentech", "Daysmart", "Tianshu Smartcore")} <= named


def test_tensentech_is_never_tencent() -> None:
    assert {alias.entity for alias in TABLES.aliases if "tensentech" in alias.alias.lower()} == {"iluvatar-corex"}
    assert any({"Tensentech", "Tencent"} == {row.a, row.b} for row in TABLES.not_same)


def test_every_entity_is_named_by_a_claim_a_document_or_a_name() -> None:
    used = {id for claim in TABLES.claims for id in (claim.subject, claim.object, claim.said_by)}
    used |= {id for document in TABLES.documents for id in (document.publisher, *document.authors)}
    used |= {id for row in TABLES.not_same for id in (row.a, row.b)} | {
        entity.replaced_by for entity in TABLES.entities
    }
    used |= {word.strip(".,;") for document in TABLES.documents for word in document.note.split()}
    idle = [entity.id for entity in TABLES.entities if entity.id not in used and entity.status == "active"]
    assert idle == [], "an entity of which nothing is said is no entity yet: take it out"


def test_every_entity_is_named_in_both_languages() -> None:
    bare = [entity.id for entity in TABLES.entities if not (entity.label_en and entity.label_zh)]
    assert bare == []


def test_figures_stand_in_base_units() -> None:
    figures = [claim for claim in TABLES.claims if PROPERTIES[claim.property].kind == "measure"]
    assert len(figures) > 100
    assert [claim.key for claim in figures if claim.quantity is None or set(claim.value) & set("亿万")] == []


def test_as_printed_is_a_figure_and_no_sentence() -> None:
    assert [claim.key for claim in TABLES.claims if len(claim.as_published) > 40] == []


# What the project must not hold:

LATIN, CHINESE = 9, 18  # so many words, or characters, in a row are no coincidence


def runs(text: str) -> set[str]:
    """Return every run of words and every run of Chinese characters of those lengths."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"[^\W_]+", re.sub(r"[\u3400-\u9fff]", " ", plain))
    found = {" ".join(words[n : n + LATIN]) for n in range(len(words) - LATIN + 1)}
    for stretch in re.findall(r"[\u3400-\u9fff]+", re.sub(r"[^\w\u3400-\u9fff]|[0-9]", "", plain)):
        found |= {stretch[n : n + CHINESE] for n in range(len(stretch) - CHINESE + 1)}
    return found


def test_no_sentence_of_a_source_stands_anywhere_in_the_project(sources: Path, checkout: Path) -> None:
    theirs = {run for document in DOCUMENTS for run in runs(read_source(sources, document, *FORMER[document]))}
    assert len(theirs) > 5000
    titles = {run for document in TABLES.documents for run in runs(document.title)}
    names = [name for name in listed_files(checkout) if not name.endswith((*BINARY, "package-lock.json"))]
    assert len(names) > 150
    copied = {}
    for name in names:
        text = (checkout / name).read_text(encoding="utf-8")
        if found := (runs(text) & theirs) - titles:
            copied[name] = sorted(found)[:3]
    assert copied == {}
