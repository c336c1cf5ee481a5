"""The keyphrase: typed, or chosen among suggestions, each with its reason under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.theme import current
from desktop_app.window.wording import reason_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from desktop_app.messages import Messages
    from desktop_app.writers.offline.reasons import Reason

_WHY = Qt.ItemDataRole.UserRole + 1
_PADDING = 5


class _TwoLines(QStyledItemDelegate):
    """Draws a suggestion, and its reason in quiet letters under it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw both lines."""
        self.initStyleOption(option, index)
        t = current()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, t.accent_wash)
        inside = rect.adjusted(_PADDING + 3, _PADDING, -_PADDING, -_PADDING)
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        line = metrics.lineSpacing()
        for number, (words, colour) in enumerate(
            ((index.data(), t.text), (index.data(_WHY), t.quiet))
        ):
            place = QRect(inside.x(), inside.y() + number * line, inside.width(), line)
            elided = metrics.elidedText(words or "", Qt.TextElideMode.ElideRight, inside.width())
            painter.setPen(colour)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the room of two lines."""
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        width = max(metrics.horizontalAdvance(index.data(role) or "") for role in (0, int(_WHY)))
        return QSize(width + 4 * _PADDING, 2 * metrics.lineSpacing() + 2 * _PADDING)


class KeyphraseField(QWidget):
    """An editable choice, with the reason for what stands in it."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        tr = messages.text
        self._messages = messages
        self._reasons: dict[str, Reason] = {}
        self.choice = QComboBox(editable=True)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choice.setAcceptDrops(False)
        self.phrase = QLineEdit()
        self.phrase.setAcceptDrops(False)
        self.choice.setLineEdit(self.phrase)
        self.choice.setCompleter(None)  # type: ignore[arg-type] # what is typed is what is meant
        self.choice.setItemDelegate(_TwoLines(self.choice))
        self.choice.setToolTip(tr("window.settings.keyphrase.tip"))
        self.choice.setMinimumContentsLength(12)
        self.setFocusProxy(self.choice)
        self.why = QLabel(wordWrap=True)
        self.why.setObjectName("small")
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.choice)
        column.addWidget(self.why)
        self.suggest(())
        self.phrase.textEdited.connect(lambda _text: self.changed.emit())
        self.phrase.textChanged.connect(lambda _text: self._show_why())
        self.choice.activated.connect(lambda _index: self.chosen.emit())
        self.phrase.returnPressed.connect(self.chosen)

    def setAccessibleName(self, name: str) -> None:
        """Name the choice."""
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)

    def value(self) -> str:
        """Give the keyphrase that stands there."""
        return " ".join(self.phrase.text().split())

    def show_value(self, value: str) -> None:
        """Show a keyphrase; one that is the same stays as it was typed."""
        if value != self.value():
            self.choice.setEditText(value)

    def suggest(self, reasons: Sequence[Reason]) -> None:
        """Offer keyphrases; the first stands in the field's place until one is chosen."""
        text = self.phrase.text()
        self._reasons = {reason.keyphrase: reason for reason in reasons}
        self.choice.clear()
        for number, reason in enumerate(reasons):
            why = reason_words(reason, self._messages)
            self.choice.addItem(reason.keyphrase)
            self.choice.setItemData(number, why, _WHY)
            said = f"{reason.keyphrase}, {why}"
            self.choice.setItemData(number, said, Qt.ItemDataRole.AccessibleTextRole)
        self.choice.setEditText(text)
        hint = self._messages.text("window.settings.keyphrase.hint")
        self.phrase.setPlaceholderText(reasons[0].keyphrase if reasons else hint)
        self._show_why()

    def explain(self, reason: Reason) -> None:
        """Know the reason of a keyphrase that was typed or ordered."""
        self._reasons.setdefault(reason.keyphrase, reason)
        self._show_why()

    @property
    def unexplained(self) -> str:
        """The keyphrase that stands there, where its reason is not known; else ""."""
        return "" if self.value() in self._reasons else self.value()

    def _show_why(self) -> None:
        standing = self.value() or self.phrase.placeholderText()
        reason = self._reasons.get(standing)
        words = reason_words(reason, self._messages) if reason is not None else ""
        self.why.setText(words[:1].upper() + words[1:])
        self.why.setVisible(bool(words))
