"""How names are folded for comparison, and suggestions for a word that is not known.

`kg/explorer/src/ledger/folding.ts` folds in the same way; tests/names.json holds both to the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
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

# Combining accents of Latin, Greek and Cyrillic. Those of other scripts, such as kana, tell letters apart.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")


@cache
def same_characters() -> Mapping[int, str]:
    """Return the traditional, variant and radical forms of Chinese characters, with the simplified character of each.

    For `str.translate`. Every character has one code unit in UTF-16.
    """
    lines = Path(__file__).with_name("han.txt").read_text(encoding="utf-8").splitlines()
    groups = " ".join(line for line in lines if not line.startswith("#")).split()
    return {ord(other): group[0] for group in groups for other in group[1:]}


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name: letters and digits only, without case, accents and width, Chinese simplified.

    Text without letters and digits is one word.
    """
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
        plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).translate(same_characters())
    return tuple(_WORD.findall(plain)) or tuple(filter(None, [plain.strip()]))


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
