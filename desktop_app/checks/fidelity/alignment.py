"""Finds the source sentences that a sentence of the article rests on, and what changed in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.passages import Atom, Extractor, Phrase
from desktop_app.checks.fidelity.places import Place
from desktop_app.french.dates import Date
from desktop_app.french.names import Name
from desktop_app.french.numbers import Number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.fidelity.facts import Unit
    from desktop_app.checks.fidelity.sources import SourceIndex

RAREST = 10
LONGEST_POSTING = 40
CANDIDATES = 5
GROUP = 4
LONGEST_CHANGE = 6
SURE = 0.55
WHOLLY_HELD = 0.7
NEW_SHARE = 0.12


@dataclass(frozen=True)
class Change:
    """Words of the article's sentence that stand where the source's sentence has others."""

    mine: tuple[Atom, ...]
    theirs: tuple[Atom, ...]
    phrase: int


@dataclass(frozen=True)
class Aligned:
    """The source sentences a sentence rests on, best first; `share` of it is found in them.

    `exact` when it is one of theirs word for word. `atoms` count their places in the sentence;
    `held` is the share of each source sentence that this one repeats.
    """

    exact: bool
    phrases: tuple[int, ...]
    share: float
    best_share: float
    atoms: tuple[Atom, ...]
    changes: tuple[Change, ...] = ()
    held: tuple[float, ...] = ()

    def sure_of(self, phrase: int) -> bool:
        """Whether one of the sentences is certainly meant: it makes up this one, or lies in it."""
        if self.exact:
            return True
        at = self.phrases.index(phrase)
        return (at == 0 and self.best_share >= SURE) or self.held[at] >= WHOLLY_HELD

    @property
    def sure(self) -> bool:
        """Whether the first sentence is certainly the one meant."""
        return self.exact or any(self.sure_of(phrase) for phrase in self.phrases)


NOTHING = Aligned(False, (), 0.0, 0.0, ())


class Aligner:
    """Aligns the article's sentences; what it found is kept for the same sources."""

    def __init__(
        self, index: SourceIndex, extractor: Extractor, known: dict[tuple[str, bool], Aligned]
    ) -> None:
        """Take the sources, and what was aligned before."""
        self.index = index
        self._extractor = extractor
        self._known = known
        self._broken: dict[int, list[tuple[int, int]]] = {}

    def mark_broken(self, unit: Unit, start: int, end: int) -> None:
        """Remember a quotation that is no source's, so that its facts are not said twice."""
        self._broken.setdefault(id(unit), []).append((start, end))

    def in_broken_quotation(self, unit: Unit, position: int) -> bool:
        """Whether a place lies in such a quotation."""
        return any(start <= position < end for start, end in self._broken.get(id(unit), ()))

    def phrase(self, unit: Unit, position: int) -> Phrase | None:
        """Give the sentence at a place."""
        phrases = unit.passage.phrases
        at = bisect_right(unit.passage.phrase_starts, position) - 1
        return phrases[at] if at >= 0 else None

    def aligned(self, unit: Unit, phrase: Phrase) -> Aligned:
        """Align one sentence."""
        exact = self.index.exact_phrases.get(phrase.exact)
        if exact is not None:
            return Aligned(True, (exact,), 1.0, 1.0, ())
        key = (phrase.text, unit.passage.heading)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._align(unit, phrase)
        return found

    def aligned_at(self, unit: Unit, position: int) -> Aligned:
        """Align the sentence at a place."""
        phrase = self.phrase(unit, position)
        return NOTHING if phrase is None else self.aligned(unit, phrase)

    def _align(self, unit: Unit, phrase: Phrase) -> Aligned:
        atoms = [_shifted(a, phrase.start) for a in self._extractor.atoms(unit.passage, phrase)]
        content = [a for a in atoms if a.content]
        group, share, best = self._group(content)
        changes: list[Change] = []
        mine = {key for atom in content for key in atom.keys}
        held = tuple(self._held(number, mine) for number in group)
        for number in group:
            changes += _changes(atoms, self.index.phrase_atoms[number], number, self.index)
        return Aligned(False, tuple(group), share, best, tuple(atoms), tuple(changes), held)

    def _group(self, content: Sequence[Atom]) -> tuple[list[int], float, float]:
        postings, keys = self.index.postings, self.index.phrase_keys
        count = len(keys)
        weights = [self._weight(a, count) for a in content]
        total = sum(weights)
        if not total:
            return [], 0.0, 0.0
        facts = [(a, w) for a, w in zip(content, weights, strict=True) if a.item is not None]
        rarest = sorted(range(len(content)), key=lambda i: (-weights[i], i))
        votes: Counter[int] = Counter()
        for i in rarest:
            for key in content[i].keys:
                known = postings.get(key, ())
                if len(known) <= LONGEST_POSTING or not votes:
                    for number in known[:LONGEST_POSTING]:
                        votes[number] += round(weights[i] * 1000)
        ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))[: CANDIDATES * 2]
        open_atoms = set(range(len(content)))
        group: list[int] = []
        best = 0.0
        while ranked and len(group) < GROUP:
            gains = [
                (sum(weights[i] for i in open_atoms if content[i].keys & keys[n]), -n)
                for n, _ in ranked
            ]
            gain, negative = max(gains)
            if gain < NEW_SHARE * total:
                break
            group.append(-negative)
            best = best or gain / (
                total - sum(lost for a, lost in facts if not a.keys & keys[-negative])
            )
            open_atoms -= {i for i in open_atoms if content[i].keys & keys[-negative]}
            ranked = [r for r in ranked if r[0] != -negative]
        share = 1 - sum(weights[i] for i in open_atoms) / total
        return group, share, best

    def _held(self, number: int, mine: set[str]) -> float:
        """Give the share of a source sentence's words that are among these."""
        theirs = [a for a in self.index.phrase_atoms[number] if a.content and a.item is None]
        return sum(bool(a.keys & mine) for a in theirs) / len(theirs) if len(theirs) > 1 else 0.0

    def _weight(self, atom: Atom, count: int) -> float:
        held = max((len(self.index.postings.get(k, ())) for k in atom.keys), default=0)
        return log(1 + count / (held + 0.5)) if held else log(1 + count)

    def nearest_place(self, unit: Unit, position: int, places: Sequence[Place]) -> Place:
        """Give the place that lies in the sentence the article's rests on; else the first."""
        if len(places) == 1:
            return places[0]
        wanted = set(self.aligned_at(unit, position).phrases)
        for place in places[:50]:
            if self.index.phrase_at(place) in wanted:
                return place
        return places[0]

    def certain(self, unit: Unit, position: int) -> bool:
        """Whether the sentence at a place certainly rests on one of the source's."""
        return self.aligned_at(unit, position).sure

    def swapped(self, unit: Unit, item: Name | Number | Date) -> tuple[Atom, Place] | None:
        """Give what the source says where the article says this, when only that was replaced."""
        phrase = self.phrase(unit, item.start)
        if phrase is None:
            return None
        aligned = self.aligned(unit, phrase)
        if aligned.exact:
            return None
        at = item.start - phrase.start
        for change in aligned.changes:
            pair = _pair(change, type(item))
            if pair is None or pair[0].start != at or not aligned.sure_of(change.phrase):
                continue
            mine, theirs = pair
            if _same(mine, theirs, self.index) or not self._more(aligned, change, mine, theirs):
                continue
            source = self.index.phrases[change.phrase].place.source
            return theirs, Place(source, theirs.start, theirs.end)
        return None

    def _more(self, aligned: Aligned, change: Change, mine: Atom, theirs: Atom) -> bool:
        """Whether the article's sentence says this oftener than the source's, or in exchange."""
        atoms = self.index.phrase_atoms[change.phrase]
        ours = sum(_same(mine, a, self.index) for a in aligned.atoms)
        if ours > sum(_same(mine, a, self.index) for a in atoms):
            return True
        pairs = [_pair(c, type(mine.item)) for c in aligned.changes if c.phrase == change.phrase]
        return any(
            p is not None and _same(p[0], theirs, self.index) and _same(p[1], mine, self.index)
            for p in pairs
        )

    def opposites(self, aligned: Aligned) -> list[tuple[Atom, Atom, int]]:
        """Give the single words that stand where the source has their contrary."""
        found: list[tuple[Atom, Atom, int]] = []
        for change in aligned.changes:
            mine = [a for a in change.mine if a.item is None]
            theirs = [a for a in change.theirs if a.item is None]
            if len(mine) <= 2 and len(theirs) <= 2:
                found += [
                    (m, t, change.phrase)
                    for m in mine
                    for t in theirs
                    if self.index.opposed(m.keys, t.keys)
                ]
        return found

    def turned_subject(
        self, unit: Unit, number: Number, known: Sequence[tuple[Number, Place]]
    ) -> tuple[Number, Place] | None:
        """Give the source's figure when it is said of another subject in an equal sentence."""
        aligned = self.aligned_at(unit, number.start)
        phrase = self.phrase(unit, number.start)
        if aligned.exact or not aligned.sure or phrase is None:
            return None
        at = [i for i, a in enumerate(aligned.atoms) if a.start == number.start - phrase.start]
        if not at:
            return None
        after = aligned.atoms[at[0] + 1 : at[0] + 6]
        counts = number.unit in ("", "%")
        exchanged = self._exchanged(aligned, after, number, known) if counts else None
        if exchanged is not None:
            return exchanged
        held = {key for n in aligned.phrases for key in self.index.phrase_keys[n]}
        for change in aligned.changes:
            mine = [a for a in change.mine if a.content and a.item is None]
            theirs = [a for a in change.theirs if a.content and a.item is None]
            if len(mine) != 1 or len(theirs) != 1 or mine[0] not in after or mine[0].keys & held:
                continue
            elsewhere = counts and any(
                key in self.index.subjects and number.key not in self.index.subjects[key]
                for key in mine[0].keys
            )
            if elsewhere or self.index.opposed(mine[0].keys, theirs[0].keys):
                for was, place in known:
                    if self.index.phrase_at(place) == change.phrase:
                        return was, place
        return None

    def _exchanged(
        self,
        aligned: Aligned,
        after: Sequence[Atom],
        number: Number,
        known: Sequence[tuple[Number, Place]],
    ) -> tuple[Number, Place] | None:
        """Give the figure when its noun is the one of another figure in the source's sentence."""
        mine = _subject(after)
        if mine is None:
            return None
        theirs: dict[bool, set[str]] = {True: set(), False: set()}
        for n in aligned.phrases:
            atoms = self.index.phrase_atoms[n]
            for i, atom in enumerate(atoms):
                subject = _subject(atoms[i + 1 : i + 6])
                if isinstance(atom.item, Number) and subject is not None:
                    theirs[atom.item.key == number.key] |= subject.keys
        if mine.keys & theirs[True] or not mine.keys & theirs[False] or not theirs[True]:
            return None
        wanted = set(aligned.phrases)
        return next(((n, p) for n, p in known if self.index.phrase_at(p) in wanted), None)

    def number_instead(self, unit: Unit, number: Number) -> tuple[Number, Place] | None:
        """Give the figure of the source's sentence that this one, found nowhere, must come from."""
        for item, place in self._left(unit, number.start):
            if isinstance(item, Number) and (item.unit, item.noun) == (number.unit, number.noun):
                return item, place
        return None

    def date_instead(self, unit: Unit, date: Date) -> tuple[Date, Place] | None:
        """Give the date of the source's sentence that this one, found nowhere, must come from."""
        for item, place in self._left(unit, date.start):
            if isinstance(item, Date) and item.parts.keys() & date.parts.keys():
                return item, place
        return None

    def _left(self, unit: Unit, position: int) -> list[tuple[Name | Number | Date, Place]]:
        """Give the facts of the source's sentences that the article's sentence does not repeat."""
        aligned = self.aligned_at(unit, position)
        if not aligned.sure:
            return []
        mine = {key for a in aligned.atoms for key in a.keys}
        return [
            (a.item, Place(self.index.phrases[n].place.source, a.start, a.end))
            for n in aligned.phrases
            for a in self.index.phrase_atoms[n]
            if a.item is not None and not a.keys & mine
        ]


