"""The live preview: the article as it will be published, growing while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QPainter,
    QTextCursor,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop_app.model import Where
from desktop_app.window.icons import pixmap
from desktop_app.window.laid_out import LaidOut
from desktop_app.window.positions import (
    nth_visible,
    place_of_visible,
    visible_before,
    visible_between,
)
from desktop_app.window.preview_html import (
    IMAGE_SCHEME,
    Piece,
    pieces,
    placeholder_image,
    style,
)
from desktop_app.window.source_pane import bring_to_upper_third, mark
from desktop_app.window.theme import current, interface_size
from desktop_app.window.view_anchor import Anchor, anchor_of, is_in_view, restore

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from desktop_app.document import BlockContent
    from desktop_app.messages import Messages
    from desktop_app.model import Article

_TURN_SECONDS = 0.008
_GROW_MS = 70
_MEASURE_PX = 700
_NEAR_END_PX = 24


class Preview(QTextBrowser):
    """Shows an article block by block; only what changed is laid out again.

    It follows the writing until the user scrolls away, and again once he is back at the end.
    `hovered` carries the place of the body the pointer rests on, and the point on the screen;
    `pointed` the place of the body that was clicked on.
    """

    settled = Signal()
    hovered = Signal(object, object)
    pointed = Signal(object)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self.setObjectName("preview")
        self.setAccessibleName(messages.text("window.preview"))
        self._hint = messages.text("window.preview.empty")
        self.setAcceptDrops(False)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.cache: dict[str, BlockContent] = {}
        self._title = ""
        self._body = ""
        self._laid = LaidOut(self.document(), self.font)
        self._places: tuple[Where, ...] = ()
        self._anchor: Anchor | None = None
        self._held = False
        self._following = False
        self._moving = False
        self._grow = QTimer(self, singleShot=True, interval=_GROW_MS)
        self._grow.timeout.connect(self._render)
        self._whole = QTimer(self, singleShot=True, interval=0)
        self._whole.timeout.connect(self._render)
        self._fill = QTimer(self, singleShot=True, interval=0)
        self._fill.timeout.connect(self._fill_turn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._restyle()

    @property
    def filling(self) -> bool:
        """Tell whether there is more to lay out."""
        timers = (self._fill, self._grow, self._whole)
        return any(timer.isActive() for timer in timers)

    @property
    def following(self) -> bool:
        """Tell whether the view goes along with the writing."""
        return self._following

    def show_article(self, article: Article | None) -> None:
        """Show an article whole; the place in view stays where it can."""
        self._grow.stop()
        self._title = article.title if article else ""
        self._body = article.body if article else ""
        self._whole.start()

    def begin_writing(self) -> None:
        """Empty the page for a text that is about to be written, and follow it."""
        self._title = self._body = ""
        self._render()
        self._following = True

    def end_writing(self) -> None:
        """Stop following."""
        self._following = False

    def append(self, text: str) -> None:
        """Add the next piece of a text being written; several pieces are laid out at once."""
        begins = not self._body.strip()
        self._body += text
        if begins:
            self._render()  # the first words show at once
        elif not self._grow.isActive():
            self._grow.start()

    def rewind(self, text: str) -> None:
        """Fall back to a text that the next pieces continue; the view stays with the writing."""
        self._body = text
        self._grow.start()

    @property
    def written(self) -> str:
        """The text shown or about to be."""
        return self._body

    def show_place(self, *places: Where, scroll: bool = True) -> None:
        """Light up places of the title or body, and bring the first into view."""
        if self.filling:
            self._places = places
            return
        self._following = False
        spans = [span for where in places if (span := self._span(where)) is not None]
        if spans:
            mark(self, *spans)
            if scroll:
                bring_to_upper_third(self, spans[0][0])

    def bring_into_view(self, start: int, end: int) -> None:
        """Scroll to a passage of the body (code points), unless some of it is in view already."""
        if self.filling or self._following:
            return
        pieces = [
            index
            for index, piece in enumerate(self._laid.wanted)
            if piece.block and piece.block.start <= max(end, start) and piece.block.end > start
        ]
        if not pieces:
            return
        first, last = self._laid.start(pieces[0]), self._laid.end(pieces[-1])
        if not is_in_view(self, first, last):
            bring_to_upper_third(self, first)

    def forget_place(self) -> None:
        """Put the light out."""
        self._places = ()
        self.setExtraSelections([])

    def refresh(self) -> None:
        """Lay everything out again after the palette or the text size changed."""
        self._restyle()
        self._laid.clear()
        self._render()

    def loadResource(self, kind: int, url: QUrl | str) -> QImage | None:
        """Give placeholders for images, and nothing from disk or net."""
        address = QUrl(url)
        if address.scheme() == IMAGE_SCHEME:
            return placeholder_image(address.path(), self.palette(), QFont())
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in the middle of an empty page what will be there."""
        super().paintEvent(event)
        if not self._laid.empty or self.filling:
            return
        painter = QPainter(self.viewport())
        t = current()
        middle = self.viewport().rect().center()
        picture = pixmap("structure", t.faint, 40, self.devicePixelRatioF())
        painter.drawPixmap(middle.x() - 20, middle.y() - 52, picture)
        painter.setPen(t.quiet)
        painter.setFont(QFont())
        words = self.viewport().rect().adjusted(40, self.viewport().height() // 2 + 8, -40, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self._hint)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Announce what the pointer rests on, so that its sources can be shown."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            where = self.place_at(event.pos())
            if where is not None:
                self.hovered.emit(where, event.globalPos())
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Announce the place that a click without a selection meant."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            where = self.place_at(event.position().toPoint())
            if where is not None:
                self.pointed.emit(where)

    def place_at(self, point: QPoint) -> Where | None:
        """Give the character of the body shown at a point of the view, if there is one."""
        position = (
            self.document()
            .documentLayout()
            .hitTest(
                QPointF(point) + QPointF(0, self.verticalScrollBar().value()),
                Qt.HitTestAccuracy.ExactHit,
            )
        )
        index = self._laid.index_at(position)
        if position < 0 or index < 0 or self.filling:
            return None
        block = self._laid.wanted[index].block
        if block is None or not block.plain:
            return None
        count = visible_between(self.document(), self._laid.start(index), position)
        place = min(place_of_visible(block.plain, count), len(block.plain) - 1)
        return Where(*block.to_markdown(place, place + 1))

    def showEvent(self, event: QShowEvent) -> None:
        """Stay where it is: Qt goes to the text cursor, at the end, when first shown."""
        place = self.verticalScrollBar().value()
        super().showEvent(event)
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines at a length that reads well."""
        super().resizeEvent(event)
        self._set_margins()

    def _restyle(self) -> None:
        self.ensurePolished()
        size = interface_size(self.font())
        self.document().setDefaultStyleSheet(style(self.palette(), size))
        self._set_margins()

    def _set_margins(self) -> None:
        side = max((self.viewport().width() - _MEASURE_PX) // 2, 30)
        frame = self.document().rootFrame()
        look = QTextFrameFormat(frame.frameFormat())
        if look.leftMargin() != side:
            look.setLeftMargin(side)
            look.setRightMargin(side)
            look.setTopMargin(32)
            look.setBottomMargin(40)
            frame.setFrameFormat(look)

    def _render(self) -> None:
        self._whole.stop()
        if len(self.cache) > 20_000:
            self.cache.clear()
        self._moving = True
        if not self._held and not self._following:
            self._anchor = anchor_of(self, self._laid)
            self._held = True
        if self._laid.want(self._pieces()):
            self.setExtraSelections([])
        if self._laid.empty:
            self._set_margins()  # an emptied document has lost them
        self._moving = False
        self._fill_turn()

    def _pieces(self) -> list[Piece]:
        if not self._body:
            return pieces(self._title, ())
        from desktop_app.document import parse

        return pieces(self._title, parse(self._body, self.cache).blocks)

    def _fill_turn(self) -> None:
        """Lay out the pieces still missing, as many as fit into one turn of the event loop."""
        self._moving = True
        self._laid.lay_out(_TURN_SECONDS)
        self._hold_view()
        self._moving = False
        if not self._laid.complete:
            self._fill.start()
            return
        self._held = False
        self.settled.emit()
        if self._places:
            places, self._places = self._places, ()
            self.show_place(*places)

    def _hold_view(self) -> None:
        bar = self.verticalScrollBar()
        if self._following:
            bar.setValue(bar.maximum())
        elif self._held:
            restore(self, self._laid, self._anchor)

    def _scrolled(self, value: int) -> None:
        if self._moving:
            return
        self._held = False
        at_end = value >= self.verticalScrollBar().maximum() - _NEAR_END_PX
        if self._grow.isActive() or self._following:
            self._following = at_end

    def _span(self, where: Where) -> tuple[int, int] | None:
        for index, piece in enumerate(self._laid.wanted):
            begin, end = self._laid.start(index), self._laid.end(index)
            if piece.block is None:
                if where.field == "title":
                    return begin, end
                continue
            block = piece.block
            if where.field != "body" or not block.start <= where.start < max(block.end, 1):
                continue
            first = visible_before(block.plain, block.to_plain(where.start))
            last = visible_before(block.plain, block.to_plain(min(where.end, block.end)))
            start = nth_visible(self.document(), begin, end, first)
            if last <= first:
                return start, start
            return start, self._past(nth_visible(self.document(), start, end, last - first - 1))
        return None

    def _past(self, position: int) -> int:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return cursor.position()
