"""The vocabulary's one question: is a class below another."""

from __future__ import annotations

import pytest

from kg.words.terms import ClassTerm, Vocabulary


def vocabulary(**parents: tuple[str, ...]) -> Vocabulary:
    return Vocabulary({name: ClassTerm(name, name, name, above) for name, above in parents.items()}, {}, {})


@pytest.mark.parametrize(
    ("cls", "ancestor", "below"),
    [
        ("Maker", "Maker", True),
        ("Maker", "Entity", True),
        ("Arm", "Product", True),
        ("Entity", "Maker", False),
        ("Unknown", "Entity", False),
        ("Unknown", "Unknown", True),
    ],
)
def test_a_class_is_below_all_that_its_parents_are_below(cls: str, ancestor: str, below: bool) -> None:
    words = vocabulary(Entity=(), Product=("Entity",), Maker=("Entity",), Arm=("Maker", "Product"))
    assert words.is_a(cls, ancestor) is below


def test_a_circle_of_classes_ends() -> None:
    assert not vocabulary(A=("B",), B=("A",)).is_a("A", "C")


def test_a_class_is_any_of_several_if_it_is_one_of_them_or_below_one() -> None:
    words = vocabulary(Entity=(), Product=("Entity",), Maker=("Entity",), Arm=("Maker",))
    assert words.is_any("Arm", ("Product", "Maker"))
    assert not words.is_any("Arm", ("Product",))
    assert not words.is_any("Arm", ())


def test_a_term_has_a_label_in_each_language() -> None:
    term = ClassTerm("Maker", "maker", "厂商")
    assert (term.label("en"), term.label("zh")) == ("maker", "厂商")
