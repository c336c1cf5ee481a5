"""Draws the window's main states into a folder: `python -m desktop_app.window.screenshots OUT`."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.events import Delta, Reasoning, Stage
from desktop_app.messages import Messages
from desktop_app.resources import resource
from desktop_app.window.app import make_application
from desktop_app.window.desk import Desk
from desktop_app.window.dialogs import Desktop
from desktop_app.window.incoming import from_paths
from desktop_app.window.main_window import MainWindow, apply_style
from desktop_app.window.screenshot_texts import CHANGES, FAULTS, LEFT_OUT, ORDER, WRITTEN
from desktop_app.window.theme import house_palette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from desktop_app.events import Event
    from desktop_app.job import Job
    from desktop_app.messages import Language
    from desktop_app.session import Session

_SMALL = QSize(1366, 768)
_LITTLE = QSize(1024, 700)
_POINTS = 10
_PATIENCE = 90.0
_FACES = ("Segoe UI", "Inter", "Noto Sans", "Liberation Sans", "DejaVu Sans")


class _Studio:
    """One window with a real session in folders of its own, and a camera."""

    def __init__(self, application: QApplication, folder: Path, language: Language) -> None:
        self._application = application
        messages = Messages(language)
        self.window = MainWindow(messages)
        self.desk = Desk(
            self.window, messages, lambda: _session(folder, messages), Desktop(messages)
        )
        self.window.show()
        self.desk.open_session()
        self.wait(lambda: self.desk.session is not None)

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window work until something is so; raises TimeoutError."""
        until = time.monotonic() + _PATIENCE
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError("the window did not get there")
            self._application.processEvents()
            time.sleep(0.01)
        for _ in range(20):
            self._application.processEvents()

    def settled(self) -> bool:
        """Tell whether an article stands, checked and laid out."""
        busy = self.desk.orders.dispatcher.busy
        checked = self.desk.work.assessment is not None
        return checked and not busy and not self.window.preview.filling

    def shoot(self, path: Path, size: QSize) -> None:
        """Save what the window shows at this size."""
        self.window.resize(size)
        self.wait(lambda: not self.window.preview.filling)
        self.window.grab().save(str(path))

    def close(self) -> None:
        """End the session and the window."""
        self.desk.work.mark_exported(self.desk.work.revision)
        self.window.close()
        self.desk.close()
        self.window.deleteLater()
        self.wait(lambda: True)


def _session(folder: Path, messages: Messages) -> Session:
    from desktop_app.folders import Folders
    from desktop_app.session import Session
    from desktop_app.settings import load_settings

    folders = Folders(folder, folder / "journal", folder, folder)
    return Session(load_settings(folder), messages, folders)


def _dress(application: QApplication, *, dark: bool) -> None:
    application.setPalette(house_palette(dark=dark))
    apply_style(application)


def _french(application: QApplication, out: Path, folder: Path) -> None:
    _dress(application, dark=False)
    studio = _Studio(application, folder, "fr")
    window, desk = studio.window, studio.desk
    studio.shoot(out / "empty-light-1366x768.png", _SMALL)
    _dress(application, dark=True)
    studio.shoot(out / "empty-dark-1366x768.png", _SMALL)
    _dress(application, dark=False)
    desk.intake.open_sample()
    studio.wait(lambda: bool(desk.work.loaded))
    studio.wait(lambda: not window.settings.understood.isHidden())
    studio.shoot(out / "source-light-1366x768.png", _SMALL)
    desk.orders.write()
    studio.wait(studio.settled)
    studio.window.notice.hide()
    studio.shoot(out / "result-light-1366x768.png", _SMALL)
    _dress(application, dark=True)
    studio.shoot(out / "result-dark-1366x768.png", _SMALL)
    _dress(application, dark=False)
    window.resize(_SMALL)
    window.overlay.offer(double=True, at=QPoint(300, 300))
    studio.shoot(out / "drop-light-1366x768.png", _SMALL)
    window.overlay.hide()
    window.right.setCurrentWidget(window.google)
    studio.shoot(out / "google-light-1366x768.png", _SMALL)
    window.right.setCurrentWidget(window.preview)
    window.review.everything.setChecked(True)
    window.review.step(1)
    studio.shoot(out / "everything-light-1366x768.png", _SMALL)
    bad = folder / "photo.xyz"
    bad.write_bytes(b"\x00\x01")
    desk.intake.take(from_paths([bad]))
    studio.wait(lambda: window.notice.property("mood") == "problem")
    studio.shoot(out / "error-light-1366x768.png", _SMALL)
    studio.close()


