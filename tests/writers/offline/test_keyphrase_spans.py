"""Which words of a title or sentence can be a keyphrase."""

from __future__ import annotations

import pytest

from desktop_app.french.lexicon import Lexicon
from desktop_app.resources import assembled, word_list
from desktop_app.writers.offline.keyphrase_spans import spans_of
from desktop_app.writers.offline.reading import Reader

READER = Reader(Lexicon.load(assembled("lexicon")), word_list)
EMPTY = frozenset(word_list("offline_empty_heads"))


def phrases(text: str) -> list[str]:
    units = READER.tag(text)
    return [text[units[start].start : units[end - 1].end] for start, end in spans_of(units, EMPTY)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Permis de louer : demander une autorisation", "Permis de louer"),
        ("Le permis de conduire international coûte cher", "permis de conduire international"),
        ("Une porte qui frotte, c’est agaçant", "porte qui frotte"),
        ("Le foot en marchant séduit", "foot en marchant"),
        ("Comment enfiler des bas de contention", "bas de contention"),
        ("Garantie loyers impayés : mode d’emploi", "Garantie loyers impayés"),
        ("Volet roulant solaire Hélis", "Volet roulant solaire Hélis"),
        ("Remorque vélo pour chien", "Remorque vélo pour chien"),
        ("Danse sur glace : le titre", "Danse sur glace"),
        ("Cantine à 1 euro : ce qui change", "Cantine à 1 euro"),
        ("Mineurs non accompagnés : le saut", "Mineurs non accompagnés"),
        ("La protection maternelle et infantile", "protection maternelle et infantile"),
        ("Contrôle technique moto : ce qui change", "Contrôle technique moto"),
        ("Le point de croix est simple", "point de croix"),
        ("Le jeu de paume, ancêtre du tennis", "jeu de paume"),
        ("Une fraude au faux conseiller bancaire", "faux conseiller bancaire"),
        ("La mort d’un animal", "mort d’un animal"),
        ("Les meilleurs jeux de cartes à deux : dix idées", "jeux de cartes à deux"),
    ],
)
def test_what_people_look_for_is_found_whole(text: str, whole: str) -> None:
    assert whole in phrases(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("La chaufferie bois alimentera la ville", "bois"),
        ("La metteuse en scène Judith Ravanel a choisi", "scène Judith Ravanel"),
        ("Une paire de chaussures", "paire de chaussures"),
        ("La plaine de Baigneville excédée", "Baigneville excédée"),
        ("Canapé convertible Lormel 3 places", "Canapé convertible Lormel 3"),
        ("La décision de fermer l’école", "décision de fermer"),
        ("Des fouilles menées avant la construction", "fouilles menées"),
        ("Affûter un ciseau à bois à la pierre", "ciseau à bois à la pierre"),
    ],
)
def test_what_says_nothing_by_itself_is_not(text: str, part: str) -> None:
    found = phrases(text)
    assert found
    assert part not in found
