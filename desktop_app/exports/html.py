"""The article as a complete page: semantic, readable on its own, in light, dark and on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from desktop_app.exports.tree import clean, elements, to_html
from desktop_app.resources import resource

if TYPE_CHECKING:
    from desktop_app.model import Article


def html_page(article: Article) -> str:
    """Give the page's HTML; its `<head>` says the SEO card, for whoever reads the file back.

    The slug is the canonical link, relative: the file does not know the site it will stand on.
    The title is the only `<h1>` that this adds.
    """
    body = "\n".join(to_html(element) for element in elements(article))
    title = f"<header>\n<h1>{_text(article.title)}</h1>\n</header>\n" if article.title else ""
    return page(article.language, _head(article), f"<article>\n{title}{body}\n</article>")


def page(language: str, head: str, body: str) -> str:
    """Give a complete page with the house's style sheet around a head and a body."""
    style = resource("styles", "page.css").read_text(encoding="utf-8").strip()
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{head}\n<style>\n{style}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(article: Article) -> str:
    lines = [f"<title>{_text(article.seo_title or article.title)}</title>"]
    if article.meta_description:
        lines.append(f'<meta name="description" content="{_text(article.meta_description)}">')
    if article.keyphrase:
        lines.append(f'<meta name="keywords" content="{_text(article.keyphrase)}">')
    if article.slug:
        lines.append(f'<link rel="canonical" href="{_text(quote(article.slug))}">')
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(clean(text))
