"""What comes in: drops and pastes with their structure, files the system opens, wrong files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.window.opened_files import OpenedFiles

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.window.conftest import Stage

DATA = Path(__file__).parents[1] / "sources" / "data"


def _mime(name: str) -> QMimeData:
    mime = QMimeData()
    mime.setHtml((DATA / f"clipboard_{name}.html").read_text(encoding="utf-8"))
    mime.setText("Les pompes à chaleur séduisent")
    return mime


@pytest.mark.parametrize("name", ["google_docs", "word", "chrome"])
def test_formatted_text_is_dropped_on_the_first_page(stage: Stage, name: str) -> None:
    assert stage.window.pages.currentIndex() == 0
    stage.drop(_mime(name))
    stage.until(lambda: stage.desk.work.loaded)
    markdown = stage.desk.work.sources[0].markdown
    assert markdown.startswith("# Les pompes à chaleur séduisent\n\nUne maison")
    assert "**désormais équipée**" in markdown
    assert "[une étude](https://www.exemple.fr/etude)" in markdown
    assert "\n\n## Ce qu’il faut comparer\n\n- le prix\n    - avec la pose\n- le bruit" in markdown


def test_formatted_text_is_pasted_with_a_key(stage: Stage) -> None:
    QGuiApplication.clipboard().setMimeData(_mime("word"))
    stage.window.welcome.setFocus()
    QTest.keyClick(stage.window.welcome, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: stage.desk.work.loaded)
    assert "1. mesurer\n2. choisir" in stage.desk.work.sources[0].markdown
    assert stage.window.pages.currentIndex() == 1


def test_a_wrong_file_says_why_and_keeps_the_right_ones(stage: Stage) -> None:
    right, wrong = stage.folder / "a.txt", stage.folder / "photo.xyz"
    right.write_text("Un texte qui tient debout.", encoding="utf-8")
    wrong.write_bytes(b"\x00\x01")
    stage.drop_files(right, wrong)
    stage.until(lambda: stage.window.notice.property("mood") == "problem")
    assert "photo.xyz" in stage.window.notice.sentence.text()
    assert [one.origin.name for one in stage.desk.work.loaded] == ["a.txt"]


def test_files_the_system_opens_come_together_also_those_that_came_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    application = QApplication.instance()
    assert application is not None
    opened = OpenedFiles(application)
    taken: list[list[Path]] = []
    names = [tmp_path / "a.txt", tmp_path / "é b.docx"]
    for name in names:
        QApplication.sendEvent(application, QFileOpenEvent(str(name)))
    qtbot.wait(150)
    assert not taken
    opened.hand_to(lambda paths: taken.append(list(paths)))
    qtbot.waitUntil(lambda: bool(taken))
    QApplication.sendEvent(application, QFileOpenEvent(str(names[0])))
    qtbot.waitUntil(lambda: len(taken) == 2)
    assert taken == [names, names[:1]]
    application.removeEventFilter(opened)
    opened.deleteLater()
