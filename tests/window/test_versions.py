"""Versions: kept as the article is written and by name, compared, restored as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest

from desktop_app.storage import open_work

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from desktop_app.window.versions_window import VersionsWindow
    from tests.window.conftest import Stage

# The offscreen display can neither raise a window nor be told its size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def press(stage: Stage, keys: str) -> None:
    stage.window.activateWindow()
    QTest.keySequence(stage.window, QKeySequence(keys))


def opened(stage: Stage) -> VersionsWindow:
    press(stage, "Ctrl+Alt+H")
    shown = stage.desk.versions.shown
    assert shown is not None
    stage.until(shown.isVisible)
    return shown


def click(stage: Stage, button: QAbstractButton) -> None:
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def struck_and_underlined(shown: VersionsWindow) -> tuple[list[str], list[str]]:
    """Give the stretches of text shown as gone and as come."""
    gone: list[str] = []
    come: list[str] = []
    block = shown.text.document().begin()
    while block.isValid():
        for span in block:
            fragment = span.fragment()
            look = fragment.charFormat()
            if look.fontStrikeOut():
                gone.append(fragment.text())
            if look.fontUnderline():
                come.append(fragment.text())
        block = block.next()
    return gone, come


def test_each_writing_is_a_version_and_what_stood_before_is_kept(stage: Stage) -> None:
    assert not stage.window.actions_["versions"].isEnabled()
    stage.article()
    work = stage.desk.work
    assert [(v.number, v.by, v.name) for v in work.versions] == [(1, "offline", "")]
    assert work.versions[0].article.body == work.article.body
    assert work.versions[0].words > 100
    work.edit("title", "Un titre à la main", "test")
    stage.settled()
    stage.press("write")
    stage.until(lambda: len(work.versions) == 3)
    assert [(v.number, v.by) for v in work.versions] == [
        (1, "offline"),
        (2, "hand"),
        (3, "offline"),
    ]
    assert work.versions[1].article.title == "Un titre à la main"


def test_a_version_is_kept_by_name_and_stands_in_the_work_file(stage: Stage) -> None:
    stage.article()
    stage.desk.work.edit("title", "Le titre du client", "test")
    stage.desktop.name = "envoyée au client"
    press(stage, "Ctrl+Alt+G")
    stage.until(lambda: "V2 · envoyée au client" in stage.window.notice.sentence.text())
    stage.desktop.target = stage.folder / "quais.intertitre"
    press(stage, "Ctrl+S")
    stage.until(stage.desktop.target.exists)
    stage.until(lambda: not stage.window.isWindowModified())
    kept = open_work(stage.desktop.target).work.versions
    assert [(v.number, v.name) for v in kept] == [(1, ""), (2, "envoyée au client")]
    shown = opened(stage)
    shown.list.setCurrentRow(0)
    stage.desktop.name = "définitive"
    click(stage, shown.rename)
    spoken = shown.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("V2 · définitive, ")
    assert stage.window.isWindowModified()
    shown.list.setCurrentRow(1)
    click(stage, shown.remove)
    assert [v.name for v in stage.desk.work.versions] == ["définitive"]
    stage.desktop.name = None
    press(stage, "Ctrl+Alt+G")
    assert len(stage.desk.work.versions) == 1


def test_two_versions_are_compared_word_by_word(stage: Stage) -> None:
    stage.article()
    body = stage.desk.work.article.body
    assert "une douzaine d’années" in body
    stage.desk.work.edit("body", body.replace("douzaine", "vingtaine"), "test")
    shown = opened(stage)
    stage.until(lambda: struck_and_underlined(shown)[1])
    gone, come = struck_and_underlined(shown)
    assert (set(gone), set(come)) == ({"douzaine"}, {"vingtaine"})
    assert "passages identiques" in shown.text.toPlainText()
    short = len(shown.text.toPlainText())
    click(stage, shown.everything)
    stage.until(lambda: len(shown.text.toPlainText()) > short)
    assert "identiques" not in shown.text.toPlainText()
    editor = stage.window.editor.body
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, " Fin")
    stage.until(lambda: "Fin" in " ".join(struck_and_underlined(shown)[1]))


def test_a_version_comes_back_as_one_step(stage: Stage) -> None:
    stage.article()
    work = stage.desk.work
    first = work.article
    work.edit("body", "Tout autre chose.", "test")
    work.edit("title", "Autre titre", "test")
    shown = opened(stage)
    stage.until(lambda: struck_and_underlined(shown)[0])
    click(stage, shown.restore)
    assert work.article.body == first.body
    assert work.article.title == first.title
    assert [v.by for v in work.versions] == ["offline", "hand"]
    stage.settled()
    click(stage, stage.window.notice.choices[0])
    stage.until(lambda: work.article.body == "Tout autre chose.")
    assert work.article.title == "Autre titre"


def test_nothing_is_restored_while_an_article_is_written(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.article()
    shown = opened(stage)
    assert shown.restore.isEnabled()
    monkeypatch.setattr(type(stage.desk.orders), "writing", property(lambda _self: True))
    stage.desk.update()
    assert not shown.restore.isEnabled()
    assert not stage.window.actions_["keep_version"].isEnabled()
