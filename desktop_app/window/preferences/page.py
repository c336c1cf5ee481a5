"""What the pages of the preferences have in common: a heading, paragraphs, captions over fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.window.icons import label_pixmap
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from desktop_app.messages import Messages


class Page(QWidget):
    """One section, filled from the top."""

    def __init__(self, messages: Messages, name: str) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.messages = messages
        self.name = name
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(26, 22, 26, 22)
        self.column.setSpacing(7)
        heading = QLabel(self.tr_(name))
        heading.setObjectName("section")
        self.column.addWidget(heading)
        self.column.addSpacing(2)

    def tr_(self, name: str, /, **params: object) -> str:
        """Give a sentence of the preferences."""
        return self.messages.text(f"preferences.{name}", params)

    def say(self, name: str) -> QLabel:
        """Add a quiet paragraph."""
        label = QLabel(self.tr_(name), wordWrap=True)
        label.setObjectName("quiet")
        self.column.addWidget(label)
        return label

    def field(self, name: str, widget: QWidget, beside: QLayout | None = None) -> None:
        """Add a field under its caption; `beside` is the row it stands in, when not alone."""
        words = self.tr_(name)
        caption = QLabel(words)
        caption.setObjectName("caption")
        caption.setBuddy(widget)
        widget.setAccessibleName(words)
        self.column.addSpacing(5)
        self.column.addWidget(caption)
        if beside is not None:
            self.column.addLayout(beside)
        else:
            self.column.addWidget(widget)

    def opened(self) -> None:
        """Be brought to the front."""


class Verdict(QFrame):
    """A sentence that says how something went, with a sign before it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self._picture = QLabel()
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str, mood: str) -> None:
        """Show a sentence: mood info, good or problem; "" takes it away."""
        self.setProperty("mood", mood)
        self.style().unpolish(self)
        self.style().polish(self)
        t = current()
        name, colour = {
            "info": ("info", t.accent),
            "good": ("done", t.good),
            "problem": ("warning", t.problem),
        }[mood]
        self._picture.setPixmap(label_pixmap(name, self, 18, colour))
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
