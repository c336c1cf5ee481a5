"""How a text speaks, which tells what its keyphrase can be: whom it names, whether it instructs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.french.noun_classes import NounClasses
    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Reading

_ADDRESSING = word_set("vous votre vos")
_BEFORE_NAME = 6
_REACH = 7


def addressed(reading: Reading) -> float:
    """Give the share of sentences that tell the reader what to do, 0 to 1: a guide has many."""
    told = sum(
        any(lower(u) in _ADDRESSING for u in read.units) or _orders(read.units[0])
        for read in reading.sentences
        if read.units
    )
    return told / max(1, len(reading.sentences))


def _orders(unit: Tagged) -> bool:
    return unit.tag == "inf" or (unit.tag == "verb" and "2p" in unit.features)


def before_names(reading: Reading, first_names: frozenset[str]) -> Mapping[str, int]:
    """Count what stands right before a first name: « le secrétaire d’État | Antony Blinken »."""
    said: Counter[str] = Counter()
    for read in reading.sentences:
        for place, unit in enumerate(read.units):
            if place and unit.text.lower() in first_names and unit.text[:1].isupper():
                end = read.units[place - 1].end
                for start in range(max(0, place - _BEFORE_NAME), place):
                    said[read.text[read.units[start].start : end]] += 1
    return said


def roles(reading: Reading, first_names: frozenset[str], classes: NounClasses) -> frozenset[str]:
    """Give the nouns that tell who the persons named are: « Ramoneuse…, Coralie Vuillermoz »."""
    found: set[str] = set()
    for read in reading.sentences:
        named = [n for n, u in enumerate(read.units) if u.text.lower() in first_names]
        for place, unit in enumerate(read.units):
            known = classes.noun(unit.lemma.lower()) if unit.tag == "noun" else None
            if known and known.nature == "P" and any(abs(n - place) < _REACH for n in named):
                found.add(unit.lemma.lower())
    return frozenset(found)
