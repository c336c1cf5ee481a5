"""The look: everything derived from the palette's roles, so that light and dark both come right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QPalette,
)

from desktop_app.resources import resource

_NAME = re.compile(r"@(\w+)")
READING_FAMILIES = (
    "Charter",
    "Georgia",
    "Palatino Linotype",
    "P052",
    "Noto Serif",
    "Liberation Serif",
)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """Give `one` with a share (0 to 1) of `other` in it."""
    parts = zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[misc]
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))


@dataclass(frozen=True)
class Tones:
    """The colours of one palette, named by what they are for."""

    window: QColor
    surface: QColor
    text: QColor
    quiet: QColor
    faint: QColor
    line: QColor
    hover: QColor
    accent: QColor
    on_accent: QColor
    accent_wash: QColor
    good: QColor
    improve: QColor
    problem: QColor
    dark: bool


def tones(palette: QPalette) -> Tones:
    """Derive the colours from a palette."""
    window = palette.color(QPalette.ColorRole.Window)
    surface = palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    accent = palette.color(QPalette.ColorRole.Accent)
    dark = surface.lightnessF() < 0.5
    on_accent = QColor("white") if accent.lightnessF() < 0.62 else QColor("#15181c")
    return Tones(
        window=window,
        surface=surface,
        text=text,
        quiet=mix(text, surface, 0.36),
        faint=mix(text, surface, 0.62),
        line=mix(window, text, 0.13),
        hover=mix(surface, text, 0.06),
        accent=accent,
        on_accent=on_accent,
        accent_wash=mix(surface, accent, 0.22 if dark else 0.11),
        good=QColor("#5fb58a" if dark else "#2f7d55"),
        improve=QColor("#e0a458" if dark else "#b3690a"),
        problem=QColor("#ee7b74" if dark else "#b9372f"),
        dark=dark,
    )


def current() -> Tones:
    """Give the colours of the application's palette; a styled widget's own may be changed by it."""
    return _present_tones(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=2)
def _present_tones(_key: int) -> Tones:
    """Derive the colours once for a palette, which its key stands for."""
    return tones(QGuiApplication.palette())


def house_palette(*, dark: bool) -> QPalette:
    """Give our own palette, for systems that have none to offer."""
    if dark:
        window, base, text = QColor("#1b1d21"), QColor("#212429"), QColor("#e4e5e7")
        accent, button = QColor("#6ea8e0"), QColor("#2a2e34")
    else:
        window, base, text = QColor("#f4f3f0"), QColor("#ffffff"), QColor("#22262b")
        accent, button = QColor("#2b6196"), QColor("#ffffff")
    palette = QPalette(button, window)
    roles = QPalette.ColorRole
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText):
        palette.setColor(role, text)
    palette.setColor(roles.Base, base)
    palette.setColor(roles.AlternateBase, mix(base, text, 0.03))
    palette.setColor(roles.ToolTipBase, mix(base, text, 0.06))
    palette.setColor(roles.Highlight, mix(base, accent, 0.32))
    palette.setColor(roles.HighlightedText, text)
    palette.setColor(roles.Accent, accent)
    palette.setColor(roles.Link, accent)
    palette.setColor(roles.PlaceholderText, mix(text, base, 0.52))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, mix(text, window, 0.6))
    return palette


def reading_family() -> str:
    """Give the face articles are read in: the first of ours that this system has."""
    return next((name for name in READING_FAMILIES if QFontDatabase.hasFamily(name)), "serif")


def line_height(font: QFont, ems: float) -> float:
    """Give the percentage of a face's own line spacing that makes lines this many ems high."""
    metrics = QFontMetricsF(font)
    em = QFontInfo(font).pixelSize()
    return 100 * ems * em / metrics.lineSpacing() if metrics.lineSpacing() else 100


def interface_size(font: QFont) -> float:
    """Give the interface's text size in points, also where the system says pixels."""
    return font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()


def style_sheet(palette: QPalette, size: float) -> str:
    """Give the application's style sheet for a palette and a text size in points."""
    t = tones(palette)
    names = {
        "window": t.window,
        "surface": t.surface,
        "text": t.text,
        "quiet": t.quiet,
        "faint": t.faint,
        "line": t.line,
        "field_line": mix(t.window, t.text, 0.22),
        "hover": t.hover,
        "press": mix(t.surface, t.text, 0.12),
        "accent": t.accent,
        "accent_hover": mix(t.accent, t.text, 0.16),
        "on_accent": t.on_accent,
        "wash": t.accent_wash,
        "scroll": mix(t.surface, t.text, 0.22),
        "disabled": mix(t.text, t.window, 0.6),
        "improve": t.improve,
        "problem": t.problem,
        "good": t.good,
        "problem_wash": mix(t.surface, t.problem, 0.14),
        "good_wash": mix(t.surface, t.good, 0.14),
    }
    values = {name: colour.name() for name, colour in names.items()}
    values |= {
        f"size_{name}": f"{size * factor:.1f}pt"
        for name, factor in (
            ("small", 0.92),
            ("large", 1.2),
            ("title", 2.0),
            ("reading", 1.12),
            ("preview", 1.24),
        )
    }
    # 1.8 pixels a point: a line of text at the usual density, and as much at twice the text size.
    values["field_height"] = f"{max(18, round(size * 1.8))}px"
    values["reading"] = reading_family()
    values["icons"] = resource("icons").as_posix()
    template = resource("icons", "style.qss").read_text(encoding="utf-8")
    return _NAME.sub(lambda found: values[found.group(1)], template)
