"""Find and replace in the article: lights every place, goes from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.window.positions import selected_in, to_qt
from desktop_app.window.theme import current

if TYPE_CHECKING:
    from desktop_app.editing.change import Change
    from desktop_app.window.desk import Desk

_PAUSE_MS = 120
_MOST_LIT = 400


class Finding(QObject):
    """Wires the find bar to the article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._body = desk.window.editor.body
        self._bar = desk.window.editor.find_bar
        self._places: list[tuple[int, int]] = []
        self._again = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._again.timeout.connect(self._look)
        actions = desk.window.actions_
        actions["find"].triggered.connect(lambda: self.open())
        actions["replace"].triggered.connect(lambda: self.open(replacing=True))
        actions["find_next"].triggered.connect(lambda: self._go(1))
        actions["find_previous"].triggered.connect(lambda: self._go(-1))
        self._bar.changed.connect(self._first)
        self._bar.stepped.connect(self._go)
        self._bar.replace_asked.connect(self._replace)
        self._bar.replace_all_asked.connect(self._replace_all)
        self._bar.closed.connect(self._leave)
        self._body.textChanged.connect(self._text_changed)

    def open(self, *, replacing: bool = False) -> None:
        """Open the bar on the words selected."""
        window = self._desk.window
        window.left.setCurrentWidget(window.editor)
        words = selected_in(self._body.textCursor())
        self._bar.open(words if "\n" not in words else "", replacing=replacing)

    def _text_changed(self) -> None:
        if self._bar.isVisible():
            self._again.start()

    def _look(self) -> None:
        """Find every place anew."""
        from desktop_app.editing.finding import find_all

        self._again.stop()
        shown = self._body.marks_shown
        self._places = find_all(self._body.text, self._bar.wanted, marks_shown=shown)
        self._light()
        self._count()

    def _first(self) -> None:
        """Find anew, and go to the first place from where the selection begins."""
        self._look()
        if self._places:
            start = min(self._body.selection())
            index = bisect_left(self._places, (start, 0))
            self._select(index % len(self._places))

    def _go(self, by: int) -> None:
        if not self._bar.isVisible() and not self._bar.words.text():
            self.open()
            return
        self._look()
        if not self._places:
            return
        start, end = self._selected()
        index = bisect_left(self._places, (start, 0))
        here = index < len(self._places) and self._places[index] == (start, end)
        if by > 0:
            index += here
        else:
            index -= 1
        self._select(index % len(self._places))

    def _select(self, index: int) -> None:
        text = self._body.text
        start, end = self._places[index]
        self._body.keys.stand(to_qt(text, start), to_qt(text, end))
        self._body.ensureCursorVisible()
        self._count()

    def _selected(self) -> tuple[int, int]:
        anchor, cursor = self._body.selection()
        return min(anchor, cursor), max(anchor, cursor)

    def _count(self) -> None:
        selected = self._selected()
        number = self._places.index(selected) + 1 if selected in self._places else 0
        self._bar.show_count(number, len(self._places))

    def _light(self) -> None:
        text = self._body.text
        wash = current().improve
        wash.setAlphaF(0.28)
        look = QTextCharFormat()
        look.setBackground(wash)
        spots: list[QTextEdit.ExtraSelection] = []
        for start, end in self._places[:_MOST_LIT]:
            spot = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._body.document())
            cursor.setPosition(to_qt(text, start))
            cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
            spot.cursor, spot.format = cursor, look  # type: ignore[attr-defined]
            spots.append(spot)
        self._body.setExtraSelections(spots)

    def _replace(self) -> None:
        from desktop_app.editing.finding import replace_one

        self._look()
        selected = self._selected()
        if selected in self._places:
            self._apply(replace_one(self._body.text, selected, self._bar.new.text()))
            cursor = self._body.textCursor()
            self._body.keys.stand(cursor.selectionEnd(), cursor.selectionEnd())
        self._go(1)

    def _replace_all(self) -> None:
        from desktop_app.editing.finding import replace_all

        self._look()
        count = len(self._places)
        if count:
            self._apply(replace_all(self._body.text, self._places, self._bar.new.text()))
            self._look()
            self._bar.say(self._desk.messages.text("window.find.replaced", count=count))

    def _apply(self, change: Change) -> None:
        if self._body.isReadOnly() or not self._body.isEnabled():
            return
        self._desk.window.editor.flush()
        self._body.apply(change, step=True)

    def _leave(self) -> None:
        self._again.stop()
        self._places = []
        self._body.setExtraSelections([])
        self._body.setFocus()
