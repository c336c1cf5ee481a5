"""A change to a text, and the lines it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.editing.marks import GAP, Line, read

_FENCE = re.compile(r"^(?:`{3}|~{3})", re.MULTILINE)
_LOOK_BACK = 200


@dataclass(frozen=True)
class Change:
    """Puts `text` in the place from `start` to `end`, all in code points.

    The selection then goes from `anchor` to `cursor`, places of the changed text.
    """

    start: int
    end: int
    text: str
    anchor: int
    cursor: int

    def of(self, whole: str) -> str:
        """Give the changed text."""
        return whole[: self.start] + self.text + whole[self.end :]


def caret(start: int, end: int, text: str, cursor: int) -> Change:
    """Give a change that leaves nothing selected."""
    return Change(start, end, text, cursor, cursor)


def replaced(old: str, new: str, anchor: int, cursor: int) -> Change:
    """Give the smallest change that makes one text of the other."""
    size = min(len(old), len(new))
    start = next((i for i in range(size) if old[i] != new[i]), size)
    tail = 0
    while tail < size - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Change(start, len(old) - tail, new[start : len(new) - tail], anchor, cursor)


@dataclass(frozen=True)
class Place:
    """A line of a text: where it begins and ends, and what it is."""

    start: int
    end: int
    look: Line

    @property
    def content(self) -> int:
        """Where what is seen of the line begins."""
        return self.start + self.look.lead


def line_at(text: str, position: int) -> Place:
    """Give the line that holds a position."""
    start = text.rfind("\n", 0, position) + 1
    end = _line_end(text, position)
    return Place(start, end, read(text[start:end], state_before(text, start))[0])


def lines_between(text: str, start: int, end: int) -> list[Place]:
    """Give the lines that a passage touches."""
    first = text.rfind("\n", 0, start) + 1
    state = state_before(text, first)
    places: list[Place] = []
    while True:
        stop = _line_end(text, first)
        look, state = read(text[first:stop], state)
        places.append(Place(first, stop, look))
        if stop >= end:
            return places
        first = stop + 1


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def state_before(text: str, start: int) -> int:
    """Give what the lines before this one leave behind; `start` is where a line begins."""
    if _FENCE.search(text, 0, start):
        before = text[: max(start - 1, 0)].split("\n")
    else:
        before = _lines_back(text, start)
    state = GAP
    for line in before if start else ():
        state = read(line, state)[1]
    return state


def _lines_back(text: str, start: int) -> list[str]:
    """Give the lines before this place, back to a heading or as far as a list may reach."""
    lines: list[str] = []
    end = start - 1
    while end >= 0 and len(lines) < _LOOK_BACK:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        lines.append(line)
        if line.startswith("#") or (lines[-2:-1] == [""] and line and line[0].isalpha()):
            break
        end = begin - 1
    return lines[::-1]
