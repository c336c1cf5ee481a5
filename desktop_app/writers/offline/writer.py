"""The offline writer: the sources' own sentences, cut, headed and described; nothing invented."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING

from desktop_app.errors import NotFrenchError
from desktop_app.events import Delta, Event, Notice, Progress
from desktop_app.model import Article, Brief, Source, WriterSummary, Written
from desktop_app.writers.offline.material import material
from desktop_app.writers.offline.plan import Plan, Planner

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon
    from desktop_app.writers.base import Assess

WordList = Callable[[str], Iterable[str]]


class OfflineWriter:
    """Writes an article from the sources' own sentences, without AI; a `writers.base.Writer`."""

    def __init__(self, lexicon: Lexicon, word_list: WordList) -> None:
        """Take the lexicon and the reader of resources/words/ lists."""
        self._planner = Planner(lexicon, word_list)

    def write(
        self, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        """Say what cannot be had, then give the article block by block.

        Raises NotFrenchError when a source is in another language.
        """
        for source in sources:
            if source.language not in ("fr", "", "und"):
                raise NotFrenchError(path=source.path, language=source.language)
        matter = material(sources, brief.keep_headings)
        yield from _notices(sum(piece.words for piece in matter.pieces), brief)
        yield Progress(None)
        plan = self._planner.plan(matter, brief)
        blocks = list(plan.blocks)
        for number, block in enumerate(blocks):
            last = number + 1 == len(blocks)
            yield Delta(block if last else f"{block}\n\n")
        return Written(_article(plan, "\n\n".join(blocks)), summary=WriterSummary(kind="offline"))

    def keyphrases(self, sources: tuple[Source, ...]) -> tuple[str, ...]:
        """Give the keyphrases these sources suggest, the best first."""
        plan = self._planner.plan(material(sources, keep_headings=True), Brief())
        return tuple(dict.fromkeys(k for k in (plan.keyphrase, *plan.suggestions) if k))


def _notices(words: int, brief: Brief) -> Generator[Event, None, None]:
    wanted = brief.length.minimum if brief.length else None
    if wanted and words < wanted:
        yield Notice("offline.too_short", {"count": words, "wanted": wanted})
    yield Notice("offline.own_words", {})


def _article(plan: Plan, body: str) -> Article:
    return Article(
        body=body,
        title=plan.title,
        seo_title=plan.seo_title,
        meta_description=plan.meta_description,
        slug=plan.slug,
        keyphrase=plan.keyphrase,
        standfirst=plan.standfirst,
        alternatives=plan.alternatives,
        keyphrase_suggestions=plan.suggestions,
    )
