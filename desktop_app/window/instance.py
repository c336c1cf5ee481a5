"""One instance per user: a second start hands its files to the first and leaves."""

from __future__ import annotations

import getpass
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

Answer = Literal["taken", "silent", "nobody"]
_CONNECT_MS = 400
_ANSWER_MS = 3000
_MOST_BYTES = 1_000_000
_TAKEN = b"taken\n"


def server_name() -> str:
    """Give the name this user's instance is reached under."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    mark = hashlib.sha256(f"{user}\n{Path.home()}".encode()).hexdigest()[:16]
    return f"intertitre-{mark}"


def hand_over(name: str, files: Sequence[str]) -> Answer:
    """Give the files to the instance that is already there, if there is one and it answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return "nobody"
    absolute = [str(Path(file).absolute()) for file in files]
    socket.write(json.dumps({"files": absolute}).encode() + b"\n")
    socket.waitForBytesWritten(_ANSWER_MS)
    taken = socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readAll().data()) == _TAKEN
    socket.disconnectFromServer()
    return "taken" if taken else "silent"


class Instance(QObject):
    """Listens for later starts; `received` carries the paths they were given."""

    received = Signal(list)

    def __init__(self, name: str, parent: QObject, *, take_name: bool = True) -> None:
        """Listen under a name; `take_name` when nobody answered under it, though it be in use."""
        super().__init__(parent)
        self._buffers: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        self.listening = self._server.listen(name)
        if not self.listening and take_name:
            # What a crash left behind still holds the name, and nobody answers under it.
            QLocalServer.removeServer(name)
            self.listening = self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._buffers[socket] = b""
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnected.connect(lambda socket=socket: self._gone(socket))
            if socket.bytesAvailable():
                self._read(socket)

    def _gone(self, socket: QLocalSocket) -> None:
        self._buffers.pop(socket, None)

    def _read(self, socket: QLocalSocket) -> None:
        if socket not in self._buffers:
            return
        self._buffers[socket] += bytes(socket.readAll().data())
        line, ended, _ = self._buffers[socket].partition(b"\n")
        if len(line) > _MOST_BYTES:
            socket.abort()
        elif ended:
            files = _files(line)
            if files is not None:
                socket.write(_TAKEN)
                socket.flush()
                self.received.emit(files)


def _files(line: bytes) -> list[Path] | None:
    try:
        said: object = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    files = cast("dict[str, object]", said).get("files")
    if not isinstance(files, list):
        return None
    return [Path(file) for file in cast("list[object]", files) if isinstance(file, str)]
