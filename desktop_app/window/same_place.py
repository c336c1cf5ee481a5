"""Editor and preview stay at the same place: what is written there is in view here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from desktop_app.model import Where
    from desktop_app.window.desk import Desk

_PAUSE_MS = 140


class SamePlace(QObject):
    """Follows the cursor and the scrolling of the editor in the preview, and a click back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._scrolled = False
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._follow)
        body = desk.window.editor.body
        body.cursorPositionChanged.connect(self._cursor_moved)
        body.verticalScrollBar().valueChanged.connect(self._view_moved)
        desk.window.preview.pointed.connect(self._pointed)

    def _cursor_moved(self) -> None:
        if self._desk.window.editor.body.hasFocus():
            self._scrolled = False
            self._soon.start()

    def _view_moved(self) -> None:
        body = self._desk.window.editor.body
        if body.isVisible() and body.underMouse() and not self._soon.isActive():
            self._scrolled = True
            self._soon.start()

    def _follow(self) -> None:
        desk = self._desk
        editor, preview = desk.window.editor, desk.window.preview
        if desk.orders.writing or preview.filling or desk.work.article is None:
            return
        if editor.pending:
            self._soon.start()
        elif self._scrolled:
            first, last = editor.visible_span()
            preview.bring_into_view(first, last)
        else:
            cursor = editor.body.selection()[1]
            preview.bring_into_view(cursor, cursor)

    def _pointed(self, where: Where) -> None:
        """Put the editor's cursor where the preview was clicked; the keyboard stays."""
        if self._desk.work.article is not None and not self._desk.orders.writing:
            self._desk.window.editor.put_cursor(where.start)
