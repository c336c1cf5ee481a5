"""The keyphrase put before an SEO title that does not hold it, as an editor would."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.model import Article

MOST_CHARACTERS = 60
NBSP = "\u00a0"
_LETTERS = re.compile(r"[^\W\d_]+")


def with_keyphrase(article: Article) -> Article:
    """Give the article with its keyphrase in the SEO title, where there is room for it.

    « Dialogue et tensions » becomes « Blinken à Pékin : dialogue et tensions »; where the title is
    too long for that the article's own is tried, and where both are nothing changes.
    """
    keyphrase = article.keyphrase.strip()
    if not keyphrase or not article.seo_title or _holds(article.seo_title, keyphrase):
        return article
    head = keyphrase[:1].upper() + keyphrase[1:]
    for said in dict.fromkeys((article.seo_title, article.title)):
        title = f"{head}{NBSP}: {_after_colon(said, article.body)}"
        if said and ":" not in said and len(title) <= MOST_CHARACTERS:
            return replace(article, seo_title=title)
    return article


def _holds(title: str, keyphrase: str) -> bool:
    words = set(_LETTERS.findall(_bare(title)))
    return all(word in words for word in _LETTERS.findall(_bare(keyphrase)) if len(word) > 3)


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def _after_colon(title: str, body: str) -> str:
    """Give a title that goes on after a colon: no capital but that of a name."""
    first = _LETTERS.match(title)
    if first is None:
        return title
    low = first[0][0].lower() + first[0][1:]
    is_common = re.search(rf"\b{re.escape(low)}\b", body) is not None
    return low + title[first.end() :] if is_common else title
