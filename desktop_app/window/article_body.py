"""The article's text, edited: the document holds the Markdown, its marks are out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from desktop_app.editing.keys import passage
from desktop_app.window.article_decor import draw_marks
from desktop_app.window.article_keys import ArticleKeys
from desktop_app.window.article_look import ArticleLook, look_of
from desktop_app.window.positions import from_qt, plain_of, selected_in, to_qt
from desktop_app.window.underline_drawing import draw
from desktop_app.window.underlines import Underlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QTextBlock

    from desktop_app.editing.change import Change
    from desktop_app.editing.marks import Line

_MARKDOWN = "text/markdown"


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
        if menu.actions():
            menu.addSeparator()
        menu.addActions(usual.actions())
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selected text: as it is read for other programs, as it is for this one."""
        mime = QMimeData()
        markdown = selected_in(self.textCursor())
        if self.marks_shown:
            mime.setText(markdown)
            return mime
        from desktop_app.document import parse

        text, (anchor, cursor) = self.text, self.selection()
        document = parse(passage(text, min(anchor, cursor), max(anchor, cursor)))
        plain = "\n\n".join(block.plain for block in document.blocks if block.plain)
        mime.setText(plain)
        mime.setHtml(document.html)
        mime.setData(_MARKDOWN, document.text.encode("utf-8"))
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, our own Markdown first."""
        return source.hasFormat(_MARKDOWN) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what was copied here as it was, and anything else as plain text."""
        if source.hasFormat(_MARKDOWN):
            words = bytes(source.data(_MARKDOWN).data()).decode("utf-8", "replace")
        else:
            words = source.text().replace("\r\n", "\n").replace("\r", "\n")
            if not self.marks_shown and "\n\n" not in words:
                words = words.strip("\n").replace("\n", "\n\n")
        self.keys.paste(words)
