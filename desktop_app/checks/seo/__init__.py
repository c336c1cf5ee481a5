"""The SEO check: keyphrase, title, description, address, headings, links and images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.counting import WordTools
from desktop_app.checks.seo.keyphrase_rules import (
    Rule,
    keyphrase_density,
    keyphrase_in_description,
    keyphrase_in_headings,
    keyphrase_in_intro,
    keyphrase_in_slug,
    keyphrase_in_title,
    keyphrase_length,
    keyphrase_used,
)
from desktop_app.checks.seo.measure import SeoMeasure, measure
from desktop_app.checks.seo.other_rules import (
    description_length,
    heading_levels,
    images,
    links,
    single_h1,
    text_length,
    title_width,
)
from desktop_app.checks.seo.pixels import TitleWidths
from desktop_app.checks.seo.view import View

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.document import Block, BlockContent
    from desktop_app.french.keyphrase import Keyphrase
    from desktop_app.model import Article, Finding

RULES: tuple[Rule, ...] = (
    keyphrase_length,
    keyphrase_density,
    keyphrase_in_intro,
    keyphrase_in_title,
    keyphrase_in_headings,
    keyphrase_in_description,
    keyphrase_in_slug,
    keyphrase_used,
    title_width,
    description_length,
    text_length,
    single_h1,
    heading_levels,
    links,
    images,
)


class SeoCheck:
    """What search engines and their advisers look at; they are Yoast's rules, not Google's."""

    name = "seo"

    def __init__(self, widths: TitleWidths | None = None) -> None:
        """Take the table of character widths, or read it."""
        self._widths = widths or TitleWidths.load()
        self._tools = WordTools()

    def facet(self, context: CheckContext) -> Hashable:
        """Give what a measure depends on: the keyphrase and the way of counting."""
        return (context.keyphrase, context.like_yoast)

    def measure(self, content: BlockContent, context: CheckContext) -> SeoMeasure:
        """Count words and find the keyphrase, links and images of one block."""
        finer = None
        if context.like_yoast and (keyphrase := self._keyphrase(context)) and not keyphrase.quoted:
            finer = self._tools.keyphrase(context.keyphrase, context, like_yoast=False)
        return measure(content, self._keyphrase(context), finer, like_yoast=context.like_yoast)

    def judge(
        self,
        article: Article,
        measures: Sequence[tuple[Block, SeoMeasure]],
        context: CheckContext,
    ) -> list[Finding]:
        """Give a finding of every rule."""
        view = View(
            article,
            measures,
            context,
            self._keyphrase(context),
            self._tools.function_words(context, like_yoast=context.like_yoast),
            self._widths,
        )
        return [finding for rule in RULES for finding in rule(view)]

    def _keyphrase(self, context: CheckContext) -> Keyphrase | None:
        keyphrase = self._tools.keyphrase(context.keyphrase, context, like_yoast=context.like_yoast)
        return keyphrase if keyphrase.words else None
