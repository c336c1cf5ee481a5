"""What the sources say, indexed so that one look-up answers for a fact."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.entities import Entities, initials
from desktop_app.checks.fidelity.places import Place
from desktop_app.document import parse
from desktop_app.french.capitals import fold
from desktop_app.french.numbers import Number
from desktop_app.french.quotations import Quotation, quote_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from fractions import Fraction

    from desktop_app.checks.fidelity.passages import Atom, Extractor, Passage, Phrase
    from desktop_app.french.dates import Date
    from desktop_app.french.names import Name
    from desktop_app.model import Source

BETWEEN = "\x00"
STEM = 5


@dataclass(frozen=True)
class SourceQuotation:
    """A quotation of a source, with its words."""

    quotation: Quotation
    place: Place
    words: tuple[str, ...]


@dataclass(frozen=True)
class SourcePhrase:
    """A sentence of a source and its number."""

    index: int
    phrase: Phrase
    place: Place


class SourceIndex:
    """All sources together. Made once for the same sources; what costs is made when asked for."""

    def __init__(
        self,
        sources: Sequence[Source],
        extractor: Extractor,
        capitals: Iterable[str] = (),
        opposites: Iterable[str] = (),
    ) -> None:
        """Read the sources; the lists are lines « country = capital », « word = contrary »."""
        self._capitals = _pairs(capitals)
        self._opposites = _pairs(opposites)
        self.sources = tuple(sources)
        self.passages: tuple[Passage, ...] = tuple(extractor.passage(s.text) for s in sources)
        self._extractor = extractor
        self._runs: dict[int, frozenset[tuple[str, ...]]] = {}

    @property
    def empty(self) -> bool:
        """Whether there is nothing to compare with."""
        return not any(p.vocabulary for p in self.passages)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the sources, folded, and its singular."""
        words = frozenset(word for p in self.passages for word in p.vocabulary)
        return words | {w[:-1] for w in words if w.endswith(("s", "x"))}

    @cached_property
    def quotations(self) -> list[SourceQuotation]:
        """Every quotation."""
        return [
            SourceQuotation(q, Place(index, q.start, q.end), tuple(quote_words(q.text)))
            for index, passage in enumerate(self.passages)
            for q in passage.quotations
        ]

    @cached_property
    def quoted(self) -> WordRun:
        """The words of all quotations, one after the other."""
        return WordRun([q.words for q in self.quotations])

    @cached_property
    def running(self) -> WordRun:
        """The words of all lines."""
        return WordRun(
            [tuple(quote_words(line)) for p in self.passages for line in p.text.split("\n")]
        )

    @cached_property
    def lines(self) -> list[Place]:
        """The lines of all sources, numbered as `running` counts them."""
        found: list[Place] = []
        for index, passage in enumerate(self.passages):
            position = 0
            for line in passage.text.split("\n"):
                found.append(Place(index, position, position + len(line)))
                position += len(line) + 1
        return found

    @cached_property
    def block_quotes(self) -> frozenset[Place]:
        """The lines that the sources set apart as quotations."""
        found: set[Place] = set()
        for index, source in enumerate(self.sources):
            if not re.search(r"^ {0,3}>", source.markdown, re.MULTILINE):
                continue
            blocks = parse(source.markdown).blocks
            said = {line for b in blocks if b.kind == "quote" for line in b.plain.split("\n")}
            found.update(p for p in self.lines if p.source == index and self.text(p) in said)
        return frozenset(found)

    @cached_property
    def names(self) -> list[tuple[Name, Place]]:
        """Every name; a common word at a sentence's opening only where it is a name elsewhere."""
        every = [
            (n, Place(i, n.start, n.end)) for i, p in enumerate(self.passages) for n in p.names
        ]
        sure = {n.words for n, _ in every if n.certain}
        return [(n, place) for n, place in every if n.certain or n.words in sure]

    @cached_property
    def numbers(self) -> dict[tuple[Fraction, bool], list[tuple[Number, Place]]]:
        """Every figure by its value."""
        found: defaultdict[tuple[Fraction, bool], list[tuple[Number, Place]]] = defaultdict(list)
        for index, passage in enumerate(self.passages):
            for number in passage.numbers:
                found[number.key].append((number, Place(index, number.start, number.end)))
        return dict(found)

    @cached_property
    def dates(self) -> list[tuple[Date, Place]]:
        """Every date, day and hour."""
        return [(d, Place(i, d.start, d.end)) for i, p in enumerate(self.passages) for d in p.dates]

    @cached_property
    def counted(self) -> dict[str, set[tuple[Fraction, bool]]]:
        """The values that each noun is counted by, nouns folded and singular."""
        found: defaultdict[str, set[tuple[Fraction, bool]]] = defaultdict(set)
        for key, known in self.numbers.items():
            for number, _ in known:
                if number.noun and not number.unit:
                    found[fold(number.noun).rstrip("sx")].add(key)
        return dict(found)

    @cached_property
    def _dates_by_part(self) -> dict[tuple[str, int | str], list[tuple[Date, Place]]]:
        found: defaultdict[tuple[str, int | str], list[tuple[Date, Place]]] = defaultdict(list)
        for date, place in self.dates:
            for part in date.parts.items():
                found[part].append((date, place))
        return dict(found)

    def dates_with(self, part: tuple[str, int | str]) -> list[tuple[Date, Place]]:
        """Give the dates that say this of themselves."""
        return self._dates_by_part.get(part, [])

    def runs(self, size: int) -> frozenset[tuple[str, ...]]:
        """Give every run of so many words, lower case."""
        if size not in self._runs:
            found: set[tuple[str, ...]] = set()
            for passage in self.passages:
                words = quote_words(passage.text.lower())
                found.update(zip(*(words[i:] for i in range(size)), strict=False))
            self._runs[size] = frozenset(found)
        return self._runs[size]

    @cached_property
    def entities(self) -> Entities:
        """The names that mean the same."""
        return Entities(self.names)

    @cached_property
    def folded_text(self) -> str:
        """All the sources' words, folded, a space between any two."""
        words = (fold(t.text) for p in self.passages for t in p.toks if t.is_word)
        return f" {' '.join(words)} "

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """What the longer names can be shortened to."""
        return frozenset(i for name, _ in self.names for i in initials(name) if len(i) > 2)

    @property
    def foreign(self) -> bool:
        """Whether a source is in another language than French."""
        return any(source.language != "fr" for source in self.sources)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first letters of the words, by which names are known across languages."""
        return frozenset(word[:4] for word in self.vocabulary if len(word) > 3)

    @property
    def lemmas(self) -> Callable[[str], frozenset[str]]:
        """The way from a form to its lemmas, folded."""
        return self._extractor.lemmas

    def opposed(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether one word never stands for the other."""
        return any((a, b) in self._opposites for a in one for b in other)

    def same_words(self, number: int) -> list[SourceQuotation]:
        """Give the quotations with the same words as this one, itself among them."""
        return self._same_words[self.quotations[number].words]

    @cached_property
    def _same_words(self) -> dict[tuple[str, ...], list[SourceQuotation]]:
        found: defaultdict[tuple[str, ...], list[SourceQuotation]] = defaultdict(list)
        for quotation in self.quotations:
            found[quotation.words].append(quotation)
        return dict(found)

    @cached_property
    def subjects(self) -> dict[str, set[tuple[Fraction, bool]]]:
        """The figures that each noun follows within a few words."""
        found: defaultdict[str, set[tuple[Fraction, bool]]] = defaultdict(set)
        for atoms in self.phrase_atoms:
            for at, atom in enumerate(atoms):
                if isinstance(atom.item, Number):
                    nouns = [a for a in atoms[at + 1 : at + 5] if a.content and a.item is None]
                    for key in (k for a in nouns[:2] for k in a.keys):
                        found[key].add(atom.item.key)
        return dict(found)

    def metonyms(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether a country is named by its capital, or the other way round."""
        return (" ".join(one), " ".join(other)) in self._capitals

    @cached_property
    def phrases(self) -> list[SourcePhrase]:
        """Every sentence, numbered through."""
        found: list[SourcePhrase] = []
        for index, passage in enumerate(self.passages):
            for phrase in passage.phrases:
                place = Place(index, phrase.start, phrase.end)
                found.append(SourcePhrase(len(found), phrase, place))
        return found

    @cached_property
    def exact_phrases(self) -> dict[tuple[str, ...], int]:
        """The number of the first sentence with these words."""
        found: dict[tuple[str, ...], int] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.phrase.exact, phrase.index)
        return found

    @cached_property
    def phrase_atoms(self) -> list[list[Atom]]:
        """Every sentence's words and facts, places counted in the source."""
        return [
            self._extractor.atoms(self.passages[p.place.source], p.phrase) for p in self.phrases
        ]

    @cached_property
    def phrase_keys(self) -> list[frozenset[str]]:
        """What each sentence can be recognised by."""
        return [
            frozenset(k for a in atoms if a.content for k in a.keys) for atoms in self.phrase_atoms
        ]

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """The sentences that hold a key."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, keys in enumerate(self.phrase_keys):
            for key in keys:
                found[key].append(index)
        return dict(found)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The first letters of every longer key, which words of one family share."""
        return frozenset(key[:STEM] for key in self.postings if len(key) >= STEM)

    @cached_property
    def _phrase_starts(self) -> list[tuple[int, int]]:
        return [(p.place.source, p.place.start) for p in self.phrases]

    def phrase_at(self, place: Place) -> int:
        """Give the number of the sentence that a place begins in."""
        return bisect_right(self._phrase_starts, (place.source, place.start)) - 1

    def text(self, place: Place) -> str:
        """Give the words of a place."""
        return self.passages[place.source].text[place.start : place.end]


class WordRun:
    """Lists of words in one string, so that a stretch of words is found at once."""

    def __init__(self, lists: Sequence[tuple[str, ...]]) -> None:
        """Join the lists."""
        self._starts: list[int] = []
        pieces: list[str] = []
        position = 0
        for words in lists:
            self._starts.append(position)
            piece = f" {' '.join(words)} {BETWEEN}"
            pieces.append(piece)
            position += len(piece)
        self._text = "".join(pieces)
        self._lowered = self._text.lower()
        self._same_length = len(self._lowered) == len(self._text)

    def find(self, words: Sequence[str], start_list: int = 0) -> int | None:
        """Give the number of the first list that holds these words in a row; None when none does.

        The first letter may be a capital or not: a stretch quoted may begin a sentence.
        """
        begin = self._starts[start_list] if start_list < len(self._starts) else len(self._text)
        exact = f" {' '.join(words)} "
        position = self._text.find(exact, begin)
        if position < 0 and self._same_length:
            first = words[0]
            other = (first[0].lower() if first[0].isupper() else first[0].upper()) + first[1:]
            position = self._text.find(f" {' '.join([other, *words[1:]])} ", begin)
        return None if position < 0 else bisect_right(self._starts, position) - 1


def _pairs(lines: Iterable[str]) -> frozenset[tuple[str, str]]:
    sides = [tuple(fold(side.strip()) for side in line.split("=")) for line in lines]
    return frozenset(pair for a, b in sides for pair in ((a, b), (b, a)))
