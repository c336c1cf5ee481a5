"""« Raccourcis clavier »: every key of the menus, and those of the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from desktop_app.messages import Messages
    from desktop_app.window.main_window import MainWindow

_IN_LISTS = (("go", "Return"), ("mend", "Alt+Return"), ("leave", "Delete"))


class KeysWindow(QDialog):
    """Lists the window's shortcuts as its menus have them."""

    def __init__(self, window: MainWindow, messages: Messages) -> None:
        super().__init__(window)
        tr = messages.text
        title = tr("window.action.keys")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QTreeWidget()
        self.list.setAccessibleName(title)
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        for action in window.menuBar().actions():
            if (menu := _menu_of(action)) is not None:
                self._add(_plain(menu.title()), _keyed(menu))
        self._add(
            tr("window.keys.lists"),
            [(tr(f"window.keys.{name}"), QKeySequence(key)) for name, key in _IN_LISTS],
        )
        self.list.expandAll()
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 12)
        column.addWidget(self.list)
        width = self.fontMetrics().horizontalAdvance("n") * 64
        self.resize(max(width, 420), min(window.height() - 40, width * 5 // 4))

    def _add(self, title: str, keys: list[tuple[str, QKeySequence]]) -> None:
        if not keys:
            return
        group = QTreeWidgetItem(self.list, [title])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        air = QSize(0, self.fontMetrics().height() + 8)
        group.setSizeHint(0, air)
        for words, key in keys:
            said = key.toString(QKeySequence.SequenceFormat.NativeText)
            QTreeWidgetItem(group, [words, said]).setSizeHint(0, air)


def _keyed(menu: QMenu) -> list[tuple[str, QKeySequence]]:
    """Give a menu's entries that have a key, those of its submenus included."""
    found: list[tuple[str, QKeySequence]] = []
    for action in menu.actions():
        inner = _menu_of(action)
        if inner is not None:
            title = _plain(inner.title())
            found += [(f"{title} \u2013 {words}", key) for words, key in _keyed(inner)]
        elif not action.shortcut().isEmpty():
            found.append((_plain(action.text()), action.shortcut()))
    return found


def _plain(words: str) -> str:
    return words.replace("&", "").rstrip("…")


def _menu_of(action: QAction) -> QMenu | None:
    return action.menu()  # type: ignore[return-value]
