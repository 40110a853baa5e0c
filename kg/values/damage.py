"""Tell text that a conversion has damaged: 澹佷粸绉戞妧, å£ä»ž, 锟斤拷, ????, a lost character.

UTF-8 read as something else can be turned back, which sound text cannot: its bytes make no sense as UTF-8. This module
does not know where a text stands.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

# Compiled on first use; see `kg.values.text`.
_compiled = cache(re.compile)
_HAN = "[\u3400-\u9fff]"
#: What remains where characters were lost: the mark for one, that mark read as GBK, question marks, private use.
_LOST = "\ufffd|锟斤拷|锟斤|斤拷|\\?{2,}|[\ue000-\uf8ff]"
#: (what the text was read as, what it is). Characters of a sound text may make sense the other way one at a time, so
#: that two are needed, or three in the midst of a run.
_MISREAD = (
    ("gb18030", "utf-8"),
    ("shift_jis", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("cp1251", "utf-8"),
    ("cp437", "utf-8"),
    ("mac_roman", "utf-8"),
    ("latin-1", "gb18030"),
)
_HAN_BYTES = b"(?:[\xe4-\xe9][\x80-\xbf]{2}){3,}"


@lru_cache(maxsize=65536)
def damage(text: str) -> str:
    """Return what a conversion has done to a text, in words; nothing for sound text."""
    if lost := _compiled(_LOST).search(text):
        return f"{lost[0]!r} stands where characters were lost"
    for run in _compiled(r"[^\x00-\x7f]+").findall(text):
        for wrong, right in _MISREAD:
            if meant := _turned_back(run, wrong, right):
                return f"{run!r} is {meant!r} in {right.upper()}, read as {wrong.upper()}"
    return ""


def has_chinese(text: str) -> bool:
    """Return True if a text holds a Chinese character."""
    return _compiled(_HAN).search(text) is not None


def _turned_back(run: str, wrong: str, right: str) -> str:
    """Return what a run of characters was before it was misread, or nothing if it makes no sense that way."""
    raw = run.encode(wrong, "replace")
    if right == "utf-8" and (midst := _compiled(_HAN_BYTES).search(raw)):
        return midst[0].decode()
    if b"?" in raw or not any(map(str.isalpha, run)):
        return ""
    # The last bytes may have been lost, or have gone to the character behind.
    for cut in range(3):
        try:
            meant = raw[: len(raw) - cut].decode(right)
        except UnicodeError:
            continue
        chinese = len(_compiled(_HAN).findall(meant))
        latin = right == "utf-8" and wrong != "gb18030" and _compiled("[\u00a0-\u024f]+").fullmatch(meant)
        return meant if latin or (chinese > 1 and chinese == len(meant)) else ""
    return ""
