"""« Ouvrir avec » on macOS: the system names each file in an event of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAUSE_MS = 80


class OpenedFiles(QObject):
    """Hears which files the system opens with this program, and hands them over together.

    Those that come before anybody takes them are kept until `hand_to` is called.
    """

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._paths: list[Path] = []
        self._taker: Callable[[Sequence[Path]], None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._hand_over)
        application.installEventFilter(self)

    def hand_to(self, taker: Callable[[Sequence[Path]], None]) -> None:
        """Give the files to this function from now on."""
        self._taker = taker
        self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a file that the system asks to open; files that come at once are sources of one."""
        if event.type() is not QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        name = event.url().toLocalFile() or event.file()
        if name:
            self._paths.append(Path(name))
            self._pause.start()
        return True

    def _hand_over(self) -> None:
        if self._taker is None or not self._paths:
            return
        paths, self._paths = self._paths, []
        self._taker(paths)
