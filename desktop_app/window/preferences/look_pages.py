"""« Langue et thème » and « Taille du texte »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider

from desktop_app.window.preferences.page import Page

if TYPE_CHECKING:
    from desktop_app.window.desk import Desk

_SMALLEST, _LARGEST, _STEP = 80, 200, 10
_PAUSE_MS = 200


class LookPage(Page):
    """The interface's language, and light or dark."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages, "look")
        self._desk = desk
        self.language = QComboBox()
        for name, code in (("system", None), ("fr", "fr"), ("en", "en")):
            self.language.addItem(self.tr_(f"look.language.{name}"), code)
        self.field("look.language", self.language)
        self.later = self.say("look.language.later")
        self.later.hide()
        self.theme = QComboBox()
        for name in ("system", "light", "dark"):
            self.theme.addItem(self.tr_(f"look.theme.{name}"), name)
        self.field("look.theme", self.theme)
        self.column.addStretch(1)
        self.language.activated.connect(self._language_chosen)
        self.theme.activated.connect(self._theme_chosen)

    def opened(self) -> None:
        """Show what is kept."""
        settings = self._desk.ai.settings
        if settings is not None:
            self.language.setCurrentIndex(self.language.findData(settings.language))
            self.theme.setCurrentIndex(self.theme.findData(settings.theme))

    def _language_chosen(self) -> None:
        self.later.show()
        self._desk.ai.change(language=self.language.currentData())

    def _theme_chosen(self) -> None:
        self._desk.ai.change(self._desk.ai.dress, theme=self.theme.currentData())


class SizePage(Page):
    """How large the interface's text is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages, "size")
        self._desk = desk
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_SMALLEST // _STEP, _LARGEST // _STEP)
        self.slider.setPageStep(1)
        self.slider.setTickInterval(1)
        self.percent = QLabel()
        self.percent.setMinimumWidth(60)
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self.percent)
        self.say("size.lead")
        self.field("size.slider", self.slider, row)
        self.column.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._apply)
        self.slider.valueChanged.connect(self._moved)

    def opened(self) -> None:
        """Show what is kept."""
        settings = self._desk.ai.settings
        if settings is not None:
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(settings.text_size / _STEP))
            self._say()

    def _moved(self) -> None:
        self._say()
        self._pause.start()

    def _say(self) -> None:
        self.percent.setText(self.tr_("size.percent", value=self.slider.value() * _STEP))

    def _apply(self) -> None:
        size = self.slider.value() * _STEP
        self._desk.ai.change(self._desk.ai.dress, text_size=size)
