"""The article as the preview shows it: a piece of HTML per block, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen, QTextBlockFormat

from desktop_app.window.icons import pixmap
from desktop_app.window.theme import line_height, mix, tones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont, QPalette

    from desktop_app.document import Block

IMAGE_SCHEME = "intertitre-image"
_IMAGE = re.compile(r"<img\b[^>]*?/?>")
_ALT = re.compile(r'\balt="([^"]*)"')
_TITLE = re.compile(r'\btitle="([^"]*)"')
_IMAGE_WIDTH, _IMAGE_HEIGHT = 520, 150

# Pixels above, pixels below, line height in ems.
_HEADINGS = {1: (0, 18, 1.25), 2: (20, 8, 1.3), 3: (15, 7, 1.35), 4: (12, 5, 1.4)}
_SPACES = {
    "paragraph": (0, 12, 1.55),
    "list": (0, 5, 1.5),
    "quote": (0, 12, 1.55),
    "code": (0, 2, 1.4),
    "table": (0, 12, 1.4),
    "rule": (6, 16, 1.2),
}


@dataclass(frozen=True)
class Piece:
    """A block as HTML, and the block it comes from: None for the title."""

    html: str
    block: Block | None


def pieces(title: str, blocks: Iterable[Block]) -> list[Piece]:
    """Give the title and the blocks, ready to be shown one after the other."""
    shown = [Piece(f"<h1>{escape(title)}</h1>", None)] if title else []
    return shown + [Piece(_local(b.html), b) for b in blocks if b.html]


def _local(html: str) -> str:
    return _IMAGE.sub(_placeholder, html)


def _placeholder(found: re.Match[str]) -> str:
    alternative = _ALT.search(found.group())
    words = unescape(alternative.group(1)) if alternative else ""
    title = _TITLE.search(found.group())
    below = unescape(title.group(1)) if title else ""
    name = f"{words}\n{below}".encode().hex()
    size = f'width="{_IMAGE_WIDTH}" height="{_IMAGE_HEIGHT}" style="max-width:100%"'
    return f'<img src="{IMAGE_SCHEME}:{name}" {size}/>'


def block_look(piece: Piece, font: QFont, *, first: bool, last: bool) -> QTextBlockFormat:
    """Give the margins and line height of a block of this piece."""
    kind, level = (piece.block.kind, piece.block.level) if piece.block else ("heading", 1)
    top, bottom, line = _SPACES.get(kind, _SPACES["paragraph"])
    if kind == "heading":
        top, bottom, line = _HEADINGS.get(level, _HEADINGS[4])
    if kind == "list" and last:
        bottom = _SPACES["paragraph"][1]
    look = QTextBlockFormat()
    look.setTopMargin(top if first else 0)
    look.setBottomMargin(bottom)
    heights = QTextBlockFormat.LineHeightTypes
    if kind == "image":
        look.setLineHeight(0, heights.SingleHeight.value)
    else:
        look.setLineHeight(line_height(font, line), heights.ProportionalHeight.value)
    if kind == "heading":
        look.setHeadingLevel(level)
    if kind == "quote":
        look.setLeftMargin(26)
    return look


def placeholder_image(name: str, palette: QPalette, font: QFont) -> QImage:
    """Draw the frame that stands for an image; `name` is what follows the scheme."""
    words, _, below = bytes.fromhex(name).decode("utf-8").partition("\n")
    ratio = 2
    image = QImage(
        _IMAGE_WIDTH * ratio, _IMAGE_HEIGHT * ratio, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    t = tones(palette)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(t.line, 1))
    painter.setBrush(mix(t.surface, t.text, 0.04))
    painter.drawRoundedRect(QRectF(0.5, 0.5, _IMAGE_WIDTH - 1, _IMAGE_HEIGHT - 1), 8, 8)
    painter.drawPixmap(_IMAGE_WIDTH // 2 - 16, 38, pixmap("image", t.quiet, 32, ratio))
    painter.setFont(font)
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    metrics = QFontMetricsF(font)
    rows = [(words, t.text), (below, t.quiet)] if below else [(words, t.text)]
    for row, (line, tone) in enumerate(rows):
        painter.setPen(tone)
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, _IMAGE_WIDTH - 48)
        place = QRectF(24, 80 + row * metrics.height() * 1.2, _IMAGE_WIDTH - 48, metrics.height())
        painter.drawText(place, flags, shown)
    painter.end()
    return image


def style(palette: QPalette, size: float) -> str:
    """Give the preview's style sheet for a palette and a text size in points."""
    t = tones(palette)
    code = mix(t.surface, t.text, 0.07).name()
    return f"""
    body {{ color: {t.text.name()}; }}
    h1 {{ font-size: {size * 1.85:.1f}pt; font-weight: 700; }}
    h2 {{ font-size: {size * 1.34:.1f}pt; font-weight: 700; }}
    h3 {{ font-size: {size * 1.14:.1f}pt; font-weight: 700; }}
    h4, h5, h6 {{ font-size: {size:.1f}pt; font-weight: 700; }}
    blockquote {{ color: {t.quiet.name()}; font-style: italic; }}
    a {{ color: {t.accent.name()}; text-decoration: underline; }}
    code, pre {{ background-color: {code}; font-family: monospace;
          font-size: {size * 0.88:.1f}pt; }}
    table {{ border-collapse: collapse; border-color: {t.line.name()}; margin-bottom: 14px; }}
    td, th {{ padding: 5px 9px; border: 1px solid {t.line.name()}; }}
    """
