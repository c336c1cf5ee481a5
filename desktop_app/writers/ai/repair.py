"""Verify and repair: each section with something wrong is rewritten alone, and kept if better."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop_app.errors import EndpointBudgetError, EndpointError
from desktop_app.events import ArticleReady, Event, Notice, RepairRejected, Stage
from desktop_app.writers.ai.asked import at
from desktop_app.writers.ai.client import Text
from desktop_app.writers.ai.problems import Finder, Task, lost, score
from desktop_app.writers.ai.prompts import fenced
from desktop_app.writers.ai.reply import (
    known_addresses,
    section_in,
    standfirst_of,
    without_invented_links,
)
from desktop_app.writers.ai.sections import Section, Ties, passages, sections
from desktop_app.writers.ai.stream import cleaned
from desktop_app.writers.ai.talk import Resumed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from desktop_app.model import Article, Assessment, Brief, Finding, Source
    from desktop_app.writers.ai.client import Message
    from desktop_app.writers.ai.prompts import Prompts
    from desktop_app.writers.ai.sections import Passage
    from desktop_app.writers.ai.stream import Chat
    from desktop_app.writers.ai.talk import Talk
    from desktop_app.writers.ai.vault import Vault
    from desktop_app.writers.base import Assess

TRIES_A_SECTION = 2
CARD = ("seo_title", "meta_description", "slug", "title")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass
class Desk:
    """What repairs are made with."""

    prompts: Prompts
    vault: Vault
    chat: Chat
    sources: tuple[Source, ...]
    brief: Brief
    complete: Callable[[Article, tuple[Source, ...], Brief], Article]
    passages: list[Passage] = field(init=False)
    finder: Finder = field(init=False)

    def __post_init__(self) -> None:
        """Cut the sources into passages."""
        self.passages = passages(self.sources, self.vault)
        self.finder = Finder(self.prompts, self.vault, self.brief)

    def tasks(self, article: Article, assessment: Assessment) -> list[Task]:
        """Give what is to be mended, the heaviest first."""
        parts = sections(article.body)
        return self.finder.tasks(article, assessment, parts, Ties.of(self.passages, parts))

    def section_of(self, article: Article, finding: Finding) -> int | None:
        """Give the number of the section a finding is about; None when it is about the whole."""
        parts = sections(article.body)
        here = at(parts, finding.where)
        if here is not None or finding.source_where is None:
            return here
        return Ties.of(self.passages, parts).home(finding.source_where)

    def order(self, article: Article, task: Task) -> str:
        """Give the order to rewrite one section."""
        parts = sections(article.body)
        part = parts[task.section]
        under = Ties.of(self.passages, parts).under(task.section, task.passages)
        text = self.vault.seal(part.markdown)
        asked = self.vault.numbers("\n".join([text, *task.lines]))
        # A token of another section would come back from here a second time.
        numbers = [number for number in asked if number not in task.drops]
        given = "\n\n".join(p.sealed for p in under)
        given = self.vault.without(given, set(numbers), self.prompts.phrase("citation_ailleurs"))
        say = self.prompts.phrase
        words = task.words or part.words
        return self.prompts.fill(
            "reprise",
            titre=article.title,
            problemes="\n".join(f"- {line}" for line in task.lines),
            longueur=say("longueur_partie" if task.words else "longueur_gardee", mots=words),
            forme=self._form(part, task, len(parts)),
            citations=self.prompts.quotations(self.vault, numbers, all_of_them=True),
            sources=fenced([given], say("source")),
            partie=fenced([text], say("partie")),
        )

    def _form(self, part: Section, task: Task, parts: int) -> str:
        if part.has_heading:
            return self.prompts.phrase("forme_intertitre")
        whole = task.splits or parts == 1
        return self.prompts.phrase("forme_intertitres" if whole else "forme_sans_intertitre")

    def rewritten(self, article: Article, task: Task, reply: str) -> Article | None:
        """Give the article with a section replaced by a cleaned reply; None for an empty one."""
        parts = sections(article.body)
        part = parts[task.section]
        may_head = part.has_heading or task.splits or len(parts) == 1
        known = f"{article.body}\n{known_addresses(self.sources, self.brief)}"
        restored = without_invented_links(self.vault.restore(reply, expected=()).text, known)
        text = section_in(restored, part.heading, may_head)
        if not text:
            return None
        body = f"{article.body[: part.start]}{text}\n\n{article.body[part.end :]}"
        body = _BLANK_LINES.sub("\n\n", body).strip()
        return replace(article, body=body, standfirst=standfirst_of(body))

    def refreshed(self, article: Article, fields: set[str]) -> Article:
        """Give the article with these fields of its card found anew by rule."""
        emptied = replace(article, **{name: "" for name in fields if name in CARD})
        return self.complete(emptied, self.sources, self.brief)


@dataclass
class Repairs:
    """The loop of one job; afterwards `article` is the best that was reached."""

    desk: Desk
    talk: Talk
    assess: Assess
    article: Article
    only: Finding | None = None
    kept: int = 0
    _tries: list[int] = field(default_factory=list[int])

    def run(self) -> Generator[Event, None, None]:
        """Mend what can be mended; stops when nothing is left, or no try, or no money."""
        assessment = self.assess(self.article)
        fields = self.desk.finder.fields(assessment)
        if fields:
            self.article = self.desk.refreshed(self.article, fields)
            assessment = self.assess(self.article)
        self._tries = [0] * len(sections(self.article.body))
        begun = False
        while (task := self._next(assessment)) is not None:
            messages = self.desk.prompts.messages(self.desk.order(self.article, task))
            words = task.words or sections(self.article.body)[task.section].words
            if not self.talk.affords(messages, words):
                yield Notice("ai.ceiling", {"requests": self.talk.spent.requests})
                return
            if not begun:
                yield ArticleReady(self.article)
                yield Stage("repair")
                begun = True
            self._tries[task.section] += 1
            try:
                reply = yield from self._ask(messages, words)
            except EndpointBudgetError:
                yield Notice("ai.ceiling", {"requests": self.talk.spent.requests})
                return
            except EndpointError as error:
                # The draft is whole: a service that fails now costs the repairs, not the article.
                yield Notice(f"error.{error.id}", dict(error.params))
                yield Notice("ai.repairs_stopped", {})
                return
            assessment = yield from self._judge(task, reply, assessment)

    def _next(self, assessment: Assessment) -> Task | None:
        tasks = self.desk.tasks(self.article, assessment)
        if self.only is not None:
            wanted = self.desk.section_of(self.article, self.only)
            tasks = [task for task in tasks if wanted in (None, task.section)]
        return next((t for t in tasks if self._tries[t.section] < TRIES_A_SECTION), None)

    def _ask(self, messages: Sequence[Message], words: int) -> Generator[Event, None, str]:
        asking = self.talk.ask(messages, words, resumes=False)
        try:
            while True:
                try:
                    said = next(asking)
                except StopIteration as end:
                    return cleaned(end.value, self.desk.chat)
                if not isinstance(said, (Text, Resumed)):
                    yield said
        finally:
            asking.close()

    def _judge(
        self, task: Task, reply: str, before: Assessment
    ) -> Generator[Event, None, Assessment]:
        """Keep a rewrite only if the checks count less wrong in it and no fact is lost."""
        # The opening stands under no heading but the article's title.
        heading = sections(self.article.body)[task.section].heading or self.article.title
        changed = self.desk.rewritten(self.article, task, reply)
        if changed is None:
            yield RepairRejected(heading, "ai.rejected.empty")
            return before
        after = self.assess(changed)
        vault = self.desk.vault
        if lost(before, after):
            yield RepairRejected(heading, "ai.rejected.loses_facts")
            return before
        if score(after, changed, vault) >= score(before, self.article, vault):
            yield RepairRejected(heading, "ai.rejected.no_better")
            return before
        old = len(self._tries)
        new = len(sections(changed.body))
        tries = self._tries[task.section]
        self._tries[task.section : task.section + 1] = [tries] * max(0, 1 + new - old)
        self._tries = (self._tries + [tries] * new)[:new]
        self.article = changed
        self.kept += 1
        yield ArticleReady(changed)
        return after
