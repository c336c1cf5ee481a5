"""The article as the preview shows it: a piece of HTML per block, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from desktop_app.window.icons import pixmap
from desktop_app.window.theme import mix, tones

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPalette

    from desktop_app.document import Block, Document

IMAGE_SCHEME = "intertitre-image"
_IMAGE = re.compile(r"<img\b[^>]*?/?>")
_ALT = re.compile(r'\balt="([^"]*)"')
_IMAGE_WIDTH, _IMAGE_HEIGHT = 520, 150


@dataclass(frozen=True)
class Piece:
    """A block as HTML, and the block it comes from: None for the title."""

    html: str
    block: Block | None


def pieces(title: str, document: Document) -> list[Piece]:
    """Give the title and the blocks, ready to be shown one after the other."""
    shown = [Piece(f"<h1>{escape(title)}</h1>", None)] if title else []
    return shown + [Piece(_local(b.html), b) for b in document.blocks if b.html]


def _local(html: str) -> str:
    return _IMAGE.sub(_placeholder, html)


def _placeholder(found: re.Match[str]) -> str:
    alternative = _ALT.search(found.group())
    words = unescape(alternative.group(1)) if alternative else ""
    name = words.encode("utf-8").hex() or "00"
    return f'<img src="{IMAGE_SCHEME}:{name}" width="{_IMAGE_WIDTH}" height="{_IMAGE_HEIGHT}"/>'


def placeholder_image(name: str, palette: QPalette, font: QFont) -> QImage:
    """Draw the frame that stands for an image; `name` is what follows the scheme."""
    words = bytes.fromhex(name).decode("utf-8").strip("\0")
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
    painter.setPen(t.quiet)
    painter.setFont(font)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(QRectF(24, 82, _IMAGE_WIDTH - 48, 60), int(flags), words)
    painter.end()
    return image


def style(palette: QPalette, size: float) -> str:
    """Give the preview's style sheet for a palette and a text size in points."""
    t = tones(palette)
    code = mix(t.surface, t.text, 0.07).name()
    return f"""
    body {{ color: {t.text.name()}; }}
    h1 {{ font-size: {size * 1.85:.1f}pt; font-weight: 700; margin-top: 0; margin-bottom: 18px;
          line-height: 118%; }}
    h2 {{ font-size: {size * 1.34:.1f}pt; font-weight: 700; margin-top: 26px; margin-bottom: 10px;
          line-height: 122%; }}
    h3 {{ font-size: {size * 1.12:.1f}pt; font-weight: 700; margin-top: 20px;
          margin-bottom: 8px; }}
    h4, h5, h6 {{ font-size: {size:.1f}pt; font-weight: 700; margin-top: 16px;
          margin-bottom: 6px; }}
    p {{ margin-top: 0; margin-bottom: 13px; line-height: 148%; }}
    li {{ margin-bottom: 6px; line-height: 145%; }}
    ul, ol {{ margin-top: 0; margin-bottom: 13px; }}
    blockquote {{ margin: 0 0 13px 26px; color: {t.quiet.name()}; font-style: italic; }}
    a {{ color: {t.accent.name()}; text-decoration: underline; }}
    code, pre {{ background-color: {code}; font-family: monospace;
          font-size: {size * 0.88:.1f}pt; }}
    table {{ border-collapse: collapse; border-color: {t.line.name()}; margin-bottom: 14px; }}
    td, th {{ padding: 5px 9px; border: 1px solid {t.line.name()}; }}
    """
