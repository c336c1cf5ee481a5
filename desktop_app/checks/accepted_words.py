"""Words no spelling remark may touch: the sources' proper names, keyphrases, the user's own."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.checks.ignored import Ignored
from desktop_app.french.sentences import sentences
from desktop_app.french.words import APOSTROPHES, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.french.lexicon import Lexicon
    from desktop_app.model import Source

_OPENERS = frozenset('«“":—•')
_ARTICLES = frozenset({"le", "la", "les", "un", "une", "du", "des", "au", "aux", "l'", "l’"})
_PAIR = 2
_SEEN_OFTEN = 2
_SHORTEST_SLIP = 5
_KNOWN_ZIPF = 3.0
_COMMON_ZIPF = 4.0
_KEPT = 8


def parts(word: str) -> list[str]:
    """Give the pieces of a hyphenated or elided word, letters only."""
    for mark in (*APOSTROPHES, "‑"):
        word = word.replace(mark, "-")
    return [piece for piece in word.split("-") if piece]


def names(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the proper names in a text, with their parts, as written.

    A name has a capital and is no ordinary French word. At a sentence's opening, where any word
    has a capital, it must stand beside another name, come back, or be no slip of a common word.
    """
    words = tokens(text)
    capitalised = [
        (index, token) for index, token in enumerate(words) if _may_be_name(token, lexicon)
    ]
    seen = Counter(token.text for _, token in capitalised)
    at = {index for index, _ in capitalised}
    inside = _inside(text, words)
    found: set[str] = set()
    for index, token in capitalised:
        if (
            index in inside
            or seen[token.text] >= _SEEN_OFTEN
            or index + 1 in at
            or not _is_slip(token.text, lexicon)
        ):
            found.update((token.text, *parts(token.text)))
    return frozenset(found)


class AcceptedWords:
    """Keeps the names of the sources last asked for."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._names = lru_cache(maxsize=_KEPT)(names)

    def of(self, context: CheckContext) -> frozenset[str]:
        """Give every accepted word of a job, folded as `folded` does."""
        found: set[str] = set()
        for source in context.sources:
            found |= self._names(source.text, context.lexicon)
        phrases = (context.keyphrase, context.brief.keyphrase or "", *context.brief.keywords)
        for phrase in (*phrases, *Ignored(context.accepted).words):
            for token in tokens(phrase):
                found.update((token.text, *parts(token.text)))
        return frozenset(folded(word) for word in found)


def folded(word: str) -> str:
    """Give a word as accepted words are compared: without case, its apostrophes straight."""
    return word.casefold().replace("’", "'")


def accepts(span: str, accepted: frozenset[str]) -> bool:
    """Tell whether every word of a span is accepted, whole or in its parts."""
    words = [token for token in tokens(span) if token.is_word and token.kind != "elided"]
    return bool(words) and all(
        folded(word.text) in accepted
        or all(folded(piece) in accepted for piece in parts(word.text))
        for word in words
    )


def is_name(span: str) -> bool:
    """Tell whether a span is written as a name, its article apart: « l’Anses », « Wang Yi »."""
    words = [token for token in tokens(span) if token.is_word and token.kind != "elided"]
    return bool(words) and all(word.text[0].isupper() for word in words)


def names_a_thing(span: str, sources: Sequence[Source]) -> bool:
    """Tell whether a span is an article and a common noun that a source writes as a name.

    « le Tramontane » is a rucksack: its gender is not the wind's.
    """
    words = [token for token in tokens(span) if token.is_word]
    return (
        len(words) == _PAIR
        and words[0].text.lower() in _ARTICLES
        and words[1].text[0].isupper()
        and any(words[1].text in source.text for source in sources)
    )


def _may_be_name(token: Token, lexicon: Lexicon) -> bool:
    if token.kind not in ("word", "acronym") or not token.text[0].isupper():
        return False
    readings = lexicon.readings(token.text)
    if readings:
        return any(reading.pos == "np" for reading in readings)
    return token.text.lower() not in lexicon


def _is_slip(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is probably a common one, misspelt: « Gouvernemant ».

    Frequencies know many names that the lexicon lacks: « Macron » is no slip of « macaron ».
    """
    low = word.lower()
    if len(low) < _SHORTEST_SLIP or lexicon.zipf(low) >= _KNOWN_ZIPF:
        return False
    letters = "aàâbcçdeéèêëfghiîïjklmnoôpqrstuùûvwxyz"
    cuts = [(low[:i], low[i:]) for i in range(1, len(low) + 1)]
    near = {head + tail[1:] for head, tail in cuts if tail}
    near |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    near |= {head + c + tail[1:] for head, tail in cuts if tail for c in letters}
    near |= {head + c + tail for head, tail in cuts for c in letters}
    return any(other in lexicon and lexicon.zipf(other) >= _COMMON_ZIPF for other in near)


def _inside(text: str, words: Sequence[Token]) -> set[int]:
    """Give the words that open neither a sentence nor a quotation."""
    openings = {sentence.start for sentence in sentences(text)}
    inside: set[int] = set()
    opens = True
    for index, token in enumerate(words):
        if token.start in openings or token.text in _OPENERS:
            opens = True
        if token.is_word:
            if not opens:
                inside.add(index)
            opens = opens and token.kind == "elided"
    return inside
