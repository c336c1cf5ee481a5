"""Finds fixed phrases in a text cut into runs of letters and digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RUN = re.compile(r"[^\W_]+")


class Run(NamedTuple):
    """A run of letters and digits, in lower case, and its place; apostrophes and hyphens cut."""

    text: str
    start: int
    end: int


def runs(text: str) -> list[Run]:
    """Cut a text into runs: « L’état-major » gives l, état, major."""
    if len(lowered := text.lower()) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return [Run(match.group(), match.start(), match.end()) for match in _RUN.finditer(lowered)]


def pieces(phrase: str) -> tuple[str, ...]:
    """Give the runs of a phrase, without places."""
    return tuple(_RUN.findall(phrase.lower()))


class PhraseFinder:
    """Looks a set of phrases up in sequences of runs."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take phrases as people write them; an empty one is ignored."""
        by_first: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            if cut := pieces(phrase):
                by_first.setdefault(cut[0], set()).add(cut)
        self._by_first = {
            first: sorted(cuts, key=len, reverse=True) for first, cuts in by_first.items()
        }

    def first(self, words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
        """Give first and last index (excluded) of the first phrase at or after `start`, or None."""
        by_first = self._by_first
        for index in range(start, len(words)):
            for cut in by_first.get(words[index], ()):
                end = index + len(cut)
                if len(cut) == 1 or tuple(words[index:end]) == cut:
                    return index, end
        return None

    def all(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Give every phrase, longest first at each place, without overlaps."""
        found: list[tuple[int, int]] = []
        position = 0
        while (hit := self.first(words, position)) is not None:
            found.append(hit)
            position = hit[1]
        return found


class PairFinder:
    """Looks two-part phrases (« d’une part | d’autre part ») up in one sentence."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take lines of two parts with a bar between them."""
        halves = [line.partition("|") for line in lines]
        self._pairs = [
            (pieces(first), pieces(second)) for first, _, second in halves if pieces(second)
        ]
        self._firsts = frozenset(first[0] for first, _ in self._pairs if first)

    def found(self, words: Sequence[str]) -> bool:
        """Tell whether both parts of a pair stand there, in order."""
        if self._firsts.isdisjoint(words):
            return False
        for first, second in self._pairs:
            end = _after(words, first, 0)
            if end and _after(words, second, end):
                return True
        return False


def _after(words: Sequence[str], cut: tuple[str, ...], start: int) -> int:
    size = len(cut)
    for index in range(start, len(words) - size + 1):
        if words[index] == cut[0] and tuple(words[index : index + size]) == cut:
            return index + size
    return 0
