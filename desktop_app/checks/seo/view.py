"""What the SEO rules judge: the article, its measures, and the keyphrase ready to be looked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.seo.measure import SeoMeasure
    from desktop_app.checks.seo.pixels import TitleWidths
    from desktop_app.document import Block
    from desktop_app.french.keyphrase import Keyphrase
    from desktop_app.model import Article, Where


@dataclass(frozen=True)
class View:
    """One article as the SEO rules see it; `keyphrase` is None when there is none to look for."""

    article: Article
    measures: Sequence[tuple[Block, SeoMeasure]]
    context: CheckContext
    keyphrase: Keyphrase | None
    function_words: frozenset[str]
    widths: TitleWidths

    @property
    def like_yoast(self) -> bool:
        """Whether to count as Yoast (free) does."""
        return self.context.like_yoast

    @property
    def title(self) -> str:
        """The title search engines show."""
        return self.article.seo_title or self.article.title

    @cached_property
    def words(self) -> int:
        """The words of the body."""
        return sum(measure.words for _, measure in self.measures)

    @cached_property
    def headings(self) -> list[tuple[Block, SeoMeasure]]:
        """The subheadings of levels 2 and 3."""
        return [(b, m) for b, m in self.measures if b.kind == "heading" and b.level in (2, 3)]

    @cached_property
    def introduction(self) -> tuple[Block, SeoMeasure] | None:
        """The first paragraph with words in it (for Yoast also a list or table)."""
        kinds = ("paragraph", "list", "table") if self.like_yoast else ("paragraph",)
        return next(((b, m) for b, m in self.measures if b.kind in kinds and m.words), None)

    @cached_property
    def images(self) -> list[str]:
        """The alternative texts of all images, in order."""
        return [alt for _, measure in self.measures for alt in measure.images]

    def places(self) -> tuple[Where, ...]:
        """Give every place of the body where the keyphrase stands."""
        return tuple(
            where(block, *span) for block, measure in self.measures for span in measure.spans
        )
