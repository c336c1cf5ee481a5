"""The article in an answer, whatever shape the model gave it."""

from __future__ import annotations

import pytest

from desktop_app.writers.ai.reply import article_in, section_in

BODY = "Chapô.\n\n## Un\n\nTexte.\n\n## Deux\n\nFin."


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (f"# Titre\n\n{BODY}", "Titre"),
        (BODY, ""),
        (f"**Titre**\n\n{BODY}", "Titre"),
        (f"Titre : Titre\n\n{BODY}", "Titre"),
        (f"# Titre\n\n{BODY}".replace("## ", "### "), "Titre"),
        ("# Titre\n\nChapô.\n\n**Un**\n\nTexte.\n\n**Deux :**\n\nFin.", "Titre"),
        (f"# Titre\n\n---\n\n{BODY}\n\n---\n", "Titre"),
    ],
)
def test_title_and_headings(answer: str, title: str) -> None:
    article = article_in(answer)
    assert (article.title, article.body) == (title, BODY)
    assert article.standfirst == "Chapô."


def test_the_card_at_the_end() -> None:
    card = (
        "\n\n---\n**Titre SEO** : Un titre\n- Méta-description : Une description.\n"
        "Slug : /blog/un-titre/\nMot-clé principal : titre"
    )
    article = article_in(f"# Titre\n\n{BODY}{card}")
    assert article.body == BODY
    assert article.seo_title == "Un titre"
    assert article.meta_description == "Une description."
    assert article.slug == "un-titre"
    assert article.keyphrase == "titre"


def test_an_order_said_back_fills_no_field() -> None:
    card = (
        "\n\n---\n\nTitre SEO : (60 caractères au plus)\nMéta-description : contient le mot-clé "
        "principal et compte de 121 à 156 caractères.\nSlug : mots séparés par des tirets"
    )
    article = article_in(f"# Titre\n\n{BODY}{card}")
    assert (article.seo_title, article.meta_description, article.slug) == ("", "", "")
    assert article.body == BODY


def test_a_section_comes_back_under_its_heading() -> None:
    assert section_in("Texte.", "Un", may_head=True) == "## Un\n\nTexte."
    assert section_in("### Un mieux\n\nTexte.", "Un", may_head=True) == "## Un mieux\n\nTexte."
    assert section_in("# Titre\n\nChapô.\n\n## Un\n\nTexte.", "", may_head=False) == "Chapô."
    assert section_in("## Un", "Un", may_head=True) == ""
    assert section_in("", "Un", may_head=True) == ""
