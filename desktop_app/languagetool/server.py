"""The LanguageTool server: started on a free loopback port, ended with us."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

import psutil

from desktop_app.errors import GrammarUnavailableError
from desktop_app.languagetool.folder import CONFIG, SERVER_JAR, server_jar
from desktop_app.languagetool.process import GuardedProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOST = "127.0.0.1"
MAIN_CLASS = "org.languagetool.server.HTTPServer"
# The heap that a 50,000-word article needs, and no more: after 3,200 different sentences the
# server holds 373 MB with these, 410 MB with 512 MB of plain heap, at the same speed. Compact
# headers come with Java 25; an older one passes over them.
JAVA_OPTIONS = (
    "-Xmx320m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:+UseCompactObjectHeaders",
)
_PORTS_TRIED = 3
_POLL_SECONDS = 0.05
_DETAILS_BYTES = 2_000
_FOREIGN_OPTIONS = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


def free_port() -> int:
    """Give a loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class ServerPlan:
    """What a server is started from: Java, the folder `LTP_PATH` would name, how long to wait."""

    java: Path
    ltp_path: Path
    start_seconds: float = 60.0
    port: Callable[[], int] = free_port


class Watched(Protocol):
    """A process that is watched, and ended by who may."""

    @property
    def running(self) -> bool:
        """Whether it lives."""
        ...

    def child(self) -> psutil.Process | None:
        """Give the Java process while it lives."""
        ...

    def end(self) -> None:
        """End it, if that is ours to do."""
        ...


class Server:
    """One running LanguageTool process and where it listens."""

    def __init__(self, process: Watched, port: int, *, own: bool = True) -> None:
        """Take a process that already answers; `own` when it is ours to end."""
        self._process = process
        self.own = own
        self.port = port
        self.url = f"http://{HOST}:{port}"

    @classmethod
    def start(cls, plan: ServerPlan, stop: threading.Event | None = None) -> Server:
        """Start a server and wait until it listens (about 1–2 s).

        Another port is tried when the first was taken meanwhile. Raises GrammarUnavailableError:
        folder, start (Java ended: `details` holds its words) or timeout.
        """
        folder = server_jar(plan.ltp_path).parent
        stopped = stop or threading.Event()
        details = ""
        for _ in range(_PORTS_TRIED):
            port = plan.port()
            with tempfile.TemporaryFile() as errors:
                process = _launch(plan.java, folder, port, errors)
                if _listens_in_time(process, port, plan.start_seconds, stopped):
                    return cls(process, port)
                ended_itself = not process.running
                process.end()
                errors.seek(0)
                details = errors.read(_DETAILS_BYTES).decode("utf-8", "replace")
            if not ended_itself:
                raise GrammarUnavailableError(reason="timeout", details=details)
        raise GrammarUnavailableError(reason="start", details=details)

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.running

    @property
    def pid(self) -> int | None:
        """The Java process's number; None when it is gone."""
        child = self._process.child()
        return child.pid if child else None

    def resident_mb(self) -> float:
        """Give the memory the server holds, in megabytes; 0 when it is gone."""
        child = self._process.child()
        try:
            return child.memory_info().rss / 1e6 if child else 0.0
        except psutil.Error:
            return 0.0

    def end(self) -> None:
        """End the server."""
        self._process.end()


def _launch(java: Path, folder: Path, port: int, errors: IO[bytes]) -> GuardedProcess:
    # Names relative to the folder: Java reads no path whose letters its locale lacks.
    command = [str(java), *JAVA_OPTIONS, "-cp", SERVER_JAR, MAIN_CLASS]
    command += ["--port", str(port)]
    if (folder / CONFIG).is_file():
        command += ["--config", CONFIG]
    try:
        return GuardedProcess(command, folder, _environment(), errors)
    except OSError as error:
        raise GrammarUnavailableError(reason="java", details=str(error)) from error


def _environment() -> dict[str, str]:
    environment = {k: v for k, v in os.environ.items() if k not in _FOREIGN_OPTIONS}
    if sys.platform.startswith("linux"):
        environment["LC_ALL"] = "C.UTF-8"
        if hasattr(sys, "_MEIPASS"):  # the frozen program's libraries are not for Java
            environment.pop("LD_LIBRARY_PATH", None)
            if original := environment.pop("LD_LIBRARY_PATH_ORIG", None):
                environment["LD_LIBRARY_PATH"] = original
    return environment


def _listens_in_time(
    process: GuardedProcess, port: int, seconds: float, stopped: threading.Event
) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.running and not stopped.wait(_POLL_SECONDS):
        child = process.child()
        if child is not None and listens(child, port):
            return True
    return False


def listens(child: psutil.Process, port: int) -> bool:
    """Tell whether this process listens there: the system is asked, since anybody may answer."""
    try:
        connections = child.net_connections(kind="tcp")
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return _answers(port)
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == port for c in connections)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
