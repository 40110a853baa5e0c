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
        said = (*what, claim.polarity, claim.mode, claim.respect, claim.said_by, claim.basis, claim.start)
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
    used = {id for claim in TABLES.claims for id in (claim.subject, claim.object, claim.respect, claim.said_by)}
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


# Kinds of misreading that a strict second reading found, each named for what was wrong:

CLAIMS = {claim.key: claim for claim in TABLES.claims}
DATED = {document.id: document.when for document in TABLES.documents}


def test_what_ought_to_be_is_not_stored_as_what_is_done() -> None:
    ought = {"d000/32b", "d001/118a", "d001/118b", "d001/130b", "d001/152b", "d001/204a"}
    ought |= {"d002/11a", "d002/31a", "d002/31c"}
    assert {claim.key for claim in TABLES.claims if claim.mode == "recommended"} >= ought


def test_the_day_of_speaking_is_not_the_period_of_a_plan() -> None:
    spoken = {"d001/26b": "2025-06", "d001/28a": "2025-06", "d001/184a": "2025-12-12", "d003/129b": "2025-11"}
    assert {key: (CLAIMS[key].said_on, CLAIMS[key].period) for key in spoken} == {k: (d, "") for k, d in spoken.items()}
    over = [
        claim.key
        for claim in TABLES.claims
        if claim.mode in ("plan", "forecast") and claim.when and claim.when.end and (day := DATED[claim.document])
        if day.start and claim.when.end < day.start
    ]
    assert over == [], "nobody plans what is over: the day of speaking belongs in said_on"


def test_a_total_is_not_dated_by_its_document() -> None:
    dated = [
        claim.key
        for claim in TABLES.claims
        if claim.when
        and claim.when.start is None
        and claim.period_basis == "inferred"
        and (day := DATED[claim.document])
        if claim.when.end == day.end
    ]
    assert dated == [], "where the text gives no day, the period stays empty"
    assert {CLAIMS[f"{claim}{letter}"].period for claim in ("d003/109", "d002/28") for letter in "efg"} == {""}


def test_who_announces_is_named_as_the_speaker() -> None:
    speakers = {"d001/96d": "moore-threads", "d001/211a": "001-joking-people", "d003/129a": "alibaba"}
    speakers |= {f"d001/120{letter}": "cambricon" for letter in "cdef"}
    speakers |= {f"d003/{claim}": "miit" for claim in ("133b", "133c")}
    speakers |= {f"d003/135{letter}": "beijing-municipality" for letter in "bcd"}
    assert {key: CLAIMS[key].said_by for key in speakers} == speakers


def test_what_a_public_authority_says_rests_on_it() -> None:
    cls = {entity.id: entity.cls for entity in TABLES.entities}
    spoken = {claim.subject for claim in TABLES.claims if claim.property == "spokespersonOf"}
    said = [c for c in TABLES.claims if c.said_by in spoken or cls.get(c.said_by) == "GovernmentBody"]
    assert len(said) >= 9
    assert [claim.key for claim in said if claim.basis != "official"] == []


def test_a_listing_to_come_is_a_plan() -> None:
    assert CLAIMS["d004/1c"].mode == "plan"
    assert ("fulfils", "d004/1c") in CLAIMS["d001/82e"].related


def test_what_is_said_of_some_of_a_group_is_not_said_of_all() -> None:
    partly = {claim.key: claim.extent for claim in TABLES.claims if claim.extent}
    some = ("d001/94b", "d001/110b", "d002/33a", "d002/33b", "d004/1w", "d004/1af")
    assert partly.items() >= {"d001/44a": "most", **dict.fromkeys(some, "some")}.items()


def test_a_comparison_says_in_what_respect() -> None:
    compared = [c for c in TABLES.claims if c.property in ("exceeds", "comparableTo", "fallsShortOf")]
    # Of Nvidia as a whole the speaker says that it cannot be overtaken.
    assert [claim.key for claim in compared if not claim.respect] == ["d001/112d"]


def test_no_member_is_compared_with_its_own_group() -> None:
    members = {(c.document, c.subject, c.object) for c in TABLES.claims if c.property == "memberOf"}
    compared = [c for c in TABLES.claims if PROPERTIES[c.property].parents == ("comparedWith",)]
    assert [c.key for c in compared if (c.document, c.subject, c.object) in members] == []


def test_nothing_is_denied_that_a_text_only_leaves_aside() -> None:
    assert {claim.key for claim in TABLES.claims if claim.polarity == "denies"} == {
        *("d001/32a", "d001/94a", "d001/106a", "d001/144a")
    }


def test_to_dominate_a_field_is_more_than_to_be_deployed_there() -> None:
    assert [c.key for c in TABLES.claims if c.property == "deployedIn" and c.mode != "actual"] == []


def test_who_helps_is_the_subject_and_no_mere_cause() -> None:
    helps = {(c.subject, c.object) for c in TABLES.claims if c.document == "d002" and c.property == "supports"}
    assert helps >= {
        ("chinese-internet-companies", "domestic-ai-chips"),
        *((venue, "domestic-ai-chip-makers") for venue in ("hkex", "star-market")),
    }
    venues = {entity.id for entity in TABLES.entities if entity.cls in ("Board", "Exchange")}
    assert [c.key for c in TABLES.claims if c.property == "drivenBy" and {c.subject, c.object} & venues] == []


def test_an_experts_database_is_not_its_ministry() -> None:
    (place,) = (c.object for c in TABLES.claims if (c.subject, c.property) == ("zhou-di", "affiliatedWith"))
    assert place == "expert-database"


def test_a_listing_is_not_named_after_a_venue_that_no_document_reports() -> None:
    (label,) = (entity.label_en for entity in TABLES.entities if entity.id == "kunlunxin-hk-ipo")
    assert "Hong Kong" not in label, "the venue is what d001 says, and not what d002 says"


def test_what_is_called_possible_is_not_expected() -> None:
    assert (CLAIMS["d001/174d"].mode, CLAIMS["d001/174d"].said_by) == ("hypothetical", "")


def test_a_figure_that_a_settled_verdict_calls_wrong_is_deprecated() -> None:
    wrong = ("period-error", "translation-error", "unit-error", "unit-slip")
    for verdict in TABLES.verdicts:
        if verdict.status == "settled" and verdict.cause in wrong:
            assert "deprecated" in {CLAIMS[key].rank for key in verdict.members}, verdict.id


def test_a_conflict_has_the_cause_that_its_reasons_give() -> None:
    causes = {verdict.id: verdict.cause for verdict in TABLES.verdicts}
    assert "big-fund-comment" not in causes, "a comment that gives a figure contradicts no text that gives none"
    assert (
        causes.items()
        >= {
            "market-value-metax": "time-differs",
            "market-value-moore-threads": "time-differs",
            "listing-duration": "overtaken",
            "first-in-hong-kong": "overtaken",
            "metax-first-day": "rounding",
            "moore-threads-peak-day": "period-error",
            "iluvatar-shipment-lead": "definition-unclear",
            "own-revenue": "doubtful-source",
            "shipment-disclosure": "definition-unclear",
            "cambricon-bytedance-scale": "definition-unclear",
            "nvidia-market-value": "rounding",
            "bulk-purchases": "doubtful-source",
            "iluvatar-offer-price": "overtaken",
            "financial-products-sum": "doubtful-source",
        }.items()
    )


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
