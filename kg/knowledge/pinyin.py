"""Chinese names in pinyin, made when the register is read from the graph. Nothing else needs pypinyin."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Readings of a name kept besides the usual one, each with another reading of one character.
_MOST = 3
_CHINESE = re.compile("([\u3400-\u9fff])")


def readings(words: Sequence[str]) -> tuple[str, ...]:
    """Return the readings of a name's folded words: syllables and other words, a space between, the usual one first.

    There are none for a name without Chinese characters. Phrases settle most characters of several readings (银行 is
    yin hang, not yin xing).
    """
    import pypinyin

    text = " ".join(words)
    if not _CHINESE.search(text):
        return ()
    said: list[list[str]] = []
    for part in filter(str.strip, re.split("([\u3400-\u9fff]+)", text)):
        if _CHINESE.match(part):
            said += [_spellings(one) for one in pypinyin.pinyin(part, style=pypinyin.Style.NORMAL, heteronym=True)]
        else:
            said += [[word] for word in part.split()]
    usual = [one[0] for one in said]
    found = [usual]
    for place, one in enumerate(said):
        found += [[*usual[:place], other, *usual[place + 1 :]] for other in one[1:]]
    return tuple(dict.fromkeys(" ".join(reading) for reading in found[: 1 + _MOST]))


def _spellings(syllables: list[str]) -> list[str]:
    """Return the two usual readings of a character; ü is typed as v or u."""
    return list(dict.fromkeys(typed for one in syllables[:2] for typed in (one, one.replace("v", "u"))))
