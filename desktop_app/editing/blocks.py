"""Making headings, lists and quotations of paragraphs, and paragraphs of them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from desktop_app.editing.change import Change, Place, lines_between

ListKind = Literal["bullet", "number"]
BlockWish = Literal["paragraph", "heading2", "heading3", "bullet", "number", "quote"]

_FIXED = ("code", "table", "rule", "image")
_INDENT = re.compile(r"[ ]*")


@dataclass(frozen=True)
class _Piece:
    """A line to be: its marks, its words, and what it is."""

    lead: str
    words: str
    kind: str
    follows: bool

    @property
    def text(self) -> str:
        return self.lead + self.words


def make(text: str, start: int, end: int, wish: BlockWish) -> Change | None:
    """Make what a selection touches headings, items, quotations; or paragraphs where it is so.

    None where there is nothing that could be.
    """
    lines = lines_between(text, start, end)
    used = [p for p in lines if p.look.content.strip() or p.look.kind in _FIXED]
    if not used:
        return _on_blank(text, lines[0], wish)
    changing = [place for place in used if place.look.kind not in _FIXED]
    if not changing:
        return None
    if all(_is(place, wish) for place in changing):
        wish = "paragraph"
    pieces: list[_Piece] = []
    number = 0
    for place in used:
        number += wish == "number" and place.look.level == 0
        follows = any(one.end + 1 == place.start for one in used)
        pieces.append(_piece(place, wish, number, follows=follows))
    return _put(text, used, pieces, start, end)


def _is(place: Place, wish: BlockWish) -> bool:
    look = place.look
    if wish.startswith("heading"):
        return look.kind == "heading" and look.level == int(wish[-1])
    return look.kind == wish


def _lead(wish: BlockWish, number: int) -> str:
    return {
        "paragraph": "",
        "heading2": "## ",
        "heading3": "### ",
        "bullet": "- ",
        "number": f"{number}. ",
        "quote": "> ",
    }[wish]


def _piece(place: Place, wish: BlockWish, number: int, *, follows: bool) -> _Piece:
    look = place.look
    if look.kind in _FIXED:
        return _Piece("", look.text, look.kind, follows=follows)
    indent = ""
    if wish in ("bullet", "number") and look.kind in ("bullet", "number"):
        found = _INDENT.match(look.text)
        indent = found.group() if found else ""
        number = number if not indent else 1
    kind = "text" if wish == "paragraph" else wish
    if kind == look.kind == "number":
        return _Piece(look.text[: look.lead], look.content, kind, follows=follows)
    follows = follows and look.kind == "text"
    return _Piece(indent + _lead(wish, number), look.content, kind, follows=follows)


def _between(one: _Piece, two: _Piece) -> str:
    if one.kind == two.kind and two.kind in ("bullet", "number"):
        return "\n"
    if one.kind == two.kind == "quote":
        return "\n>\n"
    return "\n" if one.kind == two.kind and two.follows else "\n\n"


def _put(text: str, used: list[Place], pieces: list[_Piece], start: int, end: int) -> Change:
    first, last = used[0], used[-1]
    before = _air(text[: first.start].rpartition("\n")[0].rpartition("\n")[2], pieces[0])
    after = _air(text[last.end + 1 :].partition("\n")[0], pieces[-1])
    new, begins = "\n" if before else "", 0
    places: list[tuple[int, int]] = []
    for index, piece in enumerate(pieces):
        if index:
            new += _between(pieces[index - 1], piece)
        begins = len(new)
        new += piece.text
        places.append((begins + len(piece.lead), len(new)))
    anchor = _moved(start, used, places, first.start)
    cursor = _moved(end, used, places, first.start)
    return Change(first.start, last.end, new + ("\n" if after else ""), anchor, cursor)


def _air(neighbour: str, piece: _Piece) -> bool:
    """Tell whether a blank line is wanted between a line and the one beside it."""
    if not neighbour.strip():
        return False
    stripped = neighbour.lstrip()
    if piece.kind == "bullet":
        return stripped[:2] not in ("- ", "* ", "+ ")
    if piece.kind == "number":
        return not re.match(r"\d+\. ", stripped)
    return piece.kind != "quote" or not stripped.startswith(">")


def _moved(position: int, used: list[Place], places: list[tuple[int, int]], start: int) -> int:
    """Give where a place of the old lines stands in the new ones."""
    for place, (content, end) in zip(used, places, strict=True):
        if position <= place.end:
            return start + min(content + max(position - place.content, 0), end)
    return start + places[-1][1]


def _on_blank(text: str, place: Place, wish: BlockWish) -> Change:
    """Begin a heading, an item or a quotation on a blank line."""
    lead = _lead(wish, 1)
    piece = _Piece(lead, "", wish, follows=False)
    before = _air(text[: place.start].rpartition("\n")[0].rpartition("\n")[2], piece)
    after = _air(text[place.end + 1 :].partition("\n")[0], piece)
    new = ("\n" if before else "") + lead
    cursor = place.start + len(new)
    return Change(place.start, place.end, new + ("\n" if after else ""), cursor, cursor)
