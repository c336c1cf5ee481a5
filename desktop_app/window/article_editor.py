"""The article tab: its title and its text, edited by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.drift import common
from desktop_app.window.positions import from_qt, plain_of, selected_in, to_qt
from desktop_app.window.source_pane import mark
from desktop_app.window.theme import current
from desktop_app.window.underline_drawing import draw
from desktop_app.window.underlines import Underlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QTextBlock

    from desktop_app.messages import Messages
    from desktop_app.model import Article, Where

_PAUSE_MS = 160
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SLANT = re.compile(r"(?<![*\w])(\*|_)(?![*\s])(.+?)(?<![\s*])\1(?![*\w])")
_LINK = re.compile(r"(!?\[)([^\]]*)(\]\([^)]*\))")
_LEAD = re.compile(r"(#{1,6}[ \t]+|[ ]{0,3}(?:[*+-]|\d+\.)[ \t]+|>[ ]?)")


class UndoKeys(QObject):
    """Lets undo and redo pass an editor by, so that the window's one history gets them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the editor from claiming the two shortcuts for itself."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (
                event.matches(QKeySequence.StandardKey.Undo)
                or event.matches(QKeySequence.StandardKey.Redo)
            )
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class _Marks(QSyntaxHighlighter):
    """Shows headings as headings and bold as bold, and draws the Markdown marks faintly."""

    def __init__(self, document: QTextDocument, owner: QWidget) -> None:
        super().__init__(document)
        self._owner = owner

    def highlightBlock(self, text: str) -> None:
        """Style one line."""
        faint = QTextCharFormat()
        faint.setForeground(current().faint)
        lead = _LEAD.match(text)
        if lead:
            if text.startswith("#"):
                heading = QTextCharFormat()
                heading.setFontWeight(QFont.Weight.Bold)
                self.setFormat(0, len(text), heading)
            self.setFormat(0, lead.end(), faint)
        self._spans(text, faint)

    def _spans(self, text: str, faint: QTextCharFormat) -> None:
        for pattern, bold in ((_EMPHASIS, True), (_SLANT, False)):
            look = QTextCharFormat()
            if bold:
                look.setFontWeight(QFont.Weight.Bold)
            else:
                look.setFontItalic(True)
            for found in pattern.finditer(text):
                self.setFormat(found.start(2), len(found.group(2)), look)
                for edge in (found.start(), found.end(2)):
                    self.setFormat(edge, len(found.group(1)), faint)
        for found in _LINK.finditer(text):
            self.setFormat(found.start(1), len(found.group(1)), faint)
            self.setFormat(found.start(3), len(found.group(3)), faint)


def _add_nothing(_menu: QMenu, _position: int) -> None:
    """Leave a menu as it is."""


class _Body(QPlainTextEdit):
    """A plain text editor that copies no-break spaces as such.

    `begin_menu` puts what there is to say of a UTF-16 position at the top of the context menu.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begin_menu: Callable[[QMenu, int], None] = _add_nothing
        self.underlines = Underlines(self)
        self.underlines.changed.connect(self.viewport().update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the underlines of what is in view."""
        super().paintEvent(event)
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        blocks: list[tuple[QTextBlock, QPointF]] = []
        while block.isValid() and offset.y() < self.viewport().height():
            blocks.append((block, offset))
            offset = offset + QPointF(0, self.blockBoundingRect(block).height())
            block = block.next()
        if blocks:
            last = blocks[-1][0]
            marks = self.underlines.between(
                blocks[0][0].position(), last.position() + last.length()
            )
            if marks:
                with QPainter(self.viewport()) as painter:
                    draw(painter, blocks, marks)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done about the words under the pointer, then the usual."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if by_keyboard else self.cursorForPosition(event.pos())
        self.begin_menu(menu, cursor.position())
        usual = self.createStandardContextMenu()
        usual.setParent(menu)
        if menu.actions():
            menu.addSeparator()
        menu.addActions(usual.actions())
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selected text as it is."""
        mime = QMimeData()
        mime.setText(selected_in(self.textCursor()))
        return mime


class ArticleEditor(QWidget):
    """Edits the title and the body; what is typed is announced once typing pauses."""

    edited = Signal(str, str)

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
        self.body = _Body()
        self.body.setPlaceholderText(tr("window.article.body.hint"))
        self.body.setAccessibleName(tr("window.article.body"))
        self.body.setUndoRedoEnabled(False)
        self.body.setTabChangesFocus(True)
        self.body.setObjectName("page")
        self._marks = _Marks(self.body.document(), self)
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

    def flush(self) -> None:
        """Announce what was typed now rather than after the pause."""
        self._pause.stop()
        text = plain_of(self.body.document())
        if text != self._shown:
            self._shown = text
            self.edited.emit("body", text)

    def refresh(self) -> None:
        """Colour the marks again after the palette changed."""
        self._marks.rehighlight()

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
