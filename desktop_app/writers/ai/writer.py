"""The AI writer: draft, verify, repair; every event of it told, nothing it wrote ever lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from desktop_app.document import count_words
from desktop_app.errors import EndpointError, EndpointTooLongError
from desktop_app.events import Event, Notice, Progress, Rewound
from desktop_app.model import Article, Brief, Source, WriterSummary, Written
from desktop_app.writers.ai.draft import Shown, draft
from desktop_app.writers.ai.outline import in_sections
from desktop_app.writers.ai.prompts import THIN_SHARE, aim
from desktop_app.writers.ai.repair import Desk, Repairs
from desktop_app.writers.ai.reply import article_in, known_addresses, without_invented_links
from desktop_app.writers.ai.stream import Chat, cleaned
from desktop_app.writers.ai.talk import Asks, Limits, Talk
from desktop_app.writers.ai.titles import with_keyphrase
from desktop_app.writers.ai.tokens import estimate, for_words
from desktop_app.writers.ai.vault import vault_of

if TYPE_CHECKING:
    from desktop_app.model import Finding
    from desktop_app.writers.ai.prompts import Prompts
    from desktop_app.writers.ai.vault import Vault
    from desktop_app.writers.base import Assess

Complete = Callable[[Article, tuple[Source, ...], Brief], Article]
ROOM_FOR_WORDS = 1.25
# Below this many tokens for what was sent, the server has cut the order: no vocabulary takes more
# than six characters of French a token.
CHARACTERS_A_TOKEN_AT_MOST = 6.0
WORTH_LOOKING = 1500
# What Ollama gives a model unless told otherwise.
SMALL_CONTEXT = 4_096
TICK = 0.05


class Endable(Asks, Protocol):
    """A client that holds something open."""

    def close(self) -> None:
        """Let it go."""
        ...


class AiWriter:
    """Writes an article with a model; a `writers.base.Writer`.

    `make_client` is called when a job starts: it loads the client library, or a local model.
    `complete` fills what a model leaves out of the card (SEO title, description, slug, keyphrase).
    """

    def __init__(
        self,
        make_client: Callable[[], Endable],
        prompts: Prompts,
        complete: Complete,
        word_list: Callable[[str], Iterable[str]],
        limits: Limits | None = None,
        suggest: Callable[[tuple[Source, ...]], str] | None = None,
    ) -> None:
        """Take what a job needs; connects to nothing yet.

        `suggest` finds a keyphrase in the sources where the brief names none.
        """
        self._suggest = suggest
        self._make_client = make_client
        self._prompts = prompts
        self._complete = complete
        self._chat = Chat.load(word_list)
        self._limits = limits or Limits()

    def write(
        self, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        """Write, check and repair; raises EndpointError when no whole draft can be had."""
        yield from thin_notice(sources, brief)
        if brief.keyphrase is None and self._suggest is not None:
            brief = replace(brief, keyphrase=self._suggest(sources) or None)
        client = yield from _made(self._make_client)
        try:
            return (yield from self._job(client, sources, brief, assess))
        finally:
            client.close()

    def repair(
        self,
        article: Article,
        sources: tuple[Source, ...],
        brief: Brief,
        assess: Assess,
        only: Finding | None = None,
    ) -> Generator[Event, None, Written]:
        """Mend an article that stands: the section `only` is about, or all that can be mended."""
        client = yield from _made(self._make_client)
        try:
            desk = self._desk(vault_of(sources), sources, brief)
            repairs = Repairs(desk, self._talk(client), assess, article, only)
            yield from repairs.run()
            return Written(repairs.article, summary=_summary(repairs, client))
        finally:
            client.close()

    def _talk(self, client: Endable) -> Talk:
        resume = self._prompts.templates["suite"]
        return Talk(client, self._limits, resume, lambda text: cleaned(text, self._chat))

    def _desk(self, vault: Vault, sources: tuple[Source, ...], brief: Brief) -> Desk:
        return Desk(self._prompts, vault, self._chat, sources, brief, self._complete)

    def _job(
        self, client: Endable, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        vault = vault_of(sources)
        talk = self._talk(client)
        text = yield from self._draft(talk, sources, brief, vault)
        found = article_from_text(text, vault, sources, brief, self._complete)
        repairs = Repairs(self._desk(vault, sources, brief), talk, assess, found)
        yield from repairs.run()
        return Written(repairs.article, summary=_summary(repairs, client))

    def _draft(
        self, talk: Talk, sources: tuple[Source, ...], brief: Brief, vault: Vault
    ) -> Generator[Event, None, str]:
        """Write in one go where the model's context allows it, else section by section."""
        wanted = aim(brief, sources)
        messages = self._prompts.messages(self._prompts.whole_order(sources, brief, vault))
        sent = sum(estimate(m.content) for m in messages)
        context = talk.client.endpoint.context
        needed = sent + for_words(round(wanted * ROOM_FOR_WORDS))
        if context is not None and needed > context:
            yield Notice("ai.by_sections", {"needed": needed, "context": context})
            return (
                yield from in_sections(
                    talk, self._prompts, sources, brief, vault, self._chat, context
                )
            )
        try:
            text = yield from draft(talk, messages, wanted, Shown(self._chat, vault))
        except EndpointTooLongError as error:
            if talk.spent.requests > 1:
                raise
            smaller = context or needed
            error.params.update(needed=needed, context=smaller)
            yield Notice("ai.by_sections", {"needed": needed, "context": smaller // 2})
            return (
                yield from in_sections(
                    talk, self._prompts, sources, brief, vault, self._chat, smaller // 2
                )
            )
        characters = sum(len(m.content) for m in messages)
        counted = talk.spent.prompt_tokens
        if sent > WORTH_LOOKING and characters / max(1, counted) > CHARACTERS_A_TOKEN_AT_MOST:
            yield Notice("ai.cut_by_server", {"sent": sent, "counted": counted})
            smaller = min(context or SMALL_CONTEXT, SMALL_CONTEXT)
            try:
                return (
                    yield from in_sections(
                        talk, self._prompts, sources, brief, vault, self._chat, smaller
                    )
                )
            except EndpointError as error:
                # Half a source made a whole article; the checks will say what it leaves out.
                yield Notice(f"error.{error.id}", dict(error.params))
                yield Rewound(vault.restore(text).text)
        return text


def _summary(repairs: Repairs, client: Endable) -> WriterSummary:
    spent, endpoint = repairs.talk.spent, client.endpoint
    return WriterSummary(
        "ai",
        endpoint.host,
        endpoint.is_local,
        endpoint.model,
        spent.requests,
        repairs.kept,
        spent.prompt_tokens,
        spent.completion_tokens,
    )


@dataclass
class _Making:
    """A client that is being made on a thread of its own."""

    make: Callable[[], Endable]
    client: Endable | None = None
    error: BaseException | None = None
    unwanted: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Make it; one nobody waits for any more is closed again."""
        try:
            client = self.make()
            self.client = client
            if self.unwanted:
                client.close()
        except BaseException as error:  # raised again where it is waited for
            self.error = error
        finally:
            self.done.set()


def _made(make: Callable[[], Endable]) -> Generator[Event, None, Endable]:
    """Make a client without blocking: loading a library or a model takes its time."""
    making = _Making(make)
    threading.Thread(target=making.run, daemon=True, name="endpoint-start").start()
    try:
        while not making.done.wait(TICK):
            yield Progress(None)
    except GeneratorExit:
        making.unwanted = True
        if making.done.is_set() and making.client is not None:
            making.client.close()
        raise
    if making.error is not None:
        raise making.error
    assert making.client is not None
    return making.client


def article_from_text(
    text: str, vault: Vault, sources: tuple[Source, ...], brief: Brief, complete: Complete
) -> Article:
    """Give the article in a cleaned answer: quotations restored, what it leaves out filled in."""
    known = known_addresses(sources, brief)
    article = article_in(without_invented_links(vault.restore(text).text, known))
    keyphrase = brief.keyphrase or article.keyphrase
    return with_keyphrase(complete(replace(article, keyphrase=keyphrase), sources, brief))


def too_thin(sources: tuple[Source, ...], brief: Brief) -> tuple[int, int] | None:
    """Give the sources' words and those wanted where there are fewer than 60 % of them."""
    wanted = brief.length.minimum if brief.length else None
    words = sum(count_words(source.text) for source in sources)
    return (words, wanted) if wanted and words < THIN_SHARE * wanted else None


def thin_notice(sources: tuple[Source, ...], brief: Brief) -> Generator[Event, None, None]:
    """Say it when the sources cannot carry the length wanted, or have to be translated."""
    thin = too_thin(sources, brief)
    if thin is not None:
        yield Notice("ai.thin_source", {"count": thin[0], "wanted": thin[1]})
    if any(source.language not in ("fr", "") for source in sources):
        yield Notice("ai.translated", {})
