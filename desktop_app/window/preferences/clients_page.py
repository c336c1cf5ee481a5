"""« Clients »: what each one wants, kept under its name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QWidget

from desktop_app.model import TONES
from desktop_app.profiles import free_name, with_changed, with_profile, without_profile
from desktop_app.settings import Profile
from desktop_app.sources.order_words import words_in
from desktop_app.window.brief.plain_fields import ChipsField, ChoiceField, LineField
from desktop_app.window.preferences.page import Page
from desktop_app.window.preferences.template_row import TemplateRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.settings import Settings
    from desktop_app.window.brief.plain_fields import Field
    from desktop_app.window.desk import Desk

_PAUSE_MS = 400
_ROWS = 4
_PERSONS = ("", "vous", "tu", "nous")


class ClientsPage(Page):
    """The profiles by name, and the fields of the one chosen; each change is written at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages, "clients")
        self._desk = desk
        self._gone: Profile | None = None
        self._profile: Profile | None = None
        self.say("clients.lead")
        self.list = QListWidget()
        self.list.setObjectName("field")
        self.list.setAccessibleName(self.tr_("clients"))
        self.column.addWidget(self.list)
        self.new, self.copy, self.remove = (
            QPushButton(self.tr_(f"clients.{name}")) for name in ("new", "copy", "remove")
        )
        self.restore = QPushButton()
        self.restore.setObjectName("link")
        self.restore.hide()
        buttons = QHBoxLayout()
        for button in (self.new, self.copy, self.remove, self.restore):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.called = LineField("")
        self.field("clients.name", self.called)
        self.fields = self._make_fields()
        for name, field in self.fields.items():
            assert isinstance(field, QWidget)
            self.field(f"clients.{name}", field)
        self.template = TemplateRow(desk)
        self.field("clients.word_template", self.template.path, self.template.row)
        self.column.addWidget(self.template.verdict)
        self.column.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._save)
        self._connect()

    def _make_fields(self) -> dict[str, Field]:
        messages = self.messages
        persons = [(one, messages.text(f"window.person.{one or 'any'}")) for one in _PERSONS]
        tones = [(tone, messages.text(f"window.tone.{tone}")) for tone in TONES]
        spaces = [(name, self.tr_(f"typography.{name}")) for name in ("web", "edition", "none")]

        def chips(name: str) -> ChipsField:
            hint = messages.text(f"window.settings.{name}.hint")
            return ChipsField(messages, words_in, str, hint)

        return {
            "tone": ChoiceField([("", self.tr_("clients.tone.any")), *tones]),
            "person": ChoiceField(persons),
            "audience": LineField(messages.text("window.settings.audience.hint")),
            "typography": ChoiceField(spaces),
            "brand_spellings": chips("brands"),
            "forbidden": chips("forbidden"),
            "site": LineField("www.exemple.fr"),
            "site_suffix": LineField(self.tr_("clients.site_suffix.hint")),
        }

    def _connect(self) -> None:
        self.list.currentTextChanged.connect(self._chosen)
        self.new.clicked.connect(self._make)
        self.copy.clicked.connect(self._duplicate)
        self.remove.clicked.connect(self._remove)
        self.restore.clicked.connect(self._restore)
        self.called.editingFinished.connect(self._save)
        for field in self.fields.values():
            field.changed.connect(self._pause.start)
        self.template.changed.connect(self._save)

    def opened(self) -> None:
        """Show the profiles as they are kept, the one in use first."""
        settings = self._desk.ai.settings
        if settings is not None:
            self._show(settings, settings.profile or self._name())

    def _show(self, settings: Settings, name: str) -> None:
        names = [profile.name for profile in settings.profiles]
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems(names)
            if names:
                self.list.setCurrentRow(names.index(name) if name in names else 0)
        rows = max(2, min(_ROWS, len(names)))
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 26) + 14)
        self._take(next((p for p in settings.profiles if p.name == self._current()), None))

    def _name(self) -> str:
        return self._profile.name if self._profile is not None else ""

    def _current(self) -> str:
        item = self.list.currentItem()
        return item.text() if item is not None else ""

    def _chosen(self, name: str) -> None:
        """Show another profile, the one before written first."""
        self._save()
        settings = self._desk.ai.settings
        profiles = settings.profiles if settings is not None else ()
        self._take(next((p for p in profiles if p.name == name), None))

    def _take(self, kept: Profile | None) -> None:
        """Show a profile in the fields."""
        self._profile = kept
        for widget in (self.copy, self.remove, self.called, *self.fields.values()):
            widget.setEnabled(kept is not None)  # type: ignore[union-attr]
        self.template.show_path(kept.word_template if kept else "", enabled=kept is not None)
        profile = kept or Profile("")
        self.called.show_value(profile.name)
        for field_name, field in self.fields.items():
            value = getattr(profile, field_name)
            field.show_value("" if value is None else value)

    def _filled(self, kept: Profile) -> Profile:
        """Give the profile with what stands in the fields."""
        values = {name: field.value() for name, field in self.fields.items()}
        values["tone"] = values["tone"] or None
        values["site_suffix"] = self._suffix()
        values["word_template"] = self.template.path.text()
        rows = [self.list.item(n).text() for n in range(self.list.count())]
        others = [text for row, text in enumerate(rows) if row != self.list.currentRow()]
        name = free_name(others, self.called.value() or kept.name)
        return replace(kept, name=name, **values)

    def _suffix(self) -> str:
        """Give the suffix as it is typed: a space before it is part of it."""
        field = self.fields["site_suffix"]
        text = field.text() if isinstance(field, LineField) else ""
        return text if text[:1] in ("", " ") else f" {text}"

    def _save(self) -> None:
        self._pause.stop()
        kept = self._profile
        if kept is None:
            return
        changed = self._filled(kept)
        if changed == kept:
            return
        # What is typed meanwhile counts from here, so that no answer of the disk undoes it.
        self._profile = changed
        with QSignalBlocker(self.list):
            if (item := self.list.currentItem()) is not None:
                item.setText(changed.name)
        self._desk.ai.rewrite(lambda settings: with_changed(settings, kept.name, changed))

    def _make(self) -> None:
        name = self.tr_("clients.new_name")
        self._write(lambda settings: with_profile(settings, Profile(name)), None)

    def _duplicate(self) -> None:
        self._save()
        kept = self._profile
        if kept is not None:
            copy = replace(kept, name=self.tr_("clients.copy_name", name=kept.name))
            self._write(lambda settings: with_profile(settings, copy), None)

    def _remove(self) -> None:
        self._pause.stop()
        self._gone = kept = self._profile
        if kept is None:
            return
        self.restore.setText(self.tr_("clients.restore", name=kept.name))
        self._write(lambda settings: without_profile(settings, kept.name), "")
        self.restore.show()

    def _restore(self) -> None:
        gone, self._gone = self._gone, None
        self.restore.hide()
        if gone is not None:
            self._write(lambda settings: with_profile(settings, gone), None)

    def _write(self, make: Callable[[Settings], Settings], name: str | None) -> None:
        """Write what `make` makes, and show the profile called `name`, else the one used."""

        def written() -> None:
            settings = self._desk.ai.settings
            if settings is None:
                return
            self._show(settings, settings.profile if name is None else name)
            if name is None:
                self.called.setFocus()
                self.called.selectAll()

        self._desk.ai.rewrite(make, written)
