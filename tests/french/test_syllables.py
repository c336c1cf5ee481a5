"""Syllables as they are spoken, the mute e apart."""

from __future__ import annotations

import pytest

from desktop_app.french.syllables import SyllableCounter, reading_ease, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("le", 1), ("chat", 1), ("table", 1), ("tables", 1), ("maison", 2), ("piscine", 2),
        ("bateau", 2), ("créer", 2), ("européen", 4), ("automobile", 4), ("hier", 1), ("pays", 2),
        ("information", 4), ("nation", 2), ("gouvernement", 3), ("mangent", 1), ("question", 2),
        ("oiseau", 2), ("cœur", 1), ("aiguille", 2), ("naïf", 2), ("ville", 1), ("rue", 1),
        ("oublier", 3), ("travailler", 3), ("vieux", 1), ("nuit", 1), ("fille", 1), ("soleil", 2),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_elided_letters_have_none() -> None:
    assert SyllableCounter().of_all(["l", "été", "à", "y", "d", "un"]) == 2 + 1 + 1 + 1


def test_reading_ease_is_kandel_and_moles() -> None:
    assert reading_ease(100, 10, 150) == pytest.approx(207 - 1.015 * 10 - 73.6 * 1.5, abs=0.05)
    assert reading_ease(0, 0, 0) == 0
    assert reading_ease(5000, 1, 15000) == 0
    assert reading_ease(3, 3, 3) == 100
