"""Quotations: each of the article's stands in a source word for word, and each source's is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, Unit, changed, missing
from desktop_app.checks.fidelity.sources import SourceIndex, SourceQuotation, WordRun
from desktop_app.checks.fidelity.translated import Said, foreign, originals
from desktop_app.french.quotations import (
    Quotation,
    difference,
    quote_pieces,
    quote_words,
)
from desktop_app.model import Article, Fact, Finding, Status, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext

SHORT = 3
ALIKE = 0.5
DIALOGUE = ("—", "–", "-", ">")
HEADING_SHARE = 0.6


@dataclass(frozen=True)
class Traced:
    """A quotation of the article and the source quotation it is, if any."""

    unit: Unit
    quotation: Quotation
    source: int | None
    kept: bool


def compare_quotations(
    article: Article,
    units: Sequence[Unit],
    index: SourceIndex,
    context: CheckContext,
    level: Status,
) -> tuple[Outcome, list[Traced]]:
    """Trace every quotation both ways; `level` is the status of one left out."""
    outcome = Outcome()
    traced: list[Traced] = []
    finder = _Finder(index)
    unknown: list[Said] = []
    for unit in units:
        for quotation in unit.passage.quotations:
            found = _one(unit, quotation, finder, context)
            if found is None:
                if quote_words(quotation.text):
                    unknown.append((unit, quotation))
                continue
            result, trace = found
            outcome.add(result)
            traced.append(trace)
    given = _unknown(unknown, article.language, finder, context, outcome, traced)
    outcome.add(_repeated(traced, index))
    coverage = _Coverage(index, traced, units)
    left_out = [
        q
        for number, q in enumerate(index.quotations)
        if q.words and number not in given and not coverage.holds(q)
    ]
    distinct = {q.words: q for q in reversed(left_out)}
    items = [(q.quotation.text, q.place.where) for q in reversed(distinct.values())]
    outcome.add(missing("quote", items, level, context))
    return outcome, traced


def _unknown(
    unknown: Sequence[Said],
    language: str,
    finder: _Finder,
    context: CheckContext,
    outcome: Outcome,
    traced: list[Traced],
) -> set[int]:
    """Tell quotations translated from invented ones; give the numbers of the originals."""
    index = finder.index
    # What stands in the description, too, is one translation: its original is found once.
    texts = [" ".join(quote_words(quotation.text)) for _, quotation in unknown]
    whole = [max((t for t in texts if text in t), key=len) for text in texts]
    first = {text: unknown[texts.index(text)] for text in sorted(set(whole), key=texts.index)}
    found = dict(zip(first, originals(list(first.values()), index, language), strict=True))
    pairs = [found[text] for text in whole]
    given = {number for number in pairs if number is not None}
    more = len(foreign(index, language)) > len(given)
    for (unit, quotation), number in zip(unknown, pairs, strict=True):
        place = unit.place(quotation.inner_start, quotation.inner_end)
        traced.append(Traced(unit, quotation, None, False))
        if number is not None:
            source = index.quotations[number]
            outcome.add(
                changed(
                    "quote",
                    "translated",
                    quotation.text,
                    place,
                    context,
                    source_text=source.quotation.text,
                    source_where=source.place.where,
                    how="translated_from",
                )
            )
            continue
        words = quote_words(quotation.text)
        status = "translated" if more else "invented"
        unquoted = not more and index.running.find(words) is not None
        how = "unquoted" if unquoted else ""
        outcome.add(changed("quote", status, quotation.text, place, context, how=how))
    return given


def _one(
    unit: Unit, quotation: Quotation, finder: _Finder, context: CheckContext
) -> tuple[Outcome, Traced] | None:
    words = quote_words(quotation.text)
    if not words:
        return None
    place = unit.place(quotation.inner_start, quotation.inner_end)
    at = finder.verbatim(quotation, words)
    if at is not None:
        source = finder.index.quotations[at]
        fact = Fact(
            "quote", "kept", quotation.text, source.quotation.text, place, source.place.where
        )
        return Outcome([fact]), Traced(unit, quotation, at, True)
    if finder.said_otherwise(words):
        return Outcome([Fact("quote", "kept", quotation.text, None, place)]), Traced(
            unit, quotation, None, True
        )
    near = finder.nearest(words)
    if near is not None:
        source = finder.index.quotations[near]
        span = _matching_span(source.words, words)
        gap = difference(list(span), words)
        result = changed(
            "quote", "altered", quotation.text, place, context,
            source_text=source.quotation.text, source_where=source.place.where,
            replacements=_replacement(source, words), removed=gap.removed, added=gap.added,
            how="altered" if gap.removed and gap.added else "dropped" if gap.removed else "added",
        )  # fmt: skip
        return result, Traced(unit, quotation, near, False)
    return None


def _repeated(traced: Sequence[Traced], index: SourceIndex) -> Outcome:
    """Say which whole quotations the article gives more often than the sources do."""
    given = Counter(q.words for q in index.quotations)
    said: defaultdict[tuple[str, ...], list[Traced]] = defaultdict(list)
    for trace in traced:
        words = tuple(quote_words(trace.quotation.text))
        if trace.kept and trace.unit.body and trace.unit.running and len(words) > SHORT:
            said[words].append(trace)
    outcome = Outcome()
    for words, traces in said.items():
        over = traces[given[words] :] if given[words] else []
        if over:
            places = tuple(t.unit.place(t.quotation.start, t.quotation.end) for t in over)
            params = {"text": traces[0].quotation.text, "count": len(traces)}
            outcome.findings.append(
                Finding(
                    "fidelity.quote",
                    "improve",
                    params,
                    len(traces),
                    Wanted(None, given[words]),
                    places[0],
                    places,
                    message="fidelity.quote.repeated",
                )
            )
    return outcome


def _matching_span(source: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """Give the stretch of the source's words that the article's words cover."""
    blocks = [
        b
        for b in SequenceMatcher(None, source, words, autojunk=False).get_matching_blocks()
        if b.size
    ]
    if not blocks:
        return source
    start = max(0, blocks[0].a - blocks[0].b)
    end = blocks[-1].a + blocks[-1].size + len(words) - blocks[-1].b - blocks[-1].size
    return source[start : min(end, len(source))]


def _replacement(source: SourceQuotation, words: Sequence[str]) -> tuple[str, ...]:
    return (source.quotation.text,) if len(words) >= 0.6 * len(source.words) else ()


class _Finder:
    """Looks quotations up in the sources."""

    def __init__(self, index: SourceIndex) -> None:
        """Take the sources."""
        self.index = index
        self._by_word: dict[str, list[int]] | None = None

    def verbatim(self, quotation: Quotation, words: list[str]) -> int | None:
        """Give the source quotation these words stand in, unbroken but for marked cuts."""
        quoted = self.index.quoted
        found = quoted.find(words)
        if found is not None:
            return found
        pieces = quote_pieces(quotation.text)
        if len(pieces) > 1 or (pieces and pieces[0] != words):
            places = [quoted.find(piece) for piece in pieces]
            if all(p is not None for p in places):
                return places[0]
        if not quotation.closed:
            return self._opening(words)
        return None

    def _opening(self, words: list[str]) -> int | None:
        """Give the source quotation that an unclosed quotation opens with, whole."""
        for i, source in enumerate(self.index.quotations):
            size = len(source.words)
            if size >= 2 and list(source.words) == words[:size]:
                return i
        return None

    def said_otherwise(self, words: list[str]) -> bool:
        """Whether the source says these words without quotation marks, as it may be quoted."""
        line = self.index.running.find(words)
        if line is None:
            return False
        place = self.index.lines[line]
        text = self.index.text(place).lstrip()
        return len(words) <= SHORT or text.startswith(DIALOGUE) or place in self.index.block_quotes

    def nearest(self, words: list[str]) -> int | None:
        """Give the source quotation most like these words; None when none is like them."""
        if self._by_word is None:
            by_word: defaultdict[str, list[int]] = defaultdict(list)
            for i, q in enumerate(self.index.quotations):
                for word in {w.lower() for w in q.words}:
                    by_word[word].append(i)
            self._by_word = dict(by_word)
        by = self._by_word
        rare = sorted({w.lower() for w in words}, key=lambda w: (len(by.get(w, ())), w))
        votes: Counter[int] = Counter()
        for word in rare[:10]:
            votes.update(by.get(word, ())[:60])
        best, score = None, ALIKE
        for i, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:4]:
            alike = _likeness(self.index.quotations[i].words, words)
            if alike > score:
                best, score = i, alike
        return best


def _likeness(source: Sequence[str], words: Sequence[str]) -> float:
    """Give the share of the shorter's words that the other has in the same order."""
    low = [w.lower() for w in source], [w.lower() for w in words]
    matcher = SequenceMatcher(None, *low, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / max(1, len(words)) if len(words) > 2 else 0.0


class _Coverage:
    """Tells which of the sources' quotations the article gives, whole or in part."""

    def __init__(self, index: SourceIndex, traced: Sequence[Traced], units: Sequence[Unit]) -> None:
        """Take what was traced."""
        self._by_words: defaultdict[tuple[str, ...], list[Traced]] = defaultdict(list)
        for trace in traced:
            if trace.source is not None:
                self._by_words[index.quotations[trace.source].words].append(trace)
        self._units = units
        self._run: WordRun | None = None

    def holds(self, source: SourceQuotation) -> bool:
        """Whether the article gives this quotation; in a heading, most of it."""
        mine = self._by_words.get(source.words, ())
        if any(t.unit.running for t in mine):
            return True
        lengths = [len(quote_words(t.quotation.text)) for t in mine]
        if lengths and max(lengths) >= HEADING_SHARE * len(source.words):
            return True
        return len(source.words) <= SHORT and self._says([w.lower() for w in source.words])

    def _says(self, words: list[str]) -> bool:
        if self._run is None:
            texts = [quote_words(u.passage.text.lower()) for u in self._units]
            self._run = WordRun([tuple(text) for text in texts])
        return bool(words) and self._run.find(words) is not None
