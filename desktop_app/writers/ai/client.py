"""The one client for all endpoints: chat completions, streamed, its answer in pieces.

A thread of its own reads the stream, so that whoever waits is never blocked: the generator gives a
`Tick` every 50 ms while nothing comes, and closing it detaches the thread at once.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from desktop_app.errors import (
    EndpointCutError,
    EndpointEmptyError,
    EndpointFilteredError,
    EndpointGarbledError,
    EndpointKeyError,
    EndpointLengthError,
    EndpointTimeoutError,
    NotAServiceError,
)
from desktop_app.writers.ai.faults import fault
from desktop_app.writers.ai.known_models import offers_in

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from openai import OpenAI

    from desktop_app.writers.ai.endpoint import Endpoint
    from desktop_app.writers.ai.known_models import Offer

TICK = 0.05
CONNECT_SECONDS = 10.0
# A server may keep a connection alive without ever saying a word of the answer.
SILENCES_WITHOUT_A_WORD = 5


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat: role system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Thought:
    """A piece of the model's reasoning, told in a field of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing came for a moment."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens one answer cost, as the service counts them; 0 when it does not say."""

    prompt: int = 0
    completion: int = 0


Piece = Text | Thought | Tick


@dataclass(frozen=True, slots=True)
class _Finish:
    reason: str


@dataclass(frozen=True, slots=True)
class _Failure:
    error: BaseException


_Item = Text | Thought | Usage | _Finish | _Failure | None


class Client:
    """Asks one endpoint; made when a job starts, closed at its end."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Take the endpoint; loads the client library (0.4 s) but connects to nothing.

        Raises EndpointKeyError for a key that no header can carry: a sentence pasted by mistake.
        """
        import openai

        if not (endpoint.key.isascii() and endpoint.key.isprintable()) or " " in endpoint.key:
            raise EndpointKeyError(host=endpoint.host, model=endpoint.model)
        self.endpoint = endpoint
        self._http = openai.DefaultHttpxClient(
            # A redirect would take the text to a host nobody agreed to.
            follow_redirects=False,
            trust_env=not endpoint.is_local,
        )
        self._openai = openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            max_retries=0,
            http_client=self._http,
            timeout=openai.Timeout(
                endpoint.timeout, connect=min(CONNECT_SECONDS, endpoint.timeout)
            ),
        )

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def models(self) -> list[Offer]:
        """Give the models this service offers, by name; raises EndpointError."""
        try:
            answer = self._openai.models.with_raw_response.list().http_response
            offers = offers_in(json.loads(answer.content))
        except Exception as error:  # whatever a stranger's server makes the library raise
            raise _listing_fault(error, self.endpoint) from error
        if offers is None:
            raise NotAServiceError(host=self.endpoint.host, model=self.endpoint.model)
        return offers

    def ask(
        self, messages: Sequence[Message], max_tokens: int | None = None
    ) -> Generator[Piece, None, Usage]:
        """Stream one answer; only one that ends as whole returns, all else raises EndpointError."""
        received: queue.SimpleQueue[_Item] = queue.SimpleQueue()
        reader = _Reader(self._openai, self.endpoint, received)
        threading.Thread(
            target=reader.run, args=(list(messages), max_tokens), daemon=True, name="endpoint"
        ).start()
        try:
            return (yield from self._receive(received))
        finally:
            reader.close()

    def _receive(self, received: queue.SimpleQueue[_Item]) -> Generator[Piece, None, Usage]:
        endpoint = self.endpoint
        usage, finish, has_text = Usage(), "", False
        last = time.monotonic()
        limit = SILENCES_WITHOUT_A_WORD * endpoint.timeout
        while True:
            try:
                item = received.get(timeout=TICK)
            except queue.Empty:
                if time.monotonic() - last > limit:
                    raise EndpointTimeoutError(
                        host=endpoint.host, model=endpoint.model, seconds=limit
                    ) from None
                yield Tick()
                continue
            last = time.monotonic()
            match item:
                case Text():
                    has_text = has_text or bool(item.text.strip())
                    yield item
                case Thought():
                    yield item
                case Usage():
                    usage = item
                case _Finish(reason):
                    finish = reason
                case _Failure(error):
                    raise fault(error, endpoint, begun=has_text) from error
                case None:
                    break
        self._require_whole(finish, has_text=has_text)
        return usage

    def _require_whole(self, finish: str, *, has_text: bool) -> None:
        named: dict[str, Any] = {"host": self.endpoint.host, "model": self.endpoint.model}
        match finish:
            case "content_filter":
                raise EndpointFilteredError(**named)
            case "length":
                raise EndpointLengthError(**named)
            case "stop" if not has_text:
                raise EndpointEmptyError(**named)
            case "stop":
                return
            case "" if not has_text:
                raise EndpointEmptyError(**named)
            case _:
                raise EndpointCutError(**named, details=f"finish_reason {finish or 'None'}")


