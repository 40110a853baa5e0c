"""An answer in Python: a list for whoever wants one, a data frame, and a table in a notebook in which nothing runs."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import lxml.html
import pandas
import pytest

from kg.engine.answer import Answer, Iri, Rows, kind_of
from kg.graph import Graph
from kg.problem import KgError

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def test_an_answer_is_a_list_of_dictionaries(graph: Graph) -> None:
    rows = graph.ask("who-tests", maker="kunlunxin")
    assert isinstance(rows, list)
    assert rows == [dict(row) for row in rows]
    assert rows.columns == tuple(rows[0])


def test_pandas_takes_an_answer_as_it_is(graph: Graph) -> None:
    rows = graph.ask("figures", entity="metax")
    assert list(pandas.DataFrame(rows).columns) == list(rows.df().columns) == list(rows.columns)
    # "DataFrame constructor not properly called!"
    own = graph.sparql("SELECT ?s ?p WHERE { ?s a ?p } ORDER BY ?s LIMIT 5")
    assert pandas.DataFrame(own).to_dict("records") == own.dicts() == list(own)
    assert len(own) == len(own.df()) == 5


def test_a_column_of_a_data_frame_has_the_type_of_its_values() -> None:
    rows = Rows(
        ("count", "share", "sure", "day", "name", "nothing"),
        [(1, Decimal("0.5"), True, date(2025, 1, 2), "a", None), (None, 2, None, None, 3, None)],
    )
    frame = rows.df()
    assert [str(kind) for kind in frame.dtypes] == ["Int64", "float64", "boolean", "object", "object", "object"]
    assert frame["share"].sum() == 2.5
    assert frame["name"].tolist() == ["a", "3"]
    assert frame["day"].tolist() == [date(2025, 1, 2), None]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None, 2], "integer"),
        ([1, 1 << 70], "number"),
        ([1, Decimal("1.5")], "number"),
        ([True, False, None], "boolean"),
        ([True, 1], "text"),
        ([date(2025, 1, 1)], "date"),
        (["a", 1], "text"),
        ([None], "text"),
        ([], "text"),
        ([Iri("x:a")], "text"),
    ],
)
def test_a_column_is_what_all_its_values_are(values: list[object], kind: str) -> None:
    assert kind_of(values) == kind


def test_an_answer_without_rows_has_its_columns(graph: Graph) -> None:
    nothing = graph.at("2000-01-01").ask("who-tests")
    assert nothing == []
    assert list(nothing.df().columns) == list(nothing.columns) != []
    assert nothing._repr_html_().count("<th>") == len(nothing.columns)
    assert list(graph.sparql("SELECT ?a WHERE { ?a <x:none> ?b }").df().columns) == ["a"]


def test_a_notebook_shows_a_table_with_its_question_in_both_languages(graph: Graph) -> None:
    rows = graph.ask("who-tests", maker="kunlunxin")
    shown = lxml.html.fromstring(rows._repr_html_())
    assert [cell.text for cell in shown.iter("th")] == list(rows.columns)
    assert len(shown.xpath("//tbody/tr")) == len(rows)
    caption = shown.xpath("string(//caption)")
    assert " · " in caption
    assert not caption.isascii()
    assert graph.sparql(COUNT)._repr_html_().startswith("<table>\n<thead><tr><th>n</th></tr>")


def test_a_notebook_shows_the_first_rows_and_says_how_many_are_left() -> None:
    shown = Answer(("n",), [(n,) for n in range(100)])._repr_html_()
    assert shown.count("<td>") == 60
    assert "40 more rows · 另有40行" in shown


WICKED = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x00'


def test_nothing_in_an_answer_is_markup(hostile: Graph) -> None:
    made = (
        Rows((WICKED,), [(WICKED,)], title=WICKED)._repr_html_(),
        Answer((WICKED,), [(Iri(f"javascript:{WICKED}"),)])._repr_html_(),
        hostile.ask("who-tests")._repr_html_(),
        hostile.sparql("SELECT * WHERE { ?s ?p ?o }")._repr_html_(),
    )
    for text in made:
        elements = list(lxml.html.fromstring(f"<div>{text}</div>").iter())
        assert {str(one.tag) for one in elements} <= set("div table caption thead tbody tr th td".split())
        assert [one.attrib for one in elements if one.attrib] == []
        assert not set(text) & set("\u202e\x00")


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError, match=r"no-pandas.*pip install 'domestic-gpu-kg\[pandas\]'"):
        Rows(("a",), [(1,)]).df()
