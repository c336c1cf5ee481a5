from __future__ import annotations

import gc
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_app.folders import Folders
from desktop_app.messages import Messages
from desktop_app.session import Session
from desktop_app.settings import load_settings
from desktop_app.window.app import make_application
from desktop_app.window.desk import Desk
from desktop_app.window.dialogs import Desktop
from desktop_app.window.main_window import MainWindow
from desktop_app.window.spare_references import hold_true

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000

# Shortcuts need an active window, and a display without a window manager activates none.
if sys.platform == "linux":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

ARTICLE = (
    "Rédige un article d’au moins 120 mots en français, avec des intertitres.\n\n"
    "La ville de Rochefort va transformer les quais de son ancien arsenal en promenade plantée.\n\n"
    "Les travaux commenceront le 3 mars et dureront dix-huit mois. Ils doivent rendre aux piétons "
    "1,8 kilomètre de berges le long de la Charente.\n\n"
    "«\u00a0Pendant un siècle, cette ville a tourné le dos à son fleuve\u00a0», a déclaré "
    "Hélène Castagnet, "
    "adjointe chargée de l’aménagement, à l’ouverture de la séance.\n\n"
    "La promenade plantée comprendra 640 arbres, une piste cyclable séparée et trois pontons de "
    "pêche. Les pavés de l’arsenal seront déposés un à un, nettoyés puis remis en place.\n\n"
    "Le projet est né d’une consultation lancée il y a deux ans. Quelque 2 300 habitants y ont "
    "répondu. Près des trois quarts d’entre eux demandaient davantage d’ombre sur les quais.\n\n"
    "La municipalité promet que la température ressentie baissera de 6 degrés au moins dans les "
    "secteurs plantés. Il faudra pour cela attendre une douzaine d’années.\n"
)


class FakeDesktop(Desktop):
    """Answers as the test says, and remembers what it was asked."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(messages)
        self.files: list[Path] = []
        self.target: Path | None = None
        self.name: str | None = ""
        self.answer = "stay"
        self.asked = 0
        self.shown: list[Path] = []
        self.suggested: Path | None = None

    def open_files(self, parent, title, suffixes):  # noqa: ANN001, ANN201
        return self.files

    def save_file(self, parent, title, suggested, suffix):  # noqa: ANN001, ANN201
        self.suggested = suggested
        return self.target

    def ask_name(self, parent, title, label, name=""):  # noqa: ANN001, ANN201
        return self.name

    def show(self, path: Path) -> None:
        self.shown.append(path)

    def ask_to_leave(self, parent, name):  # noqa: ANN001, ANN201
        self.asked += 1
        return self.answer


class Stage:
    """A window with a session of its own, and the means to act on it as a user does."""

    def __init__(self, qtbot: QtBot, folder: Path, language: str = "fr") -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.messages = Messages(language)  # type: ignore[arg-type]
        self.desktop = FakeDesktop(self.messages)
        self.window = MainWindow(self.messages)
        self.desk = Desk(self.window, self.messages, self._session, self.desktop, grammar=False)
        self.window.painted.connect(self.desk.open_session)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def _session(self) -> Session:
        folders = Folders(*(self.folder / name for name in ("set", "journal", "rescue", "log")))
        return Session(load_settings(folders.settings), self.messages, folders)

    def until(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=PATIENCE_MS)

    def settled(self) -> None:
        """Wait until an article stands, checked and laid out."""
        orders, work = self.desk.orders, self.desk.work
        self.until(
            lambda: (
                work.assessment is not None
                and not orders.dispatcher.busy
                and not self.window.preview.filling
            )
        )

    def checked_again(self, before: object) -> None:
        """Wait until a newer assessment than this one stands; a check may be over in no time."""
        self.until(lambda: self.desk.work.assessment is not before)
        self.settled()

    def drop(self, mime: QMimeData, x: float = 100) -> None:
        actions = Qt.DropAction.CopyAction
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        place = QPointF(x, 300)
        enter = QDragEnterEvent(place, actions, mime, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        drop = QDropEvent(place, actions, mime, buttons, keys)
        QApplication.sendEvent(self.window, drop)
        assert drop.isAccepted()

    def drop_files(self, *paths: Path, x: float = 100) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.drop(mime, x)

    def press(self, name: str) -> None:
        """Click a toolbar button."""
        button = self.window.actions_.bar.widgetForAction(self.window.actions_[name])
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def article(self) -> None:
        """Bring the test's article in and have it written."""
        path = self.folder / "quais.txt"
        path.write_text(ARTICLE, encoding="utf-8")
        self.drop_files(path)
        self.until(lambda: self.desk.work.loaded)
        self.press("write")
        self.settled()

    def close(self) -> None:
        self.desk.work.mark_exported(self.desk.work.revision)
        self.window.close()
        assert self.desk.close()


@pytest.fixture(scope="session", autouse=True)
def spare_references() -> None:
    hold_true()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread or a process."""
    threads, children = set(threading.enumerate()), _children()
    yield
    # Qt objects in reference cycles must not be collected later, by some worker thread.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    until = time.monotonic() + 5
    while (set(threading.enumerate()) - threads or _children() - children) and (
        time.monotonic() < until
    ):
        time.sleep(0.02)
    assert set(threading.enumerate()) <= threads
    assert _children() <= children


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


@pytest.fixture
def messages() -> Messages:
    return Messages("fr")


@pytest.fixture
def application(qapp: QApplication, messages: Messages) -> QApplication:
    return make_application(messages)


@pytest.fixture
def make_stage(
    qtbot: QtBot, tmp_path: Path, application: QApplication
) -> Iterator[Callable[..., Stage]]:
    stages: list[Stage] = []

    def make(language: str = "fr") -> Stage:
        stage = Stage(qtbot, tmp_path, language)
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.close()
        stage.window.deleteLater()


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    return make_stage()
