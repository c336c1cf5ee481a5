"""What Enter, Backspace, Delete and a typed character make of a text whose marks are hidden.

A blank line between two blocks is not a place to write in; a second one is an empty paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.editing.balance import Strip, halves, joined, seen_before, without
from desktop_app.editing.change import Change, Place, caret, line_at, lines_between, replaced
from desktop_app.editing.marks import read

if TYPE_CHECKING:
    from desktop_app.editing.marks import Line, Span

_NUMBERED = re.compile(r"([ ]*)(\d+)(\.[ \t]+)")
_RAW = ("code", "table")
_BOXES = ("image", "rule")
_ITEMS = ("bullet", "number")


def is_gap(text: str, position: int) -> bool:
    """Tell whether the line here is a blank one that only keeps two blocks apart."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    if text[start : len(text) if end < 0 else end].strip():
        return False
    blank = 0
    while start and not text[text.rfind("\n", 0, start - 1) + 1 : start - 1].strip():
        blank += 1
        start = text.rfind("\n", 0, start - 1) + 1
    return bool(start) and blank % 2 == 0


def enter(text: str, start: int, end: int) -> Change:
    """Begin a new paragraph, or a new item of a list; what is selected goes."""
    if start < end:
        whole, cursor = _without_selection(text, start, end)
        then = enter(whole, cursor, cursor)
        return replaced(text, then.of(whole), then.anchor, then.cursor)
    place = line_at(text, start)
    look = place.look
    if look.kind in _RAW:
        return caret(start, start, "\n", start + 1)
    if look.kind in _ITEMS:
        return _enter_in_item(text, place, start)
    if look.kind == "quote":
        if not look.content.strip():
            return _to_paragraph(text, place)
        return _split(
            place, start, f"\n{look.text[: look.lead].rstrip()}\n", look.text[: look.lead]
        )
    if look.kind == "blank":
        return _on_blank(text, place, "\n\n")
    if start <= place.content:
        return Change(place.start, place.start, "\n\n", start + 2, start + 2)
    return _split(place, start, "\n\n", "")


def _split(place: Place, position: int, between: str, lead: str) -> Change:
    left, right = halves(place.look, position - place.start)
    left, right = left.rstrip(" "), right.lstrip(" ")
    cursor = place.start + len(left) + len(between) + len(lead)
    return caret(place.start, place.end, left + between + lead + right, cursor)


def _enter_in_item(text: str, place: Place, position: int) -> Change:
    look = place.look
    if not look.content.strip():
        return _outdented(text, place) if look.level else _to_paragraph(text, place)
    left, right = halves(look, position - place.start)
    head = look.text[: look.lead]
    following = head
    rest_end, rest = place.end, ""
    if numbered := _NUMBERED.match(head):
        following = f"{numbered[1]}{int(numbered[2]) + 1}{numbered[3]}"
        rest_end, rest = _renumbered(text, place, int(numbered[2]) + 2)
    left = left.rstrip(" ") if left.strip() != head.strip() else left
    new = f"{left}\n{following}{right.lstrip(' ')}"
    cursor = place.start + len(left) + 1 + len(following)
    return caret(place.start, rest_end, new + rest, cursor)


def _renumbered(text: str, place: Place, number: int) -> tuple[int, str]:
    """Give the items that follow one directly, numbered on from this number."""
    end, lines = place.end, ""
    while end < len(text):
        stop = text.find("\n", end + 1)
        stop = len(text) if stop < 0 else stop
        line = text[end + 1 : stop]
        found = _NUMBERED.match(line)
        if found is None or len(found[1]) != len(place.look.text) - len(place.look.text.lstrip()):
            break
        lines += f"\n{found[1]}{number}{found[3]}{line[found.end() :]}"
        number += 1
        end = stop
    return end, lines


def _to_paragraph(text: str, place: Place) -> Change:
    """Make a paragraph of its own of a heading, an item or a quotation."""
    content = place.look.content
    before, after = _air_before(text, place.start), _air_after(text, place.end)
    if place.look.kind == "quote" and text[: place.start].endswith("\n>\n"):
        start = place.start - 2
        return caret(start, place.end, f"\n{content}{after}", start + 1)
    cursor = place.start + len(before)
    return caret(place.start, place.end, before + content + after, cursor)


def _air_before(text: str, start: int) -> str:
    return "\n" if start and text[max(start - 2, 0) : start].strip("\n") else ""


def _air_after(text: str, end: int) -> str:
    following = text[end + 1 : end + 2]
    return "\n" if following and following != "\n" else ""


def _outdented(text: str, place: Place) -> Change:
    line = place.look.text
    less = line[min(4, len(line) - len(line.lstrip(" "))) :]
    return caret(place.start, place.end, less, place.content - (len(line) - len(less)))


