"""Bold, italic and links on a selection or the word at the cursor, on and off again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from desktop_app.editing.balance import Strip, seen_before
from desktop_app.editing.change import Change, Place, caret, line_at, lines_between, replaced
from desktop_app.editing.marks import Line, Span, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Emphasis = Literal["bold", "italic"]

MARKS: dict[Emphasis, tuple[str, str]] = {"bold": ("**", "__"), "italic": ("*", "_")}
_WORD = re.compile(r"\w+(?:[-\u2011]\w+)*")
_RAW = ("code", "table", "blank", "rule", "image")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?$", re.IGNORECASE)
_UNSAFE = {" ": "%20", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C"}


def toggle(text: str, start: int, end: int, role: Emphasis) -> Change | None:
    """Make a selection, or the word at the cursor, bold or italic; take that away where it is.

    At the end of such words the cursor leaves them. None where there is nothing to change.
    """
    if start == end:
        place = line_at(text, start)
        if (outside := _way_out(place, start, role)) is not None:
            return caret(outside, outside, "", outside)
        word = word_at(place, start)
        if word is None:
            return None
        changed = toggle(text, *word, role)
        return _keeping_cursor(text, changed, place, start) if changed else None
    parts = list(_parts(text, start, end))
    if not parts:
        return None
    on = not all(_has(place.look, first, last, role) for place, first, last in parts)
    lines: list[str] = []
    at = parts[0][0].start
    for place, first, last in parts:
        line = _with(place.look, first, last, role, on=on)
        if line is None:
            return None
        lines.append(text[at : place.start] + line)
        at = place.end
    new = text[: parts[0][0].start] + "".join(lines) + text[at:]
    return _selecting(text, new, parts)


def _way_out(place: Place, position: int, role: Emphasis) -> int | None:
    at = position - place.start
    run = place.look.run_at(at)
    for span in place.look.spans:
        if span.role == role and run and run[0] <= span.last <= run[1] and at <= span.last:
            return place.start + span.end
    return None


def word_at(place: Place, position: int) -> tuple[int, int] | None:
    """Give the word that holds or touches a position of a line."""
    look = place.look
    if look.kind in _RAW:
        return None
    hidden = {i for start, end in look.hidden for i in range(start, end)}
    at = look.rest(position - place.start)
    for word in _WORD.finditer(look.text, look.lead):
        inside = [i for i in range(*word.span()) if i not in hidden]
        if inside and inside[0] <= at <= inside[-1] + 1:
            return place.start + inside[0], place.start + inside[-1] + 1
    return None


def _parts(text: str, start: int, end: int) -> Iterable[tuple[Place, int, int]]:
    """Give each line of a selection with which of its visible characters are meant."""
    for place in lines_between(text, start, end):
        if place.look.kind in _RAW:
            continue
        first = seen_before(place.look, max(start - place.start, place.look.lead))
        last = seen_before(place.look, min(end, place.end) - place.start)
        seen = _seen(place.look)
        while first < last and seen[first].isspace():
            first += 1
        while first < last and seen[last - 1].isspace():
            last -= 1
        if first < last:
            yield place, first, last


def _seen(look: Line) -> str:
    return "".join(item.text[-1] for item in Strip.of(look).items if item.span is None)


def _flags(look: Line, role: str) -> list[bool]:
    """Tell of each visible character whether it is so styled."""
    flags: list[bool] = []
    depth = 0
    for item in Strip.of(look).items:
        if item.span is None:
            flags.append(depth > 0)
        elif item.span.role == role:
            depth += 1 if item.opens else -1
    return flags


def _has(look: Line, first: int, last: int, role: Emphasis) -> bool:
    seen, flags = _seen(look), _flags(look, role)
    return all(flags[i] for i in range(first, last) if not seen[i].isspace())


def _with(look: Line, first: int, last: int, role: Emphasis, *, on: bool) -> str | None:
    """Give a line with these visible characters so styled, or not any more."""
    seen = _seen(look)
    wanted = _flags(look, role)
    wanted[first:last] = [on] * (last - first)
    for marks in MARKS[role]:
        line = look.text[: look.lead] + _rebuilt(look, first, last, role, wanted, marks)
        made = Line(look.kind, line, look.lead, look.level, spans_of(line, look.lead))
        flags = _flags(made, role)
        same = _seen(made) == seen and len(flags) == len(wanted)
        if same and all(a == b for a, b, c in zip(flags, wanted, seen, strict=True) if c.strip()):
            return line
    return None


def _rebuilt(
    look: Line, first: int, last: int, role: Emphasis, wanted: list[bool], marks: str
) -> str:
    strip = Strip.of(look)
    extents = {id(span): strip.extent(span) for span in look.spans}
    touched = [
        span
        for span in look.spans
        if span.role == role and extents[id(span)][0] <= last and extents[id(span)][1] >= first
    ]
    start = min([first, *(extents[id(span)][0] for span in touched)])
    end = max([last, *(extents[id(span)][1] for span in touched)])
    others = [extents[id(s)] for s in look.spans if s.role not in (role, "escape")]
    strip.drop(touched)
    seen = "".join(item.text[-1] for item in strip.items if item.span is None)
    for one, other in _runs(wanted, start, end):
        for a, b in _whole_pieces(one, other, others):
            while a < b and seen[a].isspace():
                a += 1
            while a < b and seen[b - 1].isspace():
                b -= 1
            if a < b:
                strip.wrap(a, b, marks, marks)
    return strip.text


def _runs(flags: list[bool], start: int, end: int) -> Iterable[tuple[int, int]]:
    position = start
    while position < end:
        if not flags[position]:
            position += 1
            continue
        stop = position
        while stop < end and flags[stop]:
            stop += 1
        yield position, stop
        position = stop


def _whole_pieces(start: int, end: int, others: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Cut a run where it would cross the border of another span."""
    for a, b in others:
        if a < start < b < end:
            yield start, b
            yield from _whole_pieces(b, end, others)
            return
        if start < a < end < b:
            yield from _whole_pieces(start, a, others)
            yield a, end
            return
    yield start, end


