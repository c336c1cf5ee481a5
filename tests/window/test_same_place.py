"""Preview and editor stay at the same place, whatever changes around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from desktop_app.model import Article

if TYPE_CHECKING:
    from desktop_app.window.preview import Preview
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_PARAGRAPHS = [
    f"Le paragraphe n° {number} dit assez de choses pour tenir sur plus d’une ligne du texte, "
    "et même un peu davantage, car la fenêtre est large et les lignes sont longues."
    for number in range(60)
]
_BODY = "\n\n".join(_PARAGRAPHS) + "\n"


@pytest.fixture
def long(stage: Stage) -> Stage:
    """Give a window with a long article, the preview laid out."""
    stage.until(lambda: stage.desk.session is not None)
    stage.desk.work.set_article(Article(_BODY, title="Un titre"))
    stage.window.go_to("article")
    stage.until(lambda: not stage.window.preview.filling)
    stage.qtbot.wait(200)  # the preview has gone to the cursor by then
    return stage


def at_top(preview: Preview) -> tuple[str, float]:
    """Give the words at the top of the preview, and how far their block begins above it."""
    bar = preview.verticalScrollBar()
    layout = preview.document().documentLayout()
    position = layout.hitTest(QPointF(200, bar.value()), Qt.HitTestAccuracy.FuzzyHit)
    block = preview.document().findBlock(position)
    return block.text()[:22], bar.value() - layout.blockBoundingRect(block).top()


def in_view(preview: Preview, words: str) -> bool:
    height = preview.viewport().height()
    block = preview.document().begin()
    while block.isValid():
        if words in block.text():
            box = preview.document().documentLayout().blockBoundingRect(block)
            top = box.top() - preview.verticalScrollBar().value()
            return -box.height() < top < height
        block = block.next()
    return False


def test_a_new_article_is_shown_from_its_beginning(long: Stage) -> None:
    assert long.window.preview.verticalScrollBar().value() == 0


def test_an_edit_above_moves_nothing_in_view(long: Stage) -> None:
    preview = long.window.preview
    preview.verticalScrollBar().setValue(1900)
    before = at_top(preview)
    work = long.desk.work
    for body in (
        "Un ajout.\n\n" * 5 + _BODY,
        _BODY.replace(_PARAGRAPHS[3], "Plus court."),
        _BODY.replace("dit assez", "dit vraiment assez"),
    ):
        work.edit("body", body, "elsewhere")
        long.until(lambda: not preview.filling)
        words, above = at_top(preview)
        assert words[:18] == before[0][:18]
        assert abs(above - before[1]) <= 2
        work.undo()
        long.until(lambda: not preview.filling)
        assert at_top(preview)[0] == before[0]


def test_the_preview_shows_where_the_cursor_is(long: Stage) -> None:
    preview, body = long.window.preview, long.window.editor.body
    long.until(body.hasFocus)
    QTest.keyClick(body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    long.until(lambda: in_view(preview, "n° 59"))
    place = preview.verticalScrollBar().value()
    QTest.keyClick(body, Qt.Key.Key_Up)
    QTest.qWait(300)
    assert preview.verticalScrollBar().value() == place
    QTest.keyClick(body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    long.until(lambda: in_view(preview, "n° 0 "))


def test_a_click_in_the_preview_puts_the_cursor_there(long: Stage) -> None:
    preview, body = long.window.preview, long.window.editor.body
    preview.verticalScrollBar().setValue(1900)
    points = [QPoint(preview.viewport().width() // 3, y) for y in range(150, 400, 5)]
    point, where = next((p, w) for p in points if (w := preview.place_at(p)) is not None)
    long.qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert body.selection()[1] == where.start
    place = body.cursorRect()
    assert 0 <= place.top() < body.viewport().height()