def _listing_fault(error: Exception, endpoint: Endpoint) -> Exception:
    """Say what a failed list of models means: whatever is no list is no such service."""
    found = fault(error, endpoint)
    named: dict[str, Any] = {"host": endpoint.host, "model": endpoint.model}
    if found.id in ("endpoint.model", "endpoint.garbled", "endpoint.request"):
        return NotAServiceError(**named, details=found.details)
    return found


class _Reader:
    """Reads one answer on a thread of its own and puts it into a queue, then None."""

    def __init__(
        self, client: OpenAI, endpoint: Endpoint, received: queue.SimpleQueue[_Item]
    ) -> None:
        self._client: Any = client
        self._endpoint = endpoint
        self._received = received
        self._closed = threading.Event()
        self._stream: Any = None

    def run(self, messages: list[Message], max_tokens: int | None) -> None:
        put = self._received.put
        try:
            for item in self._items(messages, max_tokens):
                if self._closed.is_set():
                    return
                put(item)
            put(None)
        except Exception as error:  # told to the waiting thread, which names it
            put(_Failure(error))
        finally:
            self._close_stream()

    def close(self) -> None:
        """Detach: the thread ends when the server moves, and nobody waits for it."""
        if not self._closed.is_set():
            self._closed.set()
            # Closing can wait for a lock the blocked reader holds.
            threading.Thread(target=self._close_stream, daemon=True, name="endpoint-close").start()

    def _close_stream(self) -> None:
        stream = self._stream
        if stream is not None:
            try:
                stream.close()
            except Exception:  # already broken: that is why it is being closed
                return

    def _items(self, messages: list[Message], max_tokens: int | None) -> Iterator[_Item]:
        stream = self._stream = self._opened(messages, max_tokens)
        kind = str(stream.response.headers.get("content-type", "")).lower()
        if "text/event-stream" in kind:
            for chunk in stream:
                yield from _chunk_items(chunk)
        elif "json" in kind:
            yield from self._whole(stream.response.read())
        elif "html" in kind:
            raise NotAServiceError(host=self._endpoint.host, model=self._endpoint.model)
        else:
            for chunk in stream:
                yield from _chunk_items(chunk)

    def _opened(self, messages: list[Message], max_tokens: int | None) -> Any:  # noqa: ANN401
        """Ask with the tokens counted and a system message; without where these are refused."""
        import openai

        asked: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": _wired(messages),
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if max_tokens:
            asked["max_tokens"] = max_tokens
        while True:
            try:
                return self._client.chat.completions.create(**asked)
            except openai.APIStatusError as error:
                said = str(error).lower()
                if "stream_options" in said and "stream_options" in asked:
                    del asked["stream_options"]
                elif "system" in said and "role" in said and messages[0].role == "system":
                    # The templates of some models (Gemma's) know no system message.
                    messages = _without_system(messages)
                    asked["messages"] = _wired(messages)
                else:
                    raise

    def _whole(self, data: bytes) -> Iterator[_Item]:
        """Take the answer of a server that does not stream."""
        named: dict[str, Any] = {"host": self._endpoint.host, "model": self._endpoint.model}
        try:
            answer = json.loads(data)
            choice = answer["choices"][0]
            text = choice["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EndpointGarbledError(**named, details=repr(error)) from error
        yield Text(str(text or ""))
        yield _Finish(str(choice.get("finish_reason") or ""))


def _wired(messages: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": m.role, "content": m.content} for m in messages]


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """Give a chat whose first order holds what the system message said."""
    system, first, *rest = messages
    return [Message(first.role, f"{system.content}\n\n{first.content}"), *rest]


def _chunk_items(chunk: object) -> Iterator[_Item]:
    """Give what a chunk holds; one without choices may still hold the usage."""
    usage = getattr(chunk, "usage", None)
    if usage is not None:
        yield Usage(_count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))
    for choice in cast("list[Any]", getattr(chunk, "choices", None) or [])[:1]:
        delta = getattr(choice, "delta", None)
        for name in ("reasoning_content", "reasoning"):
            thought = getattr(delta, name, None)
            if isinstance(thought, str) and thought:
                yield Thought(thought)
                break
        content = getattr(delta, "content", None)
        if isinstance(content, str) and content:
            yield Text(content)
        if choice.finish_reason:
            yield _Finish(str(choice.finish_reason))


def _count(usage: object, name: str) -> int:
    value = getattr(usage, name, 0)
    return value if isinstance(value, int) else 0
