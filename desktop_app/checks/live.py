"""The remarks of language, block by block, for underlines while the writer types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.checks.base import measured
from desktop_app.checks.grammar import FIELDS, GrammarCheck, not_checked
from desktop_app.checks.repeats import without_repeats
from desktop_app.checks.typography import OPEN_QUOTATION, TypographyCheck, left_open
from desktop_app.document import parse
from desktop_app.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.checks.base import CheckContext, MeasureCache
    from desktop_app.document import Block, Cache, Document
    from desktop_app.model import Finding

BlockFindings = tuple[int | None, tuple["Finding", ...]]
_NO_FIELDS: Final = Article(body="")


class LiveCheck:
    """Grammar and typography of an article as it stands; what did not change is not asked again."""

    def __init__(self, cache: MeasureCache, parsed: Cache) -> None:
        """Take the caches; measures are shared with `assess`, whoever asks first."""
        self._cache = cache
        self._parsed = parsed
        self._grammar = GrammarCheck()
        self._typography = TypographyCheck()

    def findings(
        self, article: Article, context: CheckContext, order: Sequence[int] = ()
    ) -> Iterator[BlockFindings]:
        """Give the findings of each block with its index, those in `order` first, then the rest.

        Last, with None: what concerns the whole text and the other fields. Together they are what
        the checks of grammar and typography find, less what they say when all is good; equal
        faults of typography are one finding a block.
        """
        document = parse(article.body, self._parsed)
        missing: set[str] = set()
        for block in in_order(document, order):
            yield block.index, self._of_block(block, context, missing)
        yield None, self._of_whole(article, document, context, missing)

    def ahead(
        self, article: Article, context: CheckContext, order: Sequence[int] = ()
    ) -> Iterator[tuple[int, int]]:
        """Ask about every block, so that `assess` need not; gives how many are done, of how many.

        Whoever stops iterating stops asking.
        """
        document = parse(article.body, self._parsed)
        blocks = in_order(document, order)
        for done, block in enumerate(blocks, 1):
            measured(self._grammar, block.content, context, self._cache)
            yield done, len(blocks)

    def _of_block(
        self, block: Block, context: CheckContext, missing: set[str]
    ) -> tuple[Finding, ...]:
        remarks = measured(self._grammar, block.content, context, self._cache)
        said = self._grammar.of_block(block, remarks, context)
        missing.add(said.missing)
        edits = measured(self._typography, block.content, context, self._cache)
        found = self._grammar.findings(said.placed, context)
        found += self._typography.judge(_NO_FIELDS, [(block, edits)], context)
        found = [f for f in found if f.id != OPEN_QUOTATION]
        return tuple(f for f in without_repeats(found) if f.where is not None)

    def _of_whole(
        self, article: Article, document: Document, context: CheckContext, missing: set[str]
    ) -> tuple[Finding, ...]:
        said = [self._grammar.of_field(article, name, context) for name in FIELDS]
        said.append(self._grammar.of_whole(document.blocks, context))
        found = self._grammar.findings([p for one in said for p in one.placed], context)
        found += self._typography.judge(article, [], context)
        found += left_open(document.blocks, context)
        placed = [f for f in without_repeats(found) if f.where is not None]
        missing.update(one.missing for one in said)
        return (*placed, *(not_checked(why) for why in sorted(missing - {""})))


def in_order(document: Document, order: Sequence[int]) -> list[Block]:
    """Give the blocks, those named first in their order, then the rest; unknown ones left out."""
    count = len(document.blocks)
    first = dict.fromkeys(i for i in order if 0 <= i < count)
    return [document.blocks[i] for i in dict.fromkeys((*first, *range(count)))]
