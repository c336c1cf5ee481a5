"""Slugs are plain, and keep to the alphabet of addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.french.slug import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’été à Nœux-les-Mines : 12 idées !", "l-ete-a-noeux-les-mines-12-idees"),
        ("Ex æquo, ça ira", "ex-aequo-ca-ira"),
        ("ÎLE-DE-FRANCE", "ile-de-france"),
        ("  — ", ""),
        ("日本 2025", "2025"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_dropped_words_and_limit() -> None:
    assert slug("L’été à la piscine", drop={"l", "à", "la"}) == "ete-piscine"
    assert slug("de la", drop={"de", "la"}) == "de-la"
    assert slug("piscine municipale de Castelnau", limit=20) == "piscine-municipale"
    assert slug("anticonstitutionnellement", limit=10) == "anticonsti"


@given(st.text(max_size=60), st.integers(0, 30))
def test_alphabet(text: str, limit: int) -> None:
    made = slug(text, limit=limit)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert not limit or len(made) <= limit
    assert slug(made) == made
