"""Starts a child process that ends with this one, however this one ends.

POSIX: a shell between us and the child waits at a pipe that closes when we are gone, even by
`kill -9`; it needs no Python, so it works from the frozen program too. Windows: a job object
whose last handle is ours.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import IO, TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_GUARD = """
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ read -r _ <&3; kill -KILL $child; } 2>/dev/null &
guard=$!
exec 3<&-
wait $child
code=$?
kill $guard 2>/dev/null
exit $code
"""
_END_SECONDS = 5


class GuardedProcess:
    """A child that cannot outlive this process."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        errors: IO[bytes],
    ) -> None:
        """Start the command in a folder; what it says on standard error goes to `errors`."""
        self._job: object = None
        if sys.platform == "win32":
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                creationflags=subprocess.CREATE_NO_WINDOW,
            )
            from desktop_app.languagetool.windows_job import tie_to_us

            self._job = tie_to_us(self._process.pid)
        else:
            self._process = subprocess.Popen(
                ["/bin/sh", "-c", _GUARD, "sh", *command],
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        """Whether the child still runs."""
        return self._process.poll() is None

    def child(self) -> psutil.Process | None:
        """Give the child itself, past the shell that guards it."""
        try:
            process = psutil.Process(self._process.pid)
            if sys.platform == "win32":
                return process
            below = [p for p in process.children() if p.name() != "sh"]
        except psutil.Error:
            return None
        return below[0] if below else None

    def end(self) -> None:
        """End the child at once and wait until it is gone."""
        if sys.platform == "win32":
            self._process.kill()
        elif self.running:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.stdin is not None:
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
