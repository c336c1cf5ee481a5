"""Finds the names of a text: people, places, organisations, works, products, acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.french.capitals import (
    CALENDAR,
    TITLE_ABBREVIATIONS,
    adjacent_capital,
    fold,
    in_lines,
    is_capital,
    is_near,
    joins_number,
    opens_sentence,
    styled_lines,
)
from desktop_app.french.words import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.french.lexicon import Lexicon

_FOREIGN = frozenset(
    [
        "von", "van", "der", "den", "di", "da", "del", "della", "dos", "ben", "bin", "ibn", "el",
        "al", "af", "ter", "bint",
    ]
)  # fmt: skip
_JOINING = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "aux", "et", "en", "sur"])
_CLOSED = frozenset(
    [
        "det", "prep", "csu", "coo", "pro", "adv", "advneg", "pri", "prel", "cln", "cla", "cld",
        "cll", "clr", "clneg", "ce", "clg", "ilimp", "caimp", "que", "que_restr", "auxAvoir",
        "auxEtre", "pres",
    ]
)  # fmt: skip
_OF = frozenset(["de", "du", "des", "d", "la", "l", "les"])
_NO_NAMES = frozenset({("etat",), ("etats",), ("noel",), ("internet",), ("web",), ("terre",)})
_CONTRACTED = frozenset({"au", "aux", "du", "des", "quelle", "quelles", "quel", "quels"})
_ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème)?$")
_INITIAL = re.compile(r"[A-ZÀ-Ý]$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its place.

    `words` are its capitalised words, folded, titles left out; `groups` the same, cut where a
    particle stands between them. `certain` is false for a common word that only stands at a
    sentence's opening, so that its capital tells nothing. `tail` is the adjective that belongs to
    it (« étrangères »), folded.
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    certain: bool
    title: str = ""
    tail: str = ""


@dataclass(frozen=True)
class NameWords:
    """The lists names are told by, folded.

    Titles (« président »), heads of organisations (« ministère »), first names, and demonyms that
    LEFFF does not know as adjectives.
    """

    titles: frozenset[str]
    heads: frozenset[str]
    first_names: frozenset[str]
    demonyms: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        titles: Iterable[str],
        heads: Iterable[str],
        first_names: Iterable[str],
        demonyms: Iterable[str] = (),
    ) -> NameWords:
        """Fold the lists."""
        return cls(
            *(frozenset(fold(w) for w in words) for words in (titles, heads, first_names, demonyms))
        )


class NameFinder:
    """Finds names with a lexicon and word lists."""

    def __init__(self, lexicon: Lexicon, words: NameWords) -> None:
        """Take what names are told by."""
        self._lexicon = lexicon
        self._words = words
        self._closed = lru_cache(maxsize=20_000)(self._is_closed)
        self._common = lru_cache(maxsize=20_000)(self._is_common)

    def find(
        self, text: str, found: list[Token] | None = None, heading: bool = False
    ) -> list[Name]:
        """Give the text's names in order; in a heading, capitals may be mere style."""
        toks = tokens(text) if found is None else found
        names: list[Name] = []
        styled = styled_lines(text, heading)
        index = 0
        while index < len(toks):
            token = toks[index]
            if not is_capital(token):
                index += 1
                continue
            opening = opens_sentence(text, toks, index)
            unsure = opening or in_lines(token.start, styled)
            run = self._run(text, toks, index, unsure, styled)
            if run is None:
                index += 1
                continue
            name = self._name(text, toks, *run, unsure)
            if name is not None:
                names.append(name)
            index = run[1] + 1
        return names

    def _run(
        self, text: str, toks: list[Token], index: int, unsure: bool, styled: list[tuple[int, int]]
    ) -> tuple[int, int] | None:
        token = toks[index]
        if in_lines(token.start, styled):
            known = (
                self._common(token.text) or self._closed(token.text) or self._demonym(token.text)
            )
            return None if known or fold(token.text) in TITLE_ABBREVIATIONS else (index, index)
        following = adjacent_capital(text, toks, index)
        if self._skipped(token, following):
            return None
        if self._closed(token.text) and (unsure or not (following or token.text.isupper())):
            return None
        if unsure and following and not self._begins_name(token.text):
            return None
        last = index
        while True:
            after = self._next(text, toks, last)
            if after is None:
                return index, last
            last = after

    def _skipped(self, token: Token, following: bool) -> bool:
        folded = fold(token.text)
        if token.text.lower() in CALENDAR or folded in TITLE_ABBREVIATIONS:
            return True
        if folded in self._words.titles and following:
            return True
        if self._demonym(token.text):
            return not following or token.text.isupper()
        if _INITIAL.match(token.text) and not following:
            return True
        return (bool(_ROMAN.match(token.text)) and len(token.text) > 1) or token.text in (
            "C",
            "D",
            "L",
        )

    def _demonym(self, word: str) -> bool:
        """Whether this is a nationality, whose capital makes a noun of an adjective."""
        if fold(word) in self._words.demonyms:
            return True
        lowered = word.lower()
        if word[1:] != lowered[1:] or any(r.pos == "np" for r in self._lexicon.readings(word)):
            return False
        if not _DEMONYM.search(lowered):
            return False
        kinds = {r.pos for r in self._lexicon.readings(lowered)}
        return "adj" in kinds and "nc" in kinds

    def _begins_name(self, word: str) -> bool:
        """Whether a word at a sentence's opening, before a capital, can be part of the name."""
        if fold(word) in self._words.first_names or word.isupper():
            return True
        if fold(word) in self._words.titles:
            return False
        return not self._common(word) or any(r.pos == "np" for r in self._lexicon.readings(word))

    def _next(self, text: str, toks: list[Token], last: int) -> int | None:
        """Give the index of the run's next capitalised token, over initials and particles."""
        index = last + 1
        if index < len(toks) and toks[index].text == "." and len(toks[last].text) == 1:
            index += 1
        if index >= len(toks) or not is_near(text, toks[index - 1], toks[index]):
            return None
        if is_capital(toks[index]) or joins_number(text, toks, index):
            lowered = toks[index].text.lower()
            article = self._closed(lowered) and not adjacent_capital(text, toks, index)
            return None if lowered in CALENDAR or article else index
        return self._over_particles(text, toks, last, index)

    def _over_particles(self, text: str, toks: list[Token], last: int, index: int) -> int | None:
        begin = index
        while (
            index < len(toks) and index - begin < 3 and is_near(text, toks[index - 1], toks[index])
        ):
            folded = fold(toks[index].text).rstrip("'")
            if is_capital(toks[index]):
                break
            if folded not in _JOINING and folded not in _FOREIGN:
                return None
            index += 1
        else:
            return None
        if index >= len(toks) or index == begin or not is_capital(toks[index]):
            return None
        if toks[index].text.lower() in CALENDAR or self._demonym(toks[index].text):
            return None
        particles = [fold(t.text).rstrip("'") for t in toks[begin:index]]
        before = fold(toks[last].text)
        foreign = all(p in _FOREIGN for p in particles)
        noble = before in self._words.first_names and particles[0] in (
            "de",
            "du",
            "d",
            "des",
            "la",
            "le",
        )
        head = before in self._words.heads and particles[0] not in ("et", "en", "sur")
        return index if foreign or noble or head else None

    def _name(
        self, text: str, toks: list[Token], first: int, last: int, unsure: bool
    ) -> Name | None:
        inside = [t for t in toks[first : last + 1] if t.is_word]
        groups: list[list[str]] = [[]]
        for token in inside:
            if is_capital(token) or (groups[-1] and token.text[0].isdigit()):
                groups[-1].extend(fold(token.text).split())
            elif groups[-1]:
                groups.append([])
        kept = tuple(tuple(g) for g in groups if g)
        words = tuple(w for g in kept for w in g)
        begin = self._head_start(text, toks, first)
        if not words or (words in _NO_NAMES and begin == first):
            return None
        tail = self._tail_end(text, toks, last)
        start, end = toks[begin].start, toks[tail].end
        certain = not unsure or self._surely(toks, first, last)
        return Name(
            text[start:end], start, end, words, kept, certain,
            _title(toks, first, self._words.titles),
            " ".join(fold(t.text) for t in toks[last + 1 : tail + 1]),
        )  # fmt: skip

    def _head_start(self, text: str, toks: list[Token], first: int) -> int:
        """Give the index where « ministère des … » begins, or of the name itself."""
        index = first - 1
        while index >= 0 and first - index <= 2 and fold(toks[index].text).rstrip("'") in _OF:
            index -= 1
        if index < 0 or index == first - 1 or "\n" in text[toks[index].start : toks[first].start]:
            return first
        return (
            index
            if fold(toks[index].text) in self._words.heads and toks[index].text.islower()
            else first
        )

    def _tail_end(self, text: str, toks: list[Token], last: int) -> int:
        """Give the index of the last adjective (« étrangères »), or of the name itself."""
        lowered = toks[last].text.lower()
        if (
            not any(r.pos == "nc" for r in self._lexicon.readings(lowered))
            or toks[last].text.isupper()
        ):
            return last
        if any(r.pos == "np" for r in self._lexicon.readings(toks[last].text)):
            return last
        after = last + 1
        if (
            after < len(toks)
            and is_near(text, toks[last], toks[after])
            and toks[after].text.islower()
        ):
            readings = self._lexicon.readings(toks[after].text)
            if any(r.pos == "adj" for r in readings) and not {r.pos for r in readings} & (
                _CLOSED - {"adv"}
            ):
                return after
        return last

    def _surely(self, toks: list[Token], first: int, last: int) -> bool:
        """Whether a word is a name though it opens a sentence."""
        if last > first:
            return True
        word = toks[first].text
        if not self._common(word):
            return True
        if word.isupper() and len(word) > 1:
            return not self._common(word.lower())
        if any(r.pos == "np" for r in self._lexicon.readings(word)):
            return True
        return first + 1 < len(toks) and self._finite(toks[first + 1].text)

    def _finite(self, word: str) -> bool:
        readings = self._lexicon.readings(word)
        if any(r.pos in ("auxAvoir", "auxEtre") for r in readings):
            return True
        return bool(readings) and all(
            r.pos == "v" and "3" in r.features and not r.features.startswith(("K", "S", "T"))
            for r in readings
        )

    def _is_closed(self, word: str) -> bool:
        if word.lower() in _CONTRACTED:
            return True
        readings = self._lexicon.readings(word.lower())
        if not readings and "-" in word:
            return self._is_closed(word.partition("-")[0])
        kinds = {r.pos for r in readings}
        if kinds & _CLOSED:
            return not (kinds <= {"pres", "np", "nc"})
        return False

    def _is_common(self, word: str) -> bool:
        lowered = word.lower()
        readings = self._lexicon.readings(lowered)
        if any(r.pos != "np" for r in readings):
            return True
        stem, hyphen, rest = lowered.partition("-")
        return (
            bool(hyphen)
            and self._is_common(stem)
            and (not rest or len(rest) < 4 or self._is_common(rest))
        )


_DEMONYM = re.compile(
    r"(?:ais|aise|aises|ois|oise|oises|ain|aine|ains|aines|ien|ienne|iens|iennes|éen|éenne|éens|"
    r"éennes|and|ande|ands|andes|ol|ole|ols|oles|an|ane|ans|anes|in|ine|ins|ines|ard|arde|ards|on|"
    r"onne|ons|onnes|que|ques|sse|sses|que|be|bes|rc|rcs|rque|lge|lges|uif|uifs|ec|ecs|ecque|ecques|que)$"
)


def _title(toks: list[Token], first: int, titles: frozenset[str]) -> str:
    title = fold(toks[first - 1].text) if first else ""
    if toks[first - 1].text == "." and first > 1:
        title = fold(toks[first - 2].text)
    return title if title in titles or title in TITLE_ABBREVIATIONS else ""
