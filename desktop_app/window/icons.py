"""Our own stroke icons, drawn in the palette's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.resources import resource
from desktop_app.window.theme import current, tones

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Twice the size icons are shown in, for screens of double density.
_SIZE = 80


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw an icon in one colour, `size` logical pixels wide."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour.name()).encode()))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, palette: QPalette, *, on_accent: bool = False) -> QIcon:
    """Give an icon for this palette; `on_accent` for one that stands on an accent-filled button."""
    t = tones(palette)
    normal = t.on_accent if on_accent else t.text
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    made = QIcon()
    made.addPixmap(pixmap(name, normal, _SIZE), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, disabled, _SIZE), QIcon.Mode.Disabled)
    return made


def icon_side(widget: QWidget) -> int:
    """Give how wide icons beside this widget's text are: 18 pixels at the usual size."""
    return max(18, round(widget.fontMetrics().height() * 1.1))


def application_icon() -> QIcon:
    """Give the program's own icon."""
    return QIcon(str(resource("icons", "intertitre.svg")))


def label_pixmap(name: str, widget: QWidget, size: int, colour: QColor | None = None) -> QPixmap:
    """Draw an icon for a label of this widget, in the quiet colour unless told otherwise."""
    chosen = colour or current().quiet
    return pixmap(name, chosen, size, widget.devicePixelRatioF())
