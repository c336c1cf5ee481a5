"""The client's order in the window: how it comes in, what it was understood to say, its undoing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.sources.order_words import said_by
from desktop_app.window.brief.order_card import Way
from desktop_app.window.incoming import ClientOrder, Origin, from_mime, from_paths, read_order_of
from desktop_app.window.wording import brief_line_words, order_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.model import BriefLine
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk


class ClientOrders(QObject):
    """Takes a client's order, shows on the panel what it asks, and undoes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        actions = desk.window.actions_
        actions["paste_order"].triggered.connect(lambda _=False: self.paste())
        actions["open_order"].triggered.connect(lambda _=False: self.ask_file())
        desk.window.settings.order_asked.connect(self.paste)

    def paste(self) -> None:
        """Take the clipboard for a client's order; where it is empty, ask for the text."""
        mime = QGuiApplication.clipboard().mimeData()
        name = self._desk.messages.text("window.order.name")
        origins = from_mime(mime, name) if mime is not None else []
        if origins:
            self.read(origins)
        else:
            self.look_at()

    def ask_file(self) -> None:
        """Ask for the file that holds the order."""
        desk = self._desk
        title = desk.messages.text("window.action.open_order").rstrip("…")
        paths = desk.desktop.open_files(desk.window, title, desk.suffixes)
        if paths:
            self.read(from_paths(paths))

    def read(self, origins: Sequence[Origin]) -> None:
        """Read these as an order, whatever they look like."""
        desk = self._desk
        desk.window.notice.hide()

        def read(session: Session) -> list[ClientOrder]:
            return [read_order_of(session, origin) for origin in origins]

        desk.ask(read, self.take)

    def take(self, orders: Sequence[ClientOrder]) -> None:
        """Work by this order from now on; several are one."""
        if not orders:
            return
        first = orders[0]
        if len(orders) > 1:
            text = "\n\n".join(order.line.text for order in orders)
            self.read([Origin("text", text, first.origin.name)])
            return
        self._desk.work.set_order(first)
        self._desk.window.show_settings(True)

    def use_text(self, text: str) -> None:
        """Take an order as it was corrected or typed by hand; without a word it is none."""
        if text.strip():
            name = self._desk.messages.text("window.order.name")
            self.read([Origin("text", text, name)])
        else:
            self.remove()

    def ignore(self) -> None:
        """Undo the whole order, and what was corrected in what it said."""
        order = self._desk.work.order
        if order is not None:
            self._desk.window.settings.leave(said_by(order.line))
            self._desk.work.set_order(replace(order, ignored=True))

    def come_back(self) -> None:
        """Work by the order again."""
        order = self._desk.work.order
        if order is not None:
            self._desk.work.set_order(replace(order, ignored=False))

    def remove(self) -> None:
        """Forget the order."""
        self._desk.work.set_order(None)

    def take_for_source(self) -> None:
        """Make a source of what was taken for an order."""
        order = self._desk.work.order
        if order is not None:
            self.remove()
            self._desk.intake.take([order.origin], word_for_word=True)

    def look_at(self) -> None:
        """Show the order's text, to be read and corrected."""
        from desktop_app.window.brief.order_text import OrderText

        order = self._desk.work.order
        text = order.line.text if order is not None else ""
        dialog = OrderText(self._desk.messages, text, self._desk.window)
        dialog.used.connect(self.use_text)
        dialog.open()

    def show(self, *, line_ignored: bool) -> None:
        """Show on the panel what is worked by: the order, else an instruction in a source."""
        desk = self._desk
        settings, tr = desk.window.settings, desk.messages.text
        order = desk.work.order
        own = order.line if order is not None and not order.ignored else None
        within = next((s.order for s in desk.work.sources if s.order), None)
        settings.use_order(own, desk.clients.filled_by(own or within))
        sentence, ways = self._said(own, within, line_ignored=line_ignored)
        settings.understood.show_words(sentence, ways)
        settings.order_link.setVisible(order is None and within is None)
        settings.understood.setAccessibleDescription(tr("window.order.name") if own else "")

    def _said(
        self, own: BriefLine | None, within: BriefLine | None, *, line_ignored: bool
    ) -> tuple[str, list[Way]]:
        desk = self._desk
        tr, order = desk.messages.text, desk.work.order
        if order is not None:
            if own is None:
                ways = [
                    Way(tr("window.order.come_back"), self.come_back),
                    Way(tr("window.order.remove"), self.remove),
                ]
                return tr("window.order.ignored"), ways
            ways = [
                Way(tr("window.order.look"), self.look_at),
                Way(tr("window.order.ignore"), self.ignore),
            ]
            if order.found:
                ways.append(Way(tr("window.order.source"), self.take_for_source))
            return order_words(own, desk.messages), ways
        undo = Way(
            tr("window.settings.brief_line.undo"), lambda: desk.intake.read_again(brief_line=False)
        )
        if within is not None:
            return order_words(within, desk.messages), [undo]
        lines = [s.brief_line for s in desk.work.sources if s.brief_line is not None]
        if lines:
            return brief_line_words(lines[0], desk.messages), [undo]
        if line_ignored:
            redo = Way(
                tr("window.settings.brief_line.redo"),
                lambda: desk.intake.read_again(brief_line=True),
            )
            return tr("window.settings.brief_line.ignored"), [redo]
        return "", []
