"""Draws the underlines: waves, lines and dots that can be told apart without their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.window.remarks import line_of
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextLine

    from desktop_app.window.remarks import Line
    from desktop_app.window.underlines import Marked

_NARROWEST = 8.0
_WAVE = 2.0


def colour_of(line: Line) -> QColor:
    """Give the colour of a sort of line on the present palette."""
    t = current()
    if line == "spelling":
        return t.problem
    if line == "grammar":
        return QColor("#74b0ff" if t.dark else "#1f63c4")
    return t.improve


def draw(
    painter: QPainter, blocks: Sequence[tuple[QTextBlock, QPointF]], marks: Iterable[Marked]
) -> None:
    """Draw the underlines of these blocks, each given with the place of its upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        line = line_of(mark.finding)
        colour = current().faint if mark.finding.params.get("quoted") else colour_of(line)
        for block, corner in blocks:
            for left, right, y in _spans(block, mark.start, mark.end):
                _stroke(painter, line, colour, corner + QPointF(left, y), right - left)


def _spans(block: QTextBlock, start: int, end: int) -> Iterator[tuple[float, float, float]]:
    """Give left, right and height of a passage's part on each line of a block."""
    start, end = start - block.position(), end - block.position()
    if end <= 0 or start >= block.length():
        return
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line, first), _x(line, last)
            if right - left < _NARROWEST:
                middle = (left + right) / 2
                left, right = middle - _NARROWEST / 2, middle + _NARROWEST / 2
            yield left, right, line.y() + line.ascent() + 3


def _x(line: QTextLine, position: int) -> float:
    place: float | tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return place[0] if isinstance(place, tuple) else place


def _stroke(painter: QPainter, line: Line, colour: QColor, at: QPointF, width: float) -> None:
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if line == "spelling":
        pen.setWidthF(1.2)
        painter.setPen(pen)
        painter.drawPath(_wave(at, width))
        return
    if line == "style":
        pen.setWidthF(2.0)
        pen.setDashPattern([0.01, 2.0])
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setWidthF(1.8)
    painter.setPen(pen)
    painter.drawLine(at, at + QPointF(width, 0))


def _wave(at: QPointF, width: float) -> QPainterPath:
    path = QPainterPath(at)
    x, up = 0.0, True
    while x < width:
        step = min(_WAVE, width - x)
        path.lineTo(at + QPointF(x + step, -1.1 if up else 1.1))
        x, up = x + step, not up
    return path
