"""The source tab: which texts the article is made of, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.announcing import announce
from desktop_app.window.icons import icon, label_pixmap
from desktop_app.window.positions import plain_of, selected_in, to_qt
from desktop_app.window.theme import current, line_height
from desktop_app.window.use_marks import WIDTH_PX, UseMargin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from desktop_app.messages import Messages
    from desktop_app.model import SourceParagraph, SourceWhere
    from desktop_app.window.incoming import Loaded


def mark(editor: QTextEdit | QPlainTextEdit, *spans: tuple[int, int]) -> None:
    """Light up spans (UTF-16 positions), bring the first into view, and leave the selection."""
    spots: list[QTextEdit.ExtraSelection] = []
    for start, end in spans:
        cursor = QTextCursor(editor.document())
        cursor.setPosition(start)
        if not spots:
            editor.setTextCursor(cursor)
            editor.ensureCursorVisible()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        spot = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        wash = QColor(current().improve)
        wash.setAlphaF(0.32)
        look.setBackground(wash)
        if start == end:
            look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        spot.format = look  # type: ignore[attr-defined]
        spot.cursor = cursor  # type: ignore[attr-defined]
        spots.append(spot)
    editor.setExtraSelections(spots)


def bring_to_upper_third(editor: QTextEdit, position: int) -> None:
    """Scroll so that a position (UTF-16) stands where the eye looks first."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position)
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect(cursor).top() - editor.viewport().height() // 3)