def _writing(application: QApplication, out: Path, folder: Path) -> None:
    """Draw the article being edited, an image's description asked for, and find and replace."""
    studio = _Studio(application, folder, "fr")
    window, desk = studio.window, studio.desk
    desk.work.edit("body", WRITTEN, "screenshots")
    desk.work.edit("title", "Rochefort plante ses quais", "screenshots")
    studio.wait(studio.settled)
    window.notice.hide()
    window.go_to("article")
    body = window.editor.body
    body.keys.stand(*[WRITTEN.index("640")] * 2)
    studio.shoot(out / "article-light-1366x768.png", _SMALL)
    _dress(application, dark=True)
    studio.shoot(out / "article-dark-1366x768.png", _SMALL)
    _dress(application, dark=False)
    body.keys.stand(*[WRITTEN.index("![")] * 2)
    window.actions_["image"].trigger()
    studio.shoot(out / "image-light-1366x768.png", _SMALL)
    if desk.writing.popover is not None:
        desk.writing.popover.close()
    window.actions_["replace"].trigger()
    window.editor.find_bar.words.setText("quais")
    studio.shoot(out / "find-light-1366x768.png", _SMALL)
    studio.close()


def _faults(application: QApplication, out: Path, folder: Path) -> None:
    """Draw an article with faults of language and facts that are not the source's."""
    studio = _Studio(application, folder, "fr")
    window, desk = studio.window, studio.desk
    desk.intake.open_sample()
    studio.wait(lambda: bool(desk.work.loaded))
    desk.orders.write()
    studio.wait(studio.settled)
    article = desk.work.article
    body = article.body if article else ""
    for right, wrong in FAULTS:
        body = body.replace(right, wrong, 1)
    body = "\n\n".join(b for b in body.split("\n\n") if not b.startswith(LEFT_OUT))
    desk.work.edit("body", body, "screenshots")
    studio.wait(lambda: desk.orders.dispatcher.busy)
    studio.wait(lambda: studio.settled() and not desk.live.busy)
    window.notice.hide()
    window.resize(_SMALL)
    for _ in range(window.review.to_do):
        window.review.step(1)
        if window.review.current and window.review.current.check == "grammar":
            break
    window.go_to("article")
    studio.shoot(out / "language-light-1366x768.png", _SMALL)
    window.show_facts(True)
    window.facts.step(1)
    studio.shoot(out / "facts-light-1366x768.png", _SMALL)
    window.facts.tabs.setCurrentIndex(1)
    window.facts.step(1)
    window.facts.step(1)
    studio.shoot(out / "passages-light-1366x768.png", _SMALL)
    studio.close()


def _little_and_large(application: QApplication, out: Path, folder: Path) -> None:
    """Draw the smallest window, and twice the text size."""
    face = application.font().family()
    for name, size, points in (
        ("1024x700", _LITTLE, _POINTS),
        ("text-200-1366x768", _SMALL, 2 * _POINTS),
    ):
        application.setFont(QFont(face, points))
        apply_style(application)
        studio = _Studio(application, folder, "fr")
        studio.desk.intake.open_sample()
        studio.wait(lambda studio=studio: bool(studio.desk.work.loaded))
        studio.wait(lambda studio=studio: not studio.window.settings.understood.isHidden())
        studio.desk.orders.write()
        studio.wait(studio.settled)
        studio.window.notice.hide()
        studio.shoot(out / f"result-light-{name}.png", size)
        studio.close()
    application.setFont(QFont(face, _POINTS))
    apply_style(application)


def _english(application: QApplication, out: Path, folder: Path) -> None:
    studio = _Studio(application, folder, "en")
    studio.desk.intake.open_sample()
    studio.wait(lambda: bool(studio.desk.work.loaded))
    studio.desk.orders.write()
    studio.wait(studio.settled)
    studio.window.notice.hide()
    studio.shoot(out / "result-english-1366x768.png", _SMALL)
    studio.close()


def _with_ai(application: QApplication, out: Path, folder: Path) -> None:
    """Draw the question about a host, a model that thinks and writes, and the preferences."""
    from desktop_app.settings import Settings, save_settings

    folder.mkdir()
    save_settings(Settings(base_url="https://api.mistral.ai/v1", model="mistral-small"), folder)
    studio = _Studio(application, folder, "fr")
    window, desk = studio.window, studio.desk
    desk.intake.open_sample()
    studio.wait(lambda: not window.settings.understood.isHidden())
    desk.orders.write()
    studio.wait(lambda: bool(window.notice.choices))
    studio.shoot(out / "ai-host-light-1366x768.png", _SMALL)
    script = _Script(desk.work.sources[0].markdown)
    desk.session.write = script.write  # type: ignore[union-attr,method-assign]
    window.notice.choices[0].click()
    thinking = desk.messages.text("window.stage.reasoning")
    studio.wait(lambda: window.status.stage.text() == thinking)
    script.go_on.set()
    studio.wait(lambda: bool(window.preview.written))
    studio.shoot(out / "ai-writing-light-1366x768.png", _SMALL)
    desk.orders.dispatcher.cancel()
    script.ended.set()
    for name in ("models", "privacy"):
        desk.ai.show_preferences(name)
        studio.wait(lambda: True)
        _grab_preferences(desk, out / f"preferences-{name}-light.png")
    _dress(application, dark=True)
    desk.ai.show_preferences("look")
    studio.wait(lambda: True)
    _grab_preferences(desk, out / "preferences-look-dark.png")
    _dress(application, dark=False)
    studio.close()


