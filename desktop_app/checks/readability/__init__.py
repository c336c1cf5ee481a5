"""The readability check: sections, paragraphs, sentences, openings, voice, connectors, ease."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.counting import WordTools
from desktop_app.checks.readability.measure import ReadabilityMeasure, Tools, measure
from desktop_app.checks.readability.rules import RULES, View
from desktop_app.french.passive import PassiveFinder
from desktop_app.french.syllables import SyllableCounter
from desktop_app.model import Article, Finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.document import Block, BlockContent
    from desktop_app.french.lexicon import Lexicon

NAMES = (
    "section_length",
    "paragraph_length",
    "sentence_length",
    "consecutive_openings",
    "passive_voice",
    "transition_words",
    "reading_ease",
)


class ReadabilityCheck:
    """How easily the text reads."""

    name = "readability"

    def __init__(self) -> None:
        """Begin with nothing prepared."""
        self._tools = WordTools()
        self._syllables = SyllableCounter()
        self._passives: dict[Lexicon, PassiveFinder] = {}

    def facet(self, context: CheckContext) -> Hashable:
        """Give what a measure depends on: the way of counting."""
        return context.like_yoast

    def measure(self, content: BlockContent, context: CheckContext) -> ReadabilityMeasure:
        """Measure the sentences of one block."""
        return measure(content, self._prepared(context), like_yoast=context.like_yoast)

    def judge(
        self,
        article: Article,
        measures: Sequence[tuple[Block, ReadabilityMeasure]],
        context: CheckContext,
    ) -> list[Finding]:
        """Give a finding of every rule; a text without sentences cannot be checked."""
        view = View(measures, context)
        if not view.sentences:
            message = "readability.no_sentence"
            return [
                Finding(f"readability.{name}", "not_checked", message=message) for name in NAMES
            ]
        return [finding for rule in RULES for finding in rule(view)]

    def _prepared(self, context: CheckContext) -> Tools:
        if context.lexicon not in self._passives:
            self._passives[context.lexicon] = PassiveFinder(context.lexicon)
        more = () if context.like_yoast else ("transition_words_more",)
        more_pairs = () if context.like_yoast else ("transition_pairs_more",)
        return Tools(
            self._tools.phrases(context, "transition_words", *more),
            self._tools.pairs(context, "transition_pairs", *more_pairs),
            self._tools.words("sentence_openings", context),
            self._passives[context.lexicon],
            self._syllables,
        )
