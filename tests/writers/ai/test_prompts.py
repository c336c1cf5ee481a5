"""What a model is told: the brief whole, without a contradiction, and the source as data."""

from __future__ import annotations

import re

import pytest

from desktop_app.model import TONES, Brief, Demands, Length, Source, WantedHeading
from desktop_app.resources import resource
from desktop_app.writers.ai.prompts import Prompts
from desktop_app.writers.ai.vault import vault_of

PROMPTS = Prompts.load(lambda name: resource("prompts", name).read_text(encoding="utf-8"))
TEXT = (
    "La mairie ferme la piscine. « Nous ne pouvons plus attendre », a déclaré Claire Montel.\n\n"
    "Elle a souligné « l’urgence des travaux pour la sécurité de tous »."
)


def order(brief: Brief, text: str = TEXT) -> str:
    sources = (Source("a.txt", text, text, language="fr"),)
    return PROMPTS.whole_order(sources, brief, vault_of(sources))


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("person", [None, "vous", "tu", "nous"])
def test_the_person_is_said_once_whatever_the_tone(tone: str, person: str | None) -> None:
    brief = Brief(tone=tone, demands=Demands(person=person))  # type: ignore[arg-type]
    said = re.findall(r"[Vv]ouvoy|[Tt]utoy|troisième personne|première personne", order(brief))
    assert len(said) <= 1


def test_nothing_is_left_unfilled_and_the_numbers_agree() -> None:
    text = order(Brief(keyphrase="piscine des Tilleuls", length=Length(700, None)))
    assert not re.search(r"\{\w+\}", text)
    assert "de 3 à 8 fois" in text
    assert "2 des 4 intertitres" in text
    assert "4 parties d’environ 180 mots" in text
    assert "- [[CITATION_1]] : 5 mots\n- [[CITATION_2]] : 8 mots, suite d’une phrase" in text
    assert text.rstrip().endswith("Les 2 marques doivent y figurer, chacune une fois.")


def test_imposed_headings_are_not_to_hold_the_keyphrase_besides() -> None:
    imposed = Demands(headings=(WantedHeading("Les travaux", 2), WantedHeading("Le coût", 2)))
    text = order(Brief(keyphrase="piscine", length=Length(700, None), demands=imposed))
    assert "## Les travaux / ## Le coût" in text
    assert "intertitres, et de" not in text
    assert "2 parties" in text


def test_a_thin_source_is_to_be_explained_and_not_filled_up() -> None:
    assert "plutôt que d’inventer" in order(Brief(length=Length(700, None)))
    long = "\n\n".join([TEXT] * 40)
    assert "plutôt que d’inventer" not in order(Brief(length=Length(700, None)), long)
