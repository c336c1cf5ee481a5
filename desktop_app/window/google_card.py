"""The Google tab: the page as a result, and the SEO card that makes it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model import Article
from desktop_app.window.article_editor import UndoKeys
from desktop_app.window.icons import icon
from desktop_app.window.positions import plain_of
from desktop_app.window.theme import current, interface_size

if TYPE_CHECKING:
    from desktop_app.checks.seo.google import Card, Screen
    from desktop_app.messages import Messages
    from desktop_app.window.google_result import Results

_SCREENS: tuple[Screen, ...] = ("desktop", "mobile")
_WIDTH = 660
_TELEPHONE = 400


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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._undo_keys = UndoKeys(self)
        self._copies: list[QToolButton] = []
        self._results: Results | None = None
        self._headline = ""
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
        self._card = QFrame()
        self._card.setObjectName("card")
        self._address = QLabel()
        self._address.setObjectName("small")
        self._address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title = QLabel(wordWrap=True)
        self._description = QLabel(wordWrap=True)
        for label in (self._address, self._title):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._description.setTextFormat(Qt.TextFormat.RichText)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(20, 16, 20, 18)
        inside.setSpacing(4)
        for label in (self._address, self._title, self._description):
            inside.addWidget(label)
        self._column.addLayout(self._screens())
        self._column.addWidget(self._card)
        self._column.addSpacing(18)

    def _screens(self) -> QHBoxLayout:
        tr = self._messages.text
        self._screen = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for number, screen in enumerate(_SCREENS):
            button = QPushButton(tr(f"window.google.{screen}"))
            button.setCheckable(True)
            button.setObjectName("choice")
            button.setToolTip(tr(f"window.google.{screen}.tip"))
            self._screen.addButton(button, number)
            row.addWidget(button)
        row.addStretch()
        self._screen.button(0).setChecked(True)
        self._screen.idClicked.connect(lambda _number: self._show_card())
        return row

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
        field.setToolTip(self._messages.text(f"window.google.{name}.tip"))
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
        self._headline = article.title if article else ""
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

    def use(self, results: Results) -> None:
        """Show cards measured and marked by these from now on."""
        self._results = results
        self._show_card()

    @property
    def shown_for(self) -> Screen:
        """The screen the card is shown for."""
        return _SCREENS[self._screen.checkedId()]

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
        article = Article(
            body="",
            title=self._headline,
            seo_title=self.seo_title.text(),
            meta_description=" ".join(plain_of(self.description.document()).split("\n")),
            slug=self.slug.text(),
        )
        self._card.setMaximumWidth(_TELEPHONE if self.shown_for == "mobile" else _WIDTH)
        if self._results is None:
            self._address.setText(article.slug)
            self._title.setText(article.seo_title or tr("window.google.no_title"))
            self._description.setText(escape(article.meta_description))
            return
        card = self._results.card(article, self.shown_for)
        self._address.setText(card.breadcrumb)
        self._title.setText(card.title or tr("window.google.no_title"))
        self._description.setText(_marked(card) or tr("window.google.no_description"))
        self._say_measures(article, card)

    def _say_measures(self, article: Article, card: Card) -> None:
        from desktop_app.checks.seo.other_rules import DESCRIPTION, TITLE_PIXELS

        tr = self._messages.text
        width, length = round(card.title_width), len(article.meta_description.strip())
        words = tr("window.google.pixels", value=width, most=TITLE_PIXELS)
        if card.title_cut:
            words = tr("window.google.cut", measure=words)
        self._count("seo_title", words, card.title_cut)
        words = tr("window.google.characters", value=length, most=DESCRIPTION[1])
        if card.description_cut:
            words = tr("window.google.cut", measure=words)
        elif length < DESCRIPTION[0]:
            words = tr("window.google.short", measure=words)
        self._count("meta_description", words, card.description_cut)

    def _count(self, name: str, words: str, over: bool) -> None:
        label = self._counts[name]
        label.setText(words)
        wanted = "over" if over else "caption"
        if label.objectName() != wanted:
            label.setObjectName(wanted)
            label.style().unpolish(label)
            label.style().polish(label)


def _marked(card: Card) -> str:
    text, marked, at = card.description, "", 0
    for start, end in card.description_bold:
        marked += f"{escape(text[at:start])}<b>{escape(text[start:end])}</b>"
        at = end
    return marked + escape(text[at:])


def _text(field: QLineEdit | _DescriptionEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else plain_of(field.document())
