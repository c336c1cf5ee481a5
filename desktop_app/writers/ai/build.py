"""Makes the AI writer out of what the user chose: an address, a model file, a pasted answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import NoEndpointError
from desktop_app.resources import resource
from desktop_app.writers.ai.client import Client
from desktop_app.writers.ai.endpoint import TIMEOUT, base_url, endpoint, host_of, is_near
from desktop_app.writers.ai.local import LocalClient, require_gguf
from desktop_app.writers.ai.paste import Clipboard, PastedWriter
from desktop_app.writers.ai.prices import Forecast, Prices
from desktop_app.writers.ai.prompts import Prompts, aim
from desktop_app.writers.ai.tokens import estimate, for_words
from desktop_app.writers.ai.writer import AiWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop_app.model import AiChoice, Brief, Source
    from desktop_app.writers.ai.known_models import KnownModels
    from desktop_app.writers.ai.talk import Limits
    from desktop_app.writers.ai.writer import Complete
    from desktop_app.writers.base import Writer


@dataclass(frozen=True)
class Kit:
    """What every AI writer is given by the session."""

    complete: Complete
    word_list: Callable[[str], Iterable[str]]
    suggest: Callable[[tuple[Source, ...]], str]
    known: Callable[[], KnownModels]

    def clipboard(self) -> Clipboard:
        """Give the road through a chat window."""
        return Clipboard(prompts(), self.complete, self.word_list)

    def forecast(self, sources: tuple[Source, ...], brief: Brief, choice: AiChoice) -> Forecast:
        """Give about what an article takes and costs; raises EndpointAddressError."""
        order = self.clipboard().order_for(sources, brief)
        tokens = estimate(order), for_words(aim(brief, sources))
        if choice.reply is not None or choice.local_model or not choice.base_url:
            return Forecast(*tokens, online=False)
        url = base_url(choice.base_url)
        if is_near(url):  # nobody is paid for a model of the own network
            return Forecast(*tokens, online=False)
        table = Prices.parse(resource("ai_prices.txt").read_text(encoding="utf-8"))
        return Forecast(*tokens, True, table.cost(url, choice.model, tokens, self.known()))

    def writer(self, choice: AiChoice, limits: Limits | None = None) -> Writer:
        """Give the writer for this choice.

        Raises NoEndpointError, EndpointAddressError, PlainHttpError, HostNotAllowedError or
        LocalModelError before anything is sent.
        """
        if choice.reply is not None:
            return PastedWriter(self.clipboard(), choice.reply, self.suggest)
        return self.ai_writer(choice, limits)

    def ai_writer(self, choice: AiChoice, limits: Limits | None = None) -> AiWriter:
        """Give the writer that asks a model, which can also repair; raises as `writer`."""
        return AiWriter(
            self._client(choice), prompts(), self.complete, self.word_list, limits, self.suggest
        )

    def _client(self, choice: AiChoice) -> Callable[[], Client | LocalClient]:
        timeout = choice.timeout or TIMEOUT
        if choice.local_model:
            path = Path(choice.local_model)
            require_gguf(path)
            return lambda: LocalClient(path, choice.context, timeout)
        if not choice.base_url or not choice.model:
            raise NoEndpointError()
        offer = self.known().of(host_of(base_url(choice.base_url)), choice.model)
        target = endpoint(
            choice.base_url,
            choice.model,
            context=choice.context or (offer.context if offer else None),
            timeout=timeout,
            allowed_hosts=choice.allowed_hosts,
            plain_hosts=choice.plain_hosts,
        )
        return lambda: Client(target)


def prompts() -> Prompts:
    """Read the templates of resources/prompts/."""
    return Prompts.load(lambda name: resource("prompts", name).read_text(encoding="utf-8"))
