"""The log as the window knows it: errors that were shown, and the folder it lies in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.model import ErrorInfo
from desktop_app.window.wording import error_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.window.desk import Desk

_log = logging.getLogger(__name__)


class LogBook(QObject):
    """Notes errors, gives what may be copied about them, opens the folder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        action = desk.window.actions_["log_folder"]
        action.triggered.connect(lambda _=False: self.show_folder())

    @property
    def folder(self) -> Path | None:
        """Where the log lies; None before there is a session."""
        session = self._desk.session
        return session.folders.log if session is not None else None

    def note(self, error: Exception | ErrorInfo) -> Callable[[], str]:
        """Write an error that is shown into the log; give what « Copier les détails » copies."""
        if isinstance(error, ErrorInfo):
            _log.error("Shown: %s", error.id)
        else:
            _log.error("Shown: %s", error, exc_info=error)
        return lambda: error_report(error, self.folder)

    def show_folder(self) -> None:
        """Open the folder the log lies in."""
        folder = self.folder
        if folder is not None:
            self._desk.ask(
                lambda _session: folder.mkdir(parents=True, exist_ok=True),
                lambda _nothing: self._desk.desktop.show(folder),
            )
