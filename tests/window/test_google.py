"""The Google tab: cut where it will be, the keyphrase bold, edits taken at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from tests.window.conftest import Stage


def _labels(stage: Stage) -> tuple[str, str, str]:
    google = stage.window.google
    return google._address.text(), google._title.text(), google._description.text()


def test_the_card_is_the_result_as_it_will_be(stage: Stage) -> None:
    stage.article()
    google = stage.window.google
    stage.until(lambda: google._results is not None and google._results.keyphrase is not None)
    article = stage.desk.work.article
    address, title, description = _labels(stage)
    assert address == f"votre-site.fr \u203a {article.slug}"
    assert title == article.seo_title
    assert "<b>" in description
    assert (
        description.replace("<b>", "")
        .replace("</b>", "")
        .startswith(article.meta_description[:40].replace("'", "&#x27;"))
    )


def test_edits_are_taken_at_once_and_measured(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    google = window.google
    stage.until(lambda: google._results is not None)
    window.go_to("google")
    google.seo_title.selectAll()
    QTest.keyClicks(google.seo_title, "Quais de Rochefort : " * 5)
    assert work.article.seo_title == google.seo_title.text()
    assert google._title.text().endswith("…")
    assert "sera coupé" in google._counts["seo_title"].text()
    QTest.keyClicks(google.slug, "-x")
    assert _labels(stage)[0].endswith(work.article.slug)
    google.description.selectAll()
    QTest.keyClicks(google.description, "Trop peu <de> mots.")
    assert work.article.meta_description == "Trop peu <de> mots."
    assert "&lt;de&gt;" in _labels(stage)[2]
    assert "court" in google._counts["meta_description"].text()


def test_a_telephone_shows_more_of_a_title_and_less_of_a_description(stage: Stage) -> None:
    stage.article()
    google = stage.window.google
    stage.until(lambda: google._results is not None)
    google.seo_title.setText("Les quais de Rochefort seront une promenade plantée de 640 arbres")
    google._show_card()
    assert google._title.text().endswith("…")
    phone = google._screen.button(1)
    stage.qtbot.mouseClick(phone, Qt.MouseButton.LeftButton)
    assert google.shown_for == "mobile"
    assert not google._title.text().endswith("…")
    google.show_article(stage.desk.work.article)
    assert len(stage.desk.work.article.meta_description) > 120
    assert google._description.text().endswith("…")
