"""Writing through any chat window: the order out by the clipboard, the answer back the same way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.window.notice_bar import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.model import Article
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

_MARKDOWN = re.compile(r"^(?:#{1,6} |\*\*.+\*\*$)", re.MULTILINE)


class ChatRoad(QObject):
    """« Copier la demande », « Coller la réponse », « Copier la demande de reprise »."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._order = ""
        self._mending = False

    def forget(self) -> None:
        """Take the next answer for a whole article."""
        self._mending = False

    def copy_order(self) -> None:
        """Put the whole order on the clipboard, quotations sealed."""
        desk = self._desk
        sources, wishes = desk.work.sources, desk.window.settings.wishes()
        if not sources:
            return

        def done(order: str) -> None:
            self._put(order)
            self._mending = False
            self._say_copied("window.chat.copied")

        desk.ask(lambda session: session.order_for(sources, wishes), done)

    def copy_repair(self) -> None:
        """Put the order to rewrite what fails on the clipboard."""
        desk = self._desk

        def done(order: str) -> None:
            if not order:
                desk.window.notice.say(desk.messages.text("window.chat.nothing_fails"), "good")
                return
            self._put(order)
            self._mending = True
            self._say_copied("window.chat.repair_copied")

        desk.window.editor.flush()
        desk.ask(self._repair_order(), done)

    def offer_repair(self) -> None:
        """After an answer was checked: offer to ask for what fails in it."""
        desk = self._desk

        def done(order: str) -> None:
            if order and desk.work.article is not None:
                tr = desk.messages.text
                desk.window.notice.say(
                    tr("ai.repair_order"),
                    "info",
                    Choice(tr("window.action.copy_repair"), self.copy_repair),
                )

        desk.ask(self._repair_order(), done, lambda _error: None)

    def paste_reply(self) -> None:
        """Take the clipboard as the chat window's answer."""
        desk = self._desk
        mime = QGuiApplication.clipboard().mimeData()
        text = mime.text() if mime is not None and mime.hasText() else ""
        html = mime.html() if mime is not None and mime.hasHtml() else ""
        if not desk.work.sources:
            return
        if not text.strip():
            desk.window.notice.say(desk.messages.text("window.chat.empty"), "problem")
        elif text.strip() == self._order.strip():
            desk.window.notice.say(desk.messages.text("window.chat.own_order"), "problem")
        else:
            desk.ask(lambda session: _as_markdown(session, text, html), self._take)

    def _take(self, reply: str) -> None:
        article = self._desk.work.article
        if self._mending and article is not None:
            self._mend(reply, article)
        else:
            self._desk.orders.take_reply(reply)

    def _mend(self, reply: str, article: Article) -> None:
        desk = self._desk
        sources, wishes = desk.work.sources, desk.orders.full_wishes()

        def repaired(session: Session) -> Article:
            clipboard = session.ai.clipboard()
            return clipboard.repaired(reply, article, sources, session.brief(sources, wishes))

        def done(mended: Article) -> None:
            if desk.work.article is article:
                self._mending = False
                desk.versions.before_writing()
                desk.work.set_article(mended)
                desk.versions.wrote(desk.work.writer)
                desk.window.notice.say(desk.messages.text("window.chat.mended"), "good")
                desk.orders.check()

        def failed(_error: Exception) -> None:
            desk.window.notice.say(desk.messages.text("window.chat.no_part"), "problem")

        desk.ask(repaired, done, failed)

    def _repair_order(self) -> Callable[[Session], str]:
        desk = self._desk
        article, assessment = desk.work.article, desk.work.assessment
        sources, wishes = desk.work.sources, desk.orders.full_wishes()

        def order(session: Session) -> str:
            if article is None or assessment is None or not sources:
                return ""
            clipboard = session.ai.clipboard()
            brief = session.brief(sources, wishes)
            return clipboard.repair_order(article, assessment, sources, brief)

        return order

    def _put(self, order: str) -> None:
        self._order = order
        QGuiApplication.clipboard().setText(order)

    def _say_copied(self, sentence: str) -> None:
        tr = self._desk.messages.text
        self._desk.window.notice.say(
            tr(sentence), "info", Choice(tr("window.action.paste_reply"), self.paste_reply)
        )


def _as_markdown(session: Session, text: str, html: str) -> str:
    """Give an answer with its headings, however the chat window's clipboard carries them."""
    if html and not _MARKDOWN.search(text) and re.search(r"<h[1-6]\b", html, re.IGNORECASE):
        return session.read_html(html, "reply").markdown
    return text
