"""An OpenAI-compatible server that answers, or misbehaves, on command; over real sockets.

`Server.script` holds one answer for each request, the last one for all that follow. An answer is a
function that writes the raw response, so that every fault of the wire can be played.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl


@dataclass
class Request:
    """What a client sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        return "\n".join(m["content"] for m in self.body.get("messages", []))


Json = Any
Answer = Callable[["Wire", Request], None]


@dataclass
class Wire:
    """The connection of one request."""

    socket: socket.socket
    closing: threading.Event

    def raw(self, data: bytes) -> None:
        self.socket.sendall(data)

    def head(self, status: int, kind: str, **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.raw("\r\n".join([*lines, "", ""]).encode())

    def event(self, data: Json) -> None:
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        self.raw(f"data: {text}\n\n".encode())

    def chunk(self, content: str = "", finish: str | None = None, **more: Json) -> None:
        delta: dict[str, Any] = {"content": content, **more}
        self.event({**_BASE, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def usage(self, prompt: int, completion: int) -> None:
        counts = {
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        }
        self.event({**_BASE, "choices": [], "usage": counts})

    def wait(self, seconds: float) -> None:
        """Stay silent, until the server is closed."""
        self.closing.wait(seconds)


_BASE: dict[str, Any] = {
    "id": "x",
    "object": "chat.completion.chunk",
    "created": 1,
    "model": "scripted",
}


def says(
    text: str,
    *,
    finish: str | None = "stop",
    size: int = 40,
    pause: float = 0.0,
    done: bool = True,
    usage: tuple[int, int] | None = None,
    reasoning: str = "",
) -> Answer:
    """Give an answer that streams this text in pieces of `size` characters."""

    def answer(wire: Wire, request: Request) -> None:
        wire.head(200, "text/event-stream; charset=utf-8")
        if reasoning:
            wire.chunk(reasoning_content=reasoning)
        for start in range(0, len(text), size):
            wire.chunk(text[start : start + size])
            if pause:
                time.sleep(pause)
        if finish:
            wire.chunk(finish=finish)
        if usage:
            wire.usage(*usage)
        if done:
            wire.event("[DONE]")

    return answer


def status(code: int, body: str = "", kind: str = "application/json", **headers: str) -> Answer:
    """Give an answer with this status."""
    text = body or json.dumps({"error": {"message": f"status {code}", "type": "error"}})

    def answer(wire: Wire, request: Request) -> None:
        wire.head(code, kind, **headers)
        wire.raw(text.encode())

    return answer


@dataclass
class Server:
    """Listens on a loopback port until it is closed."""

    script: Sequence[Answer] = ()
    models: Sequence[str] = ("scripted",)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    listing: Callable[[Wire, Request], None] | None = None
    context: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    writer: Callable[[Request], Answer] | None = None

    def __enter__(self) -> Server:
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        # Wakes the accepting thread, which close() alone does not do everywhere.
        with contextlib.suppress(OSError):
            socket.create_connection(self._listener.getsockname(), 1).close()
        self._accepting.join(5)
        self._listener.close()
        for connection in self._connections:
            connection.close()
        for thread in self._threads:
            thread.join(5)

    @property
    def port(self) -> int:
        return self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self._closing.is_set():
                connection.close()
                return
            self._connections.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
                self._connections.append(connection)
            request = _read(connection)
            if request is None:
                return
            wire = Wire(connection, self._closing)
            if request.path.endswith("/models") and self.listing is not None:
                self.listing(Wire(connection, self._closing), request)
                return
            if request.path.endswith("/models"):
                told = self.told.get
                data = [{"id": n, "object": "model", **told(n, {})} for n in self.models]
                status(200, json.dumps({"object": "list", "data": data}))(wire, request)
                return
            number = len(self.requests)
            self.requests.append(request)
            if self.writer is not None:
                self.writer(request)(wire, request)
            else:
                self.script[min(number, len(self.script) - 1)](wire, request)
        except OSError:
            pass
        finally:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
        if data.startswith(b"\x16\x03"):  # a TLS greeting, answered as web servers do
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            return None
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    path = lines[0].split(" ")[1]
    headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
    while len(body) < int(headers.get("content-length", 0)):
        piece = connection.recv(65536)
        if not piece:
            break
        body += piece
    return Request(path, headers, json.loads(body) if body else {})
