from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.document import parse
from desktop_app.exports.write import SUFFIXES, to_bytes
from desktop_app.sources.read import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.model import Article


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_read_again_says_the_same(article: Article, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"article{suffix}"
    path.write_bytes(to_bytes(article, suffix))
    source = read_source(path)
    assert source.fields.title == article.title
    if suffix != ".docx":
        assert source.fields.seo_title == article.seo_title
        assert source.fields.meta_description == article.meta_description
        assert source.fields.slug == article.slug
    wanted = [(b.level, b.plain) for b in parse(article.body).headings()]
    assert [(b.level, b.plain) for b in parse(source.markdown).headings()][-3:] == wanted
    assert source.language == "fr"
    # A Markdown file keeps the caption as the image's title, which is no text.
    caption = "" if suffix == ".md" else "Photo : Ville de Lyon"
    before, after = parse(article.body).plain.split("12 tonnes en un an.")
    said = f"{article.title} {before} 12 tonnes en un an. {caption} {after}"
    assert _letters(source.text) == _letters(said)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
