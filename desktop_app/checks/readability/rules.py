"""The rules of readability; thresholds are Yoast's for French.

Sentences the writer may not change are left out of our own counting and told apart: those inside
quotations always, the source's own when nobody rewrites them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from desktop_app.checks.base import CheckContext, where
from desktop_app.checks.readability.measure import ReadabilityMeasure, SentenceFacts
from desktop_app.document import Block
from desktop_app.french.syllables import reading_ease
from desktop_app.model import Finding, Status, Wanted, Where

SECTION = (300, 350)
SECTION_TEXT = 300
PARAGRAPH = (150, 200)
SENTENCE_WORDS = 20
LONG_SENTENCES = (25, 30)
PASSIVES = (10, 15)
TRANSITIONS = (30, 20)
TRANSITIONS_TEXT = 200
OPENINGS = 3
EASE = 50

Placed = tuple[Block, SentenceFacts]


@dataclass(frozen=True)
class View:
    """One article as the readability rules see it."""

    measures: Sequence[tuple[Block, ReadabilityMeasure]]
    context: CheckContext

    @cached_property
    def all_sentences(self) -> list[Placed]:
        """Every sentence with its block."""
        return [(b, s) for b, m in self.measures for s in m.sentences]

    @cached_property
    def sentences(self) -> list[Placed]:
        """The sentences that count: Yoast counts quotations, we do not."""
        if self.context.like_yoast:
            return self.all_sentences
        return [(b, s) for b, s in self.all_sentences if not s.quoted]

    @cached_property
    def quoted(self) -> list[Placed]:
        """The sentences inside quotations, which nobody may change."""
        return [(b, s) for b, s in self.all_sentences if s.quoted]

    @cached_property
    def words(self) -> int:
        """The words of the whole body."""
        return sum(m.words for _, m in self.measures)


Rule = Callable[[View], list[Finding]]


def section_length(view: View) -> list[Finding]:
    """At most 300 words under a heading; over 350 is too much. A short text needs none."""
    name = "readability.section_length"
    wanted = Wanted(None, SECTION[0], "words")
    sections = list(_sections(view))
    headed = any(b.kind == "heading" for b, _ in view.measures)
    longest = max((words for words, _ in sections), default=0)
    if not headed and view.words > SECTION_TEXT:
        params = {"count": view.words, "maximum": SECTION[0]}
        message = "readability.section_length.no_heading"
        return [Finding(name, "problem", params, longest, wanted, message=message)]
    long = [(words, place) for words, place in sections if words > SECTION[0]]
    status: Status = "good"
    if long and view.words > SECTION_TEXT:
        status = "problem" if longest > SECTION[1] else "improve"
    params = {"count": longest, "maximum": SECTION[0]}
    places = tuple(place for _, place in long)
    place = max(long, default=(0, None), key=lambda pair: pair[0])[1]
    return [Finding(name, status, params, longest, wanted, place, places)]


def _sections(view: View) -> Iterator[tuple[int, Where]]:
    words, first, last = 0, None, None
    for block, measure in view.measures:
        if block.kind == "heading":
            if first is not None and last is not None:
                yield words, Where(first.start, last.end)
            words, first, last = 0, block, block
        else:
            words += measure.words
            first, last = first or block, block
    if first is not None and last is not None:
        yield words, Where(first.start, last.end)


def paragraph_length(view: View) -> list[Finding]:
    """At most 150 words in a paragraph; over 200 is too much."""
    paragraphs = [(b, p) for b, m in view.measures for p in m.paragraphs]
    longest = max((p.words for _, p in paragraphs), default=0)
    long = [(b, p) for b, p in paragraphs if p.words > PARAGRAPH[0]]
    status: Status = "good"
    if long:
        status = "problem" if longest > PARAGRAPH[1] else "improve"
    places = tuple(where(b, p.start, p.end) for b, p in long)
    params = {"count": len(long), "longest": longest, "maximum": PARAGRAPH[0]}
    wanted = Wanted(None, PARAGRAPH[0], "words")
    name = "readability.paragraph_length"
    place = places[0] if places else None
    return [softened(Finding(name, status, params, longest, wanted, place, places), view.context)]


def sentence_length(view: View) -> list[Finding]:
    """At most 25 % of sentences over 20 words; over 30 % is too much."""
    long = [(b, s) for b, s in view.sentences if s.words > SENTENCE_WORDS]
    total = len(view.sentences)
    found = _share("readability.sentence_length", view, long, LONG_SENTENCES, total)
    in_quotations = [(b, s) for b, s in view.quoted if s.words > SENTENCE_WORDS]
    return [found, *_in_quotations("readability.sentence_length", in_quotations)]


def consecutive_openings(view: View) -> list[Finding]:
    """Never three sentences in a row that open with the same word."""
    repeated = [(group, count) for group, count in _same_openings(view) if count >= OPENINGS]
    name = "readability.consecutive_openings"
    wanted = Wanted(None, OPENINGS - 1)
    if not repeated:
        return [Finding(name, "good", wanted=wanted)]
    longest, count = max(repeated, key=lambda pair: pair[1])
    places = tuple(where(b, s.start, s.end) for group, _ in repeated for b, s in group)
    params = {"count": count, "opening": longest[0][1].opening, "groups": len(repeated)}
    found = Finding(name, "problem", params, count, wanted, places[0], places)
    return [softened(found, view.context)]


def _same_openings(view: View) -> Iterator[tuple[list[Placed], int]]:
    """Give runs of sentences that open alike, and how many Yoast or we count in each.

    Yoast adds a closing mark that stands alone to the run after it, and looks at headings.
    """
    kinds = ("paragraph", "heading") if view.context.like_yoast else ("paragraph", "list")
    group: list[Placed] = []
    extra = waiting = 0
    for block, measure in view.measures:
        if block.kind not in kinds:
            continue
        for sentence in measure.sentences:
            if group and sentence.opening and group[0][1].opening == sentence.opening:
                extra += waiting
            else:
                if group:
                    yield group, len(group) + extra
                group, extra = [], waiting
            group.append((block, sentence))
            waiting = 0
        waiting += measure.wordless
    if group:
        yield group, len(group) + extra


def passive_voice(view: View) -> list[Finding]:
    """At most 10 % of sentences in the passive; over 15 % is too much."""
    passive = [(b, s) for b, s in view.sentences if s.passive is not None]
    total = len(view.sentences)
    if view.context.like_yoast:
        total = sum(m.passive_total for _, m in view.measures)
    return [_share("readability.passive_voice", view, passive, PASSIVES, total)]


def transition_words(view: View) -> list[Finding]:
    """Want a connector in at least 30 % of sentences; under 20 % is too little. News needs none."""
    name = "readability.transition_words"
    total = len(view.sentences)
    linked = sum(1 for _, s in view.sentences if s.transition)
    share = 100 * linked / total
    status: Status = "good" if share >= TRANSITIONS[0] else "problem"
    if TRANSITIONS[1] <= share < TRANSITIONS[0]:
        status = "improve"
    if view.words < TRANSITIONS_TEXT:
        status = "good"
    params = {"count": linked, "total": total, "share": round(share), "minimum": TRANSITIONS[0]}
    found = Finding(name, status, params, round(share, 1), Wanted(TRANSITIONS[0], None, "%"))
    if status != "good" and view.context.brief.tone == "presse" and not view.context.like_yoast:
        return [replace(found, status="info", message="readability.transition_words.presse")]
    return [softened(found, view.context)]


def ease(view: View) -> list[Finding]:
    """Kandel and Moles' ease of reading; from 50 on a text reads without effort."""
    sentences = view.sentences
    words = sum(s.words for _, s in sentences)
    value = reading_ease(words, len(sentences), sum(s.syllables for _, s in sentences))
    status: Status = "good" if value >= EASE else "improve"
    found = Finding(
        "readability.reading_ease",
        status,
        {"value": round(value), "minimum": EASE},
        value,
        Wanted(EASE, 100, "points"),
    )
    return [softened(found, view.context)]


