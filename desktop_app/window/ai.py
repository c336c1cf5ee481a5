"""The AI as the window knows it: which model, where the text goes, what must be asked first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.window.ai_badge import (
    cost_words,
    forecast_for,
    forecast_words,
    model_words,
    online_host,
)
from desktop_app.window.chat_road import ChatRoad
from desktop_app.window.host_question import HostQuestion
from desktop_app.window.notice_bar import Choice
from desktop_app.window.suggestions import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from desktop_app.model import ErrorInfo, Finding, Source, WriterSummary
    from desktop_app.session import Session
    from desktop_app.settings import Settings
    from desktop_app.window.desk import Desk
    from desktop_app.window.preferences.window import PreferencesWindow
    from desktop_app.writers.ai.prices import Forecast

_FORECAST_MS = 300
_GGUF = ".gguf"
_IN_THE_SETTINGS = frozenset(
    {
        *("endpoint.refused", "endpoint.dns", "endpoint.key", "endpoint.model", "endpoint.local"),
        *("endpoint.too_long", "endpoint.not_a_service", "endpoint.budget", "endpoint.garbled"),
        *("endpoint.no_tls", "endpoint.tls"),
        *("usage.no_endpoint", "usage.endpoint_address", "usage.plain_http"),
    }
)


class Ai(QObject):
    """Owns the choice of a model, the badge, the chat road and the preferences.

    `settings_changed` is emitted after the user's settings were written.
    """

    settings_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.chat = ChatRoad(desk)
        self.hosts = HostQuestion(desk)
        self._preferences: PreferencesWindow | None = None
        self._thin_said: tuple[Source, ...] = ()
        self._forecast = QTimer(self, singleShot=True, interval=_FORECAST_MS)
        self._forecast.timeout.connect(self._foresee)
        settings, actions = desk.window.settings, desk.window.actions_
        settings.set_ai_available(True)
        settings.online.toggled.connect(lambda _on: self.show_place())
        settings.online.clicked.connect(self._chosen)
        settings.changed.connect(self._forecast.start)
        for name, act in {
            "copy_order": self.chat.copy_order,
            "paste_reply": self.chat.paste_reply,
            "copy_repair": self.chat.copy_repair,
            "choose_model": self.choose_file,
            "preferences": self.show_preferences,
            "repair": self.repair,
        }.items():
            actions[name].triggered.connect(lambda _=False, act=act: act())

    @property
    def settings(self) -> Settings | None:
        """The user's settings, None before there is a session."""
        session = self._desk.session
        return session.settings if session is not None else None

    def begin(self) -> None:
        """Show what the session's settings say."""
        self.show_place()
        settings = self.settings
        if settings is None:
            return
        if settings.has_ai:
            self._desk.intake.ask_brief()
        if (settings.theme, settings.text_size) != ("system", 100):
            self.dress()

    def update(self) -> None:
        """Switch what can be done with a chat window on, and the rest off."""
        work, busy = self._desk.work, self._desk.orders.writing
        self._desk.window.actions_.enable(
            copy_order=bool(work.loaded),
            paste_reply=bool(work.loaded) and not busy,
            copy_repair=bool(work.loaded) and work.assessment is not None and not busy,
            repair=bool(work.loaded) and work.assessment is not None and not busy,
        )
        self._forecast.start()

    def show_place(self) -> None:
        """Say on the badge where the text goes with the writer chosen now."""
        window, tr = self._desk.window, self._desk.messages.text
        writer = window.settings.writer()
        host = online_host(self.settings, writer)
        window.actions_.show_place(host)
        words = [tr("window.badge.online.tip" if host else "window.badge.here.tip")]
        if writer == "ai":
            words.append(model_words(self.settings, self._desk.messages))
            words.append(cost_words(self._desk.work.report, self._desk.messages))
        window.actions_.badge.setToolTip("\n".join(word for word in words if word))

    def _foresee(self) -> None:
        """Say before anything is sent what writing will take, where nothing is written yet."""
        desk, status = self._desk, self._desk.window.status
        if desk.orders.writing:
            return
        sources, wishes = desk.work.sources, desk.window.settings.wishes()
        settings = self.settings
        writes = desk.window.settings.writer() == "ai" and settings is not None and settings.has_ai
        if not sources or desk.work.article is not None or not writes:
            status.spent.setText("")
            return

        def show(forecast: Forecast) -> None:
            if not desk.orders.writing and desk.work.article is None:
                status.spent.setText(forecast_words(forecast, desk.messages))

        # An address that is none is said when it is used.
        desk.ask(lambda session: forecast_for(session, sources, wishes), show, lambda _error: None)

    def before_writing(self, writing: Callable[[], None]) -> None:
        """Go on to write where a model is chosen and its host agreed to; else say what to do."""
        settings = self.settings
        if settings is not None and not settings.has_ai:
            self._say_none()
        elif (thin := self._thin()) is not None:
            self._ask_for_more(*thin, writing)
        else:
            self.hosts.before(writing)

    def _thin(self) -> tuple[int, int] | None:
        """Give the sources' words and those wanted where that is too few, and not said yet."""
        session, sources = self._desk.session, self._desk.work.sources
        if session is None or self._desk.work.article is not None or self._thin_said is sources:
            return None
        from desktop_app.writers.ai.writer import too_thin

        return too_thin(sources, session.brief(sources, self._desk.window.settings.wishes()))

    def _ask_for_more(self, count: int, wanted: int, writing: Callable[[], None]) -> None:
        desk, tr = self._desk, self._desk.messages.text
        sources = desk.work.sources

        def go_on() -> None:
            self._thin_said = sources
            self.hosts.before(writing)

        desk.window.notice.say(
            tr("window.ai.thin", count=count, wanted=wanted),
            "info",
            Choice(tr("window.ai.thin.add"), lambda: desk.intake.ask_files(new=False)),
            Choice(tr("window.ai.thin.write"), go_on),
        )

    def way_out(self, error: Exception | ErrorInfo) -> list[Choice]:
        """Give the choice that helps where an AI's settings are what is wrong."""
        kind = str(getattr(error, "id", ""))
        if kind not in _IN_THE_SETTINGS:
            return []
        return [Choice(self._desk.messages.text("window.ai.settings"), self._open_models)]

    def repair(self) -> None:
        """Have the section of the point chosen mended, or all that can be where none is chosen."""
        from desktop_app.writers.ai.mend import may_mend

        chosen = self._desk.window.review.current
        self._desk.orders.repair(chosen if chosen is not None and may_mend(chosen) else None)

    def offers(self, finding: Finding) -> list[Offer]:
        """Give « Réparer avec l’IA » where a rewrite can mend what a finding says."""
        from desktop_app.writers.ai.mend import may_mend

        settings = self.settings
        if settings is None or not settings.has_ai or not self._desk.work.sources:
            return []
        if not may_mend(finding):
            return []
        words = self._desk.messages.text("window.action.repair")
        return [Offer(words, lambda: self._desk.orders.repair(finding))]

    def say_mended(self, spent: WriterSummary) -> None:
        """Say what came of a repair, the text put back by a click."""
        say, tr = self._desk.window.notice.say, self._desk.messages.text
        if spent.repairs:
            undo = Choice(tr("window.action.undo"), self._desk.window.actions_["undo"].trigger)
            say(tr("window.ai.mended"), "good", undo)
        elif spent.requests:
            say(tr("window.ai.no_better"), "info")
        else:
            say(tr("window.ai.nothing_to_mend"), "info")

    def change(self, done: Callable[[], None] | None = None, **changes: object) -> None:
        """Write changed settings off the GUI thread, then announce it."""
        self.rewrite(lambda settings: changed(settings, changes), done)

    def rewrite(
        self, make: Callable[[Settings], Settings], done: Callable[[], None] | None = None
    ) -> None:
        """Write the settings that `make` makes of those kept, then announce it."""

        def save(session: Session) -> None:
            session.save_settings(make(session.settings))

        def saved(_nothing: object) -> None:
            self.show_place()
            self._forecast.start()
            self._desk.intake.ask_brief()
            self.settings_changed.emit()
            if done is not None:
                done()

        self._desk.ask(save, saved)

    def settings_erased(self) -> None:
        """Begin again with the settings of a first launch."""
        self.dress()
        self.show_place()
        self._desk.intake.ask_brief()
        self.settings_changed.emit()

    def choose_file(self) -> None:
        """Ask for a model's file."""
        desk = self._desk
        title = desk.messages.text("window.action.choose_model").rstrip("…")
        paths = desk.desktop.open_files(desk.window, title, (_GGUF,))
        if paths:
            self.take_file(paths[0])

    def take_file(self, path: Path) -> None:
        """Write with this model from now on, when it is one."""
        desk = self._desk

        def look(_session: Session) -> Path:
            from desktop_app.writers.ai.local import require_gguf

            require_gguf(path)
            return path

        def taken(path: Path) -> None:
            words = desk.messages.text("window.ai.file_taken", model=path.stem)
            self.change(lambda: self._use(words), local_model=str(path))

        desk.ask(look, taken)

    def take_mime(self, mime: QMimeData, new: bool = False) -> None:
        """Take a dropped model's file; everything else is a source."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        models = [path for path in paths if path.suffix.lower() == _GGUF]
        if models:
            self.take_file(models[0])
        else:
            self._desk.intake.take_mime(mime, new)

    def show_preferences(self, section: str = "models") -> None:
        """Open the preferences at a section."""
        from desktop_app.window.preferences.window import PreferencesWindow

        if self.settings is None:
            return
        if self._preferences is None:
            self._preferences = PreferencesWindow(self._desk)
        self._preferences.open_at(section)

    @property
    def preferences(self) -> PreferencesWindow | None:
        """The preferences, once they were opened."""
        return self._preferences

    def close(self) -> bool:
        """End what the preferences have running; tell whether it has ended."""
        return self._preferences is None or self._preferences.finish()

    def dress(self) -> None:
        """Give the window the theme and text size of the settings."""
        from desktop_app.window.look import apply_look

        application, settings = QApplication.instance(), self.settings
        if isinstance(application, QApplication) and settings is not None:
            apply_look(application, settings)
            self._desk.window.refresh()

    def _open_models(self) -> None:
        self.show_preferences()

    def _use(self, words: str) -> None:
        online = self._desk.window.settings.online
        if not online.isChecked():
            online.click()
        self._desk.window.notice.say(words, "good")

    def _chosen(self) -> None:
        settings = self.settings
        if settings is not None and not settings.has_ai:
            self._say_none()

    def _say_none(self) -> None:
        tr = self._desk.messages.text
        choices = [Choice(tr("window.ai.choose"), self._open_models)]
        if self._desk.work.sources:
            choices.append(Choice(tr("window.action.copy_order"), self.chat.copy_order))
        self._desk.window.notice.say(tr("window.ai.none_yet"), "info", *choices)


def changed(settings: Settings, changes: dict[str, object]) -> Settings:
    """Give settings with some of their values changed, by name."""
    return replace(settings, **cast("dict[str, Any]", changes))
