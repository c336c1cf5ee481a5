"""Tries the frozen program as a stranger's machine would: no PATH, no network, an empty home.

`python tests/smoke.py dist/Intertitre/Intertitre`, called by `python3 dev.py smoke`.
"""

from __future__ import annotations

import ctypes
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "resources" / "samples" / "actualite.txt"
_CLONE_NEWNET = 0x40000000
_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1


def leave_network() -> bool:
    """Move to a network of nothing but loopback, where the system allows it (root on Linux)."""
    if not sys.platform.startswith("linux"):
        return False
    import fcntl

    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET):
        return False
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))
    return True


class Smoke:
    """Runs the program in an environment of its own and holds it to what it may say."""

    def __init__(self, program: Path, home: Path) -> None:
        self.program = program
        self.home = home
        kept = ("DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "SYSTEMROOT")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {
            "PATH": "", "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "C.UTF-8"
        }  # fmt: skip

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        result = subprocess.run(
            [str(self.program), *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        print(f"$ Intertitre {' '.join(arguments)} → {result.returncode}")
        return result

    def expect(self, is_so: bool, what: str) -> None:
        print(f"  {'ok' if is_so else 'FAILED'}: {what}")
        if not is_so:
            raise SystemExit(1)


def main() -> None:
    program = Path(sys.argv[1]).resolve()
    print("network: none but loopback" if leave_network() else "network: as it is")
    with tempfile.TemporaryDirectory() as folder:
        smoke = Smoke(program, Path(folder))
        version = smoke.run("--version")
        smoke.expect(version.stdout.startswith("Intertitre ") and not version.stderr, "its version")

        home = Path(folder)
        outputs = [home / f"article.{suffix}" for suffix in ("docx", "html", "md")]
        named = [argument for path in outputs for argument in ("-o", str(path))]
        report_file = home / "report.json"
        written = smoke.run(
            "write", str(SAMPLE), *named, "--report", str(report_file), "--writer", "offline", "-q"
        )
        smoke.expect(written.returncode == 0, f"writes the sample {written.stderr}")
        smoke.expect(not written.stdout and not written.stderr, "says nothing unexpected")
        smoke.expect(all(path.stat().st_size > 1000 for path in outputs), "all files are there")
        report = json.loads(report_file.read_text(encoding="utf-8"))
        smoke.expect(report["grammar"]["checked"], f"grammar checked: {report['grammar']}")
        smoke.expect(report["article"]["words"] >= 700, f"{report['article']['words']} words")

        shown = smoke.run("--startup-time")
        smoke.expect(shown.returncode == 0 and not shown.stderr, f"window shown {shown.stderr}")
        times = json.loads(shown.stdout)
        smoke.expect(times["window_shown_ms"] > 0, f"shown in {times['window_shown_ms']} ms")

        doctor = smoke.run("doctor", "--json")
        state = json.loads(doctor.stdout)
        smoke.expect(state["java"]["ok"] and str(program.parent) in state["java"]["path"],
                     f"its own Java: {state['java']}")  # fmt: skip


if __name__ == "__main__":
    main()
