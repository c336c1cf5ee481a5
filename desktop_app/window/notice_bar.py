"""One bar, in place, for what must be said: an error, a success, a question; never a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.window.announcing import announce
from desktop_app.window.icons import icon, label_pixmap
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.messages import Messages

Mood = Literal["info", "good", "problem"]
_SECONDS = 12


@dataclass(frozen=True)
class Choice:
    """A button of the bar: its words and what it does."""

    words: str
    act: Callable[[], None]


class NoticeBar(QFrame):
    """Says one thing at a time, with at most two choices and, where there are any, details."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._messages = messages
        self._choices: list[QPushButton] = []
        self._mood: Mood = "info"
        self._words = ""
        self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._timer.timeout.connect(self.dismiss)
        self._before: QWidget | None = None
        self._build()
        self.hide()

    def _build(self) -> None:
        self.picture = QLabel()
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QPushButton(self._messages.text("window.notice.details"))
        self._more.setProperty("flat", "true")
        self._more.setCheckable(True)
        self._close = QToolButton()
        self._close.setObjectName("small")
        self._close.setAccessibleName(self._messages.text("window.notice.close"))
        self._close.setToolTip(self._messages.text("window.notice.close"))
        self._close.clicked.connect(self.dismiss)
        self.details = QPlainTextEdit(readOnly=True)
        self.details.setAcceptDrops(False)
        self.details.setMaximumHeight(110)
        self.details.setAccessibleName(self._messages.text("window.notice.details"))
        self.details.setObjectName("field")
        self.copy = QPushButton(self._messages.text("window.notice.copy"))
        self.copy.setToolTip(self._messages.text("window.notice.copy.tip"))
        self.copy.clicked.connect(self._copy)
        self._report: Callable[[], str] = str
        self._technical = QWidget()
        below = QVBoxLayout(self._technical)
        below.setContentsMargins(30, 0, 34, 4)
        below.addWidget(self.details)
        below.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._technical.hide()
        self._more.toggled.connect(self._show_details)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addWidget(self.picture)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self._more)
        self._row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 7, 10, 7)
        column.addLayout(self._row)
        column.addWidget(self._technical)

    def say(
        self,
        sentence: str,
        mood: Mood = "info",
        *choices: Choice,
        details: str = "",
        report: Callable[[], str] | None = None,
    ) -> None:
        """Show a sentence; what was shown before makes room.

        `report` gives what « Copier les détails » copies, shown below the details on request.
        """
        self._timer.stop()
        if not self._holds_focus():
            self._before = QApplication.focusWidget()
        self._mood = mood
        self.setProperty("mood", mood)
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw()
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._offer(choices)
        self._more.setVisible(bool(details) or report is not None)
        self._more.setChecked(False)
        self._words = details
        self._report = report or (lambda: details)
        self.show()
        offered = ", ".join(choice.words for choice in choices)
        announce(self, f"{sentence} {offered}".strip(), at_once=mood == "problem")
        if mood == "good" or (mood == "info" and not choices):
            self._timer.start()

    def dismiss(self) -> None:
        """Go away; the keyboard goes back to where it was before."""
        back = self._before if self._holds_focus() else None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        for button in self._choices:
            self._row.removeWidget(button)
            button.deleteLater()
        self._choices = []
        for number, choice in enumerate(choices):
            button = QPushButton(choice.words, self)
            button.clicked.connect(self.dismiss)
            button.clicked.connect(lambda _=False, act=choice.act: act())
            self._row.insertWidget(2 + number, button)
            self._choices.append(button)

    def _show_details(self, shown: bool) -> None:
        if shown:
            parts = dict.fromkeys((self._words, self._report()))
            self.details.setPlainText("\n\n".join(part for part in parts if part))
        self._technical.setVisible(shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report())

    @property
    def choices(self) -> list[QPushButton]:
        """The buttons offered now."""
        return self._choices

    def refresh(self) -> None:
        """Draw the icons again after the palette changed."""
        self._draw()

    def _draw(self) -> None:
        t = current()
        name, colour = {
            "info": ("info", t.accent),
            "good": ("done", t.good),
            "problem": ("warning", t.problem),
        }[self._mood]
        self.picture.setPixmap(label_pixmap(name, self, 20, colour))
        self._close.setIcon(icon("close", self.palette()))
