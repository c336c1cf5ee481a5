"""The pieces read: every sentence tagged once, its terms weighed against the whole text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.capitals import without_capitals
from desktop_app.french.tagger import Tagged, Tagger
from desktop_app.french.words import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from desktop_app.french.lexicon import Lexicon
    from desktop_app.writers.offline.material import Piece

_CONTENT = frozenset({"noun", "name", "adj", "verb", "inf", "part", "ger"})
_ACRONYM = 4
_QUOTES = MappingProxyType({"«": 1, "“": 1, "»": -1, "”": -1})


@dataclass(frozen=True)
class Read:
    """One sentence: where it stands, its units, its terms (lemmas, names), what is quoted in it.

    `opening` is 0 for a piece's first sentence. `quoted[i]` tells that unit `i` stands in a
    quotation. `new` are the terms nobody said before.
    """

    piece: int
    opening: int
    text: str
    units: tuple[Tagged, ...]
    terms: tuple[str, ...]
    quoted: tuple[bool, ...]
    new: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """All sentences in order, where each piece's begin, and how rare and frequent terms are.

    `names` are capitalised inside sentences and never in lower case, `common` are the words in
    lower case. `zipf` is how common each term is in French at large, `rarity` what is made of it.
    """

    sentences: tuple[Read, ...]
    first_of_piece: tuple[int, ...]
    counts: Mapping[str, int]
    rarity: Mapping[str, float]
    names: frozenset[str]
    common: frozenset[str]
    zipf: Mapping[str, float]

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """All names and acronyms of the text, those that only open a sentence too."""
        tagged = (u.text for read in self.sentences for u in read.units if u.tag == "name")
        return self.names.union(tagged)

    def of_pieces(self, start: int, end: int) -> tuple[Read, ...]:
        """Give the sentences of pieces `start` to `end`, in order."""
        return self.sentences[self.first_of_piece[start] : self.first_of_piece[end]]

    def weight(self, term: str) -> float:
        """Give how much a term tells: frequent here, rare elsewhere."""
        return self.counts.get(term, 0) ** 0.5 * self.rarity.get(term, 1.0)


class Reader:
    """Reads pieces with the tagger, the lexicon and the list of empty verbs and nouns."""

    def __init__(self, lexicon: Lexicon, word_list: Callable[[str], Iterable[str]]) -> None:
        """Take the data."""
        self._lexicon = lexicon
        self._empty = frozenset(word_list("offline_empty_terms"))
        self._tagger = Tagger(lexicon, word_list("tagger_words"), word_list("tagger_compounds"))

    def read(self, pieces: Sequence[Piece]) -> Reading:
        """Tag every sentence of the pieces and count their terms."""
        cut = [[tokens(s.text) for s in piece.sentences] for piece in pieces]
        names, common = proper_names(words for piece in cut for words in piece)
        found: list[Read] = []
        counts: Counter[str] = Counter()
        firsts: list[int] = []
        for number, piece in enumerate(pieces):
            firsts.append(len(found))
            depth = 0
            for place, (sentence, words) in enumerate(
                zip(piece.sentences, cut[number], strict=True)
            ):
                plain = without_capitals(sentence.text, names)
                same = plain == sentence.text
                opened = self._opened(words if same else tokens(plain), common)
                units = tuple(self._tagger.tag_tokens(opened, names))
                quoted, depth = _quoted(units, depth)
                terms = self.terms(units)
                new = frozenset(t for t in terms if t not in counts)
                found.append(Read(number, place, sentence.text, units, terms, quoted, new))
                counts.update(terms)
        firsts.append(len(found))
        rarity = {term: self._rarity(term) for term in counts}
        zipf = {term: self._lexicon.zipf(term) for term in counts}
        return Reading(tuple(found), tuple(firsts), counts, rarity, names, common, zipf)

    def tag(self, text: str) -> list[Tagged]:
        """Tag a line of text; one in capitals as if it were a sentence."""
        return self._tagger.tag(without_capitals(text, ()))

    def tag_in(self, reading: Reading, text: str) -> list[Tagged]:
        """Tag a line that belongs to a text read before, whose names and words are known."""
        words = tokens(self.in_sentence_case(reading, text))
        return self._tagger.tag_tokens(self._opened(words, reading.common), reading.names)

    def in_sentence_case(self, reading: Reading, line: str) -> str:
        """Give a line in capitals as a sentence of this text has it; another as it is.

        A word neither the text has in lower case nor the lexicon is taken for a name, a short one
        for an acronym.
        """
        unknown = {
            word.text if len(word.text) <= _ACRONYM else word.text.title()
            for word in tokens(line)
            if word.text.isupper()
            and word.text.lower() not in reading.common
            and not self._lexicon.readings(word.text.lower())
        }
        return without_capitals(line, reading.capitalised | unknown)

    def _opened(self, words: Sequence[Token], common: frozenset[str]) -> Sequence[Token]:
        """Give the words of a line; an opening word no lexicon has loses its capital.

        Where it stands in lower case elsewhere: « Longe-côte : trois titres ».
        """
        place = next((n for n, word in enumerate(words) if word.is_word), None)
        if place is None or words[place].kind != "word" or not words[place].text[0].isupper():
            return words
        plain = words[place].text.lower()
        if plain not in common or self._lexicon.readings(plain):
            return words
        return [*words[:place], replace(words[place], text=plain), *words[place + 1 :]]

    def terms(self, units: Iterable[Tagged]) -> tuple[str, ...]:
        """Give the terms of some units: lemmas of nouns, verbs and adjectives, names."""
        found: list[str] = []
        for unit in units:
            if unit.tag in _CONTENT:
                term = unit.text.lower() if unit.tag == "name" else unit.lemma.lower()
                if len(term) > 1 and term not in self._empty:
                    found.append(term)
        return tuple(found)

    def _rarity(self, term: str) -> float:
        return min(1.3, max(0.3, (6.3 - self._lexicon.zipf(term)) / 2.2))


def _quoted(units: Sequence[Tagged], depth: int) -> tuple[tuple[bool, ...], int]:
    marks: list[bool] = []
    for unit in units:
        step = _QUOTES.get(unit.text, 0)
        depth = max(0, depth + step)
        marks.append(depth > 0 or step < 0)
    return tuple(marks), depth


_ARTICLES = frozenset(
    {"le", "la", "les", "l'", "l’", "du", "des", "au", "aux", "un", "une", "d'", "d’"}
)


def proper_names(
    sentences: Iterable[Sequence[Token]],
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that are names here, capitalised inside a sentence, and those that are not.

    A name stands nowhere in lower case.
    « l'Assemblée », « des Affaires étrangères » stay common nouns: an article stands before them.
    """
    capital: set[str] = set()
    common: set[str] = set()
    for words in sentences:
        for place, word in enumerate(words):
            if word.kind != "word" or not word.text[:1].isalpha():
                continue
            if not word.text[0].isupper():
                common.add(word.text.lower())
            elif place and words[place - 1].kind != "mark":
                bare = words[place - 1].text.lower() not in _ARTICLES
                (capital if bare else common).add(word.text if bare else word.text.lower())
    return frozenset(name for name in capital if name.lower() not in common), frozenset(common)
