"""Mending language and accepting: what the editor's menus and « À revoir » offer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from desktop_app.window.drift import Drift
from desktop_app.window.field_underlines import FieldMark, FieldUnderlines
from desktop_app.window.notice_bar import Choice
from desktop_app.window.remarks import LANGUAGE, accepting, places_of
from desktop_app.window.suggestions import Offer, fill_menu, open_menu, shortened

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from desktop_app.model import Article, Finding, Report, Where
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk
    from desktop_app.window.underlines import Marked

    Mark = Marked | FieldMark

_MOST = 6
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


class Mending(QObject):
    """Changes the article where the writer says so, one step of the history at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._drift = Drift()
        self.menu: QMenu | None = None
        self.fields = FieldUnderlines(desk)
        window, work = desk.window, desk.work
        work.article_changed.connect(lambda _editor: self._drift.changed(work.article))
        work.assessed.connect(lambda: self._drift.checked(work.article))
        window.review.pointed.connect(self._pointed)
        window.review.menu_asked.connect(self._menu_for_finding)
        window.review.tree.leave_asked.connect(self._leave_current)
        window.editor.body.begin_menu = self._begin_menu

    def now(self, where: Where | None) -> Where | None:
        """Give the present place of one that the last check named."""
        return self._drift.now(where)

    def suggest(self) -> None:
        """Open the suggestions for the words at the cursor, or for the point chosen."""
        window = self._desk.window
        body = window.editor.body
        mark = window.editor.underlines.at(body.textCursor().position())
        if body.hasFocus() and mark is not None:
            at = body.viewport().mapToGlobal(body.cursorRect().bottomLeft())
            self.menu = open_menu(body, self.offers_at(mark), self._sentence(mark.finding), at)
        elif (in_field := self.fields.here()) is not None and (field := window.focusWidget()):
            at = field.mapToGlobal(field.rect().bottomLeft())
            self.menu = open_menu(
                field, self.offers_at(in_field), self._sentence(in_field.finding), at
            )
        elif window.review.current is not None:
            self._menu_for_finding(window.review.current, window.review.current_place())

    def fix_safe(self) -> None:
        """Make the corrections that are safe without asking, as one step."""
        desk = self._desk
        desk.window.editor.flush()
        article, revision = desk.work.article, desk.work.revision
        if article is None or desk.orders.writing:
            return
        sources, wishes = desk.work.sources, desk.orders.full_wishes()
        grammar, accepted = desk.grammar, desk.work.accepted

        def mended(session: Session) -> Report | None:
            from desktop_app.events import Done
            from desktop_app.job import Job

            job = Job(sources, wishes, fix="safe", grammar=grammar, accepted=accepted)
            for event in session.check(article, job):
                if isinstance(event, Done):
                    return event.report
            return None

        def done(report: Report | None) -> None:
            desk.window.status.finish("")
            if report is None or desk.work.revision != revision:
                return
            count = report.assessment.grammar.fixed
            tr = desk.messages.text
            if not count:
                desk.window.notice.say(tr("window.mend.none"), "good")
                return
            self.take(report.article)
            undo = Choice(tr("window.action.undo"), desk.window.actions_["undo"].trigger)
            desk.window.notice.say(tr("window.mend.done", count=count), "good", undo)

        def failed(error: Exception) -> None:
            desk.window.status.finish("")
            desk.show_error(error)

        desk.window.status.show_stage(desk.messages.text("window.mend.running"))
        desk.ask(mended, done, failed)

    def take(self, article: Article) -> None:
        """Take a mended article as one step, and have it checked."""
        self._desk.window.editor.flush()
        self._desk.orders.forget()
        self._desk.work.set_article(article, by_hand=True)
        self._desk.orders.check_soon()

    def offers(self, finding: Finding) -> list[Offer]:
        """Give what can be done about a finding of the last check."""
        return self._offers(finding, None)

    def offers_at(self, mark: Mark) -> list[Offer]:
        """Give what can be done about an underlined passage."""
        return self._offers(mark.finding, mark)

    def _places(self, finding: Finding, mark: Mark | None) -> list[Where]:
        """Give where the words in question stand now."""
        if mark is not None:
            places = [self._place(mark)]
        else:
            places = [self.now(where) for where in places_of(finding)]
        return [where for where in places if where is not None]

    def _offers(self, finding: Finding, mark: Mark | None) -> list[Offer]:
        tr = self._desk.messages.text
        article = self._desk.work.article
        if article is None:
            return []
        offers: list[Offer] = []
        if places := self._places(finding, mark):
            text = str(getattr(article, places[0].field))
            old = text[places[0].start : places[0].end]
            offers += [
                Offer(
                    self._words_of(old, new),
                    lambda new=new: self._replace(finding, new, mark),
                    mends=True,
                )
                for new in finding.replacements[:_MOST]
            ]
        if finding.check in LANGUAGE and finding.check != "style":
            offers.append(
                Offer(tr("window.suggest.ignore"), lambda: self._ignore(finding, mark), leaves=True)
            )
            offers.append(
                Offer(tr("window.suggest.everywhere"), lambda: self._everywhere(finding, mark))
            )
            if finding.params.get("kind") == "spelling":
                word = str(finding.params.get("words", ""))
                offers.append(
                    Offer(tr("window.suggest.dictionary"), lambda: self._learn(finding, word, mark))
                )
        elif finding.status in ("problem", "improve"):
            offers += self._desk.proposals.offers_for(self.now(finding.where))
            offers += self._desk.ai.offers(finding)
            offers.append(
                Offer(tr("window.suggest.accept"), lambda: self.accept(finding), leaves=True)
            )
        return offers

    def _words_of(self, old: str, new: str) -> str:
        tr = self._desk.messages.text
        if not new.strip():
            return tr("window.suggest.delete" if not new else "window.suggest.correct")
        same = old.translate(_SPACES).strip() == new.translate(_SPACES).strip()
        return tr("window.suggest.correct") if same else new

    def _replace(self, finding: Finding, new: str, mark: Mark | None) -> None:
        from desktop_app.corrections import Correction, apply

        self._desk.window.editor.flush()
        article, places = self._desk.work.article, self._places(finding, mark)
        if article is None or not places:
            return
        wanted = [Correction(where, new, finding.id) for where in places]
        self._leave(finding, mark)
        self.take(apply(article, wanted))
        if mark is not None and places[0].field == "body":
            self._desk.window.editor.put_cursor(places[0].start + len(new))

    def _ignore(self, finding: Finding, mark: Mark | None) -> None:
        desk = self._desk
        article = desk.work.article
        if desk.session is None or article is None:
            return
        accepted = desk.session.ignore(desk.work.accepted, self._placed(finding, mark), article)
        self._leave(finding, mark)
        self.keep_accepted(accepted)

    def _everywhere(self, finding: Finding, mark: Mark | None) -> None:
        article, placed = self._desk.work.article, self._placed(finding, mark)
        if article is None:
            return
        self._leave(finding, mark)
        self._desk.ask(
            lambda session: session.ignore_everywhere(placed, article), lambda _: self._look_again()
        )

    def _learn(self, finding: Finding, word: str, mark: Mark | None) -> None:
        self._leave(finding, mark)
        self._desk.ask(
            lambda session: session.add_to_dictionary(word), lambda _: self._look_again()
        )

    def accept(self, finding: Finding) -> None:
        """Take a finding for meant (« C’est voulu »); it informs from now on."""
        article = self._desk.work.article
        if article is not None:
            self._desk.window.review.forget(finding)
            keys = accepting(self._placed(finding, None), article)
            self.keep_accepted(self._desk.work.accepted | keys)

    def keep_accepted(self, accepted: frozenset[str]) -> None:
        """Remember what is accepted in this work, as one step, and check again by it."""
        self._desk.window.editor.flush()
        self._desk.work.accept(accepted)
        self._desk.update()
        self._desk.recovery.keep_soon()
        self._look_again()

    def _look_again(self) -> None:
        self._desk.live.now()
        self._desk.orders.check_soon()

    def _placed(self, finding: Finding, mark: Mark | None) -> Finding:
        where = self._place(mark) if mark is not None else self.now(finding.where)
        return replace(finding, where=where)

    def _leave(self, finding: Finding, mark: Mark | None) -> None:
        """Show at once that a finding has been dealt with."""
        self._desk.window.review.forget(finding)
        if isinstance(mark, FieldMark):
            self.fields.drop(mark)
        elif mark is not None:
            self._desk.window.editor.underlines.drop(mark)

    def _place(self, mark: Mark) -> Where | None:
        """Give where a marked passage stands now; nothing once its words were changed."""
        if isinstance(mark, FieldMark):
            return mark.where if self.fields.fresh(mark) else None
        return self._desk.window.editor.underlines.place(mark)

    def _pointed(self, finding: Finding | None) -> None:
        review = self._desk.window.review
        offers = self.offers(finding) if finding is not None else []
        words = finding.params.get("words") if finding is not None else None
        caption = ""
        if isinstance(words, str) and words.strip():
            caption = self._desk.messages.text("window.facts.quoted", text=shortened(words))
        review.suggestions.show_offers(offers, caption)

    def _leave_current(self) -> None:
        """Ignore or accept the point the list stands on."""
        finding = self._desk.window.review.current
        if finding is not None:
            leaving = [offer for offer in self.offers(finding) if offer.leaves]
            for offer in leaving[:1]:
                offer.act()

    def _menu_for_finding(self, finding: Finding, at: QPoint) -> None:
        offers = self.offers(finding)
        if offers:
            review = self._desk.window.review
            self.menu = open_menu(review, offers, self._sentence(finding), at)

    def _begin_menu(self, menu: QMenu, position: int) -> None:
        self.menu = menu
        mark = self._desk.window.editor.underlines.at(position)
        if mark is not None:
            fill_menu(menu, self.offers_at(mark), self._sentence(mark.finding))
        if others := self._desk.proposals.offers_at(position):
            fill_menu(menu, others)

    def begin_field_menu(self, menu: QMenu, mark: FieldMark) -> None:
        """Put what can be done about a passage of a field above what a field's menu has."""
        self.menu = menu
        usual = menu.actions()
        fill_menu(menu, self.offers_at(mark), self._sentence(mark.finding))
        menu.addSeparator()
        for action in usual:
            menu.removeAction(action)
        menu.addActions(usual)

    def _sentence(self, finding: Finding) -> str:
        return self._desk.messages.text(finding.message_id, finding.params)
