"""Brings texts in: drops, pastes, files; what they suggest for the brief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.errors import IntertitreError
from desktop_app.resources import resource
from desktop_app.window.incoming import (
    WORK_SUFFIX,
    Loaded,
    Origin,
    from_mime,
    from_paths,
    is_work,
    order_found,
    remember,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from desktop_app.model import Article, Brief
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk
    from desktop_app.window.incoming import ClientOrder
    from desktop_app.writers.offline.reasons import Reason

_SAMPLE = ("samples", "actualite.txt")


class Intake(QObject):
    """Reads what is brought in, and fills the settings with what it says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._serial = 0
        self._settling = 0
        self._waiting: list[Callable[[], None]] = []
        self.brief_line_ignored = False

    def take_mime(self, mime: QMimeData, new: bool = False) -> None:
        """Take what was dropped or pasted."""
        desk = self._desk
        origins = from_mime(mime, desk.messages.text("window.source.pasted"))
        if origins:
            self.take(origins, new=new)
        else:
            desk.window.notice.say(desk.messages.text("window.drop.nothing"), "problem")

    def paste(self) -> None:
        """Take the clipboard as a source."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None:
            self.take_mime(mime)

    def ask_files(self, *, new: bool) -> None:
        """Ask for files and take them."""
        desk = self._desk
        key = "window.files.open" if new else "window.files.add"
        suffixes = (*desk.suffixes, WORK_SUFFIX) if new else desk.suffixes
        paths = desk.desktop.open_files(desk.window, desk.messages.text(key), suffixes)
        if paths:
            self.take(from_paths(paths), new=new)

    def open_sample(self) -> None:
        """Begin anew with the sample article."""
        self.take(from_paths([resource(*_SAMPLE)]), new=True)

    def take(
        self, origins: list[Origin], *, new: bool = False, word_for_word: bool = False
    ) -> None:
        """Read these texts and work from them, beside what there is or in its place.

        Work files among them are opened, each as a work of its own. An order among them is worked
        by, unless they are to be read `word_for_word`.
        """
        desk = self._desk
        works = [Path(origin.content) for origin in origins if is_work(origin)]
        texts = [origin for origin in origins if not is_work(origin)]
        if works:
            desk.documents.open(works)
        elif new and not desk.work.empty:
            desk.documents.leave(lambda: self._take(texts, new=True))
        else:
            self._take(texts, new=new, word_for_word=word_for_word)

    def _take(self, origins: list[Origin], *, new: bool, word_for_word: bool = False) -> None:
        desk = self._desk
        desk.window.notice.hide()
        self._busy_reading(True)

        def read(session: Session) -> _Read:
            result = _read_all(session, origins, brief_line=not word_for_word)
            remember(session, [one.origin for one in result.loaded])
            return result

        def done(read: _Read) -> None:
            self._busy_reading(False)
            if new and (read.loaded or read.orders):
                self.clear()
            if read.loaded:
                desk.work.set_sources((*desk.work.loaded, *read.loaded))
                desk.window.left.setCurrentWidget(desk.window.source)
            desk.client_orders.take(read.orders)
            if read.errors:
                desk.show_error(read.errors[0])

        desk.ask(read, done, self._reading_failed)

    def ask_article(self) -> None:
        """Ask for an existing article and check it."""
        desk = self._desk
        title = desk.messages.text("window.files.check")
        paths = desk.desktop.open_files(desk.window, title, desk.suffixes)
        if paths:
            self.take_article(from_paths(paths[:1])[0])

    def take_article(self, origin: Origin) -> None:
        """Take an existing article as it is, and check it."""
        self._desk.documents.leave(lambda: self._take_article(origin))

    def _take_article(self, origin: Origin) -> None:
        desk = self._desk
        desk.window.notice.hide()
        self._busy_reading(True)

        def read(session: Session) -> Article:
            from desktop_app.document import parse

            article = session.article_from(origin.read(session, brief_line=False)[0])
            parse(article.body, desk.window.preview.cache)  # so that the GUI thread need not
            remember(session, [origin])
            return article

        def done(article: Article) -> None:
            self._busy_reading(False)
            self.clear()
            desk.work.check_only = True
            desk.work.set_article(article)
            desk.work.mark_exported(desk.work.revision)
            desk.window.left.setCurrentWidget(desk.window.editor)
            desk.orders.check()

        desk.ask(read, done, self._reading_failed)

    def begin_anew(self) -> None:
        """Clear the table, unless that would lose something the user wants to keep."""
        self._desk.documents.leave(self.clear)

    def clear(self) -> None:
        """Clear the table."""
        desk = self._desk
        desk.orders.forget()
        desk.window.notice.hide()
        self.brief_line_ignored = False
        desk.window.settings.reset()
        desk.work.clear()
        desk.documents.forget()
        desk.recovery.drop()
        desk.window.status.finish("")

    def _reading_failed(self, error: Exception) -> None:
        desk = self._desk
        self._busy_reading(False)
        desk.show_error(error)

    def _busy_reading(self, busy: bool) -> None:
        desk = self._desk
        if busy and not desk.orders.dispatcher.busy:
            desk.window.status.show_stage(desk.messages.text("window.stage.read"))
        elif not busy and not desk.orders.dispatcher.busy:
            desk.window.status.finish("")

    def read_again(self, *, brief_line: bool) -> None:
        """Read the sources again, with or without looking for an instruction at their head."""
        desk = self._desk
        origins = [loaded.origin for loaded in desk.work.loaded]

        def done(read: _Read) -> None:
            if read.errors:
                desk.show_error(read.errors[0])
            else:
                self.brief_line_ignored = not brief_line
                desk.work.set_sources(tuple(read.loaded))

        desk.ask(lambda s: _read_all(s, origins, brief_line=brief_line, orders=False), done)

    def remove_source(self, index: int) -> None:
        """Take one source away."""
        desk = self._desk
        rest = tuple(one for number, one in enumerate(desk.work.loaded) if number != index)
        desk.work.set_sources(rest)

    def sources_changed(self) -> None:
        """Show the sources, and ask what brief and keyphrases they suggest."""
        desk = self._desk
        self._serial += 1
        serial = self._serial
        sources = desk.work.sources
        desk.window.source.show_sources(desk.work.loaded)
        desk.update()
        desk.recovery.keep_soon()
        self.show_understood()
        if desk.work.empty:
            return

        def suggested(reasons: tuple[Reason, ...]) -> None:
            if serial == self._serial:
                desk.window.settings.suggest(reasons)

        self.ask_brief()
        if sources:
            desk.ask(lambda s: s.reasons(sources), suggested, lambda _error: None)
        if desk.work.article is not None:
            desk.orders.check_soon()

    def ask_brief(self) -> None:
        """Settle the brief anew from the sources and the user's wishes."""
        desk = self._desk
        serial, sources, wishes = (
            self._serial,
            desk.work.sources,
            desk.window.settings.wishes(),
        )

        def settled(brief: Brief) -> None:
            if serial == self._serial:
                desk.work.brief = brief
                desk.window.settings.show_brief(brief)
                desk.window.actions_.show_writer(desk.window.settings.writer())
                self.show_understood()
                self._explain()
            self._go_on()

        def failed(error: Exception) -> None:
            self._go_on()
            desk.show_error(error)

        self._settling += 1
        desk.ask(lambda session: session.brief(sources, wishes), settled, failed)

    def when_settled(self, act: Callable[[], None]) -> None:
        """Do this now, or as soon as the panel shows the brief that is being settled."""
        if self._settling:
            self._waiting.append(act)
        else:
            act()

    def _go_on(self) -> None:
        self._settling -= 1
        if not self._settling:
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()

    def show_understood(self) -> None:
        """Show what an order or an instruction was understood to say."""
        self._desk.client_orders.show(line_ignored=self.brief_line_ignored)

    def _explain(self) -> None:
        """Say where the sources have the keyphrase that stands in its field."""
        desk, sources = self._desk, self._desk.work.sources
        field = desk.window.settings.keyphrase
        if sources and (phrase := field.unexplained):
            desk.ask(
                lambda session: session.reasons(sources, (phrase,)),
                lambda reasons: field.explain(reasons[0]),
                lambda _error: None,
            )


@dataclass(frozen=True)
class _Read:
    """What reading gave: sources, the orders among them, what went wrong."""

    loaded: list[Loaded]
    orders: list[ClientOrder]
    errors: list[Exception]


def _read_all(
    session: Session, origins: list[Origin], *, brief_line: bool, orders: bool = True
) -> _Read:
    result = _Read([], [], [])
    for origin in origins:
        try:
            found = [Loaded(origin, s) for s in origin.read(session, brief_line=brief_line)]
            for loaded in found:
                order = order_found(session, loaded) if brief_line and orders else None
                if order is None:
                    result.loaded.append(loaded)
                else:
                    result.orders.append(order)
        except IntertitreError as error:
            result.errors.append(error)
    return result
