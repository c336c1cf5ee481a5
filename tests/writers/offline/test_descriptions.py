"""The meta description: what stands alone under the title on a page of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.resources import word_list
from desktop_app.writers.offline.material import Piece
from desktop_app.writers.offline.reading import Reader
from desktop_app.writers.offline.wholeness import points_back

if TYPE_CHECKING:
    from conftest import Run

    from desktop_app.french.lexicon import Lexicon

WINDOWS = """# Les vitraux de Jeanne Malivoire enfin visibles

La chapelle des Carmes rouvre samedi, et avec elle les onze vitraux que Jeanne Malivoire y posa \
entre 1934 et 1938. On les croyait perdus depuis la guerre.

L’artiste, formée à Nancy, travaillait le verre en épaisseur. Les vitraux de Jeanne Malivoire ont \
été confiés à un atelier de Troyes, qui les a remis en plomb.

La visite est libre le samedi. Un livret décrit chacun des vitraux et la vie de l’artiste."""

SALE = """# Organiser un vide-maison

Une succession, un départ, une maison de vacances que l’on vend : il y a mille raisons de vider \
quarante ans de meubles. Le vide-maison a ses avantages, puisque rien n’est à transporter, mais \
il demande une bonne préparation.

Joignez à la déclaration du vide-maison une copie de votre pièce d’identité et, si la maison fait \
partie d’une succession, l’accord écrit de tous les héritiers.

Le vide-maison se tient sur deux jours. Les objets portent un prix. Les visiteurs marchandent."""

CONTRACT = """Signé le 9 février 2021 pour une durée de cinq ans, le contrat local de santé \
(CLS) du Haut-Vernois associe la communauté de communes, l’agence régionale de santé (ARS), la \
préfecture, le conseil départemental et le centre hospitalier.

Le contrat local de santé compte trois axes. Le premier porte sur les médecins, le deuxième sur \
les dépistages, le troisième sur la santé mentale.

Le contrat local de santé du Haut-Vernois sera évalué dans deux ans par un cabinet indépendant."""


def test_the_source_s_title_is_not_said_again_where_its_opening_tells_the_subject(
    write: Run,
) -> None:
    article = write(WINDOWS)[0].article
    assert article.meta_description.startswith("La chapelle des Carmes rouvre samedi")


def test_what_the_keyphrase_names_may_open_the_description(write: Run) -> None:
    article = write(SALE)[0].article
    assert "vide-maison" in article.keyphrase
    assert article.meta_description.startswith("Le vide-maison a ses avantages")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (SALE, "partie d’une succession."),  # and what else is to be joined
        (CONTRACT, "associe la communauté de communes."),  # with whom
    ],
)
def test_no_description_and_no_other_proposal_stops_in_the_middle(
    write: Run, text: str, cut: str
) -> None:
    article = write(text)[0].article
    proposed = (article.meta_description, *article.alternatives.get("meta_description", ()))
    assert not any(cut in one for one in proposed)


@pytest.mark.parametrize(
    "sentence",
    [
        "Les scieries ont donc reçu trop de bois.",
        "Brissarthe a d’abord paru intouchable.",
        "Chaque pièce passe ensuite dans une cabine.",
        "Le chemin d’exploitation, enfin, sert à la desserte.",
        "La première est de reconnaître la crise.",
        "Dans le second, le ferricyanure est dissous.",
        "Face à lui, Rudy Balaguer attendait sur le tintaine.",
        "Un chemin rural y figure sans numéro.",
        "Dix ans plus tard, la chapelle est hors d’eau.",
    ],
)
def test_what_leans_on_a_sentence_before_opens_nothing(lexicon: Lexicon, sentence: str) -> None:
    assert points_back(Reader(lexicon, word_list).read([piece(sentence)]).sentences[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "La première édition du salon se tient samedi.",
        "Le dernier carré de vigne a été arraché.",
        "L’atelier a donné, samedi, son premier spectacle.",
    ],
)
def test_what_stands_alone_may_open(lexicon: Lexicon, sentence: str) -> None:
    assert not points_back(Reader(lexicon, word_list).read([piece(sentence)]).sentences[0])


def piece(text: str) -> Piece:
    """Give a paragraph as the writer takes it."""
    return Piece(text, text, "paragraph")
