"""The page's search and `kg find` give the same entities, by the same names, in the same order."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from kg.explorer import payload
from kg.graph import Graph
from kg.values.spelling import fold, words
from tests.knowledge.test_matching import CASES
from tests.support.script import bundled, by_script

FEW = 20


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundled(tmp_path_factory.mktemp("script"), "finding")


def asked_of(graph: Graph) -> list[str]:
    """Return every case, every name, parts of names, and names with letters lost, swapped and added."""
    chance = random.Random(8)
    asked = [case.text for case in CASES] + [name.text for name in graph.names.names]
    for name in graph.names.names[::5]:
        text = name.text
        at = chance.randrange(len(text))
        asked += [text[at : at + chance.randint(1, 6)], text[:at] + text[at + 1 :], f"{text[:at]}x{text[at:]}"]
        asked.append(text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :] if at else text)
        asked.append(" ".join(reversed(words(text))))
    asked += [one for key in graph.names.keys for one in (*key.said.split("|"), *key.initials.split("|"))]
    return [text for text in dict.fromkeys(asked) if not any("\ud800" <= letter <= "\udfff" for letter in text)]


def test_the_page_finds_what_kg_find_finds(script: Path, any_graph: Graph) -> None:
    asked = asked_of(any_graph)
    packed = payload.pack(payload.tables(any_graph, []))
    theirs = by_script(script, payload=packed, finds=asked, limit=FEW)["finds"]
    ours = [[[m.entity.id, m.name.text, m.how] for m in any_graph.find(text, FEW)] for text in asked]
    assert len(asked) > 300
    assert {t: (a, b) for t, a, b in zip(asked, ours, theirs, strict=True) if a != b} == {}


def test_the_page_folds_letters_like_python(script: Path, graph: Graph) -> None:
    # Scripts of the data and its neighbours; elsewhere Python and the browser may know different editions of Unicode.
    blocks = [(0x20, 0x345), (0x346, 0x530), (0x1E00, 0x1F00), (0x2000, 0x2600), (0x2E80, 0x3100), (0x3400, 0xA000)]
    letters = [chr(code) for start, end in [*blocks, (0xF900, 0xFB00), (0xFF00, 0xFFF0)] for code in range(start, end)]
    letters = [letter for letter in letters if unicodedata.category(letter) not in ("Cn", "Cc")]
    packed = payload.pack(payload.tables(graph, []) | {"sameCharacters": every_character()})
    theirs = by_script(script, payload=packed, folds=letters)["folds"]
    assert {a: (fold(a), b) for a, b in zip(letters, theirs, strict=True) if fold(a) != b} == {}


def every_character() -> str:
    from kg.values.spelling import same_characters

    return " ".join(simplified + other for other, simplified in same_characters().items())
