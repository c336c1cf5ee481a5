"""Image placeholders: written, read again, and kept by every export."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.checks.seo.measure import _images
from desktop_app.document import parse
from desktop_app.editing.images import ImagePlaceholder, file_name, image_of, put_image
from desktop_app.exports.clipboard import clipboard_html
from desktop_app.exports.html import html_page
from desktop_app.exports.markdown import markdown_file
from desktop_app.exports.word import word_file
from desktop_app.model import Article

if TYPE_CHECKING:
    from pathlib import Path

_IMAGE = ImagePlaceholder("cale.jpg", "La cale du port", "La cale, en mai", "Ville de Lyon")
_WORDS = st.text("abé ’«»(),.-", max_size=20).map(lambda text: " ".join(text.split(" ")).strip())


def test_the_line_it_is() -> None:
    assert _IMAGE.markdown == (
        '![La cale du port](cale.jpg "La cale, en mai. Crédit\u00a0: Ville de Lyon")'
    )
    assert image_of(_IMAGE.markdown) == ImagePlaceholder(
        "cale.jpg", "La cale du port", "La cale, en mai.", "Ville de Lyon"
    )
    assert image_of('![a](b.jpg "Crédit : AFP")').credit == "AFP"
    assert image_of("un ![a](b.jpg)") is None
    assert file_name("L’œuvre d’Été (2024)") == "l-oeuvre-d-ete-2024.jpg"


@given(_WORDS, _WORDS, _WORDS)
def test_what_is_written_is_read_again(alt: str, caption: str, credit: str) -> None:
    image = ImagePlaceholder("b.jpg", alt, caption, credit)
    read = image_of(image.markdown)
    assert read is not None
    assert (read.file, read.alt) == ("b.jpg", re.sub(" +", " ", alt))
    assert read.markdown == image.markdown
    assert [b.kind for b in parse(image.markdown).blocks] == ["image"]


@pytest.mark.parametrize(
    ("text", "at", "after"),
    [
        ("Un\n\nDeux", 1, "Un\n\n![](b.jpg)\n\nDeux"),
        ("Un\nsuite\n\nDeux", 1, "Un\nsuite\n\n![](b.jpg)\n\nDeux"),
        ("- a\n- b\n\nDeux", 2, "- a\n- b\n\n![](b.jpg)\n\nDeux"),
        ("Un\n\n\n\nDeux", 4, "Un\n\n![](b.jpg)\n\nDeux"),
        ('![x](y "z")\n\nDeux', 3, "![](b.jpg)\n\nDeux"),
        ("", 0, "![](b.jpg)"),
    ],
)
def test_where_it_is_put(text: str, at: int, after: str) -> None:
    assert put_image(text, at, ImagePlaceholder("b.jpg")).of(text) == after


def test_every_export_keeps_it(tmp_path: Path) -> None:
    article = Article(body=f"Un texte.\n\n{_IMAGE.markdown}\n\nFin.\n", title="Titre")
    caption = "La cale, en mai. Crédit\u00a0: Ville de Lyon"
    for page in (html_page(article), clipboard_html(article)):
        figure = page.partition("<figure>")[2].partition("</figure>")[0]
        assert 'src="cale.jpg"' in figure
        assert 'alt="La cale du port"' in figure
        assert caption in figure
    assert _IMAGE.markdown in markdown_file(article)
    path = tmp_path / "article.docx"
    path.write_bytes(word_file(article))
    with zipfile.ZipFile(path) as packed:
        document = packed.read("word/document.xml").decode()
    assert 'descr="La cale du port"' in document
    assert "La cale, en mai." in document
    assert "Ville de Lyon" in document
    (image,) = measure_images(article)
    assert image == "La cale du port"


def measure_images(article: Article) -> list[str]:
    """Give the alternative texts that the SEO check sees."""
    return [alt for b in parse(article.body).blocks for alt in _images(b.html)]
