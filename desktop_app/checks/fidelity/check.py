"""The fidelity check: one comparison behind its findings, the facts and the identical share."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.alignment import Aligned, Aligner
from desktop_app.checks.fidelity.attribution import compare_attributions
from desktop_app.checks.fidelity.certainty import compare_certainty
from desktop_app.checks.fidelity.days import compare_dates, relative_dates
from desktop_app.checks.fidelity.facts import Outcome, block_unit, units
from desktop_app.checks.fidelity.figures import compare_numbers
from desktop_app.checks.fidelity.namesakes import compare_names, name_variants
from desktop_app.checks.fidelity.originality import identical_share, originality
from desktop_app.checks.fidelity.passages import Extractor, Passage
from desktop_app.checks.fidelity.quotes import compare_quotations
from desktop_app.checks.fidelity.source_use import source_paragraphs
from desktop_app.checks.fidelity.sources import SourceIndex
from desktop_app.checks.fidelity.support import compare_support
from desktop_app.document import Block, BlockContent, count_words
from desktop_app.model import Article, Fact, Finding, Source, SourceParagraph, SourceWhere, Status

if TYPE_CHECKING:
    from desktop_app.checks.base import CheckContext
    from desktop_app.french.lexicon import Lexicon

SHORT_SOURCES = 1.5
IDS = ("quote", "attribution", "name", "number", "date", "unsupported", "certainty")

Measures = Sequence[tuple[Block, Passage]]


@dataclass(frozen=True)
class Comparison:
    """Everything one comparison of an article with its sources gives."""

    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...] = ()
    share: float | None = None
    paragraphs: tuple[SourceParagraph, ...] = ()


class FidelityCheck:
    """Compares an article with its sources.

    It keeps what it read of the sources and the last comparison, so that `judge`, `facts`,
    `identical_share` and `source_paragraphs` together cost one.
    """

    name = "fidelity"

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._extractor: tuple[Lexicon, Extractor] | None = None
        self._index: tuple[tuple[Source, ...], SourceIndex] | None = None
        self._aligned: dict[tuple[str, bool], Aligned] = {}
        self._last: tuple[Article, list[Passage], CheckContext, Comparison] | None = None

    def facet(self, context: CheckContext) -> Hashable:
        """Give one key: a block is read the same way in every context."""
        return self.name

    def measure(self, content: BlockContent, context: CheckContext) -> Passage:
        """Give the block's quotations, names, figures, dates and sentences."""
        if content.kind in ("code", "rule"):
            return Passage(content.plain)
        return self._reader(context).passage(content.plain, content.kind == "heading")

    def judge(self, article: Article, measures: Measures, context: CheckContext) -> list[Finding]:
        """Say what was altered, invented, left out, or has no support in the sources."""
        return list(self._compared(article, measures, context).findings)

    def facts(
        self, article: Article, measures: Measures, context: CheckContext
    ) -> tuple[Fact, ...]:
        """Give every quotation, name, figure and date with what became of it."""
        return self._compared(article, measures, context).facts

    def identical_share(
        self, article: Article, measures: Measures, context: CheckContext
    ) -> float | None:
        """Give the share of the body that is a source's own words, 0–1; None without a source."""
        return self._compared(article, measures, context).share

    def source_paragraphs(
        self, article: Article, measures: Measures, context: CheckContext
    ) -> tuple[SourceParagraph, ...]:
        """Give every paragraph of the sources with what became of it; () of a foreign source."""
        return self._compared(article, measures, context).paragraphs

    def rests_on(
        self, block: Block, passage: Passage, position: int, context: CheckContext
    ) -> tuple[SourceWhere, ...]:
        """Give the source sentences that the sentence at a place of a block's plain text rests on.

        The surest first; () when it rests on none.
        """
        index = self._sources(context)
        if index.empty:
            return ()
        aligner = Aligner(index, self._reader(context), self._aligned)
        aligned = aligner.aligned_at(block_unit(block, passage), position)
        return tuple(index.phrases[n].place.where for n in aligned.phrases)

    def _reader(self, context: CheckContext) -> Extractor:
        if self._extractor is None or self._extractor[0] is not context.lexicon:
            self._extractor = (context.lexicon, Extractor.of(context))
        return self._extractor[1]

    def _sources(self, context: CheckContext) -> SourceIndex:
        if self._index is None or self._index[0] != context.sources:
            lists = (context.word_list(f"fidelity_{name}") for name in ("capitals", "opposites"))
            index = SourceIndex(context.sources, self._reader(context), *lists)
            self._index = (context.sources, index)
            self._aligned = {}
        return self._index[1]

    def _compared(self, article: Article, measures: Measures, context: CheckContext) -> Comparison:
        passages = [passage for _, passage in measures]
        last = self._last
        if (
            last is not None
            and last[0] == article
            and last[2] is context
            and len(last[1]) == len(passages)
            and all(a is b for a, b in zip(last[1], passages, strict=True))
        ):
            return last[3]
        found = self._compare(article, measures, context)
        self._last = (article, passages, context, found)
        return found

    def _compare(self, article: Article, measures: Measures, context: CheckContext) -> Comparison:
        index = self._sources(context)
        if index.empty:
            reason = "fidelity.no_source" if not context.sources else "fidelity.empty_source"
            finding = Finding("fidelity.quote", "not_checked", message=reason)
            return Comparison((finding, originality(None)))
        reader = self._reader(context)
        parts = units(article, measures, reader)
        level = _missing_level(measures, context)
        aligner = Aligner(index, reader, self._aligned)
        outcome, traced = compare_quotations(article, parts, index, context, level)
        for trace in traced:
            if not trace.kept:
                aligner.mark_broken(trace.unit, trace.quotation.start, trace.quotation.end)
        attributions, wrong = compare_attributions(traced, index, context)
        outcome.add(attributions)
        for trace, said in wrong:
            aligner.mark_broken(trace.unit, said.start, said.end)
        outcome.add(compare_names(parts, index, aligner, context, level))
        outcome.add(compare_numbers(parts, index, aligner, context, level))
        outcome.add(compare_dates(parts, index, aligner, context, level))
        if not index.foreign:
            outcome.add(compare_support(parts, index, aligner, context))
            outcome.add(compare_certainty(parts, index, aligner, context))
        for pointed in (name_variants(parts, index), relative_dates(parts, context)):
            if pointed is not None:
                outcome.findings.append(pointed)
        share = identical_share(parts, index)
        return Comparison(
            (*_with_good(outcome), originality(share)),
            tuple(outcome.facts),
            share,
            () if index.foreign else source_paragraphs(parts, index, aligner),
        )


def _with_good(outcome: Outcome) -> list[Finding]:
    """Add a good finding for each kind in which nothing is wrong."""
    found: list[Finding] = []
    for kind in IDS:
        mine = [f for f in outcome.findings if f.id == f"fidelity.{kind}"]
        if not any(f.status in ("problem", "improve") for f in mine):
            kept = sum(1 for f in outcome.facts if f.kind == kind and f.status == "kept")
            found.append(Finding(f"fidelity.{kind}", "good", {"count": kept}, value=kept))
        found += mine
    return found


def _missing_level(measures: Measures, context: CheckContext) -> Status:
    """Give a problem where the sources are hardly longer than the article, else improve."""
    length = context.brief.length
    wanted = length.target if length is not None else None
    if wanted is None:
        wanted = sum(count_words(passage.text) for _, passage in measures)
    given = sum(count_words(source.text) for source in context.sources)
    return "problem" if given <= SHORT_SOURCES * wanted else "improve"
