"""« Ouvrir un fichier récent »: texts and works that were opened, the latest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from desktop_app.errors import MissingFileError
from desktop_app.window.incoming import from_paths, is_work
from desktop_app.window.notice_bar import Choice
from desktop_app.window.wording import error_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop_app.window.desk import Desk


class RecentFiles(QObject):
    """Fills the menu when it is opened, and says in it which files are no longer there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.menu = QMenu(desk.messages.text("window.action.recent"), desk.window)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        actions = desk.window.actions_
        menu = actions.menus["file"]
        entries = menu.actions()
        menu.insertMenu(entries[entries.index(actions["open"]) + 1], self.menu)
        menu.aboutToShow.connect(self._enable)
        desk.window.welcome.recent_asked.connect(self.open)
        desk.documents.moved.connect(self.offer)
        desk.ai.settings_changed.connect(self.offer)

    @property
    def paths(self) -> list[Path]:
        """The recent files, the latest first."""
        settings = self._desk.ai.settings
        return [Path(name) for name in settings.recent_files] if settings is not None else []

    def offer(self) -> None:
        """Offer them in the empty state too: those that are there."""
        paths = self.paths
        show = self._desk.window.welcome.show_recent
        self._desk.ask(lambda _session: [path for path in paths if path.exists()], show)

    def _enable(self) -> None:
        self.menu.setEnabled(bool(self.paths))

    def _fill(self) -> None:
        self.menu.clear()
        paths = self.paths
        names = [path.name for path in paths]
        shown: dict[Path, QAction] = {}
        for path in paths:
            words = path.name
            if names.count(path.name) > 1:
                words = f"{path.name} — {path.parent.name}"
            action = self.menu.addAction(words.replace("&", "&&"))
            action.setToolTip(str(path.parent))
            action.triggered.connect(lambda _=False, path=path: self.open(path))
            shown[path] = action
        self.menu.addSeparator()
        clear = self.menu.addAction(self._desk.messages.text("window.recent.clear"))
        clear.triggered.connect(self.clear)
        self._look_for(shown)

    def _look_for(self, shown: dict[Path, QAction]) -> None:
        """Say which files are missing, once that is known: a far disk may take its time."""

        def missing(gone: list[Path]) -> None:
            for path in gone:
                if shown[path] in self.menu.actions():
                    name = path.name.replace("&", "&&")
                    words = self._desk.messages.text("window.recent.missing", name=name)
                    shown[path].setText(words)

        self._desk.ask(lambda _session: [p for p in shown if not p.exists()], missing)

    def open(self, path: Path) -> None:
        """Open a recent file: here, or beside what is being worked on."""

        def known(there: bool) -> None:
            if there:
                self._open(path)
            else:
                self._say_missing(path)

        self._desk.ask(lambda _session: path.exists(), known)

    def _open(self, path: Path) -> None:
        desk = self._desk
        origins = from_paths([path])
        beside = desk.windows is not None and not desk.work.empty
        if beside and desk.windows is not None and not is_work(origins[0]):
            desk.windows.open([path])
        else:
            desk.intake.take(origins, new=True)

    def _say_missing(self, path: Path) -> None:
        desk = self._desk
        remove = Choice(desk.messages.text("window.recent.remove"), lambda: self._forget(path))
        sentence = error_words(MissingFileError(path=str(path)), desk.messages)
        desk.window.notice.say(sentence, "problem", remove)

    def clear(self) -> None:
        """Forget them all."""
        self._change("")

    def _forget(self, path: Path) -> None:
        self._change(str(path))

    def _change(self, gone: str) -> None:
        self._desk.ask(
            lambda session: session.change_settings(lambda kept: kept.without_recent(gone)),
            lambda _nothing: self.offer(),
        )
