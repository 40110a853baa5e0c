"""How names are folded for comparison, and suggestions for a word that is not known.

`kg/explorer/src/ledger/folding.ts` folds in the same way; tests/names.json holds both to the same answers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

#: The last words of a name that only tell the legal form, folded. In Chinese, the last characters; longest first.
LEGAL_FORMS = (
    *("co", "company", "corp", "corporation", "group", "holding", "holdings", "inc", "incorporated", "limited", "ltd"),
    *("ag", "gmbh", "kk", "llc", "llp", "lp", "nv", "plc", "pte", "pty", "sa"),
    *("股份有限公司", "有限责任公司", "有限公司", "公司", "股份", "集团", "控股"),
)
#: Last words that tell the trade. Names that differ in them may be of different companies (Kunlun, Kunlun Tech).
TRADE_WORDS = (
    *("electronics", "microelectronics", "semiconductor", "semiconductors", "tech", "technologies", "technology"),
    *("集成电路", "半导体", "微电子", "电子", "科技", "技术"),
)


@cache
def _groups() -> str:
    text = Path(__file__).with_name("han.txt").read_text(encoding="utf-8")
    return text.rpartition("#\n")[2].replace("\n", " ")  # after the last line of comments


@cache
def _simplified(letter: str) -> str:
    """Return the simplified character of a traditional, variant or radical form, or the letter itself."""
    # A short command looks up a few: to make a table of all takes longer than the rest of its search.
    at = -1 if letter.isascii() else _groups().find(letter)
    return letter if at < 0 else _groups()[_groups().rfind(" ", 0, at) + 1]


def same_characters() -> dict[str, str]:
    """Return every traditional, variant and radical form of a Chinese character, with the simplified character."""
    return {other: group[0] for group in _groups().split() for other in group[1:]}


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name: letters and digits only, without case, accents and width, Chinese simplified.

    Text without letters and digits is one word.
    """
    plain = text.lower() if text.isascii() else _folded_letters(text)
    split = "".join(c if c.isalnum() else " " for c in plain).split() or ["".join(plain.split())]
    return tuple(split) if split[0] else ()


def _folded_letters(text: str) -> str:
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    # The combining accents of Latin, Greek and Cyrillic; those of other scripts, such as kana, tell letters apart.
    bare = "".join(c for c in apart if not "\u0300" <= c <= "\u036f")
    return "".join(map(_simplified, unicodedata.normalize("NFC", bare)))


def fold(text: str) -> str:
    """Fold a name for comparison: its folded words, joined."""
    return "".join(words(text))


def without(forms: Sequence[str], name: Sequence[str]) -> str:
    """Return the folded words of a name joined, without the forms that stand last; two letters at least are left."""
    left = list(name)
    while left:
        last = left[-1]
        ending = next((form for form in forms if last == form or (last.endswith(form) and not form.isascii())), None)
        if ending is None or sum(map(len, left)) < len(ending) + 2:
            break
        left[-1:] = [last.removesuffix(ending)] if last != ending else []
    return "".join(left)


def nearest(word: str, words: Iterable[str], most: int = 3) -> list[str]:
    """Return the words of a list spelled most like `word`, best first, at most `most`; distant ones are left out.

    For the words of lists, such as columns and questions; `kg.knowledge.matching` finds names.
    """
    import difflib  # only a mistake needs it, and a short command spends most of its time importing

    return difflib.get_close_matches(word, list(words), n=most, cutoff=0.6)


def did_you_mean(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean …?" with the nearest words, or `otherwise` where none is near."""
    close = nearest(word, words)
    return f"did you mean {', '.join(close)}?" if close else otherwise
