"""The empty state: what to do in one sentence, and the ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.icons import label_pixmap
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from desktop_app.messages import Messages


_MOST_RECENT = 3
_LONGEST_NAME = 32


class _Way(QPushButton):
    """One way in: an icon, what it is called, what it does."""

    def __init__(self, name: str, title: str, hint: str) -> None:
        super().__init__()
        self.setObjectName("way")
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self._icon = name
        self._picture = QLabel()
        heading = QLabel(title, wordWrap=True)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        words = QLabel(hint, wordWrap=True)
        words.setObjectName("quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(6)
        column.addWidget(self._picture)
        column.addSpacing(4)
        column.addWidget(heading)
        column.addWidget(words)
        column.addStretch()
        for label in (self._picture, heading, words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = words
        self._heading = heading

    def draw(self) -> None:
        """Draw the icon in the palette's accent."""
        colour = current().accent
        self._picture.setPixmap(label_pixmap(self._icon, self, 26, colour))

    def fit(self, width: int) -> int:
        """Give the height the words need at this width."""
        inner = width - 36
        words = self._words.heightForWidth(inner) + self._heading.heightForWidth(inner)
        return words + 26 + 48


class _Zone(QFrame):
    """The dashed frame that says « drop here »."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropzone")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = current()
        pen = QPen(t.faint, 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 18, 18)
        painter.end()


class Welcome(QWidget):
    """The window's first page."""

    open_asked = Signal()
    check_asked = Signal()
    sample_asked = Signal()
    paste_asked = Signal()
    recent_asked = Signal(object)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        tr = messages.text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("window.welcome.headline"))
        self.ways = [
            _Way("open", tr("window.welcome.open"), tr("window.welcome.open.hint")),
            _Way("check", tr("window.welcome.check"), tr("window.welcome.check.hint")),
            _Way("sample", tr("window.welcome.sample"), tr("window.welcome.sample.hint")),
        ]
        asked = (self.open_asked, self.check_asked, self.sample_asked)
        for way, signal in zip(self.ways, asked, strict=True):
            way.clicked.connect(signal)
        self.paste = QPushButton(tr("window.welcome.paste"))
        self.paste.setObjectName("link")
        self.paste.setCursor(Qt.CursorShape.PointingHandCursor)
        self.paste.clicked.connect(self.paste_asked)
        self._recent_words = tr("window.welcome.recent")
        self._recent: list[QPushButton] = []
        self._build(tr("window.welcome.headline"), tr("window.welcome.lead"))

    def _build(self, headline: str, lead: str) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self._picture = QLabel(alignment=centre)
        title = QLabel(headline, alignment=centre, wordWrap=True)
        title.setObjectName("headline")
        words = QLabel(lead, alignment=centre, wordWrap=True)
        words.setObjectName("lead")
        ways = QHBoxLayout()
        ways.setSpacing(14)
        for way in self.ways:
            ways.addWidget(way, 1)
        self._zone = _Zone()
        column = QVBoxLayout(self._zone)
        column.setContentsMargins(40, 34, 40, 30)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(26)
        column.addLayout(ways)
        column.addSpacing(14)
        column.addWidget(self.paste, 0, centre)
        self._recent_bar = QWidget()
        self._recent_bar.setObjectName("clear")
        self._recent_row = QHBoxLayout(self._recent_bar)
        self._recent_row.setContentsMargins(0, 8, 0, 0)
        self._recent_row.setSpacing(12)
        self._recent_bar.hide()
        column.addWidget(self._recent_bar)
        column.addStretch(3)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(36, 28, 36, 28)
        outer.addStretch(1)
        outer.addWidget(self._zone, 100)
        outer.addStretch(1)
        self._zone.setMaximumWidth(1080)
        self._zone.setMaximumHeight(720)

    def show_recent(self, paths: list[Path]) -> None:
        """Offer to go on with the files opened last."""
        while (item := self._recent_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._recent = []
        if not paths:
            self._recent_bar.hide()
            return
        caption = QLabel(self._recent_words)
        caption.setObjectName("quiet")
        self._recent_row.addStretch(1)
        self._recent_row.addWidget(caption)
        for path in paths[:_MOST_RECENT]:
            button = QPushButton(_shortened(path.name).replace("&", "&&"))
            button.setObjectName("link")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setToolTip(str(path))
            button.setAccessibleName(path.name)
            button.clicked.connect(lambda _=False, path=path: self.recent_asked.emit(path))
            self._recent_row.addWidget(button)
            self._recent.append(button)
        self._recent_row.addStretch(1)
        self._fit_recent()

    def _fit_recent(self) -> None:
        """Leave the recent files to the menu where large text needs the room."""
        layout, zone = self._zone.layout(), self._zone
        if layout is not None and self._recent:
            self._recent_bar.show()
            needed = layout.minimumHeightForWidth(zone.width())
            fits = needed <= min(self.height() - 56, zone.maximumHeight())
            self._recent_bar.setVisible(fits)

    @property
    def recent(self) -> list[QPushButton]:
        """The recent files offered now."""
        return self._recent

    def refresh(self) -> None:
        """Draw the icons again after the palette changed."""
        self._picture.setPixmap(label_pixmap("drop", self, 46, current().quiet))
        for way in self.ways:
            way.draw()

    def resizeEvent(self, event: object) -> None:
        """Give the ways in the height their words need."""
        width = (min(self.width() - 72, 1080) - 80 - 28) // 3
        height = max(way.fit(width) for way in self.ways)
        for way in self.ways:
            way.setFixedHeight(height)
        self._fit_recent()


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 9]}…{name[-8:]}"