def _on_blank(text: str, place: Place, new: str) -> Change:
    """Put text on a blank line, kept apart from what stands before and after it."""
    before, after = _air_before(text, place.start), _air_after(text, place.end)
    cursor = place.start + len(before) + len(new)
    return caret(place.start, place.end, before + new + after, cursor)


def typed(text: str, position: int, new: str) -> Change | None:
    """Type on a blank line, beside a picture or a rule; None where typing needs no help."""
    place = line_at(text, position)
    if place.look.kind == "blank" and new.strip():
        change = _on_blank(text, place, new)
        return change if len(change.text) > len(new) else None
    if place.look.kind in _BOXES:
        return caret(place.end, place.end, f"\n\n{new}", place.end + 2 + len(new))
    return None


def erase(text: str, start: int, end: int) -> Change:
    """Take away what is seen of a selection; the marks that then hold nothing go with it."""
    if start == 0 and end == len(text):
        return caret(0, end, "", 0)
    lines = lines_between(text, start, end)
    first, last = lines[0], lines[-1]
    if len(lines) == 1:
        if first.look.kind in (*_RAW, "blank", *_BOXES):
            return caret(start, end, "", start)
        line, cursor = without(first.look, start - first.start, end - first.start)
        return replaced_within(text, first.start, first.end, line, first.start + cursor)
    left = _left_of(first, start)
    right = _right_of(last, end)
    if start <= first.content and last.look.kind not in _BOXES:
        left = last.look.text[: last.look.lead] if right else ""
    if first.look.kind in _RAW or last.look.kind in _RAW:
        return replaced_within(text, first.start, last.end, left + right, first.start + len(left))
    line, cursor = joined(left, right, min(first.look.lead, len(left)))
    return replaced_within(text, first.start, last.end, line, first.start + cursor)


def replaced_within(text: str, start: int, end: int, new: str, cursor: int) -> Change:
    """Give the smallest change that puts `new` between two places."""
    change = replaced(text[start:end], new, cursor, cursor)
    return Change(change.start + start, change.end + start, change.text, cursor, cursor)


def _left_of(place: Place, position: int) -> str:
    if place.look.kind in (*_RAW, "blank", *_BOXES):
        return place.look.text[: position - place.start]
    return halves(place.look, position - place.start)[0]


def _right_of(place: Place, position: int) -> str:
    if place.look.kind in (*_RAW, "blank", *_BOXES):
        return place.look.text[position - place.start :]
    return halves(place.look, position - place.start)[1]


def backspace(text: str, position: int, size: int = 1) -> Change | None:
    """Take away what stands before the cursor: `size` characters, or a block's beginning.

    None where there is nothing before it.
    """
    place = line_at(text, position)
    look = place.look
    if look.kind == "blank":
        return _join_back(text, place) if place.start else None
    if look.kind in _BOXES:
        return _without_line(text, place)
    if position > place.content:
        return _erase_back(text, place, position, size)
    if look.lead and look.kind in _ITEMS and look.level:
        return _outdented(text, place)
    if look.lead:
        return _to_paragraph(text, place)
    return _join_back(text, place) if place.start else None


def _erase_back(text: str, place: Place, position: int, size: int) -> Change | None:
    seen = _seen_back(place, position, size)
    if seen is None:
        return _to_paragraph(text, place) if place.look.lead else None
    return erase(text, *seen)


def _seen_back(place: Place, position: int, size: int) -> tuple[int, int] | None:
    """Give the last visible characters before a place."""
    end = position - place.start
    while run := next((r for r in place.look.hidden if r[0] < end <= r[1]), None):
        end = run[0]
    if end <= 0:
        return None
    return place.start + max(end - size, 0), place.start + end


def _join_back(text: str, place: Place) -> Change:
    """Take away the break before a line: it goes on where the block before it ends."""
    before = line_at(text, place.start - 1)
    if before.look.kind == "blank" and before.start and not is_gap(text, before.start):
        return caret(max(before.start - 1, 0), place.start - 1, "", before.start - 1)
    start = before.end
    while start > 0 and before.look.kind == "blank":
        if before.start == 0:
            return caret(0, place.start, "", 0)
        before = line_at(text, before.start - 1)
        start = before.end
    if before.look.kind in _BOXES and place.look.kind != "blank":
        return _without_line(text, before)
    if before.look.kind in _RAW and place.look.kind != "blank":
        return caret(start, start, "", start)
    return _glued(text, before, place)


def _glued(text: str, one: Place, two: Place) -> Change:
    """Let a line go on where another ends."""
    line, cursor = joined(one.look.text, two.look.content, one.look.lead)
    return replaced_within(text, one.start, two.end, line, one.start + cursor)


def _without_line(text: str, place: Place) -> Change:
    """Take a line away, with the blank ones after it."""
    end = place.end
    while end < len(text) and text[end] == "\n":
        end += 1
    if end < len(text) or not place.start:
        return caret(place.start, end, "", place.start)
    start = len(text[: place.start].rstrip("\n"))
    return caret(start, place.end, "", start)


