"""Fields of one line, of several lines, and of one choice; all with a value to show and give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.window.brief.chips import Chips

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop_app.messages import Messages

Value: TypeAlias = Any
"""A field's value: a text, a length, a tuple of what the list holds."""

_LEAST_LINES, _MOST_LINES = 1, 7


class Field(Protocol):
    """A widget that holds one value of the brief and says when the user changed it."""

    changed: Any

    def value(self) -> Value:
        """Give what it holds."""
        ...

    def show_value(self, value: Value) -> None:
        """Show a value, saying nothing."""
        ...


class LineField(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAcceptDrops(False)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Give the text."""
        return self.text().strip()

    def show_value(self, value: str) -> None:
        """Show a text; one that says the same stays as it was typed."""
        if value != self.value():
            self.setText(value)


class ChoiceField(QComboBox):
    """One of a few values, each with its words."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, words in choices:
            self.addItem(words, value)
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words) for _value, words in choices)
        self.view().setMinimumWidth(widest + 40)
        self.activated.connect(lambda _index: self.changed.emit())

    def value(self) -> str:
        """Give the value chosen."""
        return self.currentData()

    def show_value(self, value: str) -> None:
        """Show a value."""
        self.setCurrentIndex(max(0, self.findData(value)))


class ChipsField(Chips):
    """A list as chips, its entries read and worded by functions of the house."""

    def __init__(
        self,
        messages: Messages,
        read: Callable[[str], Sequence[Any]],
        words: Callable[[Any], str],
        hint: str,
    ) -> None:
        super().__init__(messages, lambda text: [words(one) for one in read(text)], hint)
        self._read, self._say = read, words

    def value(self) -> tuple[Any, ...]:
        """Give the entries, and what is being typed."""
        entries = [one for words in self.words() for one in self._read(words)]
        typed = self.entry.text().strip()
        return tuple(entries + [one for one in self._read(typed) if one not in entries])

    def show_value(self, value: Sequence[Any]) -> None:
        """Show these entries."""
        self.show_words([self._say(one) for one in value])


class _Lines(QPlainTextEdit):
    """As high as its lines, within bounds; Tab goes on to the next field."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setObjectName("field")
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(lambda _s: self.fit())
        self.fit()

    def fit(self) -> None:
        """Be as high as what is written."""
        lines = max(_LEAST_LINES, min(_MOST_LINES, round(self.document().size().height())))
        margins = round(2 * self.document().documentMargin()) + 10
        height = lines * self.fontMetrics().lineSpacing() + margins
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew: lines break elsewhere."""
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        """Be no wider than the column."""
        return QSize(80, self.height())


class LinesField(QWidget):
    """A list with one entry a line; under it the lines that could not be read."""

    changed = Signal()

    def __init__(
        self,
        read: Callable[[str], tuple[Sequence[Any], Sequence[str]]],
        words: Callable[[Any], str],
        hint: str,
        wrong: Callable[[Sequence[str]], str],
    ) -> None:
        super().__init__()
        self._read, self._say, self._wrong = read, words, wrong
        self.lines = _Lines(hint)
        self.setFocusProxy(self.lines)
        self.fault = QLabel(wordWrap=True)
        self.fault.setObjectName("over")
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.lines)
        column.addWidget(self.fault)
        self.lines.textChanged.connect(self._edited)

    def setAccessibleName(self, name: str) -> None:
        """Name the place to type too."""
        super().setAccessibleName(name)
        self.lines.setAccessibleName(name)

    def value(self) -> tuple[Any, ...]:
        """Give the entries that can be read."""
        return tuple(self._read(self.lines.toPlainText())[0])

    def show_value(self, value: Sequence[Any]) -> None:
        """Show these entries; lines that say the same stay as they were typed."""
        if tuple(value) == self.value():
            return
        self.lines.blockSignals(True)
        self.lines.setPlainText("\n".join(self._say(one) for one in value))
        self.lines.blockSignals(False)
        self.lines.fit()
        self._show_fault()

    def _edited(self) -> None:
        self._show_fault()
        self.changed.emit()

    def _show_fault(self) -> None:
        wrong = self._read(self.lines.toPlainText())[1]
        self.fault.setText(self._wrong(wrong) if wrong else "")
        self.fault.setVisible(bool(wrong))
