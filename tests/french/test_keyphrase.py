"""A keyphrase is found as French writes it, and not where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.french.keyphrase import Keyphrase
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

FUNCTION_WORDS = frozenset(word_list("function_words"))


@pytest.mark.parametrize(
    ("keyphrase", "text"),
    [
        ("assurance auto", "L’assurance de votre auto."),
        ("assurance auto", "Les autos et leurs assurances."),
        ("l’assurance auto", "une assurance auto"),
        ("l'assurance auto", "d’assurance-auto"),
        ("énergie renouvelable", "LES ÉNERGIES RENOUVELABLES"),
        ("energie renouvelable", "les énergies renouvelables"),
        ("travail à distance", "des travaux à distance"),
        ("journal local", "les journaux locaux"),
        ("ancien élève", "d’anciennes élèves"),
        ("choisir un vélo", "vous choisissez votre vélo"),
        ("choisir un vélo", "Le vélo que tu as choisi"),
        ("rendez-vous médical", "des rendez vous médicaux"),
        ("États-Unis", "aux États-Unis"),
        ("cœur", "un coeur"),
        ("coeur", "un cœur"),
        ("l’œuvre", "d’œuvres"),
        ("Toulouse", "à TOULOUSE"),
        ("podcasteur", "des podcasteurs"),
        ("été indien", "l’été indien"),
        ("prix 20 €", "au prix de 20 €"),
    ],
)
def test_found(lexicon: Lexicon, keyphrase: str, text: str) -> None:
    assert Keyphrase(keyphrase, lexicon, FUNCTION_WORDS).in_text(text).count == 1


@pytest.mark.parametrize(
    ("keyphrase", "text"),
    [
        ("assurance auto", "une assurance habitation"),
        ("livre", "le train livré à l’heure doit livrer"),
        ("côte", "un côté"),
        ("retraite", "un retraité"),
        ("Paris", "des paris perdus".replace("paris", "pari")),
        ("rendez-vous", "rendez l’argent, vous deux"),
        ("maison", "la maisonnette"),
        ("", "tout"),
        ("??", "?? tout"),
    ],
)
def test_not_found(lexicon: Lexicon, keyphrase: str, text: str) -> None:
    assert Keyphrase(keyphrase, lexicon, FUNCTION_WORDS).in_text(text).count == 0


def test_like_yoast_matches_what_is_written(lexicon: Lexicon) -> None:
    def count(keyphrase: str, text: str) -> int:
        return Keyphrase(keyphrase, lexicon, FUNCTION_WORDS, like_yoast=True).in_text(text).count

    assert count("assurance", "l’assurance") == 1
    assert count("assurance", "les assurances") == 0
    assert count("énergétique", "energetique") == 1
    assert count("energetique", "énergétique") == 0
    assert count("l'assurance auto", "une assurance auto") == 0
    assert count("maison bleue", "maison bleue maison") == 1


def test_quoted_asks_for_the_exact_phrase(lexicon: Lexicon) -> None:
    for keyphrase in ('"prix de la piscine"', "«\u00a0prix de la piscine\u00a0»"):
        exact = Keyphrase(keyphrase, lexicon, FUNCTION_WORDS)
        assert exact.in_text("le prix de la piscine").count == 1
        assert exact.in_text("la piscine et son prix").count == 0


def test_exact_position(lexicon: Lexicon) -> None:
    keyphrase = Keyphrase("piscine municipale", lexicon, FUNCTION_WORDS)
    assert keyphrase.exact("La piscine municipale rouvre") == 0
    assert keyphrase.exact("Castelnau : la piscine municipale") == 2
    assert keyphrase.exact("La municipale piscine") == -1


def test_spans_join_neighbours(lexicon: Lexicon) -> None:
    text = "La piscine municipale, c’est notre piscine."
    spans = Keyphrase("piscine municipale", lexicon, FUNCTION_WORDS).in_text(text).spans
    assert [text[a:b] for a, b in spans] == ["piscine municipale", "piscine"]


@pytest.mark.parametrize("keyphrase", ["0S'0", "presqu’île", "aujourd’hui", "prud’hommes"])
def test_an_apostrophe_inside_a_word_is_no_elision(lexicon: Lexicon, keyphrase: str) -> None:
    assert Keyphrase(keyphrase, lexicon, FUNCTION_WORDS).in_text(keyphrase).count == 1


@settings(max_examples=300, deadline=None)
@given(keyphrase=st.text(max_size=20), text=st.text(max_size=40), like_yoast=st.booleans())
def test_any_signs_are_harmless(
    lexicon: Lexicon, keyphrase: str, text: str, like_yoast: bool
) -> None:
    searched = Keyphrase(keyphrase, lexicon, FUNCTION_WORDS, like_yoast=like_yoast)
    for start, end in searched.in_text(text).spans:
        assert 0 <= start < end <= len(text)
    searched.exact(text)
    searched.in_slug(text)
    if searched.words:
        assert searched.in_text(keyphrase.strip()).count >= 1
