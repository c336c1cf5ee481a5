"""The brief line is found and understood; nothing else is ever taken for one."""

from __future__ import annotations

import io

import docx
import pytest

from desktop_app.model import Length
from desktop_app.resources import resource
from desktop_app.sources import read_bytes, read_source, source_from_text

ARTICLE = "Le maire de la ville a annoncé la nouvelle mardi.\nLes travaux commenceront en juin."

BRIEFS: list[tuple[str, dict[str, object]]] = [
    (
        "Make this article seo compatible,Let there be subheadings for the article, be in french,"
        " create at least 700 words",
        {"length": Length(700, None), "language": "fr", "headings": True},
    ),
    (
        "SEO, 800 mots minimum, mot-clé : rénovation énergétique",
        {"length": Length(800, None), "keyphrase": "rénovation énergétique"},
    ),
    (
        "Rédige un article de 900 mots, ton chaleureux",
        {"length": Length(810, 990), "tone": "proche"},
    ),
    (
        "Please rewrite the following article in French, at least 1000 words",
        {"length": Length(1000, None), "language": "fr"},
    ),
    (
        "Réécris ce texte en français avec des intertitres, entre 800 et 1\u00a0000 mots.",
        {"length": Length(800, 1000), "language": "fr", "headings": True},
    ),
    (
        "Consigne : article de 1200 mots, ton expert, mot-clé principal « Pompe à chaleur »",
        {"length": Length(1080, 1320), "tone": "expert", "keyphrase": "Pompe à chaleur"},
    ),
    (
        "Merci de reformuler l’article ci-dessous (700 mots minimum, SEO).",
        {"length": Length(700, None)},
    ),
    (
        "Peux-tu m’écrire un article SEO d’environ 850 mots sur ce sujet, avec des sous-titres ?",
        {"length": Length(765, 935), "headings": True},
    ),
    (
        "Write a 700-word SEO article in French based on these notes:",
        {"length": Length(630, 770), "language": "fr"},
    ),
    (
        "Rédigez un article de 900 mots à partir du texte suivant, ton institutionnel.",
        {"length": Length(810, 990), "tone": "institutionnel"},
    ),
    (
        "I need a blog post in french, max 600 words, friendly tone, keyword: jardin partagé",
        {"length": Length(None, 600), "language": "fr", "tone": "proche"},
    ),
    ("Optimise ce texte pour le référencement, sans intertitres", {"headings": False}),
    (
        "Un article de 800 mots, en français, optimisé SEO",
        {"length": Length(720, 880), "language": "fr"},
    ),
    (
        "Transformer ce communiqué en article de presse de 750 mots",
        {"length": Length(675, 825)},
    ),
    (
        "Je voudrais que tu réécrives cet article, 700 mots au moins, avec des intertitres",
        {"length": Length(700, None), "headings": True},
    ),
    (
        "Fais-en un article de blog de 700 à 900 mots, ton décontracté, mot-clé : potager urbain",
        {"length": Length(700, 900), "tone": "proche", "keyphrase": "potager urbain"},
    ),
    ("Réécris cet article.", {}),
]

ARTICLES = [
    "Rédigez votre CV en 5 étapes",
    "Créez votre site internet en quelques clics, sans compétences techniques",
    "Créez votre boutique en ligne optimisée SEO dès aujourd’hui",
    "700 mots pour convaincre : la lettre de motivation idéale",
    "« Rédige un article de 700 mots », m’a demandé mon rédacteur en chef.",
    "Le SEO en 2024 : comment rédiger un article de 1 000 mots qui se positionne",
    "Écrire un article SEO de 1 500 mots : nos conseils",
    "Rédiger un article de 800 mots en français : la méthode des journalistes",
    "Optimiser un article pour le référencement naturel demande de la méthode.",
    "Mettez la farine dans un saladier, ajoutez les œufs et mélangez.",
    "Faites fondre le beurre, ajoutez le sucre, 200 g de farine et une pincée de sel.",
    "Rédiger un article de presse, un métier qui change",
    "Un article de 800 mots sur le climat a été retiré par la rédaction du journal.",
    "Découvrez notre nouvelle gamme de thés bio, en français et en anglais.",
    "SEO : Google déploie une nouvelle mise à jour de son algorithme",
    "Ce texte de 900 mots, écrit en français par Victor Hugo, vient d’être vendu aux enchères.",
    "L’article 49.3 de la Constitution, en français clair",
    "Make our planet great again : le programme français fait le bilan",
    "Traduire un texte en français : 5 outils gratuits",
    "Écrivez un roman de 50 000 mots en un mois : le défi revient en novembre",
    "Le mot-clé de la rentrée : sobriété",
    "Transformez votre jardin en refuge pour les oiseaux",
    "Utilisez un ton chaleureux et des titres clairs : voilà le secret d’une bonne lettre.",
    "Lancer un blog : combien de mots par article ?",
    "Rédigez un article de blog qui convertit",
    "Améliorer le référencement de son site sans budget",
    "Produire un texte clair, en français simple, n’a rien d’évident.",
    "Ajoutez des intertitres, visez 800 mots minimum, et votre article sera lu jusqu’au bout.",
    "Le Sénat a adopté mardi un texte de loi en français facile à lire.",
    "Mot-clé : liberté. Le philosophe publie un essai de 900 mots.",
    "Brief : la Bourse de Paris ouvre en hausse",
    "Merci de ne pas nourrir les pigeons : la campagne de la mairie fait débat",
    "Il faut sauver l’article 3 du texte de loi, plaident les associations",
    "Écris-moi une chanson, le concours de la radio locale, attire 700 candidats",
    "Utilise ton vélo : la ville offre 200 euros",
    "SEO, ton, longueur : les trois réglages d’un bon article",
    "Make-up : les tendances de l’automne en 700 mots",
    "Un texte de loi en anglais, des titres en français : la traduction fait débat à Bruxelles",
]


