"""The menus act on the field the keyboard is in, and tell every key they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_app.window.keys_window import KeysWindow

if TYPE_CHECKING:
    from tests.window.conftest import Stage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_copy_and_paste_go_to_the_field_with_the_keyboard(stage: Stage) -> None:
    stage.article()
    window, actions = stage.window, stage.window.actions_
    title = stage.desk.work.article.title
    window.go_to("article")
    window.editor.title.setFocus()
    actions["select_all"].trigger()
    actions["cut"].trigger()
    assert stage.desk.work.article.title == ""
    assert QGuiApplication.clipboard().text() == title
    window.go_to("google")
    window.google.slug.setFocus()
    window.google.slug.clear()
    actions["paste_text"].trigger()
    assert window.google.slug.text() == title


def test_a_paste_nobody_wants_brings_a_source(stage: Stage) -> None:
    stage.until(lambda: stage.desk.session is not None)
    QGuiApplication.clipboard().setText("Le pont tournant sera fermé trois semaines en mars.")
    stage.window.welcome.setFocus()
    QTest.keyClick(stage.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: stage.desk.work.loaded)
    assert "pont tournant" in stage.desk.work.sources[0].text
    assert len(stage.desk.work.sources) == 1


def test_every_key_is_listed_once(stage: Stage) -> None:
    stage.article()
    window = stage.window
    QTest.keyClick(window, Qt.Key.Key_F1)
    (keys,) = window.findChildren(KeysWindow)
    assert keys.isVisible()
    tops = [keys.list.topLevelItem(i) for i in range(keys.list.topLevelItemCount())]
    rows = [top.child(i) for top in tops for i in range(top.childCount())]
    said = [row.text(1) for row in rows]
    assert all(said)
    assert {"F8", "F9", "Ctrl+S"} <= set(said)
    QTest.keyClick(keys, Qt.Key.Key_Escape)
    stage.until(lambda: not window.findChildren(KeysWindow))


def test_no_two_actions_share_a_key(stage: Stage) -> None:
    keys = [
        key.toString()
        for action in stage.window.actions_.by_name.values()
        for key in action.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))
