"""Notices when an open file is changed by another program: the work's own, or a source's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from desktop_app.window.incoming import Loaded
from desktop_app.window.notice_bar import Choice

if TYPE_CHECKING:
    from desktop_app.model import Source
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

# Programs write a file in several goes, or put another in its place; look once they are through.
_PAUSE_MS = 600


class DiskWatch(QObject):
    """Watches the files the work is made of; what they hold is compared off the GUI thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._marks: dict[str, str | None] = {}
        self._waiting: set[str] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._changed)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        desk.documents.moved.connect(self.watch)
        desk.work.sources_changed.connect(self.watch)

    @property
    def _own(self) -> str:
        file = self._desk.documents.file
        return str(file.path) if file is not None else ""

    def watch(self) -> None:
        """Watch the files of the present work, and no others."""
        files = [one.origin.content for one in self._desk.work.loaded if one.origin.kind == "file"]
        wanted = {str(Path(path).absolute()) for path in files} | ({self._own} - {""})
        watched = set(self._watcher.files()) | set(self._watcher.directories())
        if others := watched - wanted:
            self._watcher.removePaths(sorted(others))
        self._marks = {path: mark for path, mark in self._marks.items() if path in wanted}
        new = sorted(wanted - self._marks.keys() - {self._own})
        self._follow(wanted)
        if new:
            self._desk.ask(lambda _session: _fingerprints(new), self._take_marks)

    def _follow(self, paths: set[str]) -> None:
        """Watch these files; where one is missing, the folder it may come back to."""
        watched = {*self._watcher.files(), *self._watcher.directories()}
        there = {path for path in paths if Path(path).exists()}
        folders = {str(Path(path).parent) for path in paths - there}
        if new := {path for path in there | folders if Path(path).exists()} - watched:
            self._watcher.addPaths(sorted(new))

    def _take_marks(self, marks: dict[str, str | None]) -> None:
        self._marks = {**marks, **self._marks}

    def _changed(self, path: str) -> None:
        self._waiting.add(path)
        self._pause.start()

    def _folder_changed(self, folder: str) -> None:
        known = {*self._marks, self._own} - {"", *self._watcher.files()}
        self._waiting |= {path for path in known if Path(path).parent == Path(folder)}
        if self._waiting:
            self._pause.start()

    def _look(self) -> None:
        waiting, self._waiting = self._waiting, set()
        known = waiting & {*self._marks, self._own}
        self._follow(known)
        self._desk.ask(lambda _session: _fingerprints(sorted(known)), self._compare)

    def _compare(self, marks: dict[str, str | None]) -> None:
        file = self._desk.documents.file
        own = self._own
        changed = [p for p, mark in marks.items() if p != own and mark and self._marks[p] != mark]
        if file is not None and own in marks and marks[own] != file.mark:
            self._say_own(marks[own])
        elif changed:
            self._marks |= {path: marks[path] for path in changed}
            self._say_sources(changed)

    def _say_own(self, mark: str | None) -> None:
        desk, tr = self._desk, self._desk.messages.text
        file = desk.documents.file
        if file is None:
            return
        if mark is None:
            file.mark = None  # saving puts it back without a question
            sentence = tr("window.watch.gone", name=file.path.name)
            save = Choice(tr("window.watch.save"), desk.documents.save)
            desk.window.notice.say(sentence, "problem", save)
            return

        def keep() -> None:
            file.mark = mark

        modified = desk.documents.modified
        key = "window.watch.own_modified" if modified else "window.watch.own"
        desk.window.notice.say(
            tr(key, name=file.path.name),
            "info",
            Choice(tr("window.changed.reload"), lambda: desk.documents.read(file.path)),
            Choice(tr("window.watch.keep"), keep),
        )

    def _say_sources(self, paths: list[str]) -> None:
        desk, tr = self._desk, self._desk.messages.text
        names = [Path(path).name for path in paths]
        desk.window.notice.say(
            tr("window.watch.source", count=len(names), names=names),
            "info",
            Choice(tr("window.watch.reread"), lambda: self._reread(set(paths))),
            Choice(tr("window.watch.keep_source"), lambda: None),
        )

    def _reread(self, paths: set[str]) -> None:
        desk = self._desk
        brief_line = not desk.intake.brief_line_ignored
        origins = {
            one.origin
            for one in desk.work.loaded
            if one.origin.kind == "file" and str(Path(one.origin.content).absolute()) in paths
        }

        def read(session: Session) -> dict[str, Source]:
            return {o.content: o.read(session, brief_line=brief_line)[0] for o in origins}

        def done(fresh: dict[str, Source]) -> None:
            loaded = [
                Loaded(one.origin, fresh[one.origin.content]) if one.origin in origins else one
                for one in desk.work.loaded
            ]
            desk.work.set_sources(tuple(loaded))

        desk.ask(read, done)


def _fingerprints(paths: list[str]) -> dict[str, str | None]:
    from desktop_app.files import fingerprint

    marks: dict[str, str | None] = {}
    for path in paths:
        try:
            marks[path] = fingerprint(Path(path))
        except OSError:
            marks[path] = None
    return marks
