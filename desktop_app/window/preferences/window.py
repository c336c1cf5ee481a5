"""The preferences window: its sections at the left, the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
)

from desktop_app.window.jobs import Tasks
from desktop_app.window.preferences.clients_page import ClientsPage
from desktop_app.window.preferences.look_pages import LookPage, SizePage
from desktop_app.window.preferences.models_page import ModelsPage
from desktop_app.window.preferences.privacy_page import PrivacyPage
from desktop_app.window.preferences.text_pages import TypographyPage, WordsPage

if TYPE_CHECKING:
    from desktop_app.window.desk import Desk
    from desktop_app.window.preferences.page import Page


class PreferencesWindow(QDialog):
    """Shows the user's settings and writes each change at once; asks services on its own thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        tr = desk.messages.text
        self.setWindowTitle(tr("preferences.title"))
        self.tasks = Tasks("preferences", self)
        self.models = ModelsPage(desk, self.tasks)
        self.clients = ClientsPage(desk)
        self.typography = TypographyPage(desk)
        self.look = LookPage(desk)
        self.text_size = SizePage(desk)
        self.words = WordsPage(desk)
        self.privacy = PrivacyPage(desk)
        self.pages: tuple[Page, ...] = (
            *(self.models, self.clients, self.typography, self.look),
            *(self.text_size, self.words, self.privacy),
        )
        self.sections = QListWidget()
        self.sections.setObjectName("sections")
        self.sections.setAccessibleName(tr("preferences.title"))
        self._stack = QStackedWidget()
        for page in self.pages:
            self.sections.addItem(tr(f"preferences.{page.name}"))
            scroll = QScrollArea(widgetResizable=True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidget(page)
            self._stack.addWidget(scroll)
        self.sections.setFixedWidth(self.sections.sizeHintForColumn(0) + 40)
        self.sections.currentRowChanged.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sections)
        row.addWidget(self._stack, 1)
        for button in self.findChildren(QPushButton):
            # Else Enter in a field would click some button of the page.
            button.setAutoDefault(False)
        self.resize(QSize(820, 620))

    def open_at(self, name: str) -> None:
        """Show the window at this section."""
        names = [page.name for page in self.pages]
        place = names.index(name)
        if self.sections.currentRow() == place:
            self._show(place)
        self.sections.setCurrentRow(place)
        self.show()
        self.raise_()
        self.activateWindow()

    def finish(self) -> bool:
        """End the thread; tell whether it has ended."""
        return self.tasks.close()

    def _show(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.pages[place].opened()
