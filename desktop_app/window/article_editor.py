"""The article tab: its title and its text, edited by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.article_body import ArticleBody
from desktop_app.window.drift import common
from desktop_app.window.find_bar import FindBar
from desktop_app.window.format_bar import FormatBar
from desktop_app.window.positions import from_qt, plain_of, to_qt
from desktop_app.window.source_pane import mark

if TYPE_CHECKING:
    from desktop_app.messages import Messages
    from desktop_app.model import Article, Where

_PAUSE_MS = 160
_Key = QKeySequence.StandardKey
_PASSED = (_Key.Undo, _Key.Redo, _Key.DeleteEndOfLine)


class UndoKeys(QObject):
    """Lets undo and redo pass an editor by, so that the window's one history gets them.

    So does what some systems take for « delete to the end of the line »: Ctrl+K is a link's key.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the editor from claiming these shortcuts for itself."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in _PASSED)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ArticleEditor(QWidget):
    """Edits the title and the body; what is typed is announced once typing pauses."""

    edited = Signal(str, str)
    stepped = Signal(str, str)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tr = messages.text
        caption = QLabel(tr("window.article.title"))
        caption.setObjectName("caption")
        self.title = QLineEdit()
        self.title.setObjectName("heading")
        self.title.setPlaceholderText(tr("window.article.title.hint"))
        self.title.setAccessibleName(tr("window.article.title"))
        self.title.setToolTip(tr("window.article.title.tip"))
        self.body = ArticleBody()
        self.body.setPlaceholderText(tr("window.article.body.hint"))
        self.body.setAccessibleName(tr("window.article.body"))
        self.body.setObjectName("page")
        self._undo_keys = UndoKeys(self)
        for editor in (self.title, self.body):
            editor.setAcceptDrops(False)
            editor.installEventFilter(self._undo_keys)
        rule = QWidget()
        rule.setFixedHeight(1)
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 18, 0)
        head.setSpacing(2)
        head.addWidget(caption)
        head.addWidget(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self.format_bar = FormatBar(messages, self)
        self.find_bar = FindBar(messages, self)
        column.addWidget(self.format_bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.body, 1)
        self._shown = ""
        self.underlines = self.body.underlines
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.body.textChanged.connect(self._typed)
        self.title.textEdited.connect(lambda text: self.edited.emit("title", text))

    def show_article(self, article: Article | None) -> None:
        """Show an article that came from elsewhere; scroll and cursor stay where they can."""
        self._pause.stop()
        title = article.title if article else ""
        body = article.body if article else ""
        if self.title.text() != title:
            self.title.setText(title)
            self.title.setCursorPosition(0)
        self._shown = body
        present = plain_of(self.body.document())
        if present != body:
            self._replace(present, body)

    def show_place(self, where: Where) -> None:
        """Select a place of the title or body and bring it into view."""
        if where.field == "title":
            self.title.setSelection(
                to_qt(self._title, where.start), to_qt(self._title[where.start : where.end], 10**9)
            )
            return
        text = plain_of(self.body.document())
        span = to_qt(text, where.start), to_qt(text, where.end)
        mark(self.body, span)

    def flush(self, *, step: bool = False) -> None:
        """Announce what was typed now rather than after the pause; `step` for a command's work."""
        self._pause.stop()
        text = plain_of(self.body.document())
        if text != self._shown:
            self._shown = text
            (self.stepped if step else self.edited).emit("body", text)

    def refresh(self) -> None:
        """Colour the marks again after the palette changed."""
        self.body.look.refresh()
        self.find_bar.refresh()
        self.format_bar.refresh()

    def put_cursor(self, position: int) -> None:
        """Put the text cursor at a place of the body (code points), without moving the view far."""
        cursor = self.body.textCursor()
        cursor.setPosition(to_qt(plain_of(self.body.document()), position))
        self.body.setTextCursor(cursor)

    @property
    def pending(self) -> bool:
        """Tell whether something was typed that has not been announced yet."""
        return self._pause.isActive()

    def visible_span(self) -> tuple[int, int]:
        """Give the part of the body in view, in code points."""
        text = plain_of(self.body.document())
        view = self.body.viewport().rect()
        first = self.body.cursorForPosition(view.topLeft()).position()
        last = self.body.cursorForPosition(view.bottomRight()).position()
        return from_qt(text, first), from_qt(text, last) + 1

    @property
    def _title(self) -> str:
        return self.title.text()

    def _typed(self) -> None:
        self.body.setExtraSelections([])
        self._pause.start()

    def _replace(self, present: str, wanted: str) -> None:
        """Change only what differs, so that the view does not jump."""
        start = common(present, wanted)
        rest = min(len(present), len(wanted)) - start
        tail = common(present[::-1][:rest], wanted[::-1][:rest])
        cursor = QTextCursor(self.body.document())
        cursor.setPosition(to_qt(present, start))
        end = to_qt(present, len(present) - tail)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.body.blockSignals(True)
        cursor.insertText(wanted[start : len(wanted) - tail])
        self.body.blockSignals(False)
        self.body.setExtraSelections([])
        if not present.strip():
            self.body.moveCursor(QTextCursor.MoveOperation.Start)
