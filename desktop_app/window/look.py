"""Theme and text size, as the user wants them, over what the system says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from desktop_app.window.main_window import apply_style
from desktop_app.window.theme import house_palette, interface_size

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_app.settings import Settings

# What desktop_app.settings calls its file; that module is not loaded before the first drawing.
SETTINGS_FILE = "settings.json"
_SIZES = range(50, 301)
_SYSTEM_SIZE = "systemTextSize"
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@dataclass(frozen=True)
class KeptLook:
    """What must be known before the first drawing; the defaults are a first launch's."""

    language: str | None = None
    theme: str = "system"
    text_size: int = 100

    @property
    def is_plain(self) -> bool:
        """Whether the system's own look is wanted."""
        return self.theme == "system" and self.text_size == 100


def kept_look(folder: Path) -> KeptLook:
    """Read the look out of the settings' file; what is missing or wrong is the default."""
    try:
        data: Any = json.loads((folder / SETTINGS_FILE).read_bytes())
        language, theme, size = data.get("language"), data.get("theme"), data.get("text_size")
    except (OSError, ValueError, AttributeError):
        return KeptLook()
    return KeptLook(
        language if language in ("fr", "en") else None,
        theme if theme in _SCHEMES else "system",
        size if isinstance(size, int) and size in _SIZES else 100,
    )


def apply_look(application: QApplication, settings: Settings | KeptLook) -> None:
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
