"""What became of each source paragraph, shown beside the source and in a list, and followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from desktop_app.window import announcing
from desktop_app.window.review_panel import ITEM

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from desktop_app.model import SourceParagraph
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ARRIVED = "Les travaux commenceront le 3 mars et dureront dix-huit mois."


@pytest.fixture
def cut(stage: Stage) -> Stage:
    """An article that leaves one source paragraph out and rewords half of another."""
    stage.article()
    work = stage.desk.work
    kept = [
        block
        for block in work.article.body.split("\n\n")
        if "Quelque 2" not in block and "consultation" not in block
    ]
    body = "\n\n".join(kept).replace(" Il faudra pour cela attendre une douzaine d’années.", "")
    before = stage.desk.work.assessment
    work.edit("body", body, "test")
    stage.checked_again(before)
    return stage


def uses(stage: Stage) -> dict[str, str]:
    """Give each source paragraph's use by its first words."""
    text = stage.desk.work.sources[0].text
    paragraphs = stage.desk.work.assessment.paragraphs
    return {text[p.where.start : p.where.start + 14]: p.use for p in paragraphs}


def block_of(stage: Stage, words: str) -> QTextBlock:
    return stage.window.source.text.document().find(words).block()


def lit(editor: QTextEdit) -> list[str]:
    return [spot.cursor.selectedText() for spot in editor.extraSelections()]


def open_passages(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_F9)
    tabs = stage.window.facts.tabs
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert stage.window.facts.passages.isVisible()
    QApplication.processEvents()


def shown_paragraphs(stage: Stage) -> list[SourceParagraph]:
    return [row.data(0, ITEM) for row in stage.window.facts.passages.rows()]


def test_what_was_left_out_is_listed_first_and_reached_by_keys(cut: Stage) -> None:
    assert uses(cut)["Le projet est "] == "unused"
    assert uses(cut)["La municipalit"] == "partial"
    assert uses(cut)["Les travaux co"] == "verbatim"
    open_passages(cut)
    assert [p.use for p in shown_paragraphs(cut)] == ["unused", "partial"]
    window = cut.window
    window.facts.passages.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert "Le projet est né" in lit(window.source.text)[0]
    assert lit(window.preview) == []
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.facts.passages.paragraph.use == "partial"
    assert "La municipalité promet" in lit(window.preview)[0]
    for number in range(window.facts.passages.topLevelItemCount()):
        top = window.facts.passages.topLevelItem(number)
        assert "," in top.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_a_click_on_the_mark_lights_up_the_article(cut: Stage) -> None:
    window = cut.window
    window.go_to("source")
    margin = window.source.text.margin
    assert margin.isVisible()
    block = block_of(cut, "Les travaux")
    point = margin.middle_of(block).toPoint()
    cut.qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=point)
    assert lit(window.preview)[0] == ARRIVED
    assert len(lit(window.preview)) == 2
    assert lit(window.source.text)[0].startswith(ARRIVED)
    event = QHelpEvent(QEvent.Type.ToolTip, point, margin.mapToGlobal(point))
    QApplication.sendEvent(margin, event)
    assert QToolTip.text() == "Repris mot pour mot"
    QToolTip.hideText()


def test_a_click_in_the_preview_shows_where_it_comes_from(cut: Stage) -> None:
    window = cut.window
    open_passages(cut)
    preview = window.preview
    cursor = preview.document().find("Les pavés de l’arsenal")
    preview.setTextCursor(cursor)
    preview.ensureCursorVisible()
    cursor.setPosition(cursor.selectionStart() + 3)
    point = preview.cursorRect(cursor).center() + QPoint(2, 0)
    cut.qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert lit(window.source.text)[0].startswith("La promenade plantée comprendra")
    assert "Les pavés de l’arsenal" in lit(preview)[0]
    assert window.facts.passages.paragraph.use == "verbatim"


def test_one_key_goes_from_either_text_to_the_other(cut: Stage) -> None:
    window = cut.window
    window.go_to("article")
    body = window.editor.body
    cursor = body.document().find("trois pontons")
    cursor.clearSelection()
    body.setTextCursor(cursor)
    QTest.keyClick(body, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert window.source.isVisible()
    # The words stand in a heading: what its own words rest on is looked for.
    cut.until(lambda: lit(window.source.text))
    assert lit(window.source.text)[0].startswith("La promenade plantée comprendra")
    window.go_to("source")
    text = window.source.text
    cursor = QTextCursor(block_of(cut, "Les travaux"))
    text.setTextCursor(cursor)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert lit(window.preview)[0] == ARRIVED


def test_screen_readers_are_told_what_became_of_a_paragraph(
    cut: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(announcing, "announce", lambda _widget, words, **_: told.append(words))
    monkeypatch.setattr(
        "desktop_app.window.source_pane.announce", lambda _widget, words, **_: told.append(words)
    )
    window = cut.window
    window.go_to("source")
    text = window.source.text
    text.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(40):
        QTest.keyClick(text, Qt.Key.Key_Down)
    assert {"Repris mot pour mot", "Non repris", "Repris en partie"} <= set(told)
    interface = QAccessible.queryAccessibleInterface(text)
    assert interface.text(QAccessible.Text.Description) in told


def test_marks_go_with_the_sources_and_stay_with_an_edit(cut: Stage) -> None:
    window = cut.window
    window.go_to("source")
    margin = window.source.text.margin
    cut.desk.work.edit("body", cut.desk.work.article.body.replace(ARRIVED, ""), "test")
    assert margin.isVisible()
    cut.until(lambda: uses(cut)["Les travaux co"] == "partial")
    cut.desk.intake.remove_source(0)
    cut.until(lambda: not margin.isVisible())
