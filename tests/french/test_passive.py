"""Passives are found; perfect tenses, reflexives and adjectives are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.french.fixed_phrases import PairFinder, PhraseFinder, runs
from desktop_app.french.passive import PassiveFinder

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("La piscine a été rénovée.", "été rénovée"),
        ("Elle est souvent citée par les voyageurs.", "est souvent citée"),
        ("Les bassins seront bientôt ouverts.", "seront bientôt ouverts"),
        ("Elle est aujourd’hui recommandée.", "est aujourd’hui recommandée"),
        ("Ils sont allés au marché.", None),
        ("Elle est née en 1990.", None),
        ("Elle s’est trompée.", None),
        ("Il est grand.", None),
        ("Ils ont mangé.", None),
        ("Il est médecin et a mangé.", None),
        ("", None),
    ],
)
def test_passive(lexicon: Lexicon, sentence: str, passive: str | None) -> None:
    words = runs(sentence)
    found = PassiveFinder(lexicon).first([run.text for run in words])
    text = sentence[words[found[0]].start : words[found[1]].end] if found else None
    assert text == passive


def test_phrases_and_pairs() -> None:
    finder = PhraseFinder(["d'abord", "en effet", "en effet donc", ""])
    words = [run.text for run in runs("D’abord, qu’en effet donc il vienne, en effet.")]
    assert finder.all(words) == [(0, 2), (3, 6), (8, 10)]
    pairs = PairFinder(["d'une part | d'autre part", "sans moitié"])
    assert pairs.found([r.text for r in runs("D’une part il vient, d’autre part il part.")])
    assert not pairs.found([r.text for r in runs("D’autre part il vient, d’une part il part.")])
