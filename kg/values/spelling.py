"""How names are compared, and suggestions for a word that is not known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name for comparison: compatibility form, no case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum()) or folded


def nearest(word: str, words: Iterable[str], most: int = 3) -> list[str]:
    """Return the words spelled most like `word`, best first, at most `most`; distant ones are left out."""
    import difflib  # only a mistake needs it, and a short command spends most of its time importing

    return difflib.get_close_matches(word, list(words), n=most, cutoff=0.6)


def did_you_mean(word: str, words: Iterable[str], otherwise: str = "") -> str:
    """Return "did you mean …?" with the nearest words, or `otherwise` where none is near."""
    close = nearest(word, words)
    return f"did you mean {', '.join(close)}?" if close else otherwise
