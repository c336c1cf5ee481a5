"""What the facts do: showing both places, accepting, and the sources behind a sentence."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QToolTip

from desktop_app.model import SourceParagraph, Where
from desktop_app.window.positions import from_qt, plain_of
from desktop_app.window.remarks import fact_key
from desktop_app.window.suggestions import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.model import Fact, SourceWhere
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

_MOST = 3
_WIDTH_PX = 420
_LONGEST = 420


class FactsDesk(QObject):
    """Links the list of facts, the source and the preview."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._asked = 0
        window, work = desk.window, desk.work
        facts = window.facts
        work.assessed.connect(self._assessed)
        facts.mending = self._mending
        facts.chosen.connect(self.show)
        facts.meant.connect(self.mean)
        facts.closed.connect(lambda: window.actions_["facts"].setChecked(False))
        window.review.facts_asked.connect(lambda: window.actions_["facts"].setChecked(True))
        window.preview.hovered.connect(self._trace)
        window.preview.pointed.connect(self._show_source_of)
        window.source.chosen.connect(self._show_from_source)

    def show(self, chosen: Fact | SourceParagraph) -> None:
        """Light a fact, or what became of a paragraph, up in the article and in the source."""
        if isinstance(chosen, SourceParagraph):
            self._show_paragraph(chosen)
        else:
            self._show_fact(chosen)

    def follow(self) -> None:
        """Go from the sentence the keyboard is in to the other text: source or article."""
        window = self._desk.window
        if window.source.text.hasFocus():
            window.source.text.choose()
            return
        body = window.editor.body
        window.editor.flush()
        position = from_qt(plain_of(body.document()), body.textCursor().position())
        window.left.setCurrentWidget(window.source)
        self._show_source_of(Where(position, position))

    def _assessed(self) -> None:
        window, work = self._desk.window, self._desk.work
        assessment = work.assessment
        window.facts.show_assessment(assessment, work.loaded)
        window.source.show_uses(assessment.paragraphs if assessment is not None else ())

    def _show_from_source(self, paragraph: SourceParagraph) -> None:
        if not self._desk.window.facts.isHidden():
            self._desk.window.facts.passages.stand_on(paragraph)
        self._show_paragraph(paragraph)

    def _show_paragraph(self, paragraph: SourceParagraph) -> None:
        window = self._desk.window
        now = [self._desk.mending.now(where) for where in paragraph.places]
        places = [where for where in now if where is not None]
        if places:
            window.right.setCurrentWidget(window.preview)
            window.preview.show_place(*places)
            window.editor.show_place(places[0])
        else:
            window.preview.forget_place()
        window.left.setCurrentWidget(window.source)
        window.source.show_place(paragraph.where)

    def _show_source_of(self, place: Where) -> None:
        """Light up the source paragraph that the sentence at a place of the body rests on."""
        window, assessment = self._desk.window, self._desk.work.assessment
        if assessment is None or window.left.currentWidget() is not window.source:
            return
        for paragraph in assessment.paragraphs:
            for where in paragraph.places:
                now = self._desk.mending.now(where) if where.field == "body" else None
                if now is not None and now.start <= place.start <= now.end:
                    window.source.show_place(paragraph.where)
                    window.preview.show_place(now, scroll=False)
                    window.facts.passages.stand_on(paragraph)
                    return
        self._ask(place, self._show_rest)

    def _show_rest(self, places: tuple[SourceWhere, ...]) -> None:
        """Light up what a heading or a freely worded sentence rests on, or say that it does not."""
        if places:
            self._desk.window.source.show_place(places[0])
        else:
            self._desk.window.source.forget_place()
            self._desk.window.notice.say(self._desk.messages.text("window.trace.nothing"))

    def _show_fact(self, fact: Fact) -> None:
        window = self._desk.window
        where = self._desk.mending.now(fact.where)
        if where is not None and where.field in ("body", "title"):
            window.right.setCurrentWidget(window.preview)
            window.preview.show_place(where)
            window.editor.show_place(where)
        else:
            window.preview.forget_place()
            if where is not None:
                window.right.setCurrentWidget(window.google)
                window.google.show_field(where.field)
        window.left.setCurrentWidget(window.source)
        if fact.source_where is not None:
            window.source.show_place(fact.source_where)
        else:
            window.source.forget_place()

    def mean(self, fact: Fact, meant: bool) -> None:
        """Take a fact for meant (« C’est voulu »), or ask about it again."""
        keys = frozenset({fact_key(fact)})
        accepted = self._desk.work.accepted
        self._desk.mending.keep_accepted(accepted | keys if meant else accepted - keys)

    def _mending(self, fact: Fact) -> list[Offer]:
        """Offer the source's own words where the article says otherwise."""
        from desktop_app.corrections import Correction, apply

        article, said = self._desk.work.article, fact.source_text
        where = self._desk.mending.now(fact.where)
        if article is None or where is None or not said or fact.status != "altered":
            return []
        if str(getattr(article, where.field))[where.start : where.end] != fact.text:
            return []
        mended = Correction(where, said, f"fidelity.{fact.kind}")
        return [Offer(said, lambda: self._desk.mending.take(apply(article, [mended])), mends=True)]

    def _trace(self, where: Where, point: QPoint) -> None:
        self._ask(where, lambda places: self._say(point, places))

    def _ask(self, where: Where, show: Callable[[tuple[SourceWhere, ...]], None]) -> None:
        """Find what the sentence at a place rests on; only the last question is answered."""
        desk = self._desk
        article = desk.work.article
        if desk.session is None or article is None or not desk.work.sources or desk.orders.writing:
            return
        self._asked += 1
        asked = self._asked
        sources, wishes = desk.work.sources, desk.orders.full_wishes()

        def found(session: Session) -> tuple[SourceWhere, ...]:
            from desktop_app.job import Job

            return session.rests_on(article, Job(sources, wishes), where.start)

        def answer(places: tuple[SourceWhere, ...]) -> None:
            if asked == self._asked and sources == desk.work.sources:
                show(places)

        desk.ask(found, answer, lambda _error: None)

    def _say(self, point: QPoint, places: tuple[SourceWhere, ...]) -> None:
        preview = self._desk.window.preview
        sources, tr = self._desk.work.sources, self._desk.messages.text
        lines: list[str] = []
        for place in places[:_MOST]:
            text = sources[place.source].text[place.start : place.end]
            text = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
            name = ""
            if len(sources) > 1:
                name = f"<i>{escape(self._desk.work.loaded[place.source].origin.name)}</i><br>"
            lines.append(f"<p>{name}{escape(text)}</p>")
        head = tr("window.trace.found" if lines else "window.trace.nothing")
        html = f'<div style="width:{_WIDTH_PX}px"><b>{escape(head)}</b>{"".join(lines)}</div>'
        QToolTip.showText(point, html, preview.viewport())
