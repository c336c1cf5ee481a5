"""The first draft: one streaming answer, shown word by word with its quotations restored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.errors import EndpointError
from desktop_app.events import Delta, Event, Rewound
from desktop_app.writers.ai.client import Text
from desktop_app.writers.ai.stream import Cleaner, cleaned
from desktop_app.writers.ai.talk import Resumed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from desktop_app.writers.ai.client import Message
    from desktop_app.writers.ai.stream import Chat
    from desktop_app.writers.ai.talk import Talk
    from desktop_app.writers.ai.vault import Restorer, Vault


@dataclass
class Joint:
    """Where a continuation meets `kept`: it may begin by saying the last line, or all, again."""

    kept: str
    anew: bool = field(default=False, init=False)
    _held: str = field(default="", init=False)
    _passed: bool = field(default=False, init=False)
    _begun: bool = field(default=False, init=False)

    def feed(self, text: str, *, final: bool = False) -> str:
        """Give what follows `kept`, or with `anew` what takes its place; "" until that is clear."""
        if self._passed:
            return self._first(text)
        self._held = (self._held + text).lstrip()
        first, last = self.kept.split("\n", 1)[0], self.kept.rsplit("\n", 1)[-1]
        undecided = any(line.startswith(self._held) for line in (first, last))
        if undecided and not final:
            return ""
        self._passed, held = True, self._held
        if first and held.startswith(first):
            self.anew = True
            return held
        return self._first(held[len(last) :] if last and held.startswith(last) else held)

    def _first(self, text: str) -> str:
        """Give a piece; the blank lines of the joint are there already."""
        text = text if self._begun else text.lstrip()
        self._begun = self._begun or bool(text)
        return text


@dataclass
class Shown:
    """The way of an answer's words to the preview, after the text `before` that stands there."""

    chat: Chat
    vault: Vault
    before: str = ""
    _cleaner: Cleaner | None = None
    _restorer: Restorer | None = None
    _joint: Joint | None = None
    _stands: str | None = None

    def feed(self, text: str) -> Iterator[Event]:
        """Show what can be shown now."""
        if self._cleaner is None or self._restorer is None:
            if not text.strip():
                return
            self._cleaner, self._restorer = Cleaner(self.chat), self.vault.incremental()
        yield from self._joined(self._cleaner.feed(text), self._restorer)

    def finish(self) -> Iterator[Event]:
        """Show the rest."""
        if self._cleaner is not None and self._restorer is not None:
            yield from self._joined(self._cleaner.finish(), self._restorer, final=True)
            yield from self._delta(self._restorer.finish())
        self._cleaner = self._restorer = None

    def resume(self, kept: str, *, at_once: bool = False) -> Iterator[Event]:
        """Take the answer up again after what was kept of it.

        What was shown beyond stays until its continuation comes, which may never be; `at_once` when
        it was no text.
        """
        yield from self.finish()
        self._joint = Joint(kept) if kept else None
        self._stands = self.before + (f"{self.vault.restore(kept).text}\n\n" if kept else "")
        if at_once:
            yield from self._rewound()

    def _joined(self, text: str, restorer: Restorer, *, final: bool = False) -> Iterator[Event]:
        if self._joint is not None:
            text = self._joint.feed(text, final=final)
            if self._joint.anew:
                self._joint, self._stands = None, self.before
        yield from self._delta(restorer.feed(text))

    def _delta(self, text: str) -> Iterator[Event]:
        if text:
            yield from self._rewound()
            yield Delta(text)

    def _rewound(self) -> Iterator[Event]:
        if self._stands is not None:
            stands, self._stands = self._stands, None
            yield Rewound(stands)


def draft(
    talk: Talk, messages: Sequence[Message], words: int, shown: Shown
) -> Generator[Event, None, str]:
    """Ask for a text and show it as it comes; give it cleaned, with its tokens still in it.

    Raises EndpointError; what had come has then been shown.
    """
    asking = talk.ask(messages, words)
    try:
        while True:
            try:
                said = next(asking)
            except StopIteration as end:
                yield from shown.finish()
                return cleaned(end.value, shown.chat)
            match said:
                case Text(text):
                    yield from shown.feed(text)
                case Resumed(kept, at_once):
                    yield from shown.resume(kept, at_once=at_once)
                case _:
                    yield said
    except EndpointError:
        yield from shown.finish()
        raise
    finally:
        asking.close()
