"""The plain text of a Markdown block, and where each of its characters stands in the Markdown.

The `markdown` package keeps no positions. So the block is converted twice: once as it is, once with
every letter and every mark that is never markup replaced by a character that tells its position and
parses alike. What is left between two such anchors is short and is laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

Convert = Callable[[str], str]

_HTML = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>|[^<]+")
_BLOCK_TAG = re.compile(r"p|li|[uo]l|blockquote|table|thead|tbody|t[rdh]|h[1-6r]|pre|br")
# The package takes these two control characters out of every text, so they are free for use here.
_BREAK = "\x02"
_IMAGE = "\x03"
_LAYOUT = re.compile(r"[ \t]*[\n\x02\x03][ \t\n\x02\x03]*")
_SOFT = "\x02"

_LETTERS = 0x20000
_MARKS = 0xF0000
_RANGE = 0xA000
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);")
_KEPT = re.compile(
    rf"{_ENTITY.pattern}|<[A-Za-z][A-Za-z0-9+.-]*://|<mailto:"
    r"|(?m:^(?:[ \t>*+-]|\d+\.(?=[ \t]))+)|\\."
)
_CELL_LIMIT = 20_000
_IMPOSSIBLE = -(10**6)


def _laid_out(html: str) -> str:
    parts: list[str] = []
    for token in _HTML.finditer(html):
        tag = token.group(2)
        if tag is None:
            parts.append(unescape(token.group()))
        elif _BLOCK_TAG.fullmatch(tag):
            parts.append(_BREAK)
        elif tag == "img":
            parts.append(_IMAGE)
    return _LAYOUT.sub(_break, "".join(parts).strip(" \t\n\x02\x03"))


def _break(run: re.Match[str]) -> str:
    text = run.group()
    if _BREAK in text:
        return "\n"
    if "\n" in text:
        return _SOFT
    return " " if text.strip(_IMAGE) else ""


def locate(text: str, html: str, convert: Convert) -> tuple[str, tuple[int, ...]]:
    """Give the plain text of a block and the offset of each of its characters in `text`.

    `html` is what `convert` makes of `text`. Offsets never decrease.
    """
    plain = _laid_out(html)
    if not plain:
        return "", ()
    tagged = _laid_out(convert(_tagged(text)))
    anchors = _anchors(tagged, plain, text) or [None] * len(plain)
    return plain.replace(_SOFT, " "), tuple(_fill(plain, text, anchors))


def _tagged(text: str) -> str:
    free = _free_marks(text)
    out: list[str] = []
    position = 0
    for kept in _KEPT.finditer(text):
        out.extend(_tags(text, position, kept.start(), free))
        out.append(kept.group())
        position = kept.end()
    out.extend(_tags(text, position, len(text), free))
    return "".join(out)


def _free_marks(text: str) -> frozenset[str]:
    """Give the ASCII marks that cannot be markup in this text."""
    free = ",?%$^=;."
    if "](" not in text:
        free += "'\"()"
    if "<" not in text:
        free += "/@"
    if "|" not in text and "<" not in text:
        free += ":"
    return frozenset(free)


def _tags(text: str, start: int, end: int, free: frozenset[str]) -> list[str]:
    out: list[str] = []
    for index in range(start, end):
        char = text[index]
        if char.isalnum():
            out.append(chr(_LETTERS + index % _RANGE))
        elif char in free or (char > "\x7f" and not char.isspace()):
            out.append(chr(_MARKS + index % _RANGE))
        else:
            out.append(char)
    return out


def _anchors(tagged: str, plain: str, text: str) -> list[int | None] | None:
    """Read the positions out of the tagged text; None when the two conversions differ."""
    if len(tagged) != len(plain):
        return None
    anchors: list[int | None] = []
    last = -1
    for char, shown in zip(tagged, plain, strict=True):
        code = ord(char)
        if _LETTERS <= code < _LETTERS + _RANGE:
            code -= _LETTERS
        elif _MARKS <= code < _MARKS + _RANGE:
            code -= _MARKS
        elif char == shown:
            anchors.append(None)
            continue
        else:
            return None
        last += 1 + (code - last - 1) % _RANGE
        if last >= len(text) or text[last] != shown:
            return None
        anchors.append(last)
    return anchors


def _fill(plain: str, text: str, anchors: Sequence[int | None]) -> list[int]:
    """Find the characters between the anchors."""
    offsets: list[int] = []
    low = 0
    index = 0
    while index < len(plain):
        anchor = anchors[index]
        if anchor is not None:
            offsets.append(anchor)
            low = anchor + 1
            index += 1
            continue
        end = index
        while end < len(plain) and anchors[end] is None:
            end += 1
        high = anchors[end] if end < len(plain) else None
        gap = text[low : len(text) if high is None else high]
        shown = plain[index:end]
        if gap == shown:
            offsets.extend(range(low, low + len(shown)))
        else:
            found = _align(shown, gap, at_start=low > 0, at_end=high is not None)
            offsets.extend(min(low + place, len(text) - 1) for place in found)
        low = offsets[-1] + 1
        index = end
    return offsets


def _align(shown: str, gap: str, *, at_start: bool, at_end: bool) -> list[int]:
    """Lay what is shown along the Markdown it comes from; neighbours stay together if they can."""
    if not gap:
        return [-1 if at_start else 0] * len(shown)
    if len(shown) * len(gap) > _CELL_LIMIT:
        return _greedy(shown, gap)
    width = len(gap)
    previous = [1 if j == 0 and at_start else 0 for j in range(width)]
    rows: list[list[int]] = []
    scores: list[int] = []
    for i, char in enumerate(shown):
        scores = []
        came_from: list[int] = []
        best, best_at = _IMPOSSIBLE, 0
        for j in range(width):
            if i == 0:
                score, origin = previous[j], j
            else:
                score, origin = previous[j] - 8, j
                if best > score:
                    score, origin = best, best_at
                if j and previous[j - 1] + 1 > score:
                    score, origin = previous[j - 1] + 1, j - 1
                if previous[j] > best:
                    best, best_at = previous[j], j
            scores.append(score + _likeness(char, gap, j))
            came_from.append(origin)
        rows.append(came_from)
        previous = scores
    if at_end:
        scores[-1] += 1
    place = max(range(width), key=scores.__getitem__)
    places = [place]
    for row in reversed(rows[1:]):
        place = row[place]
        places.append(place)
    return places[::-1]


def _likeness(char: str, gap: str, place: int) -> int:
    """Say how well a shown character goes with this place of the Markdown."""
    source = gap[place]
    if char == source or (char == _SOFT and source == "\n"):
        return 3
    if source == "&" and (entity := _ENTITY.match(gap, place)):
        return 2 if char in unescape(entity.group()) else -6
    if char in "\n\x02":
        return 1 if source in "|\n" else -2
    return -6


def _greedy(shown: str, gap: str) -> list[int]:
    places: list[int] = []
    last = -1
    for char in shown:
        found = gap.find("\n" if char == _SOFT else char, last + 1)
        last = found if found >= 0 else min(last + 1, len(gap) - 1)
        places.append(last)
    return places


def place_end(text: str, offset: int, following: int) -> int:
    """Give where the character shown from `offset` ends in the Markdown: an entity is taken whole.

    `following` is the offset of the next character shown.
    """
    entity = _ENTITY.match(text, offset) if text[offset] == "&" else None
    return entity.end() if entity and entity.end() <= following else offset + 1


def place_start(text: str, offset: int, preceding: int) -> int:
    """Give where the character shown from `offset` begins: its backslash belongs to it.

    `preceding` is the offset of the character shown before, or -1.
    """
    escaped = text[offset] in "\\`*_{}[]()>#+-.!|" and text[offset - 1 : offset] == "\\"
    return offset - 1 if escaped and preceding < offset - 1 else offset


def code_text(text: str, html: str) -> tuple[str, tuple[int, ...]]:
    """Give the lines between two fences, and where each character stands in `text`.

    A tab is shown as spaces, up to the next multiple of four; white space alone on a line is not.
    """
    plain = unescape(re.sub(r"</?(?:pre|code)[^>]*>", "", html)).rstrip("\n")
    offsets: list[int] = []
    position = text.index("\n") + 1
    start = position
    for line in text[position:].split("\n"):
        if line.strip(" \t"):
            column = 0
            for index, char in enumerate(line, position):
                width = 4 - column % 4 if char == "\t" else 1
                offsets.extend([index] * width)
                column += width
        position += len(line) + 1
        offsets.append(position - 1)
    shown = "".join(" " if text[o] == "\t" else text[o] for o in offsets[: len(plain)])
    if shown == plain:
        return plain, tuple(offsets[: len(plain)])
    return plain, tuple(start + place for place in _greedy(plain, text[start:]))
