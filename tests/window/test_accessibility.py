"""Every control says its name, shows its focus, and fits a small window and a large text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop_app.window.main_window import apply_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.window.conftest import Stage

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
)


def _controls(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), (QAbstractSpinBox, QComboBox, QTabBar))
        and "QComboBoxPrivateContainer" not in type(widget.parent()).__name__
        and not isinstance(widget, QHeaderView)
        and widget.window() is window
    ]


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_control_has_a_name(make_stage: Callable[..., Stage], language: str) -> None:
    stage = make_stage(language)
    stage.article()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in _controls(stage.window)
        if not _name(widget).strip()
    ]
    assert not nameless


def test_the_keyboard_reaches_every_control_that_shows(stage: Stage) -> None:
    stage.article()
    window = stage.window
    window.show_settings(True)
    seen: list[QWidget] = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        assert now.isVisible()
        seen.append(now)
    wanted = {window.settings.keyphrase, window.settings.keywords, window.settings.tone}
    assert wanted <= {*seen, *(widget.parent() for widget in seen)}
    assert len(seen) > 15


@pytest.fixture
def large_text(application: QApplication) -> Iterator[None]:
    before = QFont(application.font())
    font = QFont(before)
    font.setPointSizeF(before.pointSizeF() * 2)
    application.setFont(font)
    apply_style(application)
    yield
    application.setFont(before)
    apply_style(application)


def _outside(window: QWidget) -> list[str]:
    """Name the controls that stick out of the window."""
    out: list[str] = []
    for widget in _controls(window):
        if not widget.isVisible() or isinstance(widget, QScrollBar):
            continue
        corner = widget.mapTo(window, QPoint(widget.width() - 1, 0))
        if corner.x() > window.width() and widget.visibleRegion().isEmpty():
            out.append(f"{type(widget).__name__} {_name(widget)}")
    return out


def test_a_small_window_holds_everything(stage: Stage) -> None:
    stage.article()
    stage.window.resize(1024, 700)
    QApplication.processEvents()
    assert (stage.window.width(), stage.window.height()) == (1024, 700)
    assert not _outside(stage.window)


def test_nothing_of_the_settings_is_cut_in_a_small_window(stage: Stage) -> None:
    stage.article()
    window, settings = stage.window, stage.window.settings
    window.resize(1024, 700)
    window.show_settings(True)
    settings.more.unfold(True)
    settings.use_order(None, dict.fromkeys(settings.rows, "order"))
    QApplication.processEvents()
    assert settings.widget().width() <= settings.viewport().width()


@pytest.mark.usefixtures("large_text")
def test_settings_scroll_rather_than_shrink(stage: Stage) -> None:
    stage.article()
    window = stage.window
    window.resize(1366, 768)
    window.show_settings(True)
    QApplication.processEvents()
    settings = window.settings
    assert settings.widget().width() <= settings.viewport().width()
    for field in (settings.phrase, settings.keywords, settings.tone, settings.length.kind):
        assert field.height() >= field.fontMetrics().height()


@pytest.mark.usefixtures("large_text")
def test_twice_the_text_still_fits(stage: Stage) -> None:
    stage.article()
    stage.window.resize(1366, 768)
    QApplication.processEvents()
    assert (stage.window.width(), stage.window.height()) == (1366, 768)
    assert not _outside(stage.window)
