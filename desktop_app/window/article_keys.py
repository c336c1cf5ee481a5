"""The keyboard in the article while its marks are hidden: the cursor steps over them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QTextCursor

from desktop_app.editing import keys
from desktop_app.window.article_look import is_gap_block, look_of
from desktop_app.window.positions import from_qt, to_qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from desktop_app.editing.change import Change
    from desktop_app.window.article_body import ArticleBody

_Key = QKeySequence.StandardKey
_Move = QTextCursor.MoveOperation
_KEEP, _MOVE = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor
_SIDEWAYS = (
    (_Key.MoveToNextChar, _Move.Right, _MOVE),
    (_Key.SelectNextChar, _Move.Right, _KEEP),
    (_Key.MoveToPreviousChar, _Move.Left, _MOVE),
    (_Key.SelectPreviousChar, _Move.Left, _KEEP),
)
_UP_DOWN = (
    (_Key.MoveToNextLine, _Move.Down, _MOVE),
    (_Key.SelectNextLine, _Move.Down, _KEEP),
    (_Key.MoveToPreviousLine, _Move.Up, _MOVE),
    (_Key.SelectPreviousLine, _Move.Up, _KEEP),
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
# These two have no standard key on some systems.
_ONE = {Qt.Key.Key_Backspace.value: _Move.Left, Qt.Key.Key_Delete.value: _Move.Right}
_ERASING = (
    (_Key.DeleteStartOfWord, _Move.PreviousWord),
    (_Key.DeleteEndOfWord, _Move.NextWord),
)


class ArticleKeys(QObject):
    """Moves one editor's cursor past hidden marks; types, erases and breaks around them."""

    def __init__(self, body: ArticleBody) -> None:
        super().__init__(body)
        self._body = body
        self._last = 0
        self._outside: int | None = None
        self._held: tuple[int, str] | None = None
        self._moving = False
        body.cursorPositionChanged.connect(self.snap)

    def stand(self, anchor: int, position: int) -> None:
        """Put the selection at these UTF-16 places, also where the cursor would not rest itself."""
        self._outside = position
        cursor = self._body.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, _KEEP)
        self._set(cursor)

    def hold(self, marks: str) -> None:
        """Have the next character typed here stand between these marks."""
        self._held = (self._body.textCursor().position(), marks)

    def snap(self) -> None:
        """Move the cursor out of hidden marks and off lines that only keep blocks apart."""
        cursor = self._body.textCursor()
        forward = cursor.position() >= self._last
        self._last = cursor.position()
        if self._moving or self._body.marks_shown:
            return
        if cursor.position() == self._outside:
            return
        self._outside = None
        target = self._rest(cursor, forward=forward)
        if target != cursor.position():
            cursor.setPosition(target, _KEEP if cursor.hasSelection() else _MOVE)
            self._set(cursor)

    def _set(self, cursor: QTextCursor) -> None:
        self._moving = True
        self._body.setTextCursor(cursor)
        self._moving = False
        self._last = cursor.position()

    def _rest(self, cursor: QTextCursor, *, forward: bool) -> int:
        block = cursor.block()
        place = cursor.positionInBlock()
        if is_gap_block(block):
            onward = block.next() if forward and block.next().isValid() else block.previous()
            if onward.isValid():
                backward = onward.blockNumber() < block.blockNumber()
                block, place = onward, onward.length() - 1 if backward else 0
        text = block.text()
        look = look_of(block)
        if look.kind in ("image", "rule"):
            return block.position() + block.length() - 1
        return block.position() + to_qt(text, look.rest(from_qt(text, place)))

    def take(self, event: QKeyEvent) -> bool:
        """Handle a key; tell whether that was done."""
        body = self._body
        if body.marks_shown or body.isReadOnly():
            return False
        for standard, operation, mode in _SIDEWAYS:
            if event.matches(standard):
                self._step(operation, mode)
                return True
        for standard, operation, mode in _UP_DOWN:
            if event.matches(standard):
                self._climb(operation, mode)
                return True
        if event.matches(_Key.Cut):
            body.cut()
            return True
        if (erased := _ONE.get(event.key())) and not event.modifiers() & ~_SHIFT:
            self._erase(erased)
            return True
        for standard, operation in _ERASING:
            if event.matches(standard):
                self._erase(operation)
                return True
        if event.matches(_Key.InsertParagraphSeparator):
            self._change(keys.enter)
            return True
        if event.matches(_Key.InsertLineSeparator):
            self._change(keys.break_line)
            return True
        if event.matches(_Key.Paste):
            body.paste()
            return True
        return self._typed(event)

    def _step(self, operation: _Move, mode: QTextCursor.MoveMode) -> None:
        body = self._body
        cursor = body.textCursor()
        if cursor.hasSelection() and mode == _MOVE:
            ends = cursor.selectionStart(), cursor.selectionEnd()
            cursor.setPosition(ends[operation == _Move.Right])
        else:
            cursor.setPosition(self._past_marks(cursor, operation), mode)
            before = cursor.position()
            cursor.movePosition(operation, mode)
            self._last = before
        self._outside = None
        body.setTextCursor(cursor)
        body.ensureCursorVisible()

    def _past_marks(self, cursor: QTextCursor, operation: _Move) -> int:
        """Give the far end of the marks that the cursor is about to step over."""
        block = cursor.block()
        text = block.text()
        run = look_of(block).run_at(from_qt(text, cursor.positionInBlock()))
        if run is None:
            return cursor.position()
        return block.position() + to_qt(text, run[operation == _Move.Right])

    def _climb(self, operation: _Move, mode: QTextCursor.MoveMode) -> None:
        cursor = self._body.textCursor()
        self._outside = None
        while cursor.movePosition(operation, mode) and is_gap_block(cursor.block()):
            pass
        if is_gap_block(cursor.block()):
            return
        self._last = cursor.position()
        self._body.setTextCursor(cursor)
        self._body.ensureCursorVisible()

    def _erase(self, operation: _Move) -> None:
        if self._body.textCursor().hasSelection():
            self.erase_selection()
        elif operation == _Move.Left:
            self._change(lambda text, at, _: keys.backspace(text, at, self._size(-1)))
        elif operation == _Move.Right:
            self._change(lambda text, at, _: keys.delete(text, at, self._size(1)))
        else:
            cursor = QTextCursor(self._body.textCursor())
            cursor.movePosition(operation, _KEEP)
            text = self._body.text
            start, end = sorted((cursor.anchor(), cursor.position()))
            if start < end:
                self._body.apply(keys.erase(text, from_qt(text, start), from_qt(text, end)))

    def _size(self, way: int) -> int:
        """Give how many code points the character before or after the cursor has."""
        cursor = self._body.textCursor()
        cursor.setPosition(self._past_marks(cursor, _Move.Right if way > 0 else _Move.Left))
        operation = _Move.NextCharacter if way > 0 else _Move.PreviousCharacter
        cursor.movePosition(operation, _KEEP)
        return max(len(cursor.selectedText()), 1)

    def erase_selection(self) -> None:
        """Take away what is seen of the selection."""
        self._change(keys.erase)

    def _change(self, make: Callable[[str, int, int], Change | None]) -> None:
        text, cursor = self._body.text, self._body.textCursor()
        start = from_qt(text, cursor.selectionStart())
        end = from_qt(text, cursor.selectionEnd())
        change = make(text, start, end)
        if change is not None:
            self._body.apply(change)

    def paste(self, words: str) -> None:
        """Put Markdown in the place of the selection."""
        if self._body.marks_shown:
            self._body.textCursor().insertText(words)
            self._body.ensureCursorVisible()
        else:
            self._change(partial(keys.put_in, words))

    def _typed(self, event: QKeyEvent) -> bool:
        """Type a character where typing needs help; tell whether it did."""
        words = event.text()
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        altgr = event.modifiers() & control == control
        if not words or not words.isprintable() or (event.modifiers() & control and not altgr):
            return False
        body = self._body
        if body.textCursor().hasSelection():
            self.erase_selection()
        at = body.textCursor().position()
        held, self._held = self._held, None
        text = body.text
        place = from_qt(text, at)
        if (
            held is not None
            and held[0] == at
            and (made := keys.between(text, place, words, held[1]))
        ):
            body.apply(made)
            return True
        spaced = keys.space_after(text, place) if words.isspace() else None
        if spaced is not None:
            change, marks = spaced
            body.apply(change)
            self.hold(marks)
            return True
        change = keys.typed(text, place, words)
        if change is not None:
            body.apply(change)
            return True
        return False
