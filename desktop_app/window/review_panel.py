"""« À revoir »: what the checks say, in five groups; a click goes to the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.announcing import announce
from desktop_app.window.icons import pixmap
from desktop_app.window.review_items import Group, grouped, needs_action
from desktop_app.window.stepping import step_among
from desktop_app.window.suggestions import Suggestions
from desktop_app.window.theme import current
from desktop_app.window.use_marks import USES, draw_use

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop_app.messages import Messages
    from desktop_app.model import Assessment, Finding

ITEM = Qt.ItemDataRole.UserRole
STATUS = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_USUAL_HEIGHT = 17
# What is drawn in the colour of text; the rest is quieter.
_IN_FULL = ("problem", "improve", *USES)
_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Draws a group as a heading with its count, a finding as a dot with its sentence."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height the sentence needs at this width."""
        view: QWidget = option.widget  # type: ignore[attr-defined]
        metrics = QFontMetrics(view.font())
        if index.data(ITEM) is None:
            return QSize(0, metrics.height() + 15)
        width = view.viewport().width() - 36  # type: ignore[attr-defined]
        text = index.data(Qt.ItemDataRole.DisplayRole)
        height = metrics.boundingRect(QRect(0, 0, max(width, 60), 9999), _WRAP, text).height()
        return QSize(0, height + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view: QWidget = option.widget  # type: ignore[attr-defined]
        t = current()
        full: QRect = option.rect  # type: ignore[attr-defined]
        row = QRect(0, full.top(), view.viewport().width(), full.height())  # type: ignore[attr-defined]
        state: Any = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.accent_wash if chosen else t.hover)
            painter.drawRoundedRect(QRectF(row).adjusted(2, 1, -2, -1), 6, 6)
        if index.data(ITEM) is None:
            self._group(painter, row, index, view)
        else:
            self._finding(painter, row, index, view)
        painter.restore()

    def _group(self, painter: QPainter, row: QRect, index: _Index, view: QWidget) -> None:
        t = current()
        inner = index.parent().isValid()
        indent = 12 if inner else 0
        open_: bool = view.isExpanded(index)  # type: ignore[attr-defined]
        if view.model().rowCount(index):  # type: ignore[attr-defined]
            name = "chevron-down" if open_ else "chevron-right"
            side = round(14 * min(_scale(view), 1.3))
            picture = pixmap(name, t.quiet, side, view.devicePixelRatioF())
            painter.drawPixmap(11 - side // 2 + indent, row.center().y() - side // 2, picture)
        font = QFont(view.font())
        if not inner:
            radius = 4.5 * min(_scale(view), 1.6)
            _light(painter, 26, row.center().y() + 1, radius, index.data(STATUS), view)
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(t.quiet if inner else t.text)
        words = row.adjusted(38 - indent // 2, 0, -8, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        count = view.fontMetrics().horizontalAdvance(index.data(COUNT) or "")
        text: str = index.data(Qt.ItemDataRole.DisplayRole)
        shown = QFontMetrics(font).elidedText(
            text, Qt.TextElideMode.ElideRight, words.width() - count - 8
        )
        painter.drawText(words, int(middle), shown)
        painter.setFont(view.font())
        painter.setPen(t.quiet)
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignRight), index.data(COUNT))

    def _finding(self, painter: QPainter, row: QRect, index: _Index, view: QWidget) -> None:
        t = current()
        metrics = QFontMetrics(view.font())
        status = index.data(STATUS)
        radius = 3 * _scale(view)
        _light(painter, 16, row.top() + 5 + metrics.height() // 2, radius, status, view)
        painter.setFont(view.font())
        painter.setPen(t.text if status in _IN_FULL else t.quiet)
        painter.drawText(
            row.adjusted(28, 5, -8, -5), _WRAP, index.data(Qt.ItemDataRole.DisplayRole)
        )


def _scale(widget: QWidget) -> float:
    """Give how much larger than usual this widget's text is."""
    return max(1.0, widget.fontMetrics().height() / _USUAL_HEIGHT)


def _light(painter: QPainter, x: int, y: int, radius: float, status: str, widget: QWidget) -> None:
    """Draw a status by shape as well as colour: disc, triangle, diamond, or a ring for none."""
    if status in USES:
        draw_use(painter, QPointF(x, y), status, radius + 0.5)
        return
    colour = status_colour(status, widget)
    ring = status not in ("good", "improve", "problem", "info")
    painter.setPen(QPen(colour, 1.4) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if ring else colour)
    if status in ("improve", "problem"):
        painter.drawPolygon(_polygon(x, y, radius * 1.3, diamond=status == "problem"))
    else:
        painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


def _polygon(x: float, y: float, r: float, *, diamond: bool) -> QPolygonF:
    if diamond:
        corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    else:
        corners = ((x, y - r), (x + r, y + 0.75 * r), (x - r, y + 0.75 * r))
    return QPolygonF([QPointF(*corner) for corner in corners])


def status_colour(status: str, widget: QWidget) -> QColor:
    """Give the colour of a status on this widget."""
    t = current()
    return {"good": t.good, "improve": t.improve, "problem": t.problem}.get(status, t.faint)


class ReviewTree(QTreeWidget):
    """The list itself: headings with counts, and rows as high as their sentences need.

    `leave_asked` when the delete key asks to take the present row for settled.
    """

    leave_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the delete key for « Ignorer » or « C’est voulu »."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentences anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if event.size().height() < event.oldSize().height() and (item := self.currentItem()):
            self.scrollToItem(item)


class ReviewPanel(QWidget):
    """Shows an assessment; announces the finding that was chosen.

    `pointed` carries the finding the list stands on, or None; `menu_asked` a finding and where on
    the screen its menu is wanted.
    """

    chosen = Signal(object)
    pointed = Signal(object)
    menu_asked = Signal(object, object)
    facts_asked = Signal()

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._messages = messages
        self._groups: tuple[Group, ...] = ()
        self._checked = False
        self._gone: list[Finding] = []
        self.heading = QLabel()
        font = self.heading.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(font)
        self.heading.setToolTip(messages.text("window.review.tip"))
        self.everything = QPushButton(messages.text("window.review.all"))
        self.everything.setObjectName("link")
        self.everything.setCheckable(True)
        self.everything.setToolTip(messages.text("window.review.all.tip"))
        self.everything.toggled.connect(self._fill)
        self.tree = ReviewTree(self)
        self.tree.setAccessibleDescription(messages.text("window.review.tip"))
        self.tree.itemClicked.connect(self._clicked)
        self.tree.itemActivated.connect(self._activated)
        self.tree.currentItemChanged.connect(lambda: self.pointed.emit(self.current))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._ask_menu)
        self.suggestions = Suggestions(messages, self)
        self.facts = QPushButton(messages.text("window.facts.open"))
        self.facts.setProperty("flat", "true")
        self.facts.setToolTip(messages.text("window.facts.open.tip"))
        self.facts.clicked.connect(self.facts_asked)
        self.hint = QLabel(messages.text("window.review.none"), wordWrap=True)
        self.hint.setObjectName("quiet")
        self.hint.setContentsMargins(4, 0, 4, 0)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.everything)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.tree, 1)
        column.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding))
        column.addWidget(self.suggestions)
        column.addWidget(self.facts, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_assessment(None)

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Show what the checks said, or that they have said nothing yet."""
        self._groups = grouped(assessment.findings) if assessment else ()
        self._gone = []
        self._checked = assessment is not None
        self.facts.setVisible(assessment is not None and bool(assessment.facts))
        self.hint.setVisible(assessment is None)
        self.tree.setVisible(assessment is not None)
        self.everything.setVisible(assessment is not None)
        self._fill()

    def forget(self, finding: Finding) -> None:
        """Take a finding off the list at once: it has been dealt with."""
        items = self._finding_items()
        here = self.tree.currentItem()
        after = items[items.index(here) + 1 :] if here in items else []
        following = after[0].data(0, ITEM) if after else None
        self._gone.append(finding)
        self._fill(keep=following if self.current == finding else None)

    @property
    def to_do(self) -> int:
        """How many findings need action still."""
        left = [f for group in self._groups for f in group.to_do]
        return sum(1 for finding in left if finding not in self._gone)

    def current_place(self) -> QPoint:
        """Give where on the screen the menu of the present finding is to open."""
        item = self.tree.currentItem()
        box = self.tree.visualItemRect(item) if item else self.tree.viewport().rect()
        return self.tree.viewport().mapToGlobal(box.bottomLeft() + QPoint(28, 0))

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding that is shown."""
        item = step_among(self.tree, self._finding_items(), by)
        if item is not None:
            self.chosen.emit(item.data(0, ITEM))
            if not self.tree.hasFocus():  # else the list itself is read out
                announce(self.tree, item.data(0, Qt.ItemDataRole.AccessibleTextRole))

    @property
    def current(self) -> Finding | None:
        """The finding chosen now."""
        item = self.tree.currentItem()
        return item.data(0, ITEM) if item else None

    def _finding_items(self) -> list[QTreeWidgetItem]:
        groups = [self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount())]
        items = [g.child(i) for g in groups if g is not None for i in range(g.childCount())]
        return [item for item in items if item is not None]

    def _name(self) -> None:
        tr, number = self._messages.text, self.to_do
        if not self._checked:
            self.heading.setText(tr("window.review"))
        elif number:
            self.heading.setText(tr("window.review.count", number=number))
        else:
            self.heading.setText(tr("window.review.nothing"))
        self.tree.setAccessibleName(self.heading.text())

    def _fill(self, _checked: object = None, keep: Finding | None = None) -> None:
        self._name()
        everything = self.everything.isChecked()
        tr = self._messages.text
        self.everything.setText(tr("window.review.less" if everything else "window.review.all"))
        here = (
            self._finding_items().index(at)
            if (at := self.tree.currentItem()) and self.current
            else -1
        )
        kept = keep or self.current
        opened = {g.name: self._is_open(number) for number, g in enumerate(self._groups)}
        self.tree.blockSignals(True)
        self.tree.clear()
        for group in self._groups:
            item = self._group_item(group)
            for finding in group.findings:
                if finding in self._gone:
                    continue
                if everything or needs_action(finding):
                    child = self._finding_item(item, finding)
                    if kept is not None and finding == kept:
                        self.tree.setCurrentItem(child)
            item.setExpanded(opened[group.name] is not False)
        left = self._finding_items()
        if here >= 0 and left and self.current is None:
            self.tree.setCurrentItem(left[min(here, len(left) - 1)])
        self.tree.blockSignals(False)
        self.pointed.emit(self.current)

    def _is_open(self, number: int) -> bool | None:
        item = self.tree.topLevelItem(number)
        return item.isExpanded() if item is not None and item.childCount() else None

    def _group_item(self, group: Group) -> QTreeWidgetItem:
        tr = self._messages.text
        item = QTreeWidgetItem(self.tree, [tr(f"window.group.{group.name}")])
        count = ""
        if group.judged:
            count = tr("window.group.score", good=group.good, judged=group.judged)
        item.setData(0, STATUS, group.status)
        item.setData(0, COUNT, count)
        parts = [item.text(0), count, tr(f"window.finding.{group.status}").lower()]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, parts)))
        return item

    def _finding_item(self, group: QTreeWidgetItem, finding: Finding) -> QTreeWidgetItem:
        sentence = self._messages.text(finding.message_id, finding.params)
        item = QTreeWidgetItem(group, [sentence])
        item.setData(0, ITEM, finding)
        item.setData(0, STATUS, finding.status)
        status = self._messages.text(f"window.finding.{finding.status}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{status} : {sentence}")
        return item

    def _ask_menu(self, at: QPoint) -> None:
        item = self.tree.itemAt(at)
        finding = item.data(0, ITEM) if item else None
        if finding is not None:
            self.menu_asked.emit(finding, self.tree.viewport().mapToGlobal(at))

    def _clicked(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, ITEM)
        if finding is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(finding)

    def _activated(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, ITEM)
        if finding is not None:
            self.chosen.emit(finding)
