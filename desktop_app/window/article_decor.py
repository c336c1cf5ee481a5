"""Draws what the article's hidden marks stood for: bullets, bars, rules, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from desktop_app.editing.images import image_of
from desktop_app.window.article_look import BOX, indent, look_of
from desktop_app.window.icons import pixmap
from desktop_app.window.theme import current, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextBlock

    from desktop_app.editing.marks import Line

_BULLETS = "•◦▪"


def draw_marks(
    painter: QPainter,
    blocks: Sequence[tuple[QTextBlock, QPointF]],
    font: QFont,
    width: float,
    cursor_block: int,
) -> None:
    """Draw what stands for the marks of these lines, each given with its upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(font)
    em = metrics.height() / 1.2
    for block, corner in blocks:
        look = look_of(block)
        if look.kind in ("bullet", "number"):
            _draw_item(painter, look, block, corner, font, em)
        elif look.kind == "quote" or (look.kind == "blank" and block.text().strip() == ">"):
            height = block.layout().boundingRect().height()
            painter.fillRect(QRectF(corner.x() + em * 0.3, corner.y(), 3, height), current().line)
        elif look.kind == "rule":
            y = corner.y() + em * 0.6
            painter.setPen(QPen(current().line, 1.5))
            painter.drawLine(QPointF(corner.x(), y), QPointF(width - corner.x(), y))
        elif look.kind == "image":
            box = QRectF(corner.x(), corner.y() + 4, width - 2 * corner.x(), em * BOX - 8)
            lit = block.blockNumber() == cursor_block
            _draw_image(painter, block.text(), box, font, lit=lit)


def _draw_item(
    painter: QPainter, look: Line, block: QTextBlock, corner: QPointF, font: QFont, em: float
) -> None:
    if look.kind == "bullet":
        words = _BULLETS[min(look.level, len(_BULLETS) - 1)]
    else:
        words = look.text[: look.lead].strip()
    painter.setPen(current().quiet)
    painter.setFont(font)
    line = block.layout().lineAt(0)
    if not line.isValid():
        return
    right = corner.x() + indent(look, em) - em * 0.45
    left = right - QFontMetricsF(font).horizontalAdvance(words)
    painter.drawText(QPointF(left, corner.y() + line.y() + line.ascent()), words)


def _draw_image(painter: QPainter, text: str, box: QRectF, font: QFont, *, lit: bool) -> None:
    image = image_of(text)
    if image is None:
        return
    t = current()
    painter.setPen(QPen(t.accent if lit else t.line, 1.5 if lit else 1))
    painter.setBrush(mix(t.surface, t.text, 0.04))
    painter.drawRoundedRect(box, 6, 6)
    side = min(box.height() - 12, 28)
    picture = pixmap("image", t.quiet, round(side), painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(box.x() + 12, box.center().y() - side / 2), picture)
    words = box.adjusted(side + 24, 6, -10, -6)
    metrics = QFontMetricsF(font)
    below = " · ".join(part for part in (image.caption, image.credit) if part) or image.file
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    upper = QRectF(words.x(), words.y(), words.width(), words.height() / 2)
    painter.setFont(font)
    for place, line, tone in ((upper, image.alt or image.file, t.text), (None, below, t.quiet)):
        where = place or upper.translated(0, words.height() / 2)
        painter.setPen(tone)
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(where, int(flags), shown)
