"""The keyphrase in the SEO title of a model's article."""

from __future__ import annotations

import pytest

from desktop_app.model import Article
from desktop_app.writers.ai.titles import with_keyphrase

BODY = "Le dialogue continue malgré les tensions. Washington et Pékin se parlent à nouveau."


@pytest.mark.parametrize(
    ("seo_title", "title", "wanted"),
    [
        ("Dialogue et tensions", "T", "Blinken à Pékin\u00a0: dialogue et tensions"),
        ("Washington et la Chine", "T", "Blinken à Pékin\u00a0: Washington et la Chine"),
        ("La visite de Blinken à Pékin", "T", "La visite de Blinken à Pékin"),
        ("À Pekin, Blinken se tait", "T", "À Pekin, Blinken se tait"),
        ("x" * 50, "Le dialogue", "Blinken à Pékin\u00a0: le dialogue"),
        ("x" * 50, "y" * 50, "x" * 50),
        ("Chine : le dialogue", "", "Chine : le dialogue"),
        ("", "Le dialogue", ""),
    ],
)
def test_the_keyphrase_comes_first_where_there_is_room(
    seo_title: str, title: str, wanted: str
) -> None:
    body = f"{BODY} Et le dialogue."
    article = Article(body=body, title=title, seo_title=seo_title, keyphrase="Blinken à Pékin")
    assert with_keyphrase(article).seo_title == wanted
