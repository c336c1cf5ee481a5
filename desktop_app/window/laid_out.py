"""The pieces of an article as they stand in a text document; only what changed is laid out anew."""

from __future__ import annotations

import time
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from desktop_app.window.preview_html import block_look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFont, QTextDocument

    from desktop_app.window.preview_html import Piece

# What takes more than whole blocks of text: beside these, all that follows is laid out anew.
_SOLID = ("<table", "<hr", "<pre")
_LISTS = ("<ul", "<ol")


class LaidOut:
    """Holds which pieces stand where in a document, and brings it to those that are wanted."""

    def __init__(self, document: QTextDocument, font: Callable[[], QFont]) -> None:
        """Begin with an empty document; `font` gives what line heights are counted from."""
        self._document = document
        self._font = font
        self._shown: list[str] = []
        self._starts: list[int] = []
        self._tail = 0
        self._hollow = False
        self.wanted: list[Piece] = []

    @property
    def empty(self) -> bool:
        """Tell whether nothing stands there."""
        return not self._shown

    @property
    def complete(self) -> bool:
        """Tell whether all that is wanted stands there."""
        return len(self._shown) == len(self.wanted) and not self._hollow

    def start(self, index: int) -> int:
        """Give the document position a piece begins at."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """Give the document position a piece ends at."""
        if index + 1 < len(self._starts):
            return self._starts[index + 1] - 1
        return self._document.characterCount() - 1

    def shown(self, index: int) -> str:
        """Give the HTML of the piece that stands there with this number."""
        return self._shown[index]

    def present(self, index: int) -> int | None:
        """Give where a wanted piece begins in the document; None while it is missing."""
        missing = len(self.wanted) - len(self._shown)
        if index >= len(self.wanted) - self._tail:
            index -= missing
        elif index >= len(self._shown) - self._tail:
            return None
        return self._starts[index] if 0 <= index < len(self._starts) else None

    def index_at(self, position: int) -> int:
        """Give the number of the piece at a document position, -1 before the first."""
        return bisect_right(self._starts, position) - 1

    def clear(self) -> None:
        """Take everything out."""
        self._shown, self._starts = [], []
        self._tail, self._hollow = 0, False
        self._document.clear()

    def want(self, pieces: list[Piece]) -> bool:
        """Take out what is not wanted any more; tell whether anything had to go."""
        self.wanted = pieces
        if self._hollow:
            self.clear()
        html = [piece.html for piece in pieces]
        head = _common(self._shown, html)
        room = min(len(self._shown), len(html)) - head
        tail = _common(self._shown[::-1][:room], html[::-1][:room])
        gone = len(self._shown) - tail
        if tail and not self._can_patch(head, gone, html[head : len(html) - tail]):
            tail, gone = 0, len(self._shown)
        while 0 < head < gone and not tail and _is_solid(self._shown[head - 1]):
            head -= 1  # what is cut off after it leaves its last line changed
        self._tail = tail
        if gone > head:
            self._remove(head, gone)
        return gone > head

    def lay_out(self, seconds: float) -> None:
        """Put in the pieces still missing, as many as fit into a time."""
        until = time.perf_counter() + seconds
        while not self.complete and time.perf_counter() < until:
            index = len(self._shown) - self._tail
            cursor = QTextCursor(self._document)
            cursor.beginEditBlock()
            self._insert(cursor, index, self.wanted[index])
            cursor.endEditBlock()
            # Asking for its place has the piece laid out now, within this turn's time.
            self._document.documentLayout().blockBoundingRect(cursor.block())

    def _can_patch(self, head: int, gone: int, new: Sequence[str]) -> bool:
        """Tell whether the pieces from `head` to `gone` can be exchanged where they stand."""
        beside = [*self._shown[max(head - 1, 0) : gone + 1], *new]
        if any(_is_solid(html) for html in beside):
            return False
        return head > 0 or (gone > 0 and bool(new))

    def _remove(self, first: int, gone: int) -> None:
        cursor = QTextCursor(self._document)
        if gone == len(self._shown):
            if not first:
                self.clear()
                return
            cursor.setPosition(self._starts[first] - 1)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(self._starts[first] - 1 if first else 0)
            end = self._starts[gone] - 1
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._hollow = not first
        size = cursor.selectionEnd() - cursor.selectionStart()
        cursor.removeSelectedText()
        del self._shown[first:gone]
        del self._starts[first:gone]
        self._shift(first, -size)

    def _insert(self, cursor: QTextCursor, index: int, piece: Piece) -> None:
        before = self._document.characterCount()
        if self._hollow:
            cursor.setBlockFormat(QTextBlockFormat())
            cursor.setBlockCharFormat(QTextCharFormat())
            cursor.setCharFormat(QTextCharFormat())
            self._hollow = False
        elif index:
            cursor.setPosition(self.end(index - 1))
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        start = cursor.position()
        cursor.insertHtml(piece.html)
        if piece.html.startswith(_LISTS):
            _drop_empty_line(self._document, start)
        self._shown.insert(index, piece.html)
        self._starts.insert(index, start)
        self._shift(index + 1, self._document.characterCount() - before)
        self._space(index, piece)

    def _shift(self, index: int, by: int) -> None:
        for number in range(index, len(self._starts)):
            self._starts[number] += by

    def _space(self, index: int, piece: Piece) -> None:
        """Give the blocks of a piece their margins and line height, which HTML alone may lose."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._starts[index])
        end = self.end(index)
        first = True
        while True:
            if cursor.currentTable() is None:
                block = cursor.block()
                last = block.position() + block.length() - 1 >= end
                cursor.mergeBlockFormat(block_look(piece, self._font(), first=first, last=last))
            first = False
            if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
                return
            if cursor.position() > end:
                return


def _drop_empty_line(document: QTextDocument, position: int) -> None:
    """Take away the empty line that Qt leaves before a list it puts in."""
    block = document.findBlock(position)
    if not block.text() and block.next().isValid():
        QTextCursor(block).deleteChar()


def _is_solid(html: str) -> bool:
    return any(mark in html for mark in _SOLID)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Give how many items two lists have in common at their beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
