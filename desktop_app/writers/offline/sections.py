"""Cuts the pieces into an introduction and sections, by dynamic programming over their costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.writers.offline.material import Piece

LONGEST = 300
IDEAL = (70, 135)
INTRO = (20, 100)
_OVER = 1_000.0
_LEAST_SECTION = 40
_SECTIONS = 6
_LONGEST_INTRO = 150
_LONGER_INTRO = 0.4
_POOR = -1.5
_SCANT = 45
_SCANT_STEP = 25


@dataclass(frozen=True)
class Section:
    """Pieces `start` to `end` (excluded) of the material; `given` when its first one heads it."""

    start: int
    end: int
    level: int = 2
    given: bool = False


@dataclass(frozen=True)
class Costs:
    """What the cutting asks of the text.

    `cut(i)` is the cost of beginning a section at piece `i`; `span(i, j)` the reward of what
    pieces `i` to `j` have to offer as a heading.
    """

    cut: Callable[[int], float]
    span: Callable[[int, int], float]


def free(_: int) -> float:
    """Give no cost: a cut is as good anywhere."""
    return 0.0


def flat(_: int, __: int) -> float:
    """Give no reward: any span is as good as another."""
    return 0.0


EVEN = Costs(free, flat)


def sections(pieces: Sequence[Piece], costs: Costs = EVEN) -> tuple[int, list[Section]]:
    """Give where the introduction ends, and the sections after it, in order.

    Every piece is in the introduction or in one section. A section the source heads begins with
    its heading; one longer than 300 words is cut again one level lower. Only pieces that cannot
    be parted (a list, a tied run) may make a section longer.
    """
    heads = [i for i, p in enumerate(pieces) if p.role in ("heading", "label", "question")]
    first = heads[0] if heads else len(pieces)
    intro, found = _opening(pieces, first, costs)
    levels = _levels(pieces)
    for number, head in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(pieces)
        level = levels[head]
        cuts = _cuts(pieces, head + 1, end, costs, headed=True)
        found.append(Section(head, cuts[1] if len(cuts) > 1 else end, level, given=True))
        for place in range(1, len(cuts)):
            after = cuts[place + 1] if place + 1 < len(cuts) else end
            found.append(Section(cuts[place], after, min(level + 1, 6)))
    return intro, found


def _opening(pieces: Sequence[Piece], end: int, costs: Costs) -> tuple[int, list[Section]]:
    """Cut the introduction and the sections before the first heading of the source's own."""
    if end == 0:
        return 0, []
    intro = _introduction(pieces, end)
    if intro >= end or _words(pieces, intro, end) < _LEAST_SECTION:
        return end, []
    if end < len(pieces) and _words(pieces, 0, end) <= INTRO[1]:
        return end, []
    intro, cuts = _with_longer_introduction(pieces, intro, end, costs)
    return intro, [Section(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True)]


def _introduction(pieces: Sequence[Piece], end: int) -> int:
    """Give where the introduction ends: 45 to 130 words, the first piece at least."""
    groups = _groups(pieces, 0, end)
    total = _words(pieces, 0, end)
    lowest = INTRO[0] if total > 200 else 20
    words = 0
    for number, start in enumerate(groups):
        stop = groups[number + 1] if number + 1 < len(groups) else end
        length = _words(pieces, start, stop)
        if number and (words >= lowest or words + length > INTRO[1]):
            return start
        words += length
    return end


def _with_longer_introduction(
    pieces: Sequence[Piece], intro: int, end: int, costs: Costs
) -> tuple[int, list[int]]:
    """Give the introduction with the sections that begin after it.

    Where what follows has nothing to offer as a heading, it is better read as introduction.
    """
    cuts, cost = _best_cuts(pieces, intro, end, costs)
    longer = next(iter(_groups(pieces, intro, end)[1:]), end)
    words = _words(pieces, 0, longer)
    rest = _words(pieces, longer, end)
    first = cuts[1] if len(cuts) > 1 else end
    offered = costs.span(intro, first) > _POOR
    if offered or words > _LONGEST_INTRO or rest < 2 * _LEAST_SECTION:
        return intro, cuts
    after, later = _best_cuts(pieces, longer, end, costs)
    later += _LONGER_INTRO + (max(0, words - INTRO[1]) / 50) ** 2
    return (longer, after) if later < cost else (intro, cuts)


def _words(pieces: Sequence[Piece], start: int, end: int) -> int:
    return sum(piece.words for piece in pieces[start:end])


def _groups(pieces: Sequence[Piece], start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if i == start or not pieces[i].tied]


def _cuts(
    pieces: Sequence[Piece], start: int, end: int, costs: Costs, headed: bool = False
) -> list[int]:
    """Give where the sections of a run begin; the first at its start."""
    if start >= end:
        return [start]
    if headed and _words(pieces, start, end) <= LONGEST:
        return [start]
    return _best_cuts(pieces, start, end, costs)[0]


def _best_cuts(
    pieces: Sequence[Piece], start: int, end: int, costs: Costs
) -> tuple[list[int], float]:
    """Give where the sections of a run begin, and what they cost together."""
    ideal = ideal_words(_words(pieces, start, end))
    starts = [*_groups(pieces, start, end), end]
    best: list[float] = [0.0] + [float("inf")] * (len(starts) - 1)
    back = [0] * len(starts)
    for left in range(len(starts) - 1):
        words = 0
        opening = costs.cut(starts[left]) if left else 0.0
        for right in range(left + 1, len(starts)):
            words += _words(pieces, starts[right - 1], starts[right])
            if words > LONGEST and right > left + 1:
                break
            cost = best[left] + opening + length_cost(words, ideal)
            cost -= costs.span(starts[left], starts[right])
            if cost < best[right]:
                best[right], back[right] = cost, left
    cuts: list[int] = []
    place = len(starts) - 1
    while place:
        place = back[place]
        cuts.append(starts[place])
    return cuts[::-1], best[-1]


def ideal_words(total: int) -> float:
    """Give the best length of a section: 70 words in a short text, 135 in one above 800.

    A text of 800 words reads well in six sections; one of 350 still wants four or five.
    """
    low, high = IDEAL
    return max(low, min(high, total / _SECTIONS))


def length_cost(words: int, ideal: float = IDEAL[0]) -> float:
    """Give what a section of this length costs: nothing at the ideal, much above 300 words.

    A few lines (fewer than 45 words) hardly bear a heading of their own.
    """
    if words > LONGEST:
        return _OVER + words
    scant = max(0.0, _SCANT - words) / _SCANT_STEP
    return ((words - ideal) / (50 if words < ideal else 60)) ** 2 + scant


def _levels(pieces: Sequence[Piece]) -> dict[int, int]:
    """Give the level of each heading of the source: the highest becomes H2, none is skipped."""
    levels: dict[int, int] = {}
    marked = [p.level for p in pieces if p.role == "heading"]
    highest = min(marked, default=2)
    under = 2
    for index, piece in enumerate(pieces):
        if piece.role == "heading":
            wanted = max(2, 2 + piece.level - highest)
            under = min(wanted, under + 1) if levels else 2
            levels[index] = under
        elif piece.role in ("label", "question"):
            levels[index] = min(under + 1, 6) if marked and levels else 2
    return levels
