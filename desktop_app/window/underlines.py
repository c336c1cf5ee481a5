"""The underlines in the article editor: they move with the text and tell what they are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from desktop_app.model import Where
from desktop_app.window.positions import from_qt, plain_of, selected_in
from desktop_app.window.remarks import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QTextEdit

    from desktop_app.model import Finding


_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class BlockRemarks:
    """The remarks on the passage from `start` to `end` of the body; None for the whole text."""

    span: tuple[int, int] | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Marked:
    """An underlined passage: a cursor that moves with the text, and what is said of it."""

    cursor: QTextCursor
    finding: Finding
    words: str
    whole: bool

    @property
    def start(self) -> int:
        """Where the passage begins now, in UTF-16 units."""
        return self.cursor.selectionStart()

    @property
    def end(self) -> int:
        """Where the passage ends now, in UTF-16 units."""
        return self.cursor.selectionEnd()

    @property
    def fresh(self) -> bool:
        """Tell whether the words still are what the remark was about."""
        return selected_in(self.cursor) == self.words


class Underlines(QObject):
    """Holds the underlined passages of one editor."""

    changed = Signal()

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._marks: list[Marked] = []

    def show(self, text: str, results: Sequence[BlockRemarks]) -> None:
        """Take new remarks on some passages of `text`, which the editor shows now."""
        place = _places(text)
        self._forget([r.span for r in results], place)
        for result in results:
            for finding in result.findings:
                if is_drawn(finding):
                    self._add(text, finding, place, whole=result.span is None)
        self.changed.emit()

    def clear(self) -> None:
        """Take all underlines away."""
        if self._marks:
            self._marks = []
            self.changed.emit()

    def drop(self, mark: Marked) -> None:
        """Take one underline away."""
        self._marks = [one for one in self._marks if one is not mark]
        self.changed.emit()

    def at(self, position: int) -> Marked | None:
        """Give the shortest passage that holds, or touches, a UTF-16 position."""
        here = [mark for mark in self._marks if mark.start <= position <= mark.end and mark.fresh]
        inside = [mark for mark in here if position < mark.end]
        return min(inside or here, key=lambda mark: len(mark.words), default=None)

    def place(self, mark: Marked) -> Where | None:
        """Give the present place of a mark in the body; nothing once its words were changed."""
        if not mark.fresh:
            return None
        text = plain_of(self._editor.document())
        start = from_qt(text, mark.start)
        return Where(start, start + len(mark.words))

    @property
    def marks(self) -> tuple[Marked, ...]:
        """The passages whose words are still what was remarked on, in the order of the text."""
        fresh = (mark for mark in self._marks if mark.fresh)
        return tuple(sorted(fresh, key=lambda mark: mark.start))

    def between(self, start: int, end: int) -> list[Marked]:
        """Give the passages that meet a span of the document (UTF-16 positions)."""
        return [mark for mark in self._marks if mark.start < end and mark.end > start]

    def _forget(self, spans: Sequence[tuple[int, int] | None], place: Callable[[int], int]) -> None:
        """Leave out the marks of these passages, all in one go."""
        blocks = sorted((place(span[0]), place(span[1])) for span in spans if span is not None)
        starts = [start for start, _ in blocks]
        whole = None in spans

        def stays(mark: Marked) -> bool:
            if mark.whole:
                return not whole
            before = bisect_left(starts, mark.end)
            return not before or blocks[before - 1][1] <= mark.start

        self._marks = [mark for mark in self._marks if stays(mark)]

    def _add(
        self, text: str, finding: Finding, place: Callable[[int], int], *, whole: bool
    ) -> None:
        for where in places_of(finding):
            if where.field != "body" or where.end <= where.start:
                continue
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(place(where.start))
            cursor.setPosition(place(where.end), QTextCursor.MoveMode.KeepAnchor)
            self._marks.append(Marked(cursor, finding, text[where.start : where.end], whole))


def _places(text: str) -> Callable[[int], int]:
    """Give what turns code points of this text into UTF-16 units, quickly for many of them."""
    wide = [found.start() for found in _WIDE.finditer(text)]
    return lambda position: position + bisect_left(wide, position)


def is_drawn(finding: Finding) -> bool:
    """Tell whether a remark is underlined; one that only informs is not."""
    return finding.status in ("problem", "improve") or bool(finding.params.get("quoted"))
