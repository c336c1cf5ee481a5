"""The article as a Markdown file: front matter with the SEO card, the title, then the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontmatter import Post, dumps

from desktop_app.exports.tree import clean

if TYPE_CHECKING:
    from desktop_app.model import Article

# What would read as a mark of Markdown where a title stands.
_MARKS = re.compile(r"([\\`*_\[\]>])|(#+)(?=\s*$)|(&)(?=#?\w+;)|(<)")
_SPACE = re.compile(r"[ \t\r\n]+")


def markdown_file(article: Article) -> str:
    """Give the file's text; reading it back gives the same fields and the same body.

    The title stands in the front matter, for sites, and as « # Title », for everybody else.
    """
    fields = {
        "title": article.title,
        "seo_title": article.seo_title,
        "description": article.meta_description,
        "slug": article.slug,
        "keyphrase": article.keyphrase,
        "excerpt": article.standfirst,
        "lang": article.language,
    }
    known = {name: clean(value) for name, value in fields.items() if value}
    front = dumps(Post("", None, **known), sort_keys=False, allow_unicode=True, width=10_000)
    title = f"# {escaped(article.title)}\n\n" if article.title.strip() else ""
    return f"{front.strip()}\n\n{title}{clean(article.body).strip(chr(10))}\n"


def escaped(text: str) -> str:
    """Give plain text as one line of Markdown that reads as that text."""
    line = _SPACE.sub(" ", clean(text)).strip()
    return _MARKS.sub(_escape, line)


def _escape(mark: re.Match[str]) -> str:
    if mark.group(2):
        return "".join(f"\\{sign}" for sign in mark.group(2))
    if mark.group(3) or mark.group(4):
        return "&amp;" if mark.group(3) else "&lt;"
    return f"\\{mark.group()}"