def delete(text: str, position: int, size: int = 1) -> Change | None:
    """Take away what stands after the cursor; None where there is nothing."""
    place = line_at(text, position)
    at = position - place.start
    while run := next((r for r in place.look.hidden if r[0] <= at < r[1]), None):
        at = run[1]
    if at < len(place.look.text) and place.look.kind not in _BOXES:
        return erase(text, place.start + at, min(place.start + at + size, place.end))
    following = place.end + 1
    while following < len(text) and text[following] == "\n":
        following += 1
    if following >= len(text):
        return None
    if place.look.kind == "blank":
        return caret(place.start, following, "", place.start)
    after = line_at(text, following)
    if after.look.kind in _BOXES:
        return _without_line(text, after)
    if after.look.kind in _RAW or place.look.kind in (*_RAW, *_BOXES):
        return None
    return _glued(text, place, after)


def space_after(text: str, position: int) -> tuple[Change, str] | None:
    """Type a space at the end of emphasis: it goes behind the marks, which then hold nothing of it.

    Gives the change and those marks, for what is typed next goes on inside (`between`).
    """
    place = line_at(text, position)
    at = position - place.start
    marks = "".join(
        place.look.text[s.last : s.end]
        for s in sorted(place.look.spans, key=lambda s: s.last)
        if s.role in ("bold", "italic") and _ends(s, at, place)
    )
    if not marks:
        return None
    end = position + len(marks)
    return caret(end, end, " ", end + 1), marks


def _ends(span: Span, at: int, place: Place) -> bool:
    run = place.look.run_at(at)
    return run is not None and run[0] == at and span.last >= at and span.end <= run[1]


def between(text: str, position: int, words: str, marks: str) -> Change | None:
    """Type on in emphasis after the space that left it, or begin emphasis with these marks."""
    start = position
    while start and text[start - 1] in " \u00a0\u202f":
        start -= 1
    if words.isspace():
        return None
    if start < position and text[:start].endswith(marks):
        spaces = text[start:position]
        new = f"{spaces}{words}{marks}"
        first = start - len(marks)
        return caret(first, position, new, first + len(spaces) + len(words))
    new = f"{marks}{words}{marks[::-1]}"
    return caret(position, position, new, position + len(marks) + len(words))


def passage(text: str, start: int, end: int) -> str:
    """Give a part of a text as Markdown of its own: each mark in it has its partner."""
    places = lines_between(text, start, end)
    parts: list[str] = []
    for place in places:
        first, last = max(start - place.start, 0), min(end, place.end) - place.start
        parts.append(_part(place.look, first, last))
    return "\n".join(parts)


def _part(look: Line, first: int, last: int) -> str:
    if look.kind in (*_RAW, "blank", *_BOXES):
        return look.text[first:last]
    line = Strip.of(look)
    count = seen_before(look, len(look.text))
    line.cut(seen_before(look, max(last, look.lead)), count)
    line.cut(0, seen_before(look, max(first, look.lead)))
    whole = first <= look.lead and last >= len(look.text)
    return (look.text[: look.lead] if whole else "") + line.text


def break_line(text: str, start: int, end: int) -> Change:
    """Begin a new line within a paragraph."""
    whole, cursor = _without_selection(text, start, end)
    new = whole[:cursor] + "  \n" + whole[cursor:]
    return replaced(text, new, cursor + 3, cursor + 3)


def put_in(words: str, text: str, start: int, end: int) -> Change:
    """Put Markdown in the place of a selection: words within a line, blocks between others."""
    whole, cursor = _without_selection(text, start, end)
    place = line_at(whole, cursor)
    look = read(words.partition("\n")[0])[0]
    one_line = "\n" not in words.strip("\n") and look.kind in ("text", "blank")
    if place.look.kind in _RAW or one_line:
        words = words if place.look.kind in _RAW else words.strip("\n")
        if (helped := typed(whole, cursor, words)) is not None:
            return replaced(text, helped.of(whole), helped.cursor, helped.cursor)
        new = whole[:cursor] + words + whole[cursor:]
        return replaced(text, new, cursor + len(words), cursor + len(words))
    words = words.strip("\n")
    if place.look.kind == "blank":
        change = _on_blank(whole, place, words)
        return replaced(text, change.of(whole), change.cursor, change.cursor)
    left, right = halves(place.look, cursor - place.start)
    if place.look.kind in _BOXES:
        left, right = place.look.text, ""
    before = f"{left.rstrip(' ')}\n\n" if left[place.look.lead :].strip() else ""
    after = f"\n\n{right}" if right.strip() else ""
    at = place.start + len(before) + len(words)
    new = whole[: place.start] + before + words + after + whole[place.end :]
    return replaced(text, new, at, at)


def _without_selection(text: str, start: int, end: int) -> tuple[str, int]:
    if start == end:
        return text, start
    erased = erase(text, start, end)
    return erased.of(text), erased.cursor
