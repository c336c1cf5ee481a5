"""The article as a Markdown file: front matter with the SEO card, the title, then the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontmatter import Post, dumps

from desktop_app.document import escape
from desktop_app.exports.tree import clean

if TYPE_CHECKING:
    from desktop_app.model import Article

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
    title = f"{title_line(article.title)}\n\n" if article.title.strip() else ""
    return f"{front.strip()}\n\n{title}{clean(article.body).strip(chr(10))}\n"


def title_line(title: str) -> str:
    """Give a plain title as one line of Markdown, « # Title », that reads as that title."""
    line = escape(_SPACE.sub(" ", clean(title)).strip(), starts=False)
    backslashes = len(line) - len(line.rstrip("\\"))
    return f"# {line}\\" if backslashes % 2 else f"# {line}"
