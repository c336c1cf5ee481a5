"""The first draft: one streaming answer, shown word by word with its quotations restored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.errors import EndpointError
from desktop_app.events import Delta, Event
from desktop_app.writers.ai.client import Text
from desktop_app.writers.ai.stream import Cleaner, cleaned
from desktop_app.writers.ai.talk import Resumed

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from desktop_app.writers.ai.client import Message
    from desktop_app.writers.ai.stream import Chat
    from desktop_app.writers.ai.talk import Talk
    from desktop_app.writers.ai.vault import Restorer, Vault


@dataclass
class Shown:
    """The way of an answer's words to the preview."""

    chat: Chat
    vault: Vault
    _cleaner: Cleaner | None = None
    _restorer: Restorer | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing has come since the last `finish`."""
        return self._cleaner is None

    def feed(self, text: str) -> str:
        """Give what can be shown now."""
        if self._cleaner is None or self._restorer is None:
            self._cleaner, self._restorer = Cleaner(self.chat), self.vault.incremental()
        return self._restorer.feed(self._cleaner.feed(text))

    def finish(self) -> str:
        """Give the rest, and be ready for another answer."""
        if self._cleaner is None or self._restorer is None:
            return ""
        rest = self._restorer.feed(self._cleaner.finish()) + self._restorer.finish()
        self._cleaner = self._restorer = None
        return rest


def draft(
    talk: Talk, messages: Sequence[Message], words: int, chat: Chat, vault: Vault
) -> Generator[Event, None, str]:
    """Ask for a text and show it as it comes; give it cleaned, with its tokens still in it.

    Raises EndpointError; what had come has then been shown.
    """
    shown = Shown(chat, vault)
    asking = talk.ask(messages, words)
    try:
        while True:
            try:
                said = next(asking)
            except StopIteration as end:
                if rest := shown.finish():
                    yield Delta(rest)
                return cleaned(end.value, chat)
            match said:
                case Text(text):
                    if text.strip() or not shown.empty:
                        visible = shown.feed(text)
                        if visible:
                            yield Delta(visible)
                case Resumed():
                    if not shown.empty:
                        yield Delta(shown.finish().rstrip("\n") + "\n\n")
                case _:
                    yield said
    except EndpointError:
        if rest := shown.finish():
            yield Delta(rest)
        raise
    finally:
        asking.close()
