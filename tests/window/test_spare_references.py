"""Python 3.11 with PySide6 6.12 aborts once None or True has lost all its references."""

from __future__ import annotations

import subprocess
import sys


def test_timers_and_signals_never_use_up_what_they_drop() -> None:
    # In a process of its own, which would abort after about 10,000 turns.
    code = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from desktop_app.window.spare_references import hold_true
hold_true()
application = QCoreApplication([])
turns = iter(range(40_000))
timer = QTimer(interval=0)
timer.timeout.connect(lambda: next(turns, None) is None and application.quit())
timer.start()
application.exec()
print("alive")
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr
