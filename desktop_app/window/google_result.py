"""What SEO shows outside the findings: the Google tab's card, and whether to count like Yoast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop_app.checks.seo.google import Card, Screen
    from desktop_app.checks.seo.pixels import TitleWidths
    from desktop_app.french.keyphrase import Keyphrase
    from desktop_app.model import Article
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk


@dataclass(frozen=True)
class Results:
    """Makes the cards of articles about one keyphrase, for one site."""

    widths: TitleWidths
    keyphrase: Keyphrase | None
    suffix: str = ""
    site: str = ""

    def card(self, article: Article, screen: Screen) -> Card:
        """Give an article's card; quick enough for every key."""
        from desktop_app.checks.seo.google import google_card

        return google_card(
            article, self.site, self.widths, self.keyphrase, screen=screen, suffix=self.suffix
        )


def results_for(session: Session, keyphrase: str) -> Results:
    """Make ready to show cards; loads the lexicon when there is a keyphrase to be found."""
    from desktop_app.checks.seo.pixels import TitleWidths
    from desktop_app.french.keyphrase import Keyphrase

    profile = session.settings.active_profile
    looked_for = None
    if keyphrase.strip():
        looked_for = Keyphrase(keyphrase, session.lexicon, session.word_list("function_words"))
    suffix, site = (profile.site_suffix, profile.site) if profile else ("", "")
    site = site or session.messages.text("window.google.site")
    return Results(TitleWidths.load(), looked_for, suffix, site)


class GoogleDesk(QObject):
    """Keeps the Google tab's maker of cards up to date with the article's keyphrase."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._asked: str | None = None
        self._like_yoast = True
        desk.work.article_changed.connect(self._look)
        desk.work.assessed.connect(self._look)
        desk.window.settings.like_yoast_chosen.connect(self._chosen)
        desk.ai.settings_changed.connect(self._settings_changed)
        desk.ask(lambda session: session.settings.like_yoast, self._show_switch)

    def _chosen(self, like_yoast: bool) -> None:
        self._desk.ai.change(like_yoast=like_yoast)

    def _show_switch(self, like_yoast: bool) -> None:
        self._desk.window.settings.like_yoast.setChecked(like_yoast)
        self._like_yoast = like_yoast

    def _settings_changed(self) -> None:
        desk, kept = self._desk, self._desk.ai.settings
        if kept is not None and kept.like_yoast != self._like_yoast:
            self._show_switch(kept.like_yoast)
            if desk.work.article is not None and not desk.orders.writing:
                desk.orders.check_soon()

    def _look(self) -> None:
        article = self._desk.work.article
        keyphrase = article.keyphrase if article is not None else ""
        if article is None or keyphrase == self._asked:
            return
        self._asked = keyphrase

        def made(results: Results) -> None:
            if keyphrase == self._asked:
                self._desk.window.google.use(results)

        self._desk.ask(lambda session: results_for(session, keyphrase), made, self._failed)

    def look_again(self) -> None:
        """Make the card's maker anew, for another client's site."""
        self._asked = None
        self._look()

    def _failed(self, _error: Exception) -> None:
        self._asked = None
