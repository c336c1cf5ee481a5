from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from desktop_app.languagetool.process import GuardedProcess
from desktop_app.resources import root

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a job object does it there")

PARENT = """
import signal, sys, os
from pathlib import Path
from desktop_app.languagetool.process import GuardedProcess
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored when a script runs behind
process = GuardedProcess([sys.executable, "-c", "import time; time.sleep(300)"],
                         Path("."), dict(os.environ), open(os.devnull, "wb"))
child = None
while child is None:
    child = process.child()
print(child.pid, flush=True)
sys.stdin.read()
"""


def family(pid: int) -> list[psutil.Process]:
    child = psutil.Process(pid)
    return [child, *(p for p in child.parents() if p.name() == "sh")]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_child_goes_when_its_parent_is_killed(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root(),
    ) as parent:
        assert parent.stdout is not None
        processes = family(int(parent.stdout.readline()))
        assert len(processes) >= 1
        parent.send_signal(how)
        parent.wait(10)
        _, alive = psutil.wait_procs(processes, timeout=10)
    assert not alive


def test_the_child_goes_when_told_and_leaves_nobody(tmp_path: Path) -> None:
    with (tmp_path / "errors").open("wb") as errors:
        process = GuardedProcess(["sleep", "300"], tmp_path, dict(os.environ), errors)
        below = psutil.Process(process._process.pid).children(recursive=True)
        process.end()
    assert not process.running
    _, alive = psutil.wait_procs(below, timeout=10)
    assert not alive


def test_a_child_that_ends_by_itself_takes_its_guard_along(tmp_path: Path) -> None:
    with (tmp_path / "errors").open("wb") as errors:
        process = GuardedProcess(
            ["/bin/sh", "-c", "echo oh >&2"], tmp_path, dict(os.environ), errors
        )
        assert process._process.wait(10) == 0
        process.end()
    assert (tmp_path / "errors").read_text() == "oh\n"
