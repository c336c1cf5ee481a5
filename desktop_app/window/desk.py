"""Wires the window to the session: what a click, a key or a drop does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.errors import IntertitreError
from desktop_app.window.ai import Ai
from desktop_app.window.client_orders import ClientOrders
from desktop_app.window.clients import Clients
from desktop_app.window.disk_watch import DiskWatch
from desktop_app.window.documents import Documents
from desktop_app.window.edit_actions import EditActions
from desktop_app.window.facts_desk import FactsDesk
from desktop_app.window.google_result import GoogleDesk
from desktop_app.window.intake import Intake
from desktop_app.window.jobs import Tasks
from desktop_app.window.live_language import LiveLanguage
from desktop_app.window.log_book import LogBook
from desktop_app.window.mending import Mending
from desktop_app.window.notice_bar import Choice
from desktop_app.window.orders import Orders
from desktop_app.window.outputs import Outputs
from desktop_app.window.proposals import Proposals
from desktop_app.window.recent import RecentFiles
from desktop_app.window.recovery import Recovery
from desktop_app.window.same_place import SamePlace
from desktop_app.window.versions import VersionsDesk
from desktop_app.window.word_count import WordCount
from desktop_app.window.wording import error_details, error_words
from desktop_app.window.work import Work
from desktop_app.window.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.messages import Messages
    from desktop_app.model import ErrorInfo, Finding
    from desktop_app.session import Session
    from desktop_app.window.dialogs import Desktop
    from desktop_app.window.main_window import MainWindow
    from desktop_app.window.windows import Windows

_GRAMMAR_MS = 700


class Desk(QObject):
    """Owns the work on the table and those who do it; the window only shows it."""

    def __init__(
        self,
        window: MainWindow,
        messages: Messages,
        make_session: Callable[[], Session],
        desktop: Desktop,
        *,
        grammar: bool = True,
        owns_session: bool = True,
    ) -> None:
        super().__init__(window)
        window.furnish()
        self.window = window
        self.messages = messages
        self.desktop = desktop
        self.grammar = grammar
        self.owns_session = owns_session
        self.windows: Windows | None = None
        self.session: Session | None = None
        self.suffixes: tuple[str, ...] = ()
        self.session_ms = 0.0
        self._make_session = make_session
        self._waiting: list[Callable[[], None]] | None = []
        self.work = Work(self)
        self.words = WordCount(window.preview.cache)
        self.tasks = Tasks("tasks", self)
        self.intake = Intake(self)
        self.orders = Orders(self)
        self.outputs = Outputs(self)
        self.ai = Ai(self)
        self.google = GoogleDesk(self)
        self.clients = Clients(self)
        self.client_orders = ClientOrders(self)
        self.recovery = Recovery(self)
        self.documents = Documents(self)
        self.recent = RecentFiles(self)
        self.watch = DiskWatch(self)
        self.journal = LogBook(self)
        self.versions = VersionsDesk(self)
        self.mending = Mending(self)
        self.proposals = Proposals(self)
        self.facts = FactsDesk(self)
        self.live = LiveLanguage(self)
        self.writing = Writing(self)
        self.same_place = SamePlace(self)
        self._grammar_watch = QTimer(self, interval=_GRAMMAR_MS)
        self._grammar_watch.timeout.connect(self._watch_grammar)
        EditActions(window)
        self._wire()
        window.actions_.show_place(None)
        self.update()

    def _wire(self) -> None:
        window, work, intake = self.window, self.work, self.intake
        window.has_work = lambda: not work.empty
        window.dropped.connect(self.ai.take_mime)
        window.pasted.connect(intake.paste)
        work.sources_changed.connect(intake.sources_changed)
        work.article_changed.connect(self._article_changed)
        work.assessed.connect(lambda: window.review.show_assessment(work.assessment))
        window.settings.changed.connect(self._settings_changed)
        window.source.removed.connect(intake.remove_source)
        window.source.add_asked.connect(lambda: intake.ask_files(new=False))
        window.editor.edited.connect(lambda f, v: work.edit(f, v, "editor"))
        window.editor.stepped.connect(lambda f, v: work.edit(f, v, "editor", step=True))
        window.google.edited.connect(lambda f, v: work.edit(f, v, "google"))
        window.review.chosen.connect(self.show_finding)
        welcome = window.welcome
        welcome.open_asked.connect(lambda: intake.ask_files(new=True))
        welcome.check_asked.connect(intake.ask_article)
        welcome.sample_asked.connect(intake.open_sample)
        welcome.paste_asked.connect(intake.paste)
        for name, act in self._acts().items():
            window.actions_[name].triggered.connect(lambda _=False, act=act: act())
        window.actions_["facts"].toggled.connect(window.show_facts)

    def _acts(self) -> dict[str, Callable[[], object]]:
        window, intake = self.window, self.intake
        return {
            "open": lambda: intake.ask_files(new=True),
            "add": lambda: intake.ask_files(new=False),
            "paste": intake.paste,
            "check_article": intake.ask_article,
            "sample": intake.open_sample,
            "new": intake.begin_anew,
            "write": self.orders.write,
            "stop": self.orders.dispatcher.cancel,
            "undo": lambda: self._step(self.work.undo),
            "redo": lambda: self._step(self.work.redo),
            "next_finding": lambda: self._step_finding(1),
            "previous_finding": lambda: self._step_finding(-1),
            "suggest": self.mending.suggest,
            "fix_safe": self.mending.fix_safe,
            "alternative": self.proposals.turn_here,
            "follow": lambda: self.facts.follow(),
            "show_source": lambda: window.go_to("source"),
            "show_article": lambda: window.go_to("article"),
            "show_settings": lambda: window.go_to("settings"),
            "show_review": lambda: window.go_to("review"),
            "show_preview": lambda: window.go_to("preview"),
            "show_google": lambda: window.go_to("google"),
            "keys": self._show_keys,
            "about": lambda: self.desktop.about(window),
            "quit": lambda: self.windows.quit() if self.windows is not None else window.close(),
        }

    def _show_keys(self) -> None:
        from desktop_app.window.keys_window import KeysWindow

        KeysWindow(self.window, self.messages).show()

    def open_session(self) -> None:
        """Make the session off the GUI thread; what is ordered before then waits for it."""

        def make() -> tuple[str, ...]:
            since = time.perf_counter()
            session = self._make_session()
            from desktop_app.sources import READABLE_SUFFIXES

            self.session_ms = (time.perf_counter() - since) * 1000
            self.session = session
            return tuple(READABLE_SUFFIXES)

        self.tasks.run(make, self._session_ready, self._session_failed)

    def ask(
        self,
        work: Callable[[Session], object],
        done: Callable[..., None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Have the session do something off the GUI thread."""

        def run() -> object:
            if self.session is None:
                raise IntertitreError(details="The session could not be made.")
            return work(self.session)

        def order() -> None:
            self.tasks.run(run, done, failed or self.show_error)

        if self._waiting is None:
            order()
        else:
            self._waiting.append(order)

    def show_error(
        self, error: Exception | ErrorInfo, again: Callable[[], None] | None = None
    ) -> None:
        """Say an error in place, with « Réessayer » where that may help."""
        choices: list[Choice] = []
        if again is not None and getattr(error, "retryable", False):
            choices.append(Choice(self.messages.text("window.notice.again"), again))
        choices += self.ai.way_out(error)
        sentence, details = error_words(error, self.messages), error_details(error)
        report = self.journal.note(error)
        self.window.notice.say(sentence, "problem", *choices, details=details, report=report)

    def show_finding(self, finding: Finding) -> None:
        """Go to a finding's place, in the article and in the source."""
        window = self.window
        where = self.mending.now(finding.where or next(iter(finding.places), None))
        in_text = where is not None and where.field in ("body", "title")
        if where is not None and in_text:
            window.right.setCurrentWidget(window.preview)
            window.preview.show_place(where)
            window.editor.show_place(where)
        elif where is not None:
            window.right.setCurrentWidget(window.google)
            window.google.show_field(where.field)
        if finding.source_where is not None:
            window.left.setCurrentWidget(window.source)
            window.source.show_place(finding.source_where)
        elif in_text:
            window.left.setCurrentWidget(window.editor)

    def _step_finding(self, by: int) -> None:
        window = self.window
        (window.facts if window.facts.isVisible() else window.review).step(by)

    def update(self) -> None:
        """Switch what can be done on, and the rest off."""
        window, work, writing = self.window, self.work, self.orders.writing
        assessed = work.assessment is not None
        window.show_work(not work.empty)
        window.actions_.show_running(writing)
        window.actions_.enable(
            write=bool(work.loaded) and not writing,
            add=not work.empty,
            new=not work.empty,
            undo=work.history.can_undo and not writing,
            redo=work.history.can_redo and not writing,
            next_finding=assessed,
            previous_finding=assessed,
            suggest=work.article is not None and not writing,
            fix_safe=assessed and not writing,
            alternative=work.article is not None and not writing,
            facts=not work.empty,
            follow=assessed,
        )
        self.versions.update()
        self.outputs.enable(work.article is not None and not writing)
        self.ai.update()
        self.writing.update()

    def close(self) -> bool:
        """End every thread and the session, within a bound; tell whether all have ended."""
        self._grammar_watch.stop()
        self.orders.forget()
        self.recovery.finish()
        ai_ended = self.ai.close() and self.live.close()
        jobs_ended = self.orders.dispatcher.close()
        if self.session is not None and self.owns_session:
            self.tasks.run(self.session.close)
        tasks_ended = self.tasks.close()
        return self.recovery.close() and tasks_ended and jobs_ended and ai_ended

    def _session_ready(self, suffixes: tuple[str, ...]) -> None:
        self.suffixes = suffixes
        self._begin_asking()
        self.orders.dispatcher.open()
        self.ai.begin()
        self.writing.begin()
        if self.grammar:
            self.ask(lambda session: session.start(), failed=self.show_error)
        self.recovery.look()
        self.recent.offer()
        if self.grammar:
            self._grammar_watch.start()

    def _session_failed(self, error: Exception) -> None:
        self._begin_asking()
        self.show_error(error)

    def _begin_asking(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for order in waiting:
            order()

    def _watch_grammar(self) -> None:
        def show(state: str) -> None:
            self.window.status.show_grammar(state)
            if state in ("ready", "unavailable", "off"):
                self._grammar_watch.stop()

        def failed(_error: Exception) -> None:
            self._grammar_watch.stop()

        self.ask(lambda session: session.grammar_state(), show, failed)

    def _article_changed(self, editor: str) -> None:
        window, article = self.window, self.work.article
        if editor != "editor":
            window.editor.show_article(article)
        if editor != "google":
            window.google.show_article(article)
        window.preview.show_article(article)
        window.status.count(None if article is None else self.words.of(article.body))
        if editor:
            self.orders.dispatcher.cancel()
            self.orders.check_soon()
        self.recovery.keep_soon()
        self.update()

    def _settings_changed(self) -> None:
        self.window.actions_.show_writer(self.window.settings.writer())
        self.clients.remember()
        if not self.work.empty:
            self.intake.ask_brief()
        if self.work.article is not None and not self.orders.writing:
            self.orders.check_soon()
        self.recovery.keep_soon()

    def _step(self, go: Callable[[], None]) -> None:
        self.window.editor.flush()
        self.orders.forget()
        go()
        self.work.assess(None)
        if self.work.article is not None:
            self.orders.check_soon()
