"""The underlines in the article editor: they move with the text and tell what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from desktop_app.model import Where
from desktop_app.window.positions import from_qt, plain_of, selected_in, to_qt
from desktop_app.window.remarks import places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPlainTextEdit

    from desktop_app.model import Finding


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

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._marks: list[Marked] = []

    def show(self, text: str, results: Sequence[BlockRemarks]) -> None:
        """Take new remarks on some passages of `text`, which the editor shows now."""
        for result in results:
            self._forget(text, result.span)
            for finding in result.findings:
                if _is_drawn(finding):
                    self._add(text, finding, whole=result.span is None)
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

    def _forget(self, text: str, span: tuple[int, int] | None) -> None:
        if span is None:
            self._marks = [mark for mark in self._marks if not mark.whole]
            return
        start, end = to_qt(text, span[0]), to_qt(text, span[1])
        self._marks = [
            mark for mark in self._marks if mark.whole or mark.end <= start or mark.start >= end
        ]

    def _add(self, text: str, finding: Finding, *, whole: bool) -> None:
        for where in places_of(finding):
            if where.field != "body" or where.end <= where.start:
                continue
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(to_qt(text, where.start))
            cursor.setPosition(to_qt(text, where.end), QTextCursor.MoveMode.KeepAnchor)
            self._marks.append(Marked(cursor, finding, text[where.start : where.end], whole))


def _is_drawn(finding: Finding) -> bool:
    return finding.status in ("problem", "improve") or bool(finding.params.get("quoted"))
