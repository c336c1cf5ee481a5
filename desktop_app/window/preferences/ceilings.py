"""What one article may cost at most, and how much a model can read: folded away until wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from desktop_app.window.fold_button import FoldButton
from desktop_app.window.icons import icon

if TYPE_CHECKING:
    from desktop_app.settings import Settings
    from desktop_app.window.desk import Desk

_LIMITS = {
    "context": (0, 2_000_000, 1024),
    "timeout": (5, 3600, 30),
    "requests": (1, 200, 1),
    "tokens": (1000, 5_000_000, 10_000),
}


class Ceilings(QWidget):
    """The model's context, its longest silence, and the ceilings for one article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._desk = desk
        tr = desk.messages.text
        self.fold = FoldButton()
        self.fold.setCheckable(True)
        self.fold.show_words(tr("preferences.ceilings"))
        self.fold.setAccessibleName(tr("preferences.ceilings"))
        self.fold.toggled.connect(self._folded)
        self.inside = QWidget()
        self.inside.setObjectName("clear")
        grid = QGridLayout(self.inside)
        grid.setContentsMargins(22, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        self.fields: dict[str, QSpinBox] = {}
        for row, (name, (low, high, step)) in enumerate(_LIMITS.items()):
            words = tr(f"preferences.ceilings.{name}")
            field = QSpinBox(minimum=low, maximum=high, singleStep=step)
            field.setGroupSeparatorShown(True)
            field.setMinimumWidth(110)
            field.setAccessibleName(words)
            grid.addWidget(QLabel(words, wordWrap=True), row, 0)
            grid.addWidget(field, row, 1)
            self.fields[name] = field
        self.fields["context"].setSpecialValueText(tr("preferences.ceilings.unknown"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        column.addWidget(self.inside)
        self._folded(False)
        for field in self.fields.values():
            field.editingFinished.connect(self._given)

    def show_settings(self, settings: Settings) -> None:
        """Show what is kept."""
        self._folded(self.fold.isChecked())
        values = {
            "context": settings.context or 0,
            "timeout": settings.timeout,
            "requests": settings.max_requests,
            "tokens": settings.max_tokens,
        }
        for name, value in values.items():
            with QSignalBlocker(self.fields[name]):
                self.fields[name].setValue(value)

    def _given(self) -> None:
        settings = self._desk.ai.settings
        now = {
            "context": self.fields["context"].value() or None,
            "timeout": self.fields["timeout"].value(),
            "max_requests": self.fields["requests"].value(),
            "max_tokens": self.fields["tokens"].value(),
        }
        if settings is not None and now != {name: getattr(settings, name) for name in now}:
            self._desk.ai.change(**now)

    def _folded(self, shown: bool) -> None:
        self.inside.setVisible(shown)
        self.fold.setIcon(icon("chevron-down" if shown else "chevron-right", self.palette()))
