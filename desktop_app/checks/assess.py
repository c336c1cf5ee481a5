"""Runs the checks over an article, measuring again only what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from desktop_app.checks.base import measured
from desktop_app.checks.brief import BriefCheck
from desktop_app.checks.fidelity import FidelityCheck
from desktop_app.checks.grammar import GrammarCheck, summary
from desktop_app.checks.readability import ReadabilityCheck
from desktop_app.checks.repeats import without_repeats
from desktop_app.checks.seo import SeoCheck
from desktop_app.checks.style import StyleCheck
from desktop_app.checks.typography import TypographyCheck
from desktop_app.document import Block, Cache, Document, count_words, parse
from desktop_app.model import Article, Assessment, Fact, Finding, SourceParagraph

if TYPE_CHECKING:
    from desktop_app.checks.base import Check, CheckContext, MeasureCache

Measures = Sequence[tuple[Block, Any]]


@runtime_checkable
class TellsFacts(Protocol):
    """A check that also traces every fact to the sources, and measures what is borrowed."""

    def facts(self, article: Article, measures: Measures, context: CheckContext) -> Sequence[Fact]:
        """Give each quotation, name, figure and date, and what became of it."""
        ...

    def identical_share(
        self, article: Article, measures: Measures, context: CheckContext
    ) -> float | None:
        """Give the share (0–1) of the article that stands word for word in the sources."""
        ...

    def source_paragraphs(
        self, article: Article, measures: Measures, context: CheckContext
    ) -> Sequence[SourceParagraph]:
        """Give each paragraph of the sources, and what became of it."""
        ...


def default_checks() -> tuple[Check[Any], ...]:
    """Give the checks in the fixed order of their findings."""
    return (
        BriefCheck(),
        SeoCheck(),
        ReadabilityCheck(),
        StyleCheck(),
        FidelityCheck(),
        GrammarCheck(),
        TypographyCheck(),
    )


def assess(
    article: Article,
    context: CheckContext,
    checks: Sequence[Check[Any]],
    cache: MeasureCache,
    parsed: Cache | None = None,
) -> Assessment:
    """Check one article.

    `cache` keeps measures by check, block and facet, `parsed` the blocks; both belong to the
    caller, who decides how long they live. The order of findings is that of `checks`.
    """
    document = parse(article.body, parsed)
    findings: list[Finding] = []
    facts: Sequence[Fact] = ()
    identical: float | None = None
    paragraphs: Sequence[SourceParagraph] = ()
    for check in checks:
        measures = _measured(check, document, context, cache)
        judged = check.judge(article, measures, context)
        findings += judged
        if isinstance(check, TellsFacts):
            facts = check.facts(article, measures, context)
            identical = check.identical_share(article, measures, context)
            paragraphs = check.source_paragraphs(article, measures, context)
    findings = without_repeats(findings)
    return Assessment(
        tuple(findings),
        tuple(facts),
        summary(findings),
        _words(document, cache),
        identical,
        tuple(paragraphs),
    )


def _measured(
    check: Check[Any], document: Document, context: CheckContext, cache: MeasureCache
) -> Measures:
    facet = check.facet(context)
    return [
        (block, measured(check, block.content, context, cache, facet)) for block in document.blocks
    ]


def _words(document: Document, cache: MeasureCache) -> int:
    total = 0
    for block in document.blocks:
        key = ("words", block.content.markdown, None)
        if key not in cache:
            cache[key] = count_words(block.plain)
        words = cache[key]
        total += words if isinstance(words, int) else 0
    return total
