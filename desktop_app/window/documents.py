"""The work as a file: opening and saving it, its name in the title, what must not be lost."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import ChangedOnDiskError, NewerFileError, OutputError
from desktop_app.window.incoming import WORK_SUFFIX
from desktop_app.window.kept_work import as_kept, put_back
from desktop_app.window.notice_bar import Choice

_log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.session import Session
    from desktop_app.storage import Opened
    from desktop_app.window.desk import Desk
    from desktop_app.work_json import Work


class File:
    """Where the work is kept: the path, and the mark of what was last read or written there."""

    def __init__(self, path: Path, mark: str | None, *, newer: bool = False) -> None:
        self.path = path
        self.mark = mark
        self.newer = newer


class Documents(QObject):
    """Owns the work's file. `stayed` when a leave came to nothing, `moved` when the file is new.

    A work without a file is unsaved only when it holds what a click could not make again.
    """

    stayed = Signal()
    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._saved: Work | None = None
        self.file: File | None = None
        window, work = desk.window, desk.work
        window.may_close = self.may_close
        work.sources_changed.connect(self.show_name)
        work.article_changed.connect(lambda _editor: self.show_name())
        work.assessed.connect(self.show_name)
        work.versions_changed.connect(self.show_name)
        window.settings.changed.connect(self.show_name)
        for name, act in {
            "save": self.save,
            "save_as": self.save_as,
            "close": window.close,
        }.items():
            window.actions_[name].triggered.connect(lambda _=False, act=act: act())

    @property
    def modified(self) -> bool:
        """Tell whether something would be lost by leaving."""
        if self.file is None:
            return self._desk.work.unsaved
        return _said(as_kept(self._desk)) != self._saved

    @property
    def name(self) -> str:
        """What the work is called: its file's name, else its article's title or first source."""
        work = self._desk.work
        if self.file is not None:
            return self.file.path.stem
        if work.article is not None and work.article.title:
            return work.article.title
        if work.loaded:
            return work.loaded[0].origin.name
        return self._desk.messages.text("window.untitled")

    def show_name(self) -> None:
        """Show the work's name in the title, with the platform's mark for what is not saved."""
        window, work = self._desk.window, self._desk.work
        if work.empty and self.file is None:
            window.setWindowModified(False)
            window.setWindowTitle("Intertitre")
        else:
            title = self.name
            if self.file is not None and self.file.newer:
                title = self._desk.messages.text("window.title.read_only", name=title)
            window.setWindowTitle(title.replace("[*]", "[*][*]") + "[*]")
            window.setWindowModified(self.modified)
        window.setWindowFilePath(str(self.file.path) if self.file is not None else "")
        window.actions_.enable(save=not work.empty, save_as=not work.empty)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Write the work to its file; asks where when it has none that may be written."""
        if self.file is None or self.file.newer:
            self.save_as(then)
        else:
            self._write(self.file, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask where, and write the work there."""
        desk = self._desk
        if desk.work.empty:
            return
        title = desk.messages.text("window.files.save")
        path = desk.desktop.save_file(desk.window, title, self._suggested(), WORK_SUFFIX)
        if path is None:
            self.stayed.emit()
            return
        self._write(File(path, None), then, replacing=True)

    def _suggested(self) -> Path:
        if self.file is not None:
            return self.file.path
        article = self._desk.work.article
        name = (article.slug if article is not None else "") or Path(self.name).stem
        return self._desk.outputs.folder() / f"{name}{WORK_SUFFIX}"

    def _write(
        self, file: File, then: Callable[[], object] | None, *, replacing: bool = False
    ) -> None:
        desk = self._desk
        desk.window.editor.flush()
        kept = as_kept(desk)

        def write(session: Session) -> None:
            from desktop_app.files import ANYTHING
            from desktop_app.storage import save_work

            rescue = (session.folders.rescue, session.folders.journal)
            expected = ANYTHING if replacing else file.mark
            file.mark = save_work(file.path, kept, rescue, expected=expected)
            _log.info("Saved %d sources, %d versions", len(kept.sources), len(kept.versions))
            with suppress(OSError):  # the work is saved; only a later shortcut is lost
                session.remember_files([file.path])

        def done(_nothing: object) -> None:
            self._belong(file, kept)
            if not self.modified:
                desk.recovery.drop()
            desk.window.status.finish(desk.messages.text("window.saved"))
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self._not_saved(error, file, then)

        desk.ask(write, done, failed)

    def _belong(self, file: File, kept: Work | None) -> None:
        self._saved = None if kept is None else _said(kept)
        self.file = file
        self.show_name()
        self.moved.emit()

    def _not_saved(self, error: Exception, file: File, then: Callable[[], object] | None) -> None:
        desk, tr = self._desk, self._desk.messages.text
        self.stayed.emit()
        other = Choice(tr("window.changed.save_as"), lambda: self.save_as(then))
        if isinstance(error, ChangedOnDiskError):
            desk.window.notice.say(
                tr("window.changed.saving", name=file.path.name),
                "problem",
                other,
                Choice(
                    tr("window.changed.replace"),
                    lambda: self._write(file, then, replacing=True),
                ),
                Choice(tr("window.changed.reload"), lambda: self.read(file.path)),
            )
        elif isinstance(error, NewerFileError):
            sentence = tr("window.newer.saving", name=file.path.name)
            desk.window.notice.say(sentence, "problem", other)
        elif isinstance(error, OutputError):
            saved = str(error.params.get("saved", ""))
            sentence = tr("window.save.failed", name=file.path.name)
            if saved:
                sentence += " " + tr("window.save.rescued", path=saved)
            report = desk.journal.note(error)
            desk.window.notice.say(sentence, "problem", other, details=error.details, report=report)
        else:
            desk.show_error(error, again=lambda: self._write(file, then))

    def open(self, paths: Sequence[Path]) -> None:
        """Open work files: the first here when nothing is in the way, the others beside."""
        windows = self._desk.windows
        for number, path in enumerate(paths):
            if windows is not None and windows.bring_forward(path):
                continue
            if windows is not None and (number or not self._desk.work.empty):
                windows.open([path])
            else:
                self.leave(lambda path=path: self.read(path))

    def read(self, path: Path) -> None:
        """Read a work file and work from it, in the place of what is there."""
        desk = self._desk
        desk.window.notice.hide()
        desk.window.status.show_stage(desk.messages.text("window.stage.read"))

        def read(session: Session) -> Opened:
            from desktop_app.document import parse
            from desktop_app.storage import open_work

            opened = open_work(path)
            if opened.work.article is not None:  # so that the GUI thread need not parse it
                parse(opened.work.article.body, desk.window.preview.cache)
            _log.info("Opened a work of shape %s", "newer" if opened.newer else "known")
            with suppress(OSError):  # as above
                session.remember_files([path])
            return opened

        def done(opened: Opened) -> None:
            desk.window.status.finish("")
            put_back(desk, opened.work)
            file = File(path.absolute(), opened.fingerprint, newer=opened.newer)
            self._belong(file, as_kept(desk))
            if opened.newer:
                sentence = desk.messages.text("window.newer.opened", name=path.name)
                desk.window.notice.say(sentence, "info")

        def failed(error: Exception) -> None:
            desk.window.status.finish("")
            desk.show_error(error)

        desk.ask(read, done, failed)

    def forget(self) -> None:
        """Have no file any more: another work begins."""
        self.file = self._saved = None
        self.show_name()
        self.moved.emit()

    def take_back(self, path: Path, mark: str | None) -> None:
        """Belong to this file again, after a crash, with changes that are not in it."""
        self._belong(File(path, mark), None)

    def leave(self, go: Callable[[], object]) -> None:
        """Go on to something that ends the present work, once nothing is lost by it."""
        self._desk.window.editor.flush()
        if not self.modified:
            go()
            return
        answer = self._desk.desktop.ask_to_leave(self._desk.window, self.name)
        if answer == "save":
            self.save(go)
        elif answer == "leave":
            go()
        else:
            self.stayed.emit()

    def may_close(self) -> bool:
        """Ask before closing loses something; after a save begun here the window closes itself."""
        window = self._desk.window
        window.editor.flush()
        if not self.modified:
            return True
        answer = self._desk.desktop.ask_to_leave(window, self.name)
        if answer == "save":
            self.save(window.close)
        elif answer == "stay":
            self.stayed.emit()
        return answer == "leave"


def _said(kept: Work) -> Work:
    """Give what a user would call the work: without what a check alone makes follow from it."""
    article = kept.article and replace(kept.article, keyphrase="")
    return replace(kept, brief=type(kept.brief)(), article=article)
