"""A length as writers say it: au moins, environ, entre, au plus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from desktop_app.model import Length

if TYPE_CHECKING:
    from desktop_app.messages import Messages

_BOUNDS = ("minimum", "about", "between", "maximum")
_MANY = 20000


class LengthField(QWidget):
    """A length as writers say it: au moins, environ, entre, au plus."""

    changed = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        tr = messages.text
        self.kind = QComboBox()
        for bound in _BOUNDS:
            self.kind.addItem(tr(f"window.length.{bound}"), bound)
        self.kind.setMinimumContentsLength(4)
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setAccessibleName(tr("window.settings.length"))
        self.first = self._number(tr("window.length.words"))
        self.and_word = QLabel(tr("window.length.and"))
        self.second = self._number(tr("window.length.words.most"))
        self.unit = QLabel(tr("window.length.unit"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for widget in (self.kind, self.first, self.and_word, self.second, self.unit):
            row.addWidget(widget, int(widget is self.kind))
        self.show_value(Length())
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.first.valueChanged.connect(self.changed)
        self.second.valueChanged.connect(self.changed)

    def _number(self, name: str) -> QSpinBox:
        field = QSpinBox(minimum=50, maximum=_MANY, singleStep=50, value=700)
        field.setAccessibleName(name)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setFixedWidth(field.fontMetrics().horizontalAdvance(str(_MANY)) + 18)
        return field

    def value(self) -> Length:
        """Give the length said."""
        first, second = self.first.value(), self.second.value()
        kind = self.kind.currentData()
        if kind == "maximum":
            return Length(None, first)
        if kind == "between":
            return Length(min(first, second), max(first, second))
        if kind == "about":
            return Length(round(first * 0.9), round(first * 1.1))
        return Length(first, None)

    def show_value(self, value: Length | None) -> None:
        """Show a length."""
        length = value or Length()
        low, high = length.minimum, length.maximum
        if low is not None and high is not None:
            middle = round((low + high) / 2)
            about = (round(middle * 0.9), round(middle * 1.1)) == (low, high)
            kind, first, second = ("about", middle, high) if about else ("between", low, high)
        elif high is not None:
            kind, first, second = "maximum", high, high
        else:
            kind, first, second = "minimum", low or 700, (low or 700) + 300
        for widget in (self.kind, self.first, self.second):
            widget.blockSignals(True)
        self.kind.setCurrentIndex(_BOUNDS.index(kind))
        self.first.setValue(first)
        self.second.setValue(second)
        for widget in (self.kind, self.first, self.second):
            widget.blockSignals(False)
        self._show_second()

    def words(self) -> str:
        """Give the length in words, for the summary."""
        numbers = self.first.text()
        if self.kind.currentData() == "between":
            numbers = f"{numbers} {self.and_word.text()} {self.second.text()}"
        return f"{self.kind.currentText()} {numbers} {self.unit.text()}"

    def _kind_changed(self) -> None:
        if self.kind.currentData() == "between" and self.second.value() <= self.first.value():
            self.second.setValue(self.first.value() + 300)
        self._show_second()
        self.changed.emit()

    def _show_second(self) -> None:
        both = self.kind.currentData() == "between"
        self.and_word.setVisible(both)
        self.second.setVisible(both)
        self.unit.setVisible(not both)
