"""`kg find`: any spelling, a class, a list of names; and what other commands take for a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import cells, kg

pytestmark = pytest.mark.usefixtures("graph")


def test_find_warns_of_names_that_look_alike() -> None:
    run = kg("find", "Tensentech")
    assert [row["id"] for row in cells(run.out)] == ["iluvatar-corex"]
    assert "Tensentech ≠ Tencent" in run.err


def test_find_names_kinds_in_the_language_of_people_and_in_one_for_programs() -> None:
    assert "机器翻译" in kg("find", "Tensentech", "--lang", "zh", "--format", "table").out
    assert cells(kg("find", "Tensentech", "--lang", "zh").out)[0]["kind"] == "machine-translation"


def test_find_is_limited_to_classes_in_any_spelling() -> None:
    rows = cells(kg("find", "kunlun", "--class", "chipmaker", "--limit", "1").out)
    assert [row["id"] for row in rows] == ["kunlunxin"]


@pytest.mark.parametrize(
    "name", ["天數智芯", "tianshu", "天数智芯股份有限公司", "Iluvatar CoreX Co., Ltd.", "Iluvatar"]
)
def test_a_name_is_taken_however_it_is_spelt_by_every_command(name: str) -> None:
    assert cells(kg("find", name, "--limit", "1").out)[0]["id"] == "iluvatar-corex"
    assert kg("show", name).out.startswith("Iluvatar CoreX · 天数智芯\n")
    assert kg("ask", "investors", f"company={name}").out == kg("ask", "investors", "company=iluvatar-corex").out != ""


def test_a_name_that_is_only_near_is_not_taken_but_offered() -> None:
    for name in ("tszx", "ilvatar", "上海天數智芯半導體股份有限公司"):
        assert cells(kg("find", name, "--limit", "1").out)[0]["id"] == "iluvatar-corex"
        shown = kg("show", name)
        assert (shown.code, shown.out) == (2, "")
        assert "did you mean" in shown.err
        assert "iluvatar-corex" in shown.err


def test_find_lists_a_class() -> None:
    rows = cells(kg("find", "--class", "ChipMaker").out)
    assert {"iluvatar-corex", "metax"} < {row["id"] for row in rows}
    assert {row["class"] for row in rows} == {"domestic chip maker"}
    assert cells(kg("find", "--class", "ChipMaker", "--limit", "2").out) == rows[:2]
    assert cells(kg("find", "", "--class", "domestic chip maker").out) == rows
    assert len(cells(kg("find", "--class", "Company").out)) > 20


def test_find_resolves_a_list_of_names_one_row_each(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\ufeff天數智芯\n\n  Moore Threads \nzzzzqqqq\nAscend\ntszx\n", encoding="utf-8")
    run = kg("find", "--file", str(names))
    assert [(row["name"], row["id"], row["match"], row["rivals"]) for row in cells(run.out)] == [
        ("天數智芯", "iluvatar-corex", "other spelling", ""),
        ("Moore Threads", "moore-threads", "same", ""),
        ("zzzzqqqq", "", "no match", ""),
        ("Ascend", "huawei-ascend", "same", "ascend"),
        ("tszx", "iluvatar-corex", "pinyin initials", ""),
    ]
    assert (run.code, run.err) == (0, "kg: 1 of 5 names matches nothing\n")
    assert "无匹配" in kg("find", "--file", str(names), "--lang", "zh", "--format", "table").out


def test_find_says_what_it_wants_and_what_is_wrong_with_a_list(tmp_path: Path) -> None:
    wrong = tmp_path / "names.txt"
    wrong.write_bytes("天數".encode("gbk"))
    for arguments in ([], ["metax", "--file", str(wrong)]):
        assert "give one of: a TEXT, a --class to list, a --file of names" in kg("find", *arguments).err
    run = kg("find", "--file", str(wrong))
    assert run.code == 2
    assert "names.txt is not UTF-8 text" in run.err
