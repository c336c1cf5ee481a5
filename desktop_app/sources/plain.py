"""Plain text: paragraphs one a line, hard-wrapped or parted by blank lines; lists; no markup."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop_app.document import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLET = re.compile(r"[ \u00a0]*(?P<sign>[-*•‣▪▸●◦·–\uf0b7\uf0a7\uf0d8])[ \u00a0]+(?=\S)")
_NUMBER = re.compile(r"[ ]*(?P<number>\d{1,3})(?P<sign>[.)])[ \u00a0]+(?=\S)")
_ENDS = re.compile(r"[.!?…:;][»”\"’)\]\s\u00a0\u202f]*$")
_WRAP_WIDTHS = range(40, 121)
_WRAPPED_SHARE = 0.7


def markdown_of(text: str, *, wrapped: bool = True) -> str:
    """Give plain text as Markdown that shows it word for word, its lists as lists.

    With `wrapped` false every line end is a paragraph's.
    """
    lines = text.split("\n")
    width = _wrap_width(lines) if wrapped else 0
    return "\n\n".join(_with_lists(list(_paragraphs(lines, width))))


def _wrap_width(lines: list[str]) -> int:
    """Give the width the text was wrapped at, 0 when its line ends are its own.

    In a wrapped text a line ends where the next word would not fit; in one whose lines are
    paragraphs most would have had room.
    """
    joints = [
        (line, following)
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not _starts_item(following)
    ]
    if len(joints) < 2:
        return 0
    width = max(len(line.rstrip()) for line, _ in joints)
    if width not in _WRAP_WIDTHS:
        return 0
    unfinished = sum(not _ENDS.search(line) for line, _ in joints)
    if unfinished < 0.5 * len(joints) or not any(f.lstrip()[:1].islower() for _, f in joints):
        return 0
    full = sum(_is_full(line, following, width) for line, following in joints)
    return width if full >= _WRAPPED_SHARE * len(joints) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(following.strip(" ").split(" ", 1)[0]) > width


def _starts_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def _paragraphs(lines: list[str], width: int) -> Iterator[str]:
    current = ""
    for index, line in enumerate(lines):
        if not line.strip():
            if current:
                yield current
            current = ""
            continue
        if current and not _goes_on(lines[index - 1], line, width):
            yield current
            current = ""
        current = f"{current} {line.strip(' ')}" if current else line.strip(" ")
    if current:
        yield current


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line end is only where the line was full, or stands amid a sentence."""
    if _starts_item(following) or not width:
        return False
    if _is_full(line, following, width):
        return True
    return not _ENDS.search(line) and following.lstrip()[:1].islower()


def _with_lists(paragraphs: list[str]) -> Iterator[str]:
    """Give the blocks; two items or more in a row become a list, a lone sign stays text."""
    index = 0
    while index < len(paragraphs):
        end = _list_end(paragraphs, index)
        if end - index > 1:
            yield "\n".join(_item(line) for line in paragraphs[index:end])
            index = end
        else:
            yield escape(paragraphs[index])
            index += 1


def _list_end(paragraphs: list[str], index: int) -> int:
    first = paragraphs[index]
    if bullet := _BULLET.match(first):
        end = index + 1
        while end < len(paragraphs) and _same_bullet(paragraphs[end], bullet["sign"]):
            end += 1
        return end if bullet["sign"] != "–" or _is_french_list(paragraphs[index:end]) else index
    if number := _NUMBER.match(first):
        end = index + 1
        while end < len(paragraphs) and _is_next(paragraphs[end], number, end - index):
            end += 1
        return end
    return index


def _same_bullet(line: str, sign: str) -> bool:
    match = _BULLET.match(line)
    return match is not None and match["sign"] == sign


def _is_next(line: str, first: re.Match[str], ahead: int) -> bool:
    match = _NUMBER.match(line)
    return (
        match is not None
        and match["sign"] == first["sign"]
        and int(match["number"]) == int(first["number"]) + ahead
    )


def _is_french_list(lines: list[str]) -> bool:
    """Tell a list from a dialogue: its items end with semicolons or commas."""
    return all(line.rstrip().endswith((";", ",")) for line in lines[:-1])


def _item(line: str) -> str:
    if number := _NUMBER.match(line):
        return f"{number['number']}. {escape(line[number.end() :])}"
    match = _BULLET.match(line)
    return f"- {escape(line[match.end() :] if match else line)}"
