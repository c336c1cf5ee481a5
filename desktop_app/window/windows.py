"""Several windows in one program: they share the session, each has a work of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup

from desktop_app.window.incoming import from_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop_app.session import Session
    from desktop_app.window.desk import Desk
    from desktop_app.window.main_window import MainWindow

_BESIDE = QPoint(28, 28)


class SharedSession:
    """Makes the session for the window that asks first, and lends it to the others."""

    def __init__(self, make: Callable[[], Session]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._session: Session | None = None

    def __call__(self) -> Session:
        """Give the session; raises whatever making it raises."""
        with self._lock:
            if self._session is None:
                self._session = self._make()
            return self._session

    def close(self) -> None:
        """End the session, if one was made."""
        with self._lock:
            if self._session is not None:
                self._session.close()


class Windows(QObject):
    """Opens windows and closes them; `changed` when there are more, fewer or others by name.

    `make_window` makes a window and `make_desk` furnishes it; both were imported by then.
    """

    changed = Signal()

    def __init__(
        self, make_window: Callable[[], MainWindow], make_desk: Callable[[MainWindow], Desk]
    ) -> None:
        super().__init__()
        self.make_window = make_window
        self._make_desk = make_desk
        self._leaving = False
        self.desks: list[Desk] = []

    def furnish(self, window: MainWindow) -> Desk:
        """Give a window its desk, and keep both until it is closed."""
        desk = self._make_desk(window)
        desk.windows = self
        self.desks.append(desk)
        window.closed.connect(lambda: self._closed(desk))
        window.windowTitleChanged.connect(lambda _title: self.changed.emit())
        desk.documents.stayed.connect(self._stay)
        desk.ai.settings_changed.connect(lambda: self._settings_changed(desk))
        actions = window.actions_
        actions["new_window"].triggered.connect(lambda: self.open(()))
        WindowList(self, window)
        desk.open_session()
        self.changed.emit()
        return desk

    def open(self, paths: Sequence[Path]) -> Desk:
        """Open one more window, with these files when there are any."""
        beside = self.present
        window = self.make_window()
        if beside is not None:
            window.resize(beside.window.size())
            window.move(beside.window.pos() + _BESIDE)
        window.show()
        desk = self.furnish(window)
        if paths:
            desk.intake.take(from_paths(list(paths)))
        return desk

    @property
    def present(self) -> Desk | None:
        """The desk of the window in front, else of the last one opened."""
        active = [desk for desk in self.desks if desk.window.isActiveWindow()]
        return next(iter(active or self.desks[-1:]), None)

    def receive(self, paths: Sequence[Path]) -> None:
        """Take the files another start was given: here when nothing is in the way, else beside."""
        desk = self.present
        if desk is None:
            return
        if not paths or desk.work.empty:
            show(desk.window)
            if paths:
                desk.intake.take(from_paths(list(paths)))
        elif not (len(paths) == 1 and self.bring_forward(paths[0])):
            show(self.open(paths).window)

    def bring_forward(self, path: Path) -> bool:
        """Bring the window that has this file open to the front; tell whether there is one."""
        for desk in self.desks:
            file = desk.documents.file
            if file is not None and file.path == path.absolute():
                show(desk.window)
                return True
        return False

    def quit(self) -> None:
        """Close every window, each asking for what would be lost, until one is to stay."""
        self._leaving = bool(self.desks)
        if self.desks:
            self.desks[-1].window.close()

    def close(self) -> bool:
        """End what the windows left have running; tell whether it has ended."""
        desks, self.desks = self.desks, []
        return all([desk.close() for desk in desks])

    def _closed(self, desk: Desk) -> None:
        if desk not in self.desks:
            return
        if len(self.desks) == 1:
            return  # the last one: the program ends, and ends it
        self.desks.remove(desk)
        self.changed.emit()
        QTimer.singleShot(0, lambda: self._end(desk))
        if self._leaving:
            QTimer.singleShot(0, self.quit)

    def _end(self, desk: Desk) -> None:
        desk.close()
        desk.window.deleteLater()

    def _stay(self) -> None:
        self._leaving = False

    def _settings_changed(self, desk: Desk) -> None:
        for other in self.desks:
            if other is not desk:
                other.ai.show_place()


def show(window: MainWindow) -> None:
    """Bring a window to the front."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()


class WindowList(QObject):
    """Lists the open windows at the end of a window's menu, once there are several."""

    def __init__(self, windows: Windows, window: MainWindow) -> None:
        super().__init__(window)
        self._windows = windows
        self._window = window
        self._menu = window.actions_.menus["view"]
        self._group = QActionGroup(self)
        windows.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        for action in self._group.actions():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        if len(self._windows.desks) < 2:
            return
        line = self._group.addAction("")
        line.setSeparator(True)
        self._menu.addAction(line)
        for desk in self._windows.desks:
            action = self._group.addAction(desk.documents.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(desk.window is self._window)
            action.triggered.connect(lambda _=False, to=desk.window: show(to))
            self._menu.addAction(action)
