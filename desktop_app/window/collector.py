"""Keeps Python's garbage collector from holding the window.

A full pass walks every object and holds every thread meanwhile: 60 to 260 ms once the checks are
loaded. Young objects are still collected as they come; full passes wait until nobody works.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_LOOK_MS = 60_000
# Young passes stay under 5 ms; the third number, of passes before a full one, is out of reach.
_THRESHOLD = (5_000, 10, 1_000_000)


class Collector(QObject):
    """Collects garbage while the user pauses: once after each stretch of work.

    `state` gives what changes while anybody works; None while something runs.
    """

    def __init__(self, state: Callable[[], Hashable], parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._seen: Hashable = None
        self._collected: Hashable = None
        gc.set_threshold(*_THRESHOLD)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()

    def settle(self) -> None:
        """Leave what is loaded now out of every later young pass."""
        gc.freeze()

    def look(self) -> None:
        """Collect when nothing has happened since the last look."""
        state = self._state()
        if state is not None and state == self._seen and state != self._collected:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._collected = state
        self._seen = state
