"""How soon the window is there, beside a bare PySide6 window in the same run.

`python3 dev.py bench window`: each is started in turn; the medians, their difference and their
ratio are printed. The wanted difference is at most 150 ms.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

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
    import psutil
    shown = (time.time() - psutil.Process().create_time()) * 1000
    print(json.dumps({"window_shown_ms": round(shown)}), flush=True)
    app.quit()
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""


def shown_ms(command: list[str]) -> float:
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(result.stdout.splitlines()[-1])["window_shown_ms"])


def main() -> None:
    bare = [sys.executable, "-c", BARE]
    ours = [sys.executable, "-m", "desktop_app", "--startup-time"]
    shown_ms(bare), shown_ms(ours)  # both from a warm disk
    pairs = [(shown_ms(bare), shown_ms(ours)) for _ in range(ROUNDS)]
    bare_ms = statistics.median(pair[0] for pair in pairs)
    ours_ms = statistics.median(pair[1] for pair in pairs)
    more = statistics.median(pair[1] - pair[0] for pair in pairs)
    print(f"bare PySide6 window   {bare_ms:6.0f} ms")
    print(f"Intertitre            {ours_ms:6.0f} ms")
    print(f"difference            {more:6.0f} ms (wanted: at most {WANTED_MS})")
    print(f"ratio                 {ours_ms / bare_ms:6.2f}")
    if FROZEN.is_file():
        frozen = statistics.median(shown_ms([str(FROZEN), "--startup-time"]) for _ in range(ROUNDS))
        print(f"Intertitre, packaged  {frozen:6.0f} ms")


if __name__ == "__main__":
    main()
