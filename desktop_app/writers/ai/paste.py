"""Without any key: the whole order for a chat window, and the article out of its answer.

Both halves number the quotations by the sources alone, so nothing has to be remembered between
them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.errors import ReplyError
from desktop_app.model import Article, Brief, Source, WriterSummary, Written
from desktop_app.writers.ai.repair import Desk
from desktop_app.writers.ai.reply import section_in, standfirst_of
from desktop_app.writers.ai.sections import sections, stems
from desktop_app.writers.ai.stream import Chat, cleaned
from desktop_app.writers.ai.vault import vault_of
from desktop_app.writers.ai.writer import article_from_text, thin_notice

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from desktop_app.events import Event
    from desktop_app.model import Assessment
    from desktop_app.writers.ai.prompts import Prompts
    from desktop_app.writers.ai.sections import Section
    from desktop_app.writers.ai.writer import Complete
    from desktop_app.writers.base import Assess


# Half of the shorter one's words in common: a rewrite keeps most, another section shares a third.
ALIKE = 0.5


class Clipboard:
    """The road through a chat window: orders out, answers in."""

    def __init__(
        self, prompts: Prompts, complete: Complete, word_list: Callable[[str], Iterable[str]]
    ) -> None:
        """Take the templates, what fills the card, and the reader of word lists."""
        self._prompts = prompts
        self._complete = complete
        self._chat = Chat.load(word_list)

    def order_for(self, sources: tuple[Source, ...], brief: Brief) -> str:
        """Give the whole order for a chat window, quotations sealed."""
        order = self._prompts.whole_order(sources, brief, vault_of(sources))
        return f"{self._prompts.templates['systeme']}\n\n{order}\n"

    def article_from_reply(self, reply: str, sources: tuple[Source, ...], brief: Brief) -> Written:
        """Give the article in a chat window's answer, quotations restored.

        Raises ReplyError when there is no text in it.
        """
        text = cleaned(reply, self._chat)
        article = article_from_text(text, vault_of(sources), sources, brief, self._complete)
        if not article.body.strip():
            raise ReplyError(path="")
        return Written(article, summary=WriterSummary("ai", host=None, local=True))

    def repair_order(
        self,
        article: Article,
        assessment: Assessment,
        sources: tuple[Source, ...],
        brief: Brief,
    ) -> str:
        """Give the order to rewrite just the sections that fail; "" when none does."""
        desk = self._desk(sources, brief)
        tasks = sorted(desk.tasks(article, assessment), key=lambda task: task.section)
        if not tasks:
            return ""
        head = self._prompts.phrase("reprise_en_tete")
        orders = [desk.order(article, task) for task in tasks]
        if len(orders) > 1:
            say, total = self._prompts.phrase, len(orders)
            heads = (say("reprise_numero", numero=n, total=total) for n in range(1, total + 1))
            orders = [f"{head}\n\n{order}" for head, order in zip(heads, orders, strict=True)]
        return "\n\n".join([self._prompts.templates["systeme"], head, *orders]) + "\n"

    def repaired(
        self, reply: str, article: Article, sources: tuple[Source, ...], brief: Brief
    ) -> Article:
        """Give the article with the sections of an answer to `repair_order` put in.

        A section belongs where its heading stands; without one, at the article's opening; under a
        new heading, where the text is most like it. Raises ReplyError when none fits.
        """
        text = self._desk(sources, brief).vault.restore(cleaned(reply, self._chat)).text
        answered = sections(section_in(text, "", may_head=True))
        parts = sections(article.body)
        homes = _homes(answered, parts)
        if not homes:
            raise ReplyError(path="")
        pieces = [
            answered[homes[number]].markdown if number in homes else part.markdown
            for number, part in enumerate(parts)
        ]
        return _with_sections(article, pieces)

    def _desk(self, sources: tuple[Source, ...], brief: Brief) -> Desk:
        return Desk(self._prompts, vault_of(sources), self._chat, sources, brief, self._complete)


class PastedWriter:
    """Gives the article of a chat window's answer; a `writers.base.Writer` that asks nobody."""

    def __init__(
        self,
        clipboard: Clipboard,
        reply: str,
        suggest: Callable[[tuple[Source, ...]], str] | None = None,
    ) -> None:
        """Take the answer, and what finds a keyphrase where the brief names none."""
        self._suggest = suggest
        self._clipboard = clipboard
        self._reply = reply

    def write(
        self, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        """Take the answer; raises ReplyError."""
        yield from thin_notice(sources, brief)
        if brief.keyphrase is None and self._suggest is not None:
            brief = replace(brief, keyphrase=self._suggest(sources) or None)
        return self._clipboard.article_from_reply(self._reply, sources, brief)


def _with_sections(article: Article, pieces: list[str]) -> Article:
    body = "\n\n".join(piece.strip() for piece in pieces if piece.strip())
    return replace(article, body=body, standfirst=standfirst_of(body))


def _homes(answered: Sequence[Section], parts: Sequence[Section]) -> dict[int, int]:
    """Give by number the section of an answer that takes the place of each part of an article."""
    by_heading = {_key(part.heading): number for number, part in enumerate(parts)}
    homes: dict[int, int] = {}
    renamed: list[int] = []
    for number, section in enumerate(answered):
        home = by_heading.get(_key(section.heading))
        if home is None:
            renamed.append(number)
        else:
            homes[home] = number
    for number in renamed:
        said = stems(answered[number].markdown)
        free = [n for n, part in enumerate(parts) if n not in homes and part.has_heading]
        alike = {n: _alike(said, stems(parts[n].markdown)) for n in free}
        best = max(free, key=lambda n: alike[n], default=None)
        if best is not None and alike[best] >= ALIKE:
            homes[best] = number
    return homes


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _key(heading: str) -> str:
    return " ".join(heading.lower().replace("’", "'").split())
