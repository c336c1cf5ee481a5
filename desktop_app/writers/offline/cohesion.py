"""Where a text may be cut: what its pieces share, and how they open."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from desktop_app.writers.offline.reading import Read, Reading

COSINE = 0.9
CONNECTOR = 0.9
DEMONSTRATIVE = 0.7
EXAMPLE = 2.5
_WINDOW = 2
_CONNECTORS = word_set(
    "mais et or donc car ainsi cependant toutefois pourtant néanmoins ensuite puis enfin "
    "aussi également autrement"
) | {
    "en effet",
    "par ailleurs",
    "en outre",
    "en revanche",
    "au contraire",
    "de plus",
    "du coup",
    "au lieu de",
}
_PRONOUNS = word_set("il elle ils elles cela ceci celui celle ceux celles ça c' lui eux")
_DEMONSTRATIVES = frozenset(["ce", "cet", "cette", "ces"])
_POSSESSIVES = word_set("son sa ses leur leurs")


def cut_cost(reading: Reading, piece: int) -> float:
    """Give what it costs that a section begins with this piece."""
    reads = reading.of_pieces(piece, piece + 1)
    opening = opening_cost(reads[0]) if reads else 0.0
    before = _vector(reading, max(0, piece - _WINDOW), piece)
    after = _vector(reading, piece, min(len(reading.first_of_piece) - 1, piece + _WINDOW))
    return opening + COSINE * cosine(before, after)


def opening_cost(read: Read) -> float:
    """Give what a sentence that leans on the one before costs as an opening."""
    units = [u for u in read.units if u.tag != "mark"]
    if not units:
        return 0.0
    first = lower(units[0])
    if first == "par exemple":
        return EXAMPLE
    if first in _CONNECTORS or first in _PRONOUNS or first.startswith("quant à"):
        return CONNECTOR
    if first in _DEMONSTRATIVES:
        return DEMONSTRATIVE
    if first in _POSSESSIVES:
        return 0.5 * DEMONSTRATIVE
    if tag_at(read.units, 0) == "mark" and read.quoted[0]:
        return 0.4
    return 0.0


def _vector(reading: Reading, start: int, end: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for read in reading.of_pieces(start, end):
        counts.update(read.terms)
    return counts


def cosine(one: Counter[str], other: Counter[str]) -> float:
    """Give the cosine of two counts of terms."""
    shared = sum(count * other[term] for term, count in one.items() if term in other)
    if not shared:
        return 0.0
    return shared / math.sqrt(_square(one) * _square(other))


def _square(counts: Counter[str]) -> int:
    return sum(count * count for count in counts.values())
