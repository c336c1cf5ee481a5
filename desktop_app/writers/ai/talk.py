"""Asking the model and getting a whole answer: tries again where that helps, counts what it costs.

A stream that breaks off is taken up again from its last whole paragraph. Everything is told as
events while it happens; the answer is what the generator returns.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from desktop_app.errors import (
    EndpointBudgetError,
    EndpointEmptyError,
    EndpointEndlessError,
    EndpointError,
    EndpointRepeatsError,
)
from desktop_app.events import Event, Progress, Reasoning, Retry, Spent
from desktop_app.writers.ai.client import Message, Text, Thought, Tick, Usage
from desktop_app.writers.ai.stream import Guard, ReasoningSplitter
from desktop_app.writers.ai.tokens import estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from desktop_app.writers.ai.client import Piece
    from desktop_app.writers.ai.endpoint import Endpoint

# How often each fault may be tried again; what is not here fails at once, and says so.
RETRIES: Mapping[str, int] = MappingProxyType(
    {
        "endpoint.timeout": 1,
        "endpoint.rate": 3,
        "endpoint.server": 3,
        "endpoint.cut": 3,
        "endpoint.length": 2,
        "endpoint.garbled": 2,
        "endpoint.empty": 1,
        "endpoint.repeats": 1,
    }
)
MOST_RETRIES = 3
TICK = 0.05
LONGEST_THOUGHT = 400_000
# An answer four times as long as asked for has no end in sight; in characters.
LIMIT_A_WORD = 25
LEAST_LIMIT = 2_500


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost, and how long to wait before each new try, in seconds.

    `longest_wait` is the longest `Retry-After` that is waited for.
    """

    requests: int = 20
    tokens: int = 100_000
    waits: tuple[float, ...] = (1.0, 4.0, 10.0)
    longest_wait: float = 60.0


class Asks(Protocol):
    """What a talk needs of a client."""

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that is asked."""
        ...

    def ask(
        self, messages: Sequence[Message], max_tokens: int | None = None
    ) -> Generator[Piece, None, Usage]:
        """Stream one answer."""
        ...


@dataclass(frozen=True, slots=True)
class Resumed:
    """The answer is taken up again after `kept`, its last whole paragraphs, cleaned.

    `at_once` when what came beyond was no text at all.
    """

    kept: str = ""
    at_once: bool = False


@dataclass
class Bill:
    """What a job has cost so far; tokens are estimated where the service does not count them."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.prompt_tokens + self.completion_tokens


@dataclass
class _Answer:
    """What one request has said so far after `kept`, and what the service counted at its end."""

    kept: str = ""
    text: str = ""
    usage: Usage = field(default_factory=Usage)


Said = Event | Text | Resumed


