"""Keeps the work in a journal while it goes on, and offers it back after a crash."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimer

from desktop_app.window.jobs import Tasks
from desktop_app.window.kept_work import as_kept, put_back, title_of
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
        documents = self._desk.documents
        if documents.file is not None and not documents.modified:
            return
        folder, name, kept = session.folders.journal, self._name, as_kept(self._desk)
        if documents.file is not None:
            file = {"path": str(documents.file.path), "mark": documents.file.mark}
            kept = replace(kept, extra={**kept.extra, "file": file})

        def write() -> None:
            from desktop_app.storage import Journal

            Journal(folder, name).keep(kept)

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
        tr, first = self._desk.messages.text, whole[0]
        if len(whole) == 1:
            sentence = tr("window.recovery.found", title=_title(first), when=self._when(first))
        else:
            titles = " · ".join(_title(one) for one in whole)
            sentence = tr("window.recovery.several", count=len(whole), titles=titles)
        self._desk.window.notice.say(
            sentence,
            "info",
            Choice(tr("window.recovery.take"), lambda: self._take_all(whole)),
            Choice(tr("window.recovery.leave"), lambda: self._discard(whole)),
        )

    def _take_all(self, found: list[Leftover]) -> None:
        """Take the latest here, each other one in a window of its own."""
        windows = self._desk.windows
        self.take(found[0])
        if windows is not None:
            for one in found[1:]:
                windows.open(()).recovery.take(one)

    def take(self, leftover: Leftover) -> None:
        """Work from what a crash left behind; its file, if it had one, has not got it yet."""
        kept, desk = leftover.work, self._desk
        if kept is None:
            return
        put_back(desk, kept)
        file = kept.extra.get("file")
        if file:
            desk.documents.take_back(Path(file["path"]), file["mark"])
        self.keep()
        self._discard([leftover])

    def _discard(self, found: list[Leftover]) -> None:
        def discard() -> None:
            for one in found:
                one.path.unlink(missing_ok=True)

        self.tasks.run(discard)

    def _when(self, leftover: Leftover) -> str:
        moment = datetime.fromtimestamp(leftover.saved_at)
        locale = QLocale(self._desk.messages.language)
        return locale.toString(QDateTime(moment), QLocale.FormatType.ShortFormat)


def _title(leftover: Leftover) -> str:
    return title_of(leftover.work) if leftover.work is not None else ""
