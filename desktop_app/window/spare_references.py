"""Keeps Python 3.11 alive beside PySide6 6.12, which drops a reference to True at each emit.

From Python 3.12 on True is immortal and there is nothing to do.
"""

from __future__ import annotations

import sys

_PLENTY = 1 << 40


def hold_true() -> None:
    """Give True more references than signals will ever be emitted, once per process."""
    if sys.version_info >= (3, 12) or sys.getrefcount(True) > _PLENTY // 2:
        return
    import ctypes

    ctypes.c_ssize_t.from_address(id(True)).value += _PLENTY
