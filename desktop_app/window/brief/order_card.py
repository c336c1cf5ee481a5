"""What an instruction or a client's order was understood to say, and how to undo that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Way:
    """One thing to do about it."""

    words: str
    act: Callable[[], object]


class OrderCard(QFrame):
    """A sentence, and links under it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("understood")
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.links: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(11, 8, 11, 9)
        self._column.setSpacing(3)
        self._column.addWidget(self.sentence)
        self.hide()

    def show_words(self, sentence: str, ways: Sequence[Way]) -> None:
        """Show these; "" takes the card away."""
        had_focus = any(link.hasFocus() for link in self.links)
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.links = [self._link(way) for way in ways]
        self.setVisible(bool(sentence))
        for one, other in zip(self.links, self.links[1:], strict=False):
            QWidget.setTabOrder(one, other)
        if had_focus and self.links:
            self.links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, way: Way) -> QPushButton:
        link = QPushButton(way.words)
        link.setObjectName("link")
        link.setAutoDefault(False)
        link.setToolTip(way.words)
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.clicked.connect(lambda _=False, act=way.act: act())
        self._column.addWidget(link)
        return link
