"""A field with its caption, and a word on who filled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop_app.messages import Messages


class FieldMark(QPushButton):
    """Says « d’après la commande »; where the user changed it, a click takes it back."""

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self.setObjectName("mark")
        self.setAutoDefault(False)
        self._messages = messages
        self.hide()

    def show_origin(self, origin: str, *, changed: bool, field: str) -> None:
        """Show who filled the field: "order", "profile" or ""; `field` is its caption."""
        key = f"window.mark.{origin}.back" if changed else f"window.mark.{origin}"
        words = self._messages.text(key) if origin else ""
        self.setText(words)
        self.setAccessibleName(f"{field}, {words}" if words else field)
        self.setEnabled(changed)
        policy = Qt.FocusPolicy.StrongFocus if changed else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setVisible(bool(words))


class FieldRow(QWidget):
    """A caption over or beside its field; `taken_back` asks for what stood there before."""

    taken_back = Signal()

    def __init__(
        self, messages: Messages, words: str, field: QWidget, *, beside: bool = False
    ) -> None:
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
        if beside:
            column.addWidget(field)
            column.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignLeft)
            return
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.caption)
        head.addStretch(1)
        head.addWidget(self.mark)
        column.addLayout(head)
        column.addWidget(field)

    def add_note(self, note: QLabel) -> None:
        """Add a line under the field."""
        self._column.addWidget(note)
