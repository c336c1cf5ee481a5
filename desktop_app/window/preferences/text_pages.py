"""« Typographie » and « Dictionnaire »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
)

from desktop_app.window.preferences.page import Page

if TYPE_CHECKING:
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

_PROFILES = ("web", "edition", "none")


class TypographyPage(Page):
    """Which spaces French punctuation gets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages, "typography")
        self._desk = desk
        self.say("typography.lead")
        self.profiles: dict[str, QRadioButton] = {}
        for name in _PROFILES:
            self.column.addSpacing(4)
            button = QRadioButton(self.tr_(f"typography.{name}"))
            button.clicked.connect(lambda _=False, name=name: desk.ai.change(typography=name))
            self.column.addWidget(button)
            hint = self.say(f"typography.{name}.hint")
            hint.setContentsMargins(23, 0, 0, 0)
            self.profiles[name] = button
        self.column.addStretch(1)

    def opened(self) -> None:
        """Show what is kept."""
        settings = self._desk.ai.settings
        if settings is not None:
            self.profiles.get(settings.typography, self.profiles["web"]).setChecked(True)


class WordsPage(Page):
    """The words this user takes for right in every article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.messages, "words")
        self._desk = desk
        self.say("words.lead")
        self.word = QLineEdit()
        self.word.setPlaceholderText(self.tr_("words.hint"))
        self.add = QPushButton(self.tr_("words.add"))
        row = QHBoxLayout()
        row.addWidget(self.word, 1)
        row.addWidget(self.add)
        self.field("words.word", self.word, row)
        self.list = QListWidget()
        self.list.setObjectName("field")
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(self.tr_("words"))
        self.column.addSpacing(4)
        self.column.addWidget(self.list, 1)
        self.remove = QPushButton(self.tr_("words.remove"))
        below = QHBoxLayout()
        below.addWidget(self.remove)
        below.addStretch(1)
        self.column.addLayout(below)
        self.add.clicked.connect(self._add)
        self.word.returnPressed.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._can_remove)
        self._can_remove()

    def opened(self) -> None:
        """Show the words as they stand in the file."""
        self._desk.ask(lambda session: session.language.words, self._show)

    def _show(self, words: tuple[str, ...]) -> None:
        self.list.clear()
        self.list.addItems(list(words))
        self._can_remove()

    def _can_remove(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _add(self) -> None:
        word = " ".join(self.word.text().split())
        if not word:
            return
        self.word.clear()

        def add(session: Session) -> tuple[str, ...]:
            session.add_to_dictionary(word)
            return session.language.words

        self._desk.ask(add, self._changed)

    def _remove(self) -> None:
        words = [item.text() for item in self.list.selectedItems()]

        def remove(session: Session) -> tuple[str, ...]:
            for word in words:
                session.remove_from_dictionary(word)
            return session.language.words

        self._desk.ask(remove, self._changed)

    def _changed(self, words: tuple[str, ...]) -> None:
        self._show(words)
        if self._desk.work.article is not None and not self._desk.orders.writing:
            self._desk.orders.check_soon()
