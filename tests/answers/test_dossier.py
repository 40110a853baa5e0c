"""The page of one entity: its head, its sections, and that no section is written in vain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.answers.dossier import FIGURES, REST, SECTIONS, head, sections
from kg.drawing.style import ROLE_STYLES
from kg.engine.store import memory_store
from kg.graph import Graph
from kg.problem import KgError
from kg.questions.catalog import question
from kg.words.vocab import CLASSES, is_a
from kg.words.wording import role_of


@pytest.mark.parametrize(("name", "parameter"), [section[:2] for section in SECTIONS])
def test_every_section_is_a_question_with_that_parameter(name: str, parameter: str) -> None:
    assert parameter in {one.name for one in question(name).parameters if one.kind == "entity"}


def test_no_section_stands_there_twice() -> None:
    assert len({section[:2] for section in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize(
    "cls", ["ChipMaker", "InternetCompany", "VentureInvestor", "Product", "Exchange", "Person", "Policy"]
)
def test_every_kind_of_entity_has_sections(cls: str) -> None:
    fitting = [
        name
        for name, parameter, *_ in SECTIONS
        for one in question(name).parameters
        if one.name == parameter and (not one.classes or any(is_a(cls, wanted) for wanted in one.classes))
    ]
    assert len(fitting) > 3


def test_the_head_says_names_class_count_and_confusions(graph: Graph) -> None:
    top = head(graph, "iluvatar-corex", "en")
    assert (top.id, top.label, top.other_label) == ("iluvatar-corex", "Iluvatar CoreX", "天数智芯")
    chinese, cls = head(graph, "iluvatar-corex", "zh"), CLASSES[graph.names.entities["iluvatar-corex"].cls]
    assert (chinese.label, chinese.other_label) == ("天数智芯", "Iluvatar CoreX")
    assert (top.cls, chinese.cls) == (cls.label_en, cls.label_zh)
    assert top.claims > 50
    assert any(name.startswith("Tensentech [d000") for name in top.names)
    assert any("Tencent" in warning for warning in top.not_same)


def test_a_name_is_shown_once_with_all_its_documents(graph: Graph) -> None:
    for id in ("iluvatar-corex", "kunlunxin", "metax"):
        texts = [name.rpartition(" [")[0] for name in head(graph, id, "en").names]
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_of_a_maker_has_what_an_analyst_wants(graph: Graph, lang: str) -> None:
    found = {section.question: section for section in sections(graph, "iluvatar-corex", lang)}
    assert {"listing-status", "figures", "product-lines", "investors", "cornerstones"} <= found.keys()
    for section in found.values():
        assert section.title
        assert section.sheet.rows
        assert {len(row) for row in section.sheet.rows} == {len(section.sheet.headings)}


def test_figures_are_a_table_by_period(graph: Graph) -> None:
    section, _ = sections(graph, "iluvatar-corex", "en", [FIGURES])
    assert section.sheet.headings[0] == "measure"
    assert "2025-H1" in section.sheet.headings


def test_only_the_sections_asked_for(graph: Graph) -> None:
    found = list(sections(graph, "iluvatar-corex", "en", ["investors", "listing-status"]))
    assert [section.question for section in found] == ["listing-status", "investors"]


def test_an_unknown_section_is_named_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(KgError, match=r"unknown-section.*did you mean investors"):
        list(sections(graph, "iluvatar-corex", "en", ["investor"]))


def test_no_column_only_repeats_whose_page_it_is(graph: Graph) -> None:
    label = graph.names.label("iluvatar-corex", "en")
    for section in sections(graph, "iluvatar-corex", "en"):
        for place in range(len(section.sheet.headings)):
            assert {row[place] for row in section.sheet.rows} != {label}


def test_the_page_as_of_a_day_holds_what_was_published_by_then(graph: Graph) -> None:
    whole = sum(len(section.sheet.rows) for section in sections(graph, "iluvatar-corex", "en"))
    assert list(sections(graph.at(date(2025, 1, 1)), "iluvatar-corex", "en")) == []
    assert head(graph.at(date(2025, 1, 1)), "iluvatar-corex", "en").claims == 0
    some = sum(
        len(section.sheet.rows) for section in sections(graph.at(date(2026, 1, 1), "possible"), "iluvatar-corex", "en")
    )
    assert 0 < some < whole


def test_every_kind_of_entity_of_the_data_has_a_page(graph: Graph) -> None:
    samples: dict[str, str] = {}
    for entry in graph.names.entities.values():
        samples.setdefault(role_of(entry.cls), entry.id)
    assert samples.keys() == ROLE_STYLES.keys()
    for id in samples.values():
        assert head(graph, id, "zh").label
        assert all(section.sheet.rows for section in sections(graph, id, "zh"))


def test_every_claim_about_an_entity_is_shown(graph: Graph) -> None:
    # In memory, where thousands of small questions are three times as fast as on disk.
    graph = replace(graph, store=memory_store("\n".join(graph.store.triples()).encode()))
    about: dict[str, set[str]] = {}
    for claim in graph.ledger.claims:
        for id in {claim.subject, claim.object, claim.said_by} - {""}:
            about.setdefault(id, set()).add(claim.id)
    assert len(about) > 200
    left_out = {
        id: missing
        for id, claims in about.items()
        if (missing := claims - {one for section in sections(graph, id, "en") for one in section.claims})
    }
    assert left_out == {}


def test_the_last_section_repeats_nothing(graph: Graph) -> None:
    *others, rest = sections(graph, "iluvatar-corex", "en")
    assert rest.question == REST
    assert rest.claims.isdisjoint(set().union(*(section.claims for section in others)))


def test_the_claims_of_a_section_stand_in_its_table(graph: Graph) -> None:
    for section in sections(graph, "iluvatar-corex", "en"):
        text = " ".join(cell for row in section.sheet.rows for cell in row)
        assert section.title == "Notes on figures" or all(id in text for id in section.claims), section.title


def test_notes_and_disputes_of_figures_are_shown_under_them(graph: Graph) -> None:
    shown = {section.title: section for section in sections(graph, "iluvatar-corex", "en", [FIGURES])}
    rows = {row[0]: row for row in shown["Notes on figures"].sheet.rows}
    figures = [claim for claim in graph.ledger.of(["iluvatar-corex"], "measure") if claim.note or claim.disputed]
    assert figures
    for claim in figures:
        assert claim.note in rows[claim.id]
        assert ("disputed" in rows[claim.id][2]) is claim.disputed
