"""« Autre proposition » in the window: for the field or heading where the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop_app.window.icons import icon
from desktop_app.window.positions import from_qt, plain_of
from desktop_app.window.suggestions import Offer

if TYPE_CHECKING:
    from desktop_app.model import Article, Field, Where
    from desktop_app.window.desk import Desk


class Proposals(QObject):
    """Puts the next candidate in the place of a title, a description or a heading."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        window = desk.window
        words = desk.messages.text("window.proposal.another")
        self.title = QAction(words, self)
        self.title.triggered.connect(lambda: self.turn("title"))
        window.editor.title.addAction(self.title, QLineEdit.ActionPosition.TrailingPosition)
        window.editor.title.installEventFilter(self)
        desk.work.article_changed.connect(lambda _editor: self.update())
        self.update()

    def update(self) -> None:
        """Offer another title where there is one."""
        article = self._desk.work.article
        self.title.setVisible(article is not None and bool(article.alternatives.get("title")))
        self.title.setIcon(icon("redo", QGuiApplication.palette()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the icon again after the palette changed."""
        if event.type() == QEvent.Type.PaletteChange:
            self.title.setIcon(icon("redo", QGuiApplication.palette()))
        return super().eventFilter(watched, event)

    def turn(self, name: Field) -> None:
        """Show the next candidate for a field."""
        from desktop_app.window.alternatives import next_field

        self._desk.window.editor.flush()
        article = self._desk.work.article
        self._take(next_field(article, name) if article else None)

    def turn_heading(self, position: int) -> None:
        """Show the next candidate for the heading at this place of the body (code points)."""
        from desktop_app.window.alternatives import next_heading

        article = self._desk.work.article
        self._take(next_heading(article, position) if article else None)
        self._desk.window.editor.put_cursor(position)

    def turn_here(self) -> None:
        """Show the next candidate for what the keyboard is in: field or heading."""
        window = self._desk.window
        fields: tuple[tuple[Field, object], ...] = (
            ("seo_title", window.google.seo_title),
            ("meta_description", window.google.description),
        )
        for name, field in fields:
            if field is window.focusWidget():
                self.turn(name)
                return
        if window.review.tree.hasFocus() and window.review.current is not None:
            offers = self.offers_for(self._desk.mending.now(window.review.current.where))
            for offer in offers:
                offer.act()
                return
        body = window.editor.body
        window.editor.flush()
        position = from_qt(plain_of(body.document()), body.textCursor().position())
        if body.hasFocus() and self._has_heading(position):
            self.turn_heading(position)
        elif window.focusWidget() is not body:
            self.turn("title")

    def offers_for(self, where: Where | None) -> list[Offer]:
        """Give what a point at this place may offer: another heading, title or description."""
        article = self._desk.work.article
        if article is None or where is None:
            return []
        words = self._desk.messages.text("window.proposal.another")
        if where.field == "body" and self._has_heading(where.start):
            return [Offer(words, lambda: self.turn_heading(where.start), mends=True)]
        field = where.field
        if field != "body" and article.alternatives.get(field):
            return [Offer(words, lambda: self.turn(field), mends=True)]
        return []

    def offers_at(self, position: int) -> list[Offer]:
        """Give what a menu at this UTF-16 position of the body may offer."""
        self._desk.window.editor.flush()
        text = plain_of(self._desk.window.editor.body.document())
        place = from_qt(text, position)
        if not self._has_heading(place):
            return []
        words = self._desk.messages.text("window.proposal.another")
        return [Offer(words, lambda: self.turn_heading(place))]

    def _has_heading(self, position: int) -> bool:
        from desktop_app.window.alternatives import heading_at

        article = self._desk.work.article
        return article is not None and heading_at(article, position) is not None

    def _take(self, article: Article | None) -> None:
        if article is None:
            self._desk.window.notice.say(self._desk.messages.text("window.proposal.none"))
        else:
            self._desk.mending.take(article)
