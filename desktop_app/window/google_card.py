"""The Google tab: the page as a result, and the SEO card that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.article_editor import UndoKeys
from desktop_app.window.icons import icon
from desktop_app.window.positions import plain_of
from desktop_app.window.theme import current, interface_size

if TYPE_CHECKING:
    from desktop_app.messages import Messages
    from desktop_app.model import Article

# Google shows about 600 pixels of a title set in 20 px Arial and 156 characters of a description.
_TITLE_PX = 600
_DESCRIPTION = 156
_WIDTH = 660
_SITE = "www.exemple.fr"


class _DescriptionEdit(QPlainTextEdit):
    """A few lines of plain text; the tabulator leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * 3.6 + 14))
        self.setObjectName("field")


class GoogleCard(QScrollArea):
    """Shows the search result and edits SEO title, description and slug."""

    edited = Signal(str, str)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self.setWidgetResizable(True)
        self._undo_keys = UndoKeys(self)
        self._copies: list[QToolButton] = []
        page = QWidget()
        page.setObjectName("surface")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(30, 28, 30, 28)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        inner.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)
        self._make_card()
        self._make_fields()
        self._column.addStretch()
        self.setWidget(page)
        self.show_article(None)

    def _make_card(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        self._address = QLabel()
        self._address.setObjectName("small")
        self._title = QLabel(wordWrap=True)
        self._description = QLabel(wordWrap=True)
        for label in (self._address, self._title, self._description):
            label.setTextFormat(Qt.TextFormat.PlainText)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 18)
        inside.setSpacing(4)
        for label in (self._address, self._title, self._description):
            inside.addWidget(label)
        self._column.addWidget(card)
        self._column.addSpacing(18)

    def _make_fields(self) -> None:
        self.seo_title = QLineEdit()
        self.slug = QLineEdit()
        self.description = _DescriptionEdit()
        self._counts = {name: QLabel() for name in ("seo_title", "meta_description", "slug")}
        fields: tuple[tuple[str, QLineEdit | _DescriptionEdit], ...] = (
            ("seo_title", self.seo_title),
            ("meta_description", self.description),
            ("slug", self.slug),
        )
        for name, field in fields:
            field.setAcceptDrops(False)
            field.installEventFilter(self._undo_keys)
            self._column.addLayout(self._head(name, field))
            self._column.addWidget(field)
            self._column.addSpacing(12)
        self.seo_title.textEdited.connect(lambda text: self._typed("seo_title", text))
        self.slug.textEdited.connect(lambda text: self._typed("slug", text))
        self.description.textChanged.connect(self._description_typed)

    def _head(self, name: str, field: QLineEdit | _DescriptionEdit) -> QHBoxLayout:
        words = self._messages.text(f"window.google.{name}")
        caption = QLabel(words)
        caption.setObjectName("caption")
        caption.setBuddy(field)
        field.setAccessibleName(words)
        copy = QToolButton()
        copy.setObjectName("small")
        copy.setIconSize(QSize(15, 15))
        copy.setAccessibleName(self._messages.text("window.google.copy", name=words))
        copy.setToolTip(copy.accessibleName())
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(_text(field)))
        self._copies.append(copy)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addStretch()
        row.addWidget(self._counts[name])
        row.addWidget(copy)
        return row

    def show_article(self, article: Article | None) -> None:
        """Show an article's card."""
        title = article.seo_title if article else ""
        description = article.meta_description if article else ""
        slug = article.slug if article else ""
        for field, text in ((self.seo_title, title), (self.slug, slug)):
            if field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        if plain_of(self.description.document()) != description:
            self.description.blockSignals(True)
            self.description.setPlainText(description)
            self.description.blockSignals(False)
        self._show_card()

    def show_field(self, name: str) -> None:
        """Put the keyboard into a field and select what it holds."""
        fields = {"seo_title": self.seo_title, "meta_description": self.description}
        field = fields.get(name, self.slug)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def refresh(self) -> None:
        """Colour everything again after the palette changed."""
        t = current()
        size = interface_size(QFont())
        self._title.setStyleSheet(f"color: {t.accent.name()}; font-size: {size * 1.5:.1f}pt;")
        self._description.setStyleSheet(f"color: {t.quiet.name()};")
        for copy in self._copies:
            copy.setIcon(icon("copy", self.palette()))

    def _typed(self, name: str, text: str) -> None:
        self._show_card()
        self.edited.emit(name, text)

    def _description_typed(self) -> None:
        self._typed("meta_description", " ".join(plain_of(self.description.document()).split("\n")))

    def _show_card(self) -> None:
        tr = self._messages.text
        title, slug = self.seo_title.text(), self.slug.text()
        description = plain_of(self.description.document())
        self._address.setText(f"{_SITE}/{slug}" if slug else _SITE)
        self._title.setText(title or tr("window.google.no_title"))
        self._description.setText(description or tr("window.google.no_description"))
        arial = QFont("Arial")
        arial.setPixelSize(20)
        width = round(QFontMetricsF(arial).horizontalAdvance(title))
        self._count(
            "seo_title", tr("window.google.pixels", value=width, most=_TITLE_PX), width > _TITLE_PX
        )
        length = len(description)
        self._count(
            "meta_description",
            tr("window.google.characters", value=length, most=_DESCRIPTION),
            length > _DESCRIPTION,
        )
        self._counts["slug"].setText("")

    def _count(self, name: str, words: str, over: bool) -> None:
        label = self._counts[name]
        label.setText(words)
        label.setObjectName("over" if over else "caption")
        label.style().unpolish(label)
        label.style().polish(label)


def _text(field: QLineEdit | _DescriptionEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else plain_of(field.document())
