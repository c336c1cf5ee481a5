"""Fills what another writer leaves out of an article's card, from the article's own sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.document import plain_text
from desktop_app.french.slug import slug
from desktop_app.model import Source
from desktop_app.writers.offline.card import DESCRIPTION, fits_title
from desktop_app.writers.offline.material import material
from desktop_app.writers.offline.plan import Planner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.model import Article, Brief

LONGEST_SLUG = 75


class Filler:
    """Finds title, SEO title, meta description, slug and keyphrase by rule where they are missing.

    What is given stays when it fits its place (SEO title 600 px, description 121–156 characters).
    """

    def __init__(self, lexicon: Lexicon, word_list: Callable[[str], Iterable[str]]) -> None:
        """Take the lexicon and the reader of resources/words/ lists."""
        self._planner = Planner(lexicon, word_list)

    def fill(self, article: Article, brief: Brief) -> Article:
        """Give the article with every field of its card; an article without words stays."""
        seo_title = article.seo_title if fits_title(article.seo_title) else ""
        low, high = DESCRIPTION
        described = low <= len(article.meta_description) <= high
        given = replace(
            article,
            seo_title=seo_title,
            meta_description=article.meta_description if described else "",
            slug=slug(article.slug, limit=LONGEST_SLUG),
            keyphrase=article.keyphrase or brief.keyphrase or "",
        )
        if not any(c.isalnum() for c in plain_text(article.body)):
            return given
        markdown = f"# {article.title}\n\n{article.body}" if article.title else article.body
        source = Source("", markdown, plain_text(markdown))
        wanted = replace(brief, keyphrase=given.keyphrase or None, keep_headings=True)
        plan = self._planner.plan(material((source,), True), wanted)
        return replace(
            given,
            title=given.title or plan.title,
            seo_title=given.seo_title or plan.seo_title,
            meta_description=given.meta_description or plan.meta_description,
            slug=given.slug or plan.slug,
            keyphrase=given.keyphrase or plan.keyphrase,
            keyphrase_suggestions=given.keyphrase_suggestions or plan.suggestions,
        )
