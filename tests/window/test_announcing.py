"""Screen readers hear stages, results and errors, never the words being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.window import announcing

if TYPE_CHECKING:
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What would be handed to a screen reader: the words, and whether they interrupt."""
    told: list[tuple[str, bool]] = []

    class Heard:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            assertive = QAccessible.AnnouncementPoliteness.Assertive
            told.append((event.message(), event.politeness() == assertive))

    monkeypatch.setattr(announcing, "QAccessible", Heard)
    return told


def test_writing_is_told_by_its_stages_and_its_result(
    stage: Stage, heard: list[tuple[str, bool]]
) -> None:
    stage.article()
    words = [said for said, _ in heard]
    assert words
    assert words[-2] == "Article vérifié"
    assert words[-1].startswith("À revoir (")
    assert len(words) < 12
    assert not any("Rochefort" in said for said in words)
    assert not any(assertive for _, assertive in heard)


def test_a_check_after_a_pause_says_nothing(stage: Stage, heard: list[tuple[str, bool]]) -> None:
    stage.article()
    heard.clear()
    before = stage.desk.work.assessment
    stage.window.go_to("article")
    QTest.keyClicks(stage.window.editor.body, "Encore. ")
    stage.checked_again(before)
    assert heard == []


def test_an_error_interrupts_and_gives_the_keyboard_back(
    stage: Stage, heard: list[tuple[str, bool]]
) -> None:
    stage.article()
    window = stage.window
    window.go_to("review")
    heard.clear()
    bad = stage.folder / "photo.xyz"
    bad.write_bytes(b"\x00")
    stage.drop_files(bad)
    stage.until(lambda: window.notice.property("mood") == "problem")
    assert any("photo.xyz" in said and assertive for said, assertive in heard)
    window.notice._close.setFocus()
    QTest.keyClick(window.notice._close, Qt.Key.Key_Space)
    assert window.notice.isHidden()
    assert QApplication.focusWidget() is window.review.tree


def test_stepping_from_the_editor_reads_the_point_out(
    stage: Stage, heard: list[tuple[str, bool]]
) -> None:
    stage.article()
    stage.window.go_to("article")
    heard.clear()
    QTest.keyClick(stage.window.editor.body, Qt.Key.Key_F8)
    assert heard[0][0].startswith(("À corriger", "À améliorer"))
