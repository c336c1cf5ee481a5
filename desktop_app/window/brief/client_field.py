"""Which client the article is for: the profiles by name, and the way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from desktop_app.messages import Messages

_MANAGE, _NEW = object(), object()


class ClientField(QComboBox):
    """A choice of profiles; `chosen` carries the name, "" for none."""

    chosen = Signal(str)
    manage_asked = Signal()
    new_asked = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._used = ""
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setToolTip(messages.text("window.client.tip"))
        self.show_profiles((), "")
        self.activated.connect(self._activated)

    def show_profiles(self, names: Sequence[str], used: str) -> None:
        """Offer these profiles, the one in use shown."""
        tr = self._messages.text
        self._used = used if used in names else ""
        self.clear()
        self.addItem(tr("window.client.none"), "")
        for name in names:
            self.addItem(name, name)
        self.insertSeparator(self.count())
        self.addItem(tr("window.client.new"), _NEW)
        self.addItem(tr("window.client.manage"), _MANAGE)
        self.setCurrentIndex(self.findData(self._used))
        view = self.view()
        widest = max(
            self.fontMetrics().horizontalAdvance(self.itemText(n)) for n in range(self.count())
        )
        view.setMinimumWidth(min(widest + 40, 420))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the arrows: what is passed over must not act."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def _activated(self, index: int) -> None:
        chosen = self.itemData(index)
        if chosen is _MANAGE or chosen is _NEW:
            self.setCurrentIndex(self.findData(self._used))
            (self.manage_asked if chosen is _MANAGE else self.new_asked).emit()
        elif isinstance(chosen, str):
            self._used = chosen
            self.chosen.emit(chosen)
