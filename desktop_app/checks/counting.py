"""Sentences and words, counted in our way or as Yoast (free) counts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, cast

from desktop_app.document import Kind, count_words
from desktop_app.french.fixed_phrases import PairFinder, PhraseFinder
from desktop_app.french.keyphrase import Keyphrase
from desktop_app.french.sentences import Sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.checks.base import CheckContext, WordList
    from desktop_app.french.lexicon import Lexicon

T = TypeVar("T")

YOAST_SKIPS = frozenset({"quote", "code", "rule"})

_SPACE = r"\s\u00a0\u202f"
_YOAST_NO_WORD = r"\-–—&+:×….,;!?()«»\"'’‘“”\[\]{}<>\U0001F000-\U0001FAFF"
_YOAST_WORD = re.compile(rf"[^{_SPACE}]*[^{_SPACE}{_YOAST_NO_WORD}][^{_SPACE}]*")
_YOAST_END = re.compile(
    rf"[.?!…]+[”\"’')\]]*(?=[{_SPACE}]+(?:»|[«“\"'‘(\[{_SPACE}]*[^\W_a-zà-öø-ÿœ]))"
)


def sentences_of(plain: str, *, like_yoast: bool, kind: Kind = "paragraph") -> list[Sentence]:
    """Cut a block's plain text into sentences.

    Yoast knows no abbreviations (« M. Wang » is two sentences), begins a sentence before a closing
    « » », and ends none at a line feed, but for items and cells.
    """
    if not like_yoast:
        return sentences(plain)
    if kind not in ("list", "table"):
        plain = plain.replace("\n", " ")
    return _yoast_sentences(plain)


def words_of(text: str, *, like_yoast: bool) -> int:
    """Count the words of a text: as the contract does, or as Yoast does.

    For Yoast no-break spaces split, and most symbols standing alone (« % », « = ») are words.
    """
    return len(_YOAST_WORD.findall(text)) if like_yoast else count_words(text)


def _yoast_sentences(plain: str) -> list[Sentence]:
    found: list[Sentence] = []
    position = 0
    for line in plain.split("\n"):
        begin = 0
        for match in _YOAST_END.finditer(line):
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
        self._made: dict[tuple[object, tuple[str, ...], WordList], object] = {}
        self._keyphrases: dict[tuple[str, bool, Lexicon], Keyphrase] = {}

    def words(self, name: str, context: CheckContext) -> frozenset[str]:
        """Give a list as it is."""
        return self._get(frozenset, context, name)

    def phrases(self, context: CheckContext, *names: str) -> PhraseFinder:
        """Give lists as a finder of phrases."""
        return self._get(PhraseFinder, context, *names)

    def pairs(self, context: CheckContext, *names: str) -> PairFinder:
        """Give lists of two-part phrases as a finder."""
        return self._get(PairFinder, context, *names)

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

    def _get(self, make: Callable[[frozenset[str]], T], context: CheckContext, *names: str) -> T:
        key = (make, names, context.word_list)
        if key not in self._made:
            lists = [context.word_list(name) for name in names]
            self._made[key] = make(frozenset[str]().union(*lists))
        return cast("T", self._made[key])