def _versions(application: QApplication, out: Path, folder: Path) -> None:
    """Draw what changed between a version and the article, and the recent files."""
    folder.mkdir()
    studio = _Studio(application, folder, "fr")
    window, desk = studio.window, studio.desk
    desk.intake.open_sample()
    studio.wait(lambda: bool(desk.work.loaded))
    desk.orders.write()
    studio.wait(studio.settled)
    article = desk.work.article
    body = article.body if article else ""
    for was, now in CHANGES:
        body = body.replace(was, now, 1)
    desk.work.edit("body", body, "screenshots")
    desk.desktop.ask_name = lambda *_asked: "envoyée au client"  # type: ignore[method-assign]
    desk.versions.keep()
    desk.work.edit("title", "Des quais rendus aux piétons", "screenshots")
    desk.versions.show()
    shown = desk.versions.shown
    assert shown is not None
    shown.list.setCurrentRow(1)
    studio.wait(lambda: "650" in shown.text.toPlainText())
    shown.grab().save(str(out / "versions-light.png"))
    for name in ("promenade.intertitre", "quais.docx", "entretien Castagnet.odt"):
        (folder / name).touch()
        desk.ask(lambda session, name=name: session.remember_files([folder / name]))
    studio.wait(lambda: len(desk.recent.paths) == len(("intertitre", "docx", "odt")))
    desk.recent.menu.aboutToShow.emit()
    desk.recent.menu.popup(window.mapToGlobal(QPoint(60, 60)))
    studio.wait(lambda: True)
    desk.recent.menu.grab().save(str(out / "recent-light.png"))
    desk.recent.menu.hide()
    shown.close()
    studio.close()


def _clients(application: QApplication, out: Path, folder: Path) -> None:
    """Draw what a client's order was understood to say, and a client's profile."""
    from desktop_app.settings import Profile, Settings, save_settings
    from desktop_app.window.incoming import Origin

    folder.mkdir()
    profile = Profile(
        *("Rochefort Océan", "edition", "vous", ("Rochefort-Océan",), " | Rochefort Océan"),
        audience="les habitants de l’agglomération",
        forbidden=("incontournable", "écrin"),
        site="www.rochefort.exemple",
    )
    kept = Settings(profile=profile.name, profiles=(profile, Profile("Thermaloé")))
    save_settings(kept, folder)
    studio = _Studio(application, folder, "fr")
    window, desk = studio.window, studio.desk
    desk.intake.open_sample()
    studio.wait(lambda: not window.settings.understood.isHidden())
    desk.client_orders.read([Origin("text", ORDER, "")])
    studio.wait(lambda: bool(desk.work.brief.demands.links))
    studio.shoot(out / "order-light-1366x768.png", _SMALL)
    window.settings.more.unfold(True)
    studio.wait(lambda: True)
    bar = window.settings.verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.shoot(out / "order-more-light-1366x768.png", _SMALL)
    desk.ai.show_preferences("clients")
    studio.wait(lambda: True)
    _grab_preferences(desk, out / "profiles-light.png")
    studio.close()


class _Script:
    """Stands in for a model: thinks until told to go on, writes half an article, and waits."""

    def __init__(self, text: str) -> None:
        self.go_on, self.ended = threading.Event(), threading.Event()
        self._text = text[: len(text) // 2]

    def write(self, _job: Job) -> Iterator[Event]:
        yield Stage("write")
        yield Reasoning("…")
        self.go_on.wait(_PATIENCE)
        yield Delta(self._text)
        self.ended.wait(_PATIENCE)


def _grab_preferences(desk: Desk, path: Path) -> None:
    if desk.ai.preferences is not None:
        desk.ai.preferences.grab().save(str(path))


def main(arguments: list[str]) -> int:
    """Draw everything into the folder named."""
    out = Path(arguments[0]) if arguments else resource("..", "docs", "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    application = make_application(Messages("fr"))
    known = set(QFontDatabase.families())
    face = next((name for name in _FACES if name in known), "")
    application.setFont(QFont(face, _POINTS))
    with tempfile.TemporaryDirectory() as folder:
        _french(application, out, Path(folder))
        _writing(application, out, Path(folder))
        _faults(application, out, Path(folder))
        _little_and_large(application, out, Path(folder))
        _english(application, out, Path(folder))
        _versions(application, out, Path(folder, "versions"))
        _with_ai(application, out, Path(folder, "ai"))
        _clients(application, out, Path(folder, "clients"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