def _pair(change: Change, kind: type) -> tuple[Atom, Atom] | None:
    """Give the one fact of a kind on each side of a change; figures and dates are one kind."""
    kinds = (Name,) if kind is Name else (Number, Date)
    mine = [a for a in change.mine if isinstance(a.item, kinds)]
    theirs = [a for a in change.theirs if isinstance(a.item, kinds)]
    return (mine[0], theirs[0]) if len(mine) == len(theirs) == 1 else None


def _same(one: Atom, other: Atom, index: SourceIndex) -> bool:
    """Whether two atoms say the same name, figure or date."""
    if type(one.item) is not type(other.item):
        return False
    if isinstance(one.item, Name):
        return _identity(one, index) == _identity(other, index)
    return one.keys == other.keys


def _subject(after: Sequence[Atom]) -> Atom | None:
    """Give the first noun or the like after a figure, before the next fact."""
    for atom in after:
        if atom.item is not None:
            return None
        if atom.content:
            return atom
    return None


def _shifted(atom: Atom, by: int) -> Atom:
    return Atom(atom.start - by, atom.end - by, atom.folded, atom.keys, atom.content, atom.item)


def _changes(
    mine: Sequence[Atom], theirs: Sequence[Atom], number: int, index: SourceIndex
) -> list[Change]:
    """Give the replaced stretches between two sentences that stand between equal words."""
    by_key: dict[str, str] = {}
    their_ids: list[str] = []
    for atom in theirs:
        name = _identity(atom, index)
        their_ids.append(name)
        for key in atom.keys:
            by_key.setdefault(key, name)
    my_ids = [_mine(atom, by_key, index) for atom in mine]
    codes = SequenceMatcher(None, their_ids, my_ids, autojunk=False).get_opcodes()
    found: list[Change] = []
    for at, (kind, i1, i2, j1, j2) in enumerate(codes):
        if kind != "replace" or i2 - i1 > LONGEST_CHANGE:
            continue
        before = _equal(codes[at - 1]) if at else 0
        after = _equal(codes[at + 1]) if at + 1 < len(codes) else 0
        if j2 - j1 > LONGEST_CHANGE or (i2 == len(theirs) and j2 < len(mine)):
            # a sentence joined to another: what follows or precedes belongs to the other one
            if i2 == len(theirs) and before >= 2:
                j2 = min(j2, j1 + i2 - i1)
            elif i1 == 0 and after >= 2:
                j1 = max(j1, j2 - i2)
            else:
                continue
        held_before = before or (i1 == 0 and (j1 == 0 or after >= 2))
        held_after = after or (i2 == len(theirs) and (j2 == len(mine) or before >= 2))
        if held_before and held_after and before + after >= 2:
            found.append(Change(tuple(mine[j1:j2]), tuple(theirs[i1:i2]), number))
    return found


def _equal(code: tuple[str, int, int, int, int]) -> int:
    """Give how many words an opcode leaves as they are."""
    return code[2] - code[1] if code[0] == "equal" else 0


def _identity(atom: Atom, index: SourceIndex) -> str:
    if isinstance(atom.item, Name):
        entity = index.entities.of(atom.item.words)
        return atom.folded if entity is None else f"={entity}"
    return min(atom.keys)


def _mine(atom: Atom, by_key: dict[str, str], index: SourceIndex) -> str:
    if isinstance(atom.item, Name):
        return _identity(atom, index)
    for key in sorted(atom.keys):
        if key in by_key:
            return by_key[key]
    return min(atom.keys)