def _selecting(text: str, new: str, parts: list[tuple[Place, int, int]]) -> Change:
    """Select in the changed text what was selected before."""
    shift = len(new) - len(text)
    first, start, _ = parts[0]
    last, _, end = parts[-1]
    opening = line_at(new, first.start)
    closing = line_at(new, last.end + shift)
    anchor = opening.start + _after_marks(opening.look, start)
    cursor = closing.start + closing.look.lead + Strip.of(closing.look).place(end)
    return replaced(text, new, anchor, cursor)


def _after_marks(look: Line, count: int) -> int:
    """Give where the visible character with this number stands, behind the marks before it."""
    strip = Strip.of(look)
    place = look.lead + strip.place(count)
    run = look.run_at(place)
    return run[1] if run and run[0] <= place else place


def _keeping_cursor(text: str, change: Change, place: Place, position: int) -> Change:
    seen = seen_before(place.look, max(position - place.start, place.look.lead))
    now = line_at(change.of(text), place.start)
    cursor = now.start + now.look.lead + Strip.of(now.look).place(seen)
    return Change(change.start, change.end, change.text, cursor, cursor)


def link_at(text: str, position: int) -> tuple[int, Span] | None:
    """Give the link that holds or touches a position, and where its line begins."""
    place = line_at(text, position)
    at = position - place.start
    found = (s for s in place.look.spans if s.role == "link" and s.start <= at <= s.end)
    span = next(found, None)
    return None if span is None else (place.start, span)


def address_of(typed: str) -> str:
    """Give an address as it can stand in Markdown: « exemple.fr » gets its https://."""
    address = "".join(_UNSAFE.get(char, char) for char in typed.strip())
    if _DOMAIN.match(address):
        address = f"https://{address}"
    if address.count("(") != address.count(")"):
        address = address.replace("(", "%28").replace(")", "%29")
    return address


def link(text: str, start: int, end: int, address: str) -> Change | None:
    """Give the words of a selection, or the word at the cursor, an address.

    On a link the address is changed, "" takes it away; where there is no word the address is one.
    """
    wanted = address_of(address)
    if start == end and (found := link_at(text, start)):
        line, span = found
        words = text[line + span.first : line + span.last]
        new = f"[{words}]({wanted})" if wanted else words
        cursor = line + span.start + len(new)
        return caret(line + span.start, line + span.end, new, cursor)
    if start == end:
        place = line_at(text, start)
        word = word_at(place, start)
        if word is None and wanted:
            new = f"[{address.strip()}]({wanted})"
            return caret(start, start, new, start + len(new))
        start, end = word or (start, end)
    parts = list(_parts(text, start, end))
    if len(parts) != 1:
        return None
    place, first, last = parts[0]
    return _linked(text, place, first, last, wanted)


def _linked(text: str, place: Place, first: int, last: int, address: str) -> Change | None:
    strip = Strip.of(place.look)
    extents = {id(span): strip.extent(span) for span in place.look.spans}
    strip.drop(
        span
        for span in place.look.spans
        if span.role in ("link", "address")
        and extents[id(span)][0] < last
        and extents[id(span)][1] > first
    )
    for span in place.look.spans:
        a, b = extents[id(span)]
        if span.role in ("bold", "italic", "code") and (
            a < first < b < last or first < a < last < b
        ):
            first, last = min(a, first), max(b, last)
    if address:
        strip.wrap(first, last, "[", f"]({address})")
    line = place.look.text[: place.look.lead] + strip.text
    if _seen(Line("text", line, place.look.lead, 0, spans_of(line, place.look.lead))) != _seen(
        place.look
    ):
        return None
    new = text[: place.start] + line + text[place.end :]
    now = line_at(new, place.start)
    cursor = place.start + now.look.rest(now.look.lead + Strip.of(now.look).place(last))
    return replaced(text, new, cursor, cursor)