RULES: tuple[Rule, ...] = (
    section_length,
    paragraph_length,
    sentence_length,
    consecutive_openings,
    passive_voice,
    transition_words,
    ease,
)


def softened(finding: Finding, context: CheckContext) -> Finding:
    """Turn a wish about wording into information when the sentences are the source's own."""
    if context.rewritten or finding.status not in ("improve", "problem"):
        return finding
    return replace(finding, status="info", message="")


def _share(
    name: str, view: View, faulty: Sequence[Placed], limits: tuple[int, int], total: int
) -> Finding:
    share = 100 * len(faulty) / total
    status: Status = "good" if share <= limits[0] else "improve"
    if share > limits[1]:
        status = "problem"
    places = tuple(where(b, s.start, s.end) for b, s in faulty)
    params = {"count": len(faulty), "total": total, "share": round(share), "maximum": limits[0]}
    place = places[0] if places else None
    wanted = Wanted(None, limits[0], "%")
    return softened(
        Finding(name, status, params, round(share, 1), wanted, place, places), view.context
    )


def _in_quotations(name: str, sentences: Sequence[Placed]) -> list[Finding]:
    if not sentences:
        return []
    places = tuple(where(b, s.start, s.end) for b, s in sentences)
    params = {"count": len(sentences)}
    message = f"{name}.in_quotations"
    return [Finding(name, "info", params, len(sentences), None, places[0], places, message=message)]
