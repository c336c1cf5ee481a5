"""Underlines the remarks of language in the title, the SEO title and the description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from desktop_app.window.positions import plain_of, to_qt
from desktop_app.window.remarks import line_of, places_of
from desktop_app.window.underline_drawing import colour_of
from desktop_app.window.underlines import is_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.model import Article, Field, Finding, Where
    from desktop_app.window.desk import Desk
    from desktop_app.window.underlines import BlockRemarks

_STYLES = {
    "spelling": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "grammar": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "style": QTextCharFormat.UnderlineStyle.DotLine,
}


@dataclass(frozen=True)
class FieldMark:
    """A passage of a field and what is said of it; its place holds while the text is the same."""

    finding: Finding
    where: Where
    text: str


class FieldUnderlines(QObject):
    """Holds the underlined passages of the fields, and offers what can be done about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        window = desk.window
        self._fields: dict[Field, QLineEdit | QPlainTextEdit] = {
            "title": window.editor.title,
            "seo_title": window.google.seo_title,
            "meta_description": window.google.description,
        }
        self._marks: list[FieldMark] = []
        for field in self._fields.values():
            field.installEventFilter(self)
        desk.work.article_changed.connect(lambda _editor: self._forget())

    def show(self, article: Article, results: Sequence[BlockRemarks]) -> None:
        """Take the remarks on the whole text, where those on the fields are."""
        for result in results:
            if result.span is None:
                self._marks = list(_marks(article, result.findings))
                for name in self._fields:
                    self._draw(name)

    def drop(self, mark: FieldMark) -> None:
        """Take one underline away."""
        self._marks = [one for one in self._marks if one is not mark]
        self._draw(mark.where.field)

    def here(self) -> FieldMark | None:
        """Give what is said of the words at the cursor of the field the keyboard is in."""
        for name, field in self._fields.items():
            if field.hasFocus():
                return self._at(name, _position(field))
        return None

    def fresh(self, mark: FieldMark) -> bool:
        """Tell whether the field still reads as it did when the remark was made."""
        return _text(self._fields[mark.where.field]) == mark.text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put what can be done about the words under the pointer into a field's menu."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._open_menu(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The line edit would take Alt+Return for its own.
            with_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if with_alt and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _open_menu(self, watched: QObject, event: QContextMenuEvent) -> bool:
        for name, field in self._fields.items():
            if watched is field:
                by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
                position = _position(field) if by_keyboard else _under(field, event)
                mark = self._at(name, position)
                if mark is None:
                    return False
                menu = field.createStandardContextMenu()
                menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                self._desk.mending.begin_field_menu(menu, mark)
                menu.popup(event.globalPos())
                return True
        return False

    def _at(self, name: Field, position: int) -> FieldMark | None:
        for mark in self._marks:
            start, end = _span(mark)
            if mark.where.field == name and start <= position <= end and self.fresh(mark):
                return mark
        return None

    def _forget(self) -> None:
        """Take away the underlines of fields that read otherwise now."""
        stale: set[Field] = {mark.where.field for mark in self._marks if not self.fresh(mark)}
        if stale:
            self._marks = [mark for mark in self._marks if mark.where.field not in stale]
            for name in stale:
                self._draw(name)

    def _draw(self, name: Field) -> None:
        field = self._fields.get(name)
        if field is None:
            return
        marks = [m for m in self._marks if m.where.field == name and self.fresh(m)]
        if isinstance(field, QLineEdit):
            _underline_line(field, marks)
        else:
            _underline_text(field, marks)


def _marks(article: Article, findings: Iterable[Finding]) -> Iterable[FieldMark]:
    for finding in findings:
        for where in places_of(finding):
            if where.field != "body" and where.end > where.start and is_drawn(finding):
                yield FieldMark(finding, where, str(getattr(article, where.field)))


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else plain_of(field.document())


def _position(field: QLineEdit | QPlainTextEdit) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position()


def _under(field: QLineEdit | QPlainTextEdit, event: QContextMenuEvent) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPositionAt(event.pos())
    return field.cursorForPosition(event.pos()).position()


def _span(mark: FieldMark) -> tuple[int, int]:
    return to_qt(mark.text, mark.where.start), to_qt(mark.text, mark.where.end)


def _look(mark: FieldMark) -> QTextCharFormat:
    look = QTextCharFormat()
    line = line_of(mark.finding)
    look.setUnderlineStyle(_STYLES[line])
    look.setUnderlineColor(colour_of(line))
    return look


def _underline_line(field: QLineEdit, marks: Iterable[FieldMark]) -> None:
    """Underline passages of a line edit: it takes formats only the way input methods give them."""
    attributes: list[QInputMethodEvent.Attribute] = []
    for mark in marks:
        start, end = _span(mark)
        attributes.append(
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                start - field.cursorPosition(),
                end - start,
                _look(mark),
            )
        )
    QApplication.sendEvent(field, QInputMethodEvent("", attributes))


def _underline_text(field: QPlainTextEdit, marks: Iterable[FieldMark]) -> None:
    spots: list[QTextEdit.ExtraSelection] = []
    for mark in marks:
        spot = QTextEdit.ExtraSelection()
        cursor = QTextCursor(field.document())
        start, end = _span(mark)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        spot.cursor = cursor  # type: ignore[attr-defined]
        spot.format = _look(mark)  # type: ignore[attr-defined]
        spots.append(spot)
    field.setExtraSelections(spots)
