"""The article's text, edited: the document holds the Markdown, its marks are out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from desktop_app.window.article_decor import draw_marks
from desktop_app.window.article_keys import ArticleKeys
from desktop_app.window.article_look import ArticleLook, look_of
from desktop_app.window.article_mime import copied, markdown_in, takes
from desktop_app.window.positions import from_qt, plain_of, to_qt
from desktop_app.window.underline_drawing import draw
from desktop_app.window.underlines import Underlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QTextBlock

    from desktop_app.editing.change import Change
    from desktop_app.editing.marks import Line


def _add_nothing(_menu: QMenu, _position: int) -> None:
    """Leave a menu as it is."""


class ArticleBody(QTextEdit):
    """A text editor whose text is Markdown; only ever plain text goes in.

    `begin_menu` puts what there is to say of a UTF-16 position at the top of the context menu.
    `stepped` is emitted after a change that is a step of the history by itself.
    """

    stepped = Signal()
    image_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.begin_menu: Callable[[QMenu, int], None] = _add_nothing
        self.underlines = Underlines(self)
        self.underlines.changed.connect(self.viewport().update)
        self.look = ArticleLook(self)
        self.keys = ArticleKeys(self)

    @property
    def marks_shown(self) -> bool:
        """Tell whether the Markdown marks are in sight."""
        return self.look.marks_shown

    def show_marks(self, shown: bool) -> None:
        """Bring the Markdown marks into sight, or put them out of it."""
        if shown != self.look.marks_shown:
            self.look.marks_shown = shown
            self.look.refresh()
            self.keys.snap()
            self.viewport().update()

    @property
    def text(self) -> str:
        """The Markdown, as it is."""
        return plain_of(self.document())

    def selection(self) -> tuple[int, int]:
        """Give where the selection begins and where the cursor is, in code points."""
        text, cursor = self.text, self.textCursor()
        return from_qt(text, cursor.anchor()), from_qt(text, cursor.position())

    def here(self) -> tuple[Line, int]:
        """Give the line the cursor is in, and where in it."""
        cursor = self.textCursor()
        block = cursor.block()
        return look_of(block), from_qt(block.text(), cursor.positionInBlock())

    def line_box(self) -> QRect:
        """Give the place of the whole line the cursor is in, in the viewport."""
        box = self.document().documentLayout().blockBoundingRect(self.textCursor().block())
        return box.translated(0, -self.verticalScrollBar().value()).toRect()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an image's description at a double click on its box."""
        if not self.marks_shown and self.here()[0].kind == "image":
            self.image_asked.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def apply(self, change: Change, *, step: bool = False) -> None:
        """Make a change, and select what it says; with `step` it is one of the history's."""
        text = self.text
        if text[change.start : change.end] != change.text:
            cursor = QTextCursor(self.document())
            cursor.setPosition(to_qt(text, change.start))
            cursor.setPosition(to_qt(text, change.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(change.text)
            text = change.of(text)
        self.keys.stand(to_qt(text, change.anchor), to_qt(text, change.cursor))
        self.ensureCursorVisible()
        if step:
            self.stepped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a writer means by a key where marks are hidden; the usual otherwise."""
        if not self.keys.take(event):
            super().keyPressEvent(event)

    def blocks_in_view(self) -> list[tuple[QTextBlock, QPointF]]:
        """Give the lines in view, each with the place of its upper left corner in the viewport."""
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        left = self.horizontalScrollBar().value()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        found: list[tuple[QTextBlock, QPointF]] = []
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() - top > self.viewport().height():
                break
            corner = box.topLeft() - QPointF(left, top)
            found.append((block, corner))
            block = block.next()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then what stands for marks, then the underlines of what is in view."""
        super().paintEvent(event)
        blocks = self.blocks_in_view()
        if not blocks:
            return
        last = blocks[-1][0]
        marks = self.underlines.between(blocks[0][0].position(), last.position() + last.length())
        with QPainter(self.viewport()) as painter:
            if not self.marks_shown:
                here = self.textCursor().blockNumber() if self.hasFocus() else -1
                draw_marks(painter, blocks, self.font(), self.viewport().width(), here)
            if marks:
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
        for action in usual.actions():
            if mend := {"edit-cut": self.cut, "edit-delete": self.keys.erase_selection}.get(
                action.objectName()
            ):
                action.triggered.disconnect()
                action.triggered.connect(mend)
        if menu.actions():
            menu.addSeparator()
        menu.addActions(usual.actions())
        menu.popup(event.globalPos())

    def cut(self) -> None:
        """Take what is selected away, to be pasted elsewhere."""
        if self.marks_shown:
            super().cut()
        else:
            self.copy()
            self.keys.erase_selection()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selected text."""
        return copied(self)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, formatted or not."""
        return takes(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what was copied, as Markdown."""
        self.keys.paste(markdown_in(source, marks_shown=self.marks_shown))
