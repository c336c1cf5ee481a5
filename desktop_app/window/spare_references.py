"""Keeps Python 3.11 alive beside PySide6 6.12, which drops references it does not own.

It drops one to True at each emit, and one to None at each timer's turn and queued signal; at zero
the interpreter aborts. From Python 3.12 on both are immortal and there is nothing to do.
"""

from __future__ import annotations

import sys

_PLENTY = 1 << 40


def hold_true() -> None:
    """Give True, False and None more references than will ever be dropped, once per process."""
    if sys.version_info >= (3, 12) or sys.getrefcount(True) > _PLENTY // 2:
        return
    import ctypes

    for constant in (True, False, None):
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
