"""What each noun and name does through a text: how often, where, as what, and how much it tells."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.french.phrases import NOMINAL, lower, main_clause
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read, Reading

UNRANKED = 40
_DEFINITE = word_set("le la l' les du des au aux")
_PARAGRAPH_OPENING = 5
_UNLISTED = 2.6
_LISTED_FROM = 3.0
_BILLION = 9


@dataclass(frozen=True)
class TermUse:
    """One term in its text.

    `subject` and `head` tell how often it stands in a main clause's subject, or heads one, beside
    the term that most does (0–1); `weight` how much it tells, beside the term that tells most
    (0–1), `rank` its rank so, 0 the first; `running` how much it is this text's own and runs
    through it (0–1). `rare` tells that it is not among the words of every day.
    """

    count: int = 0
    first: int = UNRANKED
    subject: float = 0.0
    head: float = 0.0
    asked: int = 0
    leads: int = 0
    definite: float = 0.0
    weight: float = 0.0
    rank: int = UNRANKED
    running: float = 0.0
    rare: bool = False


NO_USE = TermUse()


@dataclass
class _Counts:
    """What is counted of the terms of one text, sentence by sentence."""

    said: Counter[str] = field(default_factory=Counter[str])
    adjectives: Counter[str] = field(default_factory=Counter[str])
    pieces: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    subject: Counter[str] = field(default_factory=Counter[str])
    head: Counter[str] = field(default_factory=Counter[str])
    asked: Counter[str] = field(default_factory=Counter[str])
    leads: Counter[str] = field(default_factory=Counter[str])
    definite: Counter[str] = field(default_factory=Counter[str])
    units: int = 0

    def add(self, read: Read) -> None:
        """Count one sentence."""
        self.units += len(read.units)
        named: set[str] = set()
        for place, unit in enumerate(read.units):
            term = term_of(unit)
            if unit.tag == "adj":
                self.adjectives[term] += 1
                self.pieces[term].add(read.piece)
            if unit.tag not in NOMINAL:
                continue
            named.add(term)
            self.said[term] += 1
            self.pieces[term].add(read.piece)
            self.definite[term] += place > 0 and lower(read.units[place - 1]) in _DEFINITE
            self.leads[term] += not read.opening and place < _PARAGRAPH_OPENING
        if read.text.rstrip().endswith("?"):
            self.asked.update(named)
        clause = main_clause(read.units)
        if clause is not None:
            subject = read.units[clause.subject : clause.subject_end]
            terms = [term_of(unit) for unit in subject if unit.tag in NOMINAL]
            self.subject.update(terms)
            self.head.update(terms[:1])


def term_of(unit: Tagged) -> str:
    """Give a unit's term: a name as it is, another word's lemma, in lower case."""
    return (unit.text if unit.tag == "name" else unit.lemma).lower()


def term_uses(reading: Reading) -> Mapping[str, TermUse]:
    """Give the use of every noun, name and adjective of a text."""
    counts = _Counts()
    for read in reading.sentences:
        counts.add(read)
    size = max(3, len({read.piece for read in reading.sentences}))
    weight = {
        term: math.sqrt(said * len(counts.pieces[term])) * reading.rarity.get(term, 1.0)
        for term, said in counts.said.items()
    }
    every = counts.said + counts.adjectives
    keyness = {
        term: _keyness(said, counts.units, reading.zipf.get(term, 0.0))
        for term, said in every.items()
    }
    running = {
        term: value * math.sqrt(len(counts.pieces[term]) / size) for term, value in keyness.items()
    }
    ranks = _ranks(weight)
    most = {
        name: max(values.values(), default=0) or 1
        for name, values in (
            ("weight", weight),
            ("running", running),
            ("subject", counts.subject),
            ("head", counts.head),
        )
    }
    return {
        term: TermUse(
            counts.said[term],
            min(counts.pieces[term]),
            counts.subject[term] / most["subject"],
            counts.head[term] / most["head"],
            counts.asked[term],
            counts.leads[term],
            counts.definite[term] / max(1, counts.said[term]),
            weight.get(term, 0.0) / most["weight"],
            min(UNRANKED, ranks.get(term, UNRANKED)),
            running[term] / most["running"],
            reading.zipf.get(term, 0.0) < _LISTED_FROM,
        )
        for term in every
    }


def _ranks(values: Mapping[str, float]) -> dict[str, int]:
    ordered = sorted(values, key=lambda term: (-values[term], term))
    return {term: rank for rank, term in enumerate(ordered)}


def _keyness(count: int, words: int, zipf: float) -> float:
    """Give the log-likelihood that a term is of this text's own (Dunning 1993), 0 at least.

    Words below wordfreq's small list (Zipf 3.0) count as 2.6.
    """
    expected = words * 10 ** ((zipf if zipf >= _LISTED_FROM else _UNLISTED) - _BILLION)
    return max(0.0, 2 * count * math.log(count / max(expected, 1e-9)))
