"""A GGUF file on this computer: its server runs in a child process, on loopback, with a key.

The child owns all native code, so that a broken file or a crash ends the child and not us; it ends
by itself when this process is gone.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import os
import secrets
import threading
from typing import TYPE_CHECKING, Any

from desktop_app.errors import EndpointError, LocalModelError, MissingFileError
from desktop_app.writers.ai.client import Client
from desktop_app.writers.ai.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from desktop_app.writers.ai.client import Message, Piece, Usage

GGUF = b"GGUF"
START_SECONDS = 120.0
DEFAULT_CONTEXT = 8_192
END_SECONDS = 3.0
NAME = "local"


def serve(path: str, context: int, key: str, told: Connection) -> None:
    """Run in the child: load the model, tell the port, live as long as the parent does."""
    parent = multiprocessing.parent_process()
    _silence()
    xllamacpp: Any = importlib.import_module("xllamacpp")

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.model_alias = {NAME}
    params.n_ctx = context
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.cpuparams.n_threads = max(2, (os.cpu_count() or 2) - 1)
    server = xllamacpp.Server(params)
    told.send(str(server.listening_address))
    if parent is not None:
        parent.join()
    os._exit(0)


def _silence() -> None:
    """Send what the native code prints into the void: it holds the user's text."""
    void = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(void, number)


class LocalClient:
    """A `Client` for a model file; starts its server when made, ends it when closed."""

    def __init__(self, path: Path, context: int | None = None, timeout: float = 60.0) -> None:
        """Start the model's server; raises LocalModelError when it does not come up."""
        self._path = path
        require_gguf(path)
        key = secrets.token_urlsafe(24)
        size = context or DEFAULT_CONTEXT
        self._process, address = _start(path, size, key)
        # The first word of a long order may take a slow computer minutes.
        silence = max(timeout, 600.0)
        # The server has but one model and minds no name; its user knows it by its file's.
        self.endpoint = Endpoint(f"{address}/v1", path.stem, key, size, silence)
        self._client = Client(self.endpoint)

    @property
    def pid(self) -> int:
        """The child's process number."""
        return self._process.pid or 0

    def ask(
        self, messages: Sequence[Message], max_tokens: int | None = None
    ) -> Generator[Piece, None, Usage]:
        """Stream one answer; raises LocalModelError when the child has died."""
        try:
            return (yield from self._client.ask(messages, max_tokens))
        except EndpointError as error:
            if self._process.is_alive():
                raise
            raise _error(self._path, "crashed", error.details) from error

    def close(self) -> None:
        """End the child."""
        self._client.close()
        threading.Thread(target=_end, args=(self._process,), daemon=True).start()


def require_gguf(path: Path) -> None:
    """Raise MissingFileError when there is no such file, LocalModelError when it is no GGUF."""
    if not path.exists():
        raise MissingFileError(path=str(path))
    try:
        with path.open("rb") as file:
            head = file.read(len(GGUF))
    except OSError as error:
        raise _error(path, "broken", str(error)) from error
    if head != GGUF:
        raise _error(path, "broken", "not a GGUF file")


def _start(path: Path, context: int, key: str) -> tuple[BaseProcess, str]:
    if importlib.util.find_spec("xllamacpp") is None:
        raise _error(path, "package", "xllamacpp is not installed")
    spawning = multiprocessing.get_context("spawn")
    told, tell = spawning.Pipe(duplex=False)
    process = spawning.Process(target=serve, args=(str(path), context, key, tell), daemon=True)
    process.start()
    tell.close()
    reason = "timeout"
    try:
        if told.poll(START_SECONDS):
            return process, str(told.recv())
    except EOFError:  # the child is gone, and its end of the pipe with it
        reason = "broken"
    _end(process)
    raise _error(path, reason, f"exit code {process.exitcode}")


def _end(process: BaseProcess) -> None:
    process.kill()
    process.join(END_SECONDS)


def _error(path: Path, reason: str, details: str) -> LocalModelError:
    return LocalModelError(path=path.name, reason=reason, host="", model=path.name, details=details)
