"""The first time a text is to leave this computer: asked once for each host, in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.window.ai_badge import cost_sentence, forecast_for, goes_plainly, online_host
from desktop_app.window.notice_bar import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.session import Session
    from desktop_app.settings import Settings
    from desktop_app.window.desk import Desk
    from desktop_app.writers.ai.prices import Forecast


class HostQuestion(QObject):
    """Lets a text go out only where the user has agreed that it may."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def before(self, sending: Callable[[], None]) -> None:
        """Do `sending` at once where the host is agreed, else after the user's yes."""
        session = self._desk.session
        settings = session.settings if session is not None else None
        host = online_host(settings, "ai")
        if settings is None or host is None or _agreed(settings):
            sending()
            return
        plain = goes_plainly(settings)
        sources, wishes = self._desk.work.sources, self._desk.window.settings.wishes()
        self._desk.ask(
            lambda session: forecast_for(session, sources, wishes),
            lambda forecast: self._ask(host, plain, forecast, sending),
            lambda _error: self._ask(host, plain, None, sending),
        )

    def _ask(
        self, host: str, plain: bool, forecast: Forecast | None, sending: Callable[[], None]
    ) -> None:
        tr = self._desk.messages.text
        words = tr("window.host.question", host=host)
        if plain:
            words += " " + tr("window.host.plain")
        if forecast is not None:
            name = "window.host.tokens" if forecast.online else "window.host.tokens_near"
            words += " " + tr(name, tokens=round(forecast.tokens, -2))
            words += " " + cost_sentence(forecast, self._desk.messages)
            words = words.rstrip()

        def agreed() -> None:
            def remember(session: Session) -> None:
                session.save_settings(session.settings.with_host(host, plain=plain))

            self._desk.ask(remember, lambda _nothing: sending())

        self._desk.window.notice.say(
            words,
            "info",
            Choice(
                tr("window.host.send_plain" if plain else "window.host.send", host=host), agreed
            ),
            Choice(tr("window.host.keep"), lambda: None),
        )
        # A stray Enter must not send.
        self._desk.window.notice.choices[-1].setFocus()


def _agreed(settings: Settings) -> bool:
    from desktop_app.errors import InputError
    from desktop_app.writers.ai.endpoint import base_url, check_host

    try:
        check_host(base_url(settings.base_url), settings.allowed_hosts, settings.plain_hosts)
    except InputError:
        return False
    return True
