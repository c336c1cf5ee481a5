"""A layout that sets its widgets side by side and breaks lines where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 5


class FlowLayout(QLayout):
    """Lines of widgets; the last one takes what is left of its line."""

    def __init__(self, parent: QWidget, margin: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(margin, margin, margin, margin)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more, at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Give how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give the one at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the one at a place out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def move_to(self, widget: QWidget, place: int) -> None:
        """Put a widget that is here already at another place."""
        index = next(n for n, item in enumerate(self._items) if item.widget() is widget)
        self._items.insert(place, self._items.pop(index))
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than it is given."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be the higher the narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set the widgets in this place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Give the size of a single line of the widest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Give the size that holds the largest widget."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(2 * margins.left(), 2 * margins.top())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        x, y, line = inside.x(), inside.y(), 0
        items = [item for item in self._items if not item.isEmpty()]
        for item in items:
            last = item is items[-1]
            hint = item.minimumSize() if last else item.sizeHint()
            width = min(hint.width(), inside.width())
            if line and x + width > inside.right() + 1:
                x, y, line = inside.x(), y + line + _GAP, 0
            if last:
                width = max(width, inside.right() + 1 - x)
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x, line = x + width + _GAP, max(line, hint.height())
        return y + line - rect.y() + margins.bottom()
