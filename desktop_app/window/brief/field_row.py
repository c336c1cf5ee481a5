"""A field with its caption, and a word on who filled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop_app.messages import Messages


class FieldMark(QPushButton):
    """Says « d’après la commande »; where the user changed it, a click takes it back."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self.setObjectName("mark")
        self.setAutoDefault(False)
        self._messages = messages
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_origin(self, origin: str, *, changed: bool, field: str) -> None:
        """Show who filled the field: "order", "profile" or ""; `field` is its caption."""
        key = f"window.mark.{origin}.back" if changed else f"window.mark.{origin}"
        words = self._messages.text(key) if origin else ""
        self._words = words
        self.setToolTip(words)
        self._fit()
        self.setAccessibleName(f"{field}, {words}" if words else field)
        self.setEnabled(changed)
        policy = Qt.FocusPolicy.StrongFocus if changed else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setVisible(bool(words))

    def sizeHint(self) -> QSize:
        """Give the room of the words."""
        width = self.fontMetrics().horizontalAdvance(self._words) + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Give way to the caption."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width(), 1) if self.isVisible() else self.sizeHint().width()
        elided = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(elided)


class FieldRow(QWidget):
    """A caption over its field; `taken_back` asks for what stood there before."""

    taken_back = Signal()

    def __init__(self, messages: Messages, words: str, field: QWidget) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.words = words
        self.caption = QLabel(words)
        self.caption.setObjectName("caption")
        self.caption.setBuddy(field)
        field.setAccessibleName(words)
        self.mark = FieldMark(messages)
        self.mark.clicked.connect(self.taken_back)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.caption)
        head.addWidget(self.mark, 1)
        column.addLayout(head)
        column.addWidget(field)

    def add_note(self, note: QLabel) -> None:
        """Add a line under the field."""
        self._column.addWidget(note)
