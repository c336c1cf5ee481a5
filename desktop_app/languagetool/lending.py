"""One server per user: who has started LanguageTool lends it to a command that runs beside it.

The lender leaves a note in a folder of the user's own; it names the process, so that nothing else
that listens on that port is ever asked.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import psutil

from desktop_app.errors import BrokenFileError, NewerFileError
from desktop_app.files import read_json, write_json
from desktop_app.languagetool.folder import VERSION
from desktop_app.languagetool.server import Server, listens

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop_app.files import Migration

SCHEMA: Final = 1
_NO_MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})


class Neighbour:
    """Somebody else's server process: watched, never ended."""

    def __init__(self, process: psutil.Process) -> None:
        """Take a process that lives."""
        self._process = process

    @property
    def running(self) -> bool:
        """Whether this very process lives, not one that took its number."""
        return self._process.is_running()

    def child(self) -> psutil.Process | None:
        """Give the process while it lives."""
        return self._process if self.running else None

    def end(self) -> None:
        """Leave it to its owner."""


def lend(note: Path, server: Server) -> None:
    """Say where the server listens; raises OSError."""
    if server.pid is None:
        return
    started = psutil.Process(server.pid).create_time()
    note.parent.mkdir(parents=True, exist_ok=True)
    said = {"pid": server.pid, "started": started, "port": server.port, "version": VERSION}
    write_json(note, said, SCHEMA)


def borrow(note: Path) -> Server | None:
    """Give the server the note names, if it lives, is this user's and listens there."""
    try:
        said = read_json(note, SCHEMA, _NO_MIGRATIONS)
        process = psutil.Process(int(said["pid"]))
        is_it = (
            said["version"] == VERSION
            and process.create_time() == said["started"]
            and process.username() == psutil.Process().username()
            and listens(process, int(said["port"]))
        )
        return Server(Neighbour(process), int(said["port"]), own=False) if is_it else None
    except (OSError, KeyError, ValueError, BrokenFileError, NewerFileError, psutil.Error):
        return None


def withdraw(note: Path, server: Server) -> None:
    """Take the note away when it is ours and names this server."""
    try:
        if server.own and read_json(note, SCHEMA, _NO_MIGRATIONS)["port"] == server.port:
            note.unlink(missing_ok=True)
    except (OSError, KeyError, BrokenFileError, NewerFileError):
        return
