"""An address without encryption: allowed only where the user says so, host by host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from desktop_app.writers.ai.endpoint import host_of, is_among, is_plain

if TYPE_CHECKING:
    from desktop_app.window.desk import Desk


class PlainHttp(QWidget):
    """Asks whether a host may be reached without encryption; hidden where there is no need."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._desk = desk
        self._host = ""
        self.accept = QCheckBox()
        self.accept.toggled.connect(self._given)
        why = QLabel(desk.messages.text("preferences.models.plain.why"), wordWrap=True)
        why.setObjectName("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.accept)
        column.addWidget(why)
        self.hide()

    def show_address(self, url: str) -> None:
        """Ask about this address, "" for none."""
        settings = self._desk.ai.settings
        plain = bool(url) and is_plain(url)
        self.setVisible(plain)
        if settings is None or not plain:
            return
        self._host = host_of(url)
        self.accept.setText(self._desk.messages.text("preferences.models.plain", host=self._host))
        with QSignalBlocker(self.accept):
            self.accept.setChecked(is_among(url, settings.plain_hosts))

    def _given(self, accepted: bool) -> None:
        settings = self._desk.ai.settings
        if settings is None:
            return
        # Whether a text may go there at all is asked before the first one does.
        others = tuple(host for host in settings.plain_hosts if host != self._host.lower())
        self._desk.ai.change(plain_hosts=(*others, *([self._host.lower()] if accepted else [])))
