"""Starts the window: shows it at once, then lets everything else load behind it."""

from __future__ import annotations

import json
import sys
import time
from contextlib import ExitStack, nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.messages import Messages, system_language
from desktop_app.window.look import apply_look, kept_look
from desktop_app.window.main_window import MainWindow, apply_style
from desktop_app.window.spare_references import hold_true
from desktop_app.window.theme import house_palette

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from desktop_app.session import Session
    from desktop_app.window.desk import Desk
    from desktop_app.window.look import KeptLook
    from desktop_app.window.opened_files import OpenedFiles
    from desktop_app.window.windows import SharedSession, Windows

    # When the window was drawn, and the processor time spent until then; seconds.
    _Times = tuple[float, float]

_OWN_STYLE = "fusion"

# Seconds a busy thread may keep the interpreter while the window waits for it (Python's own: 5 ms).
_SWITCH_SECONDS = 0.0002


def make_application(messages: Messages, look: KeptLook | None = None) -> QApplication:
    """Give the application, in our look and in this language, Qt's own dialogs included."""
    hold_true()
    sys.setswitchinterval(_SWITCH_SECONDS)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Intertitre")
    application.setApplicationDisplayName("Intertitre")
    application.setDesktopFileName("intertitre")
    application.setStyle(_OWN_STYLE)
    if application.styleHints().colorScheme() is Qt.ColorScheme.Unknown:
        application.setPalette(house_palette(dark=False))
    QLocale.setDefault(QLocale(messages.language))
    translate_qt(application, messages.language)
    apply_style(application)
    application.paletteChanged.connect(lambda _palette: apply_style(application))
    if look is not None and not look.is_plain:
        apply_look(application, look)
    return application


def translate_qt(application: QApplication, language: str) -> None:
    """Have Qt's own words in this language."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)


def run(
    session_factory: Callable[[], Session],
    files: Sequence[Path] = (),
    messages: Messages | None = None,
    *,
    state_file: Path | None = None,
    look: KeptLook | None = None,
    log_folder: Path | None = None,
    startup_time: bool = False,
    then_quit_after: float | None = None,
) -> int:
    """Show the window with these files as sources, and stay until it is closed.

    `session_factory` is called on another thread after the first drawing. With `startup_time` the
    times are printed as JSON and the program leaves; `then_quit_after` seconds close the window.
    """
    from desktop_app.window.instance import Instance, hand_over, server_name
    from desktop_app.window.opened_files import OpenedFiles
    from desktop_app.window.windows import SharedSession

    messages = messages or Messages(system_language())
    application = make_application(messages, look)
    name = server_name()
    answer = "nobody" if startup_time else hand_over(name, [str(file) for file in files])
    if answer == "taken":
        return 0
    opened = OpenedFiles(application)
    session = SharedSession(session_factory)
    kept_at = None if startup_time else state_file
    windows = _windows(messages, session, kept_at, grammar=not startup_time)
    window, logging = windows.make_window(), ExitStack()
    instance = None if startup_time else Instance(name, windows, take_name=answer == "nobody")

    def furnish(shown: _Times) -> None:
        logging.enter_context(_log(None if startup_time else log_folder))
        desk = windows.furnish(window)
        if instance is not None:
            instance.received.connect(windows.receive)
        if startup_time:
            _print_times_and_leave(desk, shown)
        else:
            _begin_work(windows, desk, files, opened)

    window.painted.connect(
        lambda: load_panes(window, partial(furnish, (time.time(), time.process_time())))
    )
    if then_quit_after is not None:
        QTimer.singleShot(round(then_quit_after * 1000), window.close)
    window.show()
    code = application.exec()
    if instance is not None:
        instance.close()
    with logging:
        windows.close()
        session.close()
    return code


def _log(folder: Path | None) -> AbstractContextManager[object]:
    """Begin the log, once the window is there."""
    from desktop_app.log import log_to

    return log_to(folder) if folder is not None else nullcontext()


def _windows(
    messages: Messages, session: SharedSession, state_file: Path | None, *, grammar: bool
) -> Windows:
    from desktop_app.window.windows import Windows

    def make_desk(window: MainWindow) -> Desk:
        from desktop_app.window.desk import Desk
        from desktop_app.window.dialogs import Desktop

        asks = Desktop(messages)
        return Desk(window, messages, session, asks, grammar=grammar, owns_session=False)

    return Windows(lambda: MainWindow(messages, state_file), make_desk)


def _begin_work(windows: Windows, desk: Desk, files: Sequence[Path], opened: OpenedFiles) -> None:
    from desktop_app.window.collector import Collector

    collector = Collector(lambda: _state(windows.desks), windows)
    desk.ask(lambda session: session.lexicon, lambda _lexicon: collector.settle(), _nothing)
    if files:
        windows.receive(files)
    opened.hand_to(windows.receive)


# What the panes are made of, loaded one a turn so that the window answers meanwhile.
_PANES = (
    "article_editor",
    "source_pane",
    "preview",
    "review_panel",
    "settings_panel",
    "google_card",
    "intake",
    "orders",
    "recovery",
    "desk",
)


def load_panes(window: MainWindow, then: Callable[[], None]) -> None:
    """Import and make the panes, one in each turn of the event loop; then call `then`."""
    left = list(_PANES)

    def turn() -> None:
        if left:
            import_module(f"desktop_app.window.{left.pop(0)}")
        elif not window.furnish_one():
            then()
            return
        QTimer.singleShot(0, window, turn)

    QTimer.singleShot(0, window, turn)


def _state(desks: list[Desk]) -> tuple[tuple[int, int], ...] | None:
    """Give what changes while anybody works here, None while a job runs."""
    if any(desk.orders.dispatcher.busy for desk in desks):
        return None
    return tuple((desk.work.revision, id(desk.work.assessment)) for desk in desks)


def _nothing(_error: Exception) -> None:
    """Leave it to whoever asks for the same in earnest to say what went wrong."""


def start(
    files: Sequence[str],
    messages: Messages,
    *,
    startup_time: bool = False,
    then_quit_after: float | None = None,
) -> int:
    """Open the window as this user knows it; see `run`."""
    import platformdirs

    def make_session() -> Session:
        from desktop_app.folders import user_folders
        from desktop_app.session import Session
        from desktop_app.settings import load_settings

        folders = user_folders()
        return Session(load_settings(folders.settings), messages, folders)

    folder = platformdirs.user_config_path("Intertitre", appauthor=False)
    look = kept_look(folder)
    if look.language in ("fr", "en") and messages.language == system_language():
        messages = Messages(look.language)
    return run(
        make_session,
        [Path(file) for file in files],
        messages,
        state_file=folder / "window.ini",
        look=look,
        log_folder=platformdirs.user_log_path("Intertitre", appauthor=False),
        startup_time=startup_time,
        then_quit_after=then_quit_after,
    )


def _print_times_and_leave(desk: Desk, shown: _Times) -> None:
    import psutil

    shown_ms = (shown[0] - psutil.Process().create_time()) * 1000

    def leave() -> None:
        if not desk.session_ms:
            QTimer.singleShot(20, leave)
            return
        times = {
            "window_shown_ms": round(shown_ms),
            "imports_ms": round(desk.session_ms),
            "processor_ms": round(shown[1] * 1000),
        }
        print(json.dumps(times), flush=True)
        desk.window.close()

    QTimer.singleShot(0, leave)
