"""« À revoir » by keyboard alone, spoken, and the remarks underlined in the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop_app.window.review_panel import ITEM

if TYPE_CHECKING:
    from desktop_app.model import Finding
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ALT = Qt.KeyboardModifier.AltModifier
FAULTY_TITLE = "Les quais  de Rochefort"


@pytest.fixture
def faulty(stage: Stage) -> Stage:
    """An article with a fault of typography, a figure that is not the source's, a bad title."""
    stage.article()
    work = stage.desk.work
    body = work.article.body.replace("dix-huit mois.", "dix-huit  mois.", 1)
    before = stage.desk.work.assessment
    work.edit("body", body.replace("640 arbres, une", "650 arbres, une"), "test")
    stage.checked_again(before)
    stage.window.go_to("review")
    return stage


def current(stage: Stage) -> Finding | None:
    return stage.window.review.current


def stand_on(stage: Stage, check: str) -> Finding:
    """Go down the list by F8 to the first finding of a check."""
    for _ in range(stage.window.review.to_do):
        QTest.keyClick(stage.window, Qt.Key.Key_F8)
        finding = current(stage)
        if finding is not None and finding.id.startswith(check):
            return finding
    raise AssertionError(check)


def menu_of(stage: Stage, widget: QWidget) -> QMenu:
    QTest.keyClick(widget, Qt.Key.Key_Return, ALT)
    menu = stage.desk.mending.menu
    assert menu is not None
    stage.until(menu.isVisible)
    return menu


def test_points_are_walked_gone_to_mended_and_left_by_keys(faulty: Stage) -> None:
    window, work = faulty.window, faulty.desk.work
    tree = window.review.tree
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Home)
    for _ in range(6):
        if current(faulty) is None:
            QTest.keyClick(tree, Qt.Key.Key_Down)
    first = current(faulty)
    assert first is not None
    QTest.keyClick(tree, Qt.Key.Key_F8)
    assert current(faulty) != first
    QTest.keyClick(tree, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert current(faulty) == first

    stand_on(faulty, "fidelity.number")
    window.preview.forget_place()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert [s.cursor.selectedText() for s in window.preview.extraSelections()] == ["650"]
    assert tree.hasFocus()
    left = window.review.to_do
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert window.review.to_do == left - 1
    assert any("650" in key for key in work.accepted)

    stand_on(faulty, "typography.double_space")
    QTest.keyClick(menu_of(faulty, tree), Qt.Key.Key_Return)
    assert "dix-huit  mois" not in work.article.body
    assert "dix-huit" in work.article.body
    window.actions_["undo"].trigger()
    assert "dix-huit  mois" in work.article.body


def test_ignoring_keeps_the_keyboard_on_the_next_point(faulty: Stage) -> None:
    tree = faulty.window.review.tree
    stand_on(faulty, "typography.double_space")
    rows = [row.data(0, ITEM) for row in faulty.window.review._finding_items()]
    ignored = current(faulty)
    before = faulty.desk.work.assessment
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    following = rows[rows.index(ignored) + 1 :]
    assert current(faulty) == (following[0] if following else None)
    faulty.checked_again(before)
    assert tree.hasFocus()
    assert ignored.where not in [f.where for f in faulty.window.review._groups[-1].to_do]


def test_everything_opens_by_key_and_headings_speak(faulty: Stage) -> None:
    review = faulty.window.review
    few = len(review._finding_items())
    review.everything.setFocus()
    QTest.keyClick(review.everything, Qt.Key.Key_Space)
    assert len(review._finding_items()) > few
    spoken = {
        review.tree.topLevelItem(i).data(0, Qt.ItemDataRole.AccessibleTextRole) for i in range(5)
    }
    assert any(words.startswith("Faits et citations, ") for words in spoken)
    assert all(words.count(",") == 2 for words in spoken if "non vérifié" not in words)


def test_a_point_about_the_title_proposes_another_one(faulty: Stage) -> None:
    window, work = faulty.window, faulty.desk.work
    before = faulty.desk.work.assessment
    work.edit("seo_title", "Quais de Rochefort et promenade plantée : tout ce qui change " * 2, "x")
    alternatives = work.article.alternatives["seo_title"]
    faulty.checked_again(before)
    window.go_to("review")
    stand_on(faulty, "seo.title_width")
    words = [button.text() for button in window.review.suggestions.buttons]
    assert "Autre proposition" in words
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    window.review.tree.setFocus()
    QTest.keyClick(window.review.tree, Qt.Key.Key_P, keys)
    assert work.article.seo_title == alternatives[0]


def test_remarks_on_a_field_are_underlined_and_mended_in_it(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    fields = stage.desk.mending.fields
    for place, field, name in (
        ("article", window.editor.title, "title"),
        ("google", window.google.seo_title, "seo_title"),
        ("google", window.google.description, "meta_description"),
    ):
        window.activateWindow()
        window.go_to(place)
        field.setFocus()
        stage.until(field.hasFocus)
        field.selectAll()
        QTest.keyClicks(field, FAULTY_TITLE)
        stage.until(lambda name=name: getattr(work.article, name) == FAULTY_TITLE)
        QTest.keyClick(field, Qt.Key.Key_Home)
        for _ in range(10):
            QTest.keyClick(field, Qt.Key.Key_Right)
        stage.until(lambda: fields.here() is not None)
        before = field.grab().toImage()
        QTest.keyClick(menu_of(stage, field), Qt.Key.Key_Return)
        assert getattr(work.article, name) == "Les quais de Rochefort"
        assert fields.here() is None
        assert field.grab().toImage() != before


def test_a_right_click_in_a_field_keeps_what_its_menu_has(stage: Stage) -> None:
    stage.article()
    window = stage.window
    window.go_to("article")
    title = window.editor.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, FAULTY_TITLE)
    title.setCursorPosition(10)
    stage.until(lambda: stage.desk.mending.fields.here() is not None)
    at = title.cursorRect().center() if hasattr(title, "cursorRect") else title.rect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, at, title.mapToGlobal(title.rect().center())
    )
    assert event.type() == QEvent.Type.ContextMenu
    QApplication.sendEvent(title, event)
    menu = stage.desk.mending.menu
    stage.until(menu.isVisible)
    words = [action.text() for action in menu.actions()]
    assert "Ignorer" in words
    assert any("Coller" in entry.replace("&", "") for entry in words)
    menu.close()