@pytest.mark.parametrize(("line", "wanted"), BRIEFS, ids=[b[0][:24] for b in BRIEFS])
def test_instructions_are_taken_out_and_understood(line: str, wanted: dict[str, object]) -> None:
    source = source_from_text(f"{line}\n{ARTICLE}", "a.txt")
    assert source.text == ARTICLE
    found = source.brief_line
    assert found is not None
    assert found.text == line
    for name in ("length", "language", "headings", "tone", "keyphrase"):
        if name in wanted or name == "length":
            assert getattr(found, name) == wanted.get(name), name


@pytest.mark.parametrize("opening", ARTICLES, ids=[line[:24] for line in ARTICLES])
def test_articles_lose_nothing(opening: str) -> None:
    for gap in ("\n", "\n\n"):
        source = source_from_text(f"{opening}{gap}{ARTICLE}", "a.txt")
        assert source.brief_line is None
        assert source.text == f"{opening}\n{ARTICLE}"


def test_every_opening_of_the_samples_is_article() -> None:
    for sample in resource("samples").iterdir():
        source = read_source(sample)
        assert (source.brief_line is not None) == (sample.name == "actualite.txt")
        for line in source.text.split("\n"):
            assert source_from_text(f"{line}\n{ARTICLE}", "a.txt").brief_line is None, line


def test_an_instruction_over_several_lines() -> None:
    text = (
        "Consignes :\n- 800 mots minimum\n- ton pédagogique\n- mot-clé : pompe à chaleur\n\n"
        f"Article :\n\n{ARTICLE}"
    )
    source = source_from_text(text, "a.txt")
    assert source.text == ARTICLE
    assert source.brief_line is not None
    assert source.brief_line.length == Length(800, None)
    assert source.brief_line.tone == "pédagogique"
    assert source.brief_line.keyphrase == "pompe à chaleur"


def test_in_markdown_and_word_too() -> None:
    line = "Rédige un article de 900 mots, ton chaleureux"
    source = read_bytes(f"**{line}**\n\n## Partie\n\nTexte.".encode(), "a.md")
    assert source.markdown == "## Partie\n\nTexte."
    assert source.brief_line is not None
    assert source.brief_line.text == line
    document = docx.Document()
    document.add_paragraph(line)
    document.add_paragraph("Le texte.")
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(buffer.getvalue(), "a.docx")
    assert (source.text, source.brief_line is None) == ("Le texte.", False)


def test_kept_when_not_wanted_or_alone() -> None:
    line = "Rédige un article de 900 mots, ton chaleureux"
    source = source_from_text(f"{line}\n{ARTICLE}", "a.txt", brief_line=False)
    assert source.text.startswith(line)
    assert source.brief_line is None
    assert source_from_text(line, "a.txt").text == line


def test_an_article_on_the_same_line_is_not_lost() -> None:
    line = (
        f"{BRIEFS[0][0]} {ARTICLE.replace(chr(10), ' ')} Le chantier durera dix-huit mois au moins."
    )
    assert source_from_text(f"{line}\n{ARTICLE}", "a.txt").text == f"{line}\n{ARTICLE}"
