"""Keeps the work in a journal while it goes on, and offers it back after a crash."""

from __future__ import annotations

import uuid
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer

from desktop_app.window.incoming import Loaded, Origin
from desktop_app.window.jobs import Tasks
from desktop_app.window.notice_bar import Choice

if TYPE_CHECKING:
    from desktop_app.storage import Leftover
    from desktop_app.window.desk import Desk

KEEP_MS = 2000


class Recovery(QObject):
    """Writes the journal off the GUI thread, two seconds after the last change at the latest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._name = uuid.uuid4().hex
        self.tasks = Tasks("journal", self)
        self._pause = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._pause.timeout.connect(self.keep)

    def keep_soon(self) -> None:
        """Keep the work soon after a change; typing on does not put that off."""
        if not self._pause.isActive():
            self._pause.start()

    def keep(self) -> None:
        """Keep the work as it stands now."""
        self._pause.stop()
        session = self._desk.session
        work = self._desk.work
        if session is None or work.empty:
            return
        folder, name = session.folders.journal, self._name
        sources, brief, article = work.sources, work.brief, work.article
        accepted = work.accepted
        origins = [[one.origin.kind, one.origin.content, one.origin.name] for one in work.loaded]
        extra = MappingProxyType(
            {"origins": origins, "by_hand": work.by_hand, "check_only": work.check_only}
        )

        def write() -> None:
            from desktop_app.storage import Journal, Work

            Journal(folder, name).keep(Work(sources, brief, article, accepted, extra))

        self.tasks.run(write)

    def drop(self) -> None:
        """Forget what was kept: it is safe, or was given up."""
        self._pause.stop()
        session = self._desk.session
        if session is None:
            return
        folder, name = session.folders.journal, self._name

        def drop() -> None:
            from desktop_app.storage import Journal

            Journal(folder, name).drop()

        self.tasks.run(drop)

    def look(self) -> None:
        """See whether a crash left something behind, and offer it."""
        session = self._desk.session
        if session is None:
            return
        folder = session.folders.journal

        def find() -> list[Leftover]:
            from desktop_app.storage import leftovers

            return leftovers(folder)

        self.tasks.run(find, self._offer)

    def finish(self) -> None:
        """Forget the journal, now that the window closes in good order."""
        self.drop()

    def close(self) -> bool:
        """End the journal's thread; tell whether it has ended."""
        return self.tasks.close()

    def _offer(self, found: list[Leftover]) -> None:
        whole = [one for one in found if one.work is not None]
        if not whole or not self._desk.work.empty:
            return
        latest = whole[0]
        tr = self._desk.messages.text
        self._desk.window.notice.say(
            tr("window.recovery.found", title=_title(latest), when=self._when(latest)),
            "info",
            Choice(tr("window.recovery.take"), lambda: self._take(latest)),
            Choice(tr("window.recovery.leave"), lambda: self._discard(latest)),
        )

    def _take(self, leftover: Leftover) -> None:
        kept = leftover.work
        if kept is None:
            return
        work = self._desk.work
        origins: list[Any] = list(kept.extra.get("origins", ()))
        loaded: list[Loaded] = []
        for number, source in enumerate(kept.sources):
            origin = Origin("text", source.markdown, source.path)
            if number < len(origins):
                origin = Origin(*origins[number])
            loaded.append(Loaded(origin, source))
        work.set_sources(tuple(loaded))
        work.brief = kept.brief
        work.accepted = kept.accepted
        self._desk.window.settings.show_brief(kept.brief)
        work.check_only = bool(kept.extra.get("check_only"))
        if kept.article is not None:
            work.set_article(kept.article, by_hand=True)
            self._desk.orders.check()
        self.keep()
        self._discard(leftover)

    def _discard(self, leftover: Leftover) -> None:
        self.tasks.run(lambda: leftover.path.unlink(missing_ok=True))

    def _when(self, leftover: Leftover) -> str:
        moment = datetime.fromtimestamp(leftover.saved_at)
        locale = QLocale(self._desk.messages.language)
        return locale.toString(QDateTime(moment), QLocale.FormatType.ShortFormat)


def _title(leftover: Leftover) -> str:
    kept = leftover.work
    if kept is None:
        return ""
    if kept.article is not None and kept.article.title:
        return kept.article.title
    text = kept.sources[0].text if kept.sources else ""
    line = text.partition("\n")[0]
    return line if len(line) <= 70 else line[:69].rstrip() + "…"
