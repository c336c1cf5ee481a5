"""What can be done about a finding, as a menu and as a row of buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from desktop_app.messages import Messages

_ROOM = 30
_MOST = 3
_LONGEST = 60


@dataclass(frozen=True)
class Offer:
    """One thing that can be done: its words, what it does, and whether it changes the text.

    `leaves` is true of what takes the point off the list as it is: ignoring, « C’est voulu ».
    """

    words: str
    act: Callable[[], object]
    mends: bool = False
    leaves: bool = False


def shortened(words: str, most: int = _LONGEST) -> str:
    """Give words cut to a length that fits a button or a menu."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def fill_menu(menu: QMenu, offers: Sequence[Offer], sentence: str = "") -> None:
    """Put offers into a menu, under the sentence that says what they are about."""
    if sentence:
        for line in _lines(sentence):
            menu.addAction(line).setEnabled(False)
    mending = True
    first: QAction | None = None
    for offer in offers:
        if mending and not offer.mends:
            menu.addSeparator()
        mending = offer.mends
        action = menu.addAction(shortened(offer.words).replace("&", "&&"))
        action.triggered.connect(lambda _=False, act=offer.act: act())
        if offer.mends:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
        first = first or action
    if first is not None:
        menu.setActiveAction(first)


def open_menu(owner: QWidget, offers: Sequence[Offer], sentence: str, at: QPoint) -> QMenu:
    """Open a menu of offers at a place of the screen, the first one ready for the return key."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_menu(menu, offers, sentence)
    active = menu.activeAction()
    menu.popup(at)
    menu.setActiveAction(active)
    return menu


def _lines(sentence: str) -> list[str]:
    """Break a sentence into lines of a menu."""
    lines = [""]
    for word in sentence.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= _LONGEST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip(" ")
    return [line.replace("&", "&&") for line in lines]


class Suggestions(QFrame):
    """The row beneath a list: replacements as buttons, the rest beside them."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("suggestions")
        self._messages = messages
        self.buttons: list[QPushButton] = []
        self.caption = QLabel()
        self.caption.setObjectName("small")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self._mending = QHBoxLayout()
        self._leaving = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addWidget(self.caption)
        for row in (self._mending, self._leaving):
            row.setSpacing(6)
            column.addLayout(row)
        self.hide()

    def show_offers(self, offers: Sequence[Offer], caption: str = "") -> None:
        """Show these offers, or nothing where there are none."""
        had_focus = any(button.hasFocus() for button in self.buttons)
        for row in (self._mending, self._leaving):
            while row.count():
                row.takeAt(0)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        beside, rest = _fitting([offer for offer in offers if offer.mends])
        leaving = [offer for offer in offers if not offer.mends]
        for offer in beside:
            self._add(self._mending, offer, flat=False)
        for offer in leaving[:1]:
            self._add(self._leaving, offer, flat=True)
        if more := [*rest, *leaving[1:]]:
            self._add_more(more)
        for row in (self._mending, self._leaving):
            row.addStretch(1)
        self.setVisible(bool(offers))
        if had_focus and not offers and (widget := self.parentWidget()) is not None:
            widget.setFocus()

    def _add(self, row: QHBoxLayout, offer: Offer, *, flat: bool) -> QPushButton:
        button = QPushButton(shortened(offer.words, _ROOM).replace("&", "&&"), self)
        button.setAccessibleName(offer.words)
        key = "mend" if offer.mends else "leave" if offer.leaves else ""
        button.setToolTip(
            self._messages.text(f"window.suggest.key.{key}", words=offer.words)
            if key
            else offer.words
            if len(offer.words) > _ROOM
            else ""
        )
        button.setProperty("flat", "true" if flat else "false")
        button.clicked.connect(lambda _=False, act=offer.act: act())
        row.addWidget(button)
        self.buttons.append(button)
        return button

    def _add_more(self, offers: Sequence[Offer]) -> None:
        words = self._messages.text("window.suggest.more")
        button = QPushButton(words, self)
        button.setProperty("flat", "true")
        menu = QMenu(button)
        fill_menu(menu, offers)
        button.setMenu(menu)
        self._leaving.addWidget(button)
        self.buttons.append(button)


def _fitting(offers: Sequence[Offer]) -> tuple[list[Offer], list[Offer]]:
    """Part the offers that fit side by side from the rest; one always does."""
    room = _ROOM
    for number, offer in enumerate(offers):
        room -= min(len(offer.words), _ROOM) + 4
        if number and (room < 0 or number == _MOST):
            return list(offers[:number]), list(offers[number:])
    return list(offers), []
