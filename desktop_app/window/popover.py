"""A small form beside the words it is about: a link's address, an image's description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_MARGIN = 8
_WIDEST = 380


@dataclass(frozen=True)
class Entry:
    """One field of the form: its name, its label, a hint, and what it holds at first."""

    name: str
    label: str
    hint: str = ""
    value: str = ""


class Popover(QFrame):
    """Asks for a few values in place; Enter takes them, Escape leaves everything as it was.

    `taken` carries the values by name. `removed` is emitted for the second button.
    """

    taken = Signal(dict)
    removed = Signal()
    left = Signal()

    def __init__(
        self, owner: QWidget, name: str, entries: Sequence[Entry], take: str, remove: str = ""
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setObjectName("card")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(5)
        for entry in entries:
            label = QLabel(entry.label)
            label.setObjectName("caption")
            field = QLineEdit(entry.value)
            field.setPlaceholderText(entry.hint)
            field.setAccessibleName(entry.label)
            field.returnPressed.connect(self._take)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
            self.fields[entry.name] = field
        self.take = QPushButton(take)
        self.take.clicked.connect(self._take)
        row = QHBoxLayout()
        row.setContentsMargins(0, 5, 0, 0)
        row.addStretch(1)
        if remove:
            self.remove = QPushButton(remove)
            self.remove.setProperty("flat", "true")
            self.remove.clicked.connect(self._remove)
            row.addWidget(self.remove)
        row.addWidget(self.take)
        column.addLayout(row)

    def open_at(self, box: QRect) -> None:
        """Show the form under a rectangle of the owner, or above it where there is no room."""
        owner = self._owner
        self.setFixedWidth(min(owner.width() - 2 * _MARGIN, _WIDEST))
        self.adjustSize()
        left = min(max(box.left() - 20, _MARGIN), owner.width() - self.width() - _MARGIN)
        top = box.bottom() + 6
        if top + self.height() > owner.height() - _MARGIN:
            top = max(box.top() - self.height() - 6, _MARGIN)
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        first.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave at Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self.taken.emit({name: field.text() for name, field in self.fields.items()})
        self.close()

    def _remove(self) -> None:
        self.removed.emit()
        self.close()
