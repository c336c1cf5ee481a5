"""Counts the spoken syllables of French words, for reading ease."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOWEL_WORDS = frozenset({"a", "à", "y", "ô"})
_NUCLEUS = re.compile(
    r"""
    (?:[yi]eu|[ée]a[uû]|[aâ]i[mn]?|[aâeéè]i|oi|o[uùû]|eu|e[uû]|œu?|au|ae|io|ia|i[eéèê]|u[iî]|oy|ay|ey
      |[aàâäeéèêëiîïoôöuùûüyœæ])
    """,
    re.VERBOSE,
)
_HIATUS = re.compile(
    r"(?<=[bcdfgptv][lr])i(?=[eoa])|é(?=[aeou])|[ïüë]|(?<=[bcdfglmnprstv])u(?=[ae]\w)|a(?=o)"
)
_MUTE = re.compile(r"(?<=[^aàâeéèêiîoôuùûy])(?:es?|ent)$|(?<=[éiuy])es?$|(?<=[gq]u)(?:es?|ent)$")


def syllables(word: str) -> int:
    """Give the syllables of one lower-case word, at least 1; a mute final e has none."""
    stem = _MUTE.sub("", word).replace("pays", "pa is")
    stem = stem.replace("qu", "q").replace("gue", "ge").replace("gui", "gi")
    count = len(_NUCLEUS.findall(_HIATUS.sub(" a ", stem)))
    return max(count, 1)


def reading_ease(words: int, sentences: int, syllable_count: int) -> float:
    """Give Kandel and Moles' ease of reading, about 0 (hard) to 100 (easy).

    207 − 1.015 × words per sentence − 73.6 × syllables per word, held between 0 and 100.
    """
    if not words or not sentences:
        return 0.0
    ease = 207 - 1.015 * words / sentences - 73.6 * syllable_count / words
    return round(min(100.0, max(0.0, ease)), 1)


class SyllableCounter:
    """Counts the syllables of many words, each different word once."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self._of = lru_cache(maxsize=50_000)(syllables)

    def of_all(self, words: Iterable[str]) -> int:
        """Give the syllables of runs of letters; an elided article (« l ») has none of its own."""
        of = self._of
        return sum(of(word) for word in words if len(word) > 1 or word in _VOWEL_WORDS)