class _Row(QFrame):
    """One source: its name, its length, and a way to take it away."""

    chosen = Signal()
    removed = Signal()

    def __init__(self, loaded: Loaded, messages: Messages) -> None:
        super().__init__()
        self.setObjectName("row")
        from desktop_app.document import count_words

        tr = messages.text
        name = QLabel(loaded.origin.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(loaded.origin.content if loaded.origin.kind == "file" else "")
        words = QLabel(tr("window.status.words", count=count_words(loaded.source.text)))
        words.setObjectName("small")
        self._picture = QLabel()
        self.remove = QToolButton()
        self.remove.setObjectName("small")
        label = tr("window.source.remove", name=loaded.origin.name)
        self.remove.setToolTip(label)
        self.remove.setAccessibleName(label)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.addWidget(self._picture)
        row.addWidget(name, 1)
        row.addWidget(words)
        row.addWidget(self.remove)
        name.setMinimumWidth(60)
        self.draw()

    def draw(self) -> None:
        """Draw the icons."""
        self._picture.setPixmap(label_pixmap("file", self, 18))
        self.remove.setIcon(icon("close", self.palette()))
        self.remove.setIconSize(QSize(14, 14))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show this source on a click."""
        self.chosen.emit()
        event.accept()


class _Text(QTextEdit):
    """A text to be read: one block a paragraph, with air between, and marks of its use beside it.

    `chosen` carries the paragraph that was clicked on, or entered by the keyboard.
    """

    chosen = Signal(object)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self._messages = messages
        self._told = -1
        self.margin = UseMargin(self, lambda use: messages.text(f"window.use.{use}"))
        self.margin.chosen.connect(self.chosen)
        self.cursorPositionChanged.connect(self._tell)

    def show_uses(self, paragraphs: Sequence[SourceParagraph]) -> None:
        """Mark what became of the paragraphs, which are one block each."""
        text = plain_of(self.document())
        by_block: dict[int, SourceParagraph] = {}
        block = position = 0
        for paragraph in paragraphs:
            block += text.count("\n", position, paragraph.where.start)
            position = paragraph.where.start
            by_block[block] = paragraph
        self.setViewportMargins(WIDTH_PX if by_block else 0, 0, 0, 0)
        self.margin.show_paragraphs(by_block)
        self._place_margin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        self._place_margin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Announce the paragraph that a click without a selection meant."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Announce the paragraph the return key is pressed in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Announce the paragraph the cursor is in."""
        paragraph = self.margin.paragraph_of(self.textCursor().block())
        if paragraph is not None:
            self.chosen.emit(paragraph)

    def _tell(self) -> None:
        """Tell screen readers what became of the paragraph the cursor has come to."""
        block = self.textCursor().block()
        if block.blockNumber() == self._told or not self.hasFocus():
            return
        self._told = block.blockNumber()
        paragraph = self.margin.paragraph_of(block)
        words = self._messages.text(f"window.use.{paragraph.use}") if paragraph else ""
        self.setAccessibleDescription(words)
        announce(self, words)

    def _place_margin(self) -> None:
        inside = self.contentsRect()
        self.margin.setGeometry(
            inside.left(), self.viewport().y(), WIDTH_PX, self.viewport().height()
        )

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setPlainText(text)
        look = QTextBlockFormat()
        look.setBottomMargin(8)
        look.setLineHeight(
            line_height(self.font(), 1.48),
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(look)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the selected text as it is."""
        mime = QMimeData()
        mime.setText(selected_in(self.textCursor()))
        return mime


class SourcePane(QWidget):
    """Lists the sources and shows the text of one of them.

    `chosen` carries the paragraph whose place in the article is wanted.
    """

    removed = Signal(int)
    add_asked = Signal()
    chosen = Signal(object)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._messages = messages
        self._loaded: tuple[Loaded, ...] = ()
        self._paragraphs: tuple[SourceParagraph, ...] = ()
        self._current = 0
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.add = QPushButton(messages.text("window.source.add"))
        self.add.setProperty("flat", "true")
        self.add.setToolTip(messages.text("window.source.add.tip"))
        self.add.clicked.connect(self.add_asked)
        self.text = _Text(messages, self)
        self.text.chosen.connect(self.chosen)
        self.text.setAcceptDrops(False)
        self.text.setAccessibleName(messages.text("window.source.text"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setObjectName("page")
        self.nothing = QLabel(messages.text("window.source.none"), wordWrap=True)
        self.nothing.setObjectName("quiet")
        self.nothing.setContentsMargins(10, 8, 10, 8)
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.addLayout(self._list)
        head.addWidget(self.nothing)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)

    def show_sources(self, loaded: tuple[Loaded, ...]) -> None:
        """Show these sources, the one shown before kept in view."""
        self._loaded = loaded
        self._paragraphs = ()
        for row in self._rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for index, one in enumerate(loaded):
            row = _Row(one, self._messages)
            row.chosen.connect(lambda index=index: self.show_source(index))
            row.removed.connect(lambda index=index: self.removed.emit(index))
            self._list.addWidget(row)
            self._rows.append(row)
        self.nothing.setVisible(not loaded)
        self.show_source(min(self._current, max(len(loaded) - 1, 0)))

    def show_source(self, index: int) -> None:
        """Show the text of one source."""
        self._current = index
        for number, row in enumerate(self._rows):
            row.setProperty("current", "true" if number == index else "false")
            row.style().unpolish(row)
            row.style().polish(row)
        text = self._loaded[index].source.text if self._loaded else ""
        if text != plain_of(self.text.document()):
            self.text.show_text(text)
        self.text.setExtraSelections([])
        self._show_uses()

    def show_uses(self, paragraphs: Sequence[SourceParagraph]) -> None:
        """Mark beside the text what became of each paragraph of the sources."""
        self._paragraphs = tuple(paragraphs)
        self._show_uses()

    def _show_uses(self) -> None:
        self.text.show_uses([p for p in self._paragraphs if p.where.source == self._current])

    def show_place(self, where: SourceWhere) -> None:
        """Bring a place of a source into view and light it up."""
        if where.source >= len(self._loaded):
            return
        self.show_source(where.source)
        text = self._loaded[where.source].source.text
        span = (to_qt(text, where.start), to_qt(text, where.end))
        mark(self.text, span)
        bring_to_upper_third(self.text, span[0])

    def forget_place(self) -> None:
        """Put the light out."""
        self.text.setExtraSelections([])

    def refresh(self) -> None:
        """Draw the icons again after the palette changed."""
        for row in self._rows:
            row.draw()
