"""The language of short, long and mixed texts; the same answer each time."""

from __future__ import annotations

import pytest

from desktop_app.resources import resource
from desktop_app.sources import read_bytes
from desktop_app.sources.language import language_of

TEXTS = [
    ("fr", "Le maire a annoncé la fermeture de l’école."),
    ("fr", "Bonjour"),
    ("fr", "Pompe à chaleur"),
    ("fr", "Rédaction web, maillage interne et balises"),
    ("en", "The mayor announced on Monday that the school will close."),
    ("en", "Hello world, this is a short note about gardening."),
    ("es", "El alcalde anunció el lunes que la escuela cerrará sus puertas."),
    ("de", "Der Bürgermeister hat am Montag die Schließung der Schule angekündigt."),
    ("it", "Il sindaco ha annunciato lunedì che la scuola chiuderà le porte."),
    ("pt", "O prefeito anunciou na segunda-feira que a escola vai fechar."),
    ("nl", "De burgemeester heeft maandag aangekondigd dat de school dicht gaat."),
    ("ru", "Мэр объявил в понедельник закрытие школы."),
    ("und", "12 — 34"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=[f"{t[0]}-{t[1][:9]}" for t in TEXTS])
def test_languages(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language_of(text) == language_of(text)


def test_a_french_article_with_english_quotations_is_french() -> None:
    french = resource("samples", "actualite.txt").read_text(encoding="utf-8")
    english = "“We will never give up the harbour, and that is all there is to say,” he said. "
    assert language_of(french + english * 10) == "fr"
    assert language_of(english * 30 + french[:300]) == "en"


def test_the_brief_line_does_not_decide_the_language() -> None:
    text = (
        "Please rewrite the following article in French, with headings and at least 1000 words\n"
        "Le maire a annoncé lundi la fermeture de l’école du quartier des Minimes."
    )
    source = read_bytes(text.encode(), "a.txt")
    assert source.language == "fr"
    assert source.brief_line is not None
