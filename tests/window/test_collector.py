"""Garbage is collected in the pauses, and only there."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from desktop_app.window.collector import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class _Knot:
    def __init__(self) -> None:
        self.self = self


def test_a_full_pass_waits_for_a_pause(qapp: QApplication) -> None:
    owner, state = QObject(), list[int | None]([None])
    collector = Collector(lambda: state[0], owner)
    collector.settle()
    knot = _Knot()
    gc.collect(1)  # it survives a young pass, and is old from now on
    seen = weakref.ref(knot)
    del knot
    for busy in (None, None, 1):
        state[0] = busy
        collector.look()
        assert seen() is not None
    collector.look()
    assert seen() is None
