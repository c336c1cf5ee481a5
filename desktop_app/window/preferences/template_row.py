"""The Word template of a client: chosen, tried at once, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from desktop_app.window.preferences.page import Verdict
from desktop_app.window.wording import error_words

if TYPE_CHECKING:
    from desktop_app.window.desk import Desk

_SUFFIXES = (".docx", ".dotx")


class TemplateRow(QObject):
    """The path, the buttons beside it, and what was found in the file."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        tr = desk.messages.text
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setAcceptDrops(False)
        self.path.setPlaceholderText(tr("preferences.clients.word_template.none"))
        self.choose = QPushButton(tr("preferences.clients.word_template.choose"))
        self.remove = QPushButton(tr("preferences.clients.word_template.remove"))
        self.verdict = Verdict()
        self.row = QHBoxLayout()
        self.row.addWidget(self.path, 1)
        self.row.addWidget(self.choose)
        self.row.addWidget(self.remove)
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(lambda _=False: self._take(""))

    def show_path(self, path: str, *, enabled: bool) -> None:
        """Show a client's template, and whether it can still be used."""
        if path != self.path.text() or not path:
            self.path.setText(path)
            self.path.setToolTip(path)
            self._try()
        for widget in (self.path, self.choose):
            widget.setEnabled(enabled)
        self.remove.setEnabled(enabled and bool(path))

    def _choose(self) -> None:
        title = self._desk.messages.text("preferences.clients.word_template")
        paths = self._desk.desktop.open_files(self.choose.window(), title, _SUFFIXES)
        if paths:
            self._take(str(paths[0]))

    def _take(self, path: str) -> None:
        self.show_path(path, enabled=True)
        self.changed.emit()

    def _try(self) -> None:
        """Look into the file, and say what it has for an article."""
        path, tr = self.path.text(), self._desk.messages.text
        self.verdict.say("", "info")
        if not path:
            return

        def tried(missing: tuple[str, ...]) -> None:
            if path != self.path.text():
                return
            names = [tr(f"word_style.{name.lower().replace(' ', '_')}") for name in missing]
            key = "preferences.clients.word_template." + ("missing" if missing else "good")
            self.verdict.say(tr(key, names=names), "info" if missing else "good")

        def failed(error: Exception) -> None:
            if path == self.path.text():
                self.verdict.say(error_words(error, self._desk.messages), "problem")

        self._desk.ask(lambda _session: _missing(path), tried, failed)


def _missing(path: str) -> tuple[str, ...]:
    from desktop_app.exports.word_template import styles_missing

    return styles_missing(path)
