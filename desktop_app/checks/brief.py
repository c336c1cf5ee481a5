"""The brief check: what was asked for, and whether the article does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext, where
from desktop_app.checks.counting import WordTools, sentences_of
from desktop_app.checks.demands import demanded
from desktop_app.document import Block, BlockContent, count_words
from desktop_app.french.fixed_phrases import runs
from desktop_app.french.quotations import quotations
from desktop_app.model import Article, Finding, Status, Wanted, WantedTerm, Where

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from desktop_app.french.keyphrase import Span

HEADINGS_FROM = 300
FRENCH_SHARE = 0.2
ENOUGH_WORDS = 8
# A third of English running text is function words; a French sentence with an English title has
# French ones beside them.
ENGLISH_WORDS = 8
ENGLISH_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class BriefMeasure:
    """One block seen by the brief check.

    `keywords` holds the places of each keyword's words, the keyphrase first, `counts` how often
    it stands there.
    """

    words: int
    runs: int
    french: int
    english: int
    keywords: tuple[tuple[Span, ...], ...]
    counts: tuple[int, ...] = ()


class BriefCheck:
    """Length, headings, language, keyphrase and keywords, as the brief asks."""

    name = "brief"

    def __init__(self) -> None:
        """Begin with nothing prepared."""
        self._tools = WordTools()

    def facet(self, context: CheckContext) -> Hashable:
        """Give what a measure depends on: the wanted keywords."""
        return _wanted_keywords(context)

    def measure(self, content: BlockContent, context: CheckContext) -> BriefMeasure:
        """Count words, French and English function words, and keywords."""
        words = runs(content.plain)
        french = self._tools.words("french_words", context)
        english = self._tools.words("english_words", context)
        found = [self._places(content.plain, word, context) for word in _wanted_keywords(context)]
        return BriefMeasure(
            count_words(content.plain),
            len(words),
            sum(1 for run in words if run.text in french),
            sum(1 for run in words if run.text in english),
            tuple(spans for spans, _ in found),
            tuple(count for _, count in found),
        )

    def judge(
        self,
        article: Article,
        measures: Sequence[tuple[Block, BriefMeasure]],
        context: CheckContext,
    ) -> list[Finding]:
        """Set each wish of the brief beside what the article does."""
        words = sum(m.words for _, m in measures)
        asked = demanded(article, [block for block, _ in measures], context)
        headings = [] if context.brief.demands.headings else [_headings(words, measures, context)]
        return [
            _length(words, context),
            *headings,
            _language(measures),
            self._keyphrase(article, measures, context),
            _keywords(measures, context),
            *asked,
        ]

    def _places(
        self, plain: str, keyword: str, context: CheckContext
    ) -> tuple[tuple[Span, ...], int]:
        keyphrase = self._tools.keyphrase(keyword, context, like_yoast=False)
        if not keyphrase.may_stand_in(runs(plain)):
            return (), 0
        found = keyphrase.in_sentences(sentences_of(plain, like_yoast=False))
        return found.spans, found.count

    def _keyphrase(
        self,
        article: Article,
        measures: Sequence[tuple[Block, BriefMeasure]],
        context: CheckContext,
    ) -> Finding:
        name = "brief.keyphrase"
        wanted = context.brief.keyphrase
        if not wanted:
            return Finding(name, "not_checked")
        keyphrase = self._tools.keyphrase(wanted, context, like_yoast=False)
        places = _keyword_places(measures, 0)
        params = {"keyphrase": wanted, "count": len(places)}
        if not places:
            return Finding(name, "problem", params, 0, Wanted(1))
        first = next((m for b, m in measures if b.kind == "paragraph" and m.words), None)
        headed = any(b.kind == "heading" and m.keywords[0] for b, m in measures)
        in_title = keyphrase.in_text(article.seo_title or article.title).count > 0
        in_intro = first is not None and bool(first.keywords[0])
        missing = next(
            (
                part
                for part, present in (
                    ("title", in_title),
                    ("intro", in_intro),
                    ("headings", headed),
                )
                if not present
                and (part != "headings" or any(b.kind == "heading" for b, _ in measures))
            ),
            None,
        )
        if missing:
            message = f"brief.keyphrase.improve.{missing}"
            return Finding(
                name, "improve", params, len(places), Wanted(1), None, places, message=message
            )
        return Finding(name, "good", params, len(places), Wanted(1), None, places)


def _wanted_keywords(context: CheckContext) -> tuple[str, ...]:
    return (context.brief.keyphrase or "", *context.brief.keywords)


def _keyword_places(
    measures: Sequence[tuple[Block, BriefMeasure]], number: int
) -> tuple[Where, ...]:
    return tuple(where(b, *span) for b, m in measures for span in m.keywords[number])


def _length(words: int, context: CheckContext) -> Finding:
    name = "brief.words"
    length = context.brief.length
    if length is None:
        return Finding(name, "info", {"count": words}, words)
    low, high = length.minimum, length.maximum
    wanted = Wanted(low, high, "words")
    if low is not None and words < low:
        params = {"count": words, "minimum": low, "missing": low - words}
        return Finding(name, "problem", params, words, wanted)
    if high is not None and words > high:
        params = {"count": words, "maximum": high, "extra": words - high}
        return Finding(name, "problem", params, words, wanted, message="brief.words.too_long")
    return Finding(name, "good", {"count": words}, words, wanted)


def _headings(
    words: int, measures: Sequence[tuple[Block, BriefMeasure]], context: CheckContext
) -> Finding:
    count = sum(1 for b, _ in measures if b.kind == "heading" and b.level == 2)
    status: Status = "good" if count or words <= HEADINGS_FROM else "problem"
    if status == "problem" and context.brief.length is None:  # a check that nobody briefed
        status = "improve"
    return Finding("brief.headings", status, {"count": count}, count, Wanted(1))


def _language(measures: Sequence[tuple[Block, BriefMeasure]]) -> Finding:
    """French when enough of its words are French function words, and more than are English."""
    total = sum(m.runs for _, m in measures)
    french = sum(m.french for _, m in measures)
    english = sum(m.english for _, m in measures)
    name = "brief.language"
    if total < ENOUGH_WORDS:
        return Finding(name, "not_checked")
    share = french / total
    wanted = Wanted(100 * FRENCH_SHARE, None, "%")
    value = round(100 * share, 1)
    if share < FRENCH_SHARE or french <= english:
        return Finding(name, "problem", value=value, wanted=wanted)
    places = tuple(where(b, 0, len(b.plain)) for b, m in measures if _in_english(b, m))
    if places:
        params = {"count": len(places)}
        return Finding(
            name,
            "problem",
            params,
            value,
            wanted,
            places[0],
            places,
            message="brief.language.paragraphs",
        )
    return Finding(name, "good", value=value, wanted=wanted)


def _in_english(block: Block, measure: BriefMeasure) -> bool:
    """Tell a paragraph in English within a French text; what is quoted may be in any language."""
    return (
        block.kind not in ("quote", "code", "table")
        and measure.runs >= ENGLISH_WORDS
        and measure.english >= ENGLISH_SHARE * measure.runs
        and measure.english > 2 * measure.french
        and not quotations(block.plain)
    )


def _keywords(measures: Sequence[tuple[Block, BriefMeasure]], context: CheckContext) -> Finding:
    name = "brief.keywords"
    keywords = context.brief.keywords
    if not keywords:
        return Finding(name, "not_checked")
    found = {word: _keyword_places(measures, n + 1) for n, word in enumerate(keywords)}
    terms = {term.text: term for term in context.brief.demands.terms}
    counts = {word: sum(m.counts[n + 1] for _, m in measures) for n, word in enumerate(keywords)}
    missing: list[str] = []
    too_often: list[str] = []
    for word, count in counts.items():
        term = terms.get(word, WantedTerm(word))
        counted = word if term.minimum == 1 else f"{word} ({count}/{term.minimum})"
        if count < term.minimum:
            missing.append(counted)
        elif term.maximum is not None and count > term.maximum:
            too_often.append(f"{word} ({count}/{term.maximum})")
    params = {"count": len(missing), "missing": missing, "found": counts, "total": len(keywords)}
    if too_often:
        params["too_often"] = too_often
    wanted = Wanted(len(keywords))
    value = len(keywords) - len(missing)
    places = tuple(place for some in found.values() for place in some)
    status: Status = "problem" if context.rewritten else "improve"
    message = ""
    if not missing and too_often:
        status, message = "improve", "brief.keywords.too_often"
        params["count"] = len(too_often)
    elif any(terms[word].minimum > 1 for word in found if word in terms) and missing:
        message = "brief.keywords.rare"
    state = status if missing or too_often else "good"
    return Finding(name, state, params, value, wanted, None, places, message=message)
