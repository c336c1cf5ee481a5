"""The contract of a check: `measure` each block, then `judge` the measures.

Both are pure. What a measure depends on beside the block's content is named by `facet`, so that
unchanged blocks are measured once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from desktop_app.model import Article, Brief, Finding, GrammarMatch, Source, Where

if TYPE_CHECKING:
    from desktop_app.document import Block, BlockContent
    from desktop_app.french.lexicon import Lexicon

Grammar = Callable[[str], Sequence[GrammarMatch]]
WordList = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class CheckContext:
    """All that a check may know beside the article.

    `rewritten` is false when the sentences are the source's own (offline writer): findings about
    wording then inform instead of asking for a change. `grammar` is None when it cannot be asked,
    and `grammar_missing` says why (a catalog id); `grammar_text_level` asks the rules that look at
    a whole text. `word_list` gives a list of resources/words/.
    """

    brief: Brief
    lexicon: Lexicon
    word_list: WordList
    sources: tuple[Source, ...] = ()
    keyphrase: str = ""
    rewritten: bool = True
    like_yoast: bool = False
    typography: str = "web"
    site_suffix: str = ""
    accepted: frozenset[str] = frozenset()
    used_keyphrases: frozenset[str] = frozenset()
    grammar: Grammar | None = None
    grammar_text_level: Grammar | None = None
    grammar_missing: str = "grammar.off"


M = TypeVar("M")


class Check(Protocol[M]):
    """One of the checks; `name` is the first part of its findings' ids."""

    name: str

    def facet(self, context: CheckContext) -> Hashable:
        """Give what `measure` depends on in the context, as a cache key."""
        ...

    def measure(self, content: BlockContent, context: CheckContext) -> M:
        """Measure one block, wherever it stands."""
        ...

    def judge(
        self, article: Article, measures: Sequence[tuple[Block, M]], context: CheckContext
    ) -> list[Finding]:
        """Say what the measures mean; at least one finding, also when all is good."""
        ...


def where(block: Block, start: int, end: int) -> Where:
    """Give the place in the body of a span of a block's plain text."""
    return Where(*block.to_markdown(start, end))


MeasureCache = dict[tuple[str, str, Hashable], object]
Params = Mapping[str, object]


def measured(
    check: Check[M],
    content: BlockContent,
    context: CheckContext,
    cache: MeasureCache,
    facet: Hashable = None,
) -> M:
    """Give a check's measure of a block, from the cache where it is known.

    `facet` is the check's own, for whoever asks about many blocks at once.
    """
    key = (check.name, content.markdown, check.facet(context) if facet is None else facet)
    if key not in cache:
        cache[key] = check.measure(content, context)
    return cast("M", cache[key])
