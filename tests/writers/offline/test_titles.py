"""Keyphrase, titles and descriptions: what the text is about, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.writers.offline.keyphrase import counted
from desktop_app.writers.offline.keyphrase_forms import heading_form
from desktop_app.writers.offline.sections import ideal_words

if TYPE_CHECKING:
    from conftest import Run

TUTORIAL = """# Installer un abri à vélos au jardin

Un abri à vélos protège de la pluie toute l’année. Une dalle bien plane suffit pour le poser.

Coulez la dalle en une fois. La dalle doit sécher trois jours. Une dalle fine se fissure. Posez
ensuite les poteaux sur la dalle, puis la toiture. La toiture se visse sur les poteaux.

Vérifiez la dalle chaque printemps. Une dalle fissurée se reprend au mortier. Les poteaux de bois
demandent une lasure tous les deux ans."""

TOWN = """La ville de Rochefort va transformer les quais de son ancien arsenal en promenade \
plantée, un chantier de deux ans.

La promenade plantée comprendra 640 arbres et une piste cyclable. Les pavés seront nettoyés.

Les riverains attendent la promenade plantée depuis longtemps. Ils craignent le bruit."""


def test_the_source_s_own_title_decides_the_keyphrase(write: Run) -> None:
    article = write(TUTORIAL)[0].article
    assert article.keyphrase == "abri à vélos"
    assert "abri à vélos" in article.seo_title.lower()


def test_title_is_the_opening_sentence_shortened_as_headlines_are(write: Run) -> None:
    article = write(TOWN)[0].article
    assert article.keyphrase == "promenade plantée"
    assert (
        article.title == "Rochefort transforme les quais de son ancien arsenal en promenade plantée"
    )


def test_description_holds_the_keyphrase_where_every_screen_shows_it(write: Run) -> None:
    article = write(TOWN)[0].article
    assert "promenade plantée" in article.meta_description[:110]


@pytest.mark.parametrize(
    ("keyphrase", "words", "shown"),
    [
        ("marché de Noël de Brécy", ("marché", "noël", "brécy"), "marché de Noël"),
        ("piscine des Tilleuls", ("piscine", "tilleuls"), "piscine des Tilleuls"),
    ],
)
def test_headings_leave_out_the_place_when_most_words_stay(
    keyphrase: str, words: tuple[str, ...], shown: str
) -> None:
    assert heading_form(keyphrase, words) == shown


def test_more_than_half_of_the_words_count_in_a_heading() -> None:
    words = ("récupérateur", "eau", "pluie")
    assert counted("L’eau de pluie n’est pas potable", words)
    assert not counted("Le récupérateur est posé", words)


def test_another_s_call_is_not_said_of_the_keyphrase(write: Run) -> None:
    text = """La région lance un appel à projets pour les haies. L’appel à projets est doté d’un
million d’euros.

Les mares relèvent d’un autre appel à projets, géré par l’État. Les dossiers sont en ligne. Les
vergers sont exclus cette année encore. Les associations peuvent répondre seules ou à plusieurs.

L’appel à projets ferme le 30 avril. Les lauréats seront connus en juin. Chaque dossier reçoit une
réponse écrite, qui donne les raisons du choix. Les travaux commencent à l’automne."""
    headings = [line for line in write(text)[0].article.body.splitlines() if line[:1] == "#"]
    assert not any("projets\u00a0: les mares" in heading.lower() for heading in headings)


def test_sections_are_longer_in_a_long_text() -> None:
    assert ideal_words(350) == 90
    assert 120 <= ideal_words(760) <= 140
    assert ideal_words(5_000) == 140
