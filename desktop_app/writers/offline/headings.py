"""Headings for the sections: offers candidates, chooses all together, keeps the next two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import base_end, lower
from desktop_app.writers.offline.candidates import Candidate, candidates, hangs
from desktop_app.writers.offline.choice import choose
from desktop_app.writers.offline.keyphrase import counted, holds, repeats
from desktop_app.writers.offline.keyphrase_forms import heading_form
from desktop_app.writers.offline.scoring import Scored, SectionScorer, keyed_form

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop_app.writers.offline.material import Piece
    from desktop_app.writers.offline.noun_headings import Words
    from desktop_app.writers.offline.reading import Read, Reader, Reading
    from desktop_app.writers.offline.sections import Section

ALTERNATIVES = 2
REWARD = 0.9
_PLAIN = 2.6
_DOUBTFUL = 3.4
_DOUBT = 2.5
_NOTHING = -1.0
_KEYED = 1.0
_SAME_PARAGRAPH = 0.4
_SAME_SECTION = 0.8
_SAME_ARTICLE = 1.3
_KEYED_WORTH = 0.3
_RECURRING = 3
_LABELLED = ("phrase", "clause", "order")
_WHOLE = 0.3
_KEYWORD = 0.6
_TOGETHER = 12
_EARLY_PIECES = 12
_LONGEST = 80
_LONG = 70
_LONG_COST = 0.03
_LONG_PLAIN = 60
_LONGEST_PLAIN = 75


class Headings:
    """The heading candidates of one text, scored for whatever section is asked."""

    def __init__(
        self,
        reading: Reading,
        words: Words,
        reader: Reader,
        keyphrase: str,
        keywords: Sequence[str],
        secondary: Sequence[str] = (),
        listed: Collection[int] = (),
        first_names: Collection[str] = (),
    ) -> None:
        """Find the candidates of every sentence once, but of `listed` pieces: lists, tables."""
        self._reading = reading
        self._reader = reader
        self._people = words.people
        self._first_names = first_names
        self._keyphrase = keyphrase
        self._keywords = keywords
        self._secondary = [s.lower() for s in secondary]
        found = [
            candidates(read, words) if read.piece not in listed else []
            for read in reading.sentences
        ]
        self._found = [[(c, self._terms(c)) for c in one] for one in found]
        said = {read.piece for read in reading.sentences if keywords and self._said(read)}
        self._recurs = len(said) >= _RECURRING

    def early(self) -> list[Candidate]:
        """Give the candidates of the text's first pieces, for its title."""
        pieces = min(_EARLY_PIECES, len(self._reading.first_of_piece) - 1)
        end = self._reading.first_of_piece[pieces]
        return [c for one in self._found[:end] for c, _ in one if _may_name(c)]

    def reward(self, start: int, end: int) -> float:
        """Give what the best heading of pieces `start` to `end` is worth to their cutting."""
        reads = self._reading.of_pieces(start, end)
        if not reads:
            return 0.0
        scorer = SectionScorer(self._reading, reads)
        first = self._reading.first_of_piece[start]
        best = max(
            (
                scorer.score(c, t, cutting=True)
                for i in range(len(reads))
                for c, t in self._found[first + i]
                if len(c.text) <= _LONGEST_PLAIN
            ),
            default=_NOTHING,
        )
        return REWARD * (best - _PLAIN) - _DOUBT * max(0.0, _DOUBTFUL - best)

    def choose(
        self, parts: Sequence[Section], pieces: Sequence[Piece], title: str
    ) -> tuple[dict[int, str], dict[str, tuple[str, ...]]]:
        """Give the heading of each section without one, by its start, and the next two of each."""
        given = [pieces[p.start].plain for p in parts if p.given]
        titled = {title, _behind_colon(title)}
        keyed = sum(counted(text, self._keywords) for text in given)
        wanted = [p for p in parts if not p.given]
        subject = self._subject(title)
        chosen: dict[int, str] = {}
        others: dict[str, tuple[str, ...]] = {}
        for place in range(0, len(wanted), _TOGETHER):
            group = wanted[place : place + _TOGETHER]
            offers = [self._offers(part, {*given, *chosen.values(), *titled}) for part in group]
            share = len(given) if place == 0 else 0
            picked = choose(offers, subject, keyed if place == 0 else 0, len(group) + share)
            for part, offer, one in zip(group, offers, picked, strict=True):
                chosen[part.start] = one.text
                others[one.text] = _next(offer, one, {p.text for p in picked})
        return chosen, others

    def _subject(self, title: str) -> frozenset[str]:
        """Give the title's terms, without the keyphrase's, which recur, when more is said."""
        units = self._reader.tag_in(self._reading, title)
        terms = frozenset(self._reader.terms(units))
        rest = frozenset(t for t in terms if t not in self._keywords)
        return rest if len(rest) >= 2 else terms

    def _offers(self, part: Section, taken: set[str]) -> list[Scored]:
        reads = self._reading.of_pieces(part.start, part.end)
        offers = [o for o in self._scored(reads, part) if o.text not in taken]
        return offers or [self._fallback(reads)]

    def _scored(self, reads: Sequence[Read], part: Section) -> list[Scored]:
        if not reads:
            return []
        scorer = SectionScorer(self._reading, reads)
        first = self._reading.first_of_piece[part.start]
        best: dict[str, Scored] = {}
        for number in range(len(reads)):
            for candidate, terms in self._found[first + number]:
                if self._only_keyphrase(candidate) or len(candidate.text) > _LONGEST_PLAIN:
                    continue
                score = scorer.score(candidate, terms) + self._wished(candidate.text)
                score -= _LONG_COST * max(0, len(candidate.text) - _LONG_PLAIN)
                keyed = counted(candidate.text, self._keywords)
                plain = Scored(candidate.text, score, terms, keyed, candidate.kind)
                label = None if keyed else self._keyed(candidate, score, terms, reads)
                for one in (plain, label):
                    if one and (one.text not in best or best[one.text].score < one.score):
                        best[one.text] = one
        return list(best.values())

    def _keyed(
        self, candidate: Candidate, score: float, terms: frozenset[str], reads: Sequence[Read]
    ) -> Scored | None:
        """Give « Keyphrase : phrase » where that is no false label; the nearer, the better."""
        if candidate.kind not in _LABELLED or candidate.person or not self._keywords:
            return None
        if repeats(candidate.text, self._keywords) or hangs(candidate):
            return None
        if candidate.kind != "order" and candidate.units[0].tag not in ("det", "noun", "num"):
            return None
        label = heading_form(self._keyphrase, self._keywords, self._people)
        opening = label.split()[0].lower()
        if opening in self._people or opening in self._first_names:
            return None  # « Sabine Guérin : … » would have her say it
        near = self._near(candidate, reads)
        if near and len(self._keywords) < 2:
            return None  # « Fours : le chantier devait s’achever »
        if near is None or candidate.worth < _KEYED_WORTH or not _stands_alone(candidate, near):
            return None
        text = keyed_form(label, candidate)
        if len(text) > _LONGEST:
            return None
        near += _LONG_COST * max(0, len(text) - _LONG)
        return Scored(text, score - _KEYED - near, terms, True, "keyed")

    def _near(self, candidate: Candidate, reads: Sequence[Read]) -> float | None:
        """Give what it costs to name the keyphrase before a candidate; None when it may not be.

        What is said in a sentence, or in a paragraph, that names it is said of it. Farther off it
        is a label, and only of what opens a paragraph, whole, in a text that keeps coming back to
        it: « Récupérateur d’eau de pluie : choisissez la contenance de la cuve ».
        """
        if _of_another(candidate.read, self._keywords[0]):
            return None
        if self._said(candidate.read):
            return 0.0
        piece = candidate.read.piece
        around = self._reading.of_pieces(piece, piece + 1)
        if any(self._said(read) for read in around):
            return _SAME_PARAGRAPH
        if candidate.kind == "phrase":
            return None
        if any(self._said(read) for read in reads):
            return _SAME_SECTION
        return _SAME_ARTICLE if self._recurs else None

    def _said(self, read: Read) -> bool:
        """Tell whether a sentence names the keyphrase: its name (« Blinken »), or most of it."""
        named = self._keyphrase[:1].isupper()
        return holds(read.text, self._keywords[:1]) if named else counted(read.text, self._keywords)

    def _only_keyphrase(self, candidate: Candidate) -> bool:
        """Tell whether a candidate says nothing but the keyphrase."""
        words = [
            u.text.lower() for u in candidate.units if u.tag in ("noun", "name", "verb", "part")
        ]
        return bool(self._keywords) and all(w in self._keywords for w in words)

    def _wished(self, text: str) -> float:
        return _KEYWORD * any(word in text.lower() for word in self._secondary)

    def _terms(self, candidate: Candidate) -> frozenset[str]:
        return frozenset(self._reader.terms(candidate.units))

    def _fallback(self, reads: Sequence[Read]) -> Scored:
        """Give a plain noun phrase of the section, else its first words: always something."""
        for read in reads:
            for start, unit in enumerate(read.units):
                end = base_end(read.units, start) if unit.tag in ("det", "noun", "name") else start
                text = read.text[unit.start : read.units[end - 1].end] if end > start else ""
                if 8 <= len(text) <= 65 and not any(c in text for c in "«»()\n"):
                    return self._plain(text[:1].upper() + text[1:])
        words = " ".join(reads[0].text.split()[:7]).strip(" ,;:.!…«»()") if reads else ""
        return self._plain(words or self._keyphrase or "—")

    def _plain(self, text: str) -> Scored:
        return Scored(text, -2.0, frozenset(), holds(text, self._keywords), "fallback")


