"""The article's body for pasting elsewhere: clean HTML for WordPress, plain text for the rest."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from desktop_app.document import parse
from desktop_app.exports.tree import clean, elements, to_html

if TYPE_CHECKING:
    from desktop_app.model import Article


def clipboard_html(article: Article, *, title: bool = False) -> str:
    """Give the body as an HTML fragment without classes, its title before it when asked.

    WordPress has a field of its own for the title and makes a block of each element.
    """
    parts = [f"<h1>{escape(clean(article.title))}</h1>"] if title and article.title else []
    for element in elements(article):
        element.attrib.pop("class", None)
        parts.append(to_html(element))
    return "\n".join(parts)


def clipboard_text(article: Article, *, title: bool = False) -> str:
    """Give the body as plain text, a blank line between blocks."""
    blocks = [block.plain for block in parse(article.body).blocks if block.plain]
    return "\n\n".join([article.title, *blocks] if title and article.title else blocks)
