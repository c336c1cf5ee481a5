"""The style check: tics that tell a text nobody read again before it left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext, where
from desktop_app.checks.counting import WordTools
from desktop_app.checks.quoted import Span, quoted_spans, touches
from desktop_app.checks.readability.rules import softened
from desktop_app.french.fixed_phrases import PhraseFinder, Run, runs
from desktop_app.french.words import tokens
from desktop_app.model import Article, Finding, Where

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from desktop_app.document import Block, BlockContent

ENGLISH_RUN = 4
ENGLISH_WORDS = 3
ALIKE = 1.5
TITLE_CASE_WORDS = 3
TITLE_CASE_SHARE = 0.6
SHORT_WORD = 3
SAME_SECTIONS = 3
_COMMON = frozenset({"nc", "adj", "v", "adv"})


@dataclass(frozen=True, slots=True)
class StyleMeasure:
    """One block seen by the style check: places in its plain text, and how it opens."""

    stock: tuple[Span, ...]
    english: tuple[Span, ...]
    title_case: bool
    opening: str


class StyleCheck:
    """English left in the text, Title Case, stock phrases, sections that open alike."""

    name = "style"

    def __init__(self) -> None:
        """Begin with nothing prepared."""
        self._tools = WordTools()

    def facet(self, context: CheckContext) -> Hashable:
        """Give what a measure depends on: the block alone."""
        return None

    def measure(self, content: BlockContent, context: CheckContext) -> StyleMeasure:
        """Find the tics of one block, outside quotations."""
        if content.kind in ("code", "rule"):
            return StyleMeasure((), (), title_case=False, opening="")
        words = runs(content.plain)
        quotations = quoted_spans(content.plain)
        return StyleMeasure(
            _stock(words, quotations, self._tools.phrases(context, "ai_phrases")),
            _english(content.plain, words, quotations, self._tools, context),
            title_case=content.kind == "heading" and _title_case(content.plain, context),
            opening=" ".join(run.text for run in words[:2]),
        )

    def judge(
        self,
        article: Article,
        measures: Sequence[tuple[Block, StyleMeasure]],
        context: CheckContext,
    ) -> list[Finding]:
        """Name each tic with its places; one finding says that there is none."""
        found = [
            *_found("style.english", _places(measures, "english"), article),
            *_found("style.ai_phrases", _places(measures, "stock"), article),
            *_found("style.title_case", _title_case_places(article, measures, context), article),
            *_found("style.same_openings", _same_openings(measures), article),
        ]
        return [softened(f, context) for f in found] or [Finding("style.tics", "good")]


def _stock(
    words: Sequence[Run], quotations: Sequence[Span], phrases: PhraseFinder
) -> tuple[Span, ...]:
    hits = phrases.all([run.text for run in words])
    spans = [(words[a].start, words[b - 1].end) for a, b in hits]
    return tuple(span for span in spans if not touches(*span, quotations))


def _english(
    plain: str,
    words: Sequence[Run],
    quotations: Sequence[Span],
    tools: WordTools,
    context: CheckContext,
) -> tuple[Span, ...]:
    english = tools.words("english_words", context)
    if sum(1 for run in words if run.text in english) < ENGLISH_WORDS:
        return ()
    french = tools.words("french_words", context)
    spans: list[Span] = []
    group: list[tuple[Run, bool]] = []
    for run in [*words, Run("", len(plain), len(plain))]:
        if run.text and run.text not in french and run.text.isalpha():
            group.append((run, run.text in english or run.text not in context.lexicon))
            continue
        spans += _english_span(group, english)
        group = []
    return tuple(span for span in spans if not touches(*span, quotations))


def _english_span(group: Sequence[tuple[Run, bool]], english: frozenset[str]) -> list[Span]:
    """Take a stretch without French function words for English when its own kind prevails.

    A word both languages write alike (« article ») may stand inside.
    """
    foreign = [run for run, is_foreign in group if is_foreign]
    certain = sum(run.text in english for run in foreign)
    if len(foreign) < ENGLISH_RUN or certain < ENGLISH_WORDS:
        return []
    between = [run for run, _ in group if foreign[0].start <= run.start <= foreign[-1].start]
    if len(between) > ALIKE * len(foreign):
        return []
    return [(foreign[0].start, foreign[-1].end)]


def _title_case(plain: str, context: CheckContext) -> bool:
    """Whether most common words after the first have a capital (« Les Meilleurs Conseils »)."""
    words = [token.text for token in tokens(plain) if token.kind == "word"][1:]
    common = [word for word in words if len(word) > SHORT_WORD and _is_common(word, context)]
    raised = [word for word in common if word[0].isupper() and not word.isupper()]
    return len(raised) >= TITLE_CASE_WORDS and len(raised) >= TITLE_CASE_SHARE * len(common)


def _is_common(word: str, context: CheckContext) -> bool:
    if word[0].isupper() and any(r.pos == "np" for r in context.lexicon.readings(word)):
        return False
    return any(r.pos in _COMMON for r in context.lexicon.readings(word.lower()))


def _places(measures: Sequence[tuple[Block, StyleMeasure]], name: str) -> list[Where]:
    return [where(block, *span) for block, measure in measures for span in getattr(measure, name)]


def _title_case_places(
    article: Article, measures: Sequence[tuple[Block, StyleMeasure]], context: CheckContext
) -> list[Where]:
    places = [where(b, 0, len(b.plain)) for b, measure in measures if measure.title_case]
    if _title_case(article.title, context):
        places.insert(0, Where(0, len(article.title), "title"))
    return places


def _same_openings(measures: Sequence[tuple[Block, StyleMeasure]]) -> list[Where]:
    """Give the first paragraphs of sections that open alike, from three on."""
    opening: dict[str, list[Block]] = defaultdict(list)
    after_heading = False
    for block, measure in measures:
        if block.kind == "heading":
            after_heading = True
        elif measure.opening:
            if after_heading:
                opening[measure.opening].append(block)
            after_heading = False
    groups = [blocks for blocks in opening.values() if len(blocks) >= SAME_SECTIONS]
    return [where(b, 0, len(b.plain)) for blocks in groups for b in blocks]


def _found(name: str, places: Sequence[Where], article: Article) -> list[Finding]:
    if not places:
        return []
    first = places[0]
    text = article.title if first.field == "title" else article.body
    params = {"count": len(places), "example": text[first.start : first.end][:80]}
    return [Finding(name, "improve", params, len(places), None, first, tuple(places))]