@dataclass
class Talk:
    """The requests of one job."""

    client: Asks
    limits: Limits
    resume: str
    clean: Callable[[str], str]
    spent: Bill = field(default_factory=Bill)

    def affords(self, messages: Sequence[Message], words: int) -> bool:
        """Tell whether a request, and an answer of so many words, stay below the ceilings."""
        needed = sum(estimate(m.content) for m in messages) + words * 2
        return (
            self.spent.requests < self.limits.requests
            and self.spent.tokens + needed <= self.limits.tokens
        )

    def ask(
        self, messages: Sequence[Message], words: int, *, resumes: bool = True
    ) -> Generator[Said, None, str]:
        """Ask until the answer is whole; raises EndpointError when that cannot be had.

        `words` is about how long the answer should be. With `resumes`, a broken answer is
        continued; otherwise it is asked for anew.
        """
        kept, failures, seen = "", 0, dict[str, int]()
        while True:
            answer = _Answer(kept)
            try:
                yield from self._once(_continued(messages, kept, self.resume), words, answer)
                return self._joined(kept, answer.text)
            except EndpointError as error:
                failures += 1
                seen[error.id] = seen.get(error.id, 0) + 1
                wait = self._wait(error, failures, seen[error.id])
                if wait is None:
                    raise
                if resumes:
                    kept = self.clean(_whole_paragraphs(self._joined(kept, answer.text)))
                yield Retry(failures, MOST_RETRIES, wait, error.info())
                yield from _pause(wait)
                yield Resumed(kept)

    def _once(
        self, messages: Sequence[Message], words: int, answer: _Answer
    ) -> Generator[Said, None, None]:
        if not self.affords(messages, 0):
            raise EndpointBudgetError(
                host=self.client.endpoint.host,
                model=self.client.endpoint.model,
                requests=self.limits.requests,
                tokens=self.limits.tokens,
            )
        self.spent.requests += 1
        yield self._told()
        said, guard = _Thoughts(), Guard(max(LEAST_LIMIT, words * LIMIT_A_WORD))
        pieces = self.client.ask(messages)
        try:
            yield from self._listen(pieces, answer, said, guard)
        finally:
            pieces.close()
            self._count(messages, answer, said.size)
        yield self._told()

    def _told(self) -> Spent:
        spent, limits = self.spent, self.limits
        return Spent(spent.requests, limits.requests, spent.tokens, limits.tokens)

    def _listen(
        self,
        pieces: Generator[Piece, None, Usage],
        answer: _Answer,
        thoughts: _Thoughts,
        guard: Guard,
    ) -> Generator[Said, None, None]:
        splitter = ReasoningSplitter()
        while True:
            try:
                piece = next(pieces)
            except StopIteration as end:
                answer.usage = end.value
                break
            match piece:
                case Tick():
                    yield Progress(None)
                case Thought(text):
                    thoughts.size += len(text)
                    yield Reasoning(text)
                    self._watch_thoughts(thoughts)
                case Text(text):
                    for kind, part in splitter.feed(text):
                        yield from self._part(kind, part, answer, thoughts, guard)
        for kind, part in splitter.finish():
            yield from self._part(kind, part, answer, thoughts, guard)
        if not answer.text.strip():
            endpoint = self.client.endpoint
            raise EndpointEmptyError(host=endpoint.host, model=endpoint.model)

    def _part(
        self, kind: str, part: str, answer: _Answer, thoughts: _Thoughts, guard: Guard
    ) -> Generator[Said, None, None]:
        if kind == "thought":
            thoughts.size += len(part)
            yield Reasoning(part)
            self._watch_thoughts(thoughts)
            return
        if kind == "no_text":
            thoughts.size += len(answer.text)
            if answer.text:
                yield Reasoning(answer.text)
                yield Resumed(answer.kept, at_once=True)
            answer.text = ""
            guard.forget()
            return
        answer.text += part
        wrong = guard.feed(part)
        named = {"host": self.client.endpoint.host, "model": self.client.endpoint.model}
        if wrong == "endless":
            raise EndpointEndlessError(**named, words=len(answer.text.split()))
        if wrong == "repeats":
            answer.text = answer.text[: guard.repeated_from()]
            raise EndpointRepeatsError(**named)
        yield Text(part)

    def _watch_thoughts(self, thoughts: _Thoughts) -> None:
        if thoughts.size > LONGEST_THOUGHT:
            endpoint = self.client.endpoint
            raise EndpointEndlessError(host=endpoint.host, model=endpoint.model, words=0)

    def _count(self, messages: Sequence[Message], answer: _Answer, thought: int) -> None:
        usage = answer.usage
        sent = sum(estimate(m.content) for m in messages)
        came = estimate(answer.text) + thought // 3
        self.spent.prompt_tokens += usage.prompt or sent
        self.spent.completion_tokens += usage.completion or came

    def _wait(self, error: EndpointError, failures: int, same: int) -> float | None:
        """Give the seconds to wait before the next try; None when there is to be none."""
        if failures > MOST_RETRIES or same > RETRIES.get(error.id, 0):
            return None
        if self.spent.requests >= self.limits.requests:
            return None
        own = self.limits.waits[min(failures, len(self.limits.waits)) - 1]
        asked = (
            error.params.get("seconds") if error.id in ("endpoint.rate", "endpoint.server") else 0
        )
        asked = float(asked) if isinstance(asked, (int, float)) else 0.0
        return None if asked > self.limits.longest_wait else max(own, asked)

    def _joined(self, kept: str, more: str) -> str:
        """Join an answer with its continuation, which may repeat some of it or begin anew."""
        if not kept:
            return more
        added = self.clean(more)
        first, last = (
            kept.strip().split("\n", 1)[0].strip(),
            kept.strip().rsplit("\n", 1)[-1].strip(),
        )
        if first and added.startswith(first):
            return added if len(added) >= len(kept) else kept
        if last and added.startswith(last):
            added = added[len(last) :].lstrip()
        return f"{kept.rstrip()}\n\n{added}" if added else kept


@dataclass
class _Thoughts:
    size: int = 0


def _continued(messages: Sequence[Message], kept: str, resume: str) -> list[Message]:
    if not kept.strip():
        return list(messages)
    return [*messages, Message("assistant", kept), Message("user", resume)]


def _whole_paragraphs(text: str) -> str:
    """Give a text up to its last blank line: what comes after may be half a paragraph."""
    return text[: text.rstrip(" ").rfind("\n\n") + 1].rstrip()


def _pause(seconds: float) -> Generator[Event, None, None]:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(TICK, left))
        yield Progress(None)
