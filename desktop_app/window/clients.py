"""The clients' profiles in the window: which is in use, what it fills, what is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.brief_fields import origins

if TYPE_CHECKING:
    from desktop_app.model import BriefLine
    from desktop_app.settings import Profile, Settings
    from desktop_app.window.desk import Desk

_REMEMBERED = ("tone", "length", "writer")


class Clients(QObject):
    """Shows the profiles on the panel, takes the one chosen, remembers the user's own ways."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._profile: Profile | None = None
        self._said: set[str] = set()
        desk.window.settings.said.connect(self._said.add)
        field = desk.window.settings.client
        field.chosen.connect(lambda name: desk.ai.change(profile=name))
        field.manage_asked.connect(lambda: desk.ai.show_preferences("clients"))
        field.new_asked.connect(self.make)
        desk.ai.settings_changed.connect(self._settings_changed)
        desk.ask(lambda session: session.settings, self._begin, lambda _error: None)

    def filled_by(self, order: BriefLine | None) -> dict[str, str]:
        """Tell who fills which field: an order, else the profile in use."""
        return origins(order, self._profile)

    def make(self) -> None:
        """Make a profile of what the panel shows now, and have it named in the preferences."""
        from desktop_app.profiles import profile_of, with_profile

        desk = self._desk
        name, brief = desk.messages.text("preferences.clients.new_name"), desk.work.brief

        def made(settings: Settings) -> Settings:
            kept = settings.active_profile
            typography = kept.typography if kept else settings.typography
            return with_profile(settings, profile_of(brief, name, typography))

        desk.ai.rewrite(made, lambda: desk.ai.show_preferences("clients"))

    def remember(self) -> None:
        """Keep the tone, length and writer that the user has just chosen for the next articles."""
        desk, settings = self._desk, self._desk.ai.settings
        if settings is None:
            return
        own = self._said & set(_REMEMBERED)
        self._said.clear()
        if self._profile is not None and self._profile.tone is not None:
            own.discard("tone")
        values = desk.window.settings.values()
        new = {name: values[name] for name in own if values[name] != getattr(settings, name)}
        if new:
            desk.ai.change(**new)

    def _begin(self, settings: Settings) -> None:
        self._profile = settings.active_profile
        self._show(settings)

    def _show(self, settings: Settings) -> None:
        names = [profile.name for profile in settings.profiles]
        self._desk.window.settings.client.show_profiles(names, settings.profile)
        self._desk.intake.show_understood()

    def _settings_changed(self) -> None:
        desk, settings = self._desk, self._desk.ai.settings
        if settings is None:
            return
        before, self._profile = self._profile, settings.active_profile
        self._show(settings)
        if before != self._profile:
            desk.google.look_again()
            if desk.work.article is not None and not desk.orders.writing:
                desk.orders.check_soon()
