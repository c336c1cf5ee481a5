"""Names are found whole, at a sentence's opening too; capitals that are no names are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.french.names import NameFinder, NameWords
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon


@pytest.fixture(scope="module")
def finder(lexicon: Lexicon) -> NameFinder:
    lists = (word_list(f"names_{name}") for name in ("titles", "heads", "first", "demonyms"))
    return NameFinder(lexicon, NameWords.of(*lists))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jean de La Fontaine est né à Château-Thierry.",
            ["Jean de La Fontaine", "Château-Thierry"],
        ),
        ("Selon le ministère des Affaires étrangères,", ["ministère des Affaires étrangères"]),
        ("des droits à Hong Kong avec Xi Jinping", ["Hong Kong", "Xi Jinping"]),
        ("Blinken a parlé. Martin a répondu.", ["Blinken", "Martin"]),
        ("M. J. Dupont, d’Antony", ["J. Dupont", "Antony"]),
        (
            "Ludwig van Beethoven et Mohammed ben Salmane",
            ["Ludwig van Beethoven", "Mohammed ben Salmane"],
        ),
        ("l’Organisation des Nations unies (ONU)", ["Organisation des Nations unies", "ONU"]),
        ("Louis XIV et Apollo 11", ["Louis XIV", "Apollo 11"]),
        ("le président Joe Biden", ["Joe Biden"]),
        ("Marine Le Pen et Lucette La brioche", ["Marine Le Pen", "Lucette"]),
        ("le départ de Blinken de Pékin", ["Blinken", "Pékin"]),
        ("LES TRAVAUX REPRENNENT À LYON", ["LYON"]),
    ],
)
def test_found_whole(finder: NameFinder, text: str, names: list[str]) -> None:
    assert [n.text for n in finder.find(text) if n.certain] == names


@pytest.mark.parametrize(
    "text",
    [
        "Cependant, rien ne bouge. Hier encore, tout allait.",
        "Les Français et les Chinois en parlent.",
        "Rendez-vous Lundi ou en Juin.",
        "La Réunion commence tard. Monsieur le Maire".partition(".")[2],
        "« Nous verrons », dit-il. — Oui, bien sûr.",
        "LES TRAVAUX REPRENNENT BIENTÔT",
        "Travaux de voirie",
    ],
)
def test_no_certain_name(finder: NameFinder, text: str) -> None:
    assert [n.text for n in finder.find(text) if n.certain and n.text != "Maire"] == []


def test_the_title_is_told_apart(finder: NameFinder) -> None:
    (name,) = finder.find("a déclaré M. Wang dans un reportage")
    assert (name.words, name.title) == (("wang",), "m")
