"""The one place where code points (the model's) and UTF-16 units (Qt's) are converted.

Also finds a plain text's characters in a laid-out document, where white space may have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCursor, QTextDocument

_OBJECT = "\ufffc"


def plain_of(document: QTextDocument) -> str:
    """Give a document's text as it is: Qt's own `toPlainText` makes no-break spaces ordinary."""
    return document.toRawText().replace("\u2029", "\n")


def selected_in(cursor: QTextCursor) -> str:
    """Give the selected text as it is."""
    return cursor.selectedText().replace("\u2029", "\n")


def to_qt(text: str, position: int) -> int:
    """Give the UTF-16 position in this text of a position in code points."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, position: int) -> int:
    """Give the code point position in this text of a UTF-16 position."""
    units = text.encode("utf-16-le", "surrogatepass")[: position * 2]
    return len(units.decode("utf-16-le", "ignore"))


def visible_before(plain: str, position: int) -> int:
    """Count the characters other than white space before a position."""
    return sum(1 for char in plain[:position] if not char.isspace())


def place_of_visible(plain: str, count: int) -> int:
    """Give the position in a plain text of the visible character with this number."""
    for position, char in enumerate(plain):
        if not char.isspace():
            if count == 0:
                return position
            count -= 1
    return len(plain)


def visible_between(document: QTextDocument, start: int, end: int) -> int:
    """Count the visible characters between two document positions, objects left out."""
    count = 0
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        first = max(start - block.position(), 0)
        text = _from_unit(block.text(), first)
        text = text[: from_qt(text, end - block.position() - first)]
        count += sum(1 for char in text if not char.isspace() and char != _OBJECT)
        block = block.next()
    return count


def nth_visible(document: QTextDocument, start: int, end: int, count: int) -> int:
    """Give the document position of the visible character with this number, from `start` on.

    Characters are counted between `start` and `end`, white space and objects left out; past the
    last one, `end` comes back.
    """
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        offset = max(start - block.position(), 0)
        for char in _from_unit(block.text(), offset):
            if not char.isspace() and char != _OBJECT:
                if count == 0:
                    return block.position() + offset
                count -= 1
            offset += 2 if ord(char) > 0xFFFF else 1
        block = block.next()
    return end


def _from_unit(text: str, offset: int) -> str:
    return text[from_qt(text, offset) :] if offset else text
