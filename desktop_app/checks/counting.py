"""Sentences and words, counted in our way or as Yoast (free) counts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, cast

from desktop_app.document import count_words
from desktop_app.french.fixed_phrases import PairFinder, PhraseFinder
from desktop_app.french.keyphrase import Keyphrase
from desktop_app.french.sentences import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.checks.base import CheckContext, WordList
    from desktop_app.french.lexicon import Lexicon

T = TypeVar("T")

_YOAST_WORD = re.compile(r"[^\s\u00a0\u202f]*\w[^\s\u00a0\u202f]*")
_YOAST_END = re.compile(r"[.?!;…]+[»”\"’')\]]*(?=[\s\u00a0\u202f])")
_YOAST_BEGIN = re.compile(r"[\s\u00a0\u202f]+[«“\"'‘’(\[\s\u00a0\u202f]*[^\W_a-zà-öø-ÿœ]")


def sentences_of(plain: str, *, like_yoast: bool) -> list[Sentence]:
    """Cut a block's plain text into sentences.

    Yoast knows no abbreviations: « M. Wang » is two sentences for it.
    """
    return _yoast_sentences(plain) if like_yoast else sentences(plain)


def words_of(text: str, *, like_yoast: bool) -> int:
    """Count the words of a text: as the contract does, or as Yoast does (no-break spaces split)."""
    return len(_YOAST_WORD.findall(text)) if like_yoast else count_words(text)


def _yoast_sentences(plain: str) -> list[Sentence]:
    found: list[Sentence] = []
    position = 0
    for line in plain.split("\n"):
        begin = 0
        for match in _YOAST_END.finditer(line):
            if _YOAST_BEGIN.match(line, match.end()):
                _add(found, line, begin, match.end(), position)
                begin = match.end()
        _add(found, line, begin, len(line), position)
        position += len(line) + 1
    return found


def _add(found: list[Sentence], line: str, begin: int, end: int, position: int) -> None:
    piece = line[begin:end]
    stripped = piece.strip()
    if stripped:
        start = position + begin + len(piece) - len(piece.lstrip())
        found.append(Sentence(stripped, start, start + len(stripped)))


_KEYPHRASES_KEPT = 100


class WordTools:
    """The word lists of one check, each read and prepared once.

    Owned by a check object: its lists are constants of the program, so results do not depend on
    the order of calls.
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._made: dict[tuple[str, WordList], object] = {}
        self._keyphrases: dict[tuple[str, bool, Lexicon], Keyphrase] = {}

    def words(self, name: str, context: CheckContext) -> frozenset[str]:
        """Give a list as it is."""
        return self._get(name, context, lambda lines: lines)

    def phrases(self, name: str, context: CheckContext) -> PhraseFinder:
        """Give a list as a finder of phrases."""
        return self._get(name, context, PhraseFinder)

    def pairs(self, name: str, context: CheckContext) -> PairFinder:
        """Give a list of two-part phrases as a finder."""
        return self._get(name, context, PairFinder)

    def function_words(self, context: CheckContext, *, like_yoast: bool) -> frozenset[str]:
        """Give the words that do not count in a keyphrase; for Yoast also vague adjectives."""
        words = self.words("function_words", context)
        return words | self.words("vague_words", context) if like_yoast else words

    def keyphrase(self, text: str, context: CheckContext, *, like_yoast: bool) -> Keyphrase:
        """Give a keyphrase ready to be looked for; one without letters has no words."""
        key = (text, like_yoast, context.lexicon)
        if key not in self._keyphrases:
            if len(self._keyphrases) >= _KEYPHRASES_KEPT:
                self._keyphrases.clear()
            words = self.function_words(context, like_yoast=like_yoast)
            self._keyphrases[key] = Keyphrase(text, context.lexicon, words, like_yoast=like_yoast)
        return self._keyphrases[key]

    def _get(self, name: str, context: CheckContext, make: Callable[[frozenset[str]], T]) -> T:
        key = (name, context.word_list)
        if key not in self._made:
            self._made[key] = make(context.word_list(name))
        return cast("T", self._made[key])
