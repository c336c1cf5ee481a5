"""Shown while something is dragged over the window: where it may be let go, and what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.window.icons import pixmap
from desktop_app.window.theme import current, interface_size

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop_app.messages import Messages


class DropOverlay(QFrame):
    """Covers the window with one zone, or two when there is already work on the table."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._messages = messages
        self._double = False
        self._under: int = 0
        self.hide()

    def offer(self, *, double: bool, at: QPoint) -> None:
        """Show the zones, the one under the pointer lit."""
        self._double = double
        self._under = self.zone(at) if double else 0
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()
        self.update()

    def zone(self, at: QPoint) -> int:
        """Tell the zone under a point: 0 adds to the present work, 1 begins anew."""
        return int(at.x() >= self.window().width() / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the zones."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = current()
        veil = QColor(t.window)
        veil.setAlphaF(0.96)
        painter.fillRect(self.rect(), veil)
        tr = self._messages.text
        words = [tr("window.drop.here")]
        if self._double:
            words = [tr("window.drop.add"), tr("window.drop.new")]
        width = (self.width() - 48) / len(words)
        for number, text in enumerate(words):
            zone = QRectF(24 + number * width, 24, width, self.height() - 48).adjusted(6, 6, -6, -6)
            lit = number == self._under
            painter.setPen(QPen(t.accent if lit else t.faint, 2, Qt.PenStyle.DashLine))
            painter.setBrush(t.accent_wash if lit else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(zone, 16, 16)
            picture = pixmap("drop", t.accent if lit else t.quiet, 48, self.devicePixelRatioF())
            centre = zone.center().toPoint()
            painter.drawPixmap(centre - QPoint(24, 60), picture)
            font = self.font()
            font.setPointSizeF(interface_size(font) * 1.35)
            painter.setFont(font)
            painter.setPen(t.text)
            where = zone.adjusted(20, zone.height() / 2, -20, 0)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(where, int(flags), text)
        painter.end()
