"""Orders jobs of the session and shows what they yield."""

from __future__ import annotations

import re
import time
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.events import (
    ArticleReady,
    Delta,
    Done,
    Event,
    Failed,
    FindingsReady,
    Notice,
    Progress,
    Reasoning,
    RepairRejected,
    Retry,
    Rewound,
    Spent,
    Stage,
)
from desktop_app.model import AiChoice, Article, ErrorInfo, Report
from desktop_app.window.announcing import announce
from desktop_app.window.jobs import Dispatcher, JobState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.job import Job
    from desktop_app.model import Finding, Source, Wishes
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

_RECHECK_MS = 900
_QUICK_SECONDS = 3
# The beginning of a word within a piece of text: near enough while it is being written.
_WORD = re.compile(r"(?<=[\s])\w")


class Orders(QObject):
    """Has the article written or checked; one job at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._kind = "write"
        self._means = ""
        self._said = ""
        self._words = 0
        self._article_came = False
        self._streaming_since = 0.0
        self._revision = 0
        self.dispatcher = Dispatcher(self, self._prepare)
        self.dispatcher.happened.connect(self._happened)
        self.dispatcher.state_changed.connect(self._state_changed)
        self._recheck = QTimer(self, singleShot=True, interval=_RECHECK_MS)
        self._recheck.timeout.connect(self.check)

    def write(self) -> None:
        """Have the article written; a text goes to a host only where the user has agreed."""
        if self._desk.work.sources and not self.writing:
            self._desk.intake.when_settled(self._write_as_chosen)

    def _write_as_chosen(self) -> None:
        if self._desk.window.settings.writer() == "ai":
            self._desk.ai.before_writing(lambda: self._write("", None))
        else:
            self._write("", None)

    def take_reply(self, reply: str) -> None:
        """Make the article out of a chat window's answer."""
        if self._desk.work.sources and not self.writing:
            self._write("reply", reply)

    def _write(self, means: str, reply: str | None) -> None:
        sources = self._desk.work.sources
        if not sources or self.writing:
            return
        self._desk.window.editor.flush()
        self._desk.window.notice.hide()
        self._desk.ai.chat.forget()
        self._desk.work.check_only = False
        self._desk.versions.before_writing()
        self._begin("write", means)
        wishes = self._desk.window.settings.wishes()
        if reply is not None:
            wishes = replace(wishes, writer="ai")
        job = self._job(sources, wishes, reply)
        self._start(lambda session, cancelled: session.write(job(cancelled)))

    def _job(
        self, sources: tuple[Source, ...], wishes: Wishes, reply: str | None = None
    ) -> Callable[[Callable[[], bool]], Job]:
        """Give a maker of the job as ordered now; the job's thread makes it."""
        desk = self._desk
        grammar, accepted = desk.grammar, desk.work.accepted
        yoast = desk.session is not None and desk.session.settings.like_yoast

        def job(cancelled: Callable[[], bool]) -> Job:
            from desktop_app.job import Job

            return Job(
                sources,
                wishes,
                grammar=grammar,
                like_yoast=yoast,
                accepted=accepted,
                ai=AiChoice(reply=reply),
                cancelled=cancelled,
            )

        return job

    def _start(self, work: Callable[[Session, Callable[[], bool]], Iterator[Event]]) -> None:
        def steps(cancelled: Callable[[], bool]) -> Iterator[Event]:
            assert self._desk.session is not None
            return work(self._desk.session, cancelled)

        self.dispatcher.start(steps)

    def repair(self, only: Finding | None = None) -> None:
        """« Réparer avec l’IA »: the section a finding is about, or all that can be mended."""
        if self._desk.work.article is not None and self._desk.work.sources and not self.writing:
            self._desk.ai.before_writing(lambda: self._repair(only))

    def _repair(self, only: Finding | None) -> None:
        self._desk.window.editor.flush()
        article, sources = self._desk.work.article, self._desk.work.sources
        if article is None or self.writing:
            return
        self._desk.window.notice.hide()
        self._desk.versions.before_writing()
        self._begin("write", "mend")
        wishes = replace(self.full_wishes(), writer="ai")
        job = self._job(sources, wishes)
        self._start(lambda session, cancelled: session.repair(article, job(cancelled), only))

    def check(self) -> None:
        """Have the article checked as it stands."""
        article = self._desk.work.article
        if article is None or (self.dispatcher.busy and self._kind == "write"):
            return
        self._begin("check")
        sources, wishes = self._desk.work.sources, self.full_wishes()
        job = self._job(sources, wishes)
        self._start(lambda session, cancelled: session.check(article, job(cancelled)))

    def full_wishes(self) -> Wishes:
        """Give the wishes a later check needs: the brief it was written for, and newer wishes."""
        wishes = self._desk.window.settings.wishes()
        if self._desk.work.check_only:
            return wishes
        brief, article = self._desk.work.brief, self._desk.work.article
        written_for = brief.keyphrase or (article.keyphrase if article else None)
        return replace(
            wishes,
            keyphrase=wishes.keyphrase or written_for,
            keywords=wishes.keywords if wishes.keywords is not None else brief.keywords,
            length=wishes.length or brief.length,
            tone=wishes.tone or brief.tone,
            audience=wishes.audience if wishes.audience is not None else brief.audience,
            writer=wishes.writer or brief.writer,
        )

    def check_soon(self) -> None:
        """Check once the user pauses."""
        self._recheck.start()

    def forget(self) -> None:
        """Cancel the job and any check that was to come."""
        self._recheck.stop()
        self.dispatcher.cancel()

    @property
    def writing(self) -> bool:
        """Tell whether an article is being written."""
        return self.dispatcher.busy and self._kind == "write"

    def _begin(self, kind: str, means: str = "") -> None:
        self._recheck.stop()
        self._kind = kind
        self._desk.window.status.spoken = kind == "write"
        self._means = means
        self._said = ""
        self._article_came = kind == "check"
        self._streaming_since = 0.0
        self._revision = self._desk.work.revision

    def _prepare(self, event: Event) -> None:
        """On the job's thread: parse what the GUI thread will show, so that it need not."""
        if isinstance(event, ArticleReady):
            from desktop_app.document import parse

            parse(event.article.body, self._desk.window.preview.cache)

    def _state_changed(self, _job: int, state: JobState) -> None:
        tr = self._desk.messages.text
        status = self._desk.window.status
        if state is JobState.QUEUED:
            status.begin(tr("window.stage.queued"))
        elif state is JobState.RUNNING:
            status.show_stage(tr(f"window.stage.{self._kind}"))
        elif state is JobState.CANCELLED:
            status.finish(tr("window.status.cancelled") if self._kind == "write" else "")
            self._keep_partial()
        elif state is JobState.FAILED:
            status.finish("")
        elif state is JobState.DONE:
            status.finish(tr("window.status.done"))
            if self._kind == "write":
                announce(status, self._desk.window.review.heading.text())
        self._desk.window.editor.setEnabled(not self.writing)
        self._desk.update()

    def _keep_partial(self) -> None:
        """Keep what was streamed before a stop; else show what stood before."""
        preview = self._desk.window.preview
        preview.end_writing()
        if self._kind != "write" or self._article_came or not self._streaming_since:
            return
        self._streaming_since = 0.0
        if preview.written.strip():
            self._desk.work.set_article(self._begun(preview.written))
            self.check_soon()
        else:
            preview.show_article(self._desk.work.article)

    def _happened(self, _job: int, event: Event) -> None:
        tr, status = self._desk.messages.text, self._desk.window.status
        match event:
            case Stage(name):
                self._say_stage(tr(f"window.stage.{name}"))
            case Progress(share):
                if share is not None:
                    status.progress(share)
            case Delta(text):
                self._stream(text)
            case Rewound(text):
                self._rewind(text)
            case Spent():
                status.spent.setText(tr("ai.spent", asdict(event)))
            case Reasoning():
                self._say_stage(tr("window.stage.reasoning"))
            case Retry():
                self._retried(event)
            case RepairRejected(heading, reason):
                status.stage.setToolTip(tr(reason, heading=heading))
            case Notice(message, params):
                self._desk.window.notice.say(self._desk.messages.text(message, params))
            case ArticleReady(article):
                self._article_ready(article)
            case FindingsReady(assessment):
                if self._revision == self._desk.work.revision:
                    self._desk.work.assess(assessment)
            case Done(report):
                self._done(report)
            case Failed(error, report):
                self._failed(error, report)
            case _:
                pass

    def _say_stage(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self._desk.window.status.show_stage(words)

    def _retried(self, retry: Retry) -> None:
        tr = self._desk.messages.text
        why = tr(f"error.{retry.error.id}", retry.error.params)
        again = tr("ai.retrying", attempt=retry.attempt, of=retry.of, wait=round(retry.wait))
        self._say_stage(f"{why} {again}")

    def _stream(self, text: str) -> None:
        self._say_stage(self._desk.messages.text("window.stage.write"))
        if not self._streaming_since:
            self._streaming_since = time.monotonic()
            self._words = 0
            self._desk.window.right.setCurrentWidget(self._desk.window.preview)
            self._desk.window.preview.begin_writing()
        self._desk.window.preview.append(text)
        self._words += _WORD.subn("", text)[1]
        self._desk.window.status.count(self._words)

    def _rewind(self, text: str) -> None:
        if self._streaming_since:
            self._desk.window.preview.rewind(text)
            self._words = _WORD.subn("", f" {text}")[1]
            self._desk.window.status.count(self._words)

    def _article_ready(self, article: Article) -> None:
        if self._kind == "check":
            self._adopt_keyphrase(article.keyphrase)
            return
        quick = time.monotonic() - self._streaming_since < _QUICK_SECONDS
        preview = self._desk.window.preview
        preview.end_writing()
        if self._means != "mend" or article != self._desk.work.article:
            self._desk.work.set_article(article, amends=self._article_came)
            self._article_came = True
        self._revision = self._desk.work.revision
        if self._means == "mend":
            return
        self._desk.window.settings.show_found_keyphrase(article.keyphrase)
        # In a turn of its own: the panes are laid out anew.
        QTimer.singleShot(0, self, self._desk.window.make_room_for_review)
        self._desk.window.right.setCurrentWidget(preview)
        if quick or not self._streaming_since:
            preview.verticalScrollBar().setValue(0)

    def _begun(self, text: str) -> Article:
        """Give a text that was cut short as an article, its title apart."""
        if self._desk.window.settings.writer() != "ai":
            return Article(body=text)
        from desktop_app.writers.ai.reply import article_in

        article = article_in(text)
        return article if article.body.strip() else Article(body=text)

    def _adopt_keyphrase(self, keyphrase: str) -> None:
        work = self._desk.work
        if work.article is not None and self._revision == work.revision:
            work.article = replace(work.article, keyphrase=keyphrase)

    def _done(self, report: Report | None) -> None:
        if report is not None and self._revision == self._desk.work.revision:
            self._desk.work.report = report
            if self._kind == "write":
                self._desk.work.brief = report.brief
                self._desk.work.writer = report.writer
                self._desk.versions.wrote(report.writer)
                self._desk.ai.show_place()
            if self._means == "mend":
                self._desk.ai.say_mended(report.writer)
            if self._means == "reply":
                self._desk.ai.chat.offer_repair()

    def _failed(self, error: ErrorInfo, report: Report | None) -> None:
        self._desk.window.preview.end_writing()
        if self._kind == "write" and not self._article_came:
            partial = report.article if report is not None else None
            if partial is not None and partial.body.strip():
                self._desk.work.set_article(self._begun(partial.body))
                self.check_soon()
            else:
                self._desk.window.preview.show_article(self._desk.work.article)
        self._desk.show_error(error, again=self.write if self._kind == "write" else self.check)
