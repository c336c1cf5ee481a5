"""Checks the language of the article while it is typed, off the GUI thread, for the underlines."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.window.jobs import Tasks
from desktop_app.window.underlines import BlockRemarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.job import Job
    from desktop_app.model import Article
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

PAUSE_MS = 300
_BATCH_SECONDS = 0.02


@dataclass(frozen=True)
class _Pass:
    """One going through of the article as it stood at a revision."""

    revision: int
    stopped: threading.Event
    results: Iterator[BlockRemarks]


class LiveLanguage(QObject):
    """Renews the underlines, what is in view first; what an edit has overtaken is dropped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pass: _Pass | None = None
        self.tasks = Tasks("underlines", self)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.now)
        desk.window.editor.body.textChanged.connect(self.soon)
        desk.work.article_changed.connect(self._article_changed)

    def soon(self) -> None:
        """Check once typing pauses."""
        self._stop()
        self._pause.start(PAUSE_MS)

    def now(self) -> None:
        """Check the article as it stands."""
        desk = self._desk
        self._pause.stop()
        self._stop()
        desk.window.editor.flush()
        self._pause.stop()
        session, article = desk.session, desk.work.article
        if session is None or article is None or desk.orders.writing:
            return
        stopped = threading.Event()
        results = self._results(session, article, self._job(stopped))
        self._pass = _Pass(desk.work.revision, stopped, results)
        self._go_on(self._pass)

    def close(self) -> bool:
        """Stop and end the thread; tell whether it has ended."""
        self._pause.stop()
        self._stop()
        return self.tasks.close()

    @property
    def busy(self) -> bool:
        """Tell whether underlines are still to come."""
        return self._pause.isActive() or self._pass is not None

    def _article_changed(self, editor: str) -> None:
        if self._desk.work.article is None:
            self._stop()
            self._pause.stop()
            self._desk.window.editor.underlines.clear()
        elif editor == "editor":
            if not self._pause.isActive():
                self.soon()
        else:
            self._stop()
            self._pause.start(PAUSE_MS if editor else 0)

    def _stop(self) -> None:
        if self._pass is not None:
            self._pass.stopped.set()
            self._pass = None

    def _job(self, stopped: threading.Event) -> Job:
        from desktop_app.job import Job

        desk = self._desk
        return Job(
            desk.work.sources,
            desk.orders.full_wishes(),
            grammar=desk.grammar,
            accepted=desk.work.accepted,
            cancelled=stopped.is_set,
        )

    def _results(self, session: Session, article: Article, job: Job) -> Iterator[BlockRemarks]:
        cache = self._desk.window.preview.cache
        first, last = self._desk.window.editor.visible_span()

        def found() -> Iterator[BlockRemarks]:
            from desktop_app.document import parse

            blocks = parse(article.body, cache).blocks
            order = [b.index for b in blocks if b.end > first and b.start < last]
            for index, findings in session.check_blocks(article, job, order):
                block = None if index is None else blocks[index]
                yield BlockRemarks((block.start, block.end) if block else None, findings)

        return found()

    def _go_on(self, going: _Pass) -> None:
        def batch() -> tuple[list[BlockRemarks], bool]:
            found: list[BlockRemarks] = []
            until = time.perf_counter() + _BATCH_SECONDS
            for result in going.results:
                found.append(result)
                if time.perf_counter() > until:
                    return found, False
            return found, True

        def show(answer: tuple[list[BlockRemarks], bool]) -> None:
            found, ended = answer
            if self._pass is not going:
                return
            work, editor = self._desk.work, self._desk.window.editor
            if going.revision != work.revision or work.article is None or editor.pending:
                return
            editor.underlines.show(work.article.body, found)
            self._desk.mending.fields.show(work.article, found)
            if ended:
                self._pass = None
            else:
                self._go_on(going)

        self.tasks.run(batch, show, lambda _error: self._stop())
