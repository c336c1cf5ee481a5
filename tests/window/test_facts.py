"""Facts in the window: by kind, linked to both texts, accepted; what a sentence rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.model import Fact, Where
from desktop_app.storage import open_work
from desktop_app.window.facts_items import grouped_facts
from desktop_app.window.review_panel import ITEM

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit, QTreeWidgetItem

    from tests.window.conftest import Stage


# Without a screen no window can be raised.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def changed(stage: Stage) -> None:
    """Bring an article whose figures and quotation are not the source's any more."""
    stage.article()
    work = stage.desk.work
    body = work.article.body.replace("640 arbres", "650 arbres").replace("6 degrés", "16 degrés")
    body = body.replace("tourné le dos", "montré le dos")
    before = stage.desk.work.assessment
    work.edit("body", body, "editor")
    stage.window.editor.show_article(work.article)
    stage.checked_again(before)


def items(stage: Stage) -> list[QTreeWidgetItem]:
    tree = stage.window.facts.tree
    found = []
    item = tree.topLevelItem(0)
    while item is not None:
        found.append(item)
        item = tree.itemBelow(item)
    return found


def item_of(stage: Stage, text: str) -> QTreeWidgetItem:
    QApplication.processEvents()  # lays out what was shown only now
    facts = [(item, item.data(0, ITEM)) for item in items(stage)]
    return next(item for item, fact in facts if fact and fact.text.startswith(text))


def lit(editor: QTextEdit) -> list[str]:
    return [spot.cursor.selectedText() for spot in editor.extraSelections()]


def click(stage: Stage, item: QTreeWidgetItem) -> None:
    tree = item.treeWidget()
    tree.scrollToItem(item)
    place = tree.visualItemRect(item).center()
    stage.qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_shows_a_fact_in_article_and_source(stage: Stage) -> None:
    changed(stage)
    window = stage.window
    stage.qtbot.mouseClick(window.review.facts, Qt.MouseButton.LeftButton)
    assert window.facts.isVisible()
    assert not window.review.isVisible()
    click(stage, item_of(stage, "650"))
    stage.until(lambda: lit(window.preview) == ["650"])
    assert "640" in lit(window.source.text)[0]
    assert window.source.isVisible()
    assert window.preview.isVisible()
    stage.qtbot.mouseClick(window.facts.back, Qt.MouseButton.LeftButton)
    assert window.review.isVisible()
    assert not window.facts.isVisible()


def test_kept_facts_are_folded_and_the_keyboard_reaches_all(stage: Stage) -> None:
    changed(stage)
    window = stage.window
    QTest.keyClick(window, Qt.Key.Key_F9)
    shown = [i.data(0, ITEM) for i in items(stage) if i.data(0, ITEM)]
    assert shown
    assert "kept" not in {fact.status for fact in shown}
    fold = next(i for i in items(stage) if "comme dans la source" in i.text(0))
    window.facts.tree.setCurrentItem(fold)
    QTest.keyClick(window.facts.tree, Qt.Key.Key_Right)
    assert "kept" in {i.data(0, ITEM).status for i in items(stage) if i.data(0, ITEM)}
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.facts.current is not None
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.review.isVisible()


def test_what_is_meant_is_remembered_with_the_work(stage: Stage) -> None:
    changed(stage)
    window, work = stage.window, stage.desk.work
    assert any(
        f.id == "fidelity.number" and f.status == "problem" for f in work.assessment.findings
    )
    QTest.keyClick(window, Qt.Key.Key_F9)
    for text in ("650", "16"):
        click(stage, item_of(stage, text))
        (accept,) = [b for b in window.facts.suggestions.buttons if b.text() == "C’est voulu"]
        accept.setFocus()
        QTest.keyClick(accept, Qt.Key.Key_Space)
        stage.until(lambda text=text: item_of(stage, text).data(0, ITEM).status == "accepted")
    assert len(work.accepted) == 2
    assert "number:650" in work.accepted
    stage.settled()
    assert not any(
        f.id == "fidelity.number" and f.status == "problem" for f in work.assessment.findings
    )
    stage.desk.recovery.keep()
    folder = stage.desk.session.folders.journal
    stage.until(lambda: list(folder.glob("*.journal")))
    stage.until(lambda: open_work(next(folder.glob("*.journal"))).work.accepted == work.accepted)
    click(stage, item_of(stage, "650"))
    again = window.facts.suggestions.buttons[0]
    stage.qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    stage.until(lambda: item_of(stage, "650").data(0, ITEM).status == "altered")


def test_the_sources_own_words_are_put_back_in_one_step(stage: Stage) -> None:
    changed(stage)
    work = stage.desk.work
    before = work.article.body
    QTest.keyClick(stage.window, Qt.Key.Key_F9)
    click(stage, item_of(stage, "650"))
    button = stage.window.facts.suggestions.buttons[0]
    assert button.text() == "640"
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert work.article.body == before.replace("650", "640", 1)
    work.undo()
    assert work.article.body == before


@pytest.mark.parametrize(
    ("words", "said"),
    [("piste cyclable", "640 arbres, une piste cyclable"), ("dix-huit", "dureront dix-huit mois")],
)
def test_hovering_a_sentence_shows_what_it_rests_on(stage: Stage, words: str, said: str) -> None:
    stage.article()
    preview = stage.window.preview
    cursor = preview.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 2)
    preview.setTextCursor(cursor)
    preview.ensureCursorVisible()
    point = preview.cursorRect(cursor).center() + QPoint(2, 0)
    text = stage.desk.work.article.body
    where = preview.place_at(point)
    assert text.index(words) <= where.start < text.index(words) + len(words)
    event = QHelpEvent(QEvent.Type.ToolTip, point, preview.viewport().mapToGlobal(point))
    QApplication.sendEvent(preview.viewport(), event)
    stage.until(lambda: said in QToolTip.text())
    QToolTip.hideText()


def test_every_character_in_view_is_found_again(stage: Stage) -> None:
    stage.article()
    preview, body = stage.window.preview, stage.desk.work.article.body
    seen = 0
    for position in range(0, preview.document().characterCount() - 1, 7):
        cursor = QTextCursor(preview.document())
        cursor.setPosition(position)
        box = preview.cursorRect(cursor)
        char = preview.document().characterAt(position)
        where = preview.place_at(box.center() + QPoint(2, 0))
        if where is not None and char.strip() and preview.viewport().rect().contains(box):
            assert body[where.start : where.end] == char
            seen += 1
    assert seen > 10


def test_facts_are_grouped_by_kind_what_differs_first() -> None:
    facts = (
        Fact("name", "kept", "Rochefort", where=Where(3, 12)),
        Fact("number", "kept", "12", where=Where(40, 42)),
        Fact("number", "missing", "7"),
        Fact("number", "invented", "99", where=Where(90, 92)),
    )
    quotes, names, numbers, dates = grouped_facts(facts)
    assert (quotes.total, dates.total) == (0, 0)
    assert (names.worst, names.total) == ("kept", 1)
    assert [f.text for f in numbers.open] == ["99", "7"]
    assert [f.text for f in numbers.kept] == ["12"]
