"""What the readability checks need of one block: its sentences, each measured once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.checks.counting import YOAST_SKIPS, sentences_of, words_of
from desktop_app.checks.quoted import Span, mostly_quoted, quoted_spans
from desktop_app.french.fixed_phrases import runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.document import BlockContent
    from desktop_app.french.fixed_phrases import PairFinder, PhraseFinder, Run
    from desktop_app.french.passive import PassiveFinder
    from desktop_app.french.syllables import SyllableCounter

_APART = re.compile(r"[;:«»“”()]")
_SILENT = frozenset({"heading", "table", "code", "rule"})


class Paragraph(NamedTuple):
    """A paragraph, item or cell: place in the plain text, and its words."""

    start: int
    end: int
    words: int


class SentenceFacts(NamedTuple):
    """One sentence of a block: place in the plain text, and what was counted in it."""

    start: int
    end: int
    words: int
    syllables: int
    opening: str
    transition: bool
    passive: Span | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class ReadabilityMeasure:
    """One block seen by the readability checks.

    `paragraphs` are its pieces, a list's items each apart, with their words. `passive_total` is how
    many sentences the share of passives is taken of: Yoast cuts them differently there. `wordless`
    counts closing marks at the block's end that Yoast takes for a sentence.
    """

    words: int
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[SentenceFacts, ...]
    passive_total: int
    wordless: int


@dataclass(frozen=True)
class Tools:
    """The prepared lists a measure works with."""

    transitions: PhraseFinder
    pairs: PairFinder
    light_openings: frozenset[str]
    passive: PassiveFinder
    syllables: SyllableCounter


def measure(content: BlockContent, tools: Tools, *, like_yoast: bool) -> ReadabilityMeasure:
    """Measure one block; Yoast counts headings and tables among the sentences, we do not."""
    plain = content.plain
    if like_yoast and content.kind in YOAST_SKIPS:
        return ReadabilityMeasure(0, (), (), 0, 0)
    words = words_of(plain, like_yoast=like_yoast)
    if content.kind in _SILENT and not like_yoast:
        return ReadabilityMeasure(words, (), (), 0, 0)
    quotations = quoted_spans(plain)
    every = runs(plain)
    texts = [run.text for run in every]
    facts: list[SentenceFacts] = []
    begin = 0
    cut = sentences_of(plain, like_yoast=like_yoast, kind=content.kind)
    for sentence in cut:
        end = begin
        while end < len(every) and every[end].start < sentence.end:
            end += 1
        count = words_of(sentence.text, like_yoast=like_yoast)
        if count:
            inside = texts[begin:end]
            voice = _passive(plain, every[begin:end], tools)
            facts.append(
                SentenceFacts(
                    sentence.start,
                    sentence.end,
                    count,
                    tools.syllables.of_all(inside),
                    _opening(sentence.text, inside, tools.light_openings, like_yoast=like_yoast),
                    tools.transitions.first(inside) is not None or tools.pairs.found(inside),
                    voice,
                    mostly_quoted(sentence.start, sentence.end, quotations),
                )
            )
        begin = end
    total = len(cut) + (plain.count("\n") if content.kind == "paragraph" else 0)
    paragraphs = _paragraphs(content, words, like_yoast=like_yoast)
    wordless = len(cut) - len(facts) if like_yoast else 0
    return ReadabilityMeasure(words, paragraphs, tuple(facts), total, wordless)


def _paragraphs(content: BlockContent, words: int, *, like_yoast: bool) -> tuple[Paragraph, ...]:
    if content.kind == "heading":
        return ()
    plain = content.plain
    if content.kind not in ("list", "table") or "\n" not in plain:
        return (Paragraph(0, len(plain), words),)
    pieces: list[Paragraph] = []
    start = 0
    for line in plain.split("\n"):
        end = start + len(line)
        pieces.append(Paragraph(start, end, words_of(line, like_yoast=like_yoast)))
        start = end + 1
    return tuple(pieces)


def _passive(plain: str, words: Sequence[Run], tools: Tools) -> Span | None:
    found = tools.passive.first([run.text for run in words])
    if found is None:
        return None
    start, end = words[found[0]].start, words[found[1]].end
    return None if _APART.search(plain, start, end) else (start, end)


def _opening(
    sentence: str, words: Sequence[str], light: frozenset[str], *, like_yoast: bool
) -> str:
    """Give what a sentence opens with; for Yoast a bullet is a word too."""
    if like_yoast and words_of(sentence[0], like_yoast=True) and not sentence[0].isalnum():
        return sentence[0]
    if words and words[0] in light:
        return " ".join(words[:2])
    return words[0] if words else ""
