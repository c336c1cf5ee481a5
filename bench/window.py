"""How soon the window is there, beside a bare PySide6 window in the same run.

`python3 dev.py bench window`: each is started in turn; the medians, their difference and their
ratio are printed. The wanted difference is at most 150 ms. Then how long the window holds its event
loop, in bench/_window_turns.py.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 9
WANTED_MS = 150
FROZEN = Path("dist/Intertitre") / ("Intertitre.exe" if sys.platform == "win32" else "Intertitre")

BARE = """
import json, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
import PySide6.QtCore as core
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        core.QTimer.singleShot(0, leave)
def leave():
    shown, spent = time.time(), time.process_time()
    import psutil
    shown = (shown - psutil.Process().create_time()) * 1000
    times = {"window_shown_ms": round(shown), "processor_ms": round(spent * 1000)}
    print(json.dumps(times), flush=True)
    app.quit()
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""


Times = dict[str, float]


def shown(command: list[str], compiled: str) -> Times:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return json.loads(result.stdout.splitlines()[-1])


def compare(name: str, pairs: list[tuple[Times, Times]], key: str) -> None:
    bare = statistics.median(pair[0][key] for pair in pairs)
    ours = statistics.median(pair[1][key] for pair in pairs)
    more = statistics.median(pair[1][key] - pair[0][key] for pair in pairs)
    print(f"{name:<22}{bare:8.0f}{ours:12.0f}{more:12.0f}{ours / bare:8.2f}")


def main() -> None:
    bare = [sys.executable, "-c", BARE]
    ours = [sys.executable, "-m", "desktop_app", "--startup-time"]
    with TemporaryDirectory() as compiled:
        for command in (bare, ours):  # both from a warm disk, both compiled
            shown(command, compiled)
        pairs = [(shown(bare, compiled), shown(ours, compiled)) for _ in range(ROUNDS)]
    print("milliseconds              bare  Intertitre  difference   ratio")
    compare("window shown", pairs, "window_shown_ms")
    compare("processor until then", pairs, "processor_ms")
    print(f"wanted: a difference of at most {WANTED_MS} ms")
    if FROZEN.is_file():
        program = [str(FROZEN), "--startup-time"]
        frozen = statistics.median(shown(program, "")["window_shown_ms"] for _ in range(ROUNDS))
        print(f"packaged: {frozen:.0f} ms")
    subprocess.run([sys.executable, Path(__file__).with_name("_window_turns.py")], check=True)


if __name__ == "__main__":
    main()
