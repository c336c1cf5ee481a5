"""The source tab: which texts the article is made of, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
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

from desktop_app.window.icons import icon, label_pixmap
from desktop_app.window.positions import plain_of, selected_in, to_qt
from desktop_app.window.theme import current, line_height

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from desktop_app.messages import Messages
    from desktop_app.model import SourceWhere
    from desktop_app.window.incoming import Loaded


def mark(editor: QTextEdit | QPlainTextEdit, start: int, end: int) -> None:
    """Light up a span (UTF-16 positions) and bring it into view without taking the selection."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    spot = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    t = current()
    wash = t.improve
    wash.setAlphaF(0.32)
    look.setBackground(wash)
    if start == end:
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
    spot.format = look  # type: ignore[attr-defined]
    spot.cursor = cursor  # type: ignore[attr-defined]
    editor.setExtraSelections([spot])


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
    """A text to be read: one block a paragraph, with air between."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)

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
    """Lists the sources and shows the text of one of them."""

    removed = Signal(int)
    add_asked = Signal()

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._messages = messages
        self._loaded: tuple[Loaded, ...] = ()
        self._current = 0
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.add = QPushButton(messages.text("window.source.add"))
        self.add.setProperty("flat", "true")
        self.add.clicked.connect(self.add_asked)
        self.text = _Text(self)
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

    def show_place(self, where: SourceWhere) -> None:
        """Bring a place of a source into view and light it up."""
        if where.source >= len(self._loaded):
            return
        self.show_source(where.source)
        text = self._loaded[where.source].source.text
        mark(self.text, to_qt(text, where.start), to_qt(text, where.end))

    def forget_place(self) -> None:
        """Put the light out."""
        self.text.setExtraSelections([])

    def refresh(self) -> None:
        """Draw the icons again after the palette changed."""
        for row in self._rows:
            row.draw()
