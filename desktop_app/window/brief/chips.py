"""A list of words as chips: typed and ended with Enter or a comma, or pasted whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from desktop_app.window.brief.flow import FlowLayout
from desktop_app.window.icons import pixmap
from desktop_app.window.suggestions import shortened
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from desktop_app.messages import Messages

_MOST_SHOWN = 12
_CROSS = 12
_CROSS_ROOM = 22
_LONGEST = 40


class _Chip(QPushButton):
    """One entry; a click on its cross or the delete key takes it out, Enter takes it up again."""

    removed = Signal()
    taken_up = Signal()
    stepped = Signal(int)

    def __init__(self, words: str, description: str) -> None:
        super().__init__(shortened(words, _LONGEST).replace("&", "&&"))
        self.words = words
        self.setObjectName("chip")
        self.setAccessibleName(words)
        self.setAccessibleDescription(description)
        self.setToolTip(words if len(words) > _LONGEST else description)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAutoDefault(False)

    def cross(self) -> QRect:
        """Give where its cross is drawn and clicked."""
        return QRect(self.width() - _CROSS_ROOM, 0, _CROSS_ROOM, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cross after the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        picture = pixmap("close", current().quiet, _CROSS, self.devicePixelRatioF())
        half = QPoint(_CROSS // 2 + 2, _CROSS // 2 - 1)
        painter.drawPixmap(self.cross().center() - half, picture)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the entry out by its cross."""
        super().mouseReleaseEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.cross().contains(event.position().toPoint()):
            self.removed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the entry up again to change it."""
        self.taken_up.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step to the next, take out, or take up again."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.removed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2 | Qt.Key.Key_Space:
                self.taken_up.emit()
            case _:
                super().keyPressEvent(event)


class _Entry(QLineEdit):
    """Where the next entry is typed; a paste brings a whole list."""

    pasted = Signal(str)
    stepped_back = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step to the chips before it, or take the last one out."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
            return
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if at_start and event.key() == Qt.Key.Key_Backspace and not event.isAutoRepeat():
            self.emptied.emit()
        elif at_start and event.key() == Qt.Key.Key_Left:
            self.stepped_back.emit()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Take the clipboard as a list."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def minimumSizeHint(self) -> QSize:
        """Give the width of a short word."""
        size = super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("n") * 5, size.height())


class Chips(QFrame):
    """The entries of a list, each as its words; `split` reads what is typed or pasted.

    `changed` is emitted when entries come, go or change.
    """

    changed = Signal()

    def __init__(
        self, messages: Messages, split: Callable[[str], Sequence[str]], hint: str
    ) -> None:
        super().__init__()
        self.setObjectName("chips")
        self._messages = messages
        self._split = split
        self._hint = hint
        self._words: list[str] = []
        self._unfolded = False
        self.chips: list[_Chip] = []
        self.entry = _Entry()
        self.entry.setObjectName("bare")
        self.entry.setAcceptDrops(False)
        self.setFocusProxy(self.entry)
        self.more = QPushButton()
        self.more.setObjectName("link")
        self.more.setAutoDefault(False)
        self.more.setAccessibleName(messages.text("window.chips.all"))
        self.more.clicked.connect(self._unfold)
        self._flow = FlowLayout(self, 4)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.entry)
        self.entry.installEventFilter(self)
        self.entry.returnPressed.connect(self.finish)
        self.entry.editingFinished.connect(self.finish)
        self.entry.textEdited.connect(self._typed)
        self.entry.pasted.connect(self._pasted)
        self.entry.emptied.connect(self._take_last_out)
        self.entry.stepped_back.connect(lambda: self._step(len(self.chips), -1))
        self._draw()

    def words(self) -> tuple[str, ...]:
        """Give the entries."""
        return tuple(self._words)

    def show_words(self, words: Sequence[str]) -> None:
        """Show these entries."""
        if list(words) != self._words:
            self._words = list(words)
            self._unfolded = False
            self._draw()

    def setAccessibleName(self, name: str) -> None:
        """Name the place to type too."""
        super().setAccessibleName(name)
        self._name_entry()

    def finish(self) -> None:
        """Take what has been typed as entries."""
        text = self.entry.text()
        if text.strip():
            self.entry.clear()
            self._add(text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Show on the frame that its line has the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_focus(event.type() is QEvent.Type.FocusIn)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type from a click anywhere."""
        self.entry.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        self.entry.setFocus(event.reason())

    def _show_focus(self, focus: bool) -> None:
        self.setProperty("focus", "true" if focus else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _typed(self, text: str) -> None:
        if text.rstrip().endswith((",", ";")):
            self.finish()

    def _pasted(self, text: str) -> None:
        """Take a list; a single piece of text goes where the cursor stands."""
        parts = self._split(text)
        if len(parts) < 2 and "\n" not in text.strip():
            self.entry.insert(" ".join(text.split()))
            return
        self.finish()
        self._add(text)

    def _add(self, text: str) -> None:
        known = {word.casefold() for word in self._words}
        new = [word for word in self._split(text) if word.casefold() not in known]
        if new:
            self._words += new
            self._draw()
            self.changed.emit()

    def _remove(self, index: int) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips)
        del self._words[index]
        self._draw()
        if had_focus:
            self._step(index, 0)
        self.changed.emit()

    def _take_up(self, index: int) -> None:
        self.finish()
        words = self._words[index]
        self._remove(index)
        self.entry.setText(words)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_last_out(self) -> None:
        if self._words:
            self._unfolded = True
            self._remove(len(self._words) - 1)

    def _step(self, index: int, by: int) -> None:
        """Move the keyboard to a neighbour; past the last one to where entries are typed."""
        place = max(0, index + by)
        if place < len(self.chips):
            self.chips[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entry.setFocus(Qt.FocusReason.TabFocusReason)

    def _unfold(self) -> None:
        self._unfolded = True
        self._draw()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self) -> None:
        """Show the chips, the first dozen of a long list."""
        tr = self._messages.text
        shown = self._words if self._unfolded else self._words[:_MOST_SHOWN]
        if len(self._words) - len(shown) < 3:
            shown = self._words
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for index, words in enumerate(shown):
            chip = _Chip(words, tr("window.chips.how"))
            chip.removed.connect(lambda index=index: self._remove(index))
            chip.taken_up.connect(lambda index=index: self._take_up(index))
            chip.stepped.connect(lambda by, index=index: self._step(index, by))
            chip.setParent(self)
            self._flow.addWidget(chip)
            self._flow.move_to(chip, index)
            chip.show()
            self.chips.append(chip)
        left = len(self._words) - len(shown)
        self.more.setText(tr("window.chips.more", count=left) if left else "")
        self.more.setVisible(bool(left))
        self.entry.setPlaceholderText("" if self._words else self._hint)
        self._name_entry()
        self._order_keys()
        self._flow.invalidate()
        self.updateGeometry()

    def _name_entry(self) -> None:
        name = self.accessibleName()
        self.entry.setAccessibleName(name)
        self.entry.setAccessibleDescription(", ".join(self._words) or self._hint)

    def _order_keys(self) -> None:
        if self.more.isVisible():
            QWidget.setTabOrder(self.more, self.entry)
