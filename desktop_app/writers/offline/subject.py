"""What a text keeps coming back to, and how much of it a sentence says."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.writers.offline.term_uses import term_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Reading

_MOST = 12
_TWICE = 2
_OPENING = 1.5


def central_terms(reading: Reading) -> Mapping[str, float]:
    """Give the twelve terms that run through the text, with their share of it (1 together).

    Those the first paragraph says count half as much again: it names what the rest tells of.
    """
    if not reading.sentences:
        return MappingProxyType({})
    pieces: defaultdict[str, set[int]] = defaultdict(set)
    for read in reading.sentences:
        for term in read.terms:
            pieces[term].add(read.piece)
    lead = {term for read in reading.of_pieces(0, 1) for term in read.terms}
    weights = {
        term: len(places) ** 0.5 * reading.weight(term) * (_OPENING if term in lead else 1.0)
        for term, places in pieces.items()
        if reading.counts.get(term, 0) >= _TWICE
    }
    chosen = sorted(weights, key=lambda term: (-weights[term], term))[:_MOST]
    total = sum(weights[term] for term in chosen) or 1.0
    return MappingProxyType({term: weights[term] / total for term in chosen})


def said_by(units: Iterable[Tagged], central: Collection[str]) -> frozenset[str]:
    """Give the central terms that some units say."""
    terms = {term_of(u) for u in units}
    return frozenset(terms.intersection(central))


def covered(said: Collection[str], central: Mapping[str, float]) -> float:
    """Give the share of what the text keeps coming back to that these terms say, 0 to 1."""
    return sum(central.get(term, 0.0) for term in said)
