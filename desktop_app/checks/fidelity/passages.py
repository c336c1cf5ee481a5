"""What a text says that can be compared: its quotations, names, figures, dates, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

from desktop_app.french.capitals import fold
from desktop_app.french.dates import Date, dates
from desktop_app.french.names import Name, NameFinder, NameWords
from desktop_app.french.numbers import Number, numbers
from desktop_app.french.quotations import Quotation, quotations, quote_words
from desktop_app.french.sentences import sentences
from desktop_app.french.words import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.french.lexicon import Lexicon

T = TypeVar("T", Date, Number)


@dataclass(frozen=True, slots=True)
class Atom:
    """A word of a sentence, or a whole name, figure or date (`item`), and its place.

    `keys` is what it can be recognised by (lemmas; a name's words; a figure's value); `content`
    is false for words that say little by themselves.
    """

    start: int
    end: int
    folded: str
    keys: frozenset[str]
    content: bool
    item: Name | Number | Date | None = None


@dataclass(frozen=True)
class Phrase:
    """A sentence of a passage, and the words it is recognised by (`exact`)."""

    text: str
    start: int
    end: int
    exact: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A block of the article, one of its fields, or a whole source; places count in `text`."""

    text: str
    heading: bool = False
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Name, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[Date, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    toks: tuple[Token, ...] = ()

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the passage, folded; hyphenated ones also in parts."""
        found: set[str] = set()
        for token in self.toks:
            if token.kind != "mark":
                folded = fold(token.text)
                found.add(folded)
                if " " in folded:
                    found.update(folded.split())
        return frozenset(found)

    @cached_property
    def _items(self) -> tuple[list[int], list[Name | Number | Date]]:
        every: list[Name | Number | Date] = [*self.names, *self.numbers, *self.dates]
        every.sort(key=lambda i: (i.start, -i.end))
        return [i.start for i in every], every

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.start for t in self.toks]

    @cached_property
    def name_starts(self) -> list[int]:
        """Where the names begin."""
        return [n.start for n in self.names]

    @cached_property
    def phrase_starts(self) -> list[int]:
        """Where the sentences begin."""
        return [p.start for p in self.phrases]

    @cached_property
    def quotation_ends(self) -> list[int]:
        """Where the quotations end."""
        return [q.end for q in self.quotations]

    def items(self, start: int, end: int) -> list[Name | Number | Date]:
        """Give the names, figures and dates that begin in a stretch, in order."""
        starts, every = self._items
        return every[bisect_left(starts, start) : bisect_left(starts, end)]

    def tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """Give the tokens of a stretch."""
        starts = self._token_starts
        return self.toks[bisect_left(starts, start) : bisect_left(starts, end)]


class Extractor:
    """Reads passages; remembers what it knows of words."""

    def __init__(self, lexicon: Lexicon, words: NameWords, light: frozenset[str]) -> None:
        """Take the lexicon, what names are told by, and the verbs and nouns that say little."""
        self._lexicon = lexicon
        self._finder = NameFinder(lexicon, words)
        self._light = frozenset(fold(word) for word in light)
        self._word = lru_cache(maxsize=50_000)(self._lemmas)

    @classmethod
    def of(cls, context: CheckContext) -> Extractor:
        """Make one from a context's lexicon and lists."""
        lists = [
            context.word_list(f"names_{name}") for name in ("titles", "heads", "first", "demonyms")
        ]
        return cls(context.lexicon, NameWords.of(*lists), context.word_list("fidelity_light_words"))

    def passage(self, text: str, heading: bool = False) -> Passage:
        """Read a text."""
        if not any(c.isalnum() for c in text):
            return Passage(text, heading)
        toks = tokens(text)
        found = self._finder.find(text, toks, heading)
        figures = numbers(text)
        days = _apart(dates(text, figures), [n for n in found if " " in n.text])
        figures = _apart(_apart(figures, days), found)
        return Passage(
            text,
            heading,
            tuple(quotations(text)),
            tuple(found),
            tuple(figures),
            tuple(days),
            tuple(
                Phrase(s.text, s.start, s.end, tuple(w.lower() for w in quote_words(s.text)))
                for s in sentences(text)
            ),
            tuple(toks),
        )

    def atoms(self, passage: Passage, phrase: Phrase) -> list[Atom]:
        """Give a sentence's words and facts in order, places counted in the passage."""
        items = [_item_atom(item) for item in passage.items(phrase.start, phrase.end)]
        found: list[Atom] = []
        index = 0
        for token in passage.tokens(phrase.start, phrase.end):
            while index < len(items) and items[index].end <= token.start:
                found.append(items[index])
                index += 1
            if token.kind == "mark" or (index < len(items) and items[index].start < token.end):
                continue
            lemmas, content = self._word(token.text)
            found.append(Atom(token.start, token.end, fold(token.text), lemmas, content))
        return found + items[index:]

    def lemmas(self, form: str) -> frozenset[str]:
        """Give what a form can be a form of, folded."""
        return self._word(form)[0] | frozenset(
            fold(r.lemma) for r in self._lexicon.readings(form.lower())
        )

    def _lemmas(self, form: str) -> tuple[frozenset[str], bool]:
        folded = fold(form)
        if form[0].isdigit():
            return frozenset({folded.replace(" ", "").replace(" ", "")}), True
        readings = self._lexicon.readings(form) or self._lexicon.readings(form.lower())
        if not readings and "-" in form:
            readings = self._lexicon.readings(form.rpartition("-")[0].lower())
        kinds = {r.pos for r in readings}
        if kinds & _EMPTY:
            return frozenset({folded}), False
        usual = [r for r in readings if not (r.pos == "v" and _UNUSUAL.search(r.features))] or list(
            readings
        )
        lemmas = frozenset(fold(r.lemma) for r in usual) or frozenset({folded})
        return lemmas, not (lemmas & self._light) and len(folded) > 2


_EMPTY = frozenset(
    {
        *("det", "prep", "csu", "coo", "pro", "advneg", "pri", "prel", "cln", "cla", "cld", "cll"),
        *("clr", "clneg", "ce", "clg", "ilimp", "caimp", "que", "auxAvoir", "auxEtre", "pres"),
    }
)
_UNUSUAL = re.compile(r"[12]|^[TY]")


def _item_atom(item: Name | Number | Date) -> Atom:
    if isinstance(item, Name):
        return Atom(item.start, item.end, " ".join(item.words), frozenset(item.words), True, item)
    if isinstance(item, Number):
        key = f"#{item.value}{'e' if item.kind == 'ordinal' else ''}"
        return Atom(item.start, item.end, key, frozenset({key}), True, item)
    key = "@" + ",".join(f"{n}{v}" for n, v in item.parts.items())
    return Atom(item.start, item.end, key, frozenset({key}), True, item)


def _apart(items: Sequence[T], others: Sequence[Name | Date]) -> list[T]:
    taken = sorted((o.start, o.end) for o in others)
    kept: list[T] = []
    index = 0
    for item in items:
        while index < len(taken) and taken[index][1] <= item.start:
            index += 1
        if index == len(taken) or taken[index][0] >= item.end:
            kept.append(item)
    return kept
