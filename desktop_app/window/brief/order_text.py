"""A small window with the client's order, to be read, corrected or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from desktop_app.messages import Messages


class OrderText(QDialog):
    """Shows the text; `used` carries it when the user asks to have it read."""

    used = Signal(str)

    def __init__(self, messages: Messages, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        tr = messages.text
        self.setWindowTitle(tr("window.order.name"))
        lead = QLabel(tr("window.order.text.lead"), wordWrap=True)
        lead.setObjectName("quiet")
        self.text = QPlainTextEdit(text)
        self.text.setObjectName("field")
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(tr("window.order.text.hint"))
        self.text.setAccessibleName(tr("window.order.name"))
        buttons = QDialogButtonBox()
        self.use = buttons.addButton(
            tr("window.order.text.use"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.cancel = buttons.addButton(
            tr("window.order.text.cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self.use.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(lead)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.resize(QSize(620, 480))

    def accept(self) -> None:
        """Have the text read."""
        self.used.emit(self.text.toPlainText())
        super().accept()
