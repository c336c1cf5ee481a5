"""The status bar: words, what is going on, how far, how long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from desktop_app.window.announcing import announce

if TYPE_CHECKING:
    from desktop_app.messages import Messages


class StatusLine(QStatusBar):
    """Shows the article's words, the stage with its progress, the time it takes, and grammar.

    Stages are told to screen readers while `spoken`; a check after every pause is not.
    """

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self.setSizeGripEnabled(False)
        self.words = QLabel()
        self.stage = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(130)
        self.bar.setAccessibleName(messages.text("window.status.progress"))
        self.elapsed = QLabel()
        self.spent = QLabel()
        self.grammar = QLabel()
        for label in (self.words, self.stage):
            self.addWidget(label)
        self.addWidget(self.bar)
        self.addWidget(self.elapsed)
        self.addWidget(self.spent)
        self.addPermanentWidget(self.grammar)
        self.setContentsMargins(10, 3, 12, 3)
        for label in (self.words, self.stage, self.spent):
            label.setContentsMargins(4, 0, 10, 0)
        self._begun = 0.0
        self.spoken = True
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self.finish("")

    def count(self, words: int | None) -> None:
        """Show how many words the article has."""
        if words is None:
            self.words.setText("")
        else:
            self.words.setText(self._messages.text("window.status.words", count=words))

    def begin(self, stage: str) -> None:
        """Show the first stage of a job, and count the seconds."""
        self._begun = time.monotonic()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.elapsed.show()
        self._tick()
        self._timer.start()
        self.show_stage(stage)

    def show_stage(self, stage: str) -> None:
        """Show the present stage and tell screen readers."""
        self.stage.setText(stage)
        self.bar.setRange(0, 0)
        if self.spoken:
            announce(self, stage)

    def progress(self, share: float | None) -> None:
        """Show how far the stage is, 0 to 1."""
        if share is None:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, 100)
            self.bar.setValue(round(share * 100))

    def finish(self, words: str) -> None:
        """Say in a word how the job has ended."""
        self._timer.stop()
        self.spent.setText("")
        self.bar.hide()
        self.bar.setRange(0, 100)
        self.elapsed.hide()
        self.stage.setText(words)
        if self.spoken:
            announce(self, words)

    def show_grammar(self, state: str) -> None:
        """Show how the grammar engine is: off, starting, ready, unavailable."""
        known = state in ("starting", "ready", "unavailable")
        self.grammar.setText(self._messages.text(f"window.grammar.{state}") if known else "")

    def _tick(self) -> None:
        seconds = int(time.monotonic() - self._begun)
        self.elapsed.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")
