"""How a name is matched: one list of tiers, best first, for the command line, Python and the page.

`kg/explorer/src/ledger/search.ts` ranks in the same way; tests/names.json and tests/explorer/test_search.py hold both
to the same answers in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from kg.values.spelling import LEGAL_FORMS, TRADE_WORDS, without, words

#: How a text matches a name, best first. Only what stands up to `SAFE` may pass for the name itself.
TIERS = (
    "same",  # letter by letter
    "other spelling",  # but for case, accents, width, spaces, punctuation; traditional characters are simplified
    "legal form",  # but for Co., Ltd., Group, 股份有限公司 …
    "pinyin",  # the whole name
    "trade word",  # but for Technology, Semiconductor, 科技 … as well
    "pinyin initials",
    "beginning",  # the name begins with the text
    "word",  # a word of the name does
    "part",  # the text is anywhere in the name
    "part of pinyin",  # its beginning, or whole syllables
    "words",  # every word begins a word of some name of the entity, in any order
    "name within",  # the text holds the whole name
    "misspelt",  # one or more words of the name but for a typo or two; only where nothing else matches
)
SAME, FOLDED, LEGAL, PINYIN, TRADE, INITIALS, BEGINNING, WORD, PART, PART_OF_PINYIN, WORDS, WITHIN, MISSPELT = range(13)
SAFE = PINYIN
#: Fewest letters of a text that may have one typo: any, with a Chinese character. From `TWO_TYPOS`, two.
ONE_TYPO, ONE_TYPO_CHINESE, TWO_TYPOS = 4, 3, 8
#: Fewest letters of a name sought within a text: any, with a Chinese character.
LEAST_WITHIN, LEAST_WITHIN_CHINESE = 4, 3
#: Fewest letters sought as a part of the pinyin.
LEAST_PINYIN = 3


class Key(NamedTuple):
    """What a name is compared by, all folded.

    `words` with spaces between, `folded` without; `bare` has no legal form, `core` no trade word either. `pinyin` are
    the readings with spaces between syllables, `said` without, `initials` their first letters; "|" between readings.
    """

    words: str
    folded: str
    bare: str
    core: str
    pinyin: str = ""
    said: str = ""
    initials: str = ""


class Hit(NamedTuple):
    """A tier, and the order within it: letters wrong or left over; an id comes after a name; letters of the name."""

    tier: int
    cost: int
    id: bool
    length: int


def key(text: str, readings: Iterable[str] = ()) -> Key:
    """Return what a name, or a text sought, is compared by; `readings` are its pinyin, with spaces."""
    split, spoken = words(text), tuple(readings)
    return Key(
        words=" ".join(split),
        folded="".join(split),
        bare=without(LEGAL_FORMS, split),
        core=without((*LEGAL_FORMS, *TRADE_WORDS), split),
        pinyin="|".join(spoken),
        said="|".join(one.replace(" ", "") for one in spoken),
        initials="|".join("".join(syllable[0] for syllable in one.split()) for one in spoken),
    )


def columns(keys: Sequence[Key]) -> list[list[str]]:
    """Return keys as columns, without what follows from the rest; `from_columns` reads them back."""
    return [
        [one.words for one in keys],
        ["" if one.bare == one.folded else one.bare for one in keys],
        ["" if one.core == one.bare else one.core for one in keys],
        [one.pinyin for one in keys],
        [one.initials for one in keys],
    ]


def from_columns(
    words: Sequence[str], bare: Sequence[str], core: Sequence[str], pinyin: Sequence[str], initials: Sequence[str]
) -> tuple[Key, ...]:
    """Return the keys of which `columns` made these."""
    folded = [one.replace(" ", "") for one in words]
    bare = [one or whole for one, whole in zip(bare, folded, strict=True)]
    core = [one or whole for one, whole in zip(core, bare, strict=True)]
    said = [one.replace(" ", "") for one in pinyin]
    return tuple(map(Key, words, folded, bare, core, pinyin, said, initials))


def likely(wanted: Key, keys: Sequence[Key]) -> list[int]:
    """Return the places of the keys that `match` need look at: quick, for a register is long."""
    folded, bare, core = wanted.folded, wanted.bare, wanted.core
    return [
        place
        for place, one in enumerate(keys)
        if folded in one.folded
        or one.core == core
        or one.bare == bare
        or one.folded in folded
        or (one.said and (folded in one.said or bare in one.said or folded in one.initials))
    ]


def equal(wanted: Key, text: str, name: Key, spelling: str) -> int | None:
    """Return the tier in which a text is a name as a whole, or None."""
    if wanted.folded == name.folded:
        return SAME if text == spelling else FOLDED
    if wanted.bare == name.bare:
        return LEGAL
    said = name.said.split("|") if name.said else []
    if wanted.folded in said or wanted.bare in said:
        return PINYIN
    if wanted.core == name.core:
        return TRADE
    return INITIALS if len(wanted.folded) > 1 and wanted.folded in name.initials.split("|") else None


def match(wanted: Key, text: str, name: Key, spelling: str) -> Hit | None:
    """Return how a text matches one name, or None; `find` itself joins several names and leaves room for typos."""
    tier = equal(wanted, text, name, spelling)
    if tier is None:
        tier = _partly(wanted.folded, name)
    if tier is not None:
        return Hit(tier, 0, False, len(name.folded))
    if _within(wanted, name):
        return Hit(WITHIN, len(wanted.folded) - len(name.folded), False, len(name.folded))
    return None


def _partly(wanted: str, name: Key) -> int | None:
    at = name.folded.find(wanted)
    if at == 0:
        return BEGINNING
    if at > 0:
        return WORD if any(name.folded.startswith(wanted, start) for start in _ends(name.words)) else PART
    if len(wanted) >= LEAST_PINYIN:
        for reading in name.pinyin.split("|"):
            said, ends = reading.replace(" ", ""), _ends(reading)
            whole = (said.startswith(wanted, start) and start + len(wanted) in ends for start in ends)
            if said.startswith(wanted) or any(whole):
                return PART_OF_PINYIN
    return None


def _ends(spaced: str) -> list[int]:
    """Return where the words of a name end in the joined name, in order."""
    return list(accumulate(len(word) for word in spaced.split()))


def _within(wanted: Key, name: Key) -> bool:
    if len(name.folded) < (LEAST_WITHIN_CHINESE if chinese(name.folded) else LEAST_WITHIN):
        return False
    at = wanted.folded.find(name.folded)
    if at < 0 or chinese(name.folded):
        return at >= 0
    # Not "Arm" in "Armenia": a name in letters begins and ends with words of the text.
    ends = [0, *_ends(wanted.words)]
    return at in ends and at + len(name.folded) in ends


def has_word(word: str, name: Key) -> bool:
    """Return whether a word begins a word of a name or, in Chinese, stands anywhere in it."""
    return word in name.folded if chinese(word) else f" {word}" in f" {name.words}"


def chinese(text: str) -> bool:
    """Return whether a folded text has a Chinese character."""
    return not text.isascii() and any("\u3400" <= letter <= "\u9fff" for letter in text)


def allowed_typos(text: str) -> int:
    """Return how many letters of a folded text may be wrong."""
    if len(text) >= TWO_TYPOS:
        return 2
    return int(len(text) >= (ONE_TYPO_CHINESE if chinese(text) else ONE_TYPO))


def misspelt(wanted: Key, name: Key) -> Hit | None:
    """Return how a misspelt text matches a name, or None; its legal form does not count."""
    text, most = wanted.bare, allowed_typos(wanted.bare)
    if not most:
        return None
    hits = []
    if _maybe(text, name.folded, most):
        ends, length = _ends(name.words), len(name.folded)
        for start in [0, *ends[:-1]]:
            cost = typos(text, name.folded[start:], [end - start for end in ends], most)
            hits.append(Hit(MISSPELT, cost, False, length))
    if text.isascii() and name.said:
        spoken = (said for said in name.said.split("|") if _maybe(text, said, most))
        hits += [Hit(MISSPELT, typos(text, said, [len(said)], most), False, len(said)) for said in spoken]
    return min((hit for hit in hits if hit.cost <= most), default=None)


def _maybe(text: str, run: str, most: int) -> bool:
    """Return False if more letters of a text are nowhere in a run than may be wrong: quickly seen."""
    return len([letter for letter in text if letter not in run]) <= most


def typos(text: str, run: str, ends: Iterable[int], most: int) -> int:
    """Return the fewest letters missing, added, changed or swapped that make a text the words of a run up to an end.

    `most` + 1 if more; the `ends` rise. This is the restricted Damerau-Levenshtein distance, computed no further from
    the diagonal than `most`.
    """
    far = most + 1
    near = [end for end in ends if end > 0 and abs(end - len(text)) <= most]
    if not near:
        return far
    width = near[-1]
    earlier, before, row = [far] * (width + 1), [far] * (width + 1), list(range(width + 1))
    for at, letter in enumerate(text, 1):
        earlier, before, row = before, row, [far] * (width + 1)
        row[0] = at
        for place in range(max(1, at - most), min(width, at + most) + 1):
            other = run[place - 1]
            row[place] = min(before[place - 1] + (letter != other), before[place] + 1, row[place - 1] + 1)
            if at > 1 and place > 1 and letter == run[place - 2] and text[at - 2] == other:
                row[place] = min(row[place], earlier[place - 2] + 1)
        if min(*row, *before) > most:
            return far
    return min(far, *(row[end] for end in near))
