"""The list of versions, and what changed between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.comparison_html import comparison_html, legend_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.comparison import Comparison
    from desktop_app.model import Article
    from desktop_app.versions import Version
    from desktop_app.window.desk import Desk
    from desktop_app.window.versions import VersionsDesk


_MARGIN = 18
_WIDEST_LIST = 340
# The padding that the style sheet gives the items of such a list.
_AROUND_ROW = QSize(20, 16)


class VersionsWindow(QDialog):
    """Shows the versions, the last on top; compares the chosen one with another."""

    def __init__(self, desk: Desk, versions: VersionsDesk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._versions = versions
        self._comparison: Comparison | None = None
        tr = desk.messages.text
        self.setWindowTitle(tr("window.versions.title"))
        self.list = QListWidget()
        self.list.setObjectName("sections")
        self.list.setAccessibleName(tr("window.versions.title"))
        self.list.currentRowChanged.connect(lambda _row: self._chosen())
        self.list.itemActivated.connect(lambda _item: self.list.setFocus())
        self.other = QComboBox()
        self.other.setAccessibleName(tr("window.versions.compare"))
        self.other.activated.connect(lambda _index: self._compare())
        self.everything = QCheckBox(tr("window.versions.everything"))
        self.everything.toggled.connect(lambda _on: self._draw())
        self.text = QTextBrowser()
        self.text.setObjectName("preview")
        self.text.setAccessibleName(tr("window.versions.changes"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(_MARGIN)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.restore = self._button("restore", lambda v: versions.restore(v))
        self.rename = self._button("rename", lambda v: versions.rename(v))
        self.remove = self._button("remove", lambda v: versions.remove(v))
        self._lay_out()
        desk.work.versions_changed.connect(self._refill)
        desk.work.article_changed.connect(lambda _editor: self._article_changed())
        self.resize(QSize(980, 660))

    def _button(self, name: str, act: Callable[[Version], None]) -> QPushButton:
        button = QPushButton(self._desk.messages.text(f"window.versions.{name}"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: self._act(act))
        return button

    def _act(self, act: Callable[[Version], None]) -> None:
        version = self.version
        if version is not None:
            act(version)

    def _lay_out(self) -> None:
        tr = self._desk.messages.text
        caption = QLabel(tr("window.versions.compare"))
        caption.setObjectName("caption")
        caption.setBuddy(self.other)
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 18, 8)
        head.setSpacing(10)
        head.addWidget(caption)
        head.addWidget(self.other, 1)
        head.addSpacing(12)
        head.addWidget(self.everything)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 12)
        foot.setSpacing(8)
        foot.addWidget(self.restore)
        foot.addWidget(self.rename)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.legend)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(right, 1)

    def open(self) -> None:
        """Show the versions, the last that differs from the article chosen."""
        self._refill()
        self.list.setCurrentRow(self._first_to_show())
        self.allow(not self._desk.orders.writing)
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def _first_to_show(self) -> int:
        from desktop_app.versions import same_text

        article = self._desk.work.article
        for row in range(self.list.count()):
            version = self._at(row)
            if article is None or version is None or not same_text(version.article, article):
                return row
        return 0

    def allow(self, restoring: bool) -> None:
        """Let a version be restored, or not while an article is being written."""
        self.restore.setEnabled(restoring and self.version is not None)

    @property
    def version(self) -> Version | None:
        """The version chosen in the list."""
        return self._at(self.list.currentRow())

    def _at(self, row: int) -> Version | None:
        kept = self._desk.work.versions[::-1]
        return kept[row] if 0 <= row < len(kept) else None

    def _refill(self) -> None:
        chosen = self.version
        number = chosen.number if chosen is not None else None
        self.list.blockSignals(True)
        self.list.clear()
        for version in self._desk.work.versions[::-1]:
            title, quiet = self._versions.title(version), self._made(version)
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {quiet}")
            item.setToolTip(self._made_long(version))
            self.list.addItem(item)
            row = _row(title, quiet)
            item.setSizeHint(row.sizeHint() + _AROUND_ROW)
            self.list.setItemWidget(item, row)
        numbers = [version.number for version in self._desk.work.versions[::-1]]
        self.list.setCurrentRow(numbers.index(number) if number in numbers else 0)
        widths = [self.list.item(place).sizeHint().width() for place in range(self.list.count())]
        self.list.setFixedWidth(min(max([*widths, 180]) + 40, _WIDEST_LIST))
        self.list.blockSignals(False)
        self._chosen()

    def _made(self, version: Version) -> str:
        tr = self._desk.messages.text
        locale = QLocale(self._desk.messages.language)
        moment = QDateTime.fromSecsSinceEpoch(int(version.made_at))
        when = locale.toString(moment, "d MMM HH:mm" if self._french else "MMM d, h:mm ap")
        words = tr("window.status.words", count=version.words)
        return f"{when} · {words} · {tr(f'window.versions.by.{version.by}')}"

    @property
    def _french(self) -> bool:
        return self._desk.messages.language == "fr"

    def _made_long(self, version: Version) -> str:
        locale = QLocale(self._desk.messages.language)
        moment = QDateTime.fromSecsSinceEpoch(int(version.made_at))
        when = locale.toString(moment, QLocale.FormatType.LongFormat)
        return f"{when}\n{version.model}" if version.model else when

    def _chosen(self) -> None:
        version = self.version
        tr = self._desk.messages.text
        self.other.clear()
        self.other.addItem(tr("window.versions.present"), None)
        for other in self._desk.work.versions[::-1]:
            if version is not None and other.number != version.number:
                self.other.addItem(self._versions.title(other), other.number)
        for button in (self.rename, self.remove):
            button.setEnabled(version is not None)
        self.allow(not self._desk.orders.writing)
        self._compare()

    def _article_changed(self) -> None:
        if self.isVisible() and self.other.currentData() is None:
            self._compare()

    def _compare(self) -> None:
        version, article = self.version, self._desk.work.article
        if version is None:
            self.text.clear()
            return
        other: Article | None = article
        number = self.other.currentData()
        for kept in self._desk.work.versions:
            if kept.number == number:
                other = kept.article
        if other is None:
            return
        pair = (version.article, other)
        if number is not None and number < version.number:
            pair = (other, version.article)
        self._versions.compare(*pair)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what changed."""
        self._comparison = comparison
        self._draw()

    def _draw(self) -> None:
        if self._comparison is not None:
            everything = self.everything.isChecked()
            html = comparison_html(self._comparison, self._desk.messages, everything=everything)
            self.text.setHtml(html)
            self.legend.setText(legend_html(self._desk.messages))


def _row(title: str, quiet: str) -> QWidget:
    """Give what the list shows of a version: what it is called, and how it came about below."""
    row = QWidget()
    row.setObjectName("clear")
    row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    name, made = QLabel(title), QLabel(quiet)
    for label in (name, made):
        label.setTextFormat(Qt.TextFormat.PlainText)
    font = name.font()
    font.setBold(True)
    name.setFont(font)
    made.setObjectName("small")
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(name)
    column.addWidget(made)
    return row
