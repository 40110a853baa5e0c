"""`kg ask` as people write it: values without a name, labels for measures, days that leave documents out."""

from __future__ import annotations

import pytest

from tests.support.command import kg


@pytest.mark.parametrize(
    ("lone", "named"),
    [
        (("who-tests", "ByteDance"), ("who-tests", "customer=bytedance")),
        (("figures", "MetaX", "revenue"), ("figures", "entity=metax", "measure=revenue")),
        (
            ("figures", "measure=营业收入", "2025", "沐曦"),
            ("figures", "entity=metax", "measure=revenue", "during=2025"),
        ),
        (("paths", "ByteDance", "Baidu"), ("paths", "from=bytedance", "to=baidu")),
        (("figures", "measure=Gross Margin"), ("figures", "measure=grossMargin")),
        (("co-investors", "MetaX"), ("co-investors", "company=metax")),
        (("names", "MetaX", "壁仞"), ("names", "entity=metax", "entity=biren")),
    ],
)
def test_a_lone_value_goes_where_it_fits(lone: tuple[str, ...], named: tuple[str, ...]) -> None:
    run = kg("ask", *lone)
    assert (run.code, run.out) == (0, kg("ask", *named).out)
    assert run.out.count("\n") > 1


def test_documents_that_may_have_been_published_by_the_day_are_told_of() -> None:
    run = kg("ask", "figures", "metax", "--as-of", "2025-12-31")
    assert "1 more document may have been published by 2025-12-31 (d000): add --possible" in run.err
    assert "另有1份文件" in kg("ask", "figures", "metax", "--as-of", "2025-12-31", "--lang", "zh").err
    assert "add --possible" not in kg("ask", "figures", "metax", "--as-of", "2025-12-31", "--possible").err


def test_an_empty_answer_has_no_headings_for_people_and_has_them_for_programs() -> None:
    asked = ("ask", "figures", "metax", "grossMargin")
    assert kg(*asked, "--format", "table").out == ""
    assert kg(*asked, "--format", "csv").out.startswith("entity,")


def test_the_page_of_an_entity_is_a_page_piped_or_not() -> None:
    assert kg("show", "metax").out == kg("show", "metax", "--format", "table").out


def test_commands_that_write_files_have_no_format_of_rows() -> None:
    assert all("--format" not in kg(name, "--help").out for name in ("export", "view", "explore"))


def test_a_lone_id_of_a_document_is_the_document() -> None:
    assert kg("ask", "evidence", "d002").out == kg("ask", "evidence", "document=d002").out
