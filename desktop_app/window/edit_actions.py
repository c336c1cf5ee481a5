"""Cut, copy, paste and select all in the menu: they act on the field the keyboard is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from desktop_app.window.main_window import MainWindow

_METHODS = {"cut": "cut", "copy_text": "copy", "paste_text": "paste", "select_all": "selectAll"}


class EditActions(QObject):
    """Hands the menu's actions on; a paste that no field wants is one for the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for name, method in _METHODS.items():
            window.actions_[name].triggered.connect(
                lambda _=False, method=method: self._hand_on(method)
            )

    def _hand_on(self, method: str) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, (QLineEdit, QTextEdit, QPlainTextEdit)):
            getattr(field, method)()
        elif method == "paste":
            self._window.pasted.emit()
