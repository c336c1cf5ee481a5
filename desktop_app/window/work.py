"""The work on the table: sources, article, what was said of it; the panes watch it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.model import Article, Assessment, Brief, Report, WriterSummary
from desktop_app.window.history import History
from desktop_app.window.remarks import with_accepted

if TYPE_CHECKING:
    from desktop_app.model import Field, Source
    from desktop_app.versions import Version
    from desktop_app.window.incoming import ClientOrder, Loaded


@dataclass(frozen=True)
class Moment:
    """What undo goes back to: the article, and what was taken for meant."""

    article: Article | None = None
    accepted: frozenset[str] = frozenset()


class Work(QObject):
    """Holds the present work and announces what changed.

    `article_changed` carries the part of the window that made the change ("" for none), so that
    it need not show its own typing again.
    """

    sources_changed = Signal()
    article_changed = Signal(str)
    assessed = Signal()
    versions_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.loaded: tuple[Loaded, ...] = ()
        self.order: ClientOrder | None = None
        self.article: Article | None = None
        self.brief = Brief()
        self.assessment: Assessment | None = None
        self.report: Report | None = None
        self.revision = 0
        self.by_hand = False
        self.check_only = False
        self.exported_revision = 0
        self.history = History(Moment())
        self.accepted: frozenset[str] = frozenset()
        self.writer = WriterSummary(kind=None)
        self.versions: tuple[Version, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources, in the order they were added."""
        return tuple(loaded.source for loaded in self.loaded)

    @property
    def empty(self) -> bool:
        """Tell whether nothing has been brought in yet."""
        return not self.loaded and self.article is None and self.order is None

    @property
    def unsaved(self) -> bool:
        """Tell whether closing would lose something that cannot be made again by a click."""
        if self.article is None or self.revision == self.exported_revision:
            return False
        if any(version.name for version in self.versions):
            return True
        pasted = any(loaded.origin.kind != "file" for loaded in self.loaded)
        return self.by_hand or pasted or self.brief.writer == "ai"

    def set_sources(self, loaded: tuple[Loaded, ...]) -> None:
        """Work from these sources."""
        self.loaded = loaded
        self.sources_changed.emit()

    def set_order(self, order: ClientOrder | None) -> None:
        """Work by this client's order."""
        self.order = order
        self.sources_changed.emit()

    def set_article(
        self, article: Article | None, *, by_hand: bool = False, amends: bool = False
    ) -> None:
        """Take a new article as one step of the history; one that `amends` adds no step."""
        if amends:
            self.history.amend(Moment(article, self.accepted))
        else:
            self.history.record(Moment(article, self.accepted), "whole", time.monotonic())
        self.by_hand = by_hand
        self._take(article, "")

    def open_article(self, article: Article | None) -> None:
        """Take the article of a work that is opened; there is nothing before it to go back to."""
        self.history = History(Moment())
        self.history.amend(Moment(article, self.accepted))
        self.by_hand = article is not None
        self._take(article, "")

    def set_versions(self, versions: tuple[Version, ...]) -> None:
        """Keep these versions."""
        if versions != self.versions:
            self.versions = versions
            self.versions_changed.emit()

    def edit(self, field: Field, value: str, editor: str, *, step: bool = False) -> None:
        """Change a field or the body as typed in `editor`; quick typing is one step.

        With `step` the change is one by itself, as a command's is.
        """
        article = self.article or Article(body="")
        article = article.with_field(field, value)
        if article == self.article:
            return
        kind = f"command {field}" if step else f"typing {field}"
        moment = Moment(article, self.accepted)
        self.history.record(moment, kind, time.monotonic(), merge=not step)
        self.by_hand = True
        self._take(article, editor)

    def accept(self, accepted: frozenset[str]) -> None:
        """Take these remarks for meant, as one step of the history."""
        if accepted != self.accepted:
            self.accepted = accepted
            moment = Moment(self.article, accepted)
            self.history.record(moment, "accepted", time.monotonic())

    def undo(self) -> None:
        """Go back one step."""
        if self.history.can_undo:
            self.by_hand = True
            self._go_to(self.history.undo())

    def redo(self) -> None:
        """Go forward one step again."""
        if self.history.can_redo:
            self.by_hand = True
            self._go_to(self.history.redo())

    def assess(self, assessment: Assessment | None) -> None:
        """Take what the checks say of the present article; what was accepted informs only."""
        if assessment is not None:
            assessment = with_accepted(assessment, self.accepted, self.article)
        self.assessment = assessment
        self.assessed.emit()

    def clear(self) -> None:
        """Begin anew."""
        self.report = None
        self.brief = Brief()
        self.check_only = False
        self.history = History(Moment())
        self.accepted = frozenset()
        self.writer = WriterSummary(kind=None)
        self.by_hand = False
        self.set_versions(())
        self.order = None
        self.set_sources(())
        self._take(None, "")
        self.exported_revision = self.revision
        self.assess(None)

    def report_now(self) -> Report:
        """Give the report of the article as it stands now, to be exported."""
        article = self.article or Article(body="")
        assessment = self.assessment or Assessment()
        if self.report is None:
            return Report(self.sources, self.brief, article, assessment, writer=self.writer)
        return replace(self.report, article=article, assessment=assessment, writer=self.writer)

    def mark_exported(self, revision: int) -> None:
        """Remember that this revision is safe in a file."""
        self.exported_revision = revision

    def _go_to(self, moment: Moment) -> None:
        self.accepted = moment.accepted
        self._take(moment.article, "")

    def _take(self, article: Article | None, editor: str) -> None:
        self.article = article
        self.revision += 1
        self.article_changed.emit(editor)
