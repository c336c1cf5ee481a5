"""Keeps the same words at the same height of the view while a document changes around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

    from desktop_app.window.laid_out import LaidOut


@dataclass(frozen=True)
class Anchor:
    """The piece at the top of the view, and by how many pixels it begins above it."""

    html: str
    index: int
    above: float


def anchor_of(view: QTextEdit, laid: LaidOut) -> Anchor | None:
    """Give what stands at the top of the view; None where that is the beginning, or nothing."""
    top = view.verticalScrollBar().value()
    if laid.empty or not top:
        return None
    layout = view.document().documentLayout()
    place = layout.hitTest(QPointF(view.viewport().width() / 2, top), Qt.HitTestAccuracy.FuzzyHit)
    index = max(laid.index_at(place), 0)
    return Anchor(laid.shown(index), index, top - _top(view, laid.start(index)))


def restore(view: QTextEdit, laid: LaidOut, anchor: Anchor | None) -> None:
    """Scroll to where the anchor's piece stands now, or what came in its place."""
    if anchor is None:
        view.verticalScrollBar().setValue(0)
        return
    place = laid.present(_nearest(laid, anchor))
    if place is not None:
        view.verticalScrollBar().setValue(round(_top(view, place) + anchor.above))


def is_in_view(view: QTextEdit, start: int, end: int) -> bool:
    """Tell whether any whole line between two document positions can be seen."""
    top = _top(view, start) - view.verticalScrollBar().value()
    last = view.document().findBlock(max(end - 1, start))
    box = view.document().documentLayout().blockBoundingRect(last)
    bottom = box.bottom() - view.verticalScrollBar().value()
    line = view.fontMetrics().height()
    return top < view.viewport().height() - line and bottom > line


def _top(view: QTextEdit, position: int) -> float:
    block = view.document().findBlock(position)
    return view.document().documentLayout().blockBoundingRect(block).top()


def _nearest(laid: LaidOut, anchor: Anchor) -> int:
    """Give the number of the piece that is as the anchor's was, the nearest to where it stood."""
    same = [i for i, piece in enumerate(laid.wanted) if piece.html == anchor.html]
    if not same:
        return min(anchor.index, max(len(laid.wanted) - 1, 0))
    return min(same, key=lambda i: abs(i - anchor.index))
