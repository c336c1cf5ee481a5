"""Chooses all headings together: each fits its section, and the keyphrase has its share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.writers.offline.scoring import Scored, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

LOWEST_SHARE = 0.30
HIGHEST_SHARE = 0.75
_BEAM = 16
_OFFERED = 10
_OVERLAP = 1.1
_TITLE = 1.4
_SAME = 0.99
_MISSING = 3.5
KEYED_WITHIN = 3.4


@dataclass(frozen=True)
class _State:
    total: float
    chosen: tuple[Scored, ...]
    keyed: int


def choose(
    offered: Sequence[Sequence[Scored]], title: frozenset[str], keyed_already: int, headings: int
) -> list[Scored]:
    """Give one heading for each section, in order; every section must be offered at least one.

    `headings` counts all headings of the article, `keyed_already` those given that hold the
    keyphrase; the chosen reach the lowest share Yoast shows green where candidates allow it.
    """
    wanted = max(0, math.ceil(LOWEST_SHARE * headings) - keyed_already)
    most = max(wanted, math.floor(HIGHEST_SHARE * headings) - keyed_already)
    states = [_State(0.0, (), 0)]
    for number, options in enumerate(offered):
        left = len(offered) - number - 1
        grown = [_grow(state, option, title) for state in states for option in _shortlist(options)]
        grown.sort(key=lambda s: -(s.total - _lack(s.keyed, wanted, most, left)))
        states = _varied(grown)
    best = max(states, key=lambda s: s.total - _lack(s.keyed, wanted, most, 0))
    return list(best.chosen)


def _shortlist(options: Sequence[Scored]) -> list[Scored]:
    ranked = sorted(options, key=lambda o: -o.score)
    top = ranked[0].score
    keyed = [o for o in ranked if o.keyed and o.score > top - KEYED_WITHIN][:3]
    plain = ranked[:_OFFERED]
    return [*plain, *(o for o in keyed if o not in plain)]


def _grow(state: _State, option: Scored, title: frozenset[str]) -> _State:
    total = state.total + option.score - _TITLE * _beyond(option.terms, title)
    for before in state.chosen[-12:]:
        total -= _OVERLAP * _said_again(option.terms, before.terms)
        total -= 8.0 if before.text == option.text else 0.0
    if state.chosen and state.chosen[-1].kind == option.kind == "keyed":
        total -= 0.6
    return _State(total, (*state.chosen, option), state.keyed + option.keyed)


def _said_again(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how much two headings share; one word among several may well come back."""
    shared = overlap(one, other)
    few = len(one & other) == 1 and min(len(one), len(other)) > 1
    return shared / 2 if few else shared


def _beyond(terms: frozenset[str], title: frozenset[str]) -> float:
    """Give how close a heading comes to the title; one that adds nothing is refused."""
    shared = overlap(terms, title)
    return shared + (4.0 if shared > _SAME and terms else 0.0)


def _lack(keyed: int, wanted: int, most: int, left: int) -> float:
    missing = max(0, wanted - keyed - left)
    return _MISSING * missing + 1.5 * max(0, keyed - most)


def _varied(grown: Sequence[_State]) -> list[_State]:
    """Keep the best states, and the best of each count of keyphrases."""
    kept = list(grown[:_BEAM])
    counts = {s.keyed for s in kept}
    for state in grown[_BEAM:]:
        if state.keyed not in counts:
            counts.add(state.keyed)
            kept.append(state)
    return kept
