"""Theme and text size, as the user wants them, over what the system says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from desktop_app.window.main_window import apply_style
from desktop_app.window.theme import house_palette, interface_size

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_app.settings import Settings

_SYSTEM_SIZE = "systemTextSize"
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def apply_look(application: QApplication, settings: Settings) -> None:
    """Dress the application as these settings say."""
    _apply_theme(application, settings.theme)
    size = application.property(_SYSTEM_SIZE)
    if not isinstance(size, float):
        size = interface_size(application.font())
        application.setProperty(_SYSTEM_SIZE, size)
    font = application.font()
    font.setPointSizeF(size * settings.text_size / 100)
    application.setFont(font)
    apply_style(application)


def _apply_theme(application: QApplication, theme: str) -> None:
    hints = application.styleHints()
    hints.setColorScheme(_SCHEMES.get(theme, Qt.ColorScheme.Unknown))
    if hints.colorScheme() is Qt.ColorScheme.Unknown:
        # A system that knows no light and dark: our own palettes.
        application.setPalette(house_palette(dark=theme == "dark"))
    else:
        application.setPalette(QPalette())
