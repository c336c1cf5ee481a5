"""The settings panel: pasted keywords, counting like Yoast, suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop_app.settings import load_settings

if TYPE_CHECKING:
    from tests.window.conftest import Stage


def test_a_pasted_list_becomes_keywords(stage: Stage) -> None:
    settings = stage.window.settings
    for pasted in ("berges\nCharente\n• pistes cyclables\n", "berges; Charente ;pistes cyclables"):
        settings.keywords.clear()
        QGuiApplication.clipboard().setText(pasted)
        settings.keywords.paste()
        assert settings.keyword_list() == ("berges", "Charente", "pistes cyclables")
        assert settings.keywords.text() == "berges, Charente, pistes cyclables"
    settings.keywords.setText("berges, ")
    assert settings.keywords.text() == "berges, "


def test_suggested_keyphrases_are_offered(stage: Stage) -> None:
    stage.article()
    settings = stage.window.settings
    stage.until(settings.keyphrase.count)
    assert settings.keyphrase.itemText(0)


def test_yoast_s_way_of_counting_is_a_switch_and_is_remembered(stage: Stage) -> None:
    stage.article()
    window, work = stage.window, stage.desk.work
    assert window.settings.like_yoast.isChecked()
    before = work.assessment
    window.show_settings(True)
    switch = window.settings.like_yoast
    stage.qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center() / 4)
    stage.until(lambda: not switch.isChecked())
    stage.until(lambda: work.assessment is not before and not stage.desk.orders.dispatcher.busy)
    assert stage.desk.session.settings.like_yoast is False
    assert load_settings(stage.folder / "set").like_yoast is False
