"""Noun phrases, clauses and where they may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import core_end, main_clause, noun_phrases
from desktop_app.french.tagger import Tagged, Tagger
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon


@pytest.fixture(scope="module")
def tagger(lexicon: Lexicon) -> Tagger:
    return Tagger(lexicon, word_list("tagger_words"), word_list("tagger_compounds"))


def shown(units: list[Tagged]) -> str:
    return " ".join(unit.text for unit in units).replace("’ ", "’")


@pytest.mark.parametrize(
    ("text", "core"),
    [
        (
            "Le ministère chinois des Affaires étrangères réagit.",
            "Le ministère chinois des Affaires étrangères",
        ),
        (
            "Les deux plus grandes économies de la planète.",
            "Les deux plus grandes économies de la planète",
        ),
        ("Une pompe à chaleur suffit.", "Une pompe à chaleur"),
        ("Un accord sur le climat.", "Un accord"),
    ],
)
def test_core_of_a_noun_phrase(tagger: Tagger, text: str, core: str) -> None:
    units = tagger.tag(text)
    assert shown(units[: core_end(units, 0)]) == core


def test_a_phrase_does_not_swallow_the_next_clause(tagger: Tagger) -> None:
    units = tagger.tag("Le puits s’est tari deux étés de suite et la ville n’arrose plus.")
    phrases = [shown(units[p.start : p.end]) for p in noun_phrases(units)]
    assert "la ville" in phrases
    assert not any("suite et la ville" in phrase for phrase in phrases)


@pytest.mark.parametrize(
    ("text", "subject", "least"),
    [
        (
            "Blinken a rencontré le haut diplomate chinois à Pékin.",
            "Blinken",
            "le haut diplomate chinois",
        ),
        ("Lors du débat, la maire a promis un vote.", "la maire", "un vote"),
        ("La tour, haute de 40 mètres, domine le port.", "La tour", "le port"),
        ("Il a vu pendant six heures le ministre.", "Il", "pendant six heures le ministre"),
    ],
)
def test_main_clause(tagger: Tagger, text: str, subject: str, least: str) -> None:
    units = tagger.tag(text)
    clause = main_clause(units)
    assert clause is not None
    assert shown(units[clause.subject : clause.subject_end]) == subject
    assert shown(units[clause.after : clause.least]) == least


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Le maire signera un accord sans condition.", "sans"),
        ("Un accord selon le syndicat.", "selon"),
        ("C’est le plus haut sommet de la région.", "de"),
        ("Elle est la première femme à diriger le club.", "à"),
        ("Une étude montre que tout va bien.", "que"),
        ("Le conseil de la ville.", "de"),
        ("La foire ouvre le samedi 8 mars.", "mars"),
        ("Le financement associe l’État, pour 40 %, la région et le département.", ","),
        ("La course consiste à trouver, le plus vite possible, une série de postes.", ","),
        ("Le service reçoit du lundi au vendredi.", "au"),
        ("Le service écrit au titulaire un an avant la fin.", "avant"),
        ("La demande se fait dans les deux ans qui suivent.", "qui"),
        ("Le sel rend impropre aux cultures un champ entier.", "aux"),
        ("L’examen a montré des traces compatibles avec un chalut.", "avec"),
    ],
)
def test_cuts_that_would_change_the_sense_are_refused(
    tagger: Tagger, text: str, before: str
) -> None:
    units = tagger.tag(text)
    place = next(i for i, u in enumerate(units) if u.text == before)
    assert cut_cost(units, 0, place) is None


def test_a_list_inside_an_insertion_does_not_go_on_behind_it(tagger: Tagger) -> None:
    units = tagger.tag("Une réunion est prévue ici, avec le maire, la région et l’exploitant.")
    place = next(i for i, u in enumerate(units) if u.text == ",")
    assert cut_cost(units, 0, place) is not None


def test_a_cut_at_a_mark_is_free_and_inside_a_coordination_dear(tagger: Tagger) -> None:
    units = tagger.tag("La ville rénove les écoles, les crèches et les stades, dit le maire.")
    marks = [i for i, u in enumerate(units) if u.text == ","]
    inside, last = (cut_cost(units, 0, i) for i in marks)
    assert inside is not None and last is not None  # noqa: PT018
    assert inside > 0.9 > 0.2 > last
