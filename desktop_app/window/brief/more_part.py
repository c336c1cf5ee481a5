"""« Plus de réglages »: what is not asked of every article, folded away until it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.sources import order_words
from desktop_app.window.brief.field_row import FieldRow
from desktop_app.window.brief.plain_fields import ChipsField, ChoiceField, LineField, LinesField
from desktop_app.window.fold_button import FoldButton
from desktop_app.window.icons import icon

if TYPE_CHECKING:
    from desktop_app.messages import Messages
    from desktop_app.window.brief.plain_fields import Field

_PERSONS = ("", "vous", "tu", "nous")


def _lines(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(line.strip() for line in text.split("\n") if line.strip()), ()


class MorePart(QWidget):
    """Its fields by the name they have in the brief, under a button that folds them."""

    folded = Signal(bool)

    def __init__(self, messages: Messages, last: QWidget) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._messages = messages
        self.fold = FoldButton()
        self.fold.setCheckable(True)
        self.inside = QWidget()
        self.inside.setObjectName("clear")
        self.fields: dict[str, Field] = self._make_fields()
        self.rows: dict[str, FieldRow] = {}
        within = QVBoxLayout(self.inside)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(9)
        for name, field in self.fields.items():
            assert isinstance(field, QWidget)
            row = FieldRow(messages, messages.text(f"window.settings.{name}"), field)
            field.setToolTip(messages.text(f"window.settings.{name}.tip"))
            self.rows[name] = row
            within.addWidget(row)
            if name == "remarks":
                self.unread = QLabel(messages.text("window.settings.remarks.offline"))
                self.unread.setWordWrap(True)
                self.unread.setObjectName("small")
                row.add_note(self.unread)
        within.addWidget(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.fold)
        column.addWidget(self.inside)
        self.fold.clicked.connect(self._fold_clicked)
        self.unfold(False)

    def _make_fields(self) -> dict[str, Field]:
        tr = self._messages.text

        def hint(name: str) -> str:
            return tr(f"window.settings.{name}.hint")

        chips = {
            name: ChipsField(self._messages, order_words.words_in, str, hint(name))
            for name in ("forbidden", "brands")
        }
        persons = [(one, tr(f"window.person.{one or 'any'}")) for one in _PERSONS]
        return {
            "audience": LineField(hint("audience")),
            "person": ChoiceField(persons),
            "headings": LinesField(
                lambda text: (order_words.headings_in(text), ()),
                order_words.heading_words,
                hint("headings"),
                lambda _wrong: "",
            ),
            "forbidden": chips["forbidden"],
            "links": LinesField(
                order_words.links_in,
                order_words.link_words,
                hint("links"),
                lambda wrong: tr("window.settings.links.wrong", lines=list(wrong)),
            ),
            "brands": chips["brands"],
            "remarks": LinesField(_lines, str, hint("remarks"), lambda _wrong: ""),
        }

    def unfold(self, unfolded: bool) -> None:
        """Show the fields, or only the button."""
        self.fold.setChecked(unfolded)
        self.inside.setVisible(unfolded)
        self.sum_up(offline=True)

    def sum_up(self, *, offline: bool) -> None:
        """Say on the button how many fields are filled; show what only an AI reads as it is."""
        filled = sum(bool(field.value()) for field in self.fields.values())
        key = "window.settings.more.filled" if filled else "window.settings.more"
        words = self._messages.text(key, count=filled)
        self.fold.show_words(words)
        self.fold.setAccessibleName(words)
        self.fold.setIcon(
            icon("chevron-down" if self.fold.isChecked() else "chevron-right", self.palette())
        )
        has_remarks = bool(self.fields["remarks"].value())
        self.rows["remarks"].setVisible(has_remarks or self._remarks_open())
        self.unread.setVisible(offline and has_remarks)

    def _remarks_open(self) -> bool:
        field = self.fields["remarks"]
        return isinstance(field, LinesField) and field.lines.hasFocus()

    def _fold_clicked(self, unfolded: bool) -> None:
        self.unfold(unfolded)
        self.folded.emit(unfolded)
