"""What became of each paragraph of the sources: kept word for word, reworded, in part, or left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.model import SourceParagraph, SourceWhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.checks.fidelity.alignment import Aligned, Aligner
    from desktop_app.checks.fidelity.facts import Unit
    from desktop_app.checks.fidelity.passages import Phrase
    from desktop_app.checks.fidelity.sources import SourceIndex
    from desktop_app.model import SourceUse, Where

# Shares of a source sentence's words that the article's sentences repeat between them. Hand-made
# rewordings repeat 0.55 to 0.9 of them, unrelated sentences of one subject less than 0.3.
WHOLE = 0.55
PART = 0.3


@dataclass
class _Use:
    """What the article took of one source sentence."""

    exact: bool = False
    sure: bool = False
    said: set[str] = field(default_factory=set[str])
    places: list[Where] = field(default_factory=list["Where"])


def source_paragraphs(
    units: Sequence[Unit], index: SourceIndex, aligner: Aligner
) -> tuple[SourceParagraph, ...]:
    """Give every paragraph of the sources, in their order, with the places that rest on it.

    Takes time in proportion to the article and the sources.
    """
    used = _sentences_used(units, index, aligner)
    found: list[SourceParagraph] = []
    for place, phrases in _paragraphs(index):
        uses: list[SourceUse] = []
        places: dict[Where, None] = {}
        for number in phrases:
            one = used.get(index.exact_phrases[index.phrases[number].phrase.exact])
            uses.append(_use_of(one, number, index))
            if one is not None and uses[-1] != "unused":
                places.update(dict.fromkeys(one.places))
        ordered = sorted(places, key=lambda w: (w.field == "body", w.start))
        found.append(SourceParagraph(place, _together(uses), tuple(ordered)))
    return tuple(found)


def _sentences_used(units: Sequence[Unit], index: SourceIndex, aligner: Aligner) -> dict[int, _Use]:
    """Give what was taken of each source sentence, by the number of the first with its words."""
    used: defaultdict[int, _Use] = defaultdict(_Use)
    for unit in units:
        if unit.body or unit.place(0, 0).field == "title":
            for phrase in unit.passage.phrases:
                if phrase.exact:
                    _take(unit, phrase, aligner.aligned(unit, phrase), index, used)
    return used


def _take(
    unit: Unit, phrase: Phrase, aligned: Aligned, index: SourceIndex, used: defaultdict[int, _Use]
) -> None:
    mine = {key for atom in aligned.atoms if atom.content for key in atom.keys}
    for number in aligned.phrases:
        if unit.passage.heading and not aligned.exact:
            continue  # a heading says again what its section rests on
        share = 1.0 if aligned.exact else _share(number, mine, index)
        sure = aligned.sure_of(number)
        one = used[index.exact_phrases[index.phrases[number].phrase.exact]]
        one.exact = one.exact or aligned.exact
        one.sure = one.sure or sure
        one.said |= mine
        if sure or share >= PART:
            one.places.append(unit.place(phrase.start, phrase.end))


def _share(number: int, mine: set[str], index: SourceIndex) -> float:
    """Give the share of a source sentence's words that are among these keys."""
    theirs = [atom for atom in index.phrase_atoms[number] if atom.content]
    return sum(bool(atom.keys & mine) for atom in theirs) / len(theirs) if theirs else 0.0


def _use_of(one: _Use | None, number: int, index: SourceIndex) -> SourceUse:
    if one is None:
        return "unused"
    if one.exact:
        return "verbatim"
    share = _share(number, one.said, index)
    if share >= WHOLE and one.places:
        return "reworded"
    return "partial" if one.sure or share >= PART else "unused"


def _together(uses: Sequence[SourceUse]) -> SourceUse:
    """Give what a paragraph's sentences come to."""
    present = set(uses)
    if len(present) == 1:
        return uses[0]
    return "reworded" if present <= {"verbatim", "reworded"} else "partial"


def _paragraphs(index: SourceIndex) -> Iterator[tuple[SourceWhere, list[int]]]:
    """Give the lines that say something, each with the numbers of its sentences."""
    number = 0
    for line in index.lines:
        inside: list[int] = []
        while number < len(index.phrases):
            place = index.phrases[number].place
            if (place.source, place.start) >= (line.source, line.end):
                break
            if index.phrases[number].phrase.exact:
                inside.append(number)
            number += 1
        if inside:
            yield SourceWhere(line.source, line.start, line.end), inside
