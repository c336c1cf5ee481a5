"""Several windows in one program: one session, a work and a journal each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from desktop_app.folders import Folders
from desktop_app.messages import Messages
from desktop_app.model import Article
from desktop_app.session import Session
from desktop_app.settings import load_settings
from desktop_app.storage import Journal, Work, open_work, save_work
from desktop_app.window.desk import Desk
from desktop_app.window.incoming import from_paths
from desktop_app.window.main_window import MainWindow
from desktop_app.window.windows import SharedSession, Windows
from tests.window.conftest import ARTICLE, PATIENCE_MS, FakeDesktop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# The offscreen display can neither raise a window nor be told its size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class House:
    """A program with its windows, and the means to act on them."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.messages = Messages("fr")
        self.desktop = FakeDesktop(self.messages)
        self.session = SharedSession(self._session)
        self.windows = Windows(lambda: MainWindow(self.messages), self._desk)

    def _session(self) -> Session:
        folders = Folders(*(self.folder / name for name in ("set", "journal", "rescue", "log")))
        return Session(load_settings(folders.settings), self.messages, folders)

    def _desk(self, window: MainWindow) -> Desk:
        asks, share = self.desktop, self.session
        return Desk(window, self.messages, share, asks, grammar=False, owns_session=False)

    def begin(self) -> Desk:
        desk = self.windows.open(())
        self.until(lambda: desk.session is not None)
        return desk

    def until(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=PATIENCE_MS)

    def source(self, name: str, desk: Desk) -> None:
        path = self.folder / name
        path.write_text(ARTICLE, encoding="utf-8")
        desk.intake.take(from_paths([path]))
        self.until(lambda: desk.work.loaded)

    def work(self, name: str, title: str) -> Path:
        path = self.folder / name
        save_work(path, Work(article=Article("Un texte à garder.", title=title)))
        return path

    def close(self) -> None:
        for desk in self.windows.desks:
            desk.window.hide()
        assert self.windows.close()
        self.session.close()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, application: QApplication) -> Iterator[House]:
    made = House(qtbot, tmp_path)
    yield made
    windows = [desk.window for desk in made.windows.desks]
    made.close()
    for window in windows:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(desk: Desk, keys: str) -> None:
    desk.window.activateWindow()
    QTest.keySequence(desk.window, QKeySequence(keys))


def test_windows_share_a_session_and_have_works_of_their_own(house: House) -> None:
    first = house.begin()
    house.source("quais.txt", first)
    press(first, "Ctrl+Shift+N")
    assert len(house.windows.desks) == 2
    second = house.windows.desks[1]
    house.until(lambda: second.session is not None)
    assert second.session is first.session
    assert second.work.empty
    house.source("autre.txt", second)
    for desk in (first, second):
        desk.recovery.keep()
    house.until(lambda: len(list((house.folder / "journal").glob("*.journal"))) == 2)
    names = [action.text() for action in first.window.actions_.menus["view"].actions()]
    assert names[-2:] == ["quais.txt", "autre.txt"]
    first.window.close()
    house.until(lambda: house.windows.desks == [second])
    house.until(lambda: len(list((house.folder / "journal").glob("*.journal"))) == 1)
    second.orders.write()
    house.until(lambda: second.work.assessment is not None)
    assert second.session is not None
    names = [action.text() for action in second.window.actions_.menus["view"].actions()]
    assert "autre.txt" not in names


def test_a_second_start_opens_beside_what_is_being_worked_on(house: House) -> None:
    desk = house.begin()
    path = house.work("un.intertitre", "Un")
    house.windows.receive([path])
    house.until(lambda: desk.window.windowTitle() == "un[*]")
    other = house.folder / "autre.txt"
    other.write_text("La piscine rouvre lundi.", encoding="utf-8")
    house.windows.receive([other])
    house.until(lambda: len(house.windows.desks) == 2)
    beside = house.windows.desks[1]
    house.until(lambda: beside.work.loaded)
    assert desk.work.article is not None
    house.windows.receive([path])
    house.windows.receive([])
    assert len(house.windows.desks) == 2


def test_several_work_files_open_in_windows_of_their_own(house: House) -> None:
    desk = house.begin()
    paths = [house.work(f"{name}.intertitre", name) for name in ("un", "deux", "trois")]
    desk.intake.take(from_paths(paths))
    house.until(
        lambda: (
            sorted(d.window.windowTitle() for d in house.windows.desks)
            == ["deux[*]", "trois[*]", "un[*]"]
        )
    )
    assert {d.work.article.title for d in house.windows.desks} == {"un", "deux", "trois"}


def test_quitting_asks_in_each_window_and_stops_where_one_is_to_stay(house: House) -> None:
    first = house.begin()
    for name in ("un", "deux"):
        house.windows.receive([house.work(f"{name}.intertitre", name)])
        house.until(lambda n=name: any(d.documents.name == n for d in house.windows.desks))
    second = house.windows.desks[1]
    first.work.edit("title", "Changé", "test")
    second.work.edit("title", "Changé aussi", "test")
    house.desktop.answer = "stay"
    press(first, "Ctrl+Q")
    assert house.desktop.asked == 1
    assert len(house.windows.desks) == 2
    house.desktop.answer = "save"
    press(first, "Ctrl+Q")
    house.until(lambda: not first.window.isVisible())
    for name, title in (("un", "Changé"), ("deux", "Changé aussi")):
        assert open_work(house.folder / f"{name}.intertitre").work.article.title == title


def test_all_that_a_crash_left_is_offered_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house.work("rapport.intertitre", "Ancien")
    mark = open_work(path).fingerprint
    monkeypatch.setattr("desktop_app.storage.is_running", lambda pid, started: pid == -2)
    for name, title, extra in (
        ("a", "Brouillon", {}),
        ("b", "Neuf", {"file": {"path": str(path), "mark": mark}}),
    ):
        Journal(house.folder / "journal", name).keep(
            Work(article=Article("Un reste.", title=title), extra=extra)
        )
    desk = house.begin()
    house.until(desk.window.notice.isVisible)
    sentence = desk.window.notice.sentence.text()
    assert "2 articles" in sentence
    assert "Brouillon" in sentence
    assert "Neuf" in sentence
    house.qtbot.mouseClick(desk.window.notice.choices[0], Qt.MouseButton.LeftButton)
    house.until(lambda: len(house.windows.desks) == 2)
    house.until(lambda: all(d.work.article is not None for d in house.windows.desks))
    names = {d.documents.name: d for d in house.windows.desks}
    assert names.keys() == {"Brouillon", "rapport"}
    assert names["rapport"].window.isWindowModified()
    press(names["rapport"], "Ctrl+S")
    house.until(lambda: not names["rapport"].window.isWindowModified())
    assert open_work(path).work.article.title == "Neuf"
    house.until(
        lambda: (
            not {"a.journal", "b.journal"}
            & {p.name for p in (house.folder / "journal").glob("*.journal")}
        )
    )
