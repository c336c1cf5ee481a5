"""The bar that finds and replaces, over the text it searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop_app.window.icons import icon, icon_side

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_app.editing.finding import Wanted
    from desktop_app.messages import Messages

_OPTIONS = (("case", "Aa"), ("word", "|ab|"), ("accents", "é=e"))


class FindBar(QFrame):
    """Asks what to find, how, and what to put in its place; `finding.py` of the window does it."""

    changed = Signal()
    stepped = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self.setObjectName("find")
        tr = messages.text
        self.words = self._field(tr("window.find.words"))
        self.words.textChanged.connect(lambda _words: self.changed.emit())
        self.words.returnPressed.connect(lambda: self.stepped.emit(1))
        self.new = self._field(tr("window.find.new"))
        self.new.returnPressed.connect(self.replace_asked)
        self.count = QLabel()
        self.count.setObjectName("small")
        self.previous = self._button("chevron-up", tr("window.action.find_previous"))
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next = self._button("chevron-down", tr("window.action.find_next"))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button = self._button("close", tr("window.find.close"))
        self.close_button.clicked.connect(self.leave)
        self.options = {name: self._option(name, sign) for name, sign in _OPTIONS}
        self.replace = QPushButton(tr("window.find.replace"))
        self.replace.clicked.connect(self.replace_asked)
        self.replace_all = QPushButton(tr("window.find.all"))
        self.replace_all.clicked.connect(self.replace_all_asked)
        self._lay_out()
        self.refresh()
        self.hide()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setClearButtonEnabled(False)
        field.installEventFilter(self)
        return field

    def _button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("small")
        button.setProperty("picture", picture)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _option(self, name: str, sign: str) -> QToolButton:
        words = self._messages.text(f"window.find.{name}")
        button = QToolButton()
        button.setObjectName("option")
        button.setText(sign)
        button.setCheckable(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(lambda _on: self.changed.emit())
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 8, 8)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, widget in enumerate((self.words, self.previous, self.next, self.close_button)):
            grid.addWidget(widget, 0, column)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        for button in self.options.values():
            row.addWidget(button)
        grid.addLayout(row, 1, 0, 1, 4)
        self._replacing = QWidget()
        self._replacing.setObjectName("clear")
        line = QGridLayout(self._replacing)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.new, 0, 0, 1, 3)
        line.setColumnStretch(0, 1)
        line.addWidget(self.replace, 1, 1)
        line.addWidget(self.replace_all, 1, 2)
        grid.addWidget(self._replacing, 2, 0, 1, 4)

    def open(self, words: str, *, replacing: bool) -> None:
        """Show the bar, with these words to be found unless there are none."""
        self._replacing.setVisible(replacing)
        self.show()
        if words:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.changed.emit()

    def leave(self) -> None:
        """Close the bar."""
        self.hide()
        self.closed.emit()

    @property
    def wanted(self) -> Wanted:
        """What is to be found, and how."""
        from desktop_app.editing.finding import Wanted

        on = {name: button.isChecked() for name, button in self.options.items()}
        return Wanted(self.words.text(), on["case"], on["word"], not on["accents"])

    def show_count(self, number: int, count: int) -> None:
        """Say which of how many places is the present one; 0 for none of them."""
        tr = self._messages.text
        if not self.words.text():
            words = ""
        elif not count:
            words = tr("window.find.none")
        else:
            words = tr("window.find.count", number=number, count=count)
        self.say(words, missing=bool(self.words.text()) and not count)
        for button in (self.previous, self.next, self.replace, self.replace_all):
            button.setEnabled(count > 0)

    def say(self, words: str, *, missing: bool = False) -> None:
        """Say something where the count stands."""
        self.count.setText(words)
        self.count.setObjectName("over" if missing else "small")
        self.count.style().unpolish(self.count)
        self.count.style().polish(self.count)

    def refresh(self) -> None:
        """Draw the icons again after the palette changed."""
        for button in (self.previous, self.next, self.close_button):
            button.setIconSize(QSize(icon_side(self) - 2, icon_side(self) - 2))
            button.setIcon(icon(str(button.property("picture")), self.palette()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back with Shift+Enter."""
        if event.type() == QEvent.Type.KeyPress and watched is self.words:
            key: QKeyEvent = event  # type: ignore[assignment]
            shift = key.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift:
                self.stepped.emit(-1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
