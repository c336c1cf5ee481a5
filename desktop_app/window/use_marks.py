"""The marks of what became of a source paragraph: a disc that empties, told apart by its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.window.theme import current, mix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QTextBlock
    from PySide6.QtWidgets import QTextEdit

    from desktop_app.model import SourceParagraph, SourceUse

USES: tuple[SourceUse, ...] = ("unused", "partial", "reworded", "verbatim")
WIDTH_PX = 26
_RADIUS = 4.0
_QUARTERS = 90 * 16


def draw_use(painter: QPainter, middle: QPointF, use: str, radius: float = _RADIUS) -> None:
    """Draw a full disc (word for word), a ring with a core, a half disc, or an empty ring."""
    t = current()
    colour = t.faint if use == "unused" else mix(t.surface, t.accent, 0.8)
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(colour if use == "verbatim" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if use == "partial":
        painter.drawPie(box, _QUARTERS, 2 * _QUARTERS)
    elif use == "reworded":
        painter.drawEllipse(middle, radius * 0.45, radius * 0.45)


class UseMargin(QWidget):
    """Stands beside a text and marks its paragraphs; a click on a mark announces its paragraph."""

    chosen = Signal(object)

    def __init__(self, editor: QTextEdit, words_of: Callable[[SourceUse], str]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._words_of = words_of
        self._by_block: Mapping[int, SourceParagraph] = {}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        editor.verticalScrollBar().valueChanged.connect(self.update)
        editor.document().documentLayout().documentSizeChanged.connect(self.update)
        self.hide()

    def sizeHint(self) -> QSize:
        """Give the width the marks need."""
        return QSize(WIDTH_PX, 0)

    def show_paragraphs(self, by_block: Mapping[int, SourceParagraph]) -> None:
        """Mark these blocks of the text; none takes the margin away."""
        self._by_block = by_block
        self.setVisible(bool(by_block))
        self.update()

    def paragraph_of(self, block: QTextBlock) -> SourceParagraph | None:
        """Give the paragraph a block of the text is."""
        return self._by_block.get(block.blockNumber())

    def middle_of(self, block: QTextBlock) -> QPointF:
        """Give where a block's mark is drawn: beside its first line."""
        layout = self._editor.document().documentLayout()
        top = layout.blockBoundingRect(block).top() - self._editor.verticalScrollBar().value()
        line = block.layout().lineAt(0)
        height = line.height() if line.isValid() else self.fontMetrics().height()
        return QPointF(self.width() - 8, top + (line.y() if line.isValid() else 0) + height / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks of what is in view."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            radius = _RADIUS * max(1.0, min(self.fontMetrics().height() / 17, 1.6))
            for block, paragraph in self._in_view():
                draw_use(painter, self.middle_of(block), paragraph.use, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Announce the paragraph beside the pointer."""
        paragraph = self._at(event.position().toPoint())
        if paragraph is not None:
            self.chosen.emit(paragraph)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Say what a mark means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            paragraph = self._at(event.pos())
            words = self._words_of(paragraph.use) if paragraph is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _in_view(self) -> Iterator[tuple[QTextBlock, SourceParagraph]]:
        block = self._editor.cursorForPosition(self.rect().topLeft()).block()
        while block.isValid() and self.middle_of(block).y() < self.height() + 2 * _RADIUS:
            paragraph = self.paragraph_of(block)
            if paragraph is not None:
                yield block, paragraph
            block = block.next()

    def _at(self, point: QPoint) -> SourceParagraph | None:
        return self.paragraph_of(self._editor.cursorForPosition(point).block())
