"""The buttons over the article: bold, headings, lists, a link, an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolBar, QToolButton

from desktop_app.window.icons import icon_side

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.messages import Messages
    from desktop_app.window.actions import Actions

BUTTONS = (
    *("bold", "italic", "", "heading2", "heading3", "", "bullets", "numbers", "quote", ""),
    *("link", "image"),
)


class FormatBar(QToolBar):
    """Shows the actions of « Format » as icons; what does not fit goes behind an arrow."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(messages.text("window.format.bar"), parent)
        self.setObjectName("format")
        self.refresh()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def refresh(self) -> None:
        """Give the icons the size that goes with the text."""
        side = icon_side(self) - 1
        self.setIconSize(QSize(side, side))

    def fill(self, actions: Actions) -> None:
        """Put the buttons in."""
        for name in BUTTONS:
            if name:
                self.addAction(actions[name])
                button = self.widgetForAction(actions[name])
                button.setAccessibleName(actions[name].text().rstrip("…"))
            else:
                self.addSeparator()
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