def _may_name(candidate: Candidate) -> bool:
    """Tell whether a candidate may make a title: « Tout commence par un rhume » names nothing."""
    return candidate.kind != "opened" and candidate.units[0].tag not in ("pro", "subj")


def _of_another(read: Read, keyword: str) -> bool:
    """Tell whether a sentence speaks of another one: « relèvent d'un autre appel à projets »."""
    units = read.units
    return any(
        lower(unit) in ("autre", "autres") and lower(units[place + 1]).startswith(keyword)
        for place, unit in enumerate(units[:-1])
    )


def _stands_alone(candidate: Candidate, near: float) -> bool:
    """Tell whether a candidate may follow « Keyphrase : » without being said of it falsely.

    A phrase of the keyphrase's own sentence may, or what opens a paragraph, whole: « Piscine :
    l'accès est fixé à 3 euros » would give the pool the price of something else.
    """
    first = candidate.units[0]
    if candidate.kind == "phrase" and not near:
        return first.tag != "num"
    opens = not candidate.read.opening and first.start == candidate.read.units[0].start
    counted_out = first.tag == "num" and first.text[:1].isdigit()
    return opens and candidate.cut <= _WHOLE and first.tag != "name" and not counted_out


def _behind_colon(title: str) -> str:
    """« Passage à niveau : le calendrier est connu » → « Le calendrier est connu »."""
    said = title.partition(":")[2].strip()
    return said[:1].upper() + said[1:]


def _next(offer: Sequence[Scored], one: Scored, taken: set[str]) -> tuple[str, ...]:
    ranked = sorted(offer, key=lambda o: -o.score)
    return tuple(o.text for o in ranked if o.text != one.text and o.text not in taken)[
        :ALTERNATIVES
    ]
