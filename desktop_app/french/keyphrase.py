"""Finds a keyphrase in French text: elided, plural, feminine, conjugated, its words in any order.

Like Yoast (free): the words of the keyphrase as they are written, or without their accents.
Ours: every form of each word, by the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.french.fixed_phrases import Run, pieces, runs
from desktop_app.french.slug import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.french.sentences import Sentence

_QUOTED = re.compile(r"[\"«“”](.*)[\"»“”]")
_SPLIT = re.compile(r"[\s\u00a0\u202f/–—]+")
_ELISION = re.compile(
    r"(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\w)", re.IGNORECASE
)
_APOSTROPHE = re.compile(r"['’ʼ]")
_WORD = re.compile(r"[^\W_]+")
_VERBS = frozenset({"v", "auxEtre", "auxAvoir"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hits:
    """What one sentence holds of a keyphrase.

    `count` is how often all its words stand there, `found` the indexes of the words seen at all,
    `spans` the places (of whole occurrences only, a word or run of words each).
    """

    count: int
    found: frozenset[int]
    spans: tuple[Span, ...]


NOTHING = Hits(0, frozenset(), ())


class Keyphrase:
    """A keyphrase ready to be looked for.

    `words` are its content words (all of them when it has none but function words); each is a run
    of pieces, because hyphens and apostrophes cut. `quoted` asks for the exact phrase.
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        function_words: Collection[str],
        *,
        like_yoast: bool = False,
    ) -> None:
        """Take the keyphrase as typed; quotation marks around it ask for it word for word."""
        quoted = _QUOTED.fullmatch(text.strip())
        self.text = quoted.group(1).strip() if quoted else text.strip()
        self.quoted = quoted is not None
        self.like_yoast = like_yoast
        self._lexicon = lexicon
        self._function_words = frozenset(function_words)
        self._names = self._proper_names()
        self.phrase = pieces(self.text)
        self.only_function_words = bool(self.phrase) and self._function_words.issuperset(
            self.phrase
        )
        self.words: tuple[tuple[str, ...], ...] = (
            (self.phrase,) if self.quoted and self.phrase else tuple(dict.fromkeys(self._content()))
        )
        self._matching = lru_cache(maxsize=20_000)(self._indexes)
        self._starts = [word[0] for word in self.words]

    @property
    def length(self) -> int:
        """The number of content words, as the way of counting cuts them."""
        return len(self.phrase) if self.quoted else len(self.words)

    def may_stand_in(self, words: Sequence[Run]) -> bool:
        """Tell, quickly, whether any word of the keyphrase is among these."""
        return any(self._matching(run.text) for run in words)

    def hits(self, words: Sequence[Run]) -> Hits:
        """Look for the keyphrase among the runs of one sentence."""
        if not self.words:
            return NOTHING
        places: list[list[Span]] = [[] for _ in self.words]
        matching = self._matching
        for index, run in enumerate(words):
            for number in matching(run.text):
                end = self._end(words, index, number)
                if end:
                    places[number].append((run.start, words[end - 1].end))
        found = frozenset(number for number, spans in enumerate(places) if spans)
        count = min(len(spans) for spans in places)
        if not count:
            return Hits(0, found, ()) if found else NOTHING
        spans = sorted({span for some in places for span in some})
        return Hits(count, found, _joined(spans))

    def in_text(self, text: str) -> Hits:
        """Look for the keyphrase in a text taken as one sentence."""
        return self.hits(runs(text))

    def in_sentences(self, sentences: Sequence[Sentence]) -> Hits:
        """Look for the keyphrase in each sentence, and add up."""
        count, found, spans = 0, frozenset[int](), list[Span]()
        for sentence in sentences:
            hits = self.in_text(sentence.text)
            count, found = count + hits.count, found | hits.found
            spans += [(sentence.start + a, sentence.start + b) for a, b in hits.spans]
        return Hits(count, found, tuple(spans))

    def in_slug(self, slug: str) -> frozenset[int]:
        """Give the indexes of the words that an address holds, accents apart."""
        seen = runs(slug)
        plain = [tuple(pieces(fold(" ".join(word)))) for word in self.words]
        texts = [run.text for run in seen]
        found = {
            number
            for number, word in enumerate(plain)
            if any(tuple(texts[i : i + len(word)]) == word for i in range(len(texts)))
        }
        return frozenset(found) if self.like_yoast else frozenset(found) | self.hits(seen).found

    def exact(self, text: str) -> int:
        """Give the index of the first run at which the whole phrase stands, function words too.

        −1 when it does not; 0 also when only function words come before it.
        """
        words = [run.text for run in runs(text)]
        size = len(self.phrase)
        for index in range(len(words) - size + 1):
            if size and all(
                self._same(a, b)
                for a, b in zip(self.phrase, words[index : index + size], strict=True)
            ):
                leading = words[:index]
                if self._function_words.issuperset(leading) and not self.only_function_words:
                    return 0
                return index
        return -1

    def _content(self) -> list[tuple[str, ...]]:
        words: list[tuple[str, ...]] = []
        for word in _SPLIT.split(self.text):
            if self.like_yoast and not _APOSTROPHE.search(word):
                words += [(piece,) for piece in pieces(word)]
            else:
                words.append(pieces(word if self.like_yoast else _ELISION.sub("", word)))
        words = [word for word in words if word]
        return [word for word in words if not self._function_words.issuperset(word)] or words

    def _end(self, words: Sequence[Run], index: int, number: int) -> int:
        word = self.words[number]
        end = index + len(word)
        if len(word) == 1:
            return end
        if end > len(words):
            return 0
        same = all(self._same(a, run.text) for a, run in zip(word, words[index:end], strict=True))
        return end if same else 0

    def _indexes(self, run: str) -> tuple[int, ...]:
        return tuple(n for n, start in enumerate(self._starts) if self._same(start, run))

    def _same(self, wanted: str, seen: str) -> bool:
        if wanted == seen or (folded := fold(wanted)) == seen:
            return True
        if self.like_yoast:
            return False
        if self.quoted or wanted in self._names:
            return folded == fold(seen)
        lemmas = self._lemmas(wanted)
        if lemmas and (others := self._lemmas(seen)):
            return not lemmas.isdisjoint(others)
        return folded == fold(seen) or _same_unknown(folded, fold(seen))

    def _lemmas(self, word: str) -> frozenset[str]:
        """Give a word's lemmas; a noun is no verb (« livre » is not « livrer »), unless it must."""
        readings = self._lexicon.readings(word)
        nominal = frozenset(r.lemma for r in readings if r.pos in ("nc", "np", "adj"))
        return nominal or frozenset(r.lemma for r in readings if r.pos in _VERBS)

    def _proper_names(self) -> frozenset[str]:
        capitals = [word for word in _WORD.findall(self.text) if word[0].isupper()]
        return frozenset(
            word.lower()
            for word in capitals
            if any(r.pos == "np" for r in self._lexicon.readings(word))
        )


def _same_unknown(wanted: str, seen: str) -> bool:
    """Tell whether two unknown words differ by a plural only."""
    return len(wanted) > 3 and wanted.rstrip("sx") == seen.rstrip("sx") and len(seen) > 3


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join words that stand next to each other, so that a place is a phrase where it is one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
